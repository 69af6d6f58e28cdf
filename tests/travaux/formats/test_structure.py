import pytest

from travaux.formats.document import Paragraph, Role, Run
from travaux.formats.ranks import BULLET
from travaux.formats.structure import document_of_text, structured

RESOLUTIONS = {
    "en": ("The General Assembly,", "Recalling its resolution,", "Deeply concerned at this;", "Decides so."),
    "fr": ("L\u2019Assemblée générale,", "Rappelant sa résolution,", "Se félicitant de cela,", "Décide ainsi."),
    "es": ("La Asamblea General,", "Recordando su resolución,", "Profundamente preocupada,", "Decide así."),
    "ru": ("Генеральная Ассамблея,", "ссылаясь на свою резолюцию,", "подтверждая это,", "постановляет."),
    "ar": ("إن الجمعية العامة،", "إذ تشير إلى قرارها،", "وإذ تؤكد ذلك،", "تقرر ذلك."),
    "zh": ("大会\uff0c", "回顾其决议\uff0c", "深为关切这一点\uff0c", "决定如此。"),
}


def told(document):
    return [(str(each.role), each.number, each.text) for each in document.paragraphs]


@pytest.mark.parametrize("language", RESOLUTIONS)
def test_the_parts_of_a_resolution_are_told_in_six_languages(language):
    who, first, second, decides = RESOLUTIONS[language]
    found = document_of_text(f"{who}\n\n{first}\n\n{second}\n\n1. {decides}\n(a) {decides}\n")
    assert told(found) == [
        ("formula", "", who),
        ("preambular", "", first),
        ("preambular", "", second),
        ("operative", "1.", decides),
        ("sub-paragraph", "(a)", decides),
    ]


def test_a_heading_at_the_head_is_the_title_and_lines_are_joined():
    found = document_of_text("TITLE OF THE PAPER\n\nWords that\ngo on.\n\n \n\nMEANS\n\n2024\n")
    assert told(found) == [
        ("title", "", "TITLE OF THE PAPER"),
        ("paragraph", "", "Words that go on."),
        ("heading", "", "MEANS"),
        ("paragraph", "", "2024"),
    ]


def test_a_preamble_may_be_numbered_and_may_lack_one_who_speaks():
    found = structured(
        [Paragraph(Role.PARAGRAPH, (Run(text),)) for text in ("PP1 Recalling this,", "Noting that,", "Yes.")]
    )
    assert [(str(each.role), each.number) for each in found] == [
        ("preambular", "PP1"),
        ("preambular", ""),
        ("paragraph", ""),
    ]


def test_behind_who_speaks_what_pauses_is_of_the_preamble():
    words = ("The Parties,", "In accord with this,", "Have agreed:", "1. Yes")
    found = structured([Paragraph(Role.PARAGRAPH, (Run(text),)) for text in words])
    assert [str(each.role) for each in found] == ["formula", "preambular", "paragraph", "operative"]


def test_a_bullet_is_no_number_and_stands_below_what_is_above_it():
    found = structured(
        [Paragraph(Role.PARAGRAPH, (Run("one"),), BULLET), Paragraph(Role.SUB, (Run("two"),), BULLET, 1)]
    )
    assert [(str(each.role), each.number, each.rank) for each in found] == [
        ("sub-paragraph", BULLET, 1),
        ("sub-paragraph", BULLET, 2),
    ]
