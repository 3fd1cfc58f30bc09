"""Requests: what somebody asked to release, that a second person has to approve."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from goldenthread.editions.store.models.audit import AuditEvent


class Request(models.Model):
    """One request. `content` is the hash of what the edition said when it was asked for: the approval is of
    that and of nothing else. `formats` are those that are to go out, with commas between."""

    number = models.PositiveIntegerField(primary_key=True)
    period = models.CharField(max_length=20)
    audience = models.CharField(max_length=20)
    formats = models.TextField()
    content = models.CharField(max_length=64)
    corrects = models.PositiveIntegerField(null=True)
    reason = models.TextField(blank=True)
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT)

    class Meta:
        """Each says what is asked for, and who asks."""

        app_label = "editions"
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(number__gte=1)
                & ~Q(period="")
                & ~Q(audience="")
                & ~Q(formats="")
                & ~Q(content="")
                & ~Q(asked_by=""),
                name="request_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"request {self.number}"
