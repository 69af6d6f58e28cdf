import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.inputs import services
from secretariat.inputs.models import Code, Submission

URL = "/processes/gcm-2018/inputs/"
ONE = f"{URL}GCM-S-001/"
TYPED = {"entity": "BRU", "title": "Portable pensions", "kind": "statement", "themes": ["diasporas"], "language": "en"}


def body(response):
    return re.sub(r"\s+", " ", response.content.decode())


def queries_of(client, url):
    with CaptureQueriesContext(connection) as made:
        client.get(url)
    return len(made)


def upload(content=b"# Pensions\n\nA nurse who worked abroad keeps them.", name="pensions.md"):
    return SimpleUploadedFile(name, content, content_type="text/markdown")


@pytest.mark.usefixtures("suggested")
def test_everybody_reads_what_was_filed_and_no_suggestion(client):
    page = body(client.get(ONE))
    assert "Cities receive first" in page
    assert '<bdi class="chip tint-2" title="Harbour Cities Network">HCN</bdi>' in page
    assert "suggested by machine" not in page
    assert "Code the passages" not in page
    assert "filed on its behalf by the secretariat" in page


@pytest.mark.usefixtures("process")
def test_an_empty_list_says_so(client):
    assert "Nothing has been filed here yet." in body(client.get(URL))


def test_the_list_is_filtered_by_theme(client, file):
    file("ARL", title="On drivers", themes=["drivers"])
    file("BRU", title="On rights", themes=["human-rights"])
    page = body(client.get(URL, {"theme": "drivers"}))
    assert ("On drivers" in page, "On rights" in page) == (True, False)
    assert "Nothing has been filed here yet." in body(client.get(URL, {"theme": "weather"}))


def test_the_list_takes_as_many_queries_for_one_paper_as_for_three(client, file):
    file()
    one = queries_of(client, URL)
    file("ARL", themes=["drivers", "governance"])
    file("BRU")
    assert queries_of(client, URL) == one


def test_the_bench_takes_as_many_queries_for_one_passage_as_for_three(signed_in, file, officer, at):
    few = file(content=b"Cities ask for seats.")
    many = file(content=b"Cities ask for seats.\n\nRemittances cost too much.\n\nChildren are detained.")
    for submission in (few, many):
        services.suggest_codes(submission, by=officer, at=at)
    client = signed_in("officer")
    assert queries_of(client, f"{URL}{few.key}/coding/") == queries_of(client, f"{URL}{many.key}/coding/")
    assert queries_of(client, f"{URL}{few.key}/") == queries_of(client, f"{URL}{many.key}/")


def test_a_delegation_files_a_paper_and_gets_a_receipt(signed_in):
    client = signed_in("delegate")
    response = client.post(f"{URL}file/", {**TYPED, "paper": upload()}, follow=True)
    submission = Submission.objects.get()
    assert response.redirect_chain == [(ONE, 302)]
    page = body(response)
    assert "Filed as GCM-S-001. The receipt is below." in page
    assert submission.document.blob_id in page
    assert page.count('class="code"') >= 3


def test_a_text_is_filed_as_it_was_pasted(signed_in):
    signed_in("delegate").post(f"{URL}file/", {**TYPED, "text": "One.\r\n\r\nTwo."})
    assert bytes(Submission.objects.get().document.blob.content) == b"One.\n\nTwo."


def test_only_ones_own_entity_is_offered(signed_in):
    page = body(signed_in("delegate").get(f"{URL}file/")).partition('name="joint"')[0]
    assert ("BRU Bruma" in page, "ARL Arlandia" in page) == (True, False)
    assert "ARL Arlandia" in body(signed_in("officer").get(f"{URL}file/"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Choose a file, or paste the text below."),
        ({"paper": upload(), "text": "x"}, "There is a file and a text."),
        ({"paper": upload(b"")}, "Open the file to see whether it was saved, then hand it in again."),
        ({"paper": upload(b"%PDF-1.7 x", "a.docx")}, "Its content is PDF."),
        ({"paper": upload(), "entity": "ARL"}, "ARL is not one of the available choices"),
        ({"paper": upload(), "themes": ["weather"]}, "weather is not one of the available choices"),
    ],
)
def test_what_cannot_be_filed_is_told_and_what_was_typed_stays(signed_in, given, words):
    for paper in [given[name] for name in given if name == "paper"]:
        paper.seek(0)
    response = signed_in("delegate").post(f"{URL}file/", {**TYPED, **given})
    assert response.status_code == 422
    assert words in body(response)
    assert 'value="Portable pensions"' in body(response)
    assert Submission.objects.count() == 0


def test_a_file_too_large_is_refused(signed_in, settings):
    settings.TRAVAUX_MAX_UPLOAD = 20
    response = signed_in("delegate").post(f"{URL}file/", {**TYPED, "paper": upload(b"x" * 30)})
    assert (response.status_code, "more than the 20 bytes" in body(response)) == (422, True)


@pytest.mark.usefixtures("_on_the_day", "process")
def test_a_visitor_is_told_who_files(client):
    response = client.get(f"{URL}file/")
    assert response.status_code == 403
    assert "File a paper" not in body(client.get(URL))


def test_the_original_is_handed_out_byte_for_byte_and_never_as_a_page(client, file):
    content = b"<html><script>alert(1)</script><p>Seats."
    file(content=content, filename='se"ats.html', media_type="text/html")
    response = client.get(f"{ONE}original/")
    assert b"".join(response.streaming_content) == content
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == 'attachment; filename="se\\"ats.html"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_words_of_a_paper_never_run_as_script(client, file):
    file(content=b"Seats <script>alert(1)</script> for cities", title="<b>Seats</b>")
    page = body(client.get(ONE))
    assert "<script>alert" not in page
    assert "&lt;b&gt;Seats&lt;/b&gt;" in page


@pytest.mark.usefixtures("process")
def test_what_is_not_there_is_not_found(client, signed_in, submission):
    client = signed_in("officer")
    assert [client.get(f"{URL}{rest}").status_code for rest in ("GCM-S-009/", "GCM-S-009/original/")] == [404, 404]
    missing = "00000000-0000-4000-8000-000000000000"
    assert client.get(f"{URL}passages/{missing}/").status_code == 404
    decision = {"passage": submission.passages.first().uuid, "theme": "drivers", "decision": "confirm"}
    assert client.post(f"{ONE}coding/", decision).status_code == 404


def test_the_address_of_a_passage_leads_to_its_place(client, file):
    submission = file(content=b"\n\n".join(b"Seat %d." % number for number in range(250)))
    first, last = submission.passages.first(), submission.passages.last()
    assert client.get(f"{URL}passages/{first.uuid}/").url == f"{ONE}#p-{first.uuid}"
    assert client.get(f"{URL}passages/{last.uuid}/").url == f"{ONE}?page=2#p-{last.uuid}"
    assert f'id="p-{last.uuid}"' in body(client.get(ONE, {"page": 2}))


def test_passages_are_shown_as_what_they_are(client, file):
    file(content=b"# Head\n\n> Quoted.\n\n[^1]: Noted.\n\n**Said** <sup>1</sup>")
    page = body(client.get(ONE))
    assert '<h3 dir="auto">Head</h3>' in page
    assert '<blockquote dir="auto">Quoted.</blockquote>' in page
    assert '<p class="meta" dir="auto">Noted.</p>' in page
    assert '<p dir="auto"><strong>Said</strong> <sup>1</sup></p>' in page


def test_what_could_not_be_read_is_shown(client, file):
    file(content=b"Seats ![a](b) ![c](d)")
    assert "2 times: pictures, of which only the caption is read" in body(client.get(ONE))


@pytest.mark.usefixtures("submission")
def test_a_paper_is_withdrawn_after_a_page_that_says_what_that_means(signed_in):
    client = signed_in("focal_point")
    assert "stays readable at its address" in body(client.get(f"{ONE}withdraw/"))
    page = body(client.post(f"{ONE}withdraw/", {"reason": "Replaced"}, follow=True))
    assert "It stays readable here and counts no longer." in page
    assert "Withdraw" not in page.split("Withdrawn: GCM-S-001")[1]
    assert client.post(f"{ONE}withdraw/", {}).status_code == 409
    assert "Nothing has been filed here yet." in body(client.get(URL))


@pytest.mark.usefixtures("submission")
def test_another_cannot_withdraw_it(signed_in):
    client = signed_in("delegate")
    assert f"{ONE}withdraw/" not in body(client.get(ONE))
    assert client.post(f"{ONE}withdraw/", {}).status_code == 403
    assert client.post(f"{ONE}withdraw/", {"reason": "x" * 401}).status_code == 422


@pytest.mark.usefixtures("submission")
def test_endorsements_are_entered_and_shown(signed_in):
    client = signed_in("delegate")
    assert "Bruma stands behind GCM-S-001." in body(client.post(f"{ONE}endorse/", {"entity": "BRU"}, follow=True))
    client = signed_in("focal_point")
    assert "Old Quay" in body(client.post(f"{ONE}endorse/", {"name": "Old Quay"}, follow=True))


@pytest.mark.usefixtures("submission")
def test_an_endorsement_that_cannot_be_is_told(signed_in):
    client = signed_in("delegate")
    nobody = client.post(f"{ONE}endorse/", {})
    other = client.post(f"{ONE}endorse/", {"name": "Old Quay"})
    assert (nobody.status_code, other.status_code) == (422, 422)
    assert "one of the two" in body(nobody)
    assert "An entity speaks through those it has named" in body(other)


@pytest.mark.usefixtures("_on_the_day", "submission")
def test_a_visitor_endorses_nothing(client):
    assert client.get(f"{ONE}endorse/").status_code == 403


def test_the_bench_shows_suggestions_and_takes_decisions(signed_in, suggested):
    client = signed_in("cofacilitator")
    page = body(client.get(f"{ONE}coding/"))
    assert "suggested by machine" in page
    assert "Cities · local authorities · border · border management" in page
    last = suggested[1].passage
    for code, decision in zip(suggested, ("confirm", "reject"), strict=True):  # the coder is led to the next passage
        given = {"passage": code.passage.uuid, "theme": code.theme.key, "decision": decision}
        assert client.post(f"{ONE}coding/", given).url == f"{ONE}coding/#p-{last.uuid}"
    given = {"passage": suggested[1].passage.uuid, "theme": "drivers", "decision": "add"}
    assert client.post(f"{ONE}coding/?page=1", given).url == f"{ONE}coding/#p-{suggested[1].passage.uuid}"
    codes = Code.objects.order_by("passage__ordinal", "theme__ordinal")
    assert [(code.theme.key, code.status) for code in codes] == [
        ("governance", "confirmed"),
        ("human-rights", "rejected"),
        ("drivers", "confirmed"),
    ]


@pytest.mark.usefixtures("submission")
def test_the_codebook_is_asked_from_the_bench(signed_in):
    page = body(signed_in("officer").post(f"{ONE}suggest/", follow=True))
    assert "2 codes suggested." in page
    assert page.count("suggested by machine") == 2


def test_a_decision_that_another_took_first_is_told(signed_in, suggested, officer, at):
    services.reject_code(suggested[0], by=officer, at=at)
    given = {"passage": suggested[0].passage.uuid, "theme": "governance", "decision": "confirm"}
    response = signed_in("officer").post(f"{ONE}coding/", given)
    assert (response.status_code, "It is already rejected" in body(response)) == (409, True)


@pytest.mark.parametrize(
    ("given", "status"),
    [({"theme": "weather", "decision": "add"}, 422), ({"theme": "drivers", "decision": "sing"}, 422)],
)
def test_a_decision_that_makes_no_sense_is_refused(signed_in, submission, given, status):
    response = signed_in("officer").post(f"{ONE}coding/", {"passage": submission.passages.first().uuid, **given})
    assert response.status_code == status


@pytest.mark.parametrize("role", ["delegate", "focal_point"])
@pytest.mark.usefixtures("submission")
def test_those_who_do_not_code_are_not_let_in(signed_in, role):
    client = signed_in(role)
    assert client.get(f"{ONE}coding/").status_code == 403
    assert client.post(f"{ONE}suggest/").status_code == 403


@pytest.mark.usefixtures("submission")
def test_deeds_are_not_done_by_following_a_link(signed_in):
    assert signed_in("officer").get(f"{ONE}suggest/").status_code == 405
