"""The engine's results held against the oracle's figures; every difference in one line of words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from goldenthread.base.periods import Period, parse
from goldenthread.model.result import Result, Status
from goldenthread.model.results import Results
from tests.oracle import MEASURES, Council, Figure, breakdowns, figures, not_yet_known
from tests.oracle.generate import population_rows
from tests.oracle.words import Row, Tables
from tests.support.engine_run import run_engine

KNOWN_TO = dt.date(2024, 3, 31)
"""The extract date and the last covered day of every run."""

POPULATION = population_rows()
TOLERANCE = 1e-9
NOTHING = Figure(0.0, 0.0, None)


def engine_breakdowns(measures: Iterable[str]) -> list[str]:
    """Every breakdown of the oracle as the engine is asked for it: crossed with a star, without splits."""
    found = dict[str, None]()
    for measure in measures:
        split = MEASURES[measure].split
        for name in breakdowns(measure):
            words = [word for word in name.split(" × ") if word not in (split, "all")]
            if words:
                found["*".join(words)] = None
    return list(found)


def run(
    councils: Mapping[str, Tables],
    periods: Iterable[str],
    measures: Iterable[str],
    parameter_rows: Iterable[Row] = (),
) -> Results:
    """One engine run over many councils."""
    measures = list(measures)
    return run_engine(
        councils,
        measures=measures,
        periods=list(periods),
        breakdowns=engine_breakdowns(measures),
        parameters=parameter_rows,
        population=POPULATION,
        extracted_on=KNOWN_TO,
    )


def differences(
    results: Results,
    councils: Mapping[str, Tables],
    periods: Iterable[str],
    measures: Iterable[str],
    parameters: Mapping[str, Any] | None = None,
) -> list[str]:
    """Every figure on which engine and oracle differ, and every breakdown the engine lacks."""
    found: list[str] = []
    lacking: dict[str, None] = {}
    for authority, tables in councils.items():
        council = Council(tables)
        for label in periods:
            for measure in measures:
                for breakdown in breakdowns(measure):
                    figure = Asked(results, authority, measure, parse(label), breakdown)
                    found += figure.differences(council, parameters, lacking)
    return [*lacking, *found]


class Asked:
    """One measure, period and breakdown of one council."""

    def __init__(
        self, results: Results, authority: str, measure: str, period: Period, breakdown: str
    ) -> None:
        self.measure, self.period, self.breakdown = measure, period, breakdown
        self.authority = authority
        self.engine = {
            result.group: result for result in results.groups(measure, authority, period.label, breakdown)
        }

    def differences(
        self, council: Council, parameters: Mapping[str, Any] | None, lacking: dict[str, None]
    ) -> list[str]:
        oracle = figures(
            self.measure,
            council,
            self.period,
            self.breakdown,
            parameters=parameters,
            population=POPULATION,
            cover=KNOWN_TO,
        )
        if not self.engine or self._is_refused():
            if any(figure.value for figure in oracle.values()):
                reason = self.engine["all"].reason if self.engine else "no group"
                lacking[f"{self.measure} by {self.breakdown}: the engine gives {reason!r}"] = None
            return []
        waiting = not_yet_known(self.measure, council, self.period, self.breakdown, cover=KNOWN_TO)
        found = []
        for group in {**oracle, **self.engine}:
            problem = self.compare(oracle.get(group), self.engine.get(group), group in waiting)
            if problem:
                found.append(
                    f"{self.measure} {self.period.label} {self.authority} {self.breakdown}={group}: {problem}"
                )
        return found

    def _is_refused(self) -> bool:
        """The engine says of a whole breakdown that it is not available."""
        whole = self.engine.get("all")
        return whole is not None and whole.status == Status.NOT_AVAILABLE

    def compare(self, oracle: Figure | None, engine: Result | None, waiting: bool) -> str:
        """What differs, or ''. A group the oracle does not know counts nothing."""
        if engine is None:
            return "" if oracle is None or _is_nothing(oracle) else f"oracle {_words(oracle)}, engine nothing"
        if engine.status == Status.NOT_AVAILABLE:
            known = oracle is not None and not _is_nothing(oracle)
            return f"oracle {oracle}, engine not available: {engine.reason}" if known else ""
        if engine.status == Status.NOT_YET_KNOWN:
            return "" if waiting else f"oracle {_words(oracle)}, engine not yet known"
        if waiting:
            return f"oracle not yet known, engine {engine.status} {engine.value}"
        if engine.status == Status.CONFIDENTIAL:
            return (
                ""
                if oracle is None or oracle.value is None
                else f"oracle {_words(oracle)}, engine confidential"
            )
        if engine.status == Status.NO_CASES:
            empty = oracle is None or oracle.value is None
            return "" if empty else f"oracle {_words(oracle)}, engine no cases"
        return self._compare_values(oracle, engine)

    def _compare_values(self, oracle: Figure | None, engine: Result) -> str:
        if oracle is None:
            made = MEASURES[self.measure]
            whole = (
                made.form in ("rate", "locality_index") or made.split != ""
            )  # these have a denominator without a case
            nothing = not engine.numerator and not engine.value and (whole or not engine.denominator)
            return "" if nothing else f"oracle nothing, engine {_engine(engine)}"
        pairs = [(oracle.value, engine.value), (oracle.numerator, engine.numerator)]
        if oracle.numerator is None:  # a difference has no numerator of its own
            pairs.pop()
        if oracle.denominator is not None:
            pairs.append((oracle.denominator, engine.denominator))
        same = all(_close(mine, theirs) for mine, theirs in pairs)
        return "" if same else f"oracle {_words(oracle)}, engine {_engine(engine)}"


def _is_nothing(figure: Figure) -> bool:
    return not figure.numerator and not figure.denominator and not figure.value


def _close(mine: float | None, theirs: float | None) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    return abs(mine - theirs) <= TOLERANCE * max(1.0, abs(mine))


def _words(figure: Figure | None) -> str:
    return "nothing" if figure is None else f"{figure.numerator}/{figure.denominator} = {figure.value}"


def _engine(result: Result) -> str:
    return f"{result.numerator}/{result.denominator} = {result.value}"


def report(found: list[str], each: int = 4) -> str:
    """The differences by measure: how many, and the first few."""
    by_measure: dict[str, list[str]] = defaultdict(list)
    for line in found:
        by_measure[line.split(" ", 1)[0]].append(line)
    lines = [f"{len(found)} differences in {len(by_measure)} measures"]
    for measure, some in sorted(by_measure.items()):
        lines += [f"{measure}: {len(some)}", *(f"   {line}" for line in some[:each])]
    return "\n".join(lines)
