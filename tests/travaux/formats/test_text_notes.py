from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.convert import plain_text
from travaux.formats.document import Document, Note, Paragraph, Role, Run
from travaux.formats.reading import About
from travaux.formats.structure import document_of_text


def told(text):
    found = document_of_text(text)
    runs = [[(run.text, run.note) for run in each.runs] for each in found.paragraphs]
    return runs, [(note.marker, note.runs[0].text) for note in found.notes]


def test_raised_figures_call_the_lines_at_the_end():
    runs, notes = told("Words¹ of it.\n\nMore¹² and again¹\n\n¹ One\n¹² Twelve\n  goes on")
    assert runs == [
        [("Words", None), ("", 0), (" of it.", None)],
        [("More", None), ("", 1), (" and again", None), ("", 0)],
    ]
    assert notes == [("1", "One"), ("12", "Twelve goes on")]


def test_a_figure_that_is_defined_twice_is_called_one_after_the_other():
    assert told("A¹ b¹ c¹\n\n¹ One\n\n¹ Two")[0] == [
        [("A", None), ("", 0), (" b", None), ("", 1), (" c", None), ("", 1)]
    ]


def test_lines_that_nothing_calls_are_paragraphs_and_a_measure_calls_nothing():
    assert told("Words of 5 km²\n\n¹ One") == ([[("Words of 5 km²", None)], [("¹ One", None)]], [])
    assert told("Words of 5 km²") == ([[("Words of 5 km²", None)]], [])


@given(st.lists(st.sampled_from(["Words", "More words"]), min_size=1, max_size=5))
def test_notes_come_back_from_a_plain_text(said):
    notes = tuple(Note(str(place + 1), (Run(words),)) for place, words in enumerate(said))
    paragraphs = tuple(Paragraph(Role.PARAGRAPH, (Run("Text"), Run("", note=place))) for place in range(len(notes)))
    document = Document(About(), paragraphs, notes)
    found = document_of_text(plain_text(document))
    assert (found.notes, [each.runs for each in found.paragraphs]) == (notes, [each.runs for each in paragraphs])
