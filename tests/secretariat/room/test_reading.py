"""A text read in another language beside its own, each paragraph with its lag."""

import json
import re

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secretariat.negotiation.models import TextVersion
from secretariat.room.commands import room as group
from secretariat.room.models import Rendering
from secretariat.room.queries.languages import renderings
from secretariat.room.services import render_provision

FRENCH, ARABIC = "Publier un site web national.", "إنشاء موقع شبكي وطني واحد."


@pytest.fixture
def render(table):
    def rendered(wording=FRENCH, language="fr", provision=None):
        row = table.row(provision or table.action)
        return render_provision(row, language=language, wording=wording, by=table.actors["officer"], at=table.at())

    return rendered


@pytest.fixture
def read(site):
    """Read the text in a language, as somebody."""

    def page(language="fr", who="ARL", **query):
        address = reverse("room:reading", args=["sample", "compact", language])
        return site.as_(who).client.get(address, query)

    return page


def words(response):
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def paragraph(response, provision):
    found = re.search(rf'<article[^>]*id="p-{provision.uuid}">.*?</article>', response.content.decode(), re.DOTALL)
    return found[0] if found else ""


def test_a_delegate_reads_each_paragraph_beside_its_wording_in_another_language(table, render, read):
    render()
    shown = read()
    assert (shown.status_code, "Keep up: 1" in words(shown), "Not written: 4" in words(shown)) == (200, True, True)
    found = paragraph(shown, table.action)
    assert ('lang="fr" dir="ltr"' in found, FRENCH in found, "is-agreed" in found) == (True, True, True)
    assert "not written in this language" in paragraph(shown, table.commitment)


def test_arabic_runs_from_right_to_left_whatever_the_language_of_the_page(table, render, read):
    render(ARABIC, "ar")
    assert f'lang="ar" dir="rtl">{ARABIC}' in paragraph(read("ar"), table.action)


def test_what_the_original_changed_since_is_marked(table, render, read):
    render()
    table.redraft(table.action, "Publish one regional website.")
    found = paragraph(read(), table.action)
    assert ("lags: renders the wording of" in found, "is-open" in found) == (True, True)
    assert "<del>national</del><ins>regional</ins>" in found.replace("</del> <ins>", "</del><ins>")


def test_a_rendering_from_before_the_original_was_kept_beside_it_lags_without_marks(table, render, read):
    render()
    Rendering.objects.update(of="")
    table.redraft(table.action, "Publish one regional website.")
    found = paragraph(read(), table.action)
    assert ("lags: renders" in found, "<del>" in found) == (True, False)


def test_an_earlier_version_is_read_in_the_words_that_rendered_it(table, render, read):
    render()
    table.freeze()
    table.redraft(table.action, "Publish one regional website.")
    render("Publier un site web régional.")
    frozen = TextVersion.objects.get(ordinal=1)
    assert FRENCH in paragraph(read(version=frozen.ordinal), table.action)
    assert "régional" in paragraph(read(), table.action)
    assert frozen.label in words(read(version=frozen.ordinal))
    assert [each.wording for each in renderings(table.row(table.action))] == ["Publier un site web régional."]


def test_words_that_go_back_are_rendered_again(table, render):
    render()
    table.redraft(table.action, "Publish one regional website.")
    render("Publier un site web régional.")
    table.redraft(table.action, "Publish one national website.")
    assert [each.wording for each in renderings(table.row(table.action))] == [FRENCH]


def test_only_who_writes_in_languages_is_led_to_write(table, render, read):
    render()
    address = reverse("room:languages", args=["sample", table.action.uuid]).encode()
    assert [address in read(who=who).content for who in ("ARL", "visitor", "officer")] == [False, False, True]


@pytest.mark.parametrize("language", ["en", "tlh"])
def test_its_own_language_and_one_that_the_site_has_not_are_not_found(table, read, language):
    assert table.text.language == "en"
    answer = read(language)
    assert (answer.status_code, "ar, zh-hans, fr, ru, es" in words(answer)) == (404, True)


def test_the_languages_are_offered_with_how_far_each_keeps_up(table, render, site):
    render()
    address = reverse("room:choose", args=["sample", "compact"])
    shown = site.as_("visitor").client.get(address)
    assert "Français 1 of 5 paragraphs keep up" in words(shown)
    table.freeze()
    assert b"?version=1" in site.client.get(address, {"version": "1"}).content


def test_the_page_takes_as_many_queries_for_one_rendering_as_for_three(table, render, read):
    render()
    read()
    counts = []
    for more in (None, table.commitment, table.title):
        if more:
            render(provision=more)
        with CaptureQueriesContext(connection) as asked:
            read()
        counts.append(len(asked))
    assert len(set(counts)) == 1


def run(*given):
    more = ("--process", "sample", "--json", "--at", "2018-04-05")
    return json.loads(CliRunner().invoke(group, [*given, *more], catch_exceptions=False).output)


def test_the_room_is_led_and_read_from_the_command_line(table):
    assert table.text.key == "compact"
    assert run("show", "1 (a)")["number"] == "1 (a)"
    assert run("freeze")["frozen"] is not None
    assert run("release")["frozen"] is None
    assert run("render", "1 (a)", "fr", FRENCH)["wording"] == FRENCH
    rows = {row["number"]: (row["keeps"], row["wording"]) for row in run("read", "fr")}
    assert (rows["1 (a)"], rows["1"]) == (("up", FRENCH), ("missing", ""))
