"""The least that this machine needs for a job: the same bytes, handled by the plainest means there is."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.parsers import expat

import duckdb
from pyarrow import csv

from benchmarks.clock import timed


def reading(files: Iterable[Path]) -> float:
    """Reading CSV files by Arrow's own reader, in one thread, kept as text or what it guesses."""
    listed = list(files)
    alone = csv.ReadOptions(use_threads=False)
    return timed(lambda: [csv.read_csv(file, alone).num_rows for file in listed])[1].clock


def copying(files: Iterable[Path], beside: Path) -> float:
    """Reading Parquet files and writing them anew."""
    beside.mkdir(exist_ok=True)
    pairs = [(file, beside / file.name) for file in files]
    engine = duckdb.connect(config={"threads": 1})
    return timed(
        lambda: [
            engine.execute(f"COPY (FROM read_parquet('{old}')) TO '{new}' (FORMAT parquet, COMPRESSION zstd)")
            for old, new in pairs
        ]
    )[1].clock


def scanning(files: Iterable[Path]) -> float:
    """Looking once at every value of Parquet files: a sum over the hashes of their rows."""
    listed = list(files)
    engine = duckdb.connect(config={"threads": 1})
    return timed(
        lambda: [
            engine.execute(f"SELECT sum(hash(t)) FROM read_parquet('{file}') t").fetchall() for file in listed
        ]
    )[1].clock


def writing(files: Iterable[Path], beside: Path) -> float:
    """Writing the bytes of files."""
    beside.mkdir(exist_ok=True)
    contents = [file.read_bytes() for file in files]
    return timed(
        lambda: [(beside / str(number)).write_bytes(content) for number, content in enumerate(contents)]
    )[1].clock


def walking(file: Path) -> float:
    """Parsing an XML file by expat, which is told to do nothing with it."""
    content = file.read_bytes()
    parser = expat.ParserCreate()
    return timed(lambda: parser.Parse(content, True))[1].clock


def unpacking(file: Path) -> float:
    """Unpacking every part of a workbook."""
    with zipfile.ZipFile(file) as book:
        return timed(lambda: [len(book.read(part)) for part in book.infolist()])[1].clock
