import pytest

from secretariat.record.models import Entry
from secretariat.room.models import Screen
from secretariat.room.services import freeze_screen, show_provision
from secretariat.room.services.screens import AlreadyFrozen, NotFrozen, NotPresented
from travaux.modalities import NotForRole


def test_the_chair_puts_a_paragraph_before_the_room_and_the_record_says_so(table, chair):
    chair.show(table.desk)
    entry = Entry.objects.get(deed="show_provision")
    assert chair.stage().line.uuid == str(table.desk.uuid)
    assert (entry.subject, entry.actor) == (f"provision:{table.desk.uuid}", "cofacilitator")
    assert entry.facts == {"text": "compact", "number": "1 (b)", "wording_sha256": table.row(table.desk).sha256}


def test_a_text_has_one_screen_however_often_it_is_turned(table, chair):
    chair.show(table.desk)
    chair.show(table.action)
    assert list(Screen.objects.values_list("provision__uuid", flat=True)) == [table.action.uuid]


def test_a_frozen_screen_stands_still_while_the_text_goes_on_beneath(table, chair):
    chair.show(table.action)
    chair.freeze()
    before = chair.stage()
    table.redraft(table.action, "Publish a page.")
    assert chair.stage() == before
    assert before.frozen_at is not None
    assert chair.stage(row=table.row(table.action)).line != before.line


def test_a_released_screen_shows_the_text_as_it_now_is(table, chair):
    chair.show(table.action)
    chair.freeze()
    table.redraft(table.action, "Publish a page.")
    chair.release()
    words = [segment.words for piece in chair.stage().line.pieces for segment in piece.segments]
    assert "".join(words) == "Publish a page."


def test_another_paragraph_put_before_the_room_ends_the_freeze(table, chair):
    chair.freeze()
    chair.show(table.desk)
    assert (chair.stage().frozen_at, chair.stage().line.uuid) == (None, str(table.desk.uuid))


def test_a_screen_is_frozen_once_and_released_once(chair):
    chair.freeze()
    with pytest.raises(AlreadyFrozen) as frozen:
        chair.freeze()
    chair.release()
    with pytest.raises(NotFrozen):
        chair.release()
    assert frozen.value.facts["time"].endswith("UTC")


def test_a_delegate_turns_no_screen(table):
    with pytest.raises(NotForRole):
        show_provision(table.row(table.desk), by=table.actors["ARL"], at=table.at())
    assert not Screen.objects.exists()


def test_what_was_not_presented_is_not_put_before_a_room(drafted):
    with pytest.raises(NotPresented):
        freeze_screen(drafted.text, by=drafted.actors["chair"], at=drafted.at().replace(month=4))
    assert not Screen.objects.exists()


def test_a_screen_says_of_which_text_it_is(table, chair):
    assert str(chair.show(table.desk)) == f"screen of {table.text.pk}"
