"""The deed by which a paragraph is kept in another language."""

from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.negotiation.models import ProvisionVersion
from secretariat.negotiation.queries import is_presented
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from secretariat.room.models import Rendering
from secretariat.room.queries.languages import others
from secretariat.room.services.screens import NotPresented
from travaux.refusal import Changed, Invalid

AT_MOST = 20_000


class NotAnotherLanguage(Invalid):
    """A paragraph is rendered in the other languages of the site."""

    asked = "You asked to write the paragraph in the language “{language}”."
    because = "That is the language in which it is negotiated, or none of this site."
    remedy = "Choose one of: {known}."


class NoRendering(Invalid):
    """A rendering has words, and no more than a paragraph."""

    asked = "You asked to write the paragraph in another language."
    because = "It has {length} characters; it should have at least one, and at most {at_most}."
    remedy = "Write the whole paragraph as it reads in that language."


class AnotherWording(Changed):
    """The paragraph reads otherwise than when it was rendered."""

    asked = "You asked to write paragraph {number} in another language, as you saw it."
    because = "It has been changed since. It now reads: “{wording}”"
    rule = "A rendering is bound to the wording that it renders."
    remedy = "What you typed is kept. Compare it with the wording that stands now, then send it again."


@deed("paragraph written in another language")
def render_provision(
    row: ProvisionVersion, *, language: str, wording: str, seen: str = "", by: Actor, at: datetime
) -> Rendering:
    """Keep a paragraph in another language, bound to the wording that it renders; what was kept of that is replaced."""
    text = row.version.text
    require(text.process, by, "render_provision", at=at)
    if not is_presented(text):
        raise NotPresented(text=text)
    known = dict(others(text))
    if language not in known:
        raise NotAnotherLanguage(language=language, known=", ".join(known))
    words = wording.strip().replace("\r\n", "\n")
    if not 0 < len(words) <= AT_MOST:
        raise NoRendering(length=len(words), at_most=AT_MOST)
    if seen and seen != row.sha256:
        raise AnotherWording(number=row.number, wording=row.wording)
    kept = {"wording": words, "of": row.wording, "by": by.reference, "person": by.person, "at": at}
    rendering, _ = Rendering.objects.unscoped(DEED).update_or_create(
        provision=row.provision, language=language, of_sha256=row.sha256, defaults=kept
    )
    facts = {"language": language, "wording": words, "of_sha256": row.sha256, "number": row.number}
    subject = f"provision:{row.provision.uuid}"
    enter("render_provision", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return rendering
