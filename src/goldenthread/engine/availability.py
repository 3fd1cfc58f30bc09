"""Whether a load can supply a figure at all, decided before anything is counted, from covers alone.

Absence is a status with a reason, never a zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from goldenthread.base.dates import day_number, day_words, month_start, months_before
from goldenthread.base.errors import RefusedInput
from goldenthread.base.periods import Period
from goldenthread.engine.card_parts import expression_of
from goldenthread.engine.changes import named_parameters
from goldenthread.engine.parameters import ParameterSet, parameters
from goldenthread.engine.tallies import Breakdown, Tally
from goldenthread.model.measure import Measure
from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.contract.limits import limits_of
from goldenthread.warehouse.cover import Covers, TableCover
from goldenthread.warehouse.expressions import columns_of, settled
from goldenthread.warehouse.facts import Fact, fact

STANDARDS = {"ssd": "SSD", "annex_a": "AA", "cin": "CIN", "903": "903", "local": LOCAL}
SOURCES = {
    "ssd": "the Standard Safeguarding Dataset",
    "annex_a": "Annex A",
    "cin": "the children in need census",
    "903": "the SSDA903 return",
    "local": "a register",
}
"""The standards as a sentence names them."""

APPROXIMATE = "approximate"

Switches = tuple[tuple[str, float], ...]
"""Parameters that choose between rules, each with its value."""


@dataclass(frozen=True)
class Answer:
    """Available when `reason` is empty. `known_to` is the last covered day number, for maturity."""

    reason: str = ""
    flags: tuple[str, ...] = ()
    known_to: int = 0


@dataclass(frozen=True)
class Needs:
    """What one tally needs: canonical columns (with alternatives 'a|b') and months of look-back; and what it
    `wants`: columns without which the figure says that they were not recorded."""

    columns: tuple[str, ...]
    look_back: int
    flags: tuple[str, ...]
    wants: tuple[str, ...]


@dataclass(frozen=True)
class Supply:
    """The tables by which a standard supplies a tally, and the answer for a period inside their covers."""

    found: Answer
    covers: tuple[TableCover, ...]
    look_back: int


class Availability:
    """Answers from the covers of one snapshot. A column that a switch leaves without effect is not needed."""

    def __init__(self, covers: Covers, values: ParameterSet) -> None:
        self.covers = covers
        self._values = values
        self._switches: dict[str, list[str]] = {}
        self._supplies: dict[tuple[str, str, str, str, Switches], Supply] = {}
        self._breakdowns: dict[tuple[str, str, str, Breakdown], str] = {}
        self._orders: dict[tuple[tuple[str, ...], str], list[str]] = {}

    def standards_for(self, measure: Measure, tally: Tally) -> list[str]:
        """The standards of a card that are present, in its order of preference.

        A register alone supplies a fact that reads only registers; else it joins the children of each
        child-level standard.
        """
        present = self.covers.standards()
        children = [standard for standard in present if standard != LOCAL] or [LOCAL]
        found: dict[str, None] = {}
        for name in measure.standards:
            standard = STANDARDS[name.split(":")[0]]
            local = standard == LOCAL and not fact(tally.component.fact).local
            found.update(dict.fromkeys(children if local else [standard]))
        return [standard for standard in found if standard in present]

    def chosen(
        self, measure: Measure, parts: Sequence[Tally], authority: str, period: Period
    ) -> dict[str, tuple[str, Answer]]:
        """The standard that a measure is read from, and its answer: the first that supplies every part, else
        the first of all, or '', with its reason. Lines of a split that are available each by itself are
        chosen each by itself, under their names, when one of them is; else all is under ''."""
        standards = self._standards(measure, parts[0])
        found = {
            line: self._first(measure, parts, standards, authority, period, line)
            for line in parts[0].lines or ("",)
        }
        if all(answer.reason for _, answer in found.values()):
            return {"": next(iter(found.values()))}  # one word for all lines
        return found

    def read_from(
        self, measure: Measure, parts: Sequence[Tally], authority: str, period: Period
    ) -> dict[str, tuple[str, ...]]:
        """The standards that a measure is read from, each with the lines of the split that are; without lines
        it is the whole measure. Refuses, with the reason, when none supplies it."""
        found: dict[str, tuple[str, ...]] = {}
        chosen = self.chosen(measure, parts, authority, period)
        for line, (standard, answer) in chosen.items():
            if not answer.reason:
                found[standard] = (*found.get(standard, ()), *([line] if line else []))
        if not found:
            reason = next(answer.reason for _, answer in chosen.values())
            raise RefusedInput(f"{measure.id} is not available for {period.words()}: {reason}.")
        return found

    def _standards(self, measure: Measure, tally: Tally) -> list[str]:
        key = (measure.standards, tally.component.fact)
        if key not in self._orders:
            self._orders[key] = self.standards_for(measure, tally)
        return self._orders[key]

    def _first(
        self,
        measure: Measure,
        parts: Sequence[Tally],
        standards: Sequence[str],
        authority: str,
        period: Period,
        line: str,
    ) -> tuple[str, Answer]:
        refused: tuple[str, Answer] | None = None
        for standard in standards:
            answer = self.together(parts, authority, standard, period, line)
            if not answer.reason:
                return standard, answer
            refused = refused or (standard, answer)
        return refused or ("", Answer(no_source(measure)))

    def answer(self, tally: Tally, authority: str, standard: str, period: Period, line: str = "") -> Answer:
        """Whether a standard supplies a tally, or one line of its split, for an authority and period."""
        switches = self._settled(tally, authority, period)
        key = (tally.key, authority, standard, line, switches)
        if key not in self._supplies:
            self._supplies[key] = self._supply(tally, authority, standard, line, switches)
        supply = self._supplies[key]
        if supply.found.reason:
            return supply.found
        for cover in supply.covers:
            reason = _out_of_cover(cover, tally, period, supply.look_back)
            if reason:
                return Answer(reason)
        return supply.found

    def together(
        self, parts: Sequence[Tally], authority: str, standard: str, period: Period, line: str = ""
    ) -> Answer:
        """Whether a standard supplies every part of a measure: all of their flags, or the first reason."""
        answers = [self.answer(tally, authority, standard, period, line) for tally in parts]
        reasons = [answer.reason for answer in answers if answer.reason]
        if reasons:
            return Answer(reasons[0])
        flags = dict.fromkeys(flag for answer in answers for flag in answer.flags)
        return Answer("", tuple(flags), min(answer.known_to for answer in answers))

    def breakdown_reason(self, tally: Tally, authority: str, standard: str, breakdown: Breakdown) -> str:
        """Why a breakdown cannot be given, or ''. A source that lacks it does not make everybody unknown."""
        key = (tally.key, authority, standard, breakdown)
        if key not in self._breakdowns:
            known = fact(tally.component.fact).breakdowns
            columns = [column for name in breakdown for column in known.get(name, ())]
            used: dict[str, TableCover] = {}
            reasons = (self._missing(column, authority, standard, used) for column in columns)
            undated = (self._not_at_the_time(tally, name, authority, standard, used) for name in breakdown)
            self._breakdowns[key] = next(filter(None, (*reasons, *undated)), "")
        return self._breakdowns[key]

    def _not_at_the_time(
        self, tally: Tally, name: str, authority: str, standard: str, used: dict[str, TableCover]
    ) -> str:
        """Why a group known on one day alone is no breakdown of what happened before it, or ''.

        A list of cases names each case's team, which stands for the time of its start and end.
        """
        counted = fact(tally.component.fact)
        if tally.component.timing == "stock":
            return ""
        options = (option for column in counted.breakdowns.get(name, ()) for option in column.split("|"))
        tables = {option.split(".")[0] for option in options}
        if name in counted.columns:
            tables &= {"involvements"}
        elif name == "team":
            read = (self.covers.supplier(authority, standard, table) for table in counted.reads)
            if any(cover and cover.covers_from < cover.stock_from for cover in read):
                return ""
        known = (used[table] for table in sorted(tables) if table in used)
        return next((_as_at(cover) for cover in known if cover.covers_from == cover.covers_to), "")

    def _settled(self, tally: Tally, authority: str, period: Period) -> Switches:
        """The switches of a tally that have one value for all that a period counts."""
        if tally.key not in self._switches:
            named = named_parameters(tally.component)
            self._switches[tally.key] = sorted(
                name for name, key in named if parameters()[name].says and not key
            )
        found = []
        for name in self._switches[tally.key]:
            first = period.end if tally.component.timing == "stock" else _first_day(tally, period)
            steps = self._values.steps(authority, name)
            if not any(first < step.day <= period.end for step in steps):
                found.append((name, self._values.at(authority, name, period.end)))
        return tuple(found)

    def _supply(self, tally: Tally, authority: str, standard: str, line: str, switches: Switches) -> Supply:
        """What is the same for every period: the tables that supply the tally, or why one is missing."""
        needs = needs_of(tally, standard, line, switches)
        used: dict[str, TableCover] = {}
        for column in needs.columns:
            reason = self._missing(column, authority, standard, used)
            if reason:
                return Supply(Answer(reason), (), 0)
        covers = tuple(used.values())
        known_to = min(day_number(cover.covers_to) for cover in covers)
        flags = _flags(needs, standard, covers, tally.component.timing == "stock")
        flags += tuple(_not_recorded(column) for column in needs.wants if not _has(column, covers))
        flags += tuple(map(_held, filter(_is_short, covers)))
        return Supply(Answer("", flags, known_to), covers, needs.look_back)

    def _missing(self, column: str, authority: str, standard: str, used: dict[str, TableCover]) -> str:
        """Why none of the alternatives 'a|b' is supplied; notes the cover of the one that is."""
        reasons = []
        for option in column.split("|"):
            table, name = option.split(".")
            cover = self.covers.supplier(authority, standard, table)
            if cover is None:
                reasons.append(f"no {_title(table)} in the load")
            elif name not in cover.columns:
                reasons.append(_not_supplied(table, name))
            else:
                known = (cover.of(name), used.get(table, cover))
                used[table] = max(known, key=lambda one: one.covers_from)
                return ""
        return reasons[0]


def no_source(measure: Measure) -> str:
    """What a measure needs when none of its standards is loaded."""
    names = list(dict.fromkeys(SOURCES[name.split(":")[0]] for name in measure.standards))
    listed = " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"it needs {listed}, not in the load"


def needs_of(tally: Tally, standard: str, line: str = "", switches: Switches = ()) -> Needs:
    """The needs of a tally: of its fact, its date, its count and every column its expressions name; of a
    fact whose rows come from different tables the needs of one line, else of all. `switches` decide what they
    leave without effect."""
    counted = fact(tally.component.fact)
    columns = [f"{table}.{column}" for table, names in counted.reads.items() for column in names]
    columns += counted.needs.get(standard, ())
    look_back = 0
    flags: list[str] = []
    wants: list[str] = []
    by_line = (made.lines.items() for made in counted.columns.values())
    for value, needed in chain.from_iterable(by_line):
        columns += needed if line in ("", value) else ()
    for name in _named(tally, counted, dict(switches)):
        column = counted.columns.get(name)
        if column:
            columns += (*column.needs, *column.needs_in.get(standard, ()))
            if standard in column.reported:
                columns.append(column.reported[standard])
                flags.append(APPROXIMATE)
            else:
                look_back = max(look_back, column.look_back, column.look_back_in.get(standard, 0))
            flags += [column.flag] if column.flag else []
            wants += column.wants
        elif name in counted.breakdowns:
            columns += counted.breakdowns[name]
    spared = counted.spared.get(standard, ())
    wants += [name for name in spared if name in columns]
    needed = tuple(name for name in dict.fromkeys(columns) if name not in spared)
    return Needs(needed, look_back, tuple(flags), tuple(wants))


def _named(tally: Tally, counted: Fact, switches: Mapping[str, float]) -> list[str]:
    component = tally.component
    texts = [text for text in (component.where, component.numerator, component.value) if text]
    trees = (settled(expression_of(text, counted).tree, switches) for text in texts)
    names = [name for tree in trees for name in sorted(columns_of(tree))]
    names += [component.date, component.count, tally.split, tally.matures]  # type: ignore[list-item]
    names += counted.intervals[component.interval] if component.interval else ()
    return [name for name in dict.fromkeys(names) if name in counted.columns or name in counted.breakdowns]


def _flags(needs: Needs, standard: str, covers: Sequence[TableCover], stock: bool) -> tuple[str, ...]:
    """A list with one row a child may miss starts and ends; of what is open on its day it is exact."""
    first = min(cover.covers_from for cover in covers)
    flags = [
        flag.format(first=day_words(first))
        for flag in needs.flags
        if flag == APPROXIMATE or standard == "SSD"
    ]
    if any(cover.approximate and not (stock and cover.covers_from < cover.stock_from) for cover in covers):
        flags.append(APPROXIMATE)
    return tuple(dict.fromkeys(flags))


def _out_of_cover(cover: TableCover, tally: Tally, period: Period, look_back: int) -> str:
    """Why a table's cover does not hold a period with its look-back, or ''."""
    stock = tally.component.timing == "stock"
    if period.end > cover.covers_to:
        return f"{_title(cover.table)} end on {day_words(cover.covers_to)}"
    if stock and period.end < cover.stock_from:
        return f"{_title(cover.table)} as at a day are known from {day_words(cover.stock_from)}"
    if stock and cover.stock_from == cover.covers_to:
        return ""  # a source that gives last dates needs no look-back
    start = _first_day(tally, period)
    known_after = months_before(period.end if stock else start, look_back)
    if stock and look_back:
        known_after += dt.timedelta(1)  # what happened so many months before to the day has lapsed
    if cover.covers_from > known_after:
        if cover.covers_from == cover.covers_to:
            return _as_at(cover)
        back = f", too late to look back {look_back} months" if look_back else ""
        return f"{_title(cover.table)} begin on {day_words(cover.covers_from)}{back}"
    return ""


def _first_day(tally: Tally, period: Period) -> dt.date:
    """The first day whose events a period counts."""
    window = tally.component.window_months
    return month_start(period.last_month - window + 1) if window else period.start


def _as_at(cover: TableCover) -> str:
    return f"{_title(cover.table)} are listed only as at {day_words(cover.covers_to)}"


def _not_supplied(table: str, name: str) -> str:
    """Why a column is missing, or a kind of row ('visit_type=cp')."""
    column, _, kind = name.partition("=")
    if kind:
        return f"no {_title(table)} of kind '{kind}' in the load"
    return f"{column.replace('_', ' ')} of {_title(table)} is not supplied"


def _has(column: str, covers: Sequence[TableCover]) -> bool:
    table, name = column.split(".")
    return any(name in cover.columns for cover in covers if cover.table == table)


def _not_recorded(column: str) -> str:
    """What is said of a figure that counts rows though a column they should be told apart by is missing."""
    table, name = column.split(".")
    return f"{name.replace('_', ' ')} of {_title(table)} not recorded"


def _is_short(cover: TableCover) -> bool:
    """Whether so many rows are held that every figure counted from the table is to say so."""
    return cover.held[0] > 0 and cover.held_share >= limits_of(cover.standard).held_said


def _held(cover: TableCover) -> str:
    return f"{cover.held[0]:,} of {cover.held[1]:,} rows for {_title(cover.table)} held"


def _title(table: str) -> str:
    return TABLES[table].title.lower()
