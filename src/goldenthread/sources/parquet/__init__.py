"""Parquet files, opened in a process of their own; every cell as the text it would have in a CSV file."""

from __future__ import annotations

import json
from dataclasses import asdict

import pyarrow as pa

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.confined import Refusal, check_size, run_confined
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.parquet.limits import LIMITS, Limits, damaged, too_big
from goldenthread.sources.reading import RawTable

__all__ = ["LIMITS", "MAGIC", "Limits", "read_parquet"]

MAGIC = b"PAR1"
CHILD = "goldenthread.sources.parquet.child"
REFUSED = 7
"""Exit code by which the child says that it refuses: see `child`."""

INEXACT = b"inexact"


def read_parquet(name: str, content: bytes, *, limits: Limits = LIMITS) -> CsvFile:
    """The one table of a Parquet file. Rows are numbered from 1, as records: there is no header row."""
    try:
        table = _ask(content, limits)
    except Refusal as refusal:
        raise RefusedInput(refusal.what, where=name, why=refusal.why, do=refusal.do) from None
    inexact = [bool(one.metadata and INEXACT in one.metadata) for one in table.schema]
    numeric = None
    if any(inexact):
        columns = [pa.repeat(pa.scalar(one), table.num_rows) for one in inexact]
        numeric = pa.Table.from_arrays(columns, names=table.column_names)
    cells = pa.Table.from_arrays(table.columns, names=table.column_names)
    return CsvFile(RawTable(name, None, cells, pa.array(range(1, table.num_rows + 1), pa.int64()), numeric))


def _ask(content: bytes, limits: Limits) -> pa.Table:
    check_size(content, limits.file_bytes, too_big)
    if not (content.startswith(MAGIC) and content.endswith(MAGIC) and len(content) > 2 * len(MAGIC)):
        raise damaged("it does not begin and end as one does")
    done = run_confined(
        CHILD,
        asdict(limits),
        content,
        seconds=limits.seconds,
        too_big=too_big,
        without="numpy",
        variables={"ARROW_DEFAULT_MEMORY_POOL": "system"},
    )
    if done.returncode == REFUSED:
        raise Refusal(**json.loads(done.stderr))
    if done.returncode:
        raise damaged("the process that opens it was stopped, for want of memory or by what the file says")
    return pa.ipc.open_stream(done.stdout).read_all()
