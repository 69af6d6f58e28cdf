import pytest
from django.utils import translation

from secretariat.processes.middleware import Relabelled, key_of

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


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Focal point", "focal-point"),
        ("the text under negotiation\x04Text", "text"),
        ("stocktaking", ""),
        ("A" * 61, ""),
        ("", ""),
    ],
)
def test_a_label_is_known_by_its_words_in_english(label, key):
    assert key_of(label) == key


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


def test_a_language_in_which_nothing_is_said_has_the_word_of_the_site(client, called):
    assert called
    client.cookies["language"] = "es"
    page = body(client.get(URL + "rules/"))
    assert "Co-Chair" not in page
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


def test_all_but_labels_is_left_to_the_language_behind():
    class Plain:
        def gettext(self, message):
            return message.upper()

        def to_language(self):
            return "xx"

    laid = Relabelled(Plain(), {"text": "Draft"})
    assert (laid.gettext("Text"), laid.gettext("Page"), laid.to_language()) == ("Draft", "PAGE", "xx")
