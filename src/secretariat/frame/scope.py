"""Whose eyes a query has: rows that may be confidential are never asked for without saying for whom, or why for nobody.

`Model.objects.visible_to(actor, process)` asks for what the process file lets that actor know of. What looks at all
rows (a deed that was permitted before, a part of a thing that was found for its reader) says so: `unscoped("why")`.
A query that did neither raises `Unscoped`, which is a bug and never a refusal.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol, Self, TypeVar, cast

from django.db.models import Manager, Model, Q, QuerySet
from django.db.models.sql import Query

from travaux.modalities import Sight

M = TypeVar("M", bound=Model)
M_co = TypeVar("M_co", bound=Model, covariant=True)
DEED = "a deed works on the rows as they are: whether it may be done was asked before, and its entry says what it did"
PART = "a part of a thing that was found for its reader before: whoever sees the whole sees this part of it"
NOTHING = "no row is asked for"
_django_checks: ContextVar[bool] = ContextVar("Django looks whether a value is unique", default=False)


class Unscoped(RuntimeError):  # noqa: N818 - named for what the query is
    """A query on what may be confidential said neither who looks nor why it looks at everything."""


class Eyes(Protocol):
    """Who looks: the role held, the entity for which, and at what time."""

    @property
    def role(self) -> str:
        """The role held."""
        ...

    @property
    def entity_id(self) -> int | None:
        """The database id of the entity, if any."""
        ...

    @property
    def reference(self) -> str:
        """How the record names the capacity."""
        ...

    @property
    def at(self) -> datetime | None:
        """When, where that is known."""
        ...


class Ruled(Protocol):
    """Where one looks: a process, which says by its modalities what may be seen there."""

    def sights(self, thing: str, eyes: Eyes) -> Iterable[Sight]:
        """Return the rules by which these eyes see things of that kind."""
        ...


State = Q | Callable[[], Q]
Relation = Callable[[Eyes], Q]


@dataclass(frozen=True, slots=True)
class Guard:
    """How a model tells its rows from each other: what they are, of which process, in which state, whose.

    `parts_of` names the foreign keys to things of which a row is a part: it is seen only with each of them. A model
    without a `thing` of its own is seen whenever they are.
    """

    process: str
    thing: str = ""
    states: Mapping[str, State] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    parts_of: tuple[str, ...] = ()

    def seen(self, model: type[Model], eyes: Eyes, process: Any) -> Q:
        """Return the filter on the rows of `process` that these eyes may know of."""
        here = Q(**{self.process: process})
        for name in self.parts_of:
            whole: Any = model._meta.get_field(name).related_model  # noqa: SLF001 - documented
            seen = Q(**{f"{name}__in": whole.objects.visible_to(eyes, process).values("pk")})
            here &= seen | Q(**{f"{name}__isnull": True})
        return here & self._by_rules(process.sights(self.thing, eyes), eyes) if self.thing else here

    def _by_rules(self, rules: Iterable[Sight], eyes: Eyes) -> Q:
        given = [self._states(rule) & self._relations(rule, eyes) for rule in rules]
        if not all(given):  # a rule that asks for no state and no relation
            return Q()
        return Q(*given, _connector=Q.OR) if given else Q(pk__in=[])

    def _states(self, rule: Sight) -> Q:
        found = [self.states[state] for state in rule.states if state in self.states]
        told = [state if isinstance(state, Q) else state() for state in found]
        return _any(told, asked=bool(rule.states))

    def _relations(self, rule: Sight, eyes: Eyes) -> Q:
        found = [self.relations[name](eyes) for name in rule.relations if name in self.relations]
        return _any(found, asked=bool(rule.relations))


def _any(given: list[Q], *, asked: bool) -> Q:
    """Return the filter that one of `given` holds; where something was asked for and none is known, nothing passes."""
    if not asked:
        return Q()
    return Q(*given, _connector=Q.OR) if given else Q(pk__in=[])


class ScopedQuery(Query):
    """A query that knows whether it was said whose eyes it has; those that Django makes for itself need not say."""

    scope: str = "Django's own"

    def require_scope(self) -> None:
        """Raise Unscoped unless it was said for whom, or why for everybody."""
        if not self.scope and not _django_checks.get():
            message = f"{self.model and self.model.__name__} was asked for without .visible_to() or .unscoped('why')"
            raise Unscoped(message)

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        """Stand before everything that runs the query."""
        self.require_scope()
        return super().get_compiler(*args, **kwargs)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Stand before its use inside another query."""
        self.require_scope()
        return super().resolve_expression(*args, **kwargs)

    def chain(self, klass: Any = None) -> Any:
        """Stand before it is turned into an update."""
        if klass is not None:
            self.require_scope()
        return super().chain(klass)


class Scoped(QuerySet[M_co]):
    """Rows that may be confidential: to be asked for with somebody's eyes, or with a reason."""

    def __init__(self, model: Any = None, query: Query | None = None, using: Any = None, hints: Any = None) -> None:
        if query is None:
            query = ScopedQuery(model)
            query.scope = ""
        super().__init__(model, query, using, hints)

    def visible_to(self, eyes: Eyes, process: Any) -> Self:
        """Return the rows of `process` that the process file lets these eyes know of."""
        guard: Guard = self.model.guard  # type: ignore[attr-defined] # only what is Confidential is Scoped
        return self._as(eyes.reference).filter(guard.seen(self.model, eyes, process))

    def unscoped(self, why: str) -> Self:
        """Return the rows whoever may see them; `why` is told on the page of the policy."""
        return self._as(why)

    def none(self) -> Self:
        """Return no row, which anybody may see."""
        return super().none()._as(NOTHING)  # noqa: SLF001 - its own

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows."""
        self._require_scope()
        return super().delete()

    def _raw_delete(self, using: Any) -> Any:
        self._require_scope()
        return super()._raw_delete(using)

    def _as(self, scope: str) -> Self:
        rows = self._chain()  # type: ignore[attr-defined] # Django's own
        rows.query.scope = scope
        return rows  # type: ignore[no-any-return] # rows of the same kind

    def _require_scope(self) -> None:
        if isinstance(self.query, ScopedQuery):
            self.query.require_scope()


class ScopedManager(Manager[M_co]):
    """The manager of rows that may be confidential."""

    def get_queryset(self) -> Scoped[M_co]:
        """Return rows of which nobody has yet said for whom they are."""
        return Scoped(self.model, using=self._db, hints=self._hints)  # type: ignore[attr-defined] # Django's own

    def visible_to(self, eyes: Eyes, process: Any) -> Scoped[M_co]:
        """Return the rows of `process` that the process file lets these eyes know of."""
        return self.get_queryset().visible_to(eyes, process)

    def unscoped(self, why: str) -> Scoped[M_co]:
        """Return the rows whoever may see them, and say why."""
        return self.get_queryset().unscoped(why)


def unscoped(related: Manager[M], why: str) -> QuerySet[M]:
    """Return the rows that belong to another, whoever may see them, and say why."""
    return cast("Scoped[M]", related.all()).unscoped(why)


class Confidential(Model):
    """A model with rows that not everybody may see: its query sets are Scoped, and its `guard` says who sees what."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()
    guard: ClassVar[Guard]

    class Meta:
        abstract = True

    def validate_unique(self, *args: Any, **kwargs: Any) -> None:
        """Look at all rows: what is not unique is so whoever may see it."""
        with _looking_at_all():
            super().validate_unique(*args, **kwargs)

    def validate_constraints(self, *args: Any, **kwargs: Any) -> None:
        """Look at all rows, as for uniqueness."""
        with _looking_at_all():
            super().validate_constraints(*args, **kwargs)


@contextmanager
def _looking_at_all() -> Iterator[None]:
    token = _django_checks.set(True)
    try:
        yield
    finally:
        _django_checks.reset(token)
