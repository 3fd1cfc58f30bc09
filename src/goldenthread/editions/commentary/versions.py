"""Which words stood when a folder was taken out, kept as `versions.csv` beside the sections: so that words
which somebody else wrote meanwhile are not taken back by who did not touch them."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.base.errors import Place, RefusedInput

FILE = "versions.csv"
COLUMNS = ("section", "version", "words")


@dataclass(frozen=True)
class Base:
    """The version of a section that a writer began with, and the hash of its words; 0 where none stood."""

    version: int
    words: str


def hash_of(text: str) -> str:
    """The hash of words as a reader has them: how an editor ends lines or begins the file changes none."""
    lines = text.removeprefix("\ufeff").splitlines()
    said = "\n".join(line.rstrip() for line in lines).rstrip()
    return hashlib.sha256(said.encode()).hexdigest()[:16]


NONE = Base(0, hash_of(""))
"""The base of a section of which nothing stood."""


def read_versions(text: str, file: str = FILE) -> dict[str, Base]:
    """The base of each section. Raises RefusedInput with file and row for what is none."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise RefusedInput(
            "The columns are not those of versions.",
            where=Place(file),
            do=f"Its first line is: {','.join(COLUMNS)}. Export the words again into another folder.",
        )
    found = {}
    for row in rows:
        if (
            None in row
            or None in row.values()
            or not row["version"].isascii()
            or not row["version"].isdigit()
        ):
            raise RefusedInput(
                "A line is not a section, its version and the hash of its words.",
                where=Place(file, row=rows.line_num),
                why="It says which words you began with.",
                do="Export the words again into another folder, and put yours in there.",
            )
        found[row["section"]] = Base(int(row["version"]), row["words"])
    return found


def versions_csv(bases: Mapping[str, Base]) -> str:
    """The file of the base of each section; of one of which nothing stood it says nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (section, one.version, one.words) for section, one in sorted(bases.items()) if one.version
    )
    return out.getvalue()
