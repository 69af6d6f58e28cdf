"""What may be asked of the registry: the documents of a process, the questions put and decided, who was reminded."""

from secretariat.registry.queries.documents import (
    Desk,
    Made,
    NoFile,
    NoSuchDocument,
    Owed,
    Series,
    desk,
    document_named,
    document_under,
    documents,
    made_here,
    version_in,
)
from secretariat.registry.queries.questions import NoSuchQuestion, note_of, question_numbered, questions
from secretariat.registry.queries.reminders import owing, reminded, wants_none

__all__ = [
    "Desk",
    "Made",
    "NoFile",
    "NoSuchDocument",
    "NoSuchQuestion",
    "Owed",
    "Series",
    "desk",
    "document_named",
    "document_under",
    "documents",
    "made_here",
    "note_of",
    "owing",
    "question_numbered",
    "questions",
    "reminded",
    "version_in",
    "wants_none",
]
