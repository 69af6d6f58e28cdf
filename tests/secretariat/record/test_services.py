from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.utils import timezone

from secretariat.record import access, queries, services
from secretariat.record.models import Checkpoint, Entry, Node, Opening
from travaux.record.commitment import Opening as Value
from travaux.record.commitment import commitment
from travaux.record.entry import canonical, leaf_of
from travaux.record.proof import check_consistency
from travaux.record.tree import frontier_of
from travaux.record.verifier import check_receipt
from travaux.record.verify import verify

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    """Deeds made up by these tests are no deeds of the house; that paper was weighed is told to everybody."""
    monkeypatch.setattr(access, "OPEN", access.OPEN | {"weigh_paper"})
    kept = dict(services.DEEDS)
    yield
    services.DEEDS.clear()
    services.DEEDS.update(kept)


def written(deed, **facts):
    return services.enter(deed, process="p", actor="officer", subject="theme:x", facts=facts, at=NOON)


@services.deed("paper weighed")
def weigh_paper(*, grams):
    written("weigh_paper", grams=grams)
    return grams


del services.DEEDS["weigh_paper"]  # made up here: no deed of the house


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Do deeds as if each were committed there and then."""

    def do(deed, *things, **words):
        with django_capture_on_commit_callbacks(execute=True):
            return deed(*things, **words)

    return do


def test_a_deed_returns_what_its_service_returns_and_leaves_its_entry():
    assert weigh_paper(grams=3) == 3
    assert list(Entry.objects.values_list("deed", "actor", "facts")) == [("weigh_paper", "officer", {"grams": 3})]


def test_a_deed_without_an_entry_is_undone_whole():
    @services.deed("head written and nothing said")
    def say_nothing():
        Checkpoint.objects.create(size=9, root="r", at=NOON)

    with pytest.raises(RuntimeError, match="say_nothing left \\[\\] in the record"):
        say_nothing()
    assert not Checkpoint.objects.exists()


def test_a_deed_that_calls_another_is_undone_whole():
    @services.deed("two deeds at once")
    def do_two():
        weigh_paper(grams=1)

    with pytest.raises(RuntimeError, match="do_two left \\[\\] in the record"):
        do_two()
    assert not Entry.objects.exists()


def test_a_deed_cannot_sign_with_the_name_of_another():
    @services.deed("signed wrongly")
    def sign_wrongly():
        written("weigh_paper")

    with pytest.raises(RuntimeError, match="sign_wrongly left \\['weigh_paper'\\]"):
        sign_wrongly()


def test_nothing_is_written_in_the_record_outside_a_deed():
    with pytest.raises(RuntimeError, match="weigh_paper writes in the record outside a deed"):
        written("weigh_paper")


def test_what_fails_in_the_middle_leaves_no_entry():
    @services.deed("stumbled")
    def stumble():
        written("stumble")
        raise IntegrityError

    with pytest.raises(IntegrityError):
        stumble()
    assert not Entry.objects.exists()


def test_each_deed_gets_its_place_in_the_log_as_soon_as_it_is_committed(at_once):
    for grams in range(5):
        at_once(weigh_paper, grams=grams)
    assert list(Entry.objects.order_by("id").values_list("position", flat=True)) == [0, 1, 2, 3, 4]
    leaves = [leaf_of(queries.entry_shape(e)) for e in Entry.objects.order_by("id")]
    assert queries.checkpoint().root == frontier_of(leaves).root()
    assert queries.checkpoint().size == 5


def test_what_a_crash_left_without_a_place_is_taken_up_by_the_next_deed(at_once):
    weigh_paper(grams=1)
    at_once(weigh_paper, grams=2)
    assert list(Entry.objects.order_by("id").values_list("position", flat=True)) == [0, 1]


def test_the_exported_record_is_verified_against_a_checkpoint_kept_earlier(at_once):
    at_once(weigh_paper, grams=1)
    kept = queries.checkpoint()
    at_once(weigh_paper, grams=2)
    assert verify(queries.exported(), kept).vouched == 1
    assert verify(queries.exported(), kept).root == queries.checkpoint().root


def test_what_outsiders_are_not_told_is_sealed_in_the_export_and_still_verified(at_once):
    @services.deed("sentence written")
    def write_sentence():
        written("write_sentence", wording="not issued yet")

    at_once(weigh_paper, grams=1)
    at_once(write_sentence)
    leaf = Entry.objects.get(deed="write_sentence").leaf
    assert list(queries.exported())[1] == f'{{"sealed":"{leaf}"}}\n'
    assert verify(queries.exported(), queries.checkpoint()).vouched == 2
    assert "not issued yet" in list(queries.exported(whole=True))[1]


def test_an_empty_record_has_the_checkpoint_of_the_empty_tree():
    services.sequence()
    assert queries.checkpoint().size == 0


def test_the_entry_about_a_thing_is_found_by_its_deed():
    weigh_paper(grams=1)
    weigh_paper(grams=2)
    assert queries.entry_about("theme:x", "weigh_paper").facts == {"grams": 2}
    assert queries.entry_about("theme:y", "weigh_paper") is None


def test_what_is_personal_enters_as_a_commitment_that_its_opening_fits(at_once):
    @services.deed("name written")
    def write_name(*, name):
        services.enter(
            "write_name", process="p", actor="officer", subject="x:1", facts={"n": 1}, at=NOON, private={"name": name}
        )

    at_once(write_name, name="Mira Okafor")
    entry, opening = Entry.objects.get(), Opening.objects.get()
    shape = Value(opening.name, bytes.fromhex(opening.salt), opening.value)
    assert entry.facts == {"n": 1, "committed": {"name": commitment(shape)}}
    assert (len(shape.salt), opening.value) == (32, "Mira Okafor")
    assert "Mira" not in "".join(queries.exported(whole=True))


def test_an_entry_tells_the_time_that_the_deed_claims_and_that_of_the_machine():
    before = timezone.now()
    weigh_paper(grams=1)
    entry = Entry.objects.get()
    assert (entry.at, before <= entry.entered_at <= timezone.now()) == (NOON, True)
    assert '"entered_at":' in canonical(queries.entry_shape(entry)).decode()


def test_a_machine_whose_clock_was_set_back_shows_in_the_record_whatever_time_the_deeds_claim(at_once, monkeypatch):
    for grams, minutes in enumerate((0, 30, 5, 40)):
        machine = NOON + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda machine=machine: machine)
        at_once(weigh_paper, grams=grams)
    lines = [canonical(queries.entry_shape(entry)).decode() for entry in Entry.objects.order_by("position")]
    assert (verify(lines).entries, verify(lines).back) == (4, 1)


def test_facts_that_not_every_language_reads_alike_are_a_mistake():
    with pytest.raises(TypeError, match=r"0\.5 cannot be entered"):
        weigh_paper(grams=0.5)


def test_an_entry_of_the_first_form_keeps_its_leaf(at_once):
    old = Entry(deed="weigh_paper", process="p", actor="officer", subject="theme:x", facts={}, at=NOON)
    old.leaf = leaf_of(queries.entry_shape(old)).hex()
    old.save()
    services.sequence()
    at_once(weigh_paper, grams=2)
    assert '"entered_at"' not in next(queries.exported())
    assert verify(queries.exported(), queries.checkpoint()).vouched == 2


def test_one_request_with_a_key_does_one_deed():
    token = services.asked_once.set(services.Once("k", "s"))
    try:
        weigh_paper(grams=1)
        with pytest.raises(RuntimeError, match="weigh_paper is the second deed of one request"):
            weigh_paper(grams=2)
    finally:
        services.asked_once.reset(token)


STAFF, DELEGATE = (SimpleNamespace(reference=who, runs_site=who == "officer") for who in ("officer", "delegate:ARL"))


@pytest.fixture
def named(at_once):
    """An entry with two private values."""

    @services.deed("name written")
    def write_name():
        private = {"name": "Mira Okafor", "address": "Somewhere 1"}
        return services.enter(
            "write_name", process="p", actor="officer", subject="x:1", facts={}, at=NOON, private=private
        )

    return at_once(write_name)


def test_what_is_personal_is_erased_and_the_log_stays_whole(named, at_once):
    before = queries.checkpoint()
    assert at_once(services.erase_personal_data, named, names=["name"], basis="objection", by=STAFF, at=NOON) == 1
    assert [opening.value for opening in named.openings.all()] == ["Somewhere 1"]
    assert verify(queries.archive(whole=True), before).vouched == 1
    entry = Entry.objects.get(deed="erase_personal_data")
    assert (entry.subject, entry.facts) == (
        f"entry:{named.uuid}",
        {"names": ["name"], "basis": "objection"},
    )
    assert queries.private_names(named) == {"address": True, "name": False}
    assert "Mira" not in "".join(queries.archive(whole=True))


def test_the_whole_archive_tells_private_values_that_fit_and_the_one_for_outsiders_none(named):
    assert [verify(queries.archive(whole=whole), queries.checkpoint()).opened for whole in (True, False)] == [2, 0]
    assert named.openings.count() == 2


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"by": DELEGATE}, services.MayNotErase),
        ({"basis": "because"}, services.NoSuchBasis),
        ({"names": ["telephone"]}, services.NothingToErase),
    ],
)
def test_nothing_is_erased_by_others_or_without_a_basis_or_where_nothing_is(named, given, refusal):
    with pytest.raises(refusal):
        services.erase_personal_data(named, **{"basis": "objection", "by": STAFF, "at": NOON} | given)
    assert named.openings.count() == 2


def test_an_entry_of_the_log_is_proved_by_a_receipt_that_the_verifier_finds_sound(at_once):
    for grams in range(600):
        weigh_paper(grams=grams)
    services.sequence()
    assert list(Node.objects.values_list("level", "number")) == [(1, 0), (1, 1)]
    for position in (0, 255, 256, 511, 599):
        receipt = queries.receipt_of(Entry.objects.get(position=position), reference="")
        found, said = check_receipt(receipt.text(queries.signed(receipt.head)), queries.checkpoint())
        assert (found.vouched, said["facts"]) == (600, {"grams": position})
    older = queries.checkpoint_of(300)
    at_once(weigh_paper, grams=600)
    assert check_consistency(queries.consistency(300), older).vouched == 300
    assert queries.receipt_of(Entry.objects.get(position=256), reference="", size=300).head == older


def test_an_entry_has_no_receipt_before_it_has_a_place():
    weigh_paper(grams=1)
    Entry.objects.update(position=None)
    assert queries.receipt_of(Entry.objects.get(), reference="") is None
