from datetime import date

import pytest

from secretariat.registry.services import Entering, File, Putting, Way

OWED = "organization-of-work"
SERIES = "A/CONF.231/{number}"


@pytest.fixture
def entering():
    """What is entered: a document of the conference's series, unless something else is said."""

    def made(**other):
        usual = {
            "title": "Note on the organization of work",
            "by": "Secretary-General of the Conference",
            "issued_on": date(2018, 4, 1),
            "files": [File("en", "note.docx", b"words of the note")],
            "series": SERIES,
        }
        return Entering(**usual | other)

    return made


@pytest.fixture
def putting():
    """A question with two options, unless something else is said."""

    def made(**other):
        usual = {
            "title": "How the regional discussion is held",
            "paragraph": "22 (a)",
            "background": "The paragraph asks for discussions.\n# It says nothing of the form.",
            "options": [
                Way("A seminar of one day", "Held in the margins.", "June: letter\n\nSeptember: seminar"),
                Way("Written contributions", "No meeting."),
            ],
            "draft": "Decides to hold [a seminar] [no meeting].",
            "body": "Executive Committee",
            "decide_by": date(2018, 5, 1),
        }
        return Putting(**usual | other)

    return made
