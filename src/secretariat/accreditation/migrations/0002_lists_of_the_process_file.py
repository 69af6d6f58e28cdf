"""The lists are those of each process file: the two that stood in the code become the first and the last of it."""

import tomllib
from typing import Any

from django.db import migrations, models

OLD = {"preparatory": ("6 (b)", "Preparatory process"), "conference": ("6 (c)", "Conference")}


def _lists(process: Any) -> dict[str, dict[str, Any]]:
    """Return the list of the process file that each of the old two becomes; where it has none, the old one as it was."""
    rows = tomllib.loads(process.modalities).get("participation", [])
    found = [row for row in rows if row.get("route") == "non-objection"]
    if not found:
        return {key: {"key": key, "title": title, "paragraph": said} for key, (said, title) in OLD.items()}
    return {"preparatory": found[0], "conference": found[-1]}


def name_lists(apps: Any, editor: Any) -> None:
    """Write of each application and list which of the process file's it is."""
    application, circulation = (
        apps.get_model("accreditation", name).objects.using(editor.connection.alias)
        for name in ("Application", "Circulation")
    )
    for row in application.select_related("process").iterator():
        known = _lists(row.process)
        row.wanted = f" {' '.join(dict.fromkeys(known[old]['key'] for old in OLD if getattr(row, old)))} "
        row.save(update_fields=["wanted"])
    for row in circulation.select_related("process").iterator():
        is_one = len({each["key"] for each in _lists(row.process).values()}) == 1
        said = _lists(row.process)[row.list]
        row.title, row.paragraph = said["title"], said["paragraph"]
        if not is_one:  # where both become one, their numbers would meet: the old name stays
            row.list = said["key"]
        row.save(update_fields=["list", "title", "paragraph"])


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0001_initial")]
    operations = [
        migrations.RemoveConstraint("application", "application_names_a_list"),
        migrations.AddField("application", "wanted", models.CharField(default="", max_length=400), preserve_default=False),
        migrations.AlterField("circulation", "list", models.CharField(max_length=60)),
        migrations.AddField("circulation", "title", models.CharField(default="", max_length=200), preserve_default=False),
        migrations.AddField(
            "circulation", "paragraph", models.CharField(default="", max_length=60), preserve_default=False
        ),
        migrations.AddField(
            "circulation",
            "resolution",
            models.CharField(
                choices=[
                    ("excluded", "excluded"),
                    ("consulted", "consulted"),
                    ("assembly", "assembly"),
                    ("brought", "brought"),
                ],
                default="excluded",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "name",
            "outcome",
            models.CharField(
                choices=[
                    ("pending", "Before Member States"),
                    ("final", "On the final list"),
                    ("waits", "Before the General Assembly"),
                    ("left_out", "Not on the final list"),
                ],
                default="pending",
                max_length=10,
            ),
        ),
        migrations.RunPython(name_lists, migrations.RunPython.noop),
        migrations.RemoveField("application", "preparatory"),
        migrations.RemoveField("application", "conference"),
        migrations.AddConstraint(
            "application",
            models.CheckConstraint(condition=~models.Q(wanted=""), name="application_names_its_lists"),
        ),
    ]
