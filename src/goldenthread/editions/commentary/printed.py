"""What each reference printed when its section was written, kept as `printed.csv` beside the sections."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from goldenthread.base.errors import Place, RefusedInput

FILE = "printed.csv"
COLUMNS = ("section", "reference", "printed")


def read_printed(text: str, file: str = FILE) -> dict[str, dict[str, str]]:
    """What each reference printed when its section was written, by section: `printed.csv` beside them."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        where, columns = Place(file), ",".join(COLUMNS)
        raise RefusedInput(
            "The columns are not those of what was printed.", where=where, do=f"Its first line is: {columns}."
        )
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if None in row or None in row.values():
            where = Place(file, row=rows.line_num)
            raise RefusedInput("A line has not three cells.", where=where, do="Take it out, or mend it.")
        found.setdefault(row["section"], {})[row["reference"]] = row["printed"]
    return found


def printed_csv(sections: Mapping[str, Mapping[str, str]]) -> str:
    """The file of what the references of each section printed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (section, reference, text)
        for section, printed in sorted(sections.items())
        for reference, text in printed.items()
    )
    return out.getvalue()
