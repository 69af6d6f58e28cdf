import re
from pathlib import Path

import pytest

import secretariat

HOUSE = Path(secretariat.__path__[0])
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))
TRANSLATED = re.compile(r"\{%\s*blocktranslate\b.*?\{%\s*endblocktranslate\s*%\}", re.DOTALL)
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<code\b.*?</code>|<!--.*?-->", re.DOTALL)
SPOKEN = re.compile(r"\s(?:title|alt|aria-label|placeholder)=\"([^\"]*)\"")
LETTERS = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Travaux", "Rev"}


def bare(source):
    """Return the words that would reach the page untranslated."""
    source = re.sub(r"\{%\s*comment.*?endcomment\s*%\}", "", source, flags=re.DOTALL)
    source = TRANSLATED.sub("", source)
    source = CODE.sub("", source)
    shown = re.sub(r"<[^>]*>|&\w+;", " ", source)
    return [word for word in LETTERS.findall(" ".join([shown, *SPOKEN.findall(source)])) if word not in NAMES]


@pytest.fixture(params=TEMPLATES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def source(request):
    return request.param.read_text(encoding="utf-8")


def test_words_left_out_of_the_translation_are_found():
    assert bare('<p title="Here">Text {% translate "kept" %}</p>') == ["Text", "Here"]


def test_every_word_passes_through_the_translation(source):
    assert bare(source) == []


def test_no_page_asks_another_host_for_anything(source):
    assert re.findall(r"(?:src|href|action|srcset)=[\"'](?:https?:)?//[^\"']*", source) == []


def test_no_page_carries_a_style_or_a_script_of_its_own(source):
    assert re.findall(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", source) == []
