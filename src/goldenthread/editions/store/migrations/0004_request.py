"""Requests for a release. Written by Django's makemigrations; the guard by hand."""

import django.db.models.deletion
from django.db import migrations, models

from goldenthread.editions.store.guards import guard


class Migration(migrations.Migration):
    """What somebody asked to release, for a second person to approve."""

    dependencies = [
        ("editions", "0003_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="Request",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("period", models.CharField(max_length=20)),
                ("audience", models.CharField(max_length=20)),
                ("formats", models.TextField()),
                ("content", models.CharField(max_length=64)),
                ("corrects", models.PositiveIntegerField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("asked_by", models.TextField()),
                ("asked_at", models.DateTimeField()),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="editions.auditevent"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1),
                            models.Q(("period", ""), _negated=True),
                            models.Q(("audience", ""), _negated=True),
                            models.Q(("formats", ""), _negated=True),
                            models.Q(("content", ""), _negated=True),
                            models.Q(("asked_by", ""), _negated=True),
                        ),
                        name="request_is_whole",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard("editions_request"), migrations.RunPython.noop),
    ]
