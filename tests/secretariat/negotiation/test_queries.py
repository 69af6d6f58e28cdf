import pytest

from secretariat.negotiation import queries, services

from .conftest import TABLE

OFFICIAL = "Publish one official national website."


def test_a_paragraph_is_followed_back_to_what_it_rests_on(drafted, sources):
    passage, sentence = sources
    provision = drafted.draft("Inform all.", "action", sentences=[sentence], passages=[passage])
    rests_on = [(each.sentence, each.passage) for each in queries.provenance_of(provision, drafted.actors["chair"])]
    assert rests_on == [(sentence, None), (None, passage)]


def test_what_happened_to_a_paragraph_is_told_in_order(table):
    table.table("ARL", table.action, OFFICIAL)
    table.lift(table.action, "official")
    table.agree(table.action)
    services.reopen_provision(table.action, reason="New facts.", by=table.actors["chair"], at=table.at())
    table.freeze()
    assert [(event.kind, event.label) for event in queries.fate_of(table.action, table.actors["visitor"])] == [
        ("version", "Zero draft"),
        ("proposal", "ARL: Tabled"),
        ("proposal", "ARL: Incorporated"),
        ("lifted", "official "),
        ("decision", "Agreed ad referendum"),
        ("reopened", "New facts."),
        ("version", "Rev.1"),
    ]


def test_a_redraft_is_told_with_its_reason_and_the_capacity_of_its_author(table):
    table.redraft(table.action, "Publish a page.", "Nobody reads websites.")
    told = queries.fate_of(table.action, table.actors["visitor"])[-1]
    assert (told.kind, told.label, told.words) == ("redraft", "Nobody reads websites.", "Publish a page.")
    assert (told.who, queries.capacity("delegate:ARL")) == ("Co-facilitator", "Delegate (ARL)")


@pytest.mark.parametrize(("who", "seen"), [("chair", 1), ("officer", 1), ("ARL", 0), ("visitor", 0)])
def test_words_that_never_were_before_the_meeting_stay_with_those_who_draft(drafted, who, seen):
    drafted.redraft(drafted.action, "Publish a page.")
    services.present_draft(drafted.text, by=drafted.actors["chair"], at=drafted.at(TABLE))
    told = [event.kind for event in queries.fate_of(drafted.action, drafted.actors[who])]
    assert told.count("redraft") == seen


def test_nothing_is_adopted_before_adoption(table):
    assert list(queries.adopted_provisions(table.text)) == []


def test_a_text_is_known_to_all_once_it_is_presented(drafted):
    actors = drafted.actors
    for who, seen in (("officer", [drafted.text]), ("ARL", []), ("visitor", [])):
        assert list(queries.texts(drafted.process, actors[who])) == seen
        assert len(queries.versions(drafted.text, actors[who])) == len(seen)
    with pytest.raises(queries.NoSuchProvision):
        queries.provision_named(drafted.process, actors["ARL"], drafted.action.uuid)
    with pytest.raises(queries.NoSuchVersion):
        queries.version_numbered(drafted.text, actors["visitor"], 0)


def test_sections_count_what_is_open_and_agreed(table):
    table.table("ARL", table.action, OFFICIAL)
    table.agree(table.desk)
    new = table.table("COR", table.desk, "Keep it.", kind="new_paragraph")
    table.lift(new.provision, "")
    table.agree(table.objective)
    [objective] = queries.sections(queries.paragraphs(queries.current(table.text)))
    counts = (objective.paragraphs, objective.open, objective.agreed, objective.brackets)
    assert (objective.heading.provision, counts) == (table.objective, (3, 1, 1, 1))


def test_a_bracket_in_a_title_counts_though_the_title_is_no_paragraph(table):
    table.table("ARL", table.title, "Compact")
    first, objective = queries.sections(queries.paragraphs(queries.current(table.text)))
    assert (first.heading, first.paragraphs, first.open, first.brackets) == (None, 0, 1, 1)
    assert (objective.paragraphs, objective.open) == (3, 0)


def test_a_frozen_paragraph_is_restored_as_it_was_shown(table):
    table.table("ARL", table.action, OFFICIAL)
    shown = table.shown(table.action).rolling
    version = table.freeze()
    row = version.rows.select_related("provision").get(provision=table.action)
    assert queries.restored(row) == shown


def test_a_paragraph_without_a_number_is_named_by_its_first_words(table):
    assert queries.label(table.row(table.title)) == "Title “Sample compact”"
    assert queries.shortened("word " * 30).endswith("word…")


@pytest.mark.parametrize("proposals", [1, 3])
def test_the_rolling_text_takes_the_same_number_of_queries_however_much_is_proposed(
    table, django_assert_num_queries, proposals
):
    for i in range(proposals):
        table.table("ARL", table.action, f"Publish {i + 2} national websites.")
        table.table("COR", table.desk, f"Note {i}.", kind="new_paragraph")
    version = queries.current(table.text)
    with django_assert_num_queries(4):
        shown = queries.paragraphs(version)
        assert sum(len(each.tabled) for each in shown) == proposals * 2


def test_a_deed_that_was_undone_is_told_with_the_reason(table):
    table.redraft(table.action, "Publish a page.")
    table.do("undo_deed", table.action, reason="A slip.")
    told = queries.fate_of(table.action, table.actors["visitor"])[-1]
    assert (told.kind, told.label, told.words) == ("undone", "Worded anew", "A slip.")
