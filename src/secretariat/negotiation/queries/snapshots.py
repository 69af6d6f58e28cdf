"""How a text stands, thing by thing, and how it stood at any past moment: the fold over what its deeds changed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

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
from secretariat.negotiation.queries.texts import current
from secretariat.people.access import Actor
from travaux.refusal import Unknown
from travaux.text.contest import Scope, Tabled
from travaux.text.fold import Change, State, folded
from travaux.words.align import Edit as Words

Things = dict[tuple[str, str], State]
ROW, PROPOSAL, DECISION, DESCENT = "row", "proposal", "decision", "descent"
KEPT_BEFORE = "kept_before"
"""The name of the step that holds how a text stood when its steps began to be kept."""
_PLACES = ("provision__uuid", "after__uuid", "other__uuid")
_PROPOSAL = ("uuid", *_PLACES, "kind", "status", "wording", "tabled_at", "settled_at")
_ROW = ("kind", "ordinal", "number", "kept", "wording", "standing", "level")


class NothingKept(Unknown):
    """A text was asked for as of a moment before it was there, or before its steps were kept."""

    asked = "You asked for “{text}” as it stood on {day}."
    because = "Nothing of it is kept from before {first}."
    remedy = "Ask for a later moment, or see the frozen versions."


def things(text: NegotiatingText) -> Things:
    """Return how the newest version stands: its rows, and what is tabled and decided on its paragraphs."""
    return rows_of(current(text)) | tabled_on(text)


def current_kept(text: NegotiatingText) -> Any:
    """Return the newest version of a text, `kept` saying whether steps of the text are kept."""
    kept = Exists(Step.objects.unscoped(PART).filter(text=OuterRef("text")))
    return unscoped(text.versions, PART).annotate(kept=kept).order_by("-ordinal")[0]


def rows_of(version: TextVersion) -> Things:
    """Return the rows of a version."""
    rows = unscoped(version.rows, PART).values_list("provision__uuid", "alternative_to__uuid", *_ROW)
    return {
        (ROW, str(uuid)): {
            **dict(zip(_ROW, values, strict=True)),
            "alternative_to": str(other) if other else None,
            "version": version.ordinal,
        }
        for uuid, other, *values in rows
    }


def tabled_on(text: NegotiatingText, provisions: Collection[str] | None = None, *, descent: bool = True) -> Things:
    """Return what is tabled and decided on these provisions of a text, by their uuid, or on all; all that descends."""
    where = {"provision__uuid__in": provisions} if provisions is not None else {"provision__text": text}
    found = _proposals(where)
    fields = ("provision__uuid", "level", "how", "reopened_at", "reopened_because")
    for pk, uuid, level, how, at, because in Decision.objects.unscoped(PART).filter(**where).values_list("pk", *fields):
        told = {"provision": str(uuid), "level": level, "how": how, "reopened_at": _moment(at)}
        found[DECISION, str(pk)] = told | {"reopened_because": because}
    return found | (_descents(text) if descent else {})


def _descents(text: NegotiatingText) -> Things:
    found = Descent.objects.unscoped(PART).filter(later__text=text)
    return {
        (DESCENT, f"{one} {other}"): {"kind": kind}
        for one, other, kind in found.values_list("earlier__uuid", "later__uuid", "kind")
    }


def _proposals(where: Mapping[str, Any]) -> Things:
    """Return what is tabled, in three queries of plain rows: every deed that changes a text asks twice."""
    rows = Proposal.objects.unscoped(PART).filter(**where, tabled_at__isnull=False)
    found = list(rows.order_by("id").values_list("pk", *_PROPOSAL))
    if not found:
        return {}
    edits: dict[int, list[list[Any]]] = defaultdict(list)
    fields = ("start", "end", "words", "quoted", "outcome", "fate")
    for pk, *values in (
        Edit.objects.unscoped(PART).filter(proposal__in=rows).order_by("ordinal").values_list("proposal_id", *fields)
    ):
        edits[pk].append(values)
    names: dict[int, list[list[Any]]] = defaultdict(list)
    standing = Sponsorship.objects.unscoped(PART).filter(proposal__in=rows, withdrawn_at=None).order_by("since", "id")
    for pk, *codes in standing.values_list("proposal_id", "entity__code", "on_behalf_of__code"):
        names[pk].append(codes)
    return {
        (PROPOSAL, str(uuid)): _proposal(*values) | {"edits": edits[pk], "sponsors": names[pk]}
        for pk, uuid, *values in found
    }


def _proposal(*values: Any) -> dict[str, Any]:
    *places, kind, status, wording, tabled_at, settled_at = values
    provision, after, other = (str(place) if place else None for place in places)
    told = {"provision": provision, "after": after, "other": other, "kind": kind, "status": status, "wording": wording}
    return told | {"tabled_at": _moment(tabled_at), "settled_at": _moment(settled_at)}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


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
