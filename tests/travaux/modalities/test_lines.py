import pytest

from travaux.modalities.lines import line_of

TEXT = """key = "a"
title = '''
[[events]]
'''

[paragraphs]
"1" = "One"

[[events]]
key = "first"
days = 2
[[ events ]]
key = "second"
"days" = 3
"""


@pytest.mark.parametrize(
    ("where", "key", "line"),
    [
        ("the head of the file", "title", 2),
        ("the head of the file", "symbol", 0),
        ("[[events]] no. 1 (first)", "days", 11),
        ("[[events]] no. 2 (second)", "days", 14),
        ("[[events]] no. 2", "place", 12),
        ("[[events]] (second)", "", 12),
        ("[[events]] (first), days", "opens", 11),
        ("[[events]] (third)", "", 0),
        ("[[events]] no. 3", "", 0),
        ("[[phases]] no. 1", "", 0),
    ],
)
def test_what_is_refused_is_found_in_the_text(where, key, line):
    assert line_of(TEXT, where, key) == line
