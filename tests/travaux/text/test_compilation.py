from travaux.text.compilation import collisions, compiled, streamlined
from travaux.text.contest import ProvisionState, Scope, Tabled, brackets
from travaux.text.proposal import edits_of
from travaux.words.align import Run

BASE = "We commit to inform migrants."


def tabled(proposal, who, wording, scope=Scope.WORDS):
    edits = tuple(edits_of(BASE, wording)) if scope is Scope.WORDS else ()
    return Tabled(proposal, (who,), edits, scope)


STATE = ProvisionState(
    "p",
    BASE,
    (
        tabled("1", "ARL", "We commit to inform all migrants."),
        tabled("2", "BRU", "We commit to inform ALL migrants"),
        tabled("3", "COR", "We decide to inform migrants early."),
    ),
)


def read(request):
    return [(run.status, run.words) for run in request.runs]


def test_a_compilation_lists_every_proposal_apart_with_its_words_marked():
    one, two, three = compiled(STATE)
    assert [request.proponents for request in (one, two, three)] == [("ARL",), ("BRU",), ("COR",)]
    assert read(one) == [("same", "We commit to inform "), ("added", "all "), ("same", "migrants.")]
    assert read(three) == [
        ("same", "We "),
        ("removed", "commit"),
        ("added", "decide"),
        ("same", " to inform migrants"),
        ("added", " early"),
        ("same", "."),
    ]


def test_streamlining_takes_together_what_reads_alike_and_keeps_every_name():
    merged, other = streamlined(STATE)
    assert (merged.proposals, merged.proponents) == (("1", "2"), ("ARL", "BRU"))
    assert read(merged) == read(compiled(STATE)[0])
    assert other.proposals == ("3",)


def test_a_whole_paragraph_is_shown_as_added_or_struck():
    new = ProvisionState("p", BASE, (tabled("1", "ARL", "", Scope.NEW_PARAGRAPH),))
    gone = ProvisionState("p", BASE, (tabled("1", "ARL", "", Scope.DELETE_PARAGRAPH),))
    assert compiled(new)[0].runs == (Run("added", BASE),)
    assert compiled(gone)[0].runs == (Run("removed", BASE),)
    assert len(streamlined(ProvisionState("p", BASE, (*new.tabled, *gone.tabled)))) == 2


def test_words_collide_where_two_want_different_words_in_one_place():
    state = ProvisionState(
        "p",
        BASE,
        (
            tabled("1", "ARL", "We decide to inform migrants."),
            tabled("2", "BRU", "We resolve to inform migrants."),
            tabled("3", "COR", "We commit to inform migrants early."),
        ),
    )
    [found] = collisions(brackets(state))
    assert [choice.words for choice in found.alternatives] == ["commit", "decide", "resolve"]
