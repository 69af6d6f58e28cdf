"""The pages of the record as a browser and a program meet them."""

import importlib
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.test import RequestFactory

from secretariat.record import queries, services
from secretariat.record.models import Entry, Node
from secretariat.record.templatetags.receipts import receipt_of as tag
from secretariat.record.templatetags.receipts import short_code
from travaux.record.checkpoint import read_checkpoint
from travaux.record.entry import code_of, leaf_of
from travaux.record.proof import check_consistency
from travaux.record.signature import check_signature
from travaux.record.verifier import check_receipt

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def entry(process):
    """A deed of the process and one that belongs to none, both in the log."""
    kept = {"actor": "delegate:ARL", "subject": "proposal:7c1f", "at": NOON}
    Entry.objects.create(deed="register_person", process="", leaf="22" * 32, **kept)
    found = Entry.objects.create(deed="table_proposal", process=process.key, leaf="33" * 32, **kept)
    found.leaf = leaf_of(queries.entry_shape(found)).hex()
    found.save()
    services.sequence()
    found.refresh_from_db()
    return found


def withhold(entry):
    Entry.objects.filter(pk=entry.pk).update(deed="prepare_proposal")


def body(response):
    return response.content.decode()


def test_a_receipt_tells_the_deed_its_place_and_its_code(client, entry):
    shown = body(client.get(entry.get_absolute_url()))
    assert [part in shown for part in (entry.leaf, code_of(bytes.fromhex(entry.leaf)), ">ARL<", "7c1f")] == [True] * 4


def test_the_receipt_that_is_downloaded_is_sound_and_signed(client, entry):
    answer = client.get(f"{entry.get_absolute_url()}proof")
    found, said = check_receipt(body(answer), queries.checkpoint())
    assert (found.vouched, said["uuid"]) == (queries.checkpoint().size, str(entry.uuid))
    assert f"{entry.uuid}.tlog-proof" in answer.headers["Content-Disposition"]


def test_a_receipt_for_the_checkpoint_that_one_holds_is_had_by_its_size(client, entry):
    size = entry.position + 1
    text = body(client.get(f"{entry.get_absolute_url()}proof?size={size}"))
    assert check_receipt(text, queries.checkpoint_of(size))[0].vouched == size
    assert client.get(f"{entry.get_absolute_url()}proof?size=1").status_code == 404
    assert client.get(f"{entry.get_absolute_url()}proof?size=much").status_code == 200


def test_of_what_is_withheld_there_is_no_receipt_for_others(client, entry):
    withhold(entry)
    assert [client.get(f"{entry.get_absolute_url()}{end}").status_code for end in ("", "proof")] == [404, 404]


def test_what_outsiders_are_not_told_is_sealed_on_the_receipt(client, entry):
    Entry.objects.filter(pk=entry.pk).update(deed="draft_provision")
    assert "the file holds the digest of the entry instead" in body(client.get(entry.get_absolute_url()))
    assert check_receipt(body(client.get(f"{entry.get_absolute_url()}proof")))[1] == {}


def test_a_deed_of_no_process_has_its_receipt_too(client, entry):
    mine = Entry.objects.get(deed="register_person")
    assert "account opened" in body(client.get(mine.get_absolute_url()))
    assert client.get(f"{mine.get_absolute_url()}proof").status_code == 200
    assert client.get(f"/record/{entry.uuid}/").status_code == 404


def test_a_deed_that_has_no_place_yet_says_so(client, entry):
    Entry.objects.filter(pk=entry.pk).update(position=None)
    assert "being taken up: within a second" in body(client.get(entry.get_absolute_url()))
    assert client.get(f"{entry.get_absolute_url()}proof").status_code == 404


def test_private_values_are_named_on_the_receipt_and_not_shown(client, process):
    @services.deed("name written")
    def write_name():
        private = {"name": "Mira Okafor"}
        return services.enter(
            "write_name", process=process.key, actor="officer", subject="x:1", facts={}, at=NOON, private=private
        )

    entry = write_name()
    del services.DEEDS["write_name"]
    shown = body(client.get(entry.get_absolute_url()))
    assert ["Private: name" in shown, "a commitment to it only" in shown, "Mira" in shown] == [True, True, False]


def test_the_feed_tells_what_visitors_are_told_and_the_checkpoint(client, process, entry):
    tree = ET.fromstring(client.get(f"/processes/{process.key}/record/feed/").content)  # noqa: S314 - our own feed
    assert tree.findtext(f"{ATOM}subtitle") == queries.signed(queries.checkpoint())
    told = [found.findtext(f"{ATOM}id") for found in tree.iter(f"{ATOM}entry")]
    assert f"urn:uuid:{entry.uuid}" in told
    withhold(entry)
    assert str(entry.uuid) not in body(client.get(f"/processes/{process.key}/record/feed/"))


@pytest.mark.usefixtures("entry")
def test_the_checkpoint_is_handed_out_signed_with_the_key_that_is_handed_out(client):
    head = read_checkpoint(body(client.get("/log/checkpoint")))
    assert head == queries.checkpoint()
    assert check_signature(head, body(client.get("/log/key"))) is None


@pytest.mark.usefixtures("entry")
def test_the_tiles_are_handed_out_at_the_addresses_of_the_specification(client):
    size = queries.checkpoint().size
    answer = client.get(f"/log/tile/0/000.p/{size}")
    assert answer.content == b"".join(queries.tile(0, 0, size))
    assert (answer.headers["Content-Type"], "immutable" in answer.headers["Cache-Control"]) == (
        "application/octet-stream",
        True,
    )


@pytest.mark.parametrize(
    "path",
    ["0/000", "0/000.p/9", "0/000.p/256", "0/000.p/0", "1/000.p/1", "0/x000/000", "64/000", "entries/000", "0/1"],
)
@pytest.mark.usefixtures("entry")
def test_a_tile_that_is_not_there_is_not_handed_out(client, path):
    assert client.get(f"/log/tile/{path}").status_code == 404


def test_a_full_tile_and_the_one_above_are_there_after_256_entries(client):
    rows = [Entry(deed="d", actor="officer", subject="x:1", at=NOON, leaf=f"{i:064x}") for i in range(300)]
    Entry.objects.bulk_create(rows)
    services.sequence()
    assert [len(client.get(f"/log/tile/{path}").content) for path in ("0/000", "0/001.p/44", "1/000.p/1")] == [
        8192,
        44 * 32,
        32,
    ]


@pytest.mark.usefixtures("entry")
def test_that_todays_log_continues_an_older_one_is_shown(client):
    assert check_consistency(body(client.get("/log/consistency/1")), queries.checkpoint_of(1)).vouched == 1
    assert [client.get(f"/log/consistency/{size}").status_code for size in (0, 99)] == [404, 404]


@pytest.mark.usefixtures("entry")
def test_the_page_that_explains_says_what_is_not_protected_and_hands_out_the_program(client):
    shown = body(client.get("/log/"))
    assert ["What is not protected" in shown, queries.public_key() in shown] == [True, True]
    assert "def check_archive" in body(client.get("/log/verifier.py"))


def check(client, **given):
    answer = client.post("/log/check/", given)
    return answer.status_code, body(answer)


def upload(text):
    return SimpleUploadedFile("r.tlog-proof", text.encode())


def test_a_short_code_is_found_in_the_log(client, entry):
    status, shown = check(client, code=code_of(bytes.fromhex(entry.leaf)).lower())
    assert (status, f"at place {entry.position}" in shown) == (200, True)
    assert "It is not in the log" in check(client, code="AAAA-AAAA-AAAA-AAAA")[1]
    assert client.get("/log/check/").status_code == 200


def test_a_receipt_that_was_kept_is_found_in_the_log(client, entry):
    kept = body(client.get(f"{entry.get_absolute_url()}proof"))
    assert f"at place {entry.position}" in check(client, receipt=upload(kept))[1]


def test_a_receipt_of_a_log_that_was_rewritten_since_is_told_to_be_kept(client, entry):
    kept = body(client.get(f"{entry.get_absolute_url()}proof"))
    Entry.objects.filter(position=0).update(leaf="44" * 32)
    assert "shows that the record was rewritten" in check(client, receipt=upload(kept))[1]


@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Write a short code or choose a file"),
        ({"code": "no code"}, "This is no short code"),
        ({"code": "x" * 41}, "at most 40"),
        ({"receipt": "c2sp.org/tlog-proof@v1\n"}, "This is no sound receipt"),
        ({"receipt": "x" * (256 * 1024 + 1)}, "far too long"),
    ],
)
def test_what_is_no_receipt_is_said_to_be_none(client, given, said):
    given = {name: upload(text) if name == "receipt" else text for name, text in given.items()}
    status, shown = check(client, **given)
    assert (status, said in shown) == (422, True)


def test_every_form_is_good_for_one_deed():
    form = engines["django"].from_string("{% csrf_token %}")
    request = RequestFactory().get("/")
    one, other = (form.render({}, request) for _ in range(2))
    assert ['name="csrfmiddlewaretoken"' in one, 'name="once"' in one] == [True, True]
    assert one.partition('name="once"')[2] != other.partition('name="once"')[2]


def test_the_rooms_above_show_the_receipt_of_what_was_done_to_a_thing(entry):
    assert tag("proposal", "7c1f", "table_proposal") == entry
    assert short_code(entry) == code_of(bytes.fromhex(entry.leaf))
    assert tag("proposal", uuid4(), "table_proposal") is None


def test_a_log_that_was_there_before_gets_its_nodes(monkeypatch):
    rows = [Entry(deed="d", actor="officer", subject="x:1", at=NOON, leaf=f"{i:064x}") for i in range(600)]
    Entry.objects.bulk_create(rows)
    services.sequence()
    kept = list(Node.objects.order_by("number").values_list("level", "number", "root"))
    Node.objects.all().delete()
    migration = importlib.import_module("secretariat.record.migrations.0002_receipts")
    migration.keep_nodes(apps, SimpleNamespace())
    assert list(Node.objects.order_by("number").values_list("level", "number", "root")) == kept
    monkeypatch.setattr(migration, "WIDTH", 2)
    monkeypatch.setattr(migration, "crossed", lambda _before, _after: [(2, 0)])
    migration.keep_nodes(apps, SimpleNamespace())
    assert Node.objects.filter(level=2).count() == 1
