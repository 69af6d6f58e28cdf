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


@pytest.fixture
def odt(packed):
    def make(regions, body):
        names = ("office", "text")
        spaces = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in names)
        content = (
            f'<office:document-content {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:text>'
            f"<text:tracked-changes>{regions}</text:tracked-changes>{body}"
            "</office:text></office:body></office:document-content>"
        )
        return packed({"mimetype": "x", "content.xml": content, "META-INF/manifest.xml": "<x/>"})

    return make


def region(name, kind, inside="", signed="<dc:creator>ARL</dc:creator><dc:date>2026-01-02T03:04:05.6789</dc:date>"):
    info = f"<office:change-info>{signed}</office:change-info>"
    return f'<text:changed-region text:id="{name}"><text:{kind}>{info}{inside}</text:{kind}></text:changed-region>'


def start(name):
    return f'<text:change-start text:change-id="{name}"/>'


def end(name):
    return f'<text:change-end text:change-id="{name}"/>'


def point(name):
    return f'<text:change text:change-id="{name}"/>'


def told(found):
    return [(each.does, each.provision, each.wording, each.authors, each.date, each.tracked) for each in found]


SIGNED = (("ARL",), "2026-01-02T03:04:05Z", True)


def test_tracked_changes_of_opendocument_are_suggested_with_their_author(odt):
    regions = (
        region("i", "insertion") + region("d", "deletion", "<text:p>shall </text:p>") + region("f", "format-change")
    )
    changed = f"{point('d')}{start('i')}may <text:span>well </text:span>{end('i')}"
    body = f"<text:p>1. Decides that States {changed}promote cooperation among cities</text:p><text:p>2. {TWO}</text:p>"
    found = returned(odt(regions, body), "a.odt", VERSION)
    assert told(found.suggestions) == [
        ("replace", "a", "Decides that States may well promote cooperation among cities", *SIGNED)
    ]


def test_paragraphs_taken_out_and_put_in_whole_are_suggested_too(odt):
    regions = region("d", "deletion", f"<text:p>1. {ONE}</text:p><text:p/>") + region("i", "insertion")
    body = f"<text:p>{point('d')}2. {TWO}{start('i')}</text:p><text:p>3. Invites all to take part{end('i')}</text:p>"
    found = returned(odt(regions, body), "a.odt", VERSION)
    assert told(found.suggestions) == [
        ("insert", "", "Invites all to take part", *SIGNED),
        ("delete", "a", "", *SIGNED),
    ]


def test_a_paragraph_taken_out_behind_another_and_between_two_is_found(odt):
    behind = region("d", "deletion", f"<text:p/><text:p>2. {TWO}</text:p>", signed="")
    [found] = returned(odt(behind, f"<text:p>1. {ONE}{point('d')}</text:p>"), "a.odt", VERSION).suggestions
    between = region("d", "deletion", f"<text:p>1. {ONE}</text:p>") + region("i", "insertion")
    body = f"{point('d')}{start('i')}{end('i')}{end('i')}{point('x')}<text:p>2. {TWO}</text:p>"
    [other] = returned(odt(between, body), "a.odt", VERSION).suggestions
    assert told([found, other]) == [("delete", "b", "", (), "", True), ("delete", "a", "", *SIGNED)]


def test_paragraphs_taken_out_together_are_told_apart_by_their_words(odt):
    third = Provision("c", Kind.OPERATIVE, "Decides to remain seized of the matter", "3.")
    words = f"<text:p> </text:p><text:p>2. {TWO}</text:p><text:p>1. {ONE}</text:p><text:p/>"
    paper = odt(region("d", "deletion", words), f"<text:p>{point('d')}3. {third.wording}</text:p>")
    found = returned(paper, "a.odt", Version((*VERSION.provisions, third)))
    assert told(found.suggestions) == [("delete", key, "", *SIGNED) for key in "ab"]


def test_two_paragraphs_that_were_made_one_are_one_change(odt):
    gone = region(
        "d", "deletion", "<text:p> among cities</text:p><text:p>all gone</text:p><text:p>2. Requests</text:p>"
    )
    body = f"<text:p>1. {ONE.removesuffix(' among cities')}{point('d')}{TWO.removeprefix('Requests')}</text:p>"
    [found, *_rest] = returned(odt(gone, body), "a.odt", VERSION).suggestions
    assert found.wording == "Decides that States shall promote cooperation the Secretary-General to report on progress"


def test_changes_marked_in_a_page_are_suggested_and_what_was_left_out_is_said():
    page = (
        f"<p>1. {ONE[:20]}<del title='BRU'>{ONE[20:26]}</del><ins title='BRU'>may </ins>{ONE[26:]}</p><p>2. {TWO}</p>"
    )
    found = returned(f"<html><body>{page}<img></body></html>".encode(), "a.html", VERSION)
    assert (found.suggestions[0].wording, found.suggestions[0].authors) == (f"{ONE[:20]}may {ONE[26:]}", ("BRU",))
    assert [remark.said for remark in found.remarks][:1] == ["pictures, left out"]


def test_what_is_too_large_is_refused():
    with pytest.raises(TooLarge):
        returned(b"words", "a.txt", VERSION, limits=Limits(size=3))


def note(name, words, signed="<dc:creator>BRU</dc:creator><dc:date>2026-01-03T00:00:00.5</dc:date>"):
    lines = "".join(f"<text:p>{line}</text:p>" for line in words.split("|"))
    return f'<office:annotation office:name="{name}">{signed}{lines}</office:annotation>'


def closing(name):
    return f'<office:annotation-end office:name="{name}"/>'


def spoken(comments):
    return [(each.provision, each.author, each.date, each.words, each.quoted) for each in comments]


BRUMA = ("BRU", "2026-01-03T00:00:00Z")


def test_comments_of_opendocument_are_read_with_author_date_and_the_words_that_they_are_about(odt):
    first, rest = ONE[:7], ONE[7:]
    answer = note("r", "Agreed.", "<dc:creator>ARL</dc:creator>")
    begun = f"{note('n', 'Too<text:s/>strong?|Ours is softer.')}{answer}"
    said = f"<text:p>{begun}1. {first}{closing('n')}{closing('r')}{rest}</text:p>"
    point = f"<text:p>2. {start('i')}{TWO} each year{note('', 'A point.', '')}{end('i')}</text:p>"
    body = f"{said}{point}{note('o', 'Of no place.')}"
    found = returned(odt(region("i", "insertion"), body), "a.odt", VERSION)
    assert spoken(found.comments) == [
        ("", *BRUMA, "Of no place.", ""),
        ("a", *BRUMA, "Too strong?\nOurs is softer.", first),
        ("a", "ARL", "", "Agreed.", first),
    ]
    [changed] = found.suggestions
    assert spoken(changed.comments) == [("b", "", "", "A point.", "")]
    assert [remark.said for remark in found.remarks if "left out" in remark.said] == []


def test_a_comment_beside_a_paragraph_that_was_taken_out_leaves_its_deletion_whole(odt):
    body = f"<text:p>1. {ONE}</text:p><text:p>{note('n', 'Why?')}{point('d')}{closing('n')}</text:p>"
    gone = region("d", "deletion", f"<text:p>2. {TWO}</text:p>")
    assert told(returned(odt(gone, body), "a.odt", VERSION).suggestions) == [("delete", "b", "", *SIGNED)]
