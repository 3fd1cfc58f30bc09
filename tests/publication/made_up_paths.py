"""Ways of children and published figures, made up, for the pages that show them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

from goldenthread.analysis.comparators import (
    Choice,
    Comparator,
    Comparators,
    Rank,
    Rug,
    RugCell,
    RugRow,
    Side,
)
from goldenthread.analysis.fairness import Fairness, fairness
from goldenthread.analysis.forecast import forecast
from goldenthread.analysis.funnel import Taken, funnel, taken
from goldenthread.analysis.journeys import journey
from goldenthread.base.periods import ending, month
from goldenthread.model.bridge import Bridge, BridgeLine
from goldenthread.model.flow import ENTERED, LEFT, Flow
from goldenthread.model.journey import Wait, Waits
from goldenthread.model.pathway import Pathway, StageCount
from goldenthread.publication.edition import Edition
from goldenthread.publication.others import Others
from goldenthread.publication.paths import Paths, StockAhead
from tests.publication.made_up import AUTHORITY, DECEMBER, made_up_edition

YEAR = ending("rolling_12", DECEMBER.end)
STAGES = ("contact", "early_help", "referral", "assessment", "s47", "plan", "care")
POPULATION = {"white": 41_000, "black": 2_500, "asian": 4_500, "mixed": 1_000, "other": 978}
SHARES = {"white": 0.7, "black": 0.12, "asian": 0.08, "mixed": 0.09, "other": 0.01}
"""Black children are met far more often than their number leads one to expect, white ones less often."""


@cache
def with_paths() -> Edition:
    """The made-up edition with every page of this kind."""
    edition = made_up_edition()
    return replace(edition, paths=paths(edition), others=others())


def paths(edition: Edition) -> Paths:
    """Each part once as it is meant to be, and once where it is absent."""
    return Paths(
        fairness=(by_ethnicity(), fairness(Pathway(AUTHORITY, str(YEAR), "locality", (), {}))),
        funnel=tuple(funnel(edition.results, AUTHORITY, [DECEMBER.back(1), DECEMBER])),
        taken=by_month(),
        bridges=(plans("2023-12", 310, 17, 24, 0), plans(str(YEAR), 320, 240, 258, 1), no_bridge()),
        flows=(
            flow(),
            Flow("cp_plans_open", AUTHORITY, "2022-12", "2023-12", "age_band", {}, reason="no cover"),
        ),
        journeys=tuple(journey(waits) for waits in every_waits()),
        steps={
            "referral_to_assessment": "from a referral to a completed assessment",
            "care_to_end": "from coming into care to leaving it",
            "plan_to_end": "from the start of a child protection plan to its end",
        },
        stocks=(stock(), replace(stock(), measure="caseload_per_fte", forecast=forecast([15.0] * 12))),
    )


def by_month() -> tuple[Taken, ...]:
    """A step of four months, the last two open, which nobody began in one; a step that cannot be told."""
    known_to = dt.date(2023, 12, 31)
    found = []
    for away, (reached, ended, waiting) in enumerate([(30, 12, 4), (0, 0, 0), (28, 15, 2), (11, 3, 20)]):
        cohort = DECEMBER.back(6 - 2 * away)
        lines = (
            Wait(14, reached=reached),
            Wait(40, otherwise=ended),
            Wait((known_to - cohort.end).days, waiting=waiting),
        )
        held = tuple(each for each in lines if each.reached + each.otherwise + each.waiting)
        found.append(Waits("s47_to_conference", AUTHORITY, cohort.label, "all", "all", held, known_to))
    why = "no early help is loaded"
    silent = Waits("contact_to_early_help", AUTHORITY, "2023-12", "all", "all", (), None, why)
    return tuple(map(taken, [silent, *found]))


def by_ethnicity() -> Fairness:
    """A path of 7 stages; fewer than five children expected of two groups in the last, some of unknown
    group."""
    sizes = (8_000, 900, 3_000, 2_800, 900, 330, 200)
    stages = tuple(
        StageCount(
            name,
            groups := {group: round(size * share) for group, share in SHARES.items()},
            known=sum(groups.values()),
            unknown=size // 50,
        )
        for name, size in zip(STAGES, sizes, strict=True)
    )
    silent = StageCount("early_help", {}, reason="no early help is loaded")
    return fairness(Pathway(AUTHORITY, str(YEAR), "ethnicity", (stages[0], silent, *stages[2:]), POPULATION))


def plans(period: str, opening: int, started: int, ended: int, unmatched: int) -> Bridge:
    """A bridge of plans with the reasons of starts; two children have a plan each too many."""
    closing = opening + started - ended + unmatched
    reasons = {"NEG": started - started // 3, "EMO": started // 3 - 1, "unknown": 1}
    whole = BridgeLine("all", opening, started, ended, 0, 0, unmatched, closing, reasons, {})
    return Bridge("plans", "cp_plans_open", AUTHORITY, period, "all", whole, (), (opening - 2, closing - 2))


def no_bridge() -> Bridge:
    return Bridge("care", "cla_rate", AUTHORITY, str(YEAR), "all", None, reason="no care is loaded")


def flow() -> Flow:
    """Plans a year apart by category of abuse."""
    cells = {
        ("NEG", "NEG"): 80,
        ("NEG", "EMO"): 9,
        ("NEG", LEFT): 110,
        ("EMO", "EMO"): 30,
        ("EMO", LEFT): 95,
        ("unknown", LEFT): 1,
        (ENTERED, "NEG"): 120,
        (ENTERED, "EMO"): 63,
    }
    return Flow("cp_plans_open", AUTHORITY, "2022-12", "2023-12", "abuse_category", cells)


def every_waits() -> list[Waits]:
    """A step that half reached, one that fewer did, one that cannot be told."""
    before = YEAR.back(12)
    reached = (*(Wait(days, reached=4) for days in range(20, 70)), Wait(90, waiting=9))
    few = (Wait(100, reached=3), Wait(400, otherwise=10, waiting=40))
    known_to = dt.date(2023, 12, 31)

    def made(step: str, cohort: str, waits: tuple[Wait, ...], reason: str = "") -> Waits:
        return Waits(step, AUTHORITY, cohort, "all", "all", waits, known_to, reason)

    return [
        made("referral_to_assessment", str(before), reached),
        made("referral_to_assessment", str(YEAR), (*reached, Wait(95, otherwise=20))),
        made("care_to_end", str(YEAR), few),
        made("plan_to_end", str(YEAR), (), "no plan is loaded"),
    ]


def stock() -> StockAhead:
    """Plans that fall month by month after a long time of ups and downs."""
    values = [330 + 6 * (number % 5) - max(0, number - 40) * 1.5 for number in range(60)]
    known = tuple(month(number) for number in range(DECEMBER.last_month - 59, DECEMBER.last_month + 1))
    return StockAhead("cp_plans_open", known, forecast([round(value) for value in values]))


def others() -> Others:
    """Two measures with a place, one without, one whose series is not loaded."""
    areas = (("852", "Southampton"), ("851", "Portsmouth"), ("810", "Kingston upon Hull, City of"))
    rows = (
        row("rereferrals_12m_pct", "LAIT:ReReferral", ((22.8, "C"), (27.7, "D"), (20.9, "B"))),
        row("iha_20wd_pct", "LAIT:IHA", ((80.0, "D"), (None, ""), (97.0, "A"))),
        row("cp_plans_open", "LAIT:CPP_Num", ((315.0, ""), (176.0, ""), (426.0, "")), "a count grows"),
    )
    rug = Rug("852", "2021-04", areas, rows)
    first = compared(
        "rereferrals_12m_pct", "LAIT:ReReferral", 22.8, Rank(104, 149, 85, 119, "counts", "C", 22.8, YEAR_TO)
    )
    turned = Choice(first.items[2], first.items[2], "above the neighbours by the mean, below by the median")
    sure = Rank(140, 150, 130, 149, "movement", "D", 80.0, YEAR_TO)
    return Others(
        files=2,
        compared_as="Southampton",
        rug=rug,
        comparators={
            "rereferrals_12m_pct": replace(first, choices=(turned,)),
            "iha_20wd_pct": compared("iha_20wd_pct", "LAIT:IHA", 80.0, sure),
            "cp_plans_open": compared("cp_plans_open", "LAIT:CPP_Num", 315.0, None),
            "cla_rate": Comparators(
                "cla_rate", "852", "", "", (), why_none="the published series is not loaded"
            ),
        },
    )


YEAR_TO = "year ending 31 March 2023"


def row(measure: str, series: str, cells: tuple[tuple[float | None, str], ...], why: str = "") -> RugRow:
    """One row of the rug."""
    made = tuple(
        RugCell(area, value, "" if value is not None else "c", None, quartile)
        for area, (value, quartile) in zip(("852", "851", "810"), cells, strict=True)
    )
    return RugRow(measure, series, YEAR_TO, 149, made, why)


def compared(measure: str, series: str, value: float, rank: Rank | None) -> Comparators:
    """England, the region a year late, and the neighbours."""

    def other(kind: str, name: str, figure: float, **more: object) -> Comparator:
        base = Comparator(
            kind, kind, name, YEAR_TO, "year", figure, "", 1, None, "DfE (made_up.csv)", True, series=series
        )  # type: ignore[arg-type]
        return replace(base, **more)  # type: ignore[arg-type]

    items = (
        other("england", "England", 22.4),
        other("region", "South East", 27.0, period_label="year ending 31 March 2022"),
        other("neighbours", "Statistical neighbours, mean", 21.3, n=9, of=10, verdict=Side.ABOVE),
    )
    own = other("authority", "Southampton", value, released=dt.date(2023, 10, 26))
    return Comparators(measure, "852", series, "percent", items, own=own, rank=rank)
