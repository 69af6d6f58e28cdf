import pytest

from secretariat.negotiation.models import Provision
from secretariat.record.models import Entry
from secretariat.room.models import Rendering
from secretariat.room.services import render_provision
from secretariat.room.services.drawing import state_of
from secretariat.room.services.languages import AT_MOST, AnotherWording, NoRendering, NotAnotherLanguage
from secretariat.room.services.screens import NotPresented

FRENCH = "Publier un site web national."
ARABIC = "إنشاء موقع شبكي وطني واحد."


@pytest.fixture
def render(table):
    def rendered(language="fr", wording=FRENCH, **more):
        row = table.row(table.action)
        return render_provision(
            row, language=language, wording=wording, by=table.actors["officer"], at=table.at(), **more
        )

    return rendered


def html(table, language="en"):
    return state_of(table.text, language, at=table.now).html


def test_a_paragraph_is_kept_in_another_language_bound_to_the_wording_that_it_renders(table, render):
    rendering = render(wording=f" {FRENCH}\r\n")
    entry = Entry.objects.get(deed="render_provision")
    assert (rendering.wording, rendering.of_sha256) == (FRENCH, table.row(table.action).sha256)
    assert (entry.subject, entry.facts["language"], entry.facts["wording"]) == (
        f"provision:{table.action.uuid}",
        "fr",
        FRENCH,
    )


def test_a_rendering_takes_the_place_of_the_one_before(render):
    render()
    render(wording="Publier un seul site.")
    assert list(Rendering.objects.values_list("language", "wording")) == [("fr", "Publier un seul site.")]


@pytest.mark.parametrize("language", ["en", "tlh", ""])
def test_a_language_of_its_own_or_none_of_the_site_is_refused(render, language):
    with pytest.raises(NotAnotherLanguage) as refused:
        render(language=language)
    assert refused.value.facts["known"] == "ar, zh-hans, fr, ru, es"


@pytest.mark.parametrize("wording", ["", "  ", "x" * (AT_MOST + 1)])
def test_a_rendering_without_words_or_longer_than_any_paragraph_is_refused(render, wording):
    with pytest.raises(NoRendering):
        render(wording=wording)


def test_words_that_render_what_no_longer_stands_are_refused(table, render):
    seen = table.row(table.action).sha256
    table.redraft(table.action, "Publish a page.")
    with pytest.raises(AnotherWording):
        render(seen=seen)


def test_what_was_not_presented_is_rendered_nowhere(drafted):
    with pytest.raises(NotPresented):
        render_provision(
            drafted.row(drafted.action),
            language="fr",
            wording=FRENCH,
            by=drafted.actors["officer"],
            at=drafted.at().replace(month=4),
        )
    assert Provision.objects.count() == 5


def test_the_screen_shows_two_languages_the_readers_own_if_there_is_one(table, chair, render):
    chair.show(table.action)
    assert FRENCH not in html(table)
    render()
    render("ar", ARABIC)
    assert f'lang="ar" dir="auto"><bdi class="room-number">1 (a)</bdi> {ARABIC}</div>' in html(table)
    assert FRENCH in html(table, "fr")
    assert ARABIC not in html(table, "fr")


def test_a_language_that_lags_behind_says_so(table, chair, render):
    chair.show(table.action)
    render()
    assert "of an earlier wording" not in html(table)
    table.redraft(table.action, "Publish a page.")
    assert "of an earlier wording" in html(table)


def test_a_frozen_screen_keeps_its_languages(table, chair, render):
    chair.show(table.action)
    render()
    chair.freeze()
    render(wording="Publier un seul site.")
    assert FRENCH in html(table)


def test_the_page_takes_a_rendering_and_shows_it(table, screen):
    officer = screen.as_("officer")
    address = officer.get("here").headers["Location"]
    assert officer.client.get(address).content.count(b"<h2>") == 1
    seen = table.row(table.commitment).sha256
    assert officer.client.post(address, {"language": "fr", "wording": "Nous.", "seen": seen}).status_code == 302
    page = officer.client.get(address).content.decode()
    assert "Français</h2>" in page
    assert "Nous." in page


def test_what_was_typed_on_other_words_is_kept_and_can_be_sent_again(table, screen):
    officer = screen.as_("officer")
    address = officer.get("here").headers["Location"]
    sent = {"language": "fr", "wording": "Nous nous engageons.", "seen": "x"}
    refused = officer.client.post(address, sent)
    page = refused.content.decode()
    assert (refused.status_code, Rendering.objects.count()) == (422, 0)
    assert "Nous nous engageons." in page
    assert f'value="{table.row(table.commitment).sha256}"' in page


@pytest.mark.usefixtures("table")
def test_only_those_who_serve_or_lead_write_in_another_language(screen):
    assert screen.as_("ARL").get("here").status_code == 403
    assert b"in other languages" not in screen.as_("ARL").get().content
    assert b"in other languages" in screen.as_("officer").get().content


def test_a_rendering_says_what_it_is(table, render):
    assert str(render()) == f"fr of {table.action.pk}"
