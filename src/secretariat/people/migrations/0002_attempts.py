from django.core.management import call_command
from django.db import migrations

TABLE = "people_attempts"


def make(apps, schema_editor):
    """Make the table in which attempts to sign in are counted, for every process of the site."""
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def unmake(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
