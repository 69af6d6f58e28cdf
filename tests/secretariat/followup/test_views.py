from secretariat.followup import services
from secretariat.followup.models import Commitment

URL = "/processes/gcm-2018/commitments/"


def body(response):
    return response.content.decode()


def test_before_adoption_the_page_says_what_will_stand_there(client, draft):
    assert draft.title == "Compact"
    assert "No text has been adopted yet." in body(client.get(URL))


def test_after_adoption_the_page_says_that_nothing_was_confirmed(client, text):
    assert text.title == "Compact"
    assert "nobody has confirmed yet" in body(client.get(URL))


def test_everybody_sees_what_was_committed_to(client, text, uuids, officer, at):
    services.register_commitments(text, provisions=uuids[1:3], by=officer, at=at)
    page = body(client.get(URL))
    assert "2 commitments, in the words of the adopted text." in page
    assert "We commit to give information in languages that people understand." in page
    assert f'id="p-{uuids[2]}"' in page
    assert f'href="/processes/gcm-2018/trace/paragraphs/{uuids[2]}/"' in page
    assert "Register commitments" not in page


def test_the_list_takes_as_many_queries_for_one_commitment_as_for_three(
    client, text, uuids, officer, at, django_assert_max_num_queries
):
    services.register_commitments(text, provisions=uuids[:1], by=officer, at=at)
    with django_assert_max_num_queries(8) as one:
        client.get(URL)
    services.register_commitments(text, provisions=uuids[1:], by=officer, at=at)
    with django_assert_max_num_queries(8) as four:
        client.get(URL)
    assert len(one) == len(four)


def test_what_is_suggested_is_ticked_and_says_why(as_officer, text, uuids):
    page = as_officer.get(f"{URL}{text.key}/register/")
    assert page.status_code == 200
    assert page.context["form"]["provisions"].value() == uuids[1:3]
    assert "The text marks it as: commitment." in body(page)


def test_an_officer_confirms_what_is_a_commitment(as_officer, text, uuids):
    page = as_officer.post(f"{URL}{text.key}/register/", {"provisions": uuids[2]}, follow=True)
    assert page.redirect_chain == [(URL, 302)]
    assert "1 commitment registered." in body(page)
    assert Commitment.objects.get().number == "2"


def test_nothing_ticked_is_told_at_the_head_of_the_form(as_officer, text):
    page = as_officer.post(f"{URL}{text.key}/register/", {})
    assert (page.status_code, "You chose no paragraph." in body(page)) == (422, True)


def test_what_is_no_paragraph_of_the_text_is_told(as_officer, text):
    assert as_officer.post(f"{URL}{text.key}/register/", {"provisions": "x"}).status_code == 422


def test_a_text_that_is_not_there_is_not_found(as_officer):
    assert as_officer.get(f"{URL}nowhere/register/").status_code == 404


def test_the_door_is_closed_to_others(client, text):
    assert client.get(f"{URL}{text.key}/register/").status_code == 403
