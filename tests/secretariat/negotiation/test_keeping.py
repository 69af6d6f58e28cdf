"""Pages are made once for each state of the record, and nobody is shown what was made for other eyes."""

import re
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secretariat.negotiation import services
from secretariat.negotiation.middleware import pages
from secretariat.negotiation.views.keeping import parts, sight_class
from secretariat.people.access import Actor
from secretariat.record.queries import state

OFFICIAL = "Publish one official national website."
FROM_MEMORY = {1, 2}  # queries: the state of the record, and what waits where nothing has its place yet
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def asked(client, room, **more):
    """Ask for the rolling text; return the answer and how often the database was asked."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(reverse("negotiation:rolling_of", args=["sample", room.text.key]), **more)
    return answer, len(captured)


def test_a_page_is_made_for_the_first_visitor_and_answered_from_memory_to_the_next(table, site):
    first, cold = asked(Client(), table)
    second, warm = asked(Client(), table)
    assert (cold > 5, warm in FROM_MEMORY) == (True, True)
    assert (
        TOKEN.sub("", first.content.decode()).replace(" ", "")[:5000][:200]
        == (TOKEN.sub("", second.content.decode()).replace(" ", "")[:5000][:200])
    )
    assert int(second["Content-Length"]) == len(second.content)
    assert site.as_("visitor").get("rolling").status_code == 200


def test_each_visitor_has_a_token_of_the_own_in_every_form(table, site):
    one, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    token = TOKEN.search(asked(one, table)[0].content.decode())[1]
    asked(other, table)
    again = TOKEN.search(asked(one, table)[0].content.decode())[1]
    language = {"language": "fr", "next": "/"}
    assert token != again
    for given in (token, again):
        sent = {**language, "csrfmiddlewaretoken": given}
        assert (one.post("/language/", sent).status_code, other.post("/language/", sent).status_code) == (302, 403)
    assert site.as_("visitor").get("rolling").status_code == 200


def test_a_page_that_is_known_is_not_sent_again_until_something_is_done(table, site):
    client = Client()
    asked(client, table)
    etag = asked(client, table)[0]["ETag"]
    known, queries = asked(client, table, headers={"if-none-match": etag})
    assert (known.status_code, known.content, queries in FROM_MEMORY) == (304, b"", True)
    assert asked(Client(), table, headers={"if-none-match": etag})[0].status_code == 200
    table.table("ARL", table.action, OFFICIAL)
    shown, _ = asked(client, table, headers={"if-none-match": etag})
    assert (shown.status_code, "official" in shown.content.decode()) == (200, True)
    assert site.as_("visitor").get("rolling").status_code == 200


def test_each_language_and_address_has_its_own_page(table, site):
    english, arabic = (asked(Client(), table, headers={"accept-language": code})[0] for code in ("en", "ar"))
    assert ('dir="rtl"' in english.content.decode(), 'dir="rtl"' in arabic.content.decode()) == (False, True)
    assert asked(Client(), table, headers={"accept-language": "ar"})[1] in FROM_MEMORY
    clean = reverse("negotiation:form", args=["sample", table.text.key, "clean"])
    assert "Clean text</h1>" in Client().get(clean).content.decode()
    assert site.as_("visitor").get("rolling").status_code == 200


def test_whoever_is_signed_in_or_was_told_something_is_never_answered_with_a_visitors_page(table, site):
    asked(Client(), table)
    client = Client()
    client.force_login(table.actors["ARL"].person)
    shown, _ = asked(client, table)
    assert ("Prepared by my delegation" in shown.content.decode(), shown["Cache-Control"]) == (
        True,
        "private, no-store",
    )
    assert "Prepared by my delegation" not in asked(Client(), table)[0].content.decode()
    told = Client()
    told.cookies["messages"] = "x"
    assert asked(told, table)[1] > 5
    assert site.as_("visitor").get("rolling").status_code == 200


def test_a_page_is_kept_no_longer_than_the_day(table, site):
    asked(Client(), table)
    assert asked(Client(), table)[1] in FROM_MEMORY
    table.now += timedelta(days=1)
    assert asked(Client(), table)[1] > 5
    assert site.as_("visitor").get("rolling").status_code == 200


def test_what_is_not_a_page_is_not_kept(table, site):
    site.as_("visitor")
    absent = reverse("negotiation:rolling_of", args=["sample", "none"])
    assert [Client().get(absent).status_code for _ in range(2)] == [404, 404]
    asked(Client(), table, data={"x": "y" * 600})
    assert pages.count == 0


def test_while_nothing_was_done_nothing_is_kept(room, site):
    assert state() is None
    assert site.as_("visitor").get("rolling").status_code == 200
    assert (pages.count, parts.count) == (0, 0)
    assert room.text is None


CANARY = "kingfisher"
ORDER = ("chair", "ARL", "BRU", "visitor")
NAMES = [
    ("rolling", ()),
    ("where", ("compact",)),
    *[("form", ("compact", form)) for form in ("compilation", "streamlined", "clean")],
    *[(name, ("compact",)) for name in ("table_of", "collisions", "mine", "versions", "compare")],
    *[("of", ("compact", code)) for code in ("ARL", "BRU")],
    *[(name, ("compact", 0)) for name in ("concordance", "concordance_csv", "concordance_json")],
]


def test_in_whatever_order_pages_are_asked_for_what_is_prepared_is_told_to_nobody_else(table, site):
    table.table("BRU", table.desk, "Set up desks for all newcomers.")
    table.prepare("ARL", table.action, f"Publish one {CANARY} website.", reason=CANARY)
    for who in (*ORDER, *reversed(ORDER)):
        site.as_(who)
        told = [name for name, args in NAMES if CANARY in site.get(name, *args).content.decode()]
        assert (who, told) == (who, [])
    assert CANARY in site.as_("ARL").get("prepared", "compact").content.decode()


def test_a_draft_that_is_not_presented_is_kept_for_those_who_draft_alone(drafted, site):
    for who in (*ORDER, "chair"):
        site.as_(who)
        shown = [site.get(name, *args).status_code for name, args in NAMES if args]
        assert set(shown) == ({200} if who == "chair" else {404})
    assert drafted.text.key == "compact"


def test_those_to_whom_the_same_rules_apply_share_what_is_made(table):
    process, actors = table.process, table.actors
    texts = {who: sight_class(process, actor, "text") for who, actor in actors.items()}
    assert (texts["ARL"], texts["ARL"] == texts["chair"]) == (texts["BRU"], False)
    proposals = {who: sight_class(process, actors[who], "proposal") for who in ("ARL", "BRU")}
    assert proposals["ARL"] != proposals["BRU"]
    assert sight_class(process, Actor(), "text") == texts["visitor"]


def test_the_state_of_the_record_is_another_after_every_deed(table):
    seen = [state()]
    table.table("ARL", table.action, OFFICIAL)
    seen.append(state())
    services.reopen_provision(table.agree(table.desk).provision, reason="New.", by=table.actors["chair"], at=table.at())
    seen.append(state())
    assert len(set(seen)) == 3
