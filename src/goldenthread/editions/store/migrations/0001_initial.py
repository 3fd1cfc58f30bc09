"""The first tables. Written by Django's makemigrations."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Commentary, approvals, releases and the audit trail."""

    initial = True

    dependencies = ()

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("asked_by", models.TextField()),
                ("approved_by", models.TextField()),
                ("approved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), _negated=True),
                            models.Q(("asked_by", ""), _negated=True),
                            models.Q(("approved_by", ""), _negated=True),
                        ),
                        name="approval_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", models.F("asked_by")), _negated=True),
                        name="approval_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("action", models.TextField()),
                ("about", models.JSONField()),
                ("before", models.CharField(max_length=64, unique=True)),
                ("seal", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1),
                            models.Q(("by", ""), _negated=True),
                            models.Q(("action", ""), _negated=True),
                            models.Q(("seal", ""), _negated=True),
                        ),
                        name="audit_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commentary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=20)),
                ("section", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("author", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("written_with", models.JSONField(default=dict)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="editions.auditevent"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "section", "version"), name="commentary_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version__gte", 1),
                            models.Q(("period", ""), _negated=True),
                            models.Q(("section", ""), _negated=True),
                            models.Q(("author", ""), _negated=True),
                        ),
                        name="commentary_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("period", models.CharField(max_length=20)),
                ("audience", models.CharField(max_length=20)),
                ("snapshot", models.TextField()),
                ("content", models.CharField(max_length=64)),
                ("manifest", models.CharField(max_length=64)),
                ("made_by", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "approval",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="editions.approval"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="editions.release",
                    ),
                ),
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
                    models.UniqueConstraint(
                        condition=models.Q(("corrects", None)),
                        fields=("period", "audience"),
                        name="release_first_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects", None), ("reason", "")),
                            models.Q(("corrects__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="release_correction_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrects", None), ("corrects__lt", models.F("number")), _connector="OR"
                        ),
                        name="release_corrects_an_earlier_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("audience", "public"), _negated=True),
                            ("approval__isnull", False),
                            _connector="OR",
                        ),
                        name="release_public_is_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1),
                            models.Q(("period", ""), _negated=True),
                            models.Q(("audience", ""), _negated=True),
                            models.Q(("snapshot", ""), _negated=True),
                            models.Q(("content", ""), _negated=True),
                            models.Q(("manifest", ""), _negated=True),
                            models.Q(("made_by", ""), _negated=True),
                        ),
                        name="release_is_whole",
                    ),
                ],
            },
        ),
    ]
