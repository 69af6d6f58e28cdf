"""Papers in the name of several, in several languages, put in the place of others, or closed until their hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from secretariat.inputs import queries, services
from secretariat.inputs.models import Code, Envelope, Submission
from secretariat.inputs.services.embargoes import filing_in, release
from secretariat.jobs.models import Job
from secretariat.participation.services import admit_entity
from secretariat.people.access import DELEGATE, FOCAL_POINT, OFFICER
from secretariat.record.access import is_sealed, is_withheld
from secretariat.record.models import Entry
from secretariat.stocktaking.queries import coverage
from tests.secretariat.inputs.conftest import AT, OPERATOR, PAPER
from tests.secretariat.inputs.test_calls import refused
from travaux.formats.intake import opened
from travaux.formats.reading import Concern, Flag

URL = "/processes/gcm-2018/inputs/"
HOUR = datetime(2017, 6, 25, 9, tzinfo=UTC)


@pytest.fixture
def group(process, cast):  # noqa: ARG001 - its member is there
    return admit_entity(process, code="G12", name="Group of Twelve", kind="group", members=["BRU"], by=OPERATOR, at=AT)


def test_those_in_whose_name_a_paper_speaks_are_counted_each(process, cast, group, file):
    paper = file("BRU", joint=[cast["ARL"]], behalf=[group])
    assert [(row.entity.code, row.part) for row in queries.parties_of(paper)] == [("G12", "behalf"), ("ARL", "joint")]
    facts = Entry.objects.get(deed="file_submission").facts
    assert (facts["joint"], facts["on behalf of"]) == (["ARL"], ["G12"])
    assert {(entity.code, theme) for entity, theme in queries.spoken(process)} == {
        ("ARL", "governance"),
        ("BRU", "governance"),
        ("G12", "governance"),
    }
    assert coverage(process).found.cells[("governance", "state")] == ("ARL", "BRU")


def test_for_a_group_speaks_one_of_its_members_or_the_secretariat(actors, cast, group, filing, process, file):
    paper = filing("HCN", behalf=[group])
    deed = lambda: services.file_submission(process, filing=paper, by=actors[FOCAL_POINT], at=AT)  # noqa: E731 - tried
    assert (refused(deed), Submission.objects.count()) == ("NotOfTheGroup", 0)
    assert file("BRU", behalf=[group], by=actors[DELEGATE]).parties.get().entity == group
    assert file("ARL", behalf=[group]).on_behalf is True
    assert cast["ARL"].pk != group.pk


def test_a_paper_that_is_replaced_stays_readable_and_its_codes_go_on(submission, file, filing, process, client):
    passage = submission.passages.get(text__startswith="Children")
    services.code_passage(passage, theme="human-rights", by=OPERATOR, at=AT)
    better = PAPER.replace("ask for a seat", "ask for two seats").encode()
    after = services.replace_submission(submission, filing=filing(content=better), by=OPERATOR, at=AT)
    submission.refresh_from_db()
    assert (submission.status, after.replaces, after.number) == ("replaced", submission, 2)
    codes = Code.objects.unscoped("the test").filter(passage__submission=after)
    assert [(code.passage.text[:8], code.theme.key, code.status) for code in codes] == [
        ("Children", "human-rights", "confirmed")
    ]
    assert [row.key for row in queries.submissions(process)] == [after.key]
    assert queries.receipt_of(after) is not None
    assert b"Another paper took its place" in client.get(f"{URL}{submission.key}/").content
    assert b"In the place of" in client.get(f"{URL}{after.key}/").content
    again = filing(content=b"Third.", filename="a.txt", media_type="text/plain")
    assert refused(lambda: services.replace_submission(submission, filing=again, by=OPERATOR, at=AT)) == "Withdrawn"
    other = filing("ARL", content=b"Third.", filename="a.txt", media_type="text/plain")
    assert refused(lambda: services.replace_submission(after, filing=other, by=OPERATOR, at=AT)) == "OtherOwner"
    assert file("BRU").number == 3


def test_a_paper_stands_in_several_languages_each_once(submission, filing, client):
    french = filing(content=b"Les villes accueillent.", filename="villes.txt", language="fr")
    services.add_language_version(submission, filing=french, by=OPERATOR, at=AT)
    for language in ("fr", "en", ""):
        again = filing(content=b"Encore.", filename="a.txt", language=language)
        assert refused(
            lambda paper=again: services.add_language_version(submission, filing=paper, by=OPERATOR, at=AT)
        ) == ("SameLanguage")
    page = client.get(f"{URL}{submission.key}/original/?language=fr")
    assert b"".join(page.streaming_content) == b"Les villes accueillent."
    assert client.get(f"{URL}{submission.key}/original/?language=ru").status_code == 404
    assert b"In other languages" in client.get(f"{URL}{submission.key}/").content


def test_a_paper_under_embargo_is_its_authors_alone_until_its_hour(process, filing, actors):
    by = actors[DELEGATE]
    sealed = services.seal_submission(process, filing=filing("BRU", title="Kept"), until=HOUR, by=by, at=AT)
    entry = Entry.objects.get(deed="seal_submission")
    assert (is_withheld(entry), is_sealed(entry), set(entry.facts)) == (True, True, {"sha256", "until"})
    seen = {role: queries.envelopes(process, actor).count() for role, actor in actors.items()}
    assert seen == {"officer": 0, "cofacilitator": 0, "delegate": 1, "focal_point": 0}
    job = Job.objects.get(kind="embargo")
    assert (job.run_after, Submission.objects.count()) == (HOUR, 0)
    paper = filing_in(sealed)
    early = lambda: services.release_submission(sealed, filing=paper, at=HOUR - timedelta(seconds=1))  # noqa: E731 - tried
    assert refused(early) == "Unsealed"
    filed = services.release_submission(sealed, filing=paper, at=HOUR)
    assert (filed.entity.code, filed.filed_at, filed.late, filed.on_behalf) == ("BRU", AT, False, False)
    assert refused(lambda: services.release_submission(sealed, filing=paper, at=HOUR)) == "Unsealed"
    assert (queries.envelopes(process, by).count(), queries.receipt_of(filed).at) == (0, HOUR)


def test_the_worker_files_it_and_does_so_once(process, filing, cast, monkeypatch):
    until = datetime(2017, 6, 21, tzinfo=UTC)
    paper = filing("ARL", joint=[cast["BRU"]])
    sealed = services.seal_submission(process, filing=paper, until=until, by=OPERATOR, at=AT)
    monkeypatch.setattr("secretariat.inputs.services.embargoes.open_paper", opened)  # no process of its own
    monkeypatch.setattr(timezone, "now", lambda: HOUR)
    job = Job.objects.get(kind="embargo")
    release(job)()
    release(job)()
    row = Envelope.objects.unscoped("the test").get(pk=sealed.pk)
    assert (row.submission.number, Submission.objects.count()) == (1, 1)
    assert [party.entity.code for party in queries.parties_of(row.submission)] == ["BRU"]


def test_an_embargo_ends_after_it_began(process, filing):
    paper = filing()
    assert refused(lambda: services.seal_submission(process, filing=paper, until=AT, by=OPERATOR, at=AT)) == "WrongHour"


def test_they_are_handed_in_in_the_browser(signed_in, client, submission):
    signed_in(FOCAL_POINT)
    typed = {"entity": "HCN", "title": "Better", "kind": "statement", "text": "Better words.", "language": "en"}
    assert b"takes the place of GCM-S-001" in client.get(f"{URL}file/?replaces=GCM-S-001").content
    assert client.post(f"{URL}file/?replaces=GCM-S-001", typed)["Location"] == f"{URL}GCM-S-002/"
    closed = typed | {"title": "Closed", "until": "2999-01-01 09:00", "text": "Closed words.", "joint": ["ARL", "HCN"]}
    assert client.post(f"{URL}file/", closed)["Location"] == URL
    assert b"Closed until their hour" in client.get(URL).content
    client.logout()
    assert b"Closed until" not in client.get(URL).content
    submission.refresh_from_db()
    assert submission.status == "replaced"


def test_a_language_is_added_in_the_browser(signed_in, client, submission, tmp_path):
    signed_in(OFFICER)
    assert client.get(f"{URL}GCM-S-001/languages/").status_code == 200
    path = tmp_path / "villes.txt"
    path.write_text("Les villes accueillent.")
    for expected in (302, 422):
        with path.open("rb") as paper:
            page = client.post(f"{URL}GCM-S-001/languages/", {"language": "fr", "paper": paper})
        assert page.status_code == expected
    assert [row.language for row in submission.renderings.all()] == ["fr"]


def flagged(paper):
    flags = (Flag(Concern.HIDDEN, 1, "The limit is 40."), Flag(Concern.MACROS))
    return replace(paper, opened=replace(paper.opened, reading=replace(paper.opened.reading, flags=flags)))


def test_whoever_hands_in_what_is_hidden_is_warned_at_once_and_all_are_told(
    signed_in, process, filing, actors, mailoutbox
):
    by = actors[FOCAL_POINT]
    by.person.email = "cities@example.org"
    by.person.save()
    paper = services.file_submission(process, filing=flagged(filing()), by=by, at=AT)
    closed = flagged(filing(content=b"Closed words.", title="Closed"))
    services.seal_submission(process, filing=closed, until=HOUR, by=by, at=AT)
    assert [mail.subject for mail in mailoutbox[1::2]] == [
        "Left in GCM-S-001: what you may not have meant",
        "Left in Closed: what you may not have meant",
    ]
    assert mailoutbox[1].body.splitlines()[1:3] == [
        "- words that are not shown to a reader (1): “The limit is 40.”",
        "- macros, which are neither run nor read (1)",
    ]
    assert Entry.objects.get(deed="file_submission").facts["flagged"] == {"hidden": 1, "macros": 1}
    page = signed_in(DELEGATE).get(f"{URL}{paper.key}/").content.decode()
    assert ("words that are not shown" in page, "The limit is 40." in page) == (True, False)


def test_a_closed_paper_is_taken_back_and_never_filed(signed_in, process, filing, actors, monkeypatch):
    by = actors[DELEGATE]
    sealed = services.seal_submission(process, filing=filing("BRU", title="Kept"), until=HOUR, by=by, at=AT)
    monkeypatch.setattr("secretariat.inputs.services.embargoes.open_paper", opened)  # no process of its own
    filed_later = release(Job.objects.get(kind="embargo"))
    address = f"{URL}closed/{sealed.uuid}/withdraw/"
    assert signed_in(FOCAL_POINT).post(address).status_code == 404
    client = signed_in(DELEGATE)
    assert b"Take it back" in client.get(URL).content
    assert client.post(address)["Location"] == URL
    filed_later()
    entry = Entry.objects.get(deed="withdraw_envelope")
    assert (is_withheld(entry), entry.facts["sha256"], Submission.objects.count()) == (True, sealed.blob_id, 0)
    assert (queries.envelopes(process, by).count(), client.post(address).status_code) == (0, 409)
    given = filing_in(sealed)
    assert refused(lambda: services.release_submission(sealed, filing=given, at=HOUR)) == "Unsealed"


def test_a_paper_that_was_filed_is_not_taken_back_closed(process, filing, actors):
    by = actors[DELEGATE]
    sealed = services.seal_submission(process, filing=filing("BRU"), until=HOUR, by=by, at=AT)
    services.release_submission(sealed, filing=filing("BRU"), at=HOUR)
    assert refused(lambda: services.withdraw_envelope(sealed, by=by, at=HOUR)) == "Unsealed"
