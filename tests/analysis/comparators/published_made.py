"""Published figures made for tests of comparison: a few authorities, two editions of neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from goldenthread.engine.cards import shipped_measures
from goldenthread.sources.published import read_published
from goldenthread.warehouse.published.statistics import PublishedStatistics
from tests.support.published import (
    PLACES,
    TEN,
    TODAY,
    authority,
    dictionary,
    ees,
    lait,
    neighbours,
    row,
)

MEASURES = shipped_measures()
OTHER_TEN = tuple(str(number) for number in range(811, 821))


def statistics(*paths: Path) -> PublishedStatistics:
    """What files give, as if they were loaded."""
    delivery = read_published(paths, today=TODAY)
    assert delivery.not_taken == ()
    return PublishedStatistics(delivery.files)


def places(folder: Path, numbers: Iterable[str] = ("852",)) -> Path:
    """A file that links numbers with codes."""
    rows = [row("2023", authority(one, f"E06000{one}", f"Area {one}"), "1") for one in numbers]
    return ees(folder, (*PLACES, "n"), rows, "places.csv")


def made(
    folder: Path,
    code: str,
    values: dict[str, str],
    *more: tuple[str, str, str, str],
    polarity: str = "Low",
    kind: str = "Annual",
    no_quartile: str = "NA",
    year: str = "2023",
    others: Sequence[Path] = (),
) -> PublishedStatistics:
    """One series of LAIT with its values by number for a year, two editions of neighbours, the dictionary."""
    rows = [(code, year, area, value) for area, value in values.items()]
    described = {"Measure_short": code, "Polarity": polarity, "Year_Type": kind, "No_Quartile": no_quartile}
    return statistics(
        lait(folder, [*rows, *more]),
        dictionary(folder, [described]),
        neighbours(folder, {"852": TEN}, "sn_april_2021.csv"),
        neighbours(folder, {"852": OTHER_TEN}, "sn_may_2025.csv"),
        places(folder),
        *others,
    )
