"""Every model says who sees its rows, or why everybody may; every query that looks at all says why."""

import ast
from pathlib import Path

from django.apps import apps

from secretariat.frame.scope import Confidential, Guard
from travaux.modalities import USUAL, library, library_file, load_modalities

OPEN = {
    "record.Entry": "every page of the record and every export asks record/access.py what is told and what is sealed",
    "record.Opening": "told in the whole archive, which is the operator's; no page shows a value",
    "record.Node": "digests, which are published",
    "record.Sequencer": "holds nothing",
    "record.Checkpoint": "digests, which are published",
    "jobs.Job": "read by the worker and by the operator's own commands; no page asks for it",
    "jobs.Tick": "the clock",
    "people.Person": "read at sign-in, before anybody is known; names are looked for by the canaries",
    "people.Handover": "asked for by its person, and by whoever has charge of that sign-in",
    "documents.Blob": "the bytes of papers, which are public from their filing",
    "documents.Document": "papers, which are public from their filing",
    "processes.Process": "public",
    "processes.Theme": "public",
    "processes.Fulfilment": "public: whether the modalities are kept",
    "participation.Entity": "public: who takes part",
    "participation.Seat": "read at the door, before there is an actor; names are looked for by the canaries",
    "inputs.Submission": "public from its filing, and readable after it is withdrawn",
    "inputs.Endorsement": "public: who stands behind a paper",
    "inputs.Passage": "a stretch of a public paper",
    "followup.Commitment": "public: of an adopted text",
    "demo.SampleClock": "the clock of the sample",
}
# Things that the process files speak of and that no model holds yet.
TO_COME = {"list_of_names", "objection_basis", "seat"}


def _models() -> dict[str, type]:
    return {
        model._meta.label: model
        for config in apps.get_app_configs()
        if config.name.startswith("secretariat.")
        for model in config.get_models()
    }


def test_every_model_is_confidential_or_open_for_a_reason() -> None:
    found = {name for name, model in _models().items() if not issubclass(model, Confidential)}
    assert found == set(OPEN), "derive the model from frame.scope.Confidential with a guard, or say here why it is open"


def test_no_rule_speaks_of_a_thing_state_or_relation_that_no_model_knows() -> None:
    guards = [model.guard for model in _models().values() if issubclass(model, Confidential)]
    known: dict[str, Guard] = {guard.thing: guard for guard in guards if guard.thing}
    rules = [*USUAL, *(sight for key in library() for sight in load_modalities(library_file(key)).sights)]
    ours = [rule for rule in rules if rule.thing not in TO_COME]
    assert {rule.thing for rule in ours} == set(known)
    assert [rule for rule in ours if not set(rule.states) <= set(known[rule.thing].states)] == []
    assert [rule for rule in ours if not set(rule.relations) <= set(known[rule.thing].relations)] == []


def test_every_query_that_looks_at_all_rows_says_why(trees: list[tuple[Path, ast.Module]]) -> None:
    """By a reason that has a name, so that the same reason is told in the same words."""
    bare = [
        f"{path}:{node.lineno}"
        for path, tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) == "unscoped"
        and path.name != "scope.py"
        and not _is_reason(node.args[-1])
    ]
    assert bare == []


def _is_reason(given: ast.expr) -> bool:
    if isinstance(given, ast.Constant):
        return len(str(given.value).split()) > 3
    return isinstance(given, ast.Name) and given.id.isupper()
