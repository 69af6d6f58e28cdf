import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.precedents.tally import codes, counted, folded


def words(text):
    found = counted(text)
    return [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the follow-up, “in particular” \u2013 of States\u2019 efforts", 8),
        ("l\u2019Organisation des Nations Unies", 5),
        ("安全、有序和正常移民", 9),
        ("第73次会议", 5),
        ("การย้ายถิ่น", 8),
        ("प्रवासन के लिए", 3),
        ("", 0),
        ("— … [ ]", 0),
        ("\u0640", 0),
    ],
)
def test_words_are_counted_as_the_script_has_them(text, count):
    assert len(counted(text)) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("co-operation", "Co\u2011Operation"),
        ("States\u2019 “rights”", 'states\' "rights"'),
        ("Agenda\u00a02030", "AGENDA 2030"),
        ("re\u00adfugees", "refugees"),
        ("re\u0301fugie\u0301s", "réfugiés"),
        ("ﬁnance", "finance"),
        ("وَالمُهَاجِرِينَ", "والمهاجرين"),
        ("الهجــرة", "الهجرة"),
        ("إلى أن", "الى ان"),
        ("٢٠٣٠", "2030"),
    ],
)
def test_the_same_words_are_the_same_in_any_typography(one, other):
    assert codes(one) == codes(other)


def test_different_words_are_different():
    assert codes("shall") != codes("should")
    assert codes("côte") != codes("cote")


def test_places_count_characters_of_the_text_as_it_stands():
    text = "\ufeffNous,\r\n\U0001d538 réfugiés \u2013 移民"
    assert words(text) == ["Nous", "\U0001d538", "réfugiés", "移", "民"]


def test_half_a_character_is_a_word_like_any_other():
    assert folded("\ud800") == "\ud800"
    assert codes("x\ud800y") == counted("x\ud800y").codes


@given(st.text(st.characters() | st.sampled_from("a1é移ุ\u0640\u064b\u00ad\u200dก،")))
def test_words_are_the_same_with_their_places_and_without(text):
    assert counted(text).codes == codes(text)
