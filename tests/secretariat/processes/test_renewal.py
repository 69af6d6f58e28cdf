"""A process goes by the rules that it was opened with until somebody takes in those of another edition."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.test import Client

from secretariat.people.access import DELEGATE, OFFICER, Actor
from secretariat.people.models import Person
from secretariat.processes import queries, services
from secretariat.processes.commands import process as group
from secretariat.processes.models import Edition, Process
from secretariat.record.models import Entry
from travaux.modalities import library_file
from travaux.words.tokens import digest

pytestmark = pytest.mark.django_db
GCM = library_file("gcm-2018")
EARLIER = GCM.replace('deeds = ["add_precedents"]', 'deeds = ["add_nothing"]')
URL = "/processes/gcm-2018/rules/renew/"
BOX = "Only remarks in the file differ"


def refused(process, text, by, *, kind):
    with pytest.raises(kind) as caught:
        services.renewal(process, text, by=by)
    return caught.value.facts


@pytest.fixture
def earlier(process):
    """A process that was opened under an earlier edition."""
    Process.objects.update(modalities=EARLIER)
    Edition.objects.update(modalities=EARLIER)
    process.refresh_from_db()
    return process


def test_what_would_change_is_told_and_nothing_is_done(earlier, officer):
    found = services.renewal(earlier, GCM, by=officer)
    assert [(each.part, each.key, bool(each.before), bool(each.after)) for each in found] == [
        ("rules", "add_nothing", True, False),
        ("rules", "add_precedents", False, True),
    ]
    assert (Process.objects.get().modalities, Entry.objects.count()) == (EARLIER, 1)


def test_the_rules_are_taken_in_with_both_digests_and_what_differs_in_the_record(earlier, officer, at):
    renewed = services.renew_modalities(earlier, GCM, seen=digest(EARLIER), by=officer, at=at)
    assert Process.objects.get().modalities == renewed.modalities == GCM
    entry = Entry.objects.get(deed="renew_modalities")
    assert (entry.actor, entry.subject) == ("officer", f"process:{earlier.uuid}")
    assert entry.facts == {
        "before": digest(EARLIER),
        "sha256": digest(GCM),
        "differ": ["rules add_nothing", "rules add_precedents"],
    }


def test_themes_follow_the_edition_and_new_ones_are_added(earlier, at):
    other = GCM.replace('title = "Drivers of migration,', 'title = "What drives migration,')
    more = other.replace(
        "[[themes]]", '[[themes]]\nkey = "more"\ntitle = "More"\nparagraph = "5"\nwords = ["more"]\n\n[[themes]]', 1
    )
    services.renew_modalities(earlier, more, by=Actor(role=OFFICER), at=at)
    titles = dict(earlier.themes.values_list("key", "title"))
    assert (titles["more"], titles["drivers"][:22], len(titles)) == ("More", "What drives migration,", 7)


def test_what_papers_and_fulfilled_obligations_rest_on_is_not_left_out(earlier, officer, at):
    services.fulfil_obligation(earlier, obligation="workplan", evidence="A letter", by=officer, at=at)
    other = GCM.replace('key = "workplan"', 'key = "work-plan"').replace('"drivers"', '"driving"')
    assert refused(earlier, other, officer, kind=services.StillNeeded)["lost"] == "drivers, workplan"


def test_the_same_rules_and_those_of_another_resolution_are_refused(process, officer):
    refused(process, GCM, officer, kind=services.NothingNew)
    other = GCM.replace('symbol = "A/RES/71/280"', 'symbol = "A/RES/1/1"', 1)
    assert refused(process, other, officer, kind=services.OtherResolution)["given"] == "A/RES/1/1"


def test_rules_renewed_meanwhile_are_not_renewed_over(earlier, officer, at):
    with pytest.raises(services.RulesChanged):
        services.renew_modalities(earlier, GCM, seen=digest("others"), by=officer, at=at)
    assert Process.objects.get().modalities == EARLIER


def test_an_officer_takes_in_what_the_library_has_and_staff_what_they_answer_for(earlier):
    officer = Actor(person=Person.objects.create_user("officer"), role=OFFICER)
    staff = Actor(person=Person.objects.create_user("staff", is_staff=True))
    own = GCM + "\n# a remark\n"
    refused(earlier, own, officer, kind=services.NotOfTheLibrary)
    refused(earlier, GCM, Actor(person=officer.person, role=DELEGATE), kind=services.MayNotRenew)
    assert len(services.renewal(earlier, GCM, by=officer)) == len(services.renewal(earlier, own, by=staff)) == 2


def test_the_page_of_rules_tells_an_officer_of_a_later_edition_and_nobody_else(earlier, as_officer):
    assert URL.encode() in as_officer.get("/processes/gcm-2018/rules/").content
    assert URL.encode() not in Client().get("/processes/gcm-2018/rules/").content
    assert queries.later_edition(earlier) == "gcm-2018"


@pytest.mark.usefixtures("earlier")
def test_an_officer_sees_what_would_change_and_confirms_it(as_officer):
    assert 'value="gcm-2018" selected' in as_officer.get(URL).content.decode()
    shown = as_officer.post(URL, {"shipped": "gcm-2018"})
    assert (shown.status_code, "add_nothing" in shown.content.decode()) == (200, True)
    given = {name: field.value() for name, field in zip(("text", "seen"), shown.context["form"], strict=True)}
    given["text"] = given["text"].replace("\n", "\r\n")  # as browsers send it
    answer = as_officer.post(URL, given, follow=True)
    assert answer.redirect_chain == [("/processes/gcm-2018/rules/", 302)]
    assert Process.objects.get().modalities == GCM
    again = as_officer.post(URL, given)
    assert (again.status_code, "have been renewed since" in again.content.decode()) == (422, True)


@pytest.mark.usefixtures("earlier")
def test_nothing_given_or_nothing_confirmed_is_told(as_officer):
    assert as_officer.post(URL, {"shipped": ""}).status_code == 422
    assert as_officer.post(URL, {"seen": ""}).status_code == 422
    assert as_officer.post(URL, {"text": "not a process file"}).status_code == 422


@pytest.mark.usefixtures("process")
def test_an_edition_that_differs_in_remarks_only_says_so(as_officer):
    Process.objects.update(modalities=GCM + "# a remark\n")
    assert BOX in as_officer.post(URL, {"shipped": "gcm-2018"}).content.decode()


def test_nobody_else_reaches_the_page(process, client):
    assert process.key
    assert client.get(URL).status_code == 403


def run(*words):
    return CliRunner().invoke(group, words, catch_exceptions=False).output


@pytest.mark.usefixtures("earlier")
def test_the_command_shows_first_and_takes_in_with_yes():
    assert "add_precedents" in run("renew", "gcm-2018", "gcm-2018")
    assert Process.objects.get().modalities == EARLIER
    rows = json.loads(run("renew", "gcm-2018", "gcm-2018", "--yes", "--json"))
    assert [row["key"] for row in rows] == ["add_nothing", "add_precedents"]
    assert Process.objects.get().modalities == GCM


def test_every_edition_is_kept_and_what_applied_on_a_day_is_told(earlier, officer, at):
    services.renew_modalities(earlier, GCM, by=officer, at=at)
    assert [(each.number, each.taken_at) for each in earlier.editions.all()] == [(1, earlier.opened_at), (2, at)]
    days = (date(2016, 1, 1), date(2018, 4, 4), date(2018, 4, 5))
    rules = [queries.applied_on(earlier, day).rules_on("add_precedents") for day in days]
    assert [len(each) for each in rules] == [0, 0, 1]


def test_an_edition_is_shown_with_what_changed_since_the_one_before(earlier, officer, at, client):
    services.renew_modalities(earlier, GCM, by=officer, at=at)
    listed = client.get("/processes/gcm-2018/rules/editions/")
    assert [each.number for each in listed.context["editions"]] == [2, 1]
    page = client.get("/processes/gcm-2018/rules/editions/2/")
    assert (page.context["before"].number, len(page.context["parts"]) > 0) == (1, True)
    assert client.get("/processes/gcm-2018/rules/editions/1/").context["parts"] == []
    assert client.get("/processes/gcm-2018/rules/editions/3/").status_code == 404
