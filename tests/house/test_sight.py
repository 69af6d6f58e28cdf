"""Every model says who sees its rows, or why everybody may; every query that looks at all says why."""

import ast
from pathlib import Path

from django.apps import apps

from secretariat.frame.scope import Confidential, Guard
from secretariat.record import access
from secretariat.record.services import DEEDS
from travaux.modalities import USUAL, library, library_file, load_modalities

OPEN = {
    "record.Entry": "every page of the record and every export asks record/access.py what is told and what is sealed",
    "record.Opening": "no page asks for its values; the erasure does, and the operator's whole export",
    "record.Node": "digests, which are published",
    "record.Sequencer": "holds nothing",
    "record.Checkpoint": "digests, which are published",
    "jobs.Job": "read by the worker and the operator's commands; a page asks for those of its reader's account only",
    "jobs.Product": "what a job made: a page asks for those of its reader's account only",
    "jobs.Tick": "the clock",
    "people.Handover": "codes and times: its person is told on the own page, and those who look after the sign-in",
    "people.Person": "read at sign-in, before anybody is known; names are looked for by the canaries",
    "documents.Blob": "bytes: of papers, public from their filing; of documents handed in, found through those alone",
    "documents.Document": "papers, which are public from their filing",
    "processes.Process": "public",
    "processes.Edition": "public: the rules of the process, as they applied on each day",
    "processes.Theme": "public",
    "processes.Fulfilment": "public: whether the modalities are kept",
    "participation.Entity": "public: who takes part",
    "participation.Former": "public: what those who take part were called",
    "participation.Membership": "public: who was in a group, and when",
    "participation.Seat": "read at the door, before there is an actor; names are looked for by the canaries",
    "registration.Meeting": "public: for which meetings people are registered",
    "fund.Fund": "public: the terms of a trust fund",
    "fund.Contribution": "public: who gave to a trust fund",
    "fund.Payment": "public: what was received of a contribution",
    "evidence.Dataset": "public: an edition of a published data set",
    "evidence.Fact": "public: a sentence with its figures, for whoever wants to ask them again",
    "evidence.FactUse": "public: where a fact is used",
    "inputs.Submission": "public from its filing, and readable after it is withdrawn",
    "inputs.Call": "public: what is asked of whom until when",
    "inputs.Party": "public: in whose name a paper speaks",
    "inputs.Rendering": "a public paper in another language",
    "inputs.HalfAnswer": "what somebody typed: a page asks for that of its reader's account only",
    "inputs.CodebookEdition": "public: by which codes stock is taken",
    "inputs.LearnedModel": "weights of words of public papers, which no page shows",
    "inputs.Quotation": "a stretch of a public paper that stands in another",
    "inputs.Posted": "where public papers stand among all",
    "inputs.Posting": "words of public papers, by which they are found",
    "inputs.SavedSearch": "a page asks for those of its reader's account only",
    "stocktaking.NotTakenUp": "public: why a passage was not taken up",
    "stocktaking.Element": "public: of the workplan",
    "stocktaking.Activity": "public: of the workplan",
    "inputs.Endorsement": "public: who stands behind a paper",
    "inputs.Passage": "a stretch of a public paper",
    "precedents.AdoptedText": "public: an adopted text",
    "precedents.AdoptedParagraph": "public: of an adopted text",
    "precedents.Shelf": "digests of the words of adopted texts, which are public",
    "followup.Commitment": "public: of an adopted text",
    "registry.InLanguage": "public: a document of the register in a language",
    "registry.Question": "public: what is to be decided, and what was",
    "registry.Option": "public: of a question",
    "registry.Reminder": "a page asks for those of its reader's account only",
    "registry.NoReminders": "a page asks for that of its reader's account only",
    "demo.SampleClock": "the clock of the sample",
}
# Things that the process files speak of and that no model holds yet.
TO_COME = {"seat"}


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


def test_of_every_deed_it_is_said_whether_everybody_is_told_it_or_who_sees_what_it_was_done_to() -> None:
    said = sorted([*access.OPEN, *access.SEALED])
    assert said == sorted(DEEDS), "name the deed in record/access.py, in OPEN or in SEALED; until then it is sealed"
    assert set(access.SEALED.values()) <= {rule.thing for rule in USUAL}
    assert set(access.SEALED) >= access.WITHHELD


# Rows that are not Scoped, since they are asked for before there is an actor, or by none: by which modules, and why.
ASKED_FOR_BY = {
    "Entry": {
        "record/queries.py": "gives pages an entry only through entry_told, and lines only through line_of",
        "record/commands.py": "the operator's own",
        "room/queries/__init__.py": "places in the log, and of deeds that everybody is told which were the latest",
        "public/queries/compare.py": "the operator's own: the record held against the rows",
        "keeping/queries/record.py": "the operator's own: a backup held against the record",
    },
    "Opening": {
        "record/services.py": "keeps and erases private values, and reads their names only",
    },
    "Seat": {
        "participation/queries.py": "the door finds the actor's own; views let in who asks for others",
        "participation/services.py": "seats",
        "registry/services/copying.py": "seats, in a copy, those who sit in the process that is copied",
    },
    "Person": {
        "people/queries.py": "finds an account by the name that was typed",
        "people/services/accounts.py": "whether a name is taken",
        "people/services/watching.py": "whose sign-in failed",
        "exchange/services/making.py": "for whom a file is made, whose rights are asked anew then",
        "people/forms.py": "to whom a link is sent, which tells whoever asked nothing",
    },
}


def test_rows_without_a_scope_are_asked_for_where_it_is_said_and_nowhere_else(
    trees: list[tuple[Path, ast.Module]],
) -> None:
    found: dict[str, set[str]] = {name: set() for name in ASKED_FOR_BY}
    for path, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager", "_default_manager"}:
                name = getattr(node.value, "id", "")
                if name in found and "secretariat/" in str(path):
                    found[name].add(str(path).partition("secretariat/")[2])
    assert found == {name: set(places) for name, places in ASKED_FOR_BY.items()}, "say there why it asks"
