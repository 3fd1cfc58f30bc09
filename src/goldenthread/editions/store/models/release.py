"""Releases: what went out under which number, made and approved by whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from goldenthread.editions.store.models.audit import AuditEvent

PUBLIC = "public"
"""The audience for which a second person approves."""


class Approval(models.Model):
    """A second person's yes to exactly one content: `digest` is the hash of its words and figures."""

    digest = models.CharField(max_length=64)
    asked_by = models.TextField()
    approved_by = models.TextField()
    approved_at = models.DateTimeField()

    class Meta:
        """Nobody approves what they asked for."""

        app_label = "editions"
        constraints = (
            models.CheckConstraint(
                condition=~Q(digest="") & ~Q(asked_by="") & ~Q(approved_by=""), name="approval_is_whole"
            ),
            models.CheckConstraint(condition=~Q(approved_by=F("asked_by")), name="approval_by_another"),
        )

    def __str__(self) -> str:
        return f"approved by {self.approved_by}"


class Release(models.Model):
    """One release. `content` is the hash of what it says, `manifest` that of the list of its files'
    hashes."""

    number = models.PositiveIntegerField(primary_key=True)
    period = models.CharField(max_length=20)
    audience = models.CharField(max_length=20)
    snapshot = models.TextField()
    content = models.CharField(max_length=64)
    manifest = models.CharField(max_length=64)
    made_by = models.TextField()
    made_at = models.DateTimeField()
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, null=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    reason = models.TextField(blank=True)
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT)

    class Meta:
        """A month has one first release for an audience, each is corrected once, and a correction says
        why."""

        app_label = "editions"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("period", "audience"), condition=Q(corrects=None), name="release_first_once"
            ),
            models.CheckConstraint(
                condition=(Q(corrects=None) & Q(reason="")) | (Q(corrects__isnull=False) & ~Q(reason="")),
                name="release_correction_says_why",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | Q(corrects__lt=F("number")),
                name="release_corrects_an_earlier_one",
            ),
            models.CheckConstraint(
                condition=~Q(audience=PUBLIC) | Q(approval__isnull=False), name="release_public_is_approved"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1)
                & ~Q(period="")
                & ~Q(audience="")
                & ~Q(snapshot="")
                & ~Q(content="")
                & ~Q(manifest="")
                & ~Q(made_by=""),
                name="release_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"release {self.number}"
