"""The reader: one return of the census to a reading."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import Settled, settle
from goldenthread.sources.cin_census.conferences import OUTCOME, PLAN, Contradictions, conferences
from goldenthread.sources.cin_census.elements import Elements, with_unknown, without_missing
from goldenthread.sources.cin_census.known import first_day, known_to
from goldenthread.sources.cin_census.layout import COLUMNS, ROOT, UNREAD
from goldenthread.sources.cin_census.linked import Linked, column, link
from goldenthread.sources.cin_census.parts import NotInParts, Parts
from goldenthread.sources.given import Given
from goldenthread.sources.identity import Identities
from goldenthread.sources.intake import Taken, Value, take
from goldenthread.sources.mapped import Content
from goldenthread.sources.placed import with_line
from goldenthread.sources.reading import Cover, Note, RawTable, Reading, RowException
from goldenthread.sources.xml_files.header import Header, read_header
from goldenthread.sources.xml_files.layout import Group
from goldenthread.sources.xml_files.records import Records, read_records

STANDARD = "CIN"

SOURCES: tuple[tuple[str, str, str | None], ...] = (
    ("Child", "persons", None),
    ("Disability", "disabilities", None),
    ("CINdetails", "referrals", "referral_id"),
    ("Assessments", "assessments", "assessment_id"),
    ("AssessmentFactors", "assessment_factors", "assessment_id"),
    ("CINPlanDates", "cin_plans", "cin_plan_id"),
    ("Section47", "s47_enquiries", "s47_id"),
    ("ChildProtectionPlans", "cp_plans", "cp_plan_id"),
    ("CPPreviewDate", "cp_reviews", "cp_plan_id"),
)
"""Kind of record, the table that it fills, and the column that its id goes to."""

CONSTANTS: dict[str, dict[str, Value]] = {
    "disabilities": {"is_flag_only": False},
    "person_identifiers": {"id_type": "former UPN"},
}

EXPECTED = frozenset({table for _, table, _ in SOURCES} | {"icpcs"}) - {"disabilities", "assessment_factors"}
"""Tables of which every council has rows each year."""

LARGE = 16_000_000
"""Bytes from which a return is read in parts; a council's usual year has 5 to 10 million."""

PLANS_FROM = dt.date(2022, 3, 31)
"""Reference date of the first return that asks for child in need plans."""


def read_cin_census(
    file: str,
    content: Content | memoryview,
    identities: Identities,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Header, Reading]:
    """The header and the reading of a return; a large one is read in parts."""
    if len(content) > LARGE:
        try:
            return _in_parts(file, content, identities, progress)
        except NotInParts:
            progress(f"{file}: read whole")
    records = read_records(file, content, ROOT, UNREAD)
    begins = records.tables["Child"].select(["number", "line"]).combine_chunks()
    progress(f"{file}: {begins.num_rows:,} children")
    seen = Seen()
    settled = _settled(lists_of(records.tables, file, identities, seen))
    _without_outcome(settled, seen)
    return _reading(records, settled, seen, begins, identities)


def _in_parts(
    file: str, content: Content | memoryview, identities: Identities, progress: Callable[[str], None]
) -> tuple[Header, Reading]:
    """The same of a return that is not held in memory."""
    seen = Seen()
    parts = Parts(lambda tables: lists_of(tables, file, identities, seen))
    try:

        def add(tables: dict[str, pa.Table]) -> None:
            parts.add(tables)
            progress(f"{file}: {parts.children:,} children")

        records = read_records(file, content, ROOT, UNREAD, add)
        add(records.tables)
        settled = _settled(parts.lists())
        _without_outcome(settled, seen)
        return _reading(records, settled, seen, parts.begins(), identities)
    finally:
        parts.close()


def _reading(
    records: Records, settled: Settled, seen: Seen, begins: pa.Table, identities: Identities
) -> tuple[Header, Reading]:
    file = records.file
    header = read_header(file, records.root)
    known = known_to(header, settled.batches, file)
    notes = [*records.notes, *_by_order(seen.by_order, file), *seen.conferences.notes(file), *settled.notes]
    notes += [
        *_about(header, file),
        *known.notes,
        *without_missing(settled, seen.elements, records.unknown, file),
    ]
    notes += _without_rows(settled, file)
    return header, Reading(
        STANDARD,
        identities.authority,
        known.day,
        known.how,
        tuple(settled.batches.values()),
        covers(settled, header.reference, known.day),
        tuple(settled.accounts),
        tuple(_placed(settled.exceptions, begins)),
        tuple(notes),
        (file,),
        profiles=tuple(with_unknown(settled.profiles, records.unknown)),
        number=header.authority,
    )


@dataclass
class Seen:
    """What is counted while lists are made: records that their order alone tells apart, by kind, days of
    conferences that contradict each other, plans, and the elements that stand in any record."""

    by_order: Counter[str] = field(default_factory=Counter)
    conferences: Contradictions = field(default_factory=Contradictions)
    plans: int = 0
    elements: Elements = field(default_factory=Elements)


def lists_of(tables: dict[str, pa.Table], file: str, identities: Identities, seen: Seen) -> Iterator[Taken]:
    """Every list of a return or of a part of one, table after table, so that of a large return only one lies
    in memory in two forms. Takes the tables out of the dict."""
    seen.elements.add(tables)
    linked, by_order = link(tables)
    seen.by_order.update(by_order)
    seen.plans += linked[PLAN].cells.num_rows
    found, contradictions = conferences(linked)
    seen.conferences += contradictions
    for name, table, own in SOURCES:
        one = linked.pop(name)
        yield _take(file, name, table, one, _given(table, own, one), identities)
        if name == "Child":
            former = one.filter(pc.is_valid(column(one.cells, "FormerUPN")))
            given = _given("person_identifiers", None, former)
            yield _take(file, "FormerUPN", "person_identifiers", former, given, identities)
    for each in found:
        yield _take(file, each.name, "icpcs", each.records, each.given, identities)


def _settled(lists: Iterable[Taken]) -> Settled:
    settled = Settled()
    for _, those in groupby(lists, key=lambda one: one.table.name):
        settled.add(settle(list(those)))
    return settled


def _without_outcome(settled: Settled, seen: Seen) -> None:
    """A return without a plan does not say that no conference led to one: it lacks them."""
    if seen.plans:
        return
    conferences = settled.batches["icpcs"]
    settled.batches["icpcs"] = replace(conferences, rows=conferences.rows.drop_columns([OUTCOME]))
    settled.supplied["icpcs"] -= {OUTCOME}
    settled.profiles = [
        replace(one, columns={name: each for name, each in one.columns.items() if name != OUTCOME})
        if one.table == "icpcs"
        else one
        for one in settled.profiles
    ]


def _given(table: str, own: str | None, records: Linked) -> dict[str, Given]:
    declared = {one.name for one in TABLES[table].columns}
    given = {to: Given(column(records.cells, element), element) for element, to in COLUMNS[table].items()}
    if "person_id" in declared:
        given["person_id"] = Given(records.person, "LAchildID")
    if own is not None:
        given[own] = Given(records.id, "CINreferralDate")
    if "referral_id" in declared and own != "referral_id":
        given["referral_id"] = Given(records.episode, "CINreferralDate")
    if table == "persons":
        given["sex"] = _sex(records.cells)
    if table == "cp_reviews":
        given["cp_review_id"] = Given(_review_ids(records), "CPPreviewDate")
    return given


def _sex(cells: pa.Table) -> Given:
    """Sex, and in returns to 2023-24 the current gender that was asked in its place. The name is the newer
    one in every return: that the question changed is no change of the feed."""
    return Given(pc.coalesce(column(cells, "Sex"), column(cells, "GenderCurrent")), "Sex")


def _review_ids(records: Linked) -> pa.Array:
    days = column(records.cells, "CPPreviewDate")
    return pc.binary_join_element_wise("review", days, records.id, "|", null_handling="replace")


def _take(
    file: str, name: str, table: str, records: Linked, given: dict[str, Given], identities: Identities
) -> Taken:
    raw = RawTable(file, None, records.cells, records.numbers)
    return take(TABLES[table], raw, given, identities, list_name=name, constants=CONSTANTS.get(table))


def covers(settled: Settled, reference: dt.date, known: dt.date) -> dict[str, Cover]:
    """Every table is complete from the first day of the year to the reference date up to the last day that is
    known; plans of need since they are asked."""
    return {
        name: Cover(first_day(reference), known, columns)
        for name, columns in settled.supplied.items()
        if name != "cin_plans" or reference >= PLANS_FROM
    }


def read_ids(file: str, content: Content | memoryview) -> RawTable:
    """Each child's own id, by the number of the child in the file."""
    root = Group("Message", (), (Group("Children/Child", ("ChildIdentifiers/LAchildID",)),))
    children = read_records(file, content, root).tables["Child"]
    return RawTable(file, None, children.select(["LAchildID"]), column(children, "number"))


def _without_rows(settled: Settled, file: str) -> list[Note]:
    """Leave out tables without a row: that a council had not one conference in a year is no finding, its
    return lacks them."""
    missing = [TABLES[name].title.lower() for name in settled.drop_empty() if name in EXPECTED]
    if not missing:
        return []
    text = f"The return holds no {', no '.join(missing)}: figures that need them rest on an "
    text += "earlier load or are not available."
    return [Note("warning", text, file)]


def _by_order(counts: Mapping[str, int], file: str) -> list[Note]:
    """Records whose id hangs on where they stand in the file: another order in the next return moves it."""
    notes = []
    for name, count in counts.items():
        if count:
            begin = "1 record begins" if count == 1 else f"{count:,} records begin"
            text = f"{name}: {begin} on the day of another of the same episode or child and differ from it. "
            text += "Each counts, and only their order in the file tells them apart: a later return that has "
            text += "them in another order, or lacks one, is read as a correction."
            notes.append(Note("warning", text, file))
    return notes


def _placed(exceptions: list[RowException], begins: pa.Table) -> list[RowException]:
    """Exceptions with the line on which their child begins, where the file has more than one."""
    lines = begins["line"]
    if not exceptions or lines[-1].as_py() == lines[0].as_py():
        return exceptions
    wanted = pa.array({one.row for one in exceptions}, pa.int32())
    places = begins.filter(pc.is_in(begins["number"], value_set=wanted))
    line_of: Mapping[int, int] = dict(
        zip(places["number"].to_pylist(), places["line"].to_pylist(), strict=True)
    )
    return [replace(one, reason=with_line(one.reason, line_of[one.row])) for one in exceptions]


def _about(header: Header, file: str) -> list[Note]:
    of = f", of authority {header.authority}" if header.authority else ""
    text = f"Children in need census of the year to {header.reference:%d %B %Y}{of}."
    text += " A row number is the number of the child in the file: row 12 is its twelfth Child."
    notes = [Note("info", text, file)]
    if (header.reference.month, header.reference.day) != (3, 31):
        text = (
            "The reference date is not a 31 March: the return is taken as of the year that goes on, from its "
        )
        text += "1 April up to that date."
        notes.append(Note("warning", text, file))
    return notes
