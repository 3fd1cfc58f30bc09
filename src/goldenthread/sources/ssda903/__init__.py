"""SSDA903: the yearly return of children looked after, as CSV files, as XML or as a workbook.

Tables are known by their fields, years by the dates in them. Each year is a reading of its own; what follows
from the episodes of several years together is worked out by `journeys` where they are all at hand.
"""

from __future__ import annotations

from goldenthread.sources.ssda903.reader import read_ssda903
from goldenthread.sources.ssda903.return_sets import years_in_path
from goldenthread.sources.ssda903.tables import FIELDS, TABLES_903, named, table_903
from goldenthread.sources.ssda903.xml_file import is_return, read_return

__all__ = [
    "FIELDS",
    "TABLES_903",
    "is_return",
    "named",
    "read_return",
    "read_ssda903",
    "table_903",
    "years_in_path",
]
