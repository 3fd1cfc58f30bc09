"""Decisions on words. Written by Django's makemigrations; the guard by hand."""

import django.db.models.deletion
from django.db import migrations, models

from goldenthread.editions.store.guards import guard


class Migration(migrations.Migration):
    """What a person decided on words of commentary."""

    dependencies = [
        ("editions", "0002_rows_are_never_changed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=64)),
                ("decided_by", models.TextField()),
                ("decided_on", models.DateField()),
                ("reason", models.TextField()),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="editions.auditevent"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("period", "key"), name="decision_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("period", ""), _negated=True),
                            models.Q(("key", ""), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="decision_is_whole",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard("editions_decision"), migrations.RunPython.noop),
    ]
