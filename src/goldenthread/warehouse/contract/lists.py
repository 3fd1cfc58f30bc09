"""What the profiles of two loads tell: lists and columns that went, unknown codes, ids of another form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.base.errors import Place
from goldenthread.sources import columns
from goldenthread.sources.headers import looks_renamed
from goldenthread.sources.reading import ColumnProfile, ListProfile, UnknownCode
from goldenthread.warehouse.contract.limits import Limits
from goldenthread.warehouse.contract.moved import Kind, Moved

CUT_OFF = (
    "Was the extract cut off after its headers? If it is meant, figures that need it rest on an earlier load "
    "or are not available."
)
NOTHING = "Was it cut off after its headers? cover.csv says that it is complete: if so, figures count none."

Profiles = Mapping[tuple[str, str], Sequence[ListProfile]]
"""By name of the list and table that it fills: a load of several years has a file for each."""


@dataclass(frozen=True)
class Came:
    """What else is known of the new lists. `stored`: by list, its rows that were not held; `tables`: those
    that it brought, with or without a row; `older`: those of which the last load has a later time alone."""

    stored: Mapping[str, int]
    tables: Container[str]
    older: Container[str] = ()

    def none_of(self, new: Profiles) -> frozenset[str]:
        """The tables of which no list has a row that can be used."""
        some = {table for name, table in new if self.stored.get(name, 0)}
        return frozenset({table for _, table in new} - some)


def by_list(profiles: Iterable[ListProfile]) -> Profiles:
    """The profiles of one load, put together by list."""
    found: dict[tuple[str, str], list[ListProfile]] = {}
    for one in profiles:
        found.setdefault((one.list_name, one.table), []).append(one)
    return found


def moved_in_lists(last: Profiles, new: Profiles, came: Came, limits: Limits) -> Iterator[Moved]:
    """What moved between two loads' lists."""
    yield from _without_rows(last, new, came, limits)
    for key, before in last.items():
        after = new.get(key, [])
        if after:
            yield from _in_columns(before, after, limits)
            yield from _in_codes(before, after)
            yield from _in_forms(before, after, limits)
        elif not limits.lists_may_stay_out and any(one.rows for one in before):
            name = before[0].list_name
            if not any(one.list_name == name for listed in new.values() for one in listed):
                here = Place(before[0].file, before[0].sheet)
                rows = sum(one.rows for one in before)
                text = f"the list '{name}' did not come; the last load had {rows:,} rows of it."
                yield Moved(Kind.LIST_GONE, str(here), text)


def _without_rows(last: Profiles, new: Profiles, came: Came, limits: Limits) -> Iterator[Moved]:
    """Lists that came without a row that can be used, where the last load had enough of them: cut off after
    the header, which is no better than a list that did not come. Where lists may stay out, those that fill
    one table are asked together, as a return may give a record in either. Of an older time it is said."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, table in new:
        if table not in limits.tables_may_be_empty:
            groups.setdefault(table if limits.lists_may_stay_out else name, []).append((name, table))
    rows = {key: sum(one.rows for one in last.get(key, ())) for keys in groups.values() for key in keys}
    together = sum if limits.lists_may_stay_out else max
    before = {group: together(rows[key] for key in keys) for group, keys in groups.items()}
    emptied = {
        group: [key for key in keys if rows[key]]
        for group, keys in groups.items()
        if before[group] >= limits.least and not any(came.stored.get(name, 0) for name, _ in keys)
    }
    if len(new) > 1 and emptied and not any(came.stored.values()):
        file = next(one.file for listed in new.values() for one in listed)
        text = f"it holds no record, and so nobody of the last load, which had {sum(rows.values()):,} rows."
        stops = any(table not in came.older for keys in emptied.values() for _, table in keys)
        yield Moved(Kind.LIST_EMPTY, file, text, CUT_OFF, stops=stops)
        return
    for group, keys in emptied.items():
        here = new[keys[0]][0]
        names = list(dict.fromkeys(name for name, _ in keys))
        what = (
            f"the list {columns.listed(names)} has"
            if len(names) == 1
            else f"the lists {columns.listed(names)} have"
        )
        text = f"{what} no row that can be used; the last load had {before[group]:,}."
        stops = any(table not in came.older for _, table in keys)
        guess = NOTHING if all(table in came.tables for _, table in keys) else CUT_OFF
        yield Moved(Kind.LIST_EMPTY, str(Place(here.file, here.sheet)), text, guess, stops=stops)


def _in_columns(
    before: Sequence[ListProfile], after: Sequence[ListProfile], limits: Limits
) -> Iterator[Moved]:
    """Columns that the last load gave and this one does not; renamed where another header took its place."""
    then, now = _columns(before), _columns(after)
    headers = {header for one in after for header in one.headers}
    known = {header for one in before for header in one.headers}
    taken = {column.header for listed in now.values() for column in listed}
    newcomers = sorted(headers - known - taken)
    for name, listed in then.items():
        header = listed[0].header
        place = str(Place(after[0].file, after[0].sheet, None, header))
        guess = looks_renamed(header, newcomers)
        emptied = name not in limits.may_be_empty and _emptied(
            before, listed, after, now.get(name, ()), limits
        )
        if name not in now and (emptied or not limits.leaves_empty_out):
            guess = guess or (newcomers[0] if len(newcomers) == 1 else None)
            if guess:
                yield Moved(Kind.COLUMN_RENAMED, place, "the column is not there.", f"Is it '{guess}' now?")
            else:
                yield Moved(Kind.COLUMN_GONE, place, "the column is not there.")
        elif emptied:
            share = _filled(listed) / sum(one.rows for one in before)
            text = f"every cell is empty; {share:.0%} of the last load's said something."
            yield Moved(Kind.COLUMN_EMPTY, place, text, f"Is it '{guess}' now?" if guess else "")


def _emptied(
    before: Sequence[ListProfile],
    then: Sequence[ColumnProfile],
    after: Sequence[ListProfile],
    now: Sequence[ColumnProfile],
    limits: Limits,
) -> bool:
    """Whether a column says nothing now that said something before; one that is gone says nothing."""
    rows = sum(one.rows for one in before)
    enough = rows >= limits.least and sum(one.rows for one in after) >= limits.least
    return enough and not _filled(now) and _filled(then) / rows >= limits.emptied


def _in_codes(before: Sequence[ListProfile], after: Sequence[ListProfile]) -> Iterator[Moved]:
    """Codes that are in no list and were not in the last load either."""
    known = {code.digest for listed in _columns(before).values() for one in listed for code in one.unknown}
    for one in after:
        for column in one.columns.values():
            new = [code for code in column.unknown if code.digest not in known]
            if new:
                yield _new_codes(one, column, new)


def _new_codes(listed: ListProfile, column: ColumnProfile, new: Sequence[UnknownCode]) -> Moved:
    place = str(Place(listed.file, listed.sheet, new[0].first_row, column.header))
    cells = sum(code.cells for code in new)
    number = "a code that is" if len(new) == 1 else f"{len(new)} codes that are"
    text = f"{number} in no list and not in the last load, in {cells:,} {'cell' if cells == 1 else 'cells'}."
    near = [code.near for code in new if code.near]
    return Moved(Kind.NEW_CODE, place, text, f"Is it '{near[0]}'?" if near else "")


def _in_forms(before: Sequence[ListProfile], after: Sequence[ListProfile], limits: Limits) -> Iterator[Moved]:
    """Ids of people that look otherwise than all of the last load's."""
    then, now = _columns(before), _columns(after)
    for name, listed in then.items():
        old, new = _forms(listed), _forms(now.get(name, ()))
        unseen = {form: number for form, number in new.items() if form not in old}
        whole = sum(new.values())
        if whole < limits.least or sum(old.values()) < limits.least:
            continue
        if sum(unseen.values()) / whole >= limits.unseen_forms:
            place = str(Place(after[0].file, after[0].sheet, None, now[name][0].header))
            share = sum(unseen.values()) / whole
            usual, found = old.most_common(1)[0][0], max(unseen, key=lambda form: unseen[form])
            text = f"{share:.0%} of the ids are of another form: {found}, where the last load's were {usual}."
            yield Moved(Kind.ID_FORM, place, text, _why_another_form(usual, found))


def _why_another_form(usual: str, found: str) -> str:
    (old, was), (new, now) = (form.removesuffix(" long").split(", ") for form in (usual, found))
    if old == new == "digits" and int(now) < int(was):
        return "Were leading zeros lost, as a spreadsheet loses them?"
    if old == new:
        return "Did the numbers run on into another digit, or do they come from another system?"
    return "Do they come from another column, or another system?"


def _columns(profiles: Sequence[ListProfile]) -> dict[str, list[ColumnProfile]]:
    found: dict[str, list[ColumnProfile]] = {}
    for one in profiles:
        for name, column in one.columns.items():
            found.setdefault(name, []).append(column)
    return found


def _filled(columns: Sequence[ColumnProfile]) -> int:
    return sum(column.filled for column in columns)


def _forms(columns: Sequence[ColumnProfile]) -> Counter[str]:
    found: Counter[str] = Counter()
    for column in columns:
        found.update(column.forms)
    return found
