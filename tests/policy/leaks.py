"""Leaks that are seeded: each breaks the policy in one place, and the matrix or the canaries must notice.

A leak says where it is looked for in the short form; the long form looks everywhere.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from unittest.mock import patch

from django.conf import settings
from django.db.models import Q
from django.template import engines
from django.template.loaders.filesystem import Loader

from secretariat.followup import views as followup_views
from secretariat.frame import refusals
from secretariat.frame.kept import forget_everything
from secretariat.frame.scope import Guard
from secretariat.inputs.models import Code
from secretariat.inputs.views import coding as inputs_views
from secretariat.negotiation import queries as texts
from secretariat.negotiation.models import NegotiatingText, Proposal, Provenance, Redraft
from secretariat.negotiation.views import acting, leading
from secretariat.participation import queries as participation
from secretariat.participation import views as participation_views
from secretariat.people.access import OFFICER, Actor
from secretariat.processes import views as process_views
from secretariat.processes.models import Process
from secretariat.public.queries import trail
from secretariat.record import access as record_access
from secretariat.record.views import deeds as record_views
from secretariat.registry.models import Issued
from secretariat.stocktaking import views as stocktaking_views
from secretariat.stocktaking.models import Sentence, Summary
from tests.policy import canaries, matrix, reports
from tests.policy.world import World
from travaux.refusal import Unknown

Broken = Callable[[World], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Leak:
    """A way in which the policy is broken, and the views at which the short form looks."""

    what: str
    broken: Broken
    views: tuple[str, ...] = ()


def data(name: str, old: str, new: str) -> Broken:
    """Change the one entry of the process file that names `name` and holds `old`."""

    @contextmanager
    def changed(world: World) -> Iterator[None]:
        text = world.process.modalities
        (entry,) = (each for each in text.split("\n\n") if f'"{name}"' in each and old in each)
        Process.objects.filter(pk=world.process.pk).update(modalities=text.replace(entry, entry.replace(old, new)))
        yield
        Process.objects.filter(pk=world.process.pk).update(modalities=text)

    return changed


def put(thing: object, name: str, value: object) -> Broken:
    return lambda _world: patch.object(thing, name, value)


def guard(model: type, **parts: object) -> Broken:
    return lambda _world: patch.object(model, "guard", replace(model.guard, **parts))


def entry(mapping: Mapping, key: object, value: object) -> Broken:
    return lambda _world: patch.dict(mapping, {key: value})


def template(name: str, old: str, new: str) -> Broken:
    """Change a template."""

    @contextmanager
    def changed(_world: World) -> Iterator[None]:
        read = Loader.get_contents

        def contents(self: Loader, origin: object) -> str:
            text = read(self, origin)
            if not str(origin.name).endswith(name):
                return text
            if old not in text:
                message = f"no {old!r} in {name}"
                raise LookupError(message)
            return text.replace(old, new)

        def forget() -> None:
            for loader in engines["django"].engine.template_loaders:
                loader.reset()

        with patch.object(Loader, "get_contents", contents):
            forget()
            yield
        forget()

    return changed


def nothing(*_given: object, **_more: object) -> None:
    """Let everything pass."""


def yes(*_given: object, **_more: object) -> bool:
    return True


class Everything(frozenset):
    """A set in which everything is."""

    def __contains__(self, _thing: object) -> bool:
        return True


def everybody_is_an_officer(person: object, _process: object) -> Actor:
    return Actor(person=person, role=OFFICER) if getattr(person, "is_staff", False) else Actor()


def any_proposal(process: Process, _actor: Actor, uuid: object) -> Proposal:
    rows = Proposal.objects.unscoped("a leak").select_related("text__process", "proponent", "provision__text", "after")
    return rows.get(text__process=process, uuid=uuid)


def all_prepared(text: NegotiatingText, _actor: Actor) -> object:
    return Proposal.objects.unscoped("a leak").filter(text=text, status="prepared")


def any_summary(process: Process, key: str, _actor: Actor) -> Summary:
    return Summary.objects.unscoped("a leak").get(process=process, key=key)


def forgetful(self: Guard, rule: object, eyes: object) -> Q:  # noqa: ARG001 - as the guard's own
    return Q()


def without_parts(self: Guard, _model: type, eyes: object, process: Process) -> Q:
    here = Q(**{self.process: process})
    return here & self._by_rules(process.sights(self.thing, eyes), eyes) if self.thing else here


def any_code(_self: object, passages: object) -> object:
    rows = Code.objects.unscoped("a leak").filter(passage__in=passages).select_related("theme", "passage")
    return rows.order_by("theme__ordinal", "-status")


ANY = Q(pk__isnull=False)
OWN = 'relations = ["own"]\n'
PRESENTED = 'states = ["presented"]\n'
LEAD, BUREAU, DELEGATE, FOCAL = (
    '"officer", "cofacilitator"',
    '"cofacilitator", "officer"',
    '"delegate"',
    '"focal_point"',
)
LEAKS = (
    # the process file
    Leak("what is prepared is before all", data("proposal", 'states = ["tabled"]\n', ""), ("negotiation:proposal",)),
    Leak("delegations see what others prepare", data("proposal", OWN, ""), ("negotiation:proposal",)),
    Leak(
        "a delegation does not see its own", data("proposal", OWN, OWN.replace("own", "x")), ("negotiation:proposal",)
    ),
    Leak("a draft summary is before all", data("summary", 'states = ["issued"]\n', ""), ("stocktaking:summary",)),
    Leak(
        "a restricted document is before all",
        guard(Issued, states={**Issued.guard.states, "general": ANY}),
        ("registry:document",),
    ),
    Leak(
        "States are not told what is restricted to them",
        guard(Issued, relations={}),
        ("registry:document",),
    ),
    Leak("a draft text is before all", data("text", PRESENTED, ""), ("negotiation:rolling_of",)),
    Leak("words never presented are told", data("redraft", PRESENTED, ""), ("negotiation:paragraph",)),
    Leak(
        "delegates draft with those who lead",
        data("redraft", f"[{LEAD}]", f"[{LEAD}, {DELEGATE}]"),
        ("negotiation:where",),
    ),
    Leak("focal points propose", data("table_proposal", DELEGATE, f"{DELEGATE}, {FOCAL}"), ("negotiation:propose",)),
    Leak(
        "papers come too late",
        data("file_submission", '"stocktaking"', '"stocktaking", "negotiations"'),
        ("inputs:file",),
    ),
    Leak("delegates lift brackets", data("lift_bracket", BUREAU, f"{BUREAU}, {DELEGATE}"), ("negotiation:freeze",)),
    Leak(
        "a text is adopted too early",
        data("adopt_text", "phases", 'phases = ["negotiations"] #'),
        ("negotiation:adopt",),
    ),
    Leak("a summary is mended at any time", data("mend_sentence", "phases", "# phases"), ("stocktaking:open",)),
    # how rows are told from each other
    Leak(
        "whose a proposal is plays no part",
        guard(Proposal, relations={"own": lambda _eyes: ANY}),
        ("negotiation:proposal",),
    ),
    Leak(
        "what is only suggested is told",
        guard(Code, states={"confirmed": ANY}),
        ("inputs:show", "public:trace_passage"),
    ),
    Leak(
        "the theme of what is suggested is told on the road",
        put(trail._Reader, "codes", any_code),  # noqa: SLF001 - broken on purpose
        ("public:trace_passage",),
    ),
    Leak("relations are forgotten", put(Guard, "_relations", forgetful), ("negotiation:proposal",)),
    Leak("states are forgotten", put(Guard, "_states", lambda _self, _rule: Q()), ("stocktaking:summary",)),
    Leak(
        "a part is seen without the whole",
        put(Guard, "seen", without_parts),
        ("negotiation:paragraph", "public:trace_sentence"),
    ),
    Leak(
        "a paragraph tells sources that are not issued",
        guard(Provenance, parts_of=("provision",)),
        ("negotiation:paragraph", "public:trace_provision"),
    ),
    Leak("a sentence is told before its summary", guard(Sentence, parts_of=()), ("public:trace_sentence",)),
    Leak(
        "every text counts as presented", guard(NegotiatingText, states={"presented": ANY}), ("negotiation:rolling_of",)
    ),
    Leak("every redraft counts as presented", guard(Redraft, states={"presented": ANY}), ("negotiation:paragraph",)),
    # queries and views
    Leak("a proposal is looked up whoever asks", put(texts, "proposal_named", any_proposal), ("negotiation:proposal",)),
    Leak("all that is prepared is listed", put(texts, "prepared", all_prepared), ("negotiation:prepared",)),
    Leak(
        "a summary is looked up whoever asks",
        put(stocktaking_views.queries, "summary_named", any_summary),
        ("stocktaking:summary",),
    ),
    Leak("the bench of the coders asks nobody", put(inputs_views, "require", nothing), ("inputs:coding",)),
    Leak("the form of a draft asks nobody", put(leading, "gate", nothing), ("negotiation:draft",)),
    Leak("the form of a proposal asks nobody", put(acting, "gate", nothing), ("negotiation:propose",)),
    Leak("the form of a summary asks nobody", put(stocktaking_views, "require", nothing), ("stocktaking:open",)),
    Leak("the form of a seat asks nobody", put(participation_views, "require", nothing), ("participation:seat",)),
    Leak("the names of those seated are listed for all", put(participation_views, "may", yes), ("participation:list",)),
    Leak("the form of commitments asks nobody", put(followup_views, "require", nothing), ("followup:register",)),
    Leak("an obligation is marked by anybody", put(process_views, "require", nothing), ("processes:fulfil",)),
    Leak("what is hidden is called forbidden", entry(refusals.STATUS, Unknown, 403), ("negotiation:proposal",)),
    Leak(
        "staff of the site are officers of every process",
        put(participation, "actor", everybody_is_an_officer),
        ("stocktaking:summary",),
    ),
    # the record, reports, pages
    Leak("the record tells of what is prepared", put(record_views, "may_read", yes), ("record:entries",)),
    Leak("the record names what is not presented", put(record_views, "may_name", yes), ("record:entries",)),
    Leak("the record is exported unsealed", put(record_access, "OPEN", Everything()), ("record:entries",)),
    Leak(
        "the page of the record forgets its condition",
        template("record/entries.html", "{% if line.told %}", "{% if line %}"),
        ("record:entries",),
    ),
    Leak(
        "reports of errors tell what was sent",
        lambda _world: patch.object(
            settings, "DEFAULT_EXCEPTION_REPORTER_FILTER", "django.views.debug.SafeExceptionReporterFilter"
        ),
        ("record:entries",),
    ),
)


def noticed(world: World, leak: Leak, *, everywhere: bool = False) -> str:
    """Break the policy, look, and return the first that is noticed, or nothing; the policy is whole again after it."""
    views = () if everywhere else leak.views
    with ExitStack() as stack:
        stack.enter_context(leak.broken(world))
        stack.callback(forget_everything)  # what was made while the policy was broken
        forget_everything()
        return next(_notices(world, views), "")


def _notices(world: World, views: tuple[str, ...]) -> Iterator[str]:
    yield from matrix.failures(world, only=views, main=bool(views))
    found = canaries.pages(world, only=views)
    canaries.noted(world, [("visitor", canaries.exported()), ("visitor", reports.of_an_error(world))], found)
    yield from canaries.leaks(found)
