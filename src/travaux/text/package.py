"""Packages: provisions bound together, of which nothing is agreed until all is agreed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from travaux.refusal import Changed, Invalid

FEWEST = 2


class TooFewBound(Invalid):
    """A package of one paragraph was asked for."""

    asked = "You asked to bind paragraphs together."
    because = "A package of {count} binds nothing."
    rule = "A package holds at least two paragraphs, each once."
    remedy = "Name the paragraphs whose agreement depends on each other."


class PackageOpen(Changed):
    """Part of a package was to be adopted while the rest of it is open."""

    asked = "You asked to adopt what is agreed."
    because = "“{package}” waits for: {waiting}."
    rule = "In a package nothing is agreed until everything is agreed."
    remedy = "Agree these paragraphs first, leave the package out, or unbind it."


@dataclass(frozen=True, slots=True)
class Member:
    """A provision in a package: its identity, how it is called, and whether it is agreed by itself."""

    key: str
    label: str
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class Package:
    """Provisions bound together, by the name of what binds them."""

    title: str
    members: tuple[Member, ...]

    @property
    def waiting(self) -> tuple[Member, ...]:
        """The members that are not agreed."""
        return tuple(member for member in self.members if not member.is_agreed)

    @property
    def holds(self) -> bool:
        """Whether all is agreed, so that each of it is."""
        return not self.waiting

    def binds(self, key: str) -> bool:
        """Whether the provision with this key is in the package."""
        return any(member.key == key for member in self.members)


def check_bound(keys: Sequence[str]) -> None:
    """Raise TooFewBound unless at least two different provisions are to be bound."""
    if len(set(keys)) < FEWEST:
        raise TooFewBound(count=len(set(keys)))


def agreed(keys: Collection[str], packages: Sequence[Package]) -> set[str]:
    """Return those of the agreed provisions `keys` whose agreement stands: in no package that still waits."""
    return {key for key in keys if all(package.holds for package in packages if package.binds(key))}


def check_part(keys: Collection[str], packages: Sequence[Package]) -> None:
    """Raise PackageOpen if the provisions `keys` are to be adopted and a package that binds one of them waits."""
    for package in packages:
        if not package.holds and any(package.binds(key) for key in keys):
            raise PackageOpen(package=package.title, waiting=", ".join(member.label for member in package.waiting))
