"""Commentary: each version of the words about a section of an edition."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from goldenthread.editions.store.models.audit import AuditEvent


class Commentary(models.Model):
    """One version. `written_with`: the figures that the words named, as they were printed when written.

    A version without text withdraws the words before it.
    """

    period = models.CharField(max_length=20)
    section = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    text = models.TextField()
    author = models.TextField()
    written_at = models.DateTimeField()
    written_with = models.JSONField(default=dict)
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT)

    class Meta:
        """One row a version; each says who wrote it."""

        app_label = "editions"
        constraints = (
            models.UniqueConstraint(fields=("period", "section", "version"), name="commentary_version_once"),
            models.CheckConstraint(
                condition=Q(version__gte=1) & ~Q(period="") & ~Q(section="") & ~Q(author=""),
                name="commentary_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.period} {self.section}, version {self.version}"
