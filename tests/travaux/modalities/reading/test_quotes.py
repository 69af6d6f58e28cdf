import pytest

from travaux.modalities.reading.quotes import Quotes


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ('the plan "Rivers 2030" of May', True),
        ("the plan ''Rivers 2030'' of May", True),
        ("the plan \u300aRivers 2030\u300b of May", True),
        ("the plan Rivers 2030 of May", False),
        ('the plan "Rivers 2030 of May', False),
        ('the "plan" Rivers 2030 of "May"', False),
        ("the \u300aplan\u300b Rivers 2030 of May", False),
        ("the \u300aplan Rivers 2030 of May", False),
    ],
)
def test_what_stands_between_quotation_marks_is_a_title(text: str, *, held: bool) -> None:
    start = text.index("2030")
    assert Quotes.of(text).hold(start, start + 4) == held
