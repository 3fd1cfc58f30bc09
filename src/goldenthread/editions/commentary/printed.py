"""What each reference printed when its section was written, kept as `printed.csv` beside the sections."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.editions.commentary.binding import Bound

FILE = "printed.csv"
COLUMNS = ("section", "reference", "printed")


def read_printed(text: str, file: str = FILE) -> dict[str, dict[str, str]]:
    """What each reference printed when its section was written, by section: `printed.csv` beside them."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        where, columns = Place(file), ",".join(COLUMNS)
        raise RefusedInput(
            "The columns are not those of what was printed.", where=where, do=f"They are: {columns}."
        )
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["section"], {})[row["reference"]] = row["printed"]
    return found


def printed_csv(sections: Iterable[Bound]) -> str:
    """The same of sections as they are bound now."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (one.section, reference, text) for one in sections for reference, text in one.printed.items()
    )
    return out.getvalue()
