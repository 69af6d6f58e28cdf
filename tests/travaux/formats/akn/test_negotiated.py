"""A text under negotiation, from the shapes of the engine of texts to Akoma Ntoso and back."""

from lxml import etree

from travaux.formats.akn.build import Edition, built
from travaux.formats.akn.identity import Count, Facts, Step, Vote, facts
from travaux.formats.akn.metadata import AKN, OWN, Change
from travaux.formats.akn.validity import invalid
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.reading import About
from travaux.text.compare import compare
from travaux.text.contest import ProvisionState, Scope, Tabled
from travaux.text.proposal import edits_of
from travaux.text.provision import Kind, Provision
from travaux.text.rolling import Mark, rolling

SPACE = f"{{{AKN}}}"
WORDS = "States shall [promote] cooperation"
CHANGES = {Mark.ADDED: "ins", Mark.REMOVED: "del", Mark.BRACKET: "bracket"}
WAY = Facts(
    steps=(Step("2026-01-05", "tabled", "A/80/L.1", "#ARL"), Step("2026-02-01", "adopted")),
    votes=(Vote("adopted", (Count("inFavour", "2", ("ARL", "BRU")), Count("abstaining", "1", ("COR",)))),),
)


def shown(key, words, number, *tabled, alternative=""):
    segments = rolling(ProvisionState(key, words, tabled)).segments
    runs = tuple(Run(each.words, change=CHANGES.get(each.mark, ""), by=each.proponents) for each in segments)
    return Paragraph(Role.OPERATIVE, runs, number, name=key, alternative=alternative)


def edition(**given):
    edited = Tabled("p1", ("ARL", "Group of Twelve"), tuple(edits_of(WORDS, "States may [promote] cooperation")))
    other = Tabled("p2", ("COR",), scope=Scope.ALTERNATIVE)
    paragraphs = (
        shown("one", WORDS, "1.", edited),
        shown("one_alt", "Cities shall cooperate", "1 alt.", other, alternative="one"),
    )
    return built(Edition(Document(About("en", "A/80/L.1", "2026-01-05"), paragraphs), **given))


def test_proposals_and_brackets_stand_with_those_who_asked_for_them():
    root = edition()
    assert invalid(etree.fromstring(etree.tostring(root))) == ()
    asked = [
        (etree.QName(each).localname, each.text, each.get(f"{{{OWN}}}by")) for each in root.iter("{*}ins", "{*}del")
    ]
    assert asked == [
        ("del", "shall", "ARL Group_of_Twelve"),
        ("ins", "may", "ARL Group_of_Twelve"),
        ("ins", "Cities shall cooperate", "COR"),
    ]
    assert [each.text for each in root.iter(f"{SPACE}inline") if each.get("name") == "bracket"] == ["[", "]"]


def test_an_alternative_names_the_paragraph_to_which_it_is_one():
    named = [(each.get("wId"), each.get("alternativeTo")) for each in edition().iter(f"{SPACE}paragraph")]
    assert named == [("one", None), ("one_alt", "#one")]


def test_what_became_of_each_provision_since_the_version_before_is_told():
    old = [Provision("zero", Kind.OPERATIVE, "Gone", "1."), Provision("one", Kind.OPERATIVE, "States promote", "2.")]
    new = [Provision("one", Kind.OPERATIVE, WORDS, "1.")]
    rows = [row for row in compare(old, new) if row.old and row.new]
    changes = tuple(
        Change("substitution", "/akn/un/statement/l-1", row.new.key, row.old.wording, row.new.wording) for row in rows
    )
    renumbered = frozenset(row.new.key for row in rows if row.renumbered)
    root = edition(changes=changes, renumbered=renumbered)
    assert invalid(etree.fromstring(etree.tostring(root))) == ()
    [change] = root.iter(f"{SPACE}textualMod")
    assert (change.get("type"), change.find(f"{SPACE}destination").get("href")) == ("substitution", "#one")
    assert [each.text for each in change.iter(f"{{{OWN}}}words")] == ["States promote", WORDS]
    [mapping] = root.iter(f"{SPACE}mapping")
    assert (mapping.get("original"), mapping.get("current")) == ("#one", "#para_1")


def test_the_way_of_a_text_and_its_votes_are_told():
    root = edition(facts=WAY)
    assert invalid(etree.fromstring(etree.tostring(root))) == ()
    assert (facts(root).steps[0], facts(root).votes) == (WAY.steps[0], WAY.votes)
