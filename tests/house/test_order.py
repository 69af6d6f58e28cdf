"""A later stage knows the earlier ones, never the reverse: foreign keys too."""

import ast
from pathlib import Path

from django.apps import apps
from django.db.models import Field

OURS = "secretariat."
WEB = {"views", "forms", "urls"}


def keys() -> list[tuple[str, str, "Field[object, object]"]]:
    return [
        (model._meta.app_label, field.related_model._meta.app_label, field)
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(OURS)
        for field in model._meta.get_fields()
        if field.is_relation and isinstance(field, Field) and field.related_model
    ]


def test_every_app_stands_on_a_floor(floor_of: dict[str, int]) -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    assert ours - set(floor_of) == set()


def test_foreign_keys_point_down_the_order(floor_of: dict[str, int]) -> None:
    upward = [str(field) for here, there, field in keys() if floor_of.get(there, -1) > floor_of[here]]
    assert upward == []


def test_a_key_to_another_app_leaves_no_name_there(floor_of: dict[str, int]) -> None:
    open_doors = [
        str(field)
        for here, there, field in keys()
        if here != there and there in floor_of and not field.remote_field.hidden
    ]
    assert open_doors == []


def imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def test_no_web_room_opens_on_anothers(trees: list[tuple[Path, ast.Module]]) -> None:
    trespasses = [
        (str(path), name)
        for path, tree in trees
        if path.parts[1] == "secretariat" and len(path.parts) > 3
        for name in imported(tree)
        if name.startswith(OURS) and name.split(".")[1] != path.parts[2] and WEB & set(name.split(".")[2:3])
    ]
    assert trespasses == []
