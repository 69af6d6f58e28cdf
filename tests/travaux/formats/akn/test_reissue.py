import tarfile
from pathlib import Path

import pytest
from lxml import etree

from travaux.formats.akn.load import load
from travaux.formats.akn.reissue import reissued
from travaux.formats.akn.validity import invalid
from travaux.formats.detect import AKOMA_NTOSO, Paper
from travaux.formats.reading import Limits

REAL = Path(__file__).parents[4].parent / "shared" / "data"
HIERARCHY = ("paragraph", "point", "section", "container", "formula", "item", "list")


def again(content):
    return reissued(load(Paper(content, "a.xml", AKOMA_NTOSO), Limits()))


def words(content):
    return "".join(etree.fromstring(content).itertext(etree.Element))


def unnamed(content):
    found = [each for name in HIERARCHY for each in etree.fromstring(content).iter(f"{{*}}{name}")]
    return [each.tag for each in found if not each.get("wId") or not each.get("eId")]


def test_a_valid_file_keeps_every_word_and_its_own_names(act):
    content = act('<paragraph eId="para_9"><num>1.</num><content><p>  Decides   <i>so</i>.</p></content></paragraph>')
    found = again(content)
    assert (words(found.content), found.faults, unnamed(found.content)) == (words(content), (), [])
    assert etree.fromstring(found.content).find(".//{*}paragraph").get("wId") == "para_9"


@pytest.mark.parametrize(
    "body",
    [
        "<subheading>Means</subheading><paragraph><content><p>x</p></content></paragraph>",
        "<paragraph><num>1.</num><p>bare</p><p>two</p></paragraph>",
        "<section><p>bare</p><subheading>Means</subheading><crossHeading>Ends</crossHeading></section>",
        "<paragraph><content><p>a <subheading>x</subheading> b</p></content></paragraph>",
        "<p own='1' class='c'>words</p>",
        "<p>a<u:x xmlns:u='urn:u'><b>x</b></u:x></p>",
        "loose words<p>then</p>more words",
        "<container><p>no name</p></container>",
        "<p><a>no address</a></p>",
        "<paragraph><content><p>one</p></content><paragraph eId='x y'/></paragraph>",
        "<madeUp><p>deep <other>words</other></p></madeUp>",
        "<p>a</p></mainBody><preamble><formula name='f'><p>Second,</p></formula></preamble><mainBody><p>b</p>",
        "<p>a</p></mainBody><preamble><p>One,</p></preamble><preamble>loose<p>Two,</p></preamble><mainBody><p>b</p>",
        "<table><tr><td>bare cell</td></tr></table>",
        "<list><point>(a)</point></list>",
    ],
)
def test_what_is_not_valid_is_made_valid_without_touching_a_word(act, body):
    content = act(body)
    found = again(content)
    assert (invalid(etree.fromstring(found.content)), words(found.content).split(), unnamed(found.content)) == (
        ((), words(content).split(), [])
    )
    assert found.faults != ()


def test_metadata_that_are_missing_are_given_and_empty_ones_left_out(act):
    bare = b"<akomaNtoso own='1'><act><body><article><p>one</p></article></body></act></akomaNtoso>"
    empty = act("<p>x</p>").replace(b"</meta>", b"<classification source='#un'/></meta>")
    day = act("<p>x</p>").replace(b'date="2024-05-06"', b'date="6 May"')
    assert [invalid(etree.fromstring(again(each).content)) for each in (bare, empty, day)] == [(), (), ()]


def test_a_file_that_no_change_of_names_makes_valid_is_written_anew_from_its_paragraphs():
    found = again(b"<akomaNtoso><nothing>words <num>1.</num></nothing></akomaNtoso>")
    assert (
        invalid(etree.fromstring(found.content)),
        "written anew" in found.faults[-1].said,
        b"words" in found.content,
    ) == (((), True, True))


def test_two_provisions_of_one_name_are_told_apart(act):
    one = '<paragraph eId="p"><content><p>x</p></content></paragraph>'
    names = [each.get("wId") for each in etree.fromstring(again(act(one + one)).content).iter("{*}paragraph")]
    assert names == ["p", "p-2"]


def test_malformed_xml_is_kept_as_far_as_it_goes_and_told(act):
    found = again(act("<p>Health & care</p>\n<p>and <b>rest</p>")[:-20])
    assert (
        invalid(etree.fromstring(found.content)),
        "Health & care" in words(found.content),
        len(found.faults) > 1,
    ) == (((), True, True))


@pytest.mark.parametrize("folder", ["modalities/75-308", "migration-chain/76-266"])
def test_real_resolutions_in_six_languages_come_back_valid_and_word_for_word(folder):
    if not (REAL / folder).is_dir():
        pytest.skip("the real resolutions (shared/data) are not beside this checkout")
    for file in sorted((REAL / folder).glob("*.xml")):
        found = again(file.read_bytes())
        assert (invalid(etree.fromstring(found.content)), words(found.content) == words(file.read_bytes())) == (
            (),
            True,
        )
        assert unnamed(found.content) == []


def test_real_resolutions_that_are_not_valid_come_back_valid_and_word_for_word():
    archive = REAL / "ga-resolutions" / "french.tar.xz"
    if not archive.is_file():
        pytest.skip("the real resolutions (shared/data) are not beside this checkout")
    with tarfile.open(archive) as packed:
        wanted = [part for part in packed if part.name.endswith(("75_238_F.xml", "75_44_F.xml"))]
        files = [packed.extractfile(part).read() for part in wanted]
    assert [
        (bool(invalid(etree.fromstring(file))), invalid(etree.fromstring(again(file).content))) for file in files
    ] == ([(True, ()), (True, ())])
    assert [words(again(file).content).split() for file in files] == [words(file).split() for file in files]
