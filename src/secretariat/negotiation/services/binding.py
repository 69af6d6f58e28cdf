"""What those who lead decide about a text beside its words: names shown or not, packages, whose word is awaited."""

from collections.abc import Sequence
from datetime import datetime

from secretariat.frame.scope import DEED, unscoped
from secretariat.negotiation import queries
from secretariat.negotiation.models import Assent, NegotiatingText, Package, PackageMember, Provision
from secretariat.negotiation.services.preparing import speaks
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid
from travaux.text import package


class NoTitle(Invalid):
    """A package, or a vote, was left without a name."""

    asked = "You asked to bind paragraphs together, or to record a vote."
    because = "It has no name."
    remedy = "Say in a few words what binds them, or what was voted on."


class AlreadyUnbound(Changed):
    """A package that binds no longer was to be unbound."""

    asked = "You asked to unbind “{package}”."
    because = "It was unbound before."
    remedy = "Nothing is to be done."


class NotAwaited(Changed):
    """A delegation gave its word on a paragraph that does not wait for it."""

    asked = "You gave your delegation's word on paragraph {number}."
    because = "Nothing agreed on it waits for {entity}."
    rule = "A word is awaited where a paragraph was agreed subject to it."
    remedy = "Take a position on a proposal, or explain your position."


@deed("names in the text shown or left out")
def set_attribution(text: NegotiatingText, *, attributed: bool, by: Actor, at: datetime) -> NegotiatingText:
    """Show the names of those behind proposals in the rolling text, or leave them out.

    It is the look of the text that is chosen: who tabled a proposal is told on its own page and in the record.
    """
    require(text.process, by, "set_attribution", at=at)
    text.attributed = attributed
    text.save(update_fields=["attributed"])
    facts = {"attributed": attributed}
    subject = f"text:{text.key}"
    enter("set_attribution", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return text


@deed("paragraphs bound into a package")
def bundle_provisions(
    text: NegotiatingText, *, title: str, provisions: Sequence[Provision], by: Actor, at: datetime
) -> Package:
    """Bind provisions together: nothing of them is agreed until everything is. Raises TooFewBound, NotInText."""
    require(text.process, by, "bundle_provisions", at=at)
    if not title.strip():
        raise NoTitle
    package.check_bound([str(each.uuid) for each in provisions])
    rows = [queries.working_row(each) for each in provisions]
    found = Package.objects.create(text=text, title=title.strip(), by=by.reference, at=at)
    PackageMember.objects.bulk_create(PackageMember(package=found, provision=row.provision) for row in rows)
    facts = {"title": found.title, "provisions": [str(row.provision.uuid) for row in rows]}
    facts["numbers"] = [row.number for row in rows]
    subject = f"package:{found.uuid}"
    enter("bundle_provisions", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


@deed("package unbound")
def unbind_package(found: Package, *, reason: str = "", by: Actor, at: datetime) -> Package:
    """Let the provisions of a package go, each as far as it has come."""
    process = found.text.process
    require(process, by, "unbind_package", at=at)
    if (
        not Package.objects.unscoped(DEED)
        .filter(pk=found.pk, unbound_at=None)
        .update(unbound_at=at, unbound_because=reason.strip())
    ):
        raise AlreadyUnbound(package=found.title)
    found.refresh_from_db(from_queryset=Package.objects.unscoped(DEED).select_related("text__process"))
    facts = {"title": found.title, "reason": found.unbound_because}
    subject = f"package:{found.uuid}"
    enter("unbind_package", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


@deed("word given that was awaited")
def give_assent(provision: Provision, *, by: Actor, at: datetime) -> Assent:
    """Say yes, for the own delegation, to what was agreed subject to its word. Raises NotAwaited."""
    process = provision.text.process
    require(process, by, "give_assent", at=at)
    own = speaks(by)
    row = queries.working_row(provision, lock=True)
    waiting = Assent.objects.unscoped(DEED).filter(entity_id=own, given_at=None)
    found = waiting.filter(decision__provision=provision, decision__reopened_at=None).order_by("-id").first()
    if found is None:
        raise NotAwaited(number=queries.label(row), entity=by.entity)
    found.given_at = at
    found.save(update_fields=["given_at"])
    left = queries.pending_codes(provision)
    facts = {"number": row.number, "wording_sha256": row.sha256, "pending": left}
    subject = f"provision:{provision.uuid}"
    enter("give_assent", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


def check_rows(text: NegotiatingText, provisions: Sequence[Provision]) -> list[Provision]:
    """Return the provisions named, or all that stand in the working text where none is."""
    if provisions:
        return [queries.working_row(each).provision for each in provisions]
    rows = unscoped(queries.working(text).rows, DEED).filter(provision__in=queries.standing_rows(queries.working(text)))
    return [row.provision for row in rows.select_related("provision__text__process").order_by("ordinal")]
