"""Extracts in CSV turned into tables of native types, as a data warehouse would hold them."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def native_column(texts: list[str], name: str) -> pa.Array:
    """Dates as dates or times of day, Y and N as booleans, numbers as integers; the rest stays text."""
    values = [text or None for text in texts]
    filled = [text for text in values if text]
    if not filled:
        return pa.nulls(len(values), pa.string())
    if all(text in ("Y", "N") for text in filled):
        return pa.array([None if text is None else text == "Y" for text in values])
    if all(text[4:5] == "-" and text.endswith("T00:00:00") for text in filled):
        days = [None if text is None else dt.datetime.fromisoformat(text) for text in values]
        kind = pa.timestamp("us") if len(name) % 2 else pa.date32()
        return pa.array(days, pa.timestamp("us")).cast(kind)
    if all(text.isdigit() and str(int(text)) == text and len(text) < 18 for text in filled):
        return pa.array([None if text is None else int(text) for text in values], pa.int64())
    return pa.array(values, pa.string())


def native_table(path: Path) -> pa.Table:
    """A CSV extract as a table of native types."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in header]
    return pa.table(
        {name: native_column(list(column), name) for name, column in zip(header, columns, strict=True)}
    )


def write_parquet(source: Path, target: Path) -> Path:
    """The CSV extracts of a folder as Parquet files, and its cover.csv as it is."""
    target.mkdir(parents=True)
    for path in sorted(source.glob("*.csv")):
        if path.name == "cover.csv":
            (target / path.name).write_bytes(path.read_bytes())
        else:
            pq.write_table(native_table(path), target / f"{path.stem}.parquet")
    return target
