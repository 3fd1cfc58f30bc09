"""A received file opened once more as text, to find the row that a stored one was read from."""

from __future__ import annotations

from pathlib import PurePosixPath

from goldenthread.sources.csv_files import read_csv
from goldenthread.sources.parquet import read_parquet
from goldenthread.sources.reading import RawTable
from goldenthread.sources.recognise import KNOWN, PARQUET_ENDINGS, TEXT_ENDINGS
from goldenthread.sources.returns import children_of
from goldenthread.sources.ssda903 import is_return, read_return
from goldenthread.sources.workbook import open_workbook
from goldenthread.sources.xml_files.look import is_xml


def raw_tables(name: str, content: bytes) -> list[RawTable]:
    """The sheets, or the one table, of a file that was read before."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in PARQUET_ENDINGS:
        return [read_parquet(name, content).table]
    if suffix in TEXT_ENDINGS:
        return [read_csv(name, content, KNOWN).table]
    if is_xml(content):
        if is_return(content):
            return [one.table for one in read_return(name, content)]
        return children_of(name, content)
    return list(open_workbook(name, content).tables)
