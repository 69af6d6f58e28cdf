import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from secretariat.precedents.models import AdoptedText

URL = "/processes/gcm-2018/agreed-language/"
AGREED = "Recognizing the positive contribution of migrants for inclusive growth and sustainable development"
RESOLUTION = f"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<meta><identification source="#x"><FRBRWork><FRBRuri value="/akn/un/73-195/"/>
<FRBRdate date="2018-12-19" name="adoption"/></FRBRWork></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">A/RES/73/195</docNumber></p></coverPage>
<mainBody><paragraph><num>1.</num><content><p>{AGREED};</p></content></paragraph></mainBody></statement></akomaNtoso>"""


def body(response):
    return " ".join(response.content.decode().split())


def file(content, name="resolution.xml"):
    return SimpleUploadedFile(name, content.encode())


def test_everybody_sees_the_adopted_texts(client, process, add):
    assert "There is none yet" in body(client.get(URL))
    add(AGREED)
    page = body(client.get(URL))
    assert process.key in URL
    assert ("<bdi>A/RES/70/1</bdi>" in page, "Add an adopted text" in page) == (True, False)


def test_the_list_takes_as_many_queries_for_one_text_as_for_three(client, add, django_assert_max_num_queries):
    add(AGREED)
    with django_assert_max_num_queries(12) as one:
        client.get(URL)
    add(AGREED, symbol="A/2")
    add(AGREED, symbol="A/3")
    with django_assert_max_num_queries(12) as three:
        client.get(URL)
    assert len(one) == len(three)


def test_a_wording_is_looked_for_without_scripts(client, add):
    add(AGREED)
    assert client.get(f"{URL}look/").status_code == 200
    page = body(client.post(f"{URL}look/", {"wording": f"{AGREED} of all, everywhere"}))
    assert f"<mark>{AGREED}</mark> of all, everywhere" in page
    assert "<bdi>A/RES/70/1</bdi>, <bdi>1</bdi>, 2015-09-25" in page
    assert "No run of eight words" in body(client.post(f"{URL}look/", {"wording": "A few words."}))


def test_a_variant_shows_both_wordings(client, add):
    add(AGREED)
    page = body(client.post(f"{URL}look/", {"wording": AGREED.replace("inclusive", "green")}))
    assert '<del><span class="visually-hidden">There: </span>inclusive</del>' in page
    assert '<ins><span class="visually-hidden">Here: </span>green</ins>' in page


def test_nothing_to_look_for_is_said_at_the_head_of_the_form(client, process):
    assert process.key in URL
    assert client.post(f"{URL}look/", {"wording": ""}).status_code == 422


def test_while_one_types_only_what_was_found_is_sent(client, add):
    add(AGREED)
    typed = {"headers": {"HX-Request": "true"}}
    page = body(client.post(f"{URL}look/", {"wording": AGREED}, **typed))
    assert ("<h1>" in page, "A/RES/70/1" in page) == (False, True)
    empty = client.post(f"{URL}look/", {"wording": ""}, **typed)
    assert (empty.status_code, body(empty)) == (200, "")


def test_an_officer_adds_a_resolution_which_says_what_it_is(as_officer):
    page = as_officer.post(f"{URL}add/", {"paper": file(RESOLUTION)}, follow=True)
    assert page.redirect_chain == [(URL, 302)]
    assert "A/RES/73/195 is among the adopted texts now." in body(page)
    row = AdoptedText.objects.get()
    assert (row.symbol, str(row.date), row.paragraphs.get().number) == ("A/RES/73/195", "2018-12-19", "1")


def test_an_officer_says_what_the_file_does_not(as_officer):
    given = {"paper": file(AGREED, "x.txt"), "symbol": "A/CONF/1", "date": "2016-09-19"}
    as_officer.post(f"{URL}add/", given)
    row = AdoptedText.objects.get()
    assert (row.symbol, str(row.date)) == ("A/CONF/1", "2016-09-19")


def test_a_file_that_cannot_be_read_is_refused_at_the_head_of_the_form(as_officer):
    page = as_officer.post(f"{URL}add/", {"paper": file("", "x.xml")})
    assert (page.status_code, "The file is empty." in body(page)) == (422, True)


def test_only_an_officer_comes_to_the_form(client, process):
    assert process.key in URL
    assert client.get(f"{URL}add/").status_code == 403


def test_an_officer_finds_the_form(as_officer):
    assert f'href="{URL}add/"' in body(as_officer.get(URL))
    assert 'type="file"' in body(as_officer.get(f"{URL}add/"))


def test_a_paragraph_shows_what_of_it_was_agreed_before(client, provision, add):
    add(AGREED)
    address = reverse("precedents:paragraph", args=["gcm-2018", provision.uuid])
    page = body(client.get(address))
    assert "<mark>contribution of migrants for inclusive growth and sustainable development</mark>" in page
    there = reverse("negotiation:paragraph", args=["gcm-2018", provision.uuid])
    assert f'href="{address}"' in body(client.get(there))


@pytest.mark.parametrize(
    ("adopted", "said"),
    [
        (AGREED, "It returns to agreed language."),
        (AGREED.replace("positive", "useful"), "It leaves agreed language."),
        (AGREED.partition("positive ")[2], "It keeps the agreed language that there is."),
        ("Title", "There is no agreed language in it"),
    ],
)
def test_a_proposal_returns_to_agreed_language_or_leaves_it(client, proposal, add, adopted, said):
    add(adopted)
    address = reverse("precedents:proposal", args=["gcm-2018", proposal.uuid])
    assert said in body(client.get(address))
    there = reverse("negotiation:proposal", args=["gcm-2018", proposal.uuid])
    assert f'href="{address}"' in body(client.get(there))


def test_a_proposal_may_leave_agreed_language_for_other(client, proposal, add):
    add(AGREED, AGREED.replace("positive", "useful"))
    page = body(client.get(reverse("precedents:proposal", args=["gcm-2018", proposal.uuid])))
    assert "It leaves agreed language for other agreed language." in page
    assert "What it returns to" in page
    assert "What it leaves" in page


def test_the_form_of_a_proposal_offers_to_look(client, provision, delegate):
    client.force_login(delegate.person)
    page = body(client.get(reverse("negotiation:propose", args=["gcm-2018", provision.uuid, "change"])))
    assert f'formaction="{URL}look/"' in page
    assert f'hx-post="{URL}look/"' in page
