from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.people.models import Person
from secretariat.processes.access import modalities_of
from secretariat.processes.models import Process

URL = "/open-a-process/from-a-resolution/"
SMALL = """A/RES/90/1

Resolution adopted by the General Assembly on 3 May 2036

90/1. Modalities of the conference on rivers

The General Assembly,

Recalling its resolution 89/4 of 20 December 2034,

1. Decides to convene the conference in Geneva from 5 to 7 October 2037;

2. Requests the Secretary-General to prepare a report on rivers no later than March 2037;

3. Invites the Member States and the observers of the General Assembly to participate in the conference at the highest
possible level, and to consider the participation of the authorities of the cities that lie on the rivers in question;

4. Decides that the conference will be held in accordance with the rules of procedure of the General Assembly, and that
the proceedings of the conference will be summarized in the report of the conference, for the use of the Assembly.
"""
SHARED = Path(__file__).parents[4] / "shared" / "data" / "modalities" / "79-289"


@pytest.fixture
def staff(client, db):  # noqa: ARG001 - people are kept in the database
    client.force_login(Person.objects.create_user("staff", is_staff=True))
    return client


def hand_in(client, content, name="resolution.txt"):
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})


def test_a_process_is_set_up_from_its_resolution_in_three_steps(staff):
    assert staff.get(URL).status_code == 200
    page = hand_in(staff, SMALL.encode())
    found = page.context["found"]
    assert [(paragraph.place, [who.name for who in owed.addressees]) for _, paragraph, owed in found.asked][1] == (
        "2",
        ["Secretary-General"],
    )
    assert not Process.objects.exists()
    opened = staff.post("/open-a-process/", {"text": found.text, "key": "rivers"}, follow=True)
    assert opened.redirect_chain == [("/processes/rivers/", 302)]
    assert Process.objects.get().symbol == "A/RES/90/1"


def test_what_is_left_out_of_the_suggestions_is_not_in_the_process(staff):
    page = hand_in(staff, SMALL.encode())
    keys = {key: paragraph.place for key, paragraph, _ in page.context["found"].asked}
    assert keys == {"event-1": "1", "obligation-1": "2", "obligation-2": "3", "": "4"}
    assert b'name="strike" value="obligation-2"' in page.content
    text = page.context["found"].text.replace("\n", "\r\n")
    refused = staff.post("/open-a-process/", {"text": "colour = 1\r\n" + text, "strike": ["obligation-2"]})
    assert (refused.status_code, "obligation-2" in refused.context["form"]["text"].value()) == (422, False)
    staff.post("/open-a-process/", {"text": text, "strike": ["obligation-2", "event-1"], "key": "rivers"})
    rules = modalities_of(Process.objects.get())
    assert ([each.key for each in rules.obligations], rules.events) == (["obligation-1"], ())


def test_what_is_drafted_goes_by_the_rules_of_the_model_stage_by_stage(staff):
    text = hand_in(staff, SMALL.encode()).context["found"].text
    assert 'rules_as = "gcm-2018"' in text
    assert text.count("\nstages = [") == 3


def test_what_is_no_resolution_is_told_and_nothing_is_kept(staff):
    page = hand_in(staff, b"A letter to the editor, with no paragraph that decides anything at all in it.")
    assert page.status_code == 422
    assert not Process.objects.exists()


def test_nobody_but_the_staff_sets_up_a_process(client, db):  # noqa: ARG001 - sessions are kept in the database
    assert client.get(URL).status_code == 403
    assert hand_in(client, SMALL.encode()).status_code == 403


def test_a_real_resolution_in_arabic_becomes_a_draft(staff):
    if not SHARED.exists():
        pytest.skip("the resolutions are not beside this checkout")
    found = hand_in(staff, (SHARED / "Arabic.xml").read_bytes(), "Arabic.xml").context["found"]
    assert (found.resolution.about.symbol, len(found.resolution.operative)) == ("A/RES/79/289", 21)
