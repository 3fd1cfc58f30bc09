"""Where spreadsheets stop: a file that ends there, or a cell that is full, has lost the rest: fault L10."""

from __future__ import annotations

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.csv_files import SPREADSHEET_LIMITS, read_csv
from goldenthread.sources.csv_shape import CELL_LIMIT

HEAD = b"person_id,start_date,note\n"
SIZES = [limit + more for limit in SPREADSHEET_LIMITS for more in (-1, 0, 1)]
CELLS = [CELL_LIMIT - 1, CELL_LIMIT, CELL_LIMIT + 1]


def is_refused(content: bytes) -> bool:
    try:
        read_csv("extract.csv", content)
    except RefusedInput as refusal:
        return bool(refusal.where) and "spreadsheet" in f"{refusal.what} {refusal.why} {refusal.do}".lower()
    return False


@pytest.mark.faults
def test_a_file_or_a_cell_at_the_limit_is_refused_and_beside_it_is_not(
    record_property: pytest.RecordProperty,
) -> None:
    """The header is a row of the sheet as well."""
    for rows in SIZES:
        assert is_refused(HEAD + b"1,2023-01-01,x\n" * (rows - 1)) == (rows in SPREADSHEET_LIMITS), rows
    for length in CELLS:
        long = b"1,2023-01-01," + b"x" * length + b"\n"
        assert is_refused(HEAD + long + b"2,2023-01-01,x\n") == (length >= CELL_LIMIT), length
    record_property("count", f"L10: {len(SIZES)} files and {len(CELLS)} cells at and beside the limits")
