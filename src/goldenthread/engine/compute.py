"""Cards + periods + breakdowns -> results.

In three steps: choose for every figure the standard that supplies it (or the reason that none does);
count all tallies of a conformed table in one pass; put the values together by form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import pyarrow as pa

from goldenthread.base.dates import day_number, day_words
from goldenthread.base.periods import Period
from goldenthread.engine.availability import Availability
from goldenthread.engine.changes import rule_changes
from goldenthread.engine.parameters import ParameterSet, parameter_values
from goldenthread.engine.population import Populations
from goldenthread.engine.queries import cells_sql, count_sql, counted_key, months_of, table_of
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Breakdown, Tally, breakdowns_of, known_key, part_key, tallies
from goldenthread.engine.values import Choice, not_available_rows, value_sql
from goldenthread.model.measure import Break, Measure
from goldenthread.model.result import ALL, CROSS
from goldenthread.model.results import SCHEMA, Results


@dataclass(frozen=True)
class Pass:
    """One pass over one conformed table: the tallies that are counted by one key, side by side."""

    number: int
    standard: str
    table: str
    key: str
    tallies: tuple[Tally, ...]

    @property
    def cells(self) -> str:
        """Name of the counted cells, zero-filled over every known group."""
        return f"cells_{self.number}"


def compute(
    source: Source,
    catalogue: Mapping[str, Measure],
    measures: Sequence[Measure],
    periods: Sequence[Period],
    breakdowns: Iterable[str] | None = None,
) -> Results:
    """Results of the measures for the periods; the total and the breakdowns (None: all of each card).

    A measure that exists for some kinds of period only is computed for those of `periods`.
    """
    periods = sorted(set(periods))
    asked = None if breakdowns is None else tuple(breakdowns)
    found = tallies(measures, catalogue, asked)
    parameters = parameter_values(source.rows("parameters"))
    availability = Availability(source.covers, parameters)
    choices = [
        choice
        for measure in measures
        for choice in _choices(
            measure,
            found,
            availability,
            source,
            periods,
            asked,
            partial(rule_changes, measure, catalogue, parameters),
        )
    ]
    _put_periods(source, periods, {tally.component.window_months for tally in found.values()})
    _put_authorities(source)
    passes = _count(source, choices, found, catalogue, parameters)
    _put_population(source, measures, choices, periods)
    _put_rate_times(source, measures, periods)
    return Results(_assemble(source, measures, choices, passes, found))


def parts_of(measure: Measure, found: Mapping[str, Tally]) -> dict[str, Tally]:
    """The tallies of a measure by role; a base measure has one, 'base'."""
    if measure.base:
        return {"base": found[measure.id]}
    return {role: found[part_key(measure, role)] for role in measure.parts}


def _counted(measure: Measure, found: Mapping[str, Tally]) -> dict[str, Tally]:
    """The tallies of a measure by role, and those of everybody of known group in each breakdown."""
    known = known_key(measure, ())
    wholes = {
        f"known {_of_known(key, known)}": tally for key, tally in found.items() if key.startswith(known)
    }
    return {**parts_of(measure, found), **wholes}


def _of_known(key: str, known: str) -> str:
    return CROSS.join(filter(None, key.removeprefix(known).split("*"))) or ALL


def _choices(
    measure: Measure,
    found: Mapping[str, Tally],
    availability: Availability,
    source: Source,
    periods: Sequence[Period],
    asked: tuple[str, ...] | None,
    changes: Callable[[str], Sequence[Break]],
) -> Iterable[Choice]:
    """For each authority, period and breakdown the standard to read, or why none can be read; `changes` gives
    the changes of the measure's rule for an authority."""
    parts = list(parts_of(measure, found).values())
    wanted = breakdowns_of(measure, asked)
    for authority in source.covers.authorities():
        changed = changes(authority)
        for number, period in enumerate(periods):
            if measure.periods and period.kind not in measure.periods:
                continue
            answers = availability.chosen(measure, parts, authority, period)
            broken = _broken(changed, period)
            for breakdown, (line, (standard, answer)) in product(wanted, answers.items()):
                reason = answer.reason
                for tally in parts:
                    reason = reason or availability.breakdown_reason(tally, authority, standard, breakdown)
                yield Choice(
                    measure.id,
                    authority,
                    number,
                    _shown(measure, breakdown),
                    standard,
                    reason,
                    (*answer.flags, *broken),
                    answer.known_to,
                    line,
                )


def _broken(changed: Iterable[Break], period: Period) -> list[str]:
    """The remarks of a period in which the rule of a measure changed: what is before it is not comparable."""
    return [
        f"the rule changed on {day_words(made.on)}: {made.says}"
        for made in changed
        if period.start <= made.on <= period.end
    ]


def _shown(measure: Measure, breakdown: Breakdown) -> str:
    split = (measure.split.by,) if measure.split else ()
    return CROSS.join((*split, *breakdown)) or "all"


def _count(
    source: Source,
    choices: Sequence[Choice],
    found: Mapping[str, Tally],
    catalogue: Mapping[str, Measure],
    parameters: ParameterSet,
) -> dict[tuple[str, str], tuple[Pass, int]]:
    """Run every pass; (standard, tally key) -> the pass and the tally's number in it.

    Different people counted in all only stand in a pass of their own: in one with the others they would be
    counted anew in every breakdown.
    """
    needed: dict[tuple[str, str, str, int | None, bool], dict[str, Tally]] = defaultdict(dict)
    for measure_id, standard in dict.fromkeys((c.measure, c.standard) for c in choices if not c.reason):
        for tally in _counted(catalogue[measure_id], found).values():
            component = tally.component
            table = table_of(source, standard, tally)
            key = counted_key(tally, source.single_keys(table))
            narrow = key != "rows" and tally.breakdowns == {()}
            needed[standard, table, key, component.window_months, narrow][tally.key] = tally
    where: dict[tuple[str, str], tuple[Pass, int]] = {}
    passes: list[Pass] = []
    for number, ((standard, table, key, *_), group) in enumerate(needed.items()):
        alike: dict[object, list[Tally]] = defaultdict(list)
        for tally in group.values():
            alike[tally.component, tally.form, tally.split, tally.of_whole, tally.matures].append(tally)
        once = tuple(_together(same) for same in alike.values())
        made = Pass(number, standard, table, key, once)
        passes.append(made)
        for i, same in enumerate(alike.values()):
            where.update({(standard, tally.key): (made, i) for tally in same})
    with ThreadPoolExecutor(source.at_once) as pool:  # no pass reads another
        list(pool.map(partial(_run_pass, source, parameters), passes))
    return where


def _together(same: Sequence[Tally]) -> Tally:
    """Tallies that count the same thing are counted once, in the breakdowns of all."""
    return replace(same[0], breakdowns={b for tally in same for b in tally.breakdowns})


def _run_pass(source: Source, parameters: ParameterSet, made: Pass) -> None:
    counted = f"counted_{made.number}"
    source.keep(counted, count_sql(made.table, made.tallies, parameters, made.key))
    source.keep(made.cells, cells_sql(counted, made.tallies))


def _put_authorities(source: Source) -> None:
    source.put(
        "covered_authorities", pa.table({"authority": pa.array(source.covers.authorities(), pa.string())})
    )


def _put_periods(source: Source, periods: Sequence[Period], windows: Iterable[int | None]) -> None:
    """The periods, and the months whose events each counts: its own, or those of a window up to its end."""
    table = pa.table(
        {
            "no": pa.array(range(len(periods)), pa.int32()),
            "period_no": pa.array(range(len(periods)), pa.int32()),
            "label": [period.label for period in periods],
            "first_month": pa.array([period.first_month for period in periods], pa.int32()),
            "last_month": pa.array([period.last_month for period in periods], pa.int32()),
            "start_day": pa.array([day_number(period.start) for period in periods], pa.int32()),
            "end_day": pa.array([day_number(period.end) for period in periods], pa.int32()),
        }
    )
    source.put("periods", table)
    for window in windows:
        months = [
            (number, month)
            for number, period in enumerate(periods)
            for month in range(
                period.last_month - window + 1 if window else period.first_month, period.last_month + 1
            )
        ]
        of_months = table.take(pa.array([number for number, _ in months], pa.int32()))
        source.put(
            months_of(window),
            of_months.append_column("month", pa.array([month for _, month in months], pa.int32())),
        )


def _put_population(
    source: Source, measures: Sequence[Measure], choices: Sequence[Choice], periods: Sequence[Period]
) -> None:
    """Persons of every authority, period and group that a chosen rate or index needs; beside the groups of a
    breakdown, under 'all', everybody in them."""
    spans = {measure.id: measure.per.population for measure in measures if measure.per}
    splits = {measure.id: measure.split.by for measure in measures if measure.per and measure.split}
    populations = Populations(source.rows("population"), source.extracted_on)
    rows = []
    for key in dict.fromkeys(
        (spans[c.measure], c.authority, c.period_no, _of_population(c, splits.get(c.measure)))
        for c in choices
        if c.measure in spans
    ):
        ages, authority, number, name = key
        breakdown = () if name == ALL else tuple(name.split(CROSS))
        groups = populations.groups(authority, periods[number], breakdown, ages)
        whole = populations.whole(groups, breakdown)
        for group, persons in ({**groups, ALL: whole} if whole is not None else groups).items():
            rows.append(
                {
                    "ages": ages,
                    "authority": authority,
                    "period_no": number,
                    "breakdown": name,
                    "grp": group,
                    "persons": persons,
                }
            )
    schema = pa.schema(
        [
            ("ages", pa.string()),
            ("authority", pa.string()),
            ("period_no", pa.int32()),
            ("breakdown", pa.string()),
            ("grp", pa.string()),
            ("persons", pa.float64()),
        ]
    )
    source.put("population_groups", pa.Table.from_pylist(rows, schema=schema))


def _put_rate_times(source: Source, measures: Sequence[Measure], periods: Sequence[Period]) -> None:
    """By what each rate is multiplied in each period."""
    rates = [measure for measure in measures if measure.form == "rate"]
    rows = [
        (rate.id, number, rate.rate_times(period.months))
        for rate in rates
        for number, period in enumerate(periods)
    ]
    names, numbers, times = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {
        "measure": pa.array(names, pa.string()),
        "period_no": pa.array(numbers, pa.int32()),
        "times": pa.array(times, pa.float64()),
    }
    source.put("rate_times", pa.table(columns))


def _of_population(choice: Choice, split: str | None) -> str:
    """The breakdown of a choice that a population has: without the lines of a split."""
    return choice.breakdown.removeprefix(split or "").removeprefix(CROSS) or ALL


def _assemble(
    source: Source,
    measures: Sequence[Measure],
    choices: Sequence[Choice],
    passes: Mapping[tuple[str, str], tuple[Pass, int]],
    found: Mapping[str, Tally],
) -> pa.Table:
    source.put("choices", Choice.table(choices))
    parts = [not_available_rows()]
    supplied: dict[str, dict[str, None]] = defaultdict(dict)
    for choice in choices:
        if not choice.reason:
            supplied[choice.measure][choice.standard] = None
    for measure in measures:
        for standard in supplied[measure.id]:
            cells = {
                role: (passes[standard, tally.key][0].cells, passes[standard, tally.key][1])
                for role, tally in _counted(measure, found).items()
            }
            parts.append(value_sql(measure, standard, cells))
    order = {measure.id: number for number, measure in enumerate(measures)}
    source.put(
        "measure_facts",
        pa.table(
            {
                "measure": list(order),
                "measure_no": pa.array(list(order.values()), pa.int32()),
                "timing": [measure.timing for measure in measures],
                "definition_version": pa.array([measure.version for measure in measures], pa.int32()),
            }
        ),
    )
    return source.fetch(
        'SELECT m.measure, v.authority, p.label AS period, m.timing, v.breakdown, v.grp AS "group", '
        f"v.numerator, v.denominator, v.value, v.status, '{source.id}' AS snapshot, m.definition_version, "
        "v.flags, v.reason "
        f"FROM ({' UNION ALL '.join(parts)}) v JOIN measure_facts m ON m.measure = v.measure "
        "JOIN periods p ON p.no = v.period_no "
        "ORDER BY m.measure_no, v.authority, p.no, CASE WHEN v.breakdown = 'all' THEN 0 ELSE 1 END, "
        "v.breakdown, v.grp"
    ).cast(SCHEMA)
