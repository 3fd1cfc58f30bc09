"""The audit trail: who did what when, each line sealed over the one before it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class AuditEvent(models.Model):
    """One line. `before` is the seal of the line before it: unique, so that the trail never forks."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.TextField()
    action = models.TextField()
    about = models.JSONField()
    before = models.CharField(max_length=64, unique=True)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        """Lines in their order; every line says who and what."""

        app_label = "editions"
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(by="") & ~Q(action="") & ~Q(seal=""), name="audit_is_whole"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
