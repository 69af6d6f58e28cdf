import pytest
from django.db.migrations.recorder import MigrationRecorder

from secretariat.frame.serving import make_at_once
from secretariat.keeping.services.copying import migrate


def shape(connection):
    """What a database is: of each table its columns and what holds between and within them, and how it is stored."""
    with connection.cursor() as cursor:
        look = connection.introspection
        found = {}
        for name in look.table_names(cursor):
            columns = sorted(str(tuple(column)) for column in look.get_table_description(cursor, name))
            held = sorted(str(sorted(each.items())) for each in look.get_constraints(cursor, name).values())
            found[name] = [columns, held]
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type NOT IN ('table', 'index') ORDER BY name")
            found["beside"] = [list(row) for row in cursor.fetchall()]
        return found


def cleared(connection):
    """Take every table away."""
    connection.disable_constraint_checking()
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(
                f"DROP TABLE {connection.ops.quote_name(name)}{' CASCADE' * (connection.vendor != 'sqlite')}"
            )
    connection.enable_constraint_checking()


@pytest.mark.django_db(transaction=True)
def test_tables_made_at_once_are_those_of_an_earlier_version_brought_up_to_date_step_by_step(empty):
    make_at_once("new")
    at_once, noted = shape(empty), set(MigrationRecorder(empty).applied_migrations())
    cleared(empty)
    migrate("new", [("jobs", "0001_initial")])
    assert ("jobs", "0002_asked_for") not in MigrationRecorder(empty).applied_migrations()
    migrate("new")
    assert at_once == shape(empty)
    assert noted == set(MigrationRecorder(empty).applied_migrations())
