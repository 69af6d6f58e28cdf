import pytest

from secretariat.negotiation import queries, services
from secretariat.negotiation.models import Descent, Edit, Proposal
from secretariat.negotiation.services.preparing import NoOtherPlace, NoSuchChoice, NotOnThese
from secretariat.record.models import Entry
from travaux.text.contest import NotAsked
from travaux.text.proposal import EmptyChange, NotASplit

OBJECTIVE, COMMITMENT = "Inform all migrants", "We commit to strengthen our efforts to inform all migrants."
ACTION, DESK = "Publish one national website.", "Set up desks for newcomers."
TITLE = "Sample compact"


def status(proposal):
    return Proposal.objects.get(pk=proposal.pk).status


def numbers(table):
    return [each.row.number for each in queries.paragraphs(queries.current(table.text)) if not each.is_struck]


def test_an_alternative_paragraph_stands_beside_the_other_until_one_of_them_is_chosen(table):
    other = table.table("ARL", table.action, "Publish national websites.", kind="alternative")
    assert numbers(table) == ["", "Objective 1.", "1", "1 (a)", "1 (a) alt", "1 (b)"]
    assert table.shown(other.provision).brackets[0].scope == "alternative"
    table.table("BRU", table.action, "Publish one official national website.")
    table.lift(other.provision, "Publish national websites.")
    assert table.wordings() == [TITLE, OBJECTIVE, COMMITMENT, "Publish national websites.", DESK]
    assert status(other) == "incorporated"
    assert [(each.earlier, each.later, each.kind) for each in Descent.objects.unscoped("test")] == [
        (table.action, other.provision, "alternative"),
    ]
    assert queries.open_proposals(text=table.text) == []


def test_an_alternative_that_is_not_taken_leaves_the_paragraph_as_it_is(table):
    other = table.table("ARL", table.action, "Publish national websites.", kind="alternative")
    table.lift(other.provision, "")
    assert table.wordings() == [TITLE, OBJECTIVE, COMMITMENT, ACTION, DESK]


def test_a_placeholder_holds_the_place_of_a_paragraph_in_brackets(table):
    held = table.table("ARL", table.action, "means of implementation", kind="placeholder")
    row = table.row(held.provision)
    assert (row.wording, row.standing) == ("[means of implementation]", "proposed")
    table.lift(held.provision, row.wording)
    assert table.row(held.provision).standing == "standing"
    [bracket] = table.shown(held.provision).brackets
    assert bracket.base == "[means of implementation]"


def test_a_paragraph_is_moved_behind_another(table):
    move = table.table("ARL", table.action, kind="move", other=table.desk)
    [bracket] = table.shown(table.action).brackets
    assert (bracket.scope, bracket.alternatives[0].words) == ("move", "\N{RIGHTWARDS ARROW} 1 (b)")
    assert table.shown(table.action).rolling.plain.endswith("[\N{RIGHTWARDS ARROW} 1 (b) \N{EN DASH} ARL]")
    table.lift(table.action, "\N{RIGHTWARDS ARROW} 1 (b)")
    assert table.wordings() == [TITLE, OBJECTIVE, COMMITMENT, DESK, ACTION]
    assert status(move) == "incorporated"


def test_a_paragraph_stays_where_it_is_if_its_move_is_not_taken(table):
    move = table.table("ARL", table.action, kind="move", other=table.desk)
    with pytest.raises(NotAsked):
        table.lift(table.action, "somewhere else")
    table.lift(table.action, "")
    assert table.wordings() == [TITLE, OBJECTIVE, COMMITMENT, ACTION, DESK]
    assert status(move) == "not_retained"


def test_a_paragraph_is_split_at_its_empty_line_and_what_is_tabled_goes_on_in_the_first_part(table):
    long = table.commitment
    split = "We commit to strengthen our efforts\n\nto inform all migrants."
    found = table.table("ARL", long, split, kind="split")
    kept = table.table("BRU", long, COMMITMENT.replace("strengthen", "enhance"))
    lost = table.table("COR", long, COMMITMENT.replace("all migrants", "everybody"))
    key = next(each.key for each in table.shown(long).brackets if each.scope == "split")
    table.lift(long, split, key)
    assert table.wordings() == [
        *(TITLE, OBJECTIVE, "We commit to strengthen our efforts", "to inform all migrants.", ACTION, DESK)
    ]
    assert [status(each) for each in (found, kept, lost)] == ["incorporated", "tabled", "tabled"]
    assert [edit.fate for edit in Edit.objects.unscoped("test").filter(proposal=lost)] == ["orphaned"]
    assert table.shown(long).orphaned == (str(lost.uuid),)
    assert [each.kind for each in queries.descents(table.text)] == ["split"]


def test_two_paragraphs_are_merged_into_the_first(table):
    merge = table.table("ARL", table.action, kind="merge", other=table.desk)
    gone = table.table("BRU", table.desk, "Set up desks for all newcomers.")
    table.lift(table.action, f"{ACTION} {DESK}")
    assert table.wordings() == [TITLE, OBJECTIVE, COMMITMENT, f"{ACTION} {DESK}"]
    assert [status(each) for each in (merge, gone)] == ["incorporated", "superseded"]
    assert [each.kind for each in queries.descents(table.text)] == ["merge"]


def test_whoever_would_retain_a_paragraph_opens_nothing_and_wins_when_it_is_agreed(table):
    table.agree(table.desk)
    retain = table.table("ARL", table.desk, kind="retain")
    assert (table.shown(table.desk).brackets, table.row(table.desk).level) == ((), "ad_referendum")
    table.agree(table.desk, level="agreed")
    assert status(retain) == "incorporated"


def test_whoever_would_retain_a_paragraph_is_named_beside_its_words(table):
    retain = table.table("ARL", table.action, kind="retain")
    delete = table.table("BRU", table.action, kind="delete_paragraph")
    [bracket] = table.shown(table.action).brackets
    assert [(each.words, each.proponents) for each in bracket.alternatives] == [("", ("BRU",)), (ACTION, ("ARL",))]
    table.lift(table.action, ACTION)
    assert [status(retain), status(delete)] == ["incorporated", "not_retained"]


@pytest.mark.parametrize(
    ("kind", "other", "wording", "refusal"),
    [
        ("move", None, "", NoOtherPlace),
        ("move", "action", "", NoOtherPlace),
        ("move", "commitment", "", NoOtherPlace),
        ("merge", None, "", NoOtherPlace),
        ("split", None, ACTION, NotASplit),
        ("", None, ACTION, EmptyChange),
        ("shrug", None, ACTION, NoSuchChoice),
    ],
)
def test_what_cannot_be_done_with_a_paragraph_is_not_prepared(table, kind, other, wording, refusal):
    with pytest.raises(refusal):
        table.prepare("ARL", table.action, wording, kind=kind, other=getattr(table, other) if other else None)


def test_an_amendment_has_a_proposal_of_others_otherwise(table):
    first = table.table("ARL", table.action, "Publish one official national website.")
    amended = table.table("BRU", table.action, "Publish one official and current national website.", amends=first)
    assert [queries.proponents(each) for each in (first, amended)] == [("ARL",), ("BRU",)]
    table.do("accept_amendment", amended, by="ARL")
    assert status(first) == "superseded"
    assert queries.proponents(amended) == ("BRU", "ARL")
    with pytest.raises(NotOnThese):
        table.prepare("COR", table.desk, "Set up many desks.", amends=amended)
    with pytest.raises(NotOnThese):
        table.prepare("COR", table.action, "Publish nothing.", amends=first)


def test_an_edit_keeps_the_words_that_it_was_anchored_to(table):
    found = table.table("ARL", table.action, "Publish one official national website.")
    assert [edit.quoted for edit in found.edits.unscoped("test")] == ["Publish one"]


def test_a_proposal_is_prepared_and_tabled_in_one(table):
    asked = services.Asked(wording="Publish one official national website.", reason="Trust.")
    found = table.do("submit_proposal", table.action, asked=asked, by="ARL")
    assert (found.status, queries.proponents(found)) == ("tabled", ("ARL",))
    assert table.shown(table.action).rolling.plain == "Publish one [official \N{EN DASH} ARL] national website."
    facts = Entry.objects.get(deed="submit_proposal").facts
    assert (facts["reason"], facts["quoted"], facts["kind"]) == ("Trust.", ["Publish one"], "insert")
