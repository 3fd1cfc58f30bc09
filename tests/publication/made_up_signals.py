"""An edition of measures that are called by every word there is: what a chart says of the latest month, and
what stands beside it, are held against each other."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace

from goldenthread.analysis.findings import Judged, MeasureSeries, register
from goldenthread.base.periods import month
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.result import ALL, Result
from goldenthread.model.results import Results
from goldenthread.model.strategy import Priority, ShownMeasure, Strategy, Target
from goldenthread.publication.edition import Edition
from goldenthread.publication.judging import with_teams
from tests.analysis.findings.test_rare import STEADY, back, of_days
from tests.publication.made_up import AUTHORITY, DECEMBER, Maker, card, made_up_edition

MONTHS = tuple(month(DECEMBER.last_month - 59 + place) for place in range(60))
RARE = "rare"
REBASED = "stepped_and_rebased"
SEEDS = range(4)
TEAM = "Team 1"


def _noise(seed: int) -> Callable[[int], float]:
    made = random.Random(seed)
    drawn = [made.gauss(0, 1) for _ in MONTHS]
    return lambda place: drawn[place]


def _wandering(seed: int) -> list[float]:
    """A level that keeps nearly all of itself from month to month, as that of a stock does."""
    made, found, at = random.Random(seed), [], 0.0
    for _ in MONTHS:
        at = 0.93 * at + made.gauss(0, 12)
        found.append(round(500 + at))
    return found


def values() -> dict[str, list[float | None]]:
    """Counts by month, oldest first: None where there is no figure."""
    found: dict[str, list[float | None]] = {}
    for seed in SEEDS:
        noise, places = _noise(seed), range(60)
        steady = [round(400 + 10 * noise(place)) for place in places]
        found |= {
            f"wandering_{seed}": [*_wandering(seed)],
            f"few_{seed}": [max(round(4 + 2 * noise(place)), 0) for place in places],
            f"steady_{seed}": [*steady],
            f"jumped_{seed}": [*steady[:-1], 300 if seed % 2 else 500],
            f"drifted_{seed}": [366 + place % 2 if place > 53 else each for place, each in enumerate(steady)],
            f"changed_before_{seed}": [each + (35 if place > 44 else 0) for place, each in enumerate(steady)],
            f"seasonal_{seed}": [
                each - (100 if place % 12 == 11 else 0) + (90 if place == 59 and seed % 2 else 0)
                for place, each in enumerate(steady)
            ],
        }
    few_now = _noise(99)
    found["few_beyond"] = [*(max(round(4 + few_now(place)), 1) for place in range(59)), 17]
    found["young"] = [None] * 48 + [round(400 + 10 * few_now(place)) for place in range(48, 60)]
    found["without"] = [*_wandering(1)[:59], None]
    found[REBASED] = [each + (150 if place > 35 else 0) for place, each in enumerate(_wandering(3))]
    return found


def edition() -> Edition:
    """Every series as a measure, and the wandering ones as those of a team too."""
    maker, found = Maker(), values()
    cards = {
        name: card(
            name,
            name.replace("_", " ").capitalize(),
            "count",
            "cases",
            ("lower", "higher", "neutral")[place % 3],
        )
        for place, name in enumerate([*found, RARE])
    }
    rare = of_days(back([*STEADY, 320], dt.date(2023, 12, 5)))
    assert rare.events is not None
    found[RARE] = [None] * 24 + [each.value if each else None for each in rare.results]
    for name, series in found.items():
        for period, value in zip(MONTHS, series, strict=True):
            if value is not None:
                maker.count(cards[name], period, ALL, ALL, value)
                maker.count(cards[name], period, "team", TEAM, value)
            elif period == DECEMBER:
                maker.add(cards[name], period, ALL, ALL, status="not_yet_known", reason="not known yet")
    results = Results(maker.table())
    shown = tuple(ShownMeasure(name, ("team",)) for name in cards)
    made = made_up_edition(
        strategy=Strategy("Signals", (Priority("1", "All", "All is well.", shown),)),
        measures=cards,
        definitions={},
        results=results,
        months=MONTHS[-25:],
        before=MONTHS[:-25],
        targets=tuple(Target(name, ALL, 405.0, "local", dt.date(2020, 1, 1)) for name in list(cards)[::4]),
        events={RARE: replace(rare.events, measure=RARE, authority=AUTHORITY)},
        annotations=(
            Annotation(MONTHS[36].start, AnnotationKind.REBASE, "one front door", (REBASED,), "director"),
        ),
        figure_accounts=(),
        sources=(),
        comparison=None,
        prove=lambda keys: dict.fromkeys(keys, "PR000000"),
    )
    return with_teams(made, _teams(made))


def _teams(made: Edition) -> list[Judged]:
    assert made.register is not None
    series = [each.series for each in made.register.judged if each.series.measure.id != RARE]
    return list(
        register(
            [
                replace(
                    each, breakdown="team", group=TEAM, name=TEAM, results=_of_team(made, each), rated=None
                )
                for each in series
            ]
        ).judged
    )


def _of_team(made: Edition, series: MeasureSeries) -> tuple[Result | None, ...]:
    labels = [period.label for period in series.periods]
    return tuple(made.results.series(series.measure.id, AUTHORITY, labels, "team", TEAM))
