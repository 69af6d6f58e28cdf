import re
from itertools import pairwise
from pathlib import Path

import pytest

import secretariat.frame

SHEET = (Path(secretariat.frame.__path__[0]) / "static/frame/travaux.css").read_text(encoding="utf-8")
RULES = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)
PAIRS = re.findall(r"(\.[^{}]+)\{\s*--ground:\s*(#\w{6});\s*--tint:\s*(#\w{6})", RULES)
DECLARATIONS = re.findall(r"(?<=[{;])\s*([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])", RULES)
SIDES = re.compile(r"(^|-)(left|right|top|bottom)(-|$)|^(min-|max-)?(width|height)$")
FOUR = re.compile(r"^(margin|padding|inset|border-(width|style|color|radius))$")
PAPER = "#ffffff"
TEXT = 4.5


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def variable(name):
    return re.search(rf"--{name}:\s*(#\w{{6}})", RULES)[1]


def test_black_on_white_has_the_contrast_that_the_standard_names():
    assert round(contrast("#000000", PAPER), 2) == 21


def test_there_are_eight_tints_and_six_states():
    assert [name.strip() for name, *_ in PAIRS] == [
        *(f".tint-{i}" for i in range(8)),
        ".agreed, .done",
        ".open, .due",
        ".late",
        ".suggested",
        ".new",
        ".muted",
    ]


@pytest.mark.parametrize(("name", "ground", "tint"), PAIRS)
def test_each_tint_can_be_read_on_its_ground_and_on_paper(name, ground, tint):
    assert [name for against in (ground, PAPER) if contrast(tint, against) < TEXT] == []


@pytest.mark.parametrize("ground", [ground for _name, ground, _tint in PAIRS])
def test_inserted_and_deleted_words_can_be_read_on_each_ground(ground):
    assert [ink for ink in (variable("ink"), "#565f6d") if contrast(ink, ground) < TEXT] == []


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("soft-ink", "paper"),
        ("soft-ink", "soft-ground"),
        ("link", "paper"),
        ("action-ink", "action-ground"),
    ],
)
def test_the_colours_of_the_page_can_be_read(ink, ground):
    assert contrast(variable(ink), variable(ground)) >= TEXT


def test_controls_and_edges_stand_out_from_paper():
    assert [
        name for name in ("control", "agreed-edge", "open-edge", "struck-edge") if contrast(variable(name), PAPER) < 3
    ] == []


@pytest.mark.parametrize("level", range(1, 6))
def test_figures_can_be_read_on_each_shade_of_the_matrix(level):
    ground = re.search(rf"rect\.heat-{level} \{{ fill: (#\w{{6}})", RULES)[1]
    ink = "#ffffff" if f".on-{level}" in RULES else "#15202e"
    assert contrast(ink, ground) >= TEXT


def test_each_shade_of_the_matrix_is_darker_than_the_one_before():
    shades = [luminance(re.search(rf"rect\.heat-{level} \{{ fill: (#\w{{6}})", RULES)[1]) for level in range(6)]
    assert [lighter > darker for lighter, darker in pairwise(shades)] == [True] * 5


def test_only_logical_properties_are_used():
    physical = [name for name, _value in DECLARATIONS if SIDES.search(name)]
    one_sided = [name for name, value in DECLARATIONS if FOUR.match(name) and len(value.split()) == 4]
    named_sides = [
        value for name, value in DECLARATIONS if name in {"text-align", "float", "clear"} and value in {"left", "right"}
    ]
    assert (physical, one_sided, named_sides) == ([], [], [])


def test_nothing_is_fetched_and_nothing_is_justified():
    assert re.findall(r"url\(|@import|@font-face|justify(?!-content)", RULES) == []


def test_the_sheet_is_small():
    assert len(SHEET.encode()) <= 25_000


@pytest.mark.parametrize("query", ["prefers-reduced-motion: reduce", "forced-colors: active", "print"])
def test_the_sheet_serves_those_who_read_otherwise(query):
    assert query in RULES
