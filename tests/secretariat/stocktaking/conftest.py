"""The cast of the inputs, with three papers coded to two themes."""

import pytest

from secretariat.inputs import services as inputs
from secretariat.stocktaking import services
from tests.secretariat.inputs.conftest import OPERATOR, actors, at, cast, file, filing, signed_in

__all__ = ["actors", "at", "cast", "file", "filing", "signed_in"]

PAPERS = {
    "ARL": "Cities and local authorities need a seat wherever cooperation on migration is planned.",
    "BRU": "Local authorities need a seat and money wherever cooperation on borders is planned today.",
    "HCN": "Remittances must cost less on every route that our members use to send money home.",
}
THEMES = {"ARL": "governance", "BRU": "governance", "HCN": "diasporas"}


@pytest.fixture
def passages(file, officer, at):
    """One passage of each, coded by a person, by the code of the entity."""
    found = {}
    for code, words in PAPERS.items():
        submission = file(code, content=words.encode(), filename="paper.txt", media_type="text/plain", themes=[])
        found[code] = submission.passages.select_related("submission__process", "submission__entity").get()
        inputs.code_passage(found[code], theme=THEMES[code], by=officer, at=at)
    return found


@pytest.fixture
def summary(process, officer, at):
    return services.open_summary(process, title="Chair's summary", by=officer, at=at)


@pytest.fixture
def write(summary, at):
    """Write a sentence of the summary."""

    def done(wording="Several asked for a seat.", *passages, by=OPERATOR, **parts):
        return services.write_sentence(summary, wording=wording, passages=passages, by=by, at=at, **parts)

    return done
