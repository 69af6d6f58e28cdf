import pytest

from secretariat.negotiation import queries, services
from secretariat.negotiation.models import Decision, Proposal
from secretariat.negotiation.services.freezing import NotPresented
from secretariat.record.models import Entry
from travaux.modalities import OutsidePhase
from travaux.text.reading import MayNotAdopt

from .conftest import CONFERENCE

OFFICIAL = "Publish one official national website."


def adopt(room, **more):
    return services.adopt_text(room.text, by=room.actors["chair"], at=room.at(CONFERENCE), **more)


def test_a_frozen_version_keeps_the_rolling_text_and_its_brackets_stay_open_in_the_next(table):
    table.table("ARL", table.action, OFFICIAL)
    frozen = table.freeze()
    row = frozen.rows.select_related("version", "provision").get(provision=table.action)
    assert frozen.label == "Rev.1"
    assert queries.paragraph(row).rolling == table.shown(table.action).rolling
    table.lift(table.action, "")
    assert len(queries.paragraph(row).brackets) == 1


def test_struck_paragraphs_do_not_go_on_and_numbers_are_kept_unless_asked(table):
    new = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    table.lift(new.provision, "Keep it current.")
    table.table("DEL", table.action, kind="delete_paragraph")
    table.lift(table.action, "")
    table.freeze(symbol="A/CONF.1/L.1")
    shown = [(row.number, row.wording[:4]) for row in queries.working(table.text).rows.order_by("ordinal")]
    assert shown[2:] == [("1", "We c"), ("1 (a) bis", "Keep"), ("1 (b)", "Set ")]
    table.freeze(renumber=True, label="Rev. 2, renumbered")
    assert [row.number for row in queries.working(table.text).rows.order_by("ordinal")][3:] == ["1 (a)", "1 (b)"]


def test_two_versions_with_the_same_words_have_the_same_digest(table):
    first, second = table.freeze(), table.freeze()
    assert first.sha256 == second.sha256
    table.agree(table.action)
    table.table("ARL", table.action, OFFICIAL)
    assert table.freeze().sha256 != first.sha256


def test_a_revision_before_the_draft_is_presented_is_refused(drafted):
    drafted.at(drafted.now.replace(month=2))
    with pytest.raises(NotPresented):
        drafted.freeze()


def test_adoption_is_refused_while_a_bracket_is_open_and_names_it_with_its_page(table):
    table.table("ARL", table.action, OFFICIAL)
    new = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    with pytest.raises(MayNotAdopt) as refused:
        adopt(table)
    because = refused.value.parts[1]
    assert because.startswith("Brackets still open, 2: 1 (a) “official”")
    assert f"/processes/sample/text/p/{new.provision.uuid}/" in because


def test_adoption_numbers_the_text_through_and_decides_every_paragraph(table):
    orphan = table.table("BRU", table.desk, "Set up desks for all.")
    services.redraft_provision(
        table.desk, wording="Set up counters.", reason="Shorter.", by=table.actors["chair"], at=table.at()
    )
    version = adopt(table, symbol="A/CONF.1/1")
    assert (version.status, version.label) == ("adopted", "Adopted text")
    assert [row.number for row in queries.adopted_provisions(table.text)] == ["", "Objective 1.", "1", "1 (a)", "1 (b)"]
    assert Decision.objects.filter(level="adopted").count() == 5
    assert Proposal.objects.get(pk=orphan.pk).status == "not_retained"
    assert queries.current(table.text) == version
    with pytest.raises(queries.NothingMoves):
        adopt(table)
    with pytest.raises(queries.NotInText):
        queries.working_row(table.action)


def test_a_text_is_adopted_at_the_conference(table):
    with pytest.raises(OutsidePhase, match=r"Paragraph 1 \(c\)"):
        services.adopt_text(table.text, by=table.actors["chair"], at=table.at())


def test_every_deed_leaves_one_entry(table):
    table.table("ARL", table.action, OFFICIAL)
    table.lift(table.action, "official ")
    table.agree(table.action)
    table.freeze()
    adopt(table)
    deeds = list(Entry.objects.order_by("id").values_list("deed", flat=True))
    assert deeds == [
        *("open_text", *["draft_provision"] * 5, "present_draft", "prepare_proposal", "table_proposal"),
        *("lift_bracket", "agree_provision", "freeze_version", "adopt_text"),
    ]
