from travaux.formats.word import plain
from travaux.formats.word.package import open_package
from travaux.formats.word.read import read_revisions
from travaux.formats.word.resolve import accept, reject
from travaux.formats.word.rolling import Form, Shown, Voice, rolling_out
from travaux.formats.word.suggest import suggestions
from travaux.text.contest import ProvisionState, Scope, Tabled
from travaux.text.proposal import edits_of
from travaux.text.provision import Kind, Provision

WORDS = "States shall promote it"


def shown(key, words, *tabled, voices=(), number="1."):
    provision = Provision(key, Kind.OPERATIVE, words, number)
    return Shown(provision, ProvisionState(key, words, tabled), voices, {"p1": "2026-01-01T00:00:00Z"})


def asked(proposal, *names, new="", scope=Scope.WORDS):
    return Tabled(proposal, names, tuple(edits_of(WORDS, new)) if new else (), scope)


def lines(content, settle):
    package = open_package(content, "a.docx")
    settle(package)
    return plain.lines(package)


VOICES = (
    Voice("p1", "Arlandia", "We prefer may", "2026-01-02T00:00:00Z"),
    Voice("p2", "Cordovia", "Late"),
    Voice("p9", "X", "y"),
)
CONTESTED = shown(
    "a",
    WORDS,
    asked("p1", "ARL", "BRU", new="States may promote it"),
    asked("p2", "COR", new="States shall not promote it now"),
    voices=VOICES,
)


def test_each_proposal_is_a_tracked_change_of_those_who_propose_it():
    content = rolling_out([CONTESTED, shown("b", "Calm")], "en", "c 1")
    assert lines(content, reject) == [f"1.\t{WORDS}", "1.\tCalm"]
    assert lines(content, accept) == ["1.\tStates may not promote it now", "1.\tCalm"]
    found = read_revisions(open_package(content, "a.docx"))
    assert [(each.kind, each.author, each.text, each.quoted) for each in found] == [
        ("comment", "X", "y", "1.\tStates shallmay not promote it now"),
        ("del", "ARL, BRU", "shall", ""),
        ("comment", "Arlandia", "We prefer may", "shall"),
        ("ins", "ARL, BRU", "may", ""),
        ("ins", "COR", "not ", ""),
        ("comment", "Cordovia", "Late", "not "),
        ("ins", "COR", " now", ""),
    ]
    assert len({each.id for each in found if each.kind != "comment"}) == 4


def test_whole_paragraphs_are_added_and_struck_with_their_marks():
    new = shown("n", "Invites cities", asked("p1", "ARL", scope=Scope.NEW_PARAGRAPH), number="2.")
    struck = shown("s", WORDS, asked("p2", "COR", scope=Scope.DELETE_PARAGRAPH), number="")
    content = rolling_out([new, struck, shown("z", "Last")], "en", "c 1")
    assert lines(content, accept) == ["2.\tInvites cities", "1.\tLast"]
    assert lines(content, reject) == [f"\u2060{WORDS}", "1.\tLast"]


def test_the_last_paragraphs_come_and_go_whole():
    new = shown("n", "Invites cities", asked("p1", "ARL", scope=Scope.NEW_PARAGRAPH), number="2.")
    struck = shown("s", WORDS, asked("p2", "COR", scope=Scope.DELETE_PARAGRAPH), number="3.")
    first = shown("f", "Opens")
    for last, rejected, accepted in (
        ((new,), [], ["2.\tInvites cities"]),
        ((struck,), [f"3.\t{WORDS}"], []),
        ((struck, new), [f"3.\t{WORDS}"], ["2.\tInvites cities"]),
        ((new, struck), [f"3.\t{WORDS}"], ["2.\tInvites cities"]),
    ):
        content = rolling_out([first, *last], "en", "c 1")
        assert lines(content, reject) == ["1.\tOpens", *rejected]
        assert lines(content, accept) == ["1.\tOpens", *accepted]


def test_who_would_retain_a_paragraph_or_move_it_is_heard_and_changes_no_word():
    kept = Tabled("p1", ("ARL",), scope=Scope.RETAIN)
    moved = Tabled("p2", ("BRU",), scope=Scope.MOVE, asks="→ 12")
    edited = asked("p3", "COR", new=f"{WORDS} now")
    reason = Voice("p1", "ARL", "As it is")
    content = rolling_out([shown("a", WORDS, kept, moved, edited, voices=(reason,)), shown("b", "Calm")], "en", "c 1")
    assert lines(content, reject) == [f"1.\t{WORDS}", "1.\tCalm"]
    assert lines(content, accept) == [f"1.\t{WORDS} now", "1.\tCalm"]
    found = read_revisions(open_package(content, "a.docx"))
    assert [(each.kind, each.author, each.text) for each in found] == [
        ("comment", "ARL", "As it is"),
        ("comment", "BRU", "→ 12"),
        ("ins", "COR", " now"),
    ]


def test_brackets_are_written_as_text_or_left_out():
    new = shown("n", "Invites cities", asked("p3", "ARL", scope=Scope.NEW_PARAGRAPH))
    bracketed = plain.lines(open_package(rolling_out([CONTESTED, new], "en", "c", Form.BRACKETED), "a.docx"))
    assert bracketed[0].startswith("1.\tStates [shall – ARL, BRU: delete][may – ARL, BRU] [not – COR] promote it")  # noqa: RUF001 - dashes of the rolling text
    assert bracketed[1].startswith("1.\t[Invites cities")
    clean = plain.lines(open_package(rolling_out([CONTESTED, new], "en", "c", Form.CLEAN), "a.docx"))
    assert clean == [f"1.\t{WORDS}"]


def test_what_goes_out_can_be_changed_and_read_back_in():
    package = open_package(rolling_out([shown("a", WORDS)], "en", "c 1"), "a.docx")
    package.parts["word/document.xml"] = package.parts["word/document.xml"].replace(b"shall", b"may")
    [found] = suggestions(package, [Provision("a", Kind.OPERATIVE, WORDS, "1.")], "c 1").suggestions
    assert (found.provision, found.wording, found.tracked) == ("a", "States may promote it", False)


def test_a_paragraph_without_words_has_no_segment_to_stand_for_it():
    empty = shown("e", "", asked("p", "ARL", scope=Scope.NEW_PARAGRAPH))
    assert lines(rolling_out([empty, shown("z", "Last")], "en", "c"), accept)[-1] == "1.\tLast"
