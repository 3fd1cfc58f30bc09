"""Journeys: the time from one step of a child's way to the next, counted in one pass for each step.

The rows of children stay here: what leaves are numbers of waits by length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goldenthread.base.dates import day_of
from goldenthread.base.errors import UsageError, suggest
from goldenthread.base.periods import Period
from goldenthread.engine.availability import Answer, Availability, no_source
from goldenthread.engine.parameters import ParameterSet, parameter_values
from goldenthread.engine.queries import expression_sql
from goldenthread.engine.selections import group_sql, put_periods, selection_sql, table_of, text_sql
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally
from goldenthread.model.journey import Wait, Waits
from goldenthread.model.measure import Component, Measure
from goldenthread.model.result import ALL
from goldenthread.warehouse.conform.shapes import FAR
from goldenthread.warehouse.facts import fact

Events = tuple[str, str, str]
"""A fact, one of its dates, and which of its rows."""


@dataclass(frozen=True)
class Step:
    """A step of the way: what begins the wait, what is waited for, and what ends it otherwise.

    It is reached by the child's first event of `reached` on or after the beginning (with `since`, one whose
    column of that name is no earlier either), or on the day in the column `until` of the row that began it.
    It ends otherwise by `never`, an expression that says at the beginning that the step will not come; on the
    day in the column `closes`; by an event of `ended`; and, with `again`, when the child's next wait begins.
    On one day the step goes before any other end. `measure` is the card whose standards it is read from.
    """

    says: str
    measure: str
    began: Events
    reached: Events | None = None
    since: str = ""
    until: str = ""
    never: str = ""
    closes: str = ""
    ended: Events | None = None
    again: bool = False
    tallies: dict[str, Tally] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for role, events in (("began", self.began), ("reached", self.reached), ("ended", self.ended)):
            if events:
                component = Component(events[0], "flow", date=events[1], where=events[2])
                self.tallies[role] = Tally(f"journey.{self.says}.{role}", component, "count")


_PERMANENT = "left_to in ('adoption', 'special_guardianship', 'child_arrangements')"

STEPS = {
    "contact_to_early_help": Step(
        "from a contact to early help",
        "contacts_received",
        ("contacts", "contact_date", "true"),
        ("early_help_episodes", "start_date", "level <> 'universal'"),
        again=True,  # whatever the outcome: not every source's list of outcomes has early help
    ),
    "contact_to_referral": Step(
        "from a contact to the child's referral",
        "contacts_received",
        ("contacts", "contact_date", "true"),
        ("referrals", "referral_date", "true"),
        never="outcome not in ('unknown', 'new_referral')",
        again=True,
    ),
    "referral_to_assessment": Step(
        "from a referral to a completed assessment",
        "referrals_received",
        ("referrals", "referral_date", "true"),
        ("assessments", "authorised_date", "true"),
        since="start_date",
        never="is_nfa or closure_date < referral_date",
        closes="closure_date",
        again=True,
    ),
    "early_help_to_referral": Step(
        "from the start of early help to a referral while it lasts",
        "early_help_open_children",
        ("early_help_episodes", "start_date", "level <> 'universal'"),
        ("referrals", "referral_date", "true"),
        never="end_date < start_date",
        closes="end_date",
        again=True,
    ),
    "assessment_to_s47": Step(
        "from the start of an assessment to a section 47 enquiry",
        "assessments_completed",
        ("assessments", "start_date", "true"),
        ("s47_enquiries", "start_date", "true"),
        again=True,
    ),
    "s47_to_conference": Step(
        "from a section 47 enquiry to the initial conference",
        "s47_started",
        ("s47_enquiries", "start_date", "true"),
        ("icpcs", "conference_date", "not is_transfer_in"),
        never="known_date = start_date and not has_icpc and days_to_icpc is null",
        again=True,
    ),
    "conference_to_plan": Step(
        "from an initial conference to a child protection plan",
        "icpc_to_cp_plan_pct",
        ("icpcs", "conference_date", "not is_transfer_in"),
        ("cp_plans", "start_date", "not is_ola"),
        never="outcome = 'no_plan' and not led_to_plan",
        again=True,
    ),
    "plan_to_care": Step(
        "from the start of a child protection plan to care while it lasts",
        "cp_plans_started",
        ("cp_plans", "start_date", "not is_ola"),
        ("looked_after", "start_date", "is_start"),
        never="end_date < start_date",
        closes="end_date",
        again=True,
    ),
    "plan_to_end": Step(
        "from the start of a child protection plan to its end",
        "cp_plans_started",
        ("cp_plans", "start_date", "not is_ola"),
        until="end_date",
        never="end_date < start_date",
    ),
    "care_to_end": Step(
        "from coming into care to leaving it",
        "cla_started",
        ("looked_after", "start_date", "is_start"),
        ("care_ends", "end_date", "is_end"),
    ),
    "care_to_permanence": Step(
        "from coming into care to adoption, special guardianship or a child arrangements order",
        "cla_started",
        ("looked_after", "start_date", "is_start"),
        ("care_ends", "end_date", f"is_end and {_PERMANENT}"),
        ended=("care_ends", "end_date", f"is_end and (left_to is null or not ({_PERMANENT}))"),
    ),
    "early_help_to_end": Step(
        "from the start of early help to its end",
        "early_help_open_children",
        ("early_help_episodes", "start_date", "level <> 'universal'"),
        until="end_date",
        never="end_date < start_date",
    ),
}
"""The steps that the facts hold."""


def waits(
    source: Source,
    catalogue: Mapping[str, Measure],
    name: str,
    authority: str,
    cohorts: Sequence[Period],
    breakdown: str = ALL,
) -> list[Waits]:
    """The waits of a step of `STEPS` that began in each of the cohorts, by the groups in which they began."""
    if name not in STEPS:
        raise UsageError(f"There is no step '{name}'.", do=suggest(name, STEPS))
    step = STEPS[name]
    counted = fact(step.began[0])
    if breakdown not in (ALL, *counted.breakdowns):
        raise UsageError(
            f"'{counted.title}' have no breakdown '{breakdown}'.", do=suggest(breakdown, counted.breakdowns)
        )
    values = parameter_values(source.rows("parameters"))
    availability = Availability(source.covers, values)
    chosen = {
        cohort: _standard(availability, step, catalogue[step.measure], authority, cohort, breakdown)
        for cohort in cohorts
    }
    by_standard: dict[str, list[Period]] = defaultdict(list)
    for cohort, (standard, answer) in chosen.items():
        if not answer.reason:
            by_standard[standard].append(cohort)
    found: dict[tuple[Period, str], list[Wait]] = defaultdict(list)
    for standard, of_it in by_standard.items():
        known_to = min(chosen[cohort][1].known_to for cohort in of_it)
        put_periods(source, of_it)
        sql = _waits_sql(source, step, standard, authority, breakdown, known_to, values)
        for row in source.fetch(sql).to_pylist():
            wait = Wait(row["days"], int(row["reached"]), int(row["otherwise"]), int(row["waiting"]))
            found[of_it[row["no"]], row["grp"]].append(wait)
    return [made for cohort in cohorts for made in _made(name, authority, breakdown, cohort, chosen, found)]


def _made(
    name: str,
    authority: str,
    breakdown: str,
    cohort: Period,
    chosen: Mapping[Period, tuple[str, Answer]],
    found: Mapping[tuple[Period, str], list[Wait]],
) -> list[Waits]:
    answer = chosen[cohort][1]
    if answer.reason:
        return [Waits(name, authority, str(cohort), breakdown, ALL, (), reason=answer.reason)]
    groups = sorted(group for of, group in found if of == cohort) or [ALL]
    return [
        Waits(
            name,
            authority,
            str(cohort),
            breakdown,
            group,
            tuple(found.get((cohort, group), ())),
            day_of(answer.known_to),
            flags=answer.flags,
        )
        for group in groups
    ]


def _standard(
    availability: Availability,
    step: Step,
    measure: Measure,
    authority: str,
    cohort: Period,
    breakdown: str,
) -> tuple[str, Answer]:
    """The first standard that supplies every part of the step for a cohort, or why none does."""
    answer = Answer(no_source(measure))
    names = () if breakdown == ALL else (breakdown,)
    began = _needing(step)
    for standard in availability.standards_for(measure, began):
        parts = [began, *(tally for role, tally in step.tallies.items() if role != "began")]
        answer = availability.together(parts, authority, standard, cohort)
        reason = answer.reason or availability.breakdown_reason(began, authority, standard, names)
        if not reason:
            return standard, answer
        answer = Answer(reason)
    return "", answer


def _needing(step: Step) -> Tally:
    """The tally of the beginnings, with the columns of their rows by which a wait ends."""
    tally = step.tallies["began"]
    column = step.until or step.closes
    if not column:
        return tally
    named = Component(
        tally.component.fact,
        "flow",
        date=tally.component.date,
        where=tally.component.where,
        numerator=f"{column} is not null",
    )
    return Tally(f"{tally.key}.needing", named, "count")


def _waits_sql(
    source: Source,
    step: Step,
    standard: str,
    authority: str,
    breakdown: str,
    known_to: int,
    values: ParameterSet,
) -> str:
    """Numbers of waits by cohort, group and days: reached, ended otherwise and still waiting."""
    tally = step.tallies["began"]
    columns = {
        "no": "p.no",
        "ref": "s.row_ref",
        "person": 's."person_id"',
        "day": "s.day",
        "grp": group_sql(breakdown),
        "never": f"({expression_sql(step.never, tally, values)})" if step.never else "false",
        "until": f's."{step.until}"' if step.until else "CAST(NULL AS INTEGER)",
        "closes": f's."{step.closes}"' if step.closes else "CAST(NULL AS INTEGER)",
    }
    began = selection_sql(source, tally, standard, authority, columns, values)
    joined, reached, ended = f"({began}) b", ["b.until"], ["b.closes"]
    for role, days in (("reached", reached), ("ended", ended)):
        if role in step.tallies:
            joined += _first_after(source, step, role, standard, authority, began, values)
            days.append(f"{role}.day")
    if step.again:
        joined += (
            f" LEFT JOIN (SELECT person, day, lead(day) OVER (PARTITION BY person ORDER BY day) AS later "
            f"FROM ({_all_sql(source, tally, standard, authority, values)}) d) again "
            "ON again.person = b.person AND again.day = b.day"
        )
        ended.append("again.later")
    rows = (
        f"SELECT b.no, b.grp, b.day, coalesce(b.never, false) AS never, "
        f"coalesce({', '.join(reached)}, {FAR}) AS reached, "
        f"least({', '.join(f'coalesce({day}, {FAR})' for day in [*ended, str(FAR)])}) AS ended "
        f"FROM {joined} WHERE b.day <= {known_to}"
    )
    is_reached = f"NOT never AND reached >= day AND reached <= ended AND reached <= {known_to}"
    is_ended = f"NOT ({is_reached}) AND (never OR (ended >= day AND ended <= {known_to}))"
    return (
        f"SELECT no, grp, CASE WHEN {is_reached} THEN reached ELSE {known_to} END - day AS days, "
        f"sum(CASE WHEN {is_reached} THEN 1 ELSE 0 END) AS reached, "
        f"sum(CASE WHEN {is_ended} THEN 1 ELSE 0 END) AS otherwise, "
        f"sum(CASE WHEN NOT ({is_reached}) AND NOT ({is_ended}) THEN 1 ELSE 0 END) AS waiting "
        f"FROM ({rows}) w GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )


def _first_after(
    source: Source,
    step: Step,
    role: str,
    standard: str,
    authority: str,
    began: str,
    values: ParameterSet,
) -> str:
    """A join of the child's first event of a role on or after each beginning."""
    since = step.since if role == "reached" else ""
    events = _all_sql(source, step.tallies[role], standard, authority, values, since)
    no_earlier = " AND e.since >= x.day" if since else ""
    return (
        " LEFT JOIN (SELECT x.ref, min(e.day) AS day "
        f"FROM (SELECT DISTINCT ref, person, day FROM ({began}) y) x "
        f"JOIN ({events}) e ON e.person = x.person AND e.day >= x.day{no_earlier} "
        f"GROUP BY x.ref) {role} ON {role}.ref = b.ref"
    )


def _all_sql(
    source: Source, tally: Tally, standard: str, authority: str, values: ParameterSet, since: str = ""
) -> str:
    """All days of the events of a tally by child, whenever they were."""
    also = f', s."{since}" AS since' if since else ""
    return (
        f'SELECT DISTINCT s."person_id" AS person, s.day{also} '
        f'FROM "{table_of(source, tally, standard)}" s WHERE s.authority = {text_sql(authority)} '
        f"AND ({expression_sql(tally.component.where, tally, values)})"
    )
