"""A made-up edition for tests of publication: no engine, every form of measure, every kind of absence.

Figures follow a fixed wave, so that the same edition is made each time and each printed figure can be held
against the results here.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field, replace

import pyarrow as pa

from goldenthread.base.periods import Period, month, parse
from goldenthread.model.measure import Measure, Split
from goldenthread.model.result import ALL, CROSS
from goldenthread.model.results import SCHEMA, Results
from goldenthread.model.strategy import Priority, ShownMeasure, Strategy, Target
from goldenthread.publication.edition import (
    AccountLine,
    Comparison,
    Definition,
    Disagreement,
    Edition,
    FigureAccount,
    SourceLine,
)
from goldenthread.publication.judging import with_drivers, with_register_of

AUTHORITY = "E06000045"
DECEMBER = parse("2023-12")
MONTHS = tuple(month(number) for number in range(DECEMBER.last_month - 24, DECEMBER.last_month + 1))
PLACES = ("central", "east", "west")
POPULATION = 49_978


@dataclass
class Maker:
    """Collects result rows of one edition."""

    rows: list[dict[str, object]] = field(default_factory=list)

    def add(self, measure: Measure, period: Period, breakdown: str, group: str, **values: object) -> None:
        """One result row; numerator, denominator, value, status, flags and reason as given."""
        row: dict[str, object] = dict.fromkeys(SCHEMA.names)
        row |= {
            "measure": measure.id,
            "authority": AUTHORITY,
            "period": period.label,
            "timing": measure.timing,
            "breakdown": breakdown,
            "group": group,
            "status": "ok",
            "snapshot": "made-up",
            "definition_version": 1,
            "flags": "",
            "reason": "",
        }
        self.rows.append(row | values)

    def part(
        self, measure: Measure, period: Period, breakdown: str, group: str, top: float, bottom: float
    ) -> None:
        """A percentage or rate from its two parts; no cases when the lower part is nought."""
        times = 100 if measure.unit == "percent" else 10_000 if measure.form == "rate" else 1
        if not bottom:
            self.add(measure, period, breakdown, group, numerator=0, denominator=0, status="no_cases")
            return
        value = top / bottom * times
        self.add(measure, period, breakdown, group, numerator=top, denominator=bottom, value=value)

    def count(self, measure: Measure, period: Period, breakdown: str, group: str, value: float) -> None:
        """A count."""
        self.add(measure, period, breakdown, group, numerator=value, value=value)

    def table(self) -> pa.Table:
        """The rows as the table that `Results` reads."""
        return pa.Table.from_pylist(self.rows, schema=SCHEMA)


def card(
    name: str, title: str, form: str, unit: str, polarity: str, timing: str = "flow", **more: object
) -> Measure:
    """A measure with plain attributes."""
    base = Measure(
        id=name,
        name=title,
        form=form,  # type: ignore[arg-type]
        timing=timing,  # type: ignore[arg-type]
        polarity=polarity,  # type: ignore[arg-type]
        unit=unit,
        breakdowns=(),
        standards=("ssd",),
        subject="made_up",
        why="It shows whether help comes in time.",
        reference="Working Together 2023",
        owner="Head of performance",
        version=1,
        valid_from=dt.date(2023, 4, 1),
    )
    return replace(base, **more)  # type: ignore[arg-type]


CARDS = (
    card("contacts_received", "Contacts received", "count", "contacts", "lower"),
    card(
        "contacts_police_share_pct", "Contacts that come from the police", "percentage", "percent", "neutral"
    ),
    card("s47_to_icpc_pct", "S47 enquiries that lead to an ICPC", "percentage", "percent", "neutral"),
    card("early_help_step_downs", "Children stepped down to early help", "count", "children", "higher"),
    card("rereferrals_12m_pct", "Re-referrals within 12 months", "percentage", "percent", "lower"),
    card("cp_plans_open", "Children with a child protection plan", "count", "children", "lower", "stock"),
    card("cp_plans_net_change", "Net change in child protection plans", "difference", "plans", "lower"),
    card(
        "iha_20wd_pct", "Initial health assessments within 20 working days", "percentage", "percent", "higher"
    ),
    card("hub_individuals", "Individuals attending a family hub", "count", "people", "higher"),
    card("hub_visits", "Family hub visits", "count", "visits", "higher"),
    card(
        "hub_visit_share_pct",
        "Share of family hub attendance by hub locality",
        "percentage",
        "percent",
        "neutral",
        split=Split("hub_locality", share=True),
    ),
    card("sf_concern_positive_pct", "Positive outcome for each concern", "percentage", "percent", "higher"),
    card(
        "sf_outcome_band_pct",
        "Families by number of positive outcomes",
        "percentage",
        "percent",
        "neutral",
        split=Split("band", share=True),
    ),
    card("cla_rate", "Children in our care per 10,000", "rate", "per 10,000", "lower", "stock"),
    card(
        "care_applications_rate",
        "Care applications per 10,000",
        "rate",
        "per 10,000 a quarter",
        "lower",
        periods=("quarter",),
    ),
    card("cla_started", "Children coming into our care", "count", "children", "lower"),
    card(
        "cla_started_in_care_at_end",
        "Children who came into our care and remain, by placement",
        "count",
        "children",
        "neutral",
        "stock",
        split=Split("placement_group"),
    ),
    card(
        "placement_moves_by_destination",
        "Placement moves by destination",
        "count",
        "children",
        "neutral",
        split=Split("destination"),
    ),
    card(
        "fostering_pipeline_stage",
        "Fostering recruitment by stage",
        "count",
        "households",
        "higher",
        split=Split("stage"),
    ),
    card(
        "cla_u16_out_of_education",
        "Children in our care under 16 out of education",
        "count",
        "children",
        "lower",
        "stock",
    ),
    card(
        "caseload_per_fte",
        "Average caseload of a full-time social worker",
        "ratio",
        "cases per FTE",
        "lower",
        "stock",
    ),
    card("agency_rate_pct", "Agency social workers", "ratio", "percent", "lower", "stock"),
    card(
        "assessments_median_wd",
        "Median working days to complete an assessment",
        "median",
        "working days",
        "lower",
    ),
    card("audits_completed_pct", "Audits completed", "percentage", "percent", "higher", lag_months=1),
    card(
        "audit_grade_pct",
        "Audits by grade",
        "percentage",
        "percent",
        "neutral",
        lag_months=1,
        split=Split("grade", share=True),
    ),
    card(
        "cp_visits_in_date_pct",
        "Children with a protection plan visited in time",
        "percentage",
        "percent",
        "higher",
        "stock",
    ),
    card(
        "supervision_in_date_pct",
        "Cases with supervision in time",
        "percentage",
        "percent",
        "higher",
        "stock",
    ),
    card("strategy_discussions_held", "Strategy discussions held", "count", "discussions", "lower"),
)
MEASURES = {measure.id: measure for measure in CARDS}


def wave(index: int, middle: float, swing: float, slope: float = 0.0) -> int:
    """A whole number that goes up and down over the year and drifts."""
    return round(middle + swing * math.sin(index * 0.9) + slope * (index - 24))


def made_up_edition(**changes: object) -> Edition:
    """The edition of December 2023 of a synthetic council."""
    maker = Maker()
    for index, period in enumerate(MONTHS):
        _totals(maker, index, period)
        _groups(maker, index, period)
    _quarters(maker)
    results = Results(maker.table())
    codes = {
        (one.measure, one.period, one.breakdown, one.group): f"PR{number:06d}"
        for number, one in enumerate(results)
    }
    edition = Edition(
        authority=AUTHORITY,
        authority_name="Exampleton",
        synthetic=True,
        period=DECEMBER,
        months=MONTHS,
        data_date=dt.date(2023, 12, 31),
        snapshot="2024-01-04T07-05-made-up",
        strategy=STRATEGY,
        measures=MEASURES,
        definitions={measure.id: _definition(measure) for measure in CARDS},
        results=results,
        prove=lambda keys: codes,
        targets=TARGETS,
        accounts=ACCOUNTS,
        figure_accounts=FIGURE_ACCOUNTS,
        notes=("Caseloads count children with disabilities from April 2023.",),
        sources=SOURCES,
        comparison=COMPARISON,
        population_note="Rates use the mid-2022 estimate of 49,978 children aged 0 to 17.",
        population=(2022, 49_978),
    )
    return with_drivers(with_register_of(replace(edition, **changes)))  # type: ignore[arg-type]


def _totals(maker: Maker, i: int, period: Period) -> None:
    def part(name: str, top: float, bottom: float) -> None:
        maker.part(MEASURES[name], period, ALL, ALL, top, bottom)

    def count(name: str, value: float) -> None:
        maker.count(MEASURES[name], period, ALL, ALL, value)

    count("contacts_received", wave(i, 1510, 120, -6))
    part("contacts_police_share_pct", wave(i, 620, 40), wave(i, 1510, 120, -6))
    part("s47_to_icpc_pct", 12 if i == 24 else wave(i, 38, 9), 101 if i == 24 else wave(i, 130, 14))
    count("early_help_step_downs", 18 if i == 24 else wave(i, 34, 8))
    part(
        "rereferrals_12m_pct",
        {12: 96, 23: 110, 24: 77}.get(i, wave(i, 88, 9)),
        {12: 320, 23: 344}.get(i, 308),
    )
    count("cp_plans_open", 303 if i == 24 else wave(i, 331, 10, -1))
    count("cp_plans_net_change", wave(i, -1, 6))
    if i < 3:
        reason = "the load holds no health assessments before March 2022"
        maker.add(MEASURES["iha_20wd_pct"], period, ALL, ALL, status="not_available", reason=reason)
    else:
        part("iha_20wd_pct", wave(i, 8, 3), wave(i, 17, 3))
    count("hub_individuals", wave(i, 2100, 160, 14))
    count("hub_visits", wave(i, 5200, 420, 22))
    part("sf_concern_positive_pct", 262, 431)
    part("cla_rate", 510 if i == 24 else wave(i, 534, 6, -1.4), POPULATION)
    count("cla_started", 21 if i == 24 else wave(i, 18, 5))
    count("cla_u16_out_of_education", 5 if i == 24 else wave(i, 7, 2))
    if i < 20:
        reason = "the workforce register begins in August 2023"
        maker.add(MEASURES["caseload_per_fte"], period, ALL, ALL, status="not_available", reason=reason)
    else:
        part("caseload_per_fte", wave(i, 1830, 40, 9), 104.5)
    maker.add(
        MEASURES["agency_rate_pct"],
        period,
        ALL,
        ALL,
        numerator=wave(i, 32, 3, 0.4),
        denominator=141.5,
        value=wave(i, 32, 3, 0.4) / 141.5 * 100,
        flags="approximate",
    )
    maker.add(MEASURES["assessments_median_wd"], period, ALL, ALL, value=wave(i, 34, 3) + 0.5)
    part("audits_completed_pct", 22 if i == 23 else 20, 22)
    part("cp_visits_in_date_pct", wave(i, 271, 12), 303)
    if i == 24:
        reason = "15 working days have not passed since every start"
        maker.add(
            MEASURES["supervision_in_date_pct"], period, ALL, ALL, status="not_yet_known", reason=reason
        )
    else:
        part("supervision_in_date_pct", wave(i, 880, 60), 1100)
    reason = "no register of strategy discussions is loaded"
    maker.add(MEASURES["strategy_discussions_held"], period, ALL, ALL, status="not_available", reason=reason)


def _groups(maker: Maker, i: int, period: Period) -> None:
    def split(name: str, values: dict[str, float], share: bool) -> None:
        measure, whole = MEASURES[name], sum(values.values())
        for group, value in values.items():
            assert measure.split
            if share:
                maker.part(measure, period, measure.split.by, group, value, whole)
            else:
                maker.count(measure, period, measure.split.by, group, value)

    split("hub_visit_share_pct", {"central": 1990, "east": 2730, "west": 1256}, True)
    split("sf_outcome_band_pct", {"none": 14, "one_or_two": 59, "three_or_more": 74}, True)
    split("audit_grade_pct", {"outstanding": 3, "good": 10, "requires_improvement": 8, "inadequate": 1}, True)
    split(
        "cla_started_in_care_at_end",
        {"parents": 4, "family_friends": 9, "foster_in_house": 1, "foster_external": 1, "foster_to_adopt": 1},
        False,
    )
    split(
        "placement_moves_by_destination",
        {
            "family_friends": 10,
            "parents": 5,
            "adoption": 1,
            "foster_to_adopt": 1,
            "supported": 2,
            "foster": 6,
            "residential": 2,
            "secure": 0,
        },
        False,
    )
    split(
        "fostering_pipeline_stage",
        {
            "enquiry": wave(i, 21, 6),
            "screening": 4,
            "home_visit": 3,
            "stage1": 2,
            "stage2": 2,
            "panel": 1,
            "approved": 1,
        },
        False,
    )
    for number, place in enumerate(PLACES):
        maker.count(MEASURES["contacts_received"], period, "locality", place, wave(i, 500 + 30 * number, 30))
        maker.part(
            MEASURES["rereferrals_12m_pct"],
            period,
            "locality",
            place,
            (19, 35, 23)[number],
            (101, 116, 91)[number],
        )
        maker.count(MEASURES["cp_plans_open"], period, "locality", place, (120 + 24 - i, 101, 82)[number])
    maker.part(MEASURES["rereferrals_12m_pct"], period, "locality", "unknown", 3, 12)
    for number, band in enumerate(("unborn", "under 1", "1-4", "5-9", "10-15", "16-17", "10-17")):
        maker.count(MEASURES["cp_plans_open"], period, "age_band", band, (9, 31, 70, 88, 86, 19, 105)[number])
        for step, sex in enumerate(("female", "male")):
            group = f"{band}{CROSS}{sex}"
            maker.part(
                MEASURES["contacts_police_share_pct"],
                period,
                f"age_band{CROSS}sex",
                group,
                20 + 9 * number + 31 * step,
                110 + 12 * number,
            )
    concerns = (
        "Good early years",
        "Education",
        "Crime",
        "Safe from abuse",
        "Mental and physical health",
        "Substance use",
        "Family relationships",
        "Exploitation",
        "Financial stability",
        "Secure housing",
    )
    for number, theme in enumerate(concerns):
        maker.part(
            MEASURES["sf_concern_positive_pct"], period, "theme", theme, 50 - 4 * number, 80 - 6 * number
        )
    for number, case_type in enumerate(("early_help", "cin_plan", "cp_plan", "cla", "care_leaver")):
        maker.part(
            MEASURES["supervision_in_date_pct"],
            period,
            "case_type",
            case_type,
            wave(i + number, 90 + number, 8),
            110,
        )
    for number in range(11):
        maker.part(
            MEASURES["cp_visits_in_date_pct"],
            period,
            "team",
            f"Team {number + 1}",
            18 + number % 4,
            19 + number if number else 0,
        )
    reason = "the workforce register names no roles"
    maker.add(
        MEASURES["agency_rate_pct"], period, "worker_role", "all", status="not_available", reason=reason
    )


def _quarters(maker: Maker) -> None:
    measure = MEASURES["care_applications_rate"]
    quarters = [parse(f"FY{year}-{year - 1999}Q{q}") for year in (2021, 2022, 2023) for q in (1, 2, 3, 4)]
    for index, quarter in enumerate(quarters[2:11]):
        maker.part(measure, quarter, ALL, ALL, (14, 12, 11, 16, 13, 9, 12, 9, 9)[index], POPULATION)


def _definition(measure: Measure) -> Definition:
    return Definition(
        measure=measure.id,
        sentence=f"{measure.name}: counted in the period by the rule below.",
        rule=(("counts", "rows of the fact"), ("dated by", "the event's own date")),
        sources=("SSD: its own table", "Annex A: list 3"),
        parameters=(("days", "28"),),
    )


def _target(measure: str, value: float, margin: float | None = None, scope: str = "all") -> Target:
    return Target(measure, scope, value, "Service plan 2023 to 2024", dt.date(2023, 4, 1), None, margin)


TARGETS = (
    _target("cla_rate", 100, 5),
    _target("rereferrals_12m_pct", 22),
    _target("cp_visits_in_date_pct", 90, 5),
    _target("iha_20wd_pct", 80),
    _target("audits_completed_pct", 95),
    _target("supervision_in_date_pct", 90),
    _target("supervision_in_date_pct", 85, 5, "case_type=cin_plan"),
    _target("supervision_in_date_pct", 90, None, "case_type=cp_plan"),
    _target("cla_u16_out_of_education", 0),
    _target("caseload_per_fte", 16),
    _target("contacts_police_share_pct", 40),
)

ACCOUNTS = (
    AccountLine("Annex A", "List 1: contacts", "annex_a_2023-12.xlsx", "List_1", 9_204, 9_198, 4, 2, 31),
    AccountLine(
        "Annex A", "List 7: child protection plans", "annex_a_2023-12.xlsx", "List_7", 411, 411, 0, 0, 0
    ),
    AccountLine("Register", "Family hub attendance", "hubs.csv", None, 64_110, 64_000, 110, 0, 0),
)

FIGURE_ACCOUNTS = (
    FigureAccount(
        "contacts_police_share_pct",
        "",
        "2023-12",
        ("contacts",),
        9_198,
        (
            ("in the numerator", 615),
            ("in the denominator alone", 891),
            ("outside the period", 7_661),
            ("excluded: repeats another row", 31),
        ),
        1_506,
    ),
    FigureAccount(
        "caseload_per_fte",
        "numerator",
        "2023-12",
        ("allocations",),
        411,
        (("counted", 400), ("outside the period", 11)),
        400,
    ),
)

STRATEGY = Strategy(
    "Children's plan",
    (
        Priority(
            "right-support",
            "Right support at the right time",
            "Families get help early, so that fewer need a social worker.",
            (
                ShownMeasure("contacts_received", ("locality",)),
                ShownMeasure("contacts_police_share_pct", (f"age_band{CROSS}sex",)),
                ShownMeasure("early_help_step_downs"),
                ShownMeasure("strategy_discussions_held"),
                ShownMeasure("s47_to_icpc_pct"),
                ShownMeasure("assessments_median_wd"),
                ShownMeasure("cp_plans_open", ("locality", "age_band")),
                ShownMeasure("cp_plans_net_change"),
            ),
        ),
        Priority(
            "localities",
            "Strong, safe and lively localities",
            "Help is close to home and partners plan together.",
            (
                ShownMeasure("rereferrals_12m_pct", ("locality",)),
                ShownMeasure("iha_20wd_pct"),
                ShownMeasure("hub_individuals"),
                ShownMeasure("hub_visits"),
                ShownMeasure("hub_visit_share_pct"),
                ShownMeasure("sf_concern_positive_pct", ("theme",)),
                ShownMeasure("sf_outcome_band_pct"),
            ),
        ),
        Priority(
            "families",
            "Children stay with or return to their families",
            "Fewer children come into our care and more go home.",
            (
                ShownMeasure("cla_rate"),
                ShownMeasure("care_applications_rate", period="quarter"),
                ShownMeasure("cla_started"),
                ShownMeasure("cla_started_in_care_at_end"),
                ShownMeasure("placement_moves_by_destination"),
                ShownMeasure("fostering_pipeline_stage"),
                ShownMeasure("cla_u16_out_of_education"),
            ),
        ),
        Priority(
            "practice",
            "Steady workforce and good practice",
            "Children keep the same worker, and the basics are done well.",
            (
                ShownMeasure("caseload_per_fte"),
                ShownMeasure("agency_rate_pct", ("worker_role",)),
                ShownMeasure("audits_completed_pct"),
                ShownMeasure("audit_grade_pct"),
                ShownMeasure("cp_visits_in_date_pct", ("team",)),
                ShownMeasure("supervision_in_date_pct", ("case_type",)),
                ShownMeasure("not_yet_defined"),
            ),
        ),
    ),
)

SOURCES = (
    SourceLine("contacts_received", "2023-12", {"AA": "read"}),
    SourceLine("rereferrals_12m_pct", "2023-12", {"CIN": "read", "AA": "could be read (approximate)"}),
)

COMPARISON = Comparison(
    figures=181,
    differing=2,
    disagreements=(
        Disagreement(
            "rereferrals_12m_pct", ALL, ("AA", "CIN"), "2023-11", (18.39, 18.77), 6, 2, "not explained"
        ),
    ),
)
