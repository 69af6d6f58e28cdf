from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from the rows that 0003 mends: PostgreSQL changes no table whose rows the same transaction has changed."""

    dependencies = [("people", "0003_handovers")]
    operations = [
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=~models.Q(email__contains="\n") & ~models.Q(email__contains="\r"),
                name="an_address_is_one_line",
            ),
        ),
    ]
