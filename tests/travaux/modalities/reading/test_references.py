import pytest

from travaux.modalities.reading.fold import folded
from travaux.modalities.reading.references import references


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        (
            "en",
            "its resolutions 70/1, 71/280 and S-24/2, and document A/71/728",
            ("70/1", "71/280", "S-24/2", "A/71/728"),
        ),
        ("en", "in paragraphs 6, 7 and 8 (b) above", ("paragraph 6", "paragraph 7", "paragraph 8 (b)")),
        ("en", "Security Council resolution 1325 (2000)", ("1325 (2000)",)),
        ("fr", "au paragraphe 4 c) de la résolution 71/280", ("paragraph 4", "71/280")),
        ("es", "en los párrafos 2 y 4 (c)", ("paragraph 2", "paragraph 4 (c)")),
        ("ru", "в пункте 3 резолюции 71/280", ("paragraph 3", "71/280")),
        ("ar", "في الفقرة 4 (c) من القرار 71/280", ("paragraph 4 (c)", "71/280")),
        ("zh", "第71/280号决议第4 (c)段", ("71/280", "paragraph 4 (c)")),
        ("en", "on 3/4 of the days", ()),
    ],
)
def test_what_is_referred_to_is_the_same_in_every_language(language: str, text: str, said: tuple[str, ...]) -> None:
    assert references(folded(text), language) == said
