"""Keeping papers; part of the deed that files them, not a deed of its own."""

import hashlib
from datetime import datetime

from secretariat.documents.models import Blob, Document
from secretariat.people.models import Person


def keep(  # noqa: PLR0913 - a document has these parts
    content: bytes,
    *,
    filename: str,
    media_type: str,
    title: str,
    by: Person | None,
    at: datetime,
    language: str = "",
    symbol: str = "",
) -> Document:
    """Keep `content` byte for byte and register it as a document; call it inside a deed."""
    return Document.objects.create(
        title=title,
        symbol=symbol,
        filename=filename,
        media_type=media_type,
        language=language,
        blob=keep_bytes(content),
        filed_by=by,
        filed_at=at,
    )


def keep_bytes(content: bytes) -> Blob:
    """Keep bytes under their digest, once, without a document that anybody could find; call it inside a deed."""
    digest = hashlib.sha256(content).hexdigest()
    blob, _ = Blob.objects.get_or_create(sha256=digest, defaults={"size": len(content), "content": content})
    return blob
