"""How a text stands, thing by thing, and how it stood at any past moment: the fold over what its deeds changed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from secretariat.frame.scope import PART, unscoped
from secretariat.negotiation.models import (
    Decision,
    Descent,
    Edit,
    Fate,
    NegotiatingText,
    Outcome,
    Proposal,
    ProposalStatus,
    Provision,
    ProvisionVersion,
    Sponsorship,
    Step,
    TextVersion,
    VersionStatus,
)
from secretariat.negotiation.queries.states import SCOPES, Paragraph, asks_of, label, shown
from secretariat.people.access import Actor
from travaux.refusal import Unknown
from travaux.text.contest import Scope, Tabled
from travaux.text.fold import Change, State, folded
from travaux.words.align import Edit as Words

Things = dict[tuple[str, str], State]
ROW, PROPOSAL, DECISION, DESCENT = "row", "proposal", "decision", "descent"
KEPT_BEFORE = "kept_before"
"""The name of the step that holds how a text stood when its steps began to be kept."""
_ROW = ("kind", "ordinal", "number", "kept", "wording", "standing", "level")


class NothingKept(Unknown):
    """A text was asked for as of a moment before it was there, or before its steps were kept."""

    asked = "You asked for “{text}” as it stood on {day}."
    because = "Nothing of it is kept from before {first}."
    remedy = "Ask for a later moment, or see the frozen versions."


def things(version: TextVersion, provisions: Collection[UUID] | None = None, before: Things | None = None) -> Things:
    """Return how a version stands: its rows, and what is tabled and decided on these provisions, or on all.

    With `before`, also what is tabled on the provisions that did not stand in the version then.
    """
    text = version.text
    found: Things = dict(_rows(version))
    if provisions is None:
        where: dict[str, Any] = {"provision__text": text}
    else:
        fresh = [uuid for kind, uuid in found if (kind, uuid) not in before] if before is not None else []
        where = {"provision__uuid__in": [*provisions, *fresh]}
        if not provisions and not fresh:
            return found | _descents(text)
    found |= _proposals(where)
    decided = Decision.objects.unscoped(PART).filter(**where).select_related("provision")
    for row in decided:
        reopened = row.reopened_at.isoformat() if row.reopened_at else None
        told = {"provision": str(row.provision.uuid), "level": row.level, "how": row.how}
        found[DECISION, str(row.pk)] = told | {"reopened_at": reopened, "reopened_because": row.reopened_because}
    return found | _descents(text)


def _descents(text: NegotiatingText) -> Things:
    rows = Descent.objects.unscoped(PART).filter(later__text=text)
    told = rows.values_list("earlier__uuid", "later__uuid", "kind")
    return {(DESCENT, f"{one} {other}"): {"kind": kind} for one, other, kind in told}


def _rows(version: TextVersion) -> Things:
    rows = unscoped(version.rows, PART).values_list("provision__uuid", "alternative_to__uuid", *_ROW)
    return {
        (ROW, str(uuid)): {
            **dict(zip(_ROW, values, strict=True)),
            "alternative_to": str(other) if other else None,
            "version": version.ordinal,
        }
        for uuid, other, *values in rows
    }


def _proposals(where: Mapping[str, Any]) -> Things:
    asked = Proposal.objects.unscoped(PART).filter(**where, tabled_at__isnull=False)
    rows = list(asked.select_related("provision", "after", "other").order_by("id"))
    if not rows:
        return {}
    edits: dict[int, list[list[Any]]] = defaultdict(list)
    fields = ("start", "end", "words", "quoted", "outcome", "fate")
    for pk, *values in (
        Edit.objects.unscoped(PART).filter(proposal__in=asked).order_by("ordinal").values_list("proposal_id", *fields)
    ):
        edits[pk].append(values)
    names: dict[int, list[list[Any]]] = defaultdict(list)
    standing = Sponsorship.objects.unscoped(PART).filter(proposal__in=asked, withdrawn_at=None).order_by("since", "id")
    for pk, *codes in standing.values_list("proposal_id", "entity__code", "on_behalf_of__code"):
        names[pk].append(codes)
    return {
        (PROPOSAL, str(row.uuid)): _proposal(row) | {"edits": edits[row.pk], "sponsors": names[row.pk]} for row in rows
    }


def _proposal(row: Proposal) -> dict[str, Any]:
    return {
        "provision": str(row.provision.uuid) if row.provision else None,
        "after": str(row.after.uuid) if row.after else None,
        "other": str(row.other.uuid) if row.other else None,
        "kind": row.kind,
        "status": row.status,
        "wording": row.wording,
        "tabled_at": row.tabled_at.isoformat() if row.tabled_at else None,
        "settled_at": row.settled_at.isoformat() if row.settled_at else None,
    }


def changes_of(step: Step) -> list[Change]:
    """Return what a step changed, as the engine has it."""
    return [Change(*each) for each in step.changes]


def as_of(text: NegotiatingText, actor: Actor, at: datetime) -> list[Paragraph]:
    """Return the rolling text as it stood at a moment, in reading order, if the actor may know of it; NothingKept.

    It is folded from what each deed changed; neither the rows that stand now nor the frozen versions are asked. What
    stood before the draft was presented is shown to those only who saw it then.
    """
    steps = Step.objects.unscoped(PART).filter(text=text).order_by("id")
    seen = Step.objects.visible_to(actor, text.process).filter(text=text).order_by("id")
    last = steps.filter(at__lte=at).last()
    if last is None or not seen.filter(pk=last.pk).exists():
        first = seen.first()
        told = f"{first.at:%-d %B %Y, %H:%M} UTC" if first else "now"
        raise NothingKept(text=text, day=f"{at:%-d %B %Y, %H:%M} UTC", first=told)
    kept = steps.filter(at__lte=at).values_list("changes", flat=True)  # plain rows: there are thousands
    return _paragraphs(text, folded([Change(*each) for each in changed] for changed in kept))


def _paragraphs(text: NegotiatingText, stood: Things) -> list[Paragraph]:
    provisions = {str(row.uuid): row for row in Provision.objects.unscoped(PART).filter(text=text)}
    rows = {
        uuid: _row(text, provisions.get(uuid) or Provision(text=text, uuid=UUID(uuid)), state)
        for (kind, uuid), state in stood.items()
        if kind == ROW
    }
    tabled = _tabled(stood, rows)
    return [
        shown(row, *tabled.get(uuid, ((), (), ())))
        for uuid, row in sorted(rows.items(), key=lambda item: (item[1].ordinal, item[0]))
    ]


def _row(text: NegotiatingText, provision: Provision, state: State) -> ProvisionVersion:
    provision.text = text
    # Whatever it is now, at that moment it moved: it is shown with what was tabled then.
    version = TextVersion(text=text, ordinal=state["version"], status=VersionStatus.WORKING)
    return ProvisionVersion(provision=provision, version=version, **{name: state[name] for name in _ROW})


Shown = tuple[list[Tabled], list[str], list[str]]


def _tabled(stood: Things, rows: Mapping[str, ProvisionVersion]) -> dict[str, Shown]:
    """Return what was on the table, by provision: the engine's shapes, all that was tabled, what had lost its place."""
    found: dict[str, Shown] = defaultdict(lambda: ([], [], []))
    told = [(key, state) for (kind, key), state in stood.items() if kind == PROPOSAL]
    for key, state in sorted(told, key=lambda each: (each[1]["tabled_at"], each[0])):
        if state["status"] != ProposalStatus.TABLED:
            continue
        shapes, tabled, orphaned = found[state["provision"]]
        tabled.append(key)
        edits = [edit for edit in state["edits"] if edit[4] == Outcome.OPEN]
        if any(edit[5] == Fate.ORPHANED for edit in edits):
            orphaned.append(key)
        shape = _shape(key, state, edits, rows)
        if shape.edits or shape.scope is not Scope.WORDS:
            shapes.append(shape)
    return found


def _shape(key: str, state: State, edits: list[list[Any]], rows: Mapping[str, ProvisionVersion]) -> Tabled:
    scope = SCOPES.get(state["kind"], Scope.WORDS)
    place = rows.get(state["after"] or "")
    names = dict.fromkeys(code for codes in state["sponsors"] for code in codes if code)
    changed = [Words(*edit[:3]) for edit in edits if edit[5] != Fate.ORPHANED]
    asks = asks_of(scope, state["wording"], label(place) if place else "")
    return Tabled(key, tuple(names), tuple(changed), scope, asks)
