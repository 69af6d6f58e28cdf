"""The words of papers are kept by places of passages, in blocks; they are put down again from the papers."""

import django.db.models.deletion
from django.db import migrations, models

from travaux.passages.copies import marks
from travaux.passages.places import apart, packed, terms_to_keep

MARK, AT_ONCE = "≈", 400


def put_down(apps, schema_editor):
    """Number the passages of each process through, paper after paper, and put their words down, block by block."""
    alias = schema_editor.connection.alias
    papers = apps.get_model("inputs", "Submission").objects.using(alias).order_by("process_id", "number")
    first, blocks, of = 0, {}, None
    for paper, process in papers.values_list("pk", "process_id").iterator():
        if process != of:
            first, of = _written(apps, alias, of, blocks, len(blocks)), process
        last = _read(apps, alias, paper, first, blocks)
        stretch = {"process_id": process, "submission_id": paper, "first": first, "last": last}
        apps.get_model("inputs", "Posted").objects.using(alias).create(**stretch)
        first = last
        _written(apps, alias, of, blocks, len(blocks) - 1)
    _written(apps, alias, of, blocks, len(blocks))


def _read(apps, alias, paper, first, blocks):
    """Add the terms of a paper to those of its blocks; return its last place."""
    rows = apps.get_model("inputs", "Passage").objects.using(alias).filter(submission_id=paper)
    last = first
    for ordinal, text, copied in rows.order_by("ordinal").values_list("ordinal", "text", "copy_of_id"):
        terms = terms_to_keep(text) | (set() if copied else {f"{MARK}{mark:x}" for mark in marks(text)})
        for block, bit in apart(1 << ordinal, first):
            there = blocks.setdefault(block, {})
            there.update({term: there.get(term, 0) | bit for term in terms})
        last = max(last, first + ordinal)
    return last


def _written(apps, alias, process, blocks, number):
    """Write the first blocks and forget them: no later paper stands there. Return where the next process begins."""
    posting = apps.get_model("inputs", "Posting")
    for block in sorted(blocks)[: max(0, number)]:
        rows = (
            posting(process_id=process, term=term, block=block, places=packed(bits))
            for term, bits in sorted(blocks.pop(block).items())
        )
        posting.objects.using(alias).bulk_create(rows, batch_size=AT_ONCE)
    return 0


class Migration(migrations.Migration):
    dependencies = [("inputs", "0003_learned_models_and_copies"), ("processes", "0002_editions")]

    operations = [
        migrations.DeleteModel(name="Posting"),
        migrations.CreateModel(
            name="Posted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="processes.process"
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="inputs.submission"
                    ),
                ),
            ],
            options={
                "ordering": ["first", "last"],
                "indexes": [models.Index(fields=["process", "last"], name="posted_by_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))), name="posted_from_first_to_last"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=64)),
                ("block", models.PositiveIntegerField()),
                ("places", models.BinaryField()),
                (
                    "process",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="processes.process",
                    ),
                ),
            ],
            options={
                "ordering": ["term", "block"],
                "constraints": [
                    models.UniqueConstraint(fields=("process", "term", "block"), name="posted_once_a_block")
                ],
            },
        ),
        migrations.RunPython(put_down, migrations.RunPython.noop),
    ]
