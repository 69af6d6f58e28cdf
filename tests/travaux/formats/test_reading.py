from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.reading import UNREADABLE, Draft, Remark
from travaux.passages.segment import Kind


@given(st.lists(st.tuples(st.text(), st.sampled_from(Kind))))
def test_each_block_gives_back_its_words_and_blocks_stand_apart(blocks):
    draft = Draft()
    for words, kind in blocks:
        draft.add(words, kind)
    reading = draft.reading("Word")
    clean = [words.translate(dict.fromkeys(map(ord, UNREADABLE))).strip() for words, _kind in blocks]
    assert [reading.text[block.start : block.end] for block in reading.blocks] == [words for words in clean if words]
    assert reading.text == "\n\n".join(words for words in clean if words)


def test_what_is_left_out_is_counted():
    draft = Draft()
    draft.add("a\x00b\x00", Kind.PARAGRAPH)
    draft.note("pictures, left out")
    draft.note("comments, left out", 0)
    assert draft.reading("PDF").text == "ab"
    assert [remark.said for remark in draft.reading("PDF").warnings] == [
        "2 times: characters that stand for nothing, left out",
        "pictures, left out",
    ]
    assert draft.reading("PDF").warnings[1] == Remark("pictures, left out")
