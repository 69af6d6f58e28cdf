from lxml import etree

from travaux.formats.akn.build import Edition, built, export
from travaux.formats.akn.identity import Count, Facts, Step, Vote, facts
from travaux.formats.akn.load import load
from travaux.formats.akn.metadata import OWN, Change
from travaux.formats.akn.reader import document
from travaux.formats.akn.validity import invalid
from travaux.formats.detect import AKOMA_NTOSO, Paper
from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.reading import About, Limits

SPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
TABLE = ((Cell((Run("Day"),), is_heading=True, across=2),), (Cell((Run("6 May"),)), Cell((Run("Opening"),), down=2)))
WHOLE = Document(
    About("en", "A/RES/78/9", "2024-05-06", "Of rivers"),
    (
        Paragraph(Role.FURNITURE, (Run("A/RES/78/9"),)),
        Paragraph(Role.TITLE, (Run("Of rivers"),)),
        Paragraph(Role.FORMULA, (Run("The Assembly"), Run(",")), name="who"),
        Paragraph(Role.PREAMBULAR, (Run("Recalling", italic=True), Run(" the past,", bold=True)), "PP1"),
        Paragraph(Role.PREAMBULAR, (Run("Aware of the rest,"),)),
        Paragraph(Role.HEADING, (Run("Means"),), "I."),
        Paragraph(Role.OPERATIVE, (Run("Decides"), Run("", note=0), Run(" so:")), "1.", name="para one"),
        Paragraph(Role.SUB, (Run("first", raised=True), Run("x", lowered=True)), "(a)", 1),
        Paragraph(Role.SUB, (Run("deeper", href="https://example.org"),), "(i)", 2),
        Paragraph(Role.SUB, (Run("second"),), "(b)", 1),
        Paragraph(
            Role.PARAGRAPH, (Run("and all"), Run("new", change="ins", by=("ARL", "G 12")), Run("old", change="del"))
        ),
        Paragraph(Role.OPERATIVE, (Run("[Asks]", change="bracket"), Run("")), "2.", name="two", alternative="para_one"),
        Paragraph(Role.TABLE, rows=TABLE, name="days"),
        Paragraph(Role.QUOTATION, (Run("quoted"),)),
        Paragraph(Role.FURNITURE, (Run("in between"),)),
        Paragraph(Role.HEADING, (Run("No number"),)),
        Paragraph(Role.SUB, (Run("alone"),), "(c)", 1),
        Paragraph(Role.FURNITURE, (Run("53rd meeting"),)),
    ),
    (Note("7", (Run("Resolution 1/1."), Run("", note=0))),),
)
WAY = Facts(
    dates=(("adoption", "2024-05-06"),),
    steps=(Step("2024-04-01", "draft", "A/78/L.1", "Arlandia"), Step("", "adopted")),
    votes=(
        Vote("adopted", (Count("inFavour", "2", ("ARL", "BRU")), Count("against", "0"))),
        Vote("adoptedWithoutVote"),
    ),
)


def again(content):
    return load(Paper(content, "a.xml", AKOMA_NTOSO), Limits())


def test_a_version_is_written_valid_and_read_again_word_for_word_in_its_roles():
    content = export(Edition(WHOLE, WAY, frozenset({"two"}), (Change("substitution", "/p/1", "two", "old", "new"),)))
    read = document(again(content))
    told = [(str(each.role), each.number, each.rank, each.text) for each in read.paragraphs]
    assert (invalid(etree.fromstring(content)), told) == (
        (),
        [(str(each.role), each.number, each.rank, each.text) for each in WHOLE.paragraphs],
    )
    assert [(note.marker, note.runs) for note in read.notes] == [("7", (Run("Resolution 1/1."),))]


def test_the_way_and_the_votes_are_written_and_read():
    found = facts(built(Edition(WHOLE, WAY)))
    assert (found.steps, found.votes, found.language, found.work) == (
        (Step("2024-04-01", "draft", "A/78/L.1", "Arlandia"), Step("0001-01-01", "adopted", "", "#secretariat")),
        WAY.votes,
        "eng",
        "/akn/un/statement/2024-05-06/a-res-78-9",
    )


def test_provisions_keep_the_name_that_they_bring_and_others_get_one_by_the_convention():
    root = built(Edition(WHOLE))
    names = [
        (each.get("wId"), each.get("eId"))
        for each in root.iter(f"{SPACE}paragraph", f"{SPACE}point", f"{SPACE}formula")
    ]
    assert names == [
        ("who", "formula_1"),
        ("para_one", "para_1"),
        ("para_1__list_1__point_a", "para_1__list_1__point_a"),
        ("para_1__list_1__point_a__list_1__point_i", "para_1__list_1__point_a__list_1__point_i"),
        ("para_1__list_1__point_b", "para_1__list_1__point_b"),
        ("para_2", "para_2"),
        ("two", "para_2-2"),
        ("para_c", "para_c"),
    ]


def test_what_the_standard_has_no_word_for_stands_in_our_own_namespace():
    root = built(Edition(WHOLE, changes=(Change("repeal", "/p/1", "two"),)))
    assert [each.get(f"{{{OWN}}}by") for each in root.iter(f"{SPACE}ins")] == ["ARL G_12"]
    assert [each.get("name") for each in root.iter(f"{SPACE}inline")] == ["bracket"]
    assert [each.get("alternativeTo") for each in root.iter(f"{SPACE}paragraph") if each.get("alternativeTo")] == [
        "#para_one"
    ]
    assert [each.get("type") for each in root.iter(f"{SPACE}textualMod")] == ["repeal"]


def test_a_paper_without_words_or_facts_is_valid_too():
    root = built(Edition(Document(About(), (Paragraph(Role.FURNITURE, (Run("\x00x"),)),))))
    assert (invalid(etree.fromstring(etree.tostring(root))), facts(root).language) == ((), "und")


def test_dates_addresses_and_languages_that_are_none_are_told_in_ways_that_the_schema_takes():
    paper = Document(
        About("en"),
        (
            Paragraph(
                Role.PARAGRAPH,
                (Run("a", href="htt\ufffds://x y"), Run("b", href="https://x/é y")),
            ),
        ),
    )
    wild = Facts(work="/a b", language="?", dates=(("adoption", "6 May"),), steps=(Step("soon", "a b", "x y", "é"),))
    root = etree.fromstring(export(Edition(paper, wild)))
    assert (invalid(root), [each.get("href") for each in root.iter(f"{SPACE}a")], facts(root).language) == (
        (),
        ["htt%EF%BF%BDs%3A//x%20y", "https://x/%C3%A9%20y"],
        "und",
    )
    assert [(each.date, each.by) for each in facts(root).steps] == [("0001-01-01", "%C3%A9")]
