"""A table of published figures as large as the Local Authority Interactive Tool's."""

from __future__ import annotations

import random
from itertools import islice, product
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FIGURES = 641_070
SERIES, AREAS, YEARS = range(434), range(201, 371), range(2016, 2026)
MISSING = 0.15
"""Share of cells that hold a symbol."""


def write_published(path: Path) -> None:
    """Write it: the layout and size of the real table, with drawn figures, some with binary tails."""
    drawn = random.Random(1)
    cells = list(islice(product(SERIES, YEARS, AREAS), FIGURES))
    figures = [
        "-" if drawn.random() < MISSING else f"{drawn.uniform(0, 100):.{drawn.choice((1, 17))}f}"
        for _ in cells
    ]
    table = pa.table(
        {
            "Short Desc": [f"Series_{series}" for series, _, _ in cells],
            "Data item": pa.nulls(len(cells), pa.string()),
            "Years": [str(year) for _, year, _ in cells],
            "LA and Regions": [f"Area {area}" for _, _, area in cells],
            "Values": figures,
            "LA Number": [float(area) for _, _, area in cells],
            "Region": ["South East"] * len(cells),
        }
    )
    pq.write_table(table, path)
