# ruff: noqa: RUF001 - words of six languages, as they are written
import pytest

from travaux.modalities.reading.fold import fold
from travaux.modalities.reading.openings import dressed, opening, preambular, seconds


@pytest.mark.parametrize(
    ("language", "text", "words", "force"),
    [
        ("en", "Decides that", "Decides", "decides"),
        ("en", "Also decides that", "Also decides", "decides"),
        ("en", "Decides also that", "Decides also", "decides"),
        ("en", "Reiterates its request to the Secretary-General", "Reiterates its request", "requests"),
        ("en", "Once again urges States", "Once again urges", "urges"),
        ("en", "Takes note with appreciation of the report", "Takes note with appreciation", "notes"),
        ("fr", "Décide en outre que", "Décide en outre", "decides"),
        ("fr", "Prie le Secrétaire général", "Prie", "requests"),
        ("fr", "Demande instamment aux États", "Demande instamment", "urges"),
        ("es", "Solicita además al Secretario General", "Solicita además", "requests"),
        ("es", "Alienta encarecidamente a los Estados", "Alienta encarecidamente", "encourages"),
        ("ru", "постановляет также, что", "постановляет также", "decides"),
        ("ru", "настоятельно рекомендует правительствам", "настоятельно рекомендует", "urges"),
        ("ar", "تقرر كذلك أن", "تقرر كذلك", "decides"),
        ("ar", "تُقرِّر أيضاً أن", "تُقرِّر أيضاً", "decides"),
        ("zh", "又决定会议", "又决定", "decides"),
        ("zh", "还请秘书长", "还请", "requests"),
    ],
)
def test_an_opening_phrase_is_told_by_its_words(language: str, text: str, words: str, force: str) -> None:
    found = opening(text, fold(text), language)
    assert found is not None
    assert (found.words, found.force) == (words, force)


def test_other_words_open_nothing() -> None:
    assert opening("The Conference will meet", fold("The Conference will meet"), "en") is None
    assert opening("Decidedly so", fold("Decidedly so"), "en") is None


@pytest.mark.parametrize(
    ("language", "text", "force", "of_them"),
    [
        ("en", "it will be webcast, and encourages the President to come", "encourages", False),
        ("en", "to participate, as appropriate, and urges them to consider", "urges", True),
        ("fr", "sera diffusée, et les invite à participer", "invites", True),
        ("es", "participen, y los exhorta a que estudien", "calls-upon", True),
        ("ru", "принять участие, и призывает их рассмотреть", "encourages", True),
        ("ar", "المشاركة في الاجتماع، وتحثهم على النظر", "urges", True),
        ("zh", "参加会议，并敦促其考虑举措", "urges", True),
        ("zh", "举行会议，并请秘书长提交报告", "requests", False),
    ],
)
def test_a_phrase_behind_the_first_begins_a_clause_of_its_own(
    language: str,
    text: str,
    force: str,
    of_them: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    [found] = seconds(text, fold(text), language, 0)
    assert (found.force, found.of_them) == (force, of_them)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Recalling also its resolution 70/1,", "Recalling also"),
        ("ru", "ссылаясь на свою резолюцию,", "ссылаясь"),
        ("zh", "又回顾其决议，", "又回顾"),
        ("en", "The first part", ""),
    ],
)
def test_a_preambular_phrase_is_told_by_its_words(language: str, text: str, words: str) -> None:
    assert preambular(text, language) == words


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("Encourages States", "Encourag", "Encourages"),
        ("Decides, without delay", "Decides,", "Decides"),
        ("决定会议", "决定", "决定"),
        ("Decides (again)", "Decides (", "Decides ("),
        ("Decides", "", ""),
        ("Decides that", "Requests", ""),
        ("x" * 90, "x" * 90, ""),
    ],
)
def test_italics_at_the_head_are_the_opening_to_the_end_of_the_word(text: str, words: str, said: str) -> None:
    assert dressed(text, words) == said
