"""The two shapes: every fact's events and intervals, with each breakdown as a column.

An event takes its breakdowns from the stretch of the person's history that holds its day. An interval is
split where the history changes, and clipped, so that each piece has one value of each breakdown; a piece
says which month-ends it covers.
"""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.warehouse.facts import PERSON_BREAKDOWNS, Fact

FAR = 100000
"""A day number after every date: the end of what is open."""

_STATIC = ("sex", "ethnicity", "disability", "uasc")


@dataclass(frozen=True)
class Shape:
    """One conformed table: a fact counted by one of its dates or intervals."""

    fact: str
    kind: str  # event | interval
    name: str

    @property
    def table(self) -> str:
        """The name of the conformed table and of its file."""
        return f"{self.fact}.{self.name}"


def shapes(fact: Fact) -> list[Shape]:
    """The shapes of a fact: one for each event date and each interval."""
    events = [Shape(fact.name, "event", date) for date in fact.events]
    return events + [Shape(fact.name, "interval", name) for name in fact.intervals]


def shape_sql(fact: Fact, shape: Shape, horizon: int) -> str:
    """SQL of a conformed table, rows sorted by authority and month. `horizon`: first day past the data."""
    return _event_sql(fact, shape) if shape.kind == "event" else _interval_sql(fact, shape, horizon)


def _event_sql(fact: Fact, shape: Shape) -> str:
    history = f'h.from_day <= f."{shape.name}" AND h.to_day > f."{shape.name}"'
    return (
        f'SELECT {_own(fact)}, f."{shape.name}" AS day, c.month AS month{_breakdowns(fact)} '
        f"FROM fact_{fact.name} f "
        f'JOIN calendar c ON c.day = f."{shape.name}" '
        f"{_person_joins(fact, history)} ORDER BY f.authority, c.month"
    )


def _interval_sql(fact: Fact, shape: Shape, horizon: int) -> str:
    """A piece starts and ends inside both the interval and the stretch; it covers the month-ends from its
    first month to the month before its end's month (a record that ends on D is not open on D)."""
    start, end = (f'f."{column}"' for column in fact.intervals[shape.name])
    ended = f"least(coalesce({end}, {FAR}), {horizon})"
    if fact.person:
        began = f"greatest({start}, coalesce(h.from_day, {start}))"
        ended = f"least({ended}, coalesce(h.to_day, {FAR}))"
        history = f"h.from_day < coalesce({end}, {FAR}) AND h.to_day > {start}"
    else:
        began, history = start, ""
    pieces = (
        f"SELECT {_own(fact)}, {began} AS piece_from, {ended} AS piece_to{_breakdowns(fact)} "
        f"FROM fact_{fact.name} f {_person_joins(fact, history)} WHERE {start} IS NOT NULL"
    )
    return (
        f"SELECT p.*, a.month AS first_month, z.month - 1 AS last_month FROM ({pieces}) p "
        "JOIN calendar a ON a.day = p.piece_from JOIN calendar z ON z.day = p.piece_to "
        "WHERE a.month <= z.month - 1 ORDER BY p.authority, a.month"
    )


def _own(fact: Fact) -> str:
    """Columns of the fact itself, breakdown columns apart (those are finished below)."""
    names = ["authority", "row_ref", *dict.fromkeys((fact.row, *fact.keys))]
    names += [n for n in fact.columns if n not in fact.breakdowns and n not in names]
    return ", ".join(f'f."{name}"' for name in names)


def _breakdowns(fact: Fact) -> str:
    parts = []
    for name in fact.breakdowns:
        own = [f'f."{name}"'] if name in fact.columns else []
        history = []
        if fact.person and name in PERSON_BREAKDOWNS:
            history = [f"{'q' if name in _STATIC else 's'}.{name}"]
            history[:0] = ["t.team"] if name == "team" else []
        parts.append(f"coalesce({', '.join([*own, *history])}, 'unknown') AS \"{name}\"")
    if "age_band" in fact.breakdowns:
        band = "s.age_band" if fact.person else 'f."age_band"'
        parts.append(f"CASE WHEN {band} IN ('10-15', '16-17') THEN '10-17' END AS adolescent")
    return "".join(f", {part}" for part in parts)


def _person_joins(fact: Fact, history: str) -> str:
    if not fact.person:
        return ""
    return (  # a person's number is of one authority only
        "LEFT JOIN people q ON q.person_id = f.person_id "
        f"LEFT JOIN standing_days h ON h.person_id = f.person_id AND {history} "
        "LEFT JOIN standings s ON s.standing = h.standing "
        "LEFT JOIN case_teams t ON t.row_ref = f.row_ref"
    )
