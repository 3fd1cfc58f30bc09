"""The formats of a sample: what each is, where it lies in the sample's folder, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from goldenthread.base.errors import UsageError, suggest
from goldenthread.sample import (
    annex_a,
    cin_census,
    comparators,
    shown,
    ssda903,
    truths,
    workforce_census,
    write_registers,
    write_ssd,
    written,
)
from goldenthread.sample.council import Council

ALL = "all"


@dataclass(frozen=True)
class Format:
    """A folder or file of a sample; `what` completes the line of the sample's README."""

    path: str
    what: str
    write: Callable[[Council, Path], object]


FORMATS: dict[str, Format] = {
    "ssd": Format("ssd/", "extracts in the layout of the Standard Safeguarding Dataset", write_ssd.write),
    "ssd_parquet": Format(
        "ssd_parquet/",
        "the same extracts as Parquet, with dates and numbers as such",
        write_ssd.write_parquet,
    ),
    "registers": Format(
        "registers/",
        "the council's local registers, population, localities, targets and parameters",
        write_registers.write,
    ),
    "annex_a": Format("annex_a/", "the inspection lists of the extract date", annex_a.write),
    "annex_a_csv": Format("annex_a_csv/", "the same lists as CSV files, a file a list", annex_a.write_csvs),
    "ssda903": Format(
        "ssda903/", "the returns of looked-after children, CSV files for each year", ssda903.write_csvs
    ),
    "ssda903_xml": Format("ssda903_xml/", "the last of these returns as XML", ssda903.write_xml),
    "ssda903_xlsx": Format("ssda903_xlsx/", "the same return as a workbook", ssda903.write_workbook),
    "ssda903_part": Format(
        "ssda903_part/",
        "the return of the year that goes on, to the extract date, as CSV files",
        ssda903.write_part,
    ),
    "cin": Format("cin/", "the children in need censuses, an XML file a year", cin_census.write),
    "cin_part": Format(
        "cin_part/", "the census of the year that goes on, to the extract date", cin_census.write_part
    ),
    "workforce_census": Format(
        "workforce_census/", "the social work workforce censuses, an XML file a year", workforce_census.write
    ),
    "benchmarks": Format(
        "benchmarks/",
        "figures of real areas to compare with, quoted from a report and typed in",
        comparators.write,
    ),
    "commentary": Format(
        "commentary/", "owners' words on the last month, with their figures bound", written.write
    ),
    "commentary_with_faults": Format(
        "commentary_with_faults/", "words in which every check finds something", written.write_with_faults
    ),
    "truths": Format("truths.csv", "what counting these records must give, measure by measure", truths.write),
    "shown": Format("shown.csv", "which of these truths each of the returns can show", shown.write),
}
"""By the name that asks for them, in the order in which they are written."""

USUAL = ("ssd", "registers", "annex_a", "benchmarks", "commentary", "commentary_with_faults", "truths")
"""What a sample holds unless something else is asked for."""


def chosen(text: str) -> list[str]:
    """The formats that a list of names, parted by commas, asks for; `all` asks for every one."""
    names = [name.strip().lower() for name in text.split(",")]
    if ALL in names:
        return list(FORMATS)
    _check(names)
    return [name for name in FORMATS if name in names]


def _check(names: Iterable[str]) -> None:
    for name in names:
        if name not in FORMATS:
            raise UsageError(f"A sample has no format '{name}'.", do=suggest(name, [*FORMATS, ALL]))
