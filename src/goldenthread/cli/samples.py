"""`sample`: invented councils to try everything on."""

from __future__ import annotations

from pathlib import Path

from goldenthread.cli.say import say, working
from goldenthread.sample import write_sample
from goldenthread.sample.formats import chosen


def make_sample(directory: Path, authorities: int, months: int, seed: int, format_: str) -> None:
    """Write the sample and say what it is."""
    formats = chosen(format_)
    with working("Writing the records of invented people") as step:
        councils = write_sample(
            directory, authorities=authorities, months=months, seed=seed, formats=formats, progress=step
        )
    for council in councils:
        rows = sum(len(table) for table in council.tables.values())
        say(f"{council.name}, {council.authority}: {rows:,} synthetic rows, extracted {council.extracted_on}")
    say(f"Written to {directory}")
