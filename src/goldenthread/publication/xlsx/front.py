"""The sheets before the tables: cover, contents, notes, symbols."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.dataset import is_raw, rounded_words
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Document
from goldenthread.publication.xlsx.sheet import Jump, Sheet

COVER, CONTENTS, NOTES, SYMBOLS = "Cover", "Contents", "Notes", "Symbols"

_ROUNDING = {
    True: "Numbers in cells are as computed and are shown rounded once, half up. Changes, usual ranges and "
    "published figures are held as they are printed.",
    False: "Numbers in cells have the digits that are printed, and no more.",
}

_SCOPE = (
    "The workbook holds the tables of the edition. What the text says of them, and the charts, "
    "stand in its pages, slides and paper."
)
_PROOF = (
    "The proof code in the last column of a row is that of its result: whoever looks after this software "
    "proves the figure by it, and computes it again to the last digit."
)


def front_sheets(edition: Edition, document: Document, tables: Sequence[Sheet]) -> list[Sheet]:
    """The four sheets; the contents name every other one."""
    notes = notes_sheet(edition, document)
    symbols = Sheet(
        SYMBOLS,
        "Symbols and shorthand",
        ("What stands in the place of a number, or beside it.",),
        ("Symbol", "Meaning"),
        document.symbols,
    )
    listed = (notes, symbols, *tables)
    contents = Sheet(
        CONTENTS,
        "Contents",
        ("Each line leads to a sheet.",),
        ("Sheet", "What it holds"),
        tuple((Jump(each.name, each.name), each.title) for each in listed),
    )
    return [_cover(edition, document), contents, notes, symbols]


def _cover(edition: Edition, document: Document) -> Sheet:
    synthetic = (document.synthetic,) if document.synthetic else ()
    standing = tuple(f"{name}: {said}" for name, said in document.standing)
    audience = audience_of(edition.audience).words()
    ways = (Jump("Contents", CONTENTS), Jump("Notes", NOTES), Jump("Symbols and shorthand", SYMBOLS))
    title = f"{document.title}: tables"
    return Sheet(COVER, title, (*synthetic, *standing, audience, _SCOPE, *ways))


def notes_sheet(edition: Edition, document: Document) -> Sheet:
    """How the workbook is to be read, and what must be known of the data."""
    said = dict.fromkeys(
        (
            _ROUNDING[is_raw(edition)],
            *rounded_words(edition),
            "Percentages are numbers from 0 to 100, shown with their sign.",
            document.rounding,
            *((_PROOF,) if audience_of(edition.audience).proofs else ()),
            edition.population_note,
            *edition.notes,
        )
    )
    rows = tuple((f"Note {number}", text) for number, text in enumerate(filter(None, said), start=1))
    return Sheet(NOTES, "Notes", (), ("Note", "What it says"), rows)
