from itertools import count

import pytest

from travaux.text.precedents.file import IndexFile
from travaux.text.precedents.leaves import prepared
from travaux.text.precedents.shapes import Adopted, Paragraph


@pytest.fixture
def corpus(tmp_path):
    """Make an index of texts, each given as a symbol, a date and its paragraphs."""
    numbers = count()

    def make(*texts):
        base = IndexFile(tmp_path / f"{next(numbers)}.index", create=True)
        for place, (symbol, date, *paragraphs) in enumerate(texts):
            numbered = tuple(Paragraph(str(number), words) for number, words in enumerate(paragraphs, 1))
            base.add(f"{place}.xml", f"{place}", prepared(Adopted(symbol, date, numbered)))
        base.settle()
        return base

    return make
