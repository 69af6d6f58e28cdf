"""Pages stand on one base, carry no style or script of their own, and call no other host."""

import re
from pathlib import Path

import pytest

# An address to be read by people (href of a link) is no request; these fetch.
CALLS = re.compile(
    r"""(?:src|srcset|action|data|poster)\s*=\s*["']\s*(?:https?:)?//|<link[^>]+href=["']\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import"""
)
INLINE = re.compile(r"""\sstyle\s*=|<style\b|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE)

WORDS = re.compile(r">[^<>{}]*[A-Za-z]{3,}[^<>{}]*<")
SPOKEN_FOR = re.compile(
    r"{%\s*blocktrans.*?{%\s*endblocktrans(?:late)?\s*%}|{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL
)


@pytest.fixture(scope="module")
def templates(root: Path) -> dict[Path, str]:
    return {path: path.read_text() for path in sorted((root / "src").rglob("templates/**/*.*")) if path.is_file()}


def test_every_page_extends_the_one_root_or_is_a_part(templates: dict[Path, str]) -> None:
    pages = {path: text for path, text in templates.items() if path.suffix == ".html" and "parts" not in path.parts}
    roots = ["<!doctype html>" in text for path, text in pages.items() if "{% extends" not in text]
    assert roots == [True]


def test_no_page_has_a_style_or_a_script_of_its_own(templates: dict[Path, str]) -> None:
    assert [(str(path), found) for path, text in templates.items() for found in INLINE.findall(text)] == []


def test_no_page_and_no_stylesheet_calls_another_host(templates: dict[Path, str], root: Path) -> None:
    sheets = {path: path.read_text() for path in (root / "src").rglob("static/**/*.css")}
    assert [(str(path), found) for path, text in (templates | sheets).items() for found in CALLS.findall(text)] == []


def test_every_page_passes_its_words_through_translation(templates: dict[Path, str]) -> None:
    bare = {
        str(path): found
        for path, text in templates.items()
        if (found := [words for words in WORDS.findall(SPOKEN_FOR.sub("", text)) if words.strip(" ><") != "Travaux"])
    }
    assert bare == {}
