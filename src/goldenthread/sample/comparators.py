"""Comparators of the sample: figures of other areas, quoted from a real report and typed into the template.

They are those that a city council's monthly report of December 2023 set beside its own, and that no published
file supplies: a regional group's quarterly sets and court applications of a quarter. The report names the
quarter of the court applications alone; the same one is taken for the others, and their source says so. The
areas are real, the council that is set beside them is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goldenthread.model.published_periods import QUARTER
from goldenthread.sample.council import Council
from goldenthread.sample.write_ssd import write_csv
from goldenthread.sources.published.typed import NEEDED, OPTIONAL

FILE = "typed_in.csv"
PERIOD = "2023-24 Q2"
QUOTED_ON = "2023-12-31"
"""The end of the month of the report; when its sources were published it does not say."""

STATED = "Typed in for the sample, as quoted in a city council's report of December 2023"
UNSTATED = f"{STATED}, which gives no period: the quarter of its court figures is taken"

ENGLAND, SOUTH_EAST = "England", "E12000008"
PORTSMOUTH, HAMPSHIRE, ISLE_OF_WIGHT = "851", "850", "921"
NAMES = {PORTSMOUTH: "Portsmouth", HAMPSHIRE: "Hampshire", ISLE_OF_WIGHT: "Isle of Wight"}


@dataclass(frozen=True)
class Quoted:
    """A series as the catalogue describes it, where its figures are quoted from, and these by area."""

    series: str
    name: str
    unit: str
    source: str
    figures: dict[str, str]


QUOTED = (
    Quoted(
        "REGION:rereferrals_12m_pct",
        "Referrals within 12 months of an earlier one, in the quarter",
        "percent",
        UNSTATED,
        {SOUTH_EAST: "28", PORTSMOUTH: "33", HAMPSHIRE: "41", ISLE_OF_WIGHT: "45"},
    ),
    Quoted(
        "REGION:early_help_rate",
        "Children in early help per 10,000",
        "per 10,000",
        UNSTATED,
        {SOUTH_EAST: "122"},
    ),
    Quoted(
        "Cafcass:children_per_10000_quarter",
        "Children in care applications per 10,000 in the quarter",
        "per 10,000 in the quarter",
        STATED,
        {ENGLAND: "4.0", SOUTH_EAST: "3.1", PORTSMOUTH: "8.0", HAMPSHIRE: "3.5", ISLE_OF_WIGHT: "5.1"},
    ),
)


def write(_council: Council, folder: Path) -> None:
    """The figures in the layout of `benchmarks template`; they are the same for every council of a sample."""
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / FILE, [*NEEDED, *OPTIONAL], rows())


def rows() -> Iterator[list[str]]:
    """One row a figure, in the order of the template's columns."""
    for one in QUOTED:
        for area, value in one.figures.items():
            cells = {
                "series": one.series,
                "area": area,
                "period": PERIOD,
                "value": value,
                "source": one.source,
                "released": QUOTED_ON,
                "period_kind": QUARTER,
                "unit": one.unit,
                "name": one.name,
                "area_name": NAMES.get(area, ""),
            }
            yield [cells.get(column, "") for column in (*NEEDED, *OPTIONAL)]
