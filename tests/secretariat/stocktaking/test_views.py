import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.inputs.services import withdraw_submission
from secretariat.stocktaking import services
from secretariat.stocktaking.models import Sentence, Summary

URL = "/processes/gcm-2018/stocktaking/"
ONE = f"{URL}GCM-SUM-1/"


def body(response):
    return re.sub(r"\s+", " ", response.content.decode())


def queries_of(client, url):
    with CaptureQueriesContext(connection) as made:
        client.get(url)
    return len(made)


@pytest.mark.usefixtures("passages")
def test_everybody_sees_who_has_spoken_on_what(client):
    page = body(client.get(URL))
    assert '<td class="number heat-5">2</td>' in page
    assert '<td class="number heat-0">0</td>' in page
    assert "No input from Member State and Local authority on “Human rights" in page
    assert 'role="img"' in page
    assert '<bdi class="chip">ARL</bdi> <bdi class="chip">BRU</bdi>' in page
    assert "Open a summary" not in page


@pytest.mark.usefixtures("passages")
def test_the_matrix_can_be_by_region(client):
    page = body(client.get(URL, {"by": "region"}))
    assert "Western Europe and others and Global on “" in page
    assert '<a href="?by=kind">Kind of entity</a>' in page


@pytest.mark.usefixtures("passages")
def test_the_names_of_the_columns_lean_to_where_the_names_of_the_rows_stand(client):
    assert set(re.findall(r"rotate\(.*?\)", body(client.get(URL)))) == {"rotate(45)"}
    arabic = body(client.get(URL, headers={"Accept-Language": "ar"}))
    assert set(re.findall(r"rotate\(.*?\)", arabic)) == {"rotate(-45)"}


@pytest.mark.usefixtures("process")
def test_without_participants_the_page_says_so(client):
    assert "Nobody takes part yet." in body(client.get(URL))


def test_without_gaps_the_page_says_so(client, process, cast, file):
    keys = [theme.key for theme in process.themes.all()]
    for code in cast:
        file(code, themes=keys)
    assert "Somebody of every group has spoken on every theme." in body(client.get(URL))


@pytest.mark.usefixtures("cast")
def test_the_matrix_takes_as_many_queries_for_one_paper_as_for_three(client, file):
    file("ARL")
    one = queries_of(client, URL)
    file("BRU", themes=["drivers", "diasporas"])
    file("HCN", themes=["human-rights"])
    assert queries_of(client, URL) == one


def test_a_summary_takes_as_many_queries_for_one_sentence_as_for_three(signed_in, write, passages):
    client = signed_in("cofacilitator")
    write("One.", passages["ARL"])
    few = [queries_of(client, address) for address in (ONE, f"{ONE}edit/", URL)]
    write("Two.", passages["BRU"], passages["HCN"])
    write("Three.", passages["ARL"], theme="drivers")
    assert [queries_of(client, address) for address in (ONE, f"{ONE}edit/", URL)] == few


@pytest.mark.usefixtures("summary")
def test_a_draft_is_not_found_by_those_who_may_not_know_of_it(client, signed_in):
    assert client.get(ONE).status_code == 404
    client = signed_in("delegate")
    assert [client.get(f"{ONE}{rest}").status_code for rest in ("", "edit/")] == [404, 404]
    assert client.post(f"{ONE}issue/").status_code == 404
    assert "Chair&#x27;s summary" not in body(client.get(URL))


def test_a_summary_is_opened_written_and_issued(signed_in, client, passages):
    chair = signed_in("cofacilitator")
    assert chair.post(f"{URL}open/", {"title": "Chair's summary"}).url == f"{ONE}edit/"
    page = body(chair.get(f"{ONE}edit/", {"theme": "governance"}))
    assert page.count('type="checkbox" name="passages"') == 2
    given = {"wording": "Two asked for a seat.", "passages": [passages["ARL"].uuid, passages["BRU"].uuid]}
    response = chair.post(f"{ONE}edit/?theme=governance", given)
    assert response.url == f"{ONE}edit/?theme=governance"
    assert "draft" in body(chair.get(ONE))
    assert "Issued: everyone can read it now." in body(chair.post(f"{ONE}issue/", follow=True))
    chair.logout()
    page = body(client.get(ONE))
    assert "Two asked for a seat." in page
    assert f"/processes/gcm-2018/inputs/passages/{passages['ARL'].uuid}/" in page
    assert "wherever cooperation on migration is planned." in page
    assert "20 June 2017" in body(client.get(URL))


def test_an_uncited_sentence_is_marked_and_refused_issue(signed_in, write):
    write("All agreed.")
    chair = signed_in("cofacilitator")
    assert "The summary cannot be issued with it." in body(chair.get(f"{ONE}edit/"))
    chair.post(f"{ONE}sentences/{Sentence.objects.get().uuid}/strike/")
    assert "It has no sentence yet." in body(chair.get(f"{ONE}edit/"))


def test_a_refused_issue_leads_back_to_the_desk_with_the_refusal_at_its_head(signed_in, write):
    write("All agreed.", own=True)
    bare = write("All agreed.")
    response = signed_in("cofacilitator").post(f"{ONE}issue/")
    page = body(response)
    assert response.status_code == 422
    assert "2 of its sentences" not in page
    assert page.index("There is a problem") < page.index("1 of its sentences rest on no passage") < page.index("<h1")
    assert page.count("rests on nothing") == 1
    assert page.index("rests on nothing") > page.index(f'id="s-{bare.uuid}"')
    assert f'href="{ONE}sentences/{bare.uuid}/mend/"' in page
    assert signed_in("cofacilitator").get(f"{ONE}issue/").url == f"{ONE}edit/"
    assert f'<form method="post" action="{ONE}edit/"' in page
    assert '<option value="human-rights"' in page


@pytest.mark.usefixtures("summary")
def test_an_empty_summary_is_refused_issue_on_its_desk(signed_in, process):
    process.themes.all().delete()
    response = signed_in("cofacilitator").post(f"{ONE}issue/")
    assert (response.status_code, "It has no sentence." in body(response)) == (422, True)


def test_a_bare_sentence_is_mended_and_the_summary_issued(signed_in, write, passages):
    bare = write("One asked.", theme="governance")
    chair = signed_in("cofacilitator")
    address = f"{ONE}sentences/{bare.uuid}/mend/"
    page = body(chair.get(address))
    assert "One asked.</textarea>" in page
    assert page.count('type="checkbox" name="passages"') == 2
    given = {"wording": "Two asked.", "passages": [passages["ARL"].uuid, passages["HCN"].uuid]}
    response = chair.post(f"{address}?theme=governance", given)
    assert response.url == f"{ONE}edit/#s-{bare.uuid}"
    page = body(chair.get(address))
    assert "Two asked.</textarea>" in page
    assert page.count(" checked>") == 2
    assert '<option value="governance" selected>' in page
    assert chair.post(f"{ONE}issue/").url == ONE
    response = chair.post(address, given)
    assert (response.status_code, "It was issued on" in body(response)) == (422, True)


def test_the_page_on_which_a_sentence_is_mended_takes_as_many_queries_for_one_passage_as_for_three(
    signed_in, write, passages
):
    client = signed_in("cofacilitator")
    one, three = write("One.", passages["ARL"]), write("Three.", *passages.values())
    few, many = (queries_of(client, f"{ONE}sentences/{row.uuid}/mend/") for row in (one, three))
    assert few == many


def test_delegates_mend_no_sentence(signed_in, write):
    sentence = write()
    assert signed_in("delegate").get(f"{ONE}sentences/{sentence.uuid}/mend/").status_code == 404


@pytest.mark.usefixtures("summary")
def test_what_was_typed_and_chosen_stays_when_it_is_refused(signed_in, passages):
    given = {"wording": " ", "passages": [passages["ARL"].uuid], "own": "on"}
    response = signed_in("cofacilitator").post(f"{ONE}edit/?theme=governance", given)
    assert response.status_code == 422
    assert body(response).count(" checked>") >= 1
    assert f'id="c-{passages["ARL"].uuid}" checked' in body(response)


@pytest.mark.usefixtures("summary")
def test_a_theme_that_does_not_exist_is_told(signed_in):
    response = signed_in("cofacilitator").post(f"{ONE}edit/?theme=weather", {"wording": "All agreed."})
    assert (response.status_code, "The themes of this process are" in body(response)) == (422, True)


@pytest.mark.usefixtures("passages", "summary")
def test_the_chairs_own_sentence_says_so(signed_in, client, officer, at):
    signed_in("cofacilitator").post(f"{ONE}edit/?theme=drivers", {"wording": "I thank you.", "own": "on"})
    services.issue_summary(Summary.objects.get(), by=officer, at=at)
    assert '<span class="tag muted">the chair\'s own</span>' in body(client.get(ONE))


def test_a_source_withdrawn_since_is_marked(client, summary, write, passages, officer, at):
    write("One asked.", passages["ARL"])
    services.issue_summary(summary, by=officer, at=at)
    withdraw_submission(passages["ARL"].submission, by=officer, at=at)
    assert "withdrawn since" in body(client.get(ONE))


@pytest.mark.usefixtures("process")
def test_a_summary_without_a_title_is_told(signed_in):
    assert signed_in("cofacilitator").post(f"{URL}open/", {"title": ""}).status_code == 422


def test_what_was_issued_is_written_no_more(signed_in, summary, write, officer, at):
    sentence = write("I thank you.", own=True)
    services.issue_summary(summary, by=officer, at=at)
    chair = signed_in("cofacilitator")
    statuses = [
        chair.post(address, given).status_code
        for address, given in (
            (f"{ONE}issue/", {}),
            (f"{ONE}sentences/{sentence.uuid}/strike/", {}),
            (f"{ONE}edit/", {"wording": "One more.", "own": "on"}),
        )
    ]
    assert statuses == [422, 409, 422]


@pytest.mark.parametrize("role", ["delegate", "focal_point"])
def test_those_who_do_not_write_summaries_are_not_let_in(signed_in, role):
    assert signed_in(role).get(f"{URL}open/").status_code == 403


@pytest.mark.usefixtures("summary")
def test_a_process_without_themes_has_an_editor_without_passages(signed_in, process):
    process.themes.all().delete()
    client = signed_in("officer")
    assert "No passage has been coded to this theme yet." in body(client.get(f"{ONE}edit/"))
    assert "Nobody takes part yet." in body(client.get(URL))
