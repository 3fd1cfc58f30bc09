"""Small files of published statistics, typed by hand, in the layouts in which they are published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goldenthread.model.published import PublishedFile
from goldenthread.sources.published import PublishedDelivery, read_published

TODAY = dt.date(2024, 1, 10)


def lait(folder: Path, rows: Iterable[tuple[str, str, str, str]], name: str = "long.parquet") -> Path:
    """LAIT's long table: rows of short description, year, LA number, value. Names follow from the number."""
    found = list(rows)
    table = pa.table(
        {
            "Short Desc": [row[0] for row in found],
            "Data item": [row[0] for row in found],
            "Years": [row[1] for row in found],
            "LA and Regions": [f"Area {row[2]}" for row in found],
            "Values": [row[3] for row in found],
            "LA Number": [float(row[2]) if row[2] else None for row in found],
            "Region": ["NA" if row[2].startswith("9") else "South East" for row in found],
        },
        schema=pa.schema(
            [
                *(
                    (one, pa.string())
                    for one in ("Short Desc", "Data item", "Years", "LA and Regions", "Values")
                ),
                ("LA Number", pa.float64()),
                ("Region", pa.string()),
            ]
        ),
    )
    path = folder / name
    pq.write_table(table, path)
    return path


DICTIONARY = (
    *("Measure_code", "Measure", "Measure_short", "Polarity", "y_axis_name", "Last Update"),
    *("Methodology", "dps", "Year_Type", "No_Quartile"),
)


def dictionary(folder: Path, rows: Iterable[dict[str, str]], name: str = "dictionary.csv") -> Path:
    """LAIT's dictionary: everything in quotes, and the odd line ends that its texts have."""
    lines = [",".join(f'"{one}"' for one in DICTIONARY)]
    usual = {"Methodology": "First line\r\r\nsecond line", "dps": "NA", "No_Quartile": "NA"}
    lines += [",".join(f'"{ {**usual, **row}.get(one, "") }"' for one in DICTIONARY) for row in rows]
    path = folder / name
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode())
    return path


def ees(
    folder: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    name: str = "c1_children_2013_to_2025.csv",
    *,
    ends: str = "\n",
    bom: bool = False,
) -> Path:
    """A file of explore education statistics with the columns and cells given."""
    lines = [",".join(header), *(",".join(row) for row in rows)]
    path = folder / name
    path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + (ends.join(lines) + ends).encode())
    return path


PLACES = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "old_la_code", "new_la_code", "la_name"),
)
ENGLAND = ("National", "E92000001", "England", "", "", "", "", "")
SOUTH_EAST = ("Regional", "E92000001", "England", "E12000008", "South East", "", "", "")


def authority(number: str, code: str, name: str) -> tuple[str, ...]:
    """The place columns of an authority of the South East."""
    return ("Local authority", "E92000001", "England", "E12000008", "South East", number, code, name)


def row(period: str, place: Sequence[str], *cells: str, kind: str = "Reporting year") -> tuple[str, ...]:
    """One row: period, place, then filters and figures."""
    return (period, kind, *place, *cells)


def neighbours(
    folder: Path, sets: dict[str, Sequence[str]], name: str = "sn_april_2021.csv", *, odd: bool = False
) -> Path:
    """A set of neighbours as CSV; `odd` adds the blank row, the heading and the older set below it."""
    header = ["LA num", "LA Name", "LA number", "GOInd", "GOReg"]
    header += [cell for place in range(1, 11) for cell in (f"SN{place}", "SNP")]
    lines = [",".join(header) + ","]
    for own, those in sets.items():
        cells = [own, f"Area {own}", own, "8", "South East"]
        cells += [cell for one in those for cell in (one, "Close " if one != "-" else "-")]
        lines.append(",".join(cells) + ",")
    if odd:
        older = [cell for one in range(901, 911) for cell in (str(one), "Very Close")]
        lines += [
            "," * 25,
            "x,Old SNs:" + "," * 24,
            ",".join(["835", "Gone", "835", "7", "SW", *older]) + ",",
        ]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


TEN = tuple(str(number) for number in range(801, 811))


def read_one(path: Path, **more: object) -> PublishedFile:
    """The one file, which must be taken."""
    delivery = read_published([path], today=TODAY, **more)  # type: ignore[arg-type]
    assert delivery.not_taken == ()
    (file,) = delivery.files
    return file


def why_not(path: Path, **more: object) -> str:
    """Why the one file is not taken."""
    delivery = read_published([path], today=TODAY, **more)  # type: ignore[arg-type]
    assert delivery.files == ()
    ((_, reason),) = delivery.not_taken
    return reason


def figures(file: PublishedFile) -> dict[tuple[str, str, str], float | str]:
    """Figures and symbols by series, area and period."""
    return {
        (one["series"], one["area"], one["label"]): one["symbol"] if one["value"] is None else one["value"]
        for one in file.values.to_pylist()
    }


def shared_benchmarks() -> Path:
    """The real files beside the checkout; the test is skipped, with a message, where they are not there."""
    folder = Path(__file__).parents[3] / "shared" / "data" / "benchmarks"
    if not folder.is_dir():
        pytest.skip("the published files are not beside the checkout (shared/data/benchmarks)")
    return folder


@cache
def real_delivery() -> PublishedDelivery:
    """All real files, read once for all tests of a process that look at them."""
    root = shared_benchmarks()
    return read_published([path for path in sorted(root.rglob("*")) if path.is_file()], today=TODAY)
