"""Stock bridges: opening + started − ended = closing, counted in records from the same facts as the measures.

A record (a plan, an episode, a period of care) came into the period in one way, by being open before it or
by starting in it, and leaves it in one way, by ending in it or by being open after it. One that came in one
group and leaves in another has moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from goldenthread.base.errors import UsageError, suggest
from goldenthread.base.periods import Period, month
from goldenthread.engine.availability import Answer, Availability, no_source
from goldenthread.engine.parameters import ParameterSet, parameter_values
from goldenthread.engine.selections import group_sql, put_periods, selection_sql
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally
from goldenthread.model.bridge import Bridge, BridgeLine
from goldenthread.model.measure import Component, Measure
from goldenthread.model.result import ALL

CARRIED_ON = "carried_on"
"""The reason of a period of care that starts on the day on which another of the child's ends, and of that."""


@dataclass(frozen=True)
class Stock:
    """What a bridge is made of: the measure that prints the stock, and how its records start and end.

    `started` and `ended` name a fact and one of its dates; `started_by` and `ended_by` a column of it whose
    values are the reasons, or ''. `carries_on` names for both the column that is false where a record only
    carries on what another was.
    """

    measure: str
    started: tuple[str, str]
    ended: tuple[str, str]
    started_by: str = ""
    ended_by: str = ""
    carries_on: tuple[str, str] = ("", "")

    def fewer_reasons(self) -> Iterator[Stock]:
        """This one, then with reasons of ends or of starts alone."""
        yield self
        yield replace(self, started_by="")
        yield replace(self, ended_by="")


STOCKS = {
    "plans": Stock("cp_plans_open", ("cp_plans", "start_date"), ("cp_plans", "end_date"), "abuse_category"),
    "care": Stock(
        "cla_count",
        ("looked_after", "start_date"),
        ("care_ends", "end_date"),
        "primary_need",
        "left_to",
        carries_on=("is_start", "is_end"),
    ),
    "need": Stock(
        "cin_rate", ("referrals", "referral_date"), ("referrals", "closure_date"), "source", "closure_reason"
    ),
    "early_help": Stock(
        "early_help_open_children",
        ("early_help_episodes", "start_date"),
        ("early_help_episodes", "end_date"),
        "level",
        "end_reason",
    ),
}
"""The stocks that have a bridge."""


@dataclass(frozen=True)
class _Tallies:
    """What is counted: records open on a day, records that started and records that ended."""

    held: Tally
    started: Tally
    ended: Tally

    def reasoned(self, stock: Stock) -> _Tallies:
        """The same, with the columns that say why."""
        started = replace(self.started, split=stock.started_by or stock.carries_on[0] or None)
        return replace(self, started=started, ended=replace(self.ended, split=stock.ended_by or None))


def bridge(
    source: Source,
    catalogue: Mapping[str, Measure],
    name: str,
    authority: str,
    period: Period,
    breakdown: str = ALL,
) -> Bridge:
    """The bridge of a stock of `STOCKS` over one period, for the whole and by one breakdown.

    Everything is read from one standard that supplies the stock on both days and what came and left between.
    """
    stock, measure, parts = _asked(catalogue, name, breakdown)
    values = parameter_values(source.rows("parameters"))
    availability = Availability(source.covers, values)
    made = partial(Bridge, name, stock.measure, authority, str(period), breakdown)
    before = month(period.first_month - 1)
    reason = no_source(measure)
    for standard in availability.standards_for(measure, parts.held):
        answer = _answer(availability, parts, authority, standard, before, period, breakdown)
        reason = answer.reason
        if reason:
            continue
        supplied = (
            each
            for each in stock.fewer_reasons()
            if not _answer(
                availability, parts.reasoned(each), authority, standard, before, period, breakdown
            ).reason
        )
        why = next(supplied, replace(stock, started_by="", ended_by=""))
        put_periods(source, (before, period))
        rows = source.fetch(
            _records_sql(source, why, parts, standard, authority, breakdown, values)
        ).to_pylist()
        whole = _line(ALL, [{**row, "origin": ALL, "destination": ALL} for row in rows])
        groups = sorted({row[side] for row in rows for side in ("origin", "destination")} - {None})
        lines = [_line(group, rows) for group in groups] if breakdown != ALL else []
        children = _children(source, parts.held, standard, authority, values)
        return made(whole, tuple(lines), children, flags=answer.flags)
    return made(None, reason=reason)


def _asked(catalogue: Mapping[str, Measure], name: str, breakdown: str) -> tuple[Stock, Measure, _Tallies]:
    if name not in STOCKS:
        raise UsageError(f"There is no bridge '{name}'.", do=suggest(name, STOCKS))
    stock = STOCKS[name]
    measure = catalogue[stock.measure]
    if breakdown not in (ALL, *measure.breakdowns):
        raise UsageError(
            f"'{stock.measure}' has no breakdown '{breakdown}'.", do=suggest(breakdown, measure.breakdowns)
        )
    part = measure.base or measure.parts["numerator"]
    counted = catalogue[part].base if isinstance(part, str) else part
    if counted is None or counted.interval is None:
        raise UsageError(f"'{stock.measure}' is no stock of records.", do="A bridge needs one.")
    held = replace(counted, count="rows")
    started, ended = (
        Component(fact, "flow", date=date, where=held.where if fact == held.fact else "true")
        for fact, date in (stock.started, stock.ended)
    )
    key = f"bridge.{name}"
    parts = _Tallies(
        Tally(f"{key}.held", held, "count"),
        Tally(f"{key}.started", started, "count"),
        Tally(f"{key}.ended", ended, "count"),
    )
    return stock, measure, parts


def _answer(
    availability: Availability,
    parts: _Tallies,
    authority: str,
    standard: str,
    before: Period,
    period: Period,
    breakdown: str,
) -> Answer:
    """Whether a standard supplies the whole bridge: all flags, or the first reason that it does not."""
    by = "".join(
        f".{way}.{tally.split}" for way, tally in enumerate((parts.started, parts.ended)) if tally.split
    )
    renamed = [replace(tally, key=tally.key + by) for tally in (parts.held, parts.started, parts.ended)]
    answers = [
        availability.together(renamed[:1], authority, standard, before),
        availability.together(renamed, authority, standard, period),
    ]
    names = () if breakdown == ALL else (breakdown,)
    reasons = [answer.reason for answer in answers]
    reasons += [availability.breakdown_reason(tally, authority, standard, names) for tally in renamed]
    reason = next(filter(None, reasons), "")
    flags = dict.fromkeys(flag for answer in answers for flag in answer.flags)
    return Answer(reason, tuple(flags))


def _records_sql(
    source: Source,
    stock: Stock,
    parts: _Tallies,
    standard: str,
    authority: str,
    breakdown: str,
    values: ParameterSet,
) -> str:
    """Numbers of records by the way they came into the period and left it, by group and reason."""
    group = group_sql(breakdown)

    def part(tally: Tally, number: int, way: str, reason: str) -> str:
        columns = {"ref": "s.row_ref", "way": f"'{way}'", "grp": group, "reason": reason}
        return selection_sql(source, tally, standard, authority, columns, values, number)

    none = "CAST(NULL AS VARCHAR)"
    ways = [
        part(parts.held, 0, "opening", none),
        part(parts.started, 1, "started", _reason(stock.started_by, stock.carries_on[0], "new")),
        part(parts.ended, 1, "ended", _reason(stock.ended_by, stock.carries_on[1], "unknown")),
        part(parts.held, 1, "closing", none),
    ]
    of_way = "max(CASE WHEN way = '{}' THEN {} END)"
    picked = ", ".join(
        [f"{of_way.format(way, 1)} AS {way}" for way in ("opening", "started", "ended", "closing")]
        + [f"{of_way.format(way, 'reason')} AS {way}_by" for way in ("started", "ended")]
        + [
            f"coalesce({of_way.format(first, 'grp')}, {of_way.format(second, 'grp')}) AS {side}"
            for side, first, second in (
                ("origin", "opening", "started"),
                ("destination", "closing", "ended"),
            )
        ]
    )
    records = f"SELECT {picked} FROM ({' UNION ALL '.join(ways)}) w GROUP BY ref"
    names = "opening, started, ended, closing, started_by, ended_by, origin, destination"
    return f"SELECT {names}, count(*) AS n FROM ({records}) r GROUP BY {names}"


def _reason(column: str, carries_on: str, otherwise: str) -> str:
    """The reason of a row as SQL: its own, or that it carries on another, or `otherwise` where that alone is
    known; null where none is recorded."""
    reason = f"coalesce(s.\"{column}\", 'unknown')" if column else "CAST(NULL AS VARCHAR)"
    if not carries_on:
        return reason
    other = reason if column else f"'{otherwise}'"
    return f"CASE WHEN s.\"{carries_on}\" THEN {other} ELSE '{CARRIED_ON}' END"


def _line(group: str, rows: Iterable[Mapping[str, Any]]) -> BridgeLine:
    """The bridge of one group: every record counts where it came from and where it went."""
    n: Counter[str] = Counter()
    by: dict[str, Counter[str]] = {"started": Counter(), "ended": Counter()}
    for row in rows:
        number = int(row["n"])
        came, went = row["origin"] == group, row["destination"] == group
        for way, here in (("opening", came), ("started", came), ("ended", went), ("closing", went)):
            n[way] += number if here and row[way] else 0
            reason = row.get(f"{way}_by")
            if here and reason is not None and row[way]:
                by[way][reason] += number
        whole = row["origin"] is not None and row["destination"] is not None
        n["moved_in"] += number if went and whole and not came else 0
        n["moved_out"] += number if came and whole and not went else 0
    expected = n["opening"] + n["started"] + n["moved_in"] - n["ended"] - n["moved_out"]
    return BridgeLine(
        group,
        n["opening"],
        n["started"],
        n["ended"],
        n["moved_in"],
        n["moved_out"],
        n["closing"] - expected,
        n["closing"],
        dict(sorted(by["started"].items())),
        dict(sorted(by["ended"].items())),
    )


def _children(
    source: Source, held: Tally, standard: str, authority: str, values: ParameterSet
) -> tuple[int, int]:
    """Different children with a record open on the day before the period and on its last."""
    found = []
    for number in (0, 1):
        sql = selection_sql(source, held, standard, authority, {"c": 's."person_id"'}, values, number)
        found.append(int(source.fetch(f"SELECT count(DISTINCT c) AS n FROM ({sql}) x")["n"][0].as_py()))
    return found[0], found[1]
