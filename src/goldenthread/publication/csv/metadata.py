"""What the tidy tables hold, for machines: metadata by the W3C's standard for tabular data (CSVW)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from goldenthread.base.dates import day_words
from goldenthread.publication.content.dataset import is_raw, rounded_words
from goldenthread.publication.content.words import SYMBOLS
from goldenthread.publication.csv.tidy import TidyTable
from goldenthread.publication.edition import Edition

_DIGITS = {
    True: "Numbers are as computed, unrounded; the pages round once, half up.",
    False: "Numbers have the digits that are printed, and no more.",
}
_MARKS = (
    "A text that a spreadsheet could take for a formula has an apostrophe before it: one whose first visible "
    "character is = + - @, also in full width, or that begins with a tab or a line's end. Numbers have none."
)


def metadata(edition: Edition, tables: Sequence[TidyTable]) -> bytes:
    """The metadata as JSON. The same edition gives the same text."""
    said = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": f"{edition.authority_name}, {edition.period.words()}",
        "dc:description": f"Data to {day_words(edition.data_date)}. {edition.population_note}",
        "rdfs:comment": [_DIGITS[is_raw(edition)], *rounded_words(edition), _MARKS],
        "notes": [{"symbol": symbol, "meaning": meaning} for symbol, meaning in SYMBOLS],
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\n"]},
        "tables": [_table(table) for table in tables],
    }
    return (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode()


def _table(table: TidyTable) -> dict[str, object]:
    return {
        "url": f"{table.stem}.csv",
        "dc:description": table.says,
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "datatype": column.kind,
                    "dc:description": column.says,
                }
                for column in table.columns
            ]
        },
    }
