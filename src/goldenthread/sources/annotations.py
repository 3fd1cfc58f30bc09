"""The register of annotations: `annotations.csv` of a workspace, one dated entry a row."""

from __future__ import annotations

from collections.abc import Collection

from goldenthread.base.errors import Place, RefusedInput, suggest
from goldenthread.model.annotation import EVERY_MEASURE, Annotation, AnnotationKind
from goldenthread.model.table import Table
from goldenthread.model.tables.columns import choice, day, text
from goldenthread.sources.accounting import settle
from goldenthread.sources.columns import by_header
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import RawTable
from goldenthread.sources.registers.reader import take_register
from goldenthread.sources.text import clean, fold

ANNOTATIONS = Table(
    "annotations",
    "Annotations",
    "Workspace",
    (
        day("date", "First day of what happened.", required=True),
        text("measures", "The measures it is of, parted by semicolons; all, or empty, for every measure."),
        choice(
            "kind",
            tuple(AnnotationKind),
            "What it is. At a rebase and at a definition_break the limits of a chart start anew.",
            required=True,
        ),
        text("text", "What happened, in words fit for a page.", required=True),
        text("decided_by", "Who decided it; a rebase needs it."),
    ),
    ("date", "measures", "kind", "text"),
    record=False,
    authority=False,
)
"""The columns of the file. It is a setting of the workspace, and no load brings it."""

_WHY = "The entry is drawn on charts, and a rebase moves their limits."


def read_annotations(file: CsvFile, measures: Collection[str]) -> tuple[Annotation, ...]:
    """The entries of the register in order of days. Raises RefusedInput where a row cannot be used.

    `measures` are the ids that an entry may name.
    """
    raw = file.table
    _refuse_unknown_kinds(raw)
    settled = settle([take_register(ANNOTATIONS, file, Identities(bytes(32), ""))])
    for wrong in settled.exceptions:
        place = Place(raw.file, raw.sheet, wrong.row, wrong.column)
        raise RefusedInput(wrong.reason, where=place, why=_WHY, do="Mend the row.")
    rows = settled.batches["annotations"].rows.to_pylist()
    found = []
    for number, row in zip(raw.rows.to_pylist(), rows, strict=True):
        named = _measures(row.get("measures") or "", measures, Place(raw.file, raw.sheet, number, "measures"))
        if row["kind"] == AnnotationKind.REBASE and not row.get("decided_by"):
            raise RefusedInput(
                "Nobody has decided this rebase.",
                where=Place(raw.file, raw.sheet, number, "decided_by"),
                why="To start limits anew is a decision that readers must be able to ask about.",
                do="Give the person or meeting that decided it.",
            )
        kind = AnnotationKind(row["kind"])
        found.append(Annotation(row["date"], kind, row["text"], named, row.get("decided_by") or ""))
    return tuple(sorted(found, key=lambda each: (each.day, each.kind, each.text)))


def _measures(cell: str, known: Collection[str], place: Place) -> tuple[str, ...]:
    named = tuple(clean(each) for each in cell.split(";") if clean(each))
    if not named or (len(named) == 1 and fold(named[0]) == EVERY_MEASURE):
        return ()
    for each in named:
        if each not in known:
            raise RefusedInput(
                f"'{each[:60]}' is not one of the measures.", where=place, why=_WHY, do=suggest(each, known)
            )
    return named


def _refuse_unknown_kinds(raw: RawTable) -> None:
    """Said here and not as any unknown code is, so that the nearest kind can be offered."""
    columns = by_header(raw)
    if "kind" not in columns:
        return
    header, cells = columns["kind"]
    kinds = {fold(kind) for kind in AnnotationKind}
    for row, cell in enumerate(cells.to_pylist()):
        if cell and clean(cell) and fold(clean(cell)) not in kinds:
            raise RefusedInput(
                f"'{clean(cell)[:60]}' is no kind of annotation.",
                where=Place(raw.file, raw.sheet, raw.rows[row].as_py(), header),
                why=_WHY,
                do=suggest(clean(cell), AnnotationKind),
            )
