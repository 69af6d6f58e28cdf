import pytest

from benchmarks.documents.made import by, docx, gone, ins, marked, para, run
from travaux.formats.word.identity import name_of
from travaux.formats.word.names import DEL, P
from travaux.formats.word.package import open_package
from travaux.formats.word.plain import said
from travaux.formats.word.skeleton import skeleton
from travaux.formats.word.stamp import Stamp, first_free, mark_paragraph, wrap_all
from travaux.formats.word.suggest import Said, Suggestion, Trace, Unplaced, suggestions
from travaux.text.provision import Kind, Provision

WORDINGS = {
    "one": "Decides that States shall promote cooperation",
    "two": "Requests the Secretary-General to report",
    "three": "Invites cities to take part in the review",
}
PROVISIONS = [
    Provision(key, Kind.OPERATIVE, words, f"{rank}.") for rank, (key, words) in enumerate(WORDINGS.items(), start=1)
]


def change(old, new):
    """Return the skeleton with `old` words changed into `new` ones in its file."""
    content = skeleton(PROVISIONS, "en", "c 7", ["Change the text."])
    package = open_package(content, "a.docx")
    whole = package.parts["word/document.xml"].decode()
    assert whole.count(old) == 1
    package.parts["word/document.xml"] = whole.replace(old, new).encode()
    return package


def tracked(words):
    """Return words of a run as it ends, then tracked ones, then a run as it begins."""
    return f'</w:t></w:r>{words}<w:r><w:t xml:space="preserve">'


def read(package, checkpoint="c 7"):
    return suggestions(package, PROVISIONS, checkpoint)


def test_an_untouched_skeleton_suggests_nothing():
    found = read(change("Requests", "Requests"))
    assert (found.suggestions, found.unplaced, found.comments, found.formatting) == ((), (), (), ())
    assert (found.checkpoint, found.remarks) == ("c 7", ())


def test_tracked_words_are_a_new_wording_of_their_provision_by_their_author():
    found = read(change("shall promote", "shall " + tracked(gone("foster ", 91) + ins("strengthen ", 92)) + "promote"))
    assert found.suggestions == (
        Suggestion(
            "replace",
            "one",
            "Decides that States shall strengthen promote cooperation",
            authors=("ARL",),
            date="2026-01-02T03:04:05Z",
            traces=(
                Trace("91", "del", "ARL", "2026-01-02T03:04:05Z", "foster "),
                Trace("92", "ins", "ARL", "2026-01-02T03:04:05Z", "strengthen "),
            ),
        ),
    )


def test_words_changed_without_tracking_are_found_too():
    [found] = read(change("shall promote", "may promote")).suggestions
    assert (found.wording, found.authors, found.tracked) == ("Decides that States may promote cooperation", (), False)


def paragraphs_of(package):
    return [*package.body.iter(P)]


def test_a_deleted_paragraph_is_a_deletion_and_a_new_one_stands_after_another():
    package = change("Requests", "Requests")
    stamp = Stamp("BRU", "2026-02-01T00:00:00Z", first_free(package))
    second = paragraphs_of(package)[2]
    wrap_all(second, DEL, stamp)
    mark_paragraph(second, DEL, stamp)
    fresh = open_package(docx(marked("ins", ins("Welcomes it"))), "b.docx").body[0]
    paragraphs_of(package)[1].addnext(fresh)
    found = read(package).suggestions
    assert [(each.does, each.provision, each.wording, each.after, each.authors) for each in found] == [
        ("insert", "", "Welcomes it", "one", ("ARL",)),
        ("delete", "two", "", "", ("BRU",)),
    ]


def test_an_emptied_paragraph_is_a_deletion_too():
    found = read(change(WORDINGS["two"], "")).suggestions
    assert [(each.does, each.provision, each.tracked) for each in found] == [("delete", "two", False)]


def test_where_two_have_changed_places_one_has_moved():
    package = change("Requests", "Requests")
    first, second, third = paragraphs_of(package)[1:]
    second.getparent().remove(second)
    third.addnext(open_package(docx(para(run("2.\t" + WORDINGS["two"]))), "b.docx").body[0])
    assert first is not None
    [found] = read(package).suggestions
    assert (found.does, found.provision, found.after, found.wording) == ("move", "three", "one", WORDINGS["three"])


def test_a_tracked_deletion_and_an_insertion_of_the_same_words_are_a_move():
    package = change("Requests", "Requests")
    first, second, third = paragraphs_of(package)[1:]
    stamp = Stamp("BRU", "", first_free(package))
    wrap_all(second, DEL, stamp)
    mark_paragraph(second, DEL, stamp)
    third.addnext(open_package(docx(marked("ins", ins("2.\t" + WORDINGS["two"]))), "b.docx").body[0])
    package.body.insert(0, first)
    found = [(each.does, each.provision, each.after) for each in read(package).suggestions]
    assert found == [("move", "two", "three")]


def test_where_identities_were_lost_paragraphs_are_found_by_likeness():
    words = [*WORDINGS.values()]
    body = (
        para(run("A cover page about something else altogether"))
        + para(run(f"1.\t{words[0]} fully"))
        + para(run(words[2]))
    )
    found = read(open_package(docx(body + "<w:p/>" + para(ins("Thanks all"))), "a.docx"), "c 7")
    assert [(each.does, each.provision, each.wording, each.found_by) for each in found.suggestions] == [
        ("replace", "one", words[0] + " fully", "alignment"),
        ("insert", "", "Thanks all", "identity"),
        ("delete", "two", "", "alignment"),
    ]
    assert found.unplaced == (
        Unplaced("a paragraph that is like no provision", "document", "A cover page about something else altogether"),
    )
    nothing = read(open_package(docx(para(run("Quite another paper"))), "a.docx"))
    assert (nothing.suggestions, len(nothing.unplaced)) == ((), 1)


def test_a_paragraph_split_in_two_is_a_new_wording_and_a_new_paragraph():
    split = f"</w:t></w:r></w:p><w:p>{run('to report')}<w:r><w:t>"
    found = read(change("to report", split)).suggestions
    assert [(each.does, each.provision, each.wording, each.after) for each in found] == [
        ("replace", "two", "Requests the Secretary-General", ""),
        ("insert", "", "to report", "two"),
    ]


def test_comments_stand_with_what_they_are_about_and_looks_are_only_reported():
    def commented(words, number):
        return f'<w:commentRangeStart w:id="{number}"/>{run(words)}<w:commentRangeEnd w:id="{number}"/>'

    bold = f"<w:r><w:rPr><w:b/><w:rPrChange {by(8)}/></w:rPr><w:t>x</w:t></w:r>"
    mark = f'<w:bookmarkStart w:id="1" w:name="{name_of("one")}"/>'
    other = f'<w:bookmarkStart w:id="2" w:name="{name_of("two")}"/>'
    body = para(mark + commented("a", 0)) + para(other + commented(WORDINGS["two"], 1)) + para(bold)
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="COR" w:date="2026-01-01T00:00:00Z">{para(run("Why"))}</w:comment>'
        for n in range(3)
    )
    content = docx(body, comments=comments, footnotes=f"<w:footnote>{para(ins('n'))}</w:footnote>")
    found = suggestions(open_package(content, "a.docx"), PROVISIONS[:2], "")
    spoken = {
        key: Said(key, "COR", "2026-01-01T00:00:00Z", "Why", words)
        for key, words in (("one", "a"), ("two", WORDINGS["two"]), ("", ""))
    }
    assert found.suggestions[0].comments == (spoken["one"],)
    assert found.comments == (spoken[""], spoken["two"])
    assert found.formatting == (Unplaced("w:rPrChange", "document", "x", "ARL", "2026-01-02T03:04:05Z"),)
    assert found.unplaced == (Unplaced("a tracked change (ins)", "footnotes", "n", "ARL", "2026-01-02T03:04:05Z"),)


def test_a_document_made_from_another_version_says_so():
    found = read(change("Requests", "Requests"), "c 9")
    assert [remark.said for remark in found.remarks] == [
        "made from another version than the one that it is compared with"
    ]


def test_changed_instructions_are_said_to_have_no_place():
    found = read(change("Change the text.", "Change " + tracked(ins("x", 95)) + "the text."))
    assert (found.suggestions, [each.what for each in found.unplaced]) == ((), ["changed instructions"])


def struck(words, value=""):
    return f"<w:r><w:rPr><w:strike{value}/></w:rPr><w:t>{words}</w:t></w:r>"


def test_words_struck_through_by_hand_are_read_as_deleted():
    words = "Decides that States shall promote "
    body = para(run(words) + struck("old ") + run("cooperation") + struck(" now", ' w:val="false"'))
    found = suggestions(open_package(docx(body), "a.docx"), PROVISIONS[:1])
    assert [each.wording for each in found.suggestions] == [WORDINGS["one"] + " now"]
    assert found.remarks[0].said == "words struck through by hand, read as deleted"


def test_marks_of_joined_paragraphs_belong_to_the_one_that_stays():
    body = marked("del", run("Decides that States shall ")) + para(run("promote cooperation fully"))
    [found] = suggestions(open_package(docx(body), "a.docx"), PROVISIONS[:1]).suggestions
    assert (found.wording, found.authors) == (WORDINGS["one"] + " fully", ("ARL",))


@pytest.mark.parametrize(("language", "direction"), [("ar", True), ("en", False), ("zh", False)])
def test_a_skeleton_is_tracked_directed_and_says_where_it_is_from(language, direction):
    titled = [Provision("t", Kind.TITLE, "Vision"), *PROVISIONS]
    package = open_package(skeleton(titled, language, "c <7>", ["Note"]), "a.docx")
    assert b"<w:trackRevisions/>" in package.parts["word/settings.xml"]
    assert (b"<w:bidi/>" in package.parts["word/document.xml"]) == direction
    lines = [said(each) for each in package.body.iter(P)]
    assert lines == ["Note", "\u2060Vision", *(f"{each.number}\t{each.wording}" for each in PROVISIONS)]
    found = suggestions(package, titled, "c <7>")
    assert (found.suggestions, found.checkpoint) == ((), "c <7>")
