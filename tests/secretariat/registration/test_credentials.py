import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secretariat.participation.models import Entity, Seat
from secretariat.registration import queries, services
from secretariat.registration.models import Credential
from secretariat.registration.services import credentials, doors
from travaux.modalities import NotForRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(meeting, arl, officer, before):
    entity = Entity.objects.get(pk=arl.entity_id)
    return services.receive_credentials(
        meeting, entity=entity, form="note_verbale", reference="Note 1/2018", by=officer, at=before
    )


def url(view, *args):
    return reverse(f"registration:{view}", args=["gcm-2018", *args])


def test_credentials_are_received_once_and_examined(paper, meeting, arl, officer, before):
    entity = Entity.objects.get(pk=arl.entity_id)
    for reference, refusal in ((" ", credentials.ReferenceMissing), ("Note 2", credentials.CredentialHeld)):
        with pytest.raises(refusal):
            services.receive_credentials(
                meeting, entity=entity, form="letter", reference=reference, by=officer, at=before
            )
    with pytest.raises(credentials.FaultUntold):
        services.examine_credentials(paper, in_order=False, by=officer, at=before)
    found = services.examine_credentials(paper, in_order=False, reason="Not signed.", by=officer, at=before)
    assert (found.state, found.reason) == ("not_in_order", "Not signed.")
    assert services.examine_credentials(paper, in_order=True, by=officer, at=before).state == "in_order"
    with pytest.raises(NotForRole):
        services.examine_credentials(paper, in_order=True, by=arl, at=before)


def test_who_acts_on_withdrawn_credentials_comes_in_no_more_until_new_ones_are_there(ana, paper, officer, at):
    code = queries.badge_code(ana)
    with pytest.raises(credentials.FaultUntold):
        services.withdraw_credentials(paper, reason=" ", by=officer, at=at)
    services.withdraw_credentials(paper, reason="Recalled.", by=officer, at=at)
    with pytest.raises(doors.WithoutCredentials):
        services.check_in(ana.meeting, code=code, by=officer, at=at)
    assert [row.opens for row in queries.door_list(ana.meeting)] == [False]
    with pytest.raises(credentials.CredentialSettled):
        services.examine_credentials(paper, in_order=True, by=officer, at=at)
    services.receive_credentials(ana.meeting, entity=ana.entity, form="letter", reference="Letter 2", by=officer, at=at)
    assert services.check_in(ana.meeting, code=code, by=officer, at=at).pk == ana.pk


def test_a_visitor_of_the_staff_needs_no_credentials(ana, paper, officer, at):
    ana.role = "staff"
    services.withdraw_credentials(paper, reason="Recalled.", by=officer, at=at)
    assert queries.lacks_credentials(ana) is False


def test_who_has_the_floor_when_the_credentials_are_withdrawn_says_nothing_more(
    meeting, paper, arl, row, officer, before, monkeypatch
):
    monkeypatch.setattr(timezone, "now", lambda: before)
    client = Client()
    client.force_login(arl.person)
    assert client.get(url("name", "round-3")).status_code == 200
    services.withdraw_credentials(paper, reason="Recalled.", by=officer, at=before)
    assert client.post(url("name", "round-3"), row()).status_code == 403
    assert (meeting.registrations.count(), Seat.objects.filter(entity=arl.entity_id).count()) == (0, 0)


def test_credentials_go_from_the_paper_to_the_withdrawal_in_the_browser(
    meeting, arl, bru, as_officer, before, monkeypatch
):
    monkeypatch.setattr(timezone, "now", lambda: before)
    given = {"entity": arl.entity, "form": "letter", "reference": "Letter 1"}
    assert as_officer.post(url("receive", "round-3"), given).status_code == 302
    assert as_officer.post(url("receive", "round-3"), given).status_code == 422
    paper = Credential.objects.get(meeting=meeting)
    assert as_officer.post(url("examine", paper.uuid), {"found": "no"}).status_code == 422
    assert as_officer.post(url("examine", paper.uuid), {"found": "yes"}).status_code == 302
    client = Client()
    client.force_login(bru.person)
    assert b"Letter 1" not in client.get(url("credentials", "round-3")).content
    assert client.get(url("examine", paper.uuid)).status_code == 404
    assert Client().get(url("credentials", "round-3")).status_code == 404
    assert as_officer.post(url("withdraw_credentials", paper.uuid), {}).status_code == 422
    assert as_officer.post(url("withdraw_credentials", paper.uuid), {"reason": "Recalled."}).status_code == 302
    assert b"Recalled." in as_officer.get(url("credentials", "round-3")).content
