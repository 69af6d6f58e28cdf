import pytest

from benchmarks.documents.made import docx, gone, ins, para, run
from travaux.formats.guard import TooLarge
from travaux.formats.reading import Limits
from travaux.formats.returned import Version, returned
from travaux.text.provision import Kind, Provision

ONE = "Decides that States shall promote cooperation among cities"
TWO = "Requests the Secretary-General to report on progress"
VERSION = Version((Provision("a", Kind.OPERATIVE, ONE, "1."), Provision("b", Kind.OPERATIVE, TWO, "2.")), "c 1")


def test_tracked_changes_of_word_are_suggested_with_their_author():
    body = para(run(f"1.\t{ONE[:20]}") + gone(ONE[20:26]) + ins("may ") + run(ONE[26:])) + para(run(f"2.\t{TWO}"))
    [found] = returned(docx(body), "a.docx", VERSION).suggestions
    assert (found.provision, found.wording, found.authors) == ("a", ONE[:20] + "may " + ONE[26:], ("ARL",))


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (f"1. {ONE}\n\n2. {TWO} each year\n", "a.txt"),
        (f"1. {ONE}\n\n2. {TWO} each year\n", "a.md"),
        (f"<html><body><p>1. {ONE}</p><p>2. {TWO} each year</p></body></html>", "a.html"),
    ],
)
def test_what_is_no_word_document_is_read_by_its_words(content, filename):
    [found] = returned(content.encode(), filename, VERSION).suggestions
    assert (found.does, found.provision, found.wording) == ("replace", "b", f"{TWO} each year")
    assert (found.found_by, found.authors, found.tracked) == ("alignment", (), False)


def test_what_is_too_large_is_refused():
    with pytest.raises(TooLarge):
        returned(b"words", "a.txt", VERSION, limits=Limits(size=3))
