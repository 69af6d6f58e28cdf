import json

import pytest

from benchmarks.documents.made import docx, ins, para, run
from travaux.formats import wire, wire_returned
from travaux.formats.returned import Version, returned
from travaux.formats.wire_returned import told, understood, version_of, version_told
from travaux.text.provision import Kind, Provision

VERSION = Version((Provision("a", Kind.HEADING, "Vision and guiding principles", "I."),), "c 1")
COMMENT = (
    '<w:comment w:id="1" w:author="COR" w:date="2026-01-01T00:00:00Z"><w:p><w:r><w:t>Why</w:t></w:r></w:p></w:comment>'
)
RANGE = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/>'
PAPER = docx(
    para(RANGE.format(run("Vision and guiding principles")) + ins(" and aims")) + para(ins("More of it")),
    comments=COMMENT,
    footnotes=f"<w:footnote>{para(ins('n'))}</w:footnote>",
)


def found():
    return returned(PAPER, "a.docx", VERSION)


def answer(**changed):
    given = json.loads(told(found()))["suggested"]
    return json.dumps({"suggested": given | changed}).encode()


def test_suggestions_come_back_as_they_were():
    assert len(found().suggestions) == 2
    assert understood(told(found()), "a.docx", VERSION) == found()


def test_a_version_goes_over_the_wire_as_it_is():
    assert version_of(json.loads(json.dumps(version_told(VERSION)))) == VERSION


SUGGESTION = json.loads(told(found()))["suggested"]["suggestions"][0]


@pytest.mark.parametrize(
    "said",
    [
        b"[]",
        b'{"opened": {}}',
        answer(suggestions=[SUGGESTION | {"provision": "z"}]),
        answer(suggestions=[SUGGESTION | {"after": "z"}]),
        answer(suggestions=[SUGGESTION | {"does": "sing"}]),
        answer(suggestions=[SUGGESTION | {"wording": 7}]),
        answer(unplaced=[{}]),
        answer(checkpoint=None),
    ],
)
def test_what_is_no_answer_is_not_believed(said):
    with pytest.raises(wire.GarbledError):
        wire_returned.understood(said, "a.docx", VERSION)
