"""What is said of many files at once, said once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.sources.columns import NOT_TAKEN, SHOWN
from goldenthread.sources.reading import Note
from goldenthread.sources.silent import COUNTS_AS

HEADING = "Columns that no row fills count as not supplied: figures that need them are not available."


def gathered(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes with one line for all files that have the same columns that are not taken, and the lines on
    columns that no row fills under one heading. Each is one line, though a header in it may hold several."""
    lines = [
        replace(note, text=" ".join(note.text.split("\n"))) if "\n" in note.text else note for note in notes
    ]
    return tuple(_silent_together(_not_taken_together(lines)))


def _not_taken_together(notes: Sequence[Note]) -> list[Note]:
    files: dict[str, list[str]] = {}
    for note in notes:
        if note.text.startswith(NOT_TAKEN):
            files.setdefault(note.text, []).append(note.file)
    found, said = [], set()
    for note in notes:
        if note.text not in files:
            found.append(note)
        elif note.text not in said:
            said.add(note.text)
            found.append(replace(note, text=f"{note.text.removesuffix('.')} ({_named(files[note.text])})."))
    return found


def _named(files: Sequence[str]) -> str:
    names = list(dict.fromkeys(files))
    shown = ", ".join(names[:SHOWN])
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{len(names)} files: {shown}{more}" if len(names) > 1 else shown


def _silent_together(notes: Sequence[Note]) -> list[Note]:
    silent = [at for at, note in enumerate(notes) if note.text.endswith(COUNTS_AS)]
    if len(silent) < 2:
        return list(notes)
    first = notes[silent[0]]
    each = [replace(notes[at], text=notes[at].text.removesuffix(COUNTS_AS)) for at in silent]
    rest = [note for at, note in enumerate(notes) if at not in set(silent)]
    return [*rest[: silent[0]], replace(first, text=HEADING, file=""), *each, *rest[silent[0] :]]
