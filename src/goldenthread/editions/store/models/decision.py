"""Decisions of a person on words of commentary: what stays in an edition, by whose decision, and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from goldenthread.editions.store.models.audit import AuditEvent


class Decision(models.Model):
    """One decision. `key` is of exact words: when they change, nothing is decided."""

    period = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    decided_by = models.TextField()
    decided_on = models.DateField()
    reason = models.TextField()
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT)

    class Meta:
        """One decision on the same words of a month; each says who and why."""

        app_label = "editions"
        constraints = (
            models.UniqueConstraint(fields=("period", "key"), name="decision_once"),
            models.CheckConstraint(
                condition=~Q(period="") & ~Q(key="") & ~Q(decided_by="") & ~Q(reason=""),
                name="decision_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"decision {self.key} of {self.period}"
