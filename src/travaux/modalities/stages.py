"""The rules of a process whose own file has none on a deed: those of a file of the library, stage by stage.

A resolution seldom says who files what on a site; it does say which phases there are. So a file may name another whose
rules hold, each in the phases that answer to its stage. They cite no paragraph, because no paragraph gives them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from travaux.modalities.modalities import Modalities
from travaux.modalities.shapes import Rule, Sight

Given = TypeVar("Given", Rule, Sight)


def with_usual_rules(found: Modalities, model: Modalities) -> Modalities:
    """Return the modalities with the rules of `model` on deeds, and its sights on things, that they are silent on."""
    phases: dict[str, list[str]] = {}
    for phase in found.phases:
        for stage in phase.stages:
            phases.setdefault(stage, []).append(phase.key)
    deeds, things = {*found.without, *(rule.deed for rule in found.rules)}, {sight.thing for sight in found.sights}
    rules = _staged((rule for rule in model.rules if rule.deed not in deeds), phases)
    sights = _staged((sight for sight in model.sights if sight.thing not in things), phases)
    return replace(found, rules=(*found.rules, *rules), sights=(*found.sights, *sights))


def _staged(given: Iterable[Given], phases: Mapping[str, Sequence[str]]) -> Iterator[Given]:
    """Put rules into the phases that answer to theirs; one that held in some, none of which there is, holds in none."""
    for rule in given:
        keys = tuple(dict.fromkeys(chain.from_iterable(phases.get(stage, ()) for stage in rule.phases)))
        if keys or not rule.phases:
            yield replace(rule, phases=keys, paragraph="")
