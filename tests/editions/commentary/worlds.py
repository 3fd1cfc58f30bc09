"""What commentary may refer to, for tests: the made-up edition, and shipped measures by chance."""

from __future__ import annotations

import csv
import datetime as dt
import random
from dataclasses import replace
from functools import cache
from pathlib import Path

from goldenthread.analysis.comparators.comparator import Comparator, Comparators, Kind
from goldenthread.base.periods import Period, month, parse
from goldenthread.cli.commentary_world import world_of
from goldenthread.cli.context import shipped_strategy
from goldenthread.editions.commentary.checking import check
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.world import SUMMARY, World
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.strategy import read_strategy
from goldenthread.model.result import ALL
from goldenthread.model.results import Results
from goldenthread.model.strategy import Target
from tests.publication.made_up import AUTHORITY, Maker, made_up_edition


@cache
def made_up() -> World:
    """The made-up edition, with published figures beside one measure."""
    world = world_of(made_up_edition())
    kinds: tuple[tuple[Kind, float], ...] = (("england", 70.0), ("region", 56.0), ("neighbours", 95.0))
    beside = tuple(
        Comparator(kind, kind, kind, "2023", "year", value, "", 1, None, "made up", True)
        for kind, value in kinds
    )
    compared = Comparators("cla_rate", AUTHORITY, "made up", "per 10,000", beside)
    return replace(world, comparators={"cla_rate": compared})


def codes(text: str, section: str = SUMMARY, **more: object) -> set[str]:
    """The kinds of remark on a text."""
    return {one.code for one in remarks(text, section, **more)}


def remarks(text: str, section: str = SUMMARY, **more: object) -> tuple[Remark, ...]:
    return check(section, text, made_up(), **more)  # type: ignore[arg-type]


@cache
def council() -> World:
    """Every measure that the shipped strategy shows, with the figures of the sample council in December 2023:
    its totals now, a period before and a year before, and a few breakdowns now."""
    measures, maker = shipped_measures(), Maker()
    with (Path(__file__).parent / "council.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shown: dict[str, Period] = {}
    for row in rows:
        measure, period = measures[row["measure"]], parse(row["period"])
        shown.setdefault(measure.id, period)
        numbers = {
            name: float(row[name]) for name in ("numerator", "denominator", "value") if row[name] != ""
        }
        maker.add(measure, period, row["breakdown"], row["group"], **numbers)
    return World(
        authority=AUTHORITY,
        authority_name="Solmere",
        period=parse("2023-12"),
        measures=measures,
        results=Results(maker.table()),
        shown=shown,
        sections={SUMMARY: tuple(shown), **{one: (one,) for one in shown}},
    )


def by_chance(seed: int) -> World:
    """Every measure that the shipped strategy shows, with figures by chance that a public edition could
    print (no small number and no small rest): text that is true of every council is true of this one."""
    measures = shipped_measures()
    strategy = read_strategy(shipped_strategy(), file="strategy.yml", catalogue=measures)
    maker, rng = Maker(), random.Random(seed)
    end = parse("2023-12")
    shown = {}
    for priority in strategy.priorities:
        for each in priority.measures:
            measure = measures[each.measure]
            shown[measure.id] = end.back(each.lag_months or measure.lag_months)
            for back in range(26):
                period = month(end.last_month - back)
                if measure.form in ("count", "sum", "difference"):
                    maker.count(measure, period, ALL, ALL, rng.randint(100, 400))
                elif measure.split is None:
                    bottom = rng.randint(20, 90) if measure.id == "icpc_15wd_pct" else rng.randint(20, 900)
                    maker.part(measure, period, ALL, ALL, rng.randint(10, bottom - 6), bottom)
    targets = tuple(
        Target(one, "all", float(rng.randint(20, 90)), "local", dt.date(2020, 4, 1), amber_margin=5.0)
        for one in shown
    )
    sections = {one.id: tuple(each.measure for each in one.measures) for one in strategy.priorities}
    return World(
        authority=AUTHORITY,
        authority_name="Exampleton",
        period=end,
        measures=measures,
        results=Results(maker.table()),
        shown=shown,
        sections={SUMMARY: tuple(shown), **sections, **{one: (one,) for one in shown}},
        targets=targets,
    )
