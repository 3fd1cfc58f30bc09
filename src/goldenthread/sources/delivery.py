"""One delivery: from paths to readings. All of it or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from goldenthread.base.beside import Beside
from goldenthread.base.errors import RefusedInput
from goldenthread.model.standards import LOCAL
from goldenthread.sources.accounting import Settled, not_supplied
from goldenthread.sources.annex_a import Bundle, annex_a_date, once, read_lists, together
from goldenthread.sources.cover import Said, extracted_on, read_cover, register_covers, ssd_covers
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.database.extract import Extract
from goldenthread.sources.extract_date import Dated, date_in_name, extract_date
from goldenthread.sources.identity import Identities
from goldenthread.sources.noted import gathered
from goldenthread.sources.reading import Cover, Delivery, Note, Reading
from goldenthread.sources.received import receive
from goldenthread.sources.recognise import Sorted, expected, sort_files
from goldenthread.sources.reference import read_reference
from goldenthread.sources.registers.files import REFERENCE, REGISTERS, SUPPLEMENTS
from goldenthread.sources.registers.reader import read_registers
from goldenthread.sources.registers.supplements import supplement_all, take_supplement
from goldenthread.sources.returns import read_returns
from goldenthread.sources.ssd.mapping import SSD_TABLES
from goldenthread.sources.ssd.people import unlisted_people
from goldenthread.sources.ssd.reader import read_ssd
from goldenthread.sources.ssda903 import TABLES_903, read_ssda903
from goldenthread.sources.stopped import HOW, dataset_stopped, restate

Progress = Callable[[str], None]

ALIASES = {
    **{name: table.target for name, table in SSD_TABLES.items()},
    **{name: table.target for name, table in TABLES_903.items()},
    **{name: one.table for one in REGISTERS for name in (one.file, *one.others)},
}
"""Names by which cover.csv may speak of a canonical table: those of the tables as they are delivered."""


Promised = tuple[str, str, Callable[[], Settled]]
"""A register that adds to others' records: its name, its file, and what waits for its rows."""


class _Load:
    """What the readings of one delivery share."""

    def __init__(
        self,
        found: Sorted,
        identities: Identities,
        as_at: dt.date | None,
        period_end: dt.date | None,
        known: Mapping[str, Collection[str]],
        progress: Progress,
        second: Beside | None,
    ) -> None:
        self.found = found
        self.identities = identities
        self.as_at = as_at
        self.period_end = period_end
        self.known = known
        self.progress = progress
        self.second = second
        self.said = {folder: read_cover(file, ALIASES) for folder, file in found.covers.items()}
        self.beside = self._date_of_others()

    def _date_of_others(self) -> dt.date | None:
        """The one date on which the covers and the file names of the whole delivery agree."""
        days = {day for said in self.said.values() if (day := extracted_on(said))}
        days |= {day for file in self.found.taken if (day := date_in_name(file.file_name))}
        return days.pop() if len(days) == 1 else None

    def said_for(self, files: Sequence[tuple[str, CsvFile]]) -> dict[str, Said]:
        """What the covers in the files' own folders say."""
        folders = {file.table.file.rpartition("/")[0] for _, file in files}
        return {name: said for folder in sorted(folders) for name, said in self.said.get(folder, {}).items()}

    def date(
        self, files: Sequence[str], stated: dt.date | None, what: str, how: str = "stated in cover.csv"
    ) -> Dated:
        """The extract date of some of the files; `how` says where a stated one stands."""
        return extract_date(
            as_at=self.as_at,
            stated=stated,
            names=[name.rpartition("/")[2] for name in files],
            beside=self.beside,
            period_end=self.period_end,
            what=what,
            stated_how=how,
        )


def read(
    paths: Sequence[Path],
    *,
    authority: str,
    identities: Identities,
    as_at: dt.date | None = None,
    period_end: dt.date | None = None,
    known: Mapping[str, Collection[str]] | None = None,
    progress: Progress | None = None,
    extracted: Extract | None = None,
    second: Beside | None = None,
) -> Delivery:
    """Read files and folders, and what was extracted from a database, into readings, one a standard.

    `known` may hold valid 'measures' and 'parameters', against which targets and parameters are held. Of many
    lists a `second` process reads half.
    Raises RefusedInput, and then nothing of the delivery is used.
    """
    if authority != identities.authority:
        raise ValueError("identities are those of another authority")
    files, passed = receive(paths)
    if extracted:
        files, passed = [*extracted.files, *files], [*extracted.passed, *passed]
    found = sort_files(files)
    found.not_taken[:0] = passed
    if not (found.ssd or found.registers or found.annex_a or found.ssda903 or found.returns):
        raise _nothing(found)
    load = _Load(found, identities, as_at, period_end, known or {}, progress or (lambda _: None), second)
    supplements = _supplements(load)
    returns = _returns(load)
    readings = _supplemented([*_ssd(load), *_annex_a(load), *returns, *_local(load)], supplements)
    content = tuple((file.name, file.data) for file in found.taken)
    readings = [replace(one, notes=gathered(one.notes)) for one in readings]
    return Delivery(tuple(readings), content, tuple(found.not_taken), tuple(found.recognised))


def _ssd(load: _Load) -> list[Reading]:
    files = load.found.ssd
    if not files:
        return []
    said = load.said_for(files)
    names = _names(files)
    dated = load.date(names, extracted_on(said), "the Standard Safeguarding Dataset")
    settled = read_ssd(files, load.identities, dated.day, load.progress, load.second)
    settled.notes += not_supplied(settled.drop_empty(said))
    stopped = dataset_stopped(settled, said, dated.day)
    if stopped:
        restate(settled, stopped.day)
        dated = Dated(stopped.day, HOW)
        settled.notes.append(stopped.note)
    covers, notes = ssd_covers(settled, said, dated.day)
    absent = sorted(set(SSD_TABLES) - {name for name, _ in files})
    if absent:
        notes.append(Note("info", f"Tables of the dataset that did not come: {', '.join(absent)}."))
    read = _reading("SSD", load, dated, settled, names, covers, notes)
    return [replace(read, unlisted=unlisted_people(files))]


def _annex_a(load: _Load) -> list[Reading]:
    bundles = []
    for name, tables, notes in load.found.annex_a:
        files = tuple(dict.fromkeys(table.file for table in tables))
        told = annex_a_date(name, tables, load.as_at, files)
        dated = load.date(files, told.day, "Annex A", told.how)
        bundles.append(Bundle(name, tuple(tables), files, (*notes, *told.notes), dated.day, dated.how))
    readings = []
    for one in together(bundles):
        load.progress(f"{one.name}: Annex A")
        reading = read_lists(
            one.name,
            one.tables,
            authority=load.identities.authority,
            identities=load.identities,
            as_at=one.day,
            how_dated=one.how,
            notes=one.notes,
        )
        readings.append(replace(reading, files=one.files))
    kept, same = once(readings)
    load.found.leave(same)
    return kept


def _returns(load: _Load) -> list[Reading]:
    """The yearly returns, which tell their own year. Files beside them without a date are of the last one."""
    files = load.found.ssda903
    readings = [
        *read_ssda903(files, load.identities, load.as_at, load.progress, load.said_for(files)),
        *read_returns(load.found.returns, load.identities, load.progress),
    ]
    load.beside = load.beside or max((one.extracted_on for one in readings), default=None)
    return readings


def _local(load: _Load) -> list[Reading]:
    """The reading of registers and reference files; registers that supplement others are filled in later."""
    files = load.found.registers
    if not files:
        return []
    said = load.said_for(files)
    names = _names(files)
    dated = load.date(names, extracted_on(said), "the registers")
    tables = [(name, file) for name, file in files if name not in (*REFERENCE, *SUPPLEMENTS)]
    settled = read_registers(tables, load.identities, load.progress, load.second)
    for name, file in files:
        if name in REFERENCE:
            load.progress(f"{file.table.file}: {file.table.cells.num_rows:,} rows")
            _merge(settled, read_reference(name, file, load.identities, load.known), file)
    settled.notes += not_supplied(settled.drop_empty(said))
    covers, notes = register_covers(settled, said, dated.day)
    return [_reading(LOCAL, load, dated, settled, names, covers, notes)]


def _supplements(load: _Load) -> list[Promised]:
    """The registers that add to others' records, read beside the rest."""
    ask = (load.second or Beside()).ask
    return [
        (name, file.table.file, ask(take_supplement, name, file, load.identities))
        for name, file in load.found.registers
        if name in SUPPLEMENTS
    ]


def _supplemented(readings: list[Reading], supplements: list[Promised]) -> list[Reading]:
    """The readings with the dates that some registers add to others' records."""
    extra = [(name, file, settled()) for name, file, settled in supplements]
    if not extra:
        return readings
    done, notes = supplement_all(readings, extra)
    local = max(at for at, one in enumerate(done) if one.standard == LOCAL)  # the registers come last
    accounts = [account for _, _, settled in extra for account in settled.accounts]
    exceptions = [one for _, _, settled in extra for one in settled.exceptions]
    notes += [note for _, _, settled in extra for note in settled.notes]
    profiles = [one for _, _, settled in extra for one in settled.profiles]
    done[local] = replace(
        done[local],
        accounts=(*done[local].accounts, *accounts),
        exceptions=(*done[local].exceptions, *exceptions),
        notes=(*done[local].notes, *notes),
        profiles=(*done[local].profiles, *profiles),
    )
    return done


def _merge(into: Settled, more: Settled, file: CsvFile) -> None:
    into.add(more)
    into.notes += file.notes


def _reading(
    standard: str,
    load: _Load,
    dated: Dated,
    settled: Settled,
    names: Sequence[str],
    covers: Mapping[str, Cover],
    notes: Sequence[Note],
) -> Reading:
    return Reading(
        standard,
        load.identities.authority,
        dated.day,
        dated.how,
        tuple(settled.batches.values()),
        dict(covers),
        tuple(settled.accounts),
        tuple(settled.exceptions),
        (*settled.notes, *notes),
        tuple(names),
        tuple(settled.profiles),
    )


def _names(files: Sequence[tuple[str, CsvFile]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(file.table.file for _, file in files))


def _nothing(found: Sorted) -> RefusedInput:
    listed = "; ".join(f"{name} ({why})" for name, why in found.not_taken[:8])
    return RefusedInput(
        "None of the files is one that goldenthread reads.",
        why=f"Not taken: {listed}." if listed else "The folder holds no file.",
        do=f"Expected: {expected()}",
    )
