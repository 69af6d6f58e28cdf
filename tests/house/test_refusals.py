"""Every “no” says what was asked and why not."""

import importlib
import pkgutil
import string

import pytest

import secretariat
import travaux
from travaux import refusal
from travaux.refusal import Refusal

PARTS = ("asked", "because", "rule", "remedy")


def load_all() -> None:
    for package in (travaux, secretariat):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # What speaks with an issuer can be loaded only where one is named; it refuses nothing in our words.
            if "migrations" not in module.name and not module.name.endswith(("wsgi", "people.services.issuer")):
                importlib.import_module(module.name)


def kinds(root: type[Refusal]) -> set[type[Refusal]]:
    return {root}.union(*(kinds(kind) for kind in root.__subclasses__()))


@pytest.fixture(scope="module")
def refusals() -> list[type[Refusal]]:
    """Return the refusals that can be met: those below the kinds, and not bases that only gather others."""
    load_all()
    found = {kind for kind in kinds(Refusal) if kind.__module__.split(".")[0] in {"travaux", "secretariat"}}
    return sorted((kind for kind in found if kind.__module__ != refusal.__name__), key=str)


def test_every_refusal_says_what_was_asked_and_why_not(refusals: list[type[Refusal]]) -> None:
    silent = [kind for kind in refusals if not kind.__subclasses__() and not (kind.asked and kind.because)]
    assert silent == []


def test_every_refusal_has_a_kind(refusals: list[type[Refusal]]) -> None:
    assert [kind for kind in refusals if Refusal in kind.__bases__] == []


def test_the_places_in_a_refusal_are_named(refusals: list[type[Refusal]]) -> None:
    unnamed = [
        (kind, part)
        for kind in refusals
        for part in PARTS
        for _, place, _, _ in string.Formatter().parse(str(getattr(kind, part)))
        if place is not None and not place.isidentifier()
    ]
    assert unnamed == []
