"""The hand-over form of a synthetic council: rows of the canonical tables, ready to be written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
"""One row of a canonical table: column name to value (date, text, number, bool or None)."""


@dataclass(frozen=True)
class Council:
    """A SYNTHETIC council: no person in it exists.

    `tables` holds rows under the names and columns of the canonical model, without the common
    columns (authority, source_std, load_id, as_at). Absence is None.
    """

    authority: str
    name: str
    extracted_on: dt.date
    tables: dict[str, list[Row]]
