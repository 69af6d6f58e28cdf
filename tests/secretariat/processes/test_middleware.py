import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from secretariat.processes.middleware import Spoken, Terms, _body

URL = "/processes/gcm-2018/"
TERMS = """
[terms]
stocktaking = "Global stocktake"
co-facilitator = { en = "Co-Chair", fr = "Coprésident" }

[paragraphs]"""


def body(response):
    return response.content.decode()


@pytest.fixture
def called(process):
    """A process whose body has words of its own."""
    process.modalities = process.modalities.replace("\n[paragraphs]", TERMS, 1)
    process.save()
    return process


def test_whole_labels_are_shown_as_the_body_calls_things_in_the_language_of_the_page(client, called):
    assert called.modalities.count("[terms]") == 1
    page = client.get(URL + "rules/")
    assert "Global stocktake" in body(page)
    assert "Co-Chair" in body(page)
    assert "Co-facilitator," not in body(page)
    client.cookies["language"] = "fr"
    page = body(client.get(URL + "rules/"))
    assert "Coprésident" in page
    assert "Global stocktake" in page


def test_where_neither_the_file_nor_the_site_has_words_of_a_language_those_in_english_stand(client, called):
    assert called
    client.cookies["language"] = "es"
    page = body(client.get(URL + "rules/"))
    assert "Co-Chair" in page
    assert "Coprésident" not in page


def test_the_next_page_speaks_as_the_site_does(client, called):
    client.get(URL + "rules/")
    assert "Global stocktake" not in body(client.get("/"))
    translation.activate("en")
    assert translation.gettext("Stocktaking") == "Stocktaking"
    assert called


def test_a_process_without_terms_speaks_as_the_site_does(client, process):
    assert process
    assert "Stocktaking" in body(client.get(URL + "rules/"))


def test_sentences_name_those_who_take_part_as_the_body_does_in_every_language(client, called):
    assert called
    for language in ("en", "fr", "ar"):  # the site has no words of its own in the others yet: it falls back on English
        client.cookies["language"] = language
        page = body(client.get(reverse("negotiation:rolling", args=[called.key])))
        assert "When the Co-Chairs present the zero draft" in page


def test_what_is_counted_is_named_so_too_one_or_several():
    look = lambda _request: [ngettext("One co-facilitator", "%(n)s co-facilitators", n) for n in (1, 2)]  # noqa: E731 - a page
    assert Terms(look)(None) == ["One co-facilitator", "%(n)s co-facilitators"]
    spoken = Spoken(ngettext)
    token = _body.set((("co-facilitator", (("", "Co-Chair"),)),))
    try:
        told = [spoken("One co-facilitator", "%(n)s co-facilitators", n) for n in (1, 2)]
    finally:
        _body.reset(token)
    assert told == ["One Co-Chair", "%(n)s Co-Chairs"]
