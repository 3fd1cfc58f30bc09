"""Sources: one reader a standard, from files as they arrive to canonical rows, every row accounted for."""

from __future__ import annotations

from goldenthread.sources.delivery import read
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import Delivery, Reading

__all__ = ["Delivery", "Identities", "Reading", "read"]
