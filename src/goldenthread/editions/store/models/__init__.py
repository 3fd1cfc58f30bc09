"""What the store holds. Rows are added and never changed: the database itself refuses it."""

from goldenthread.editions.store import configured  # isort: split

from goldenthread.editions.store.models.audit import AuditEvent
from goldenthread.editions.store.models.commentary import Commentary
from goldenthread.editions.store.models.decision import Decision
from goldenthread.editions.store.models.release import Approval, Release
from goldenthread.editions.store.models.request import Request

__all__ = ["Approval", "AuditEvent", "Commentary", "Decision", "Release", "Request", "configured"]
