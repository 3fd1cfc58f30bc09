"""From counted cells to values and statuses, by form: the SQL, one query a measure and standard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, CROSS

Cells = tuple[str, int]
"""The kept cells of a pass, and the tally's number in them."""


@dataclass(frozen=True)
class Choice:
    """Which standard a figure is read from, or the reason why none supplies it."""

    measure: str
    authority: str
    period_no: int
    breakdown: str
    standard: str
    reason: str
    flags: tuple[str, ...]
    known_to: int
    line: str = ""
    """The line of a split that is chosen by itself; else the choice is for every line."""

    @property
    def group(self) -> str:
        """The group by which a figure that nothing supplies is named: the whole breakdown, or one line."""
        return CROSS.join([self.line, *[ALL] * self.breakdown.count(CROSS)]) if self.line else ALL

    @staticmethod
    def table(choices: Sequence[Choice]) -> pa.Table:
        """Choices as a table, flags joined as results print them."""
        return pa.table(
            {
                "measure": pa.array([c.measure for c in choices], pa.string()),
                "authority": pa.array([c.authority for c in choices], pa.string()),
                "period_no": pa.array([c.period_no for c in choices], pa.int32()),
                "breakdown": pa.array([c.breakdown for c in choices], pa.string()),
                "standard": pa.array([c.standard for c in choices], pa.string()),
                "reason": pa.array([c.reason for c in choices], pa.string()),
                "flags": pa.array(["; ".join(c.flags) for c in choices], pa.string()),
                "known_to": pa.array([c.known_to for c in choices], pa.int32()),
                "line": pa.array([c.line for c in choices], pa.string()),
                "grp": pa.array([c.group for c in choices], pa.string()),
            }
        )


def not_available_rows() -> str:
    """One row for each figure that no source supplies: the breakdown's name, no group, no number."""
    return (
        "SELECT measure, authority, period_no, breakdown, grp, CAST(NULL AS DOUBLE) AS numerator, "
        "CAST(NULL AS DOUBLE) AS denominator, CAST(NULL AS DOUBLE) AS value, 'not_available' AS status, "
        "'' AS flags, reason FROM choices WHERE reason <> ''"
    )


def value_sql(measure: Measure, standard: str, cells: Mapping[str, Cells]) -> str:
    """Rows of one measure where it is read from one standard."""
    numbers, value = _NUMBERS[measure.form](measure, cells)
    status = f"CASE WHEN r.k > c.known_to THEN 'not_yet_known' WHEN {_absent(measure)} END"
    absent = "r.people IS NULL" if measure.per else "false"
    of_line = "AND (c.line = '' OR r.line = c.line) " if measure.split else ""
    return (
        "SELECT measure, authority, period_no, breakdown, grp, "
        "CASE WHEN status IN ('ok', 'no_cases') THEN numerator END AS numerator, "
        "CASE WHEN status IN ('ok', 'no_cases') THEN denominator END AS denominator, "
        "CASE WHEN status = 'ok' THEN value END AS value, status, flags, "
        "CASE status WHEN 'not_available' THEN 'no population for this group' "
        "WHEN 'not_yet_known' THEN 'the timescale of some has not passed' "
        f"WHEN 'confidential' THEN 'fewer than {measure.fewest}' ELSE '' END AS reason FROM ("
        f"SELECT c.measure, c.authority, c.period_no, c.breakdown, r.grp, {value}, c.flags, "
        f"CASE WHEN {absent} THEN 'not_available' ELSE coalesce({status}, 'ok') END AS status "
        f"FROM choices c JOIN ({numbers}) r ON r.authority = c.authority AND r.period_no = c.period_no "
        f"AND r.breakdown = c.breakdown {of_line}WHERE c.measure = '{measure.id}' "
        f"AND c.standard = '{standard}' AND c.reason = '') x"
    )


def _absent(measure: Measure) -> str:
    """When a figure has no value though its source is there: nobody who could count."""
    if measure.form in ("count", "sum", "difference"):
        return "false THEN ''"
    if measure.form == "index":
        few = f" WHEN r.n < {measure.fewest} THEN 'confidential'" if measure.fewest else ""
        none = "" if measure.per else " OR coalesce(r.n_all, 0) = 0"
        return f"coalesce(r.d, 0) = 0{none} THEN 'no_cases'{few} WHEN r.v IS NULL THEN 'no_cases'"
    return "coalesce(r.d, 0) = 0 THEN 'no_cases'"


def _tally(cells: Cells) -> str:
    name, i = cells
    numbers = f"coalesce(n{i}, 0) AS n, coalesce(d{i}, 0) AS d, k{i} AS k"
    return f"SELECT authority, period_no, breakdown, grp, {numbers} FROM {name}"


def _base(measure: Measure, cells: Mapping[str, Cells]) -> tuple[str, str]:
    if measure.split is None:
        return _tally(cells["base"]), _base_value(measure)
    name, i = cells["base"]
    whole = "b" if measure.split.share else "a"
    numbers = (
        f"SELECT a.authority, a.period_no, a.breakdown, a.grp, a.line, coalesce(a.n{i}, 0) AS n, "
        f"coalesce({whole}.d{i}, 0) AS d, {whole}.k{i} AS k FROM {name} a "
        f"LEFT JOIN {name} b ON b.authority = a.authority AND b.period_no = a.period_no "
        "AND b.breakdown = a.rest AND b.grp = a.rest_grp"
    )
    return numbers, _base_value(measure)


def _base_value(measure: Measure) -> str:
    if measure.form in ("count", "sum"):
        return "r.n AS numerator, CAST(NULL AS DOUBLE) AS denominator, r.n AS value"
    if measure.form == "percentage":
        return "r.n AS numerator, r.d AS denominator, 100.0 * r.n / nullif(r.d, 0) AS value"
    if measure.form == "average":
        return "r.n AS numerator, r.d AS denominator, r.n / nullif(r.d, 0) AS value"
    return "CAST(NULL AS DOUBLE) AS numerator, r.d AS denominator, r.n AS value"


def _rate(measure: Measure, cells: Mapping[str, Cells]) -> tuple[str, str]:
    if measure.per is None:
        raise ValueError(f"{measure.id} is a rate without a population")
    times = (
        f"(SELECT m.times FROM rate_times m WHERE m.measure = '{measure.id}' AND m.period_no = r.period_no)"
    )
    numbers = (
        "SELECT t.authority, t.period_no, t.breakdown, t.grp, t.n, g.persons AS d, g.persons AS people, t.k "
        f"FROM ({_tally(cells['numerator'])}) t LEFT JOIN "
        "population_groups g ON g.authority = t.authority AND g.period_no = t.period_no "
        f"AND g.breakdown = t.breakdown AND g.grp = t.grp AND g.ages = '{measure.per.population}'"
    )
    return numbers, f"r.n AS numerator, r.d AS denominator, r.n / nullif(r.d, 0) * {times} AS value"


def _two(cells: Mapping[str, Cells], first: str, second: str) -> str:
    """Two tallies side by side; a group that only one of them holds counts 0 in the other."""
    return (
        "SELECT coalesce(a.authority, b.authority) AS authority, "
        "coalesce(a.period_no, b.period_no) AS period_no, "
        "coalesce(a.breakdown, b.breakdown) AS breakdown, coalesce(a.grp, b.grp) AS grp, "
        "coalesce(a.n, 0) AS n, coalesce(b.n, 0) AS d, coalesce(a.k, b.k) AS k "
        f"FROM ({_tally(cells[first])}) a FULL OUTER JOIN ({_tally(cells[second])}) b "
        "ON b.authority = a.authority AND b.period_no = a.period_no "
        "AND b.breakdown = a.breakdown AND b.grp = a.grp"
    )


def _ratio(measure: Measure, cells: Mapping[str, Cells]) -> tuple[str, str]:
    return (
        _two(cells, "numerator", "denominator"),
        f"r.n AS numerator, r.d AS denominator, {measure.times!r} * r.n / nullif(r.d, 0) AS value",
    )


def _difference(_: Measure, cells: Mapping[str, Cells]) -> tuple[str, str]:
    return (
        _two(cells, "plus", "minus"),
        "r.n - r.d AS numerator, CAST(NULL AS DOUBLE) AS denominator, r.n - r.d AS value",
    )


_INDEX_VALUE = "r.n AS numerator, r.d AS denominator, r.v AS value"


def _index(measure: Measure, cells: Mapping[str, Cells]) -> tuple[str, str]:
    """Share of a group in the numerator's total over its share in the denominator's."""
    if measure.per:
        return _over_population(measure, cells)
    numbers = (
        "SELECT x.*, sum(CASE WHEN breakdown = 'all' THEN n END) OVER w AS n_all, "
        "sum(CASE WHEN breakdown = 'all' THEN d END) OVER w AS d_all "
        f"FROM ({_two(cells, 'numerator', 'denominator')}) x WINDOW "
        "w AS (PARTITION BY authority, period_no)"
    )
    value = "(x.n / nullif(x.n_all, 0)) / nullif(x.d / nullif(x.d_all, 0), 0)"
    return f"SELECT x.*, {value} AS v FROM ({numbers}) x", _INDEX_VALUE


def _over_population(measure: Measure, cells: Mapping[str, Cells]) -> tuple[str, str]:
    """A group of n among d children of known group, and of `people` among `everybody` in the population, set
    against the whole, against all others, or against one group."""
    if measure.per is None:
        raise ValueError(f"{measure.id} is an index without a population")
    name, i = cells["numerator"]
    own, own_grp, whole, line = "a.breakdown", "a.grp", "'all'", "'all'"
    if measure.split:
        own, own_grp, whole, line = "a.rest", "a.rest_grp", f"'{measure.split.by}'", "a.line"
    known = " UNION ALL ".join(
        f"SELECT authority, period_no, '{role.removeprefix('known ')}' AS of, grp, d{number} AS d "
        f"FROM {kept} WHERE breakdown = {whole}"
        for role, (kept, number) in cells.items()
        if role.startswith("known ")
    )
    people = " ".join(
        f"LEFT JOIN population_groups {p} ON {p}.authority = a.authority AND {p}.period_no = a.period_no "
        f"AND {p}.ages = '{measure.per.population}' AND {p}.breakdown = {own} AND {p}.grp = {group}"
        for p, group in (("g", own_grp), ("e", "'all'"))
    )
    numbers = (
        f"SELECT a.authority, a.period_no, a.breakdown, a.grp, {line} AS line, {own_grp} AS own, "
        f"coalesce(a.n{i}, 0) AS n, coalesce(w.d, 0) AS d, a.k{i} AS k, g.persons AS people, "
        "e.persons AS everybody "
        f"FROM {name} a LEFT JOIN ({known}) w ON w.authority = a.authority "
        f"AND w.period_no = a.period_no AND w.of = {own} AND w.grp = {line} {people}"
    )
    if measure.against == "whole":
        rate = "(x.n / nullif(x.d, 0)) / nullif(x.people / nullif(x.everybody, 0), 0)"
    else:
        others, of_them = "(x.d - x.n)", "(x.everybody - x.people)"
        if measure.against != "others":
            over = "OVER (PARTITION BY x.authority, x.period_no, x.breakdown, x.line)"
            others, of_them = (
                f"max(CASE WHEN x.own = '{measure.against}' THEN x.{number} END) {over}"
                for number in ("n", "people")
            )
        rate = f"(x.n / nullif(x.people, 0)) / nullif({others} / nullif({of_them}, 0), 0)"
    known_people = "CASE WHEN x.everybody IS NOT NULL THEN x.people END"
    numbers = (
        "SELECT x.authority, x.period_no, x.breakdown, x.grp, x.line, x.n, x.d, x.k, "
        f"{known_people} AS people, {rate} AS v FROM ({numbers}) x"
    )
    return numbers, _INDEX_VALUE


_NUMBERS = {
    "count": _base,
    "percentage": _base,
    "average": _base,
    "median": _base,
    "sum": _base,
    "rate": _rate,
    "ratio": _ratio,
    "difference": _difference,
    "index": _index,
}
