"""The columns of the star and their types: plain ones, which every reporting tool reads."""

from __future__ import annotations

import pyarrow as pa

FACT_RESULT = pa.schema(
    [
        ("result_key", pa.int32()),
        ("edition_key", pa.int32()),
        ("authority_key", pa.int32()),
        ("measure_key", pa.int32()),
        ("period_key", pa.int32()),
        ("group_key", pa.int32()),
        ("status_key", pa.int32()),
        ("target_key", pa.int32()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("value", pa.float64()),
        ("target_level", pa.float64()),
        ("definition_version", pa.int32()),
        ("snapshot", pa.string()),
        ("flags", pa.string()),
        ("reason", pa.string()),
        ("proof", pa.string()),
    ]
)
"""`target_level` is the target's level on the last day of the period: on a line to the next, between both."""

_TEXT, _KEY, _WHOLE, _YES, _DAY, _REAL = (
    pa.string(), pa.int32(), pa.int32(), pa.bool_(), pa.date32(), pa.float64()
)  # fmt: skip

MEASURE = {
    "measure_key": _KEY,
    "measure": _TEXT,
    "name": _TEXT,
    "subject": _TEXT,
    "priority_order": _WHOLE,
    "priority": _TEXT,
    "form": _TEXT,
    "timing": _TEXT,
    "polarity": _TEXT,
    "unit": _TEXT,
    "decimals": _WHOLE,
    "definition": _TEXT,
    "why": _TEXT,
    "owner": _TEXT,
    "version": _WHOLE,
}
PERIOD = {
    "period_key": _KEY,
    "period": _TEXT,
    "name": _TEXT,
    "kind": _TEXT,
    "first_day": _DAY,
    "last_day": _DAY,
    "months": _WHOLE,
    "calendar_year": _WHOLE,
    "month_of_year": _WHOLE,
    "financial_year": _TEXT,
}
GROUP = {
    "group_key": _KEY,
    "breakdown": _TEXT,
    "group": _TEXT,
    "breakdown_name": _TEXT,
    "group_name": _TEXT,
    "is_total": _YES,
    "is_crossed": _YES,
    "overlaps": _YES,
}
AUTHORITY = {
    "authority_key": _KEY,
    "authority": _TEXT,
    "name": _TEXT,
    "number": _TEXT,
    "region_code": _TEXT,
    "region_name": _TEXT,
    "synthetic": _YES,
}
STATUS = {"status_key": _KEY, "status": _TEXT, "printed": _TEXT, "meaning": _TEXT}
TARGET = {
    "target_key": _KEY,
    "measure": _TEXT,
    "scope": _TEXT,
    "level": _REAL,
    "amber_margin": _REAL,
    "basis": _TEXT,
    "source": _TEXT,
    "valid_from": _DAY,
    "valid_to": _DAY,
    "trajectory": _TEXT,
}
EDITION = {
    "edition_key": _KEY,
    "period": _TEXT,
    "period_name": _TEXT,
    "audience": _TEXT,
    "data_date": _DAY,
    "snapshot": _TEXT,
    "population_note": _TEXT,
}
