from lxml import etree

from travaux.formats.akn.build import Edition, export
from travaux.formats.akn.identity import Count, Facts, Vote, facts
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.reading import About

META = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:un="http://un.org/akn4un">
<identification/><voting outcome="adoptedByVote"><count value="2" refersTo="#inFavour"><un:voters>
<organization refersTo="memberState">ARLANDIA
 (the)</organization><voter refersTo="#BRU"/></un:voters></count></voting></akomaNtoso>"""


def test_those_who_voted_are_known_by_the_name_that_is_written_out():
    assert facts(etree.fromstring(META)).votes == (
        Vote("adoptedByVote", (Count("inFavour", "2", ("ARLANDIA (the)", "BRU")),)),
    )


def test_those_who_voted_come_back_by_their_names():
    votes = (Vote("adoptedByVote", (Count("inFavour", "2", ("Arlandia, Republic of", "BRU")),)),)
    paper = Document(About("en"), (Paragraph(Role.PARAGRAPH, (Run("Decides."),)),))
    assert facts(etree.fromstring(export(Edition(paper, Facts(votes=votes))))).votes == votes
