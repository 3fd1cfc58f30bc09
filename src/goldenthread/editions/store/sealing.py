"""The seal of a line of the audit trail: a hash over all it says and over the seal of the line before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

FIRST = ""
"""What the first line has in the place of the seal before it."""


def seal_of(
    number: int, at: dt.datetime, by: str, action: str, about: Mapping[str, object], before: str
) -> str:
    """The seal of a line."""
    return digest([number, at.astimezone(dt.UTC).isoformat(), by, action, about, before])


def digest(said: object) -> str:
    """The SHA-256 of anything that JSON can say, whatever the order of its keys."""
    return bytes_digest(json.dumps(said, sort_keys=True, ensure_ascii=False).encode())


def bytes_digest(held: bytes) -> str:
    """The SHA-256 of bytes."""
    return hashlib.sha256(held).hexdigest()
