"""Word documents made by hand."""

import pytest

from benchmarks.documents.made import docx
from travaux.formats.word.package import open_package


@pytest.fixture
def package():
    """Open a document made of a body and of other parts."""
    return lambda body, **others: open_package(docx(body, **others), "a.docx")
