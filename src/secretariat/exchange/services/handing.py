"""Handing in a document that was changed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from secretariat.documents.services import keep_bytes
from secretariat.exchange import queries
from secretariat.exchange.models import Returned
from secretariat.exchange.services.reading import KIND
from secretariat.inputs.access import require_own
from secretariat.jobs.services import enqueue
from secretariat.negotiation.models import NegotiatingText, TextVersion
from secretariat.negotiation.queries import NothingMoves
from secretariat.participation.models import Entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file as it was handed in: for which delegation, and the version that it was made from if it does not say."""

    entity: Entity
    content: bytes
    filename: str
    made_from: TextVersion | None = None


@deed("document handed in")
def hand_in_document(text: NegotiatingText, *, document: HandedIn, by: Actor, at: datetime) -> Returned:
    """Keep a document that came back, byte for byte, to be read by a worker: nothing of it is proposed by that.

    Raises NotYourEntity and NothingMoves.
    """
    require(text.process, by, "hand_in_document", at=at)
    require_own(by, document.entity)
    if not queries.moves(text):
        raise NothingMoves(text=text)
    returned = Returned.objects.create(
        text=text,
        entity=document.entity,
        on_behalf=by.is_one_of(OFFICER),
        by=by.reference,
        person=by.person,
        at=at,
        filename=PurePosixPath(document.filename.replace("\\", "/")).name[-255:],
        blob=keep_bytes(document.content),
        made_from=document.made_from,
    )
    owner = str(by.person.uuid) if by.person else ""
    enqueue(KIND, {"document": str(returned.uuid)}, key=queries.key_of(returned), owner=owner)
    # What is prepared is private: the record keeps the digest of the file, not its name nor its words.
    facts = {"sha256": returned.blob_id, "entity": document.entity.code, "on behalf": returned.on_behalf}
    subject = f"returned_document:{returned.uuid}"
    enter("hand_in_document", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return returned
