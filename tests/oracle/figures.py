"""Every measure by name, and its figures for a period and a breakdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from statistics import median
from typing import Any

from goldenthread.base.periods import Period
from tests.oracle import (
    care,
    front_door,
    homes,
    leaving,
    outcomes,
    protection,
    records,
    registers,
    reviews,
    statutory,
    visits,
    workforce,
)
from tests.oracle.counting import (
    CROSS,
    Figure,
    Mark,
    Marks,
    Question,
    count,
    in_groups,
    looked_at,
    percent,
)
from tests.oracle.population import population
from tests.oracle.words import Council, Tables

PARAMETERS: dict[str, Any] = {
    "cp_visit_days": 28,
    "cin_visit_days": 42,
    "cin_visit_3wk_days": 21,
    "core_group_days": 42,
    "s47_icpc_link_days": 60,
    "audit_cut_off_days": 10,
    "cla_visit_lt_agreed": 0,
    "caseload_counts_disability": 1,
    "repeat_cp_months": 24,
    "record_currency_days": {"case_summary": 91, "chronology": 91, "cultural_genogram": 91},
    "supervision_days": {
        "cin_plan": 28,
        "cp_plan": 28,
        "cla": 28,
        "early_help": 28,
        "care_leaver": 28,
    },
}


@dataclass(frozen=True)
class Measure:
    """How marks become a figure. `words` are the breakdowns the measure has (measures.md, Dims).

    Forms: count, percentage, sum, median and average (of the weights), rate (`annualised`: times 12 over its
    months), difference (marks less `less`), locality_index (a locality's share of the marks over its share of
    those `over`, or of the population), share_index and rate_index (a group among the children, set against
    the population), fte (weights, such as cases, days or fte, over the weights of `over`).
    A `split` filters only the numerator; with `share` the rest of the group is the denominator.
    """

    form: str
    marks: Marks
    words: str = ""
    split: str = ""
    share: bool = False
    less: Marks | None = None
    over: Marks | None = None
    times: float = 100
    quarters_only: bool = False
    annualised: bool = False
    waiting: Marks | None = None
    """Members of the cohort that may still have an outcome."""
    reference: str = ""


PEOPLE = "locality team age_band sex ethnicity"
CHILD_IN_CARE = "age_band placement_group legal_status uasc"

MEASURES: dict[str, Measure] = {
    # front door and early help
    "contacts_received": Measure("count", front_door.contacts, f"{PEOPLE} source outcome"),
    "contacts_police_share_pct": Measure(
        "percentage", front_door.contacts_from_police, "locality age_band sex ethnicity"
    ),
    "early_help_assessments_completed": Measure("count", front_door.early_help_assessments_completed, PEOPLE),
    "contacts_decision_1wd_pct": Measure(
        "percentage",
        front_door.contacts_decided,
        "team source",
        waiting=front_door.contacts_not_yet_known,
    ),
    "early_help_assessments_started": Measure("count", front_door.early_help_assessments_started, PEOPLE),
    "early_help_partner_led_pct": Measure("percentage", front_door.partner_led, "locality team"),
    "early_help_open_children": Measure("count", front_door.early_help_open, PEOPLE),
    "early_help_rate": Measure("rate", front_door.early_help_open, "locality"),
    "early_help_step_downs": Measure("count", front_door.step_downs, "locality team age_band sex"),
    "referrals_received": Measure("count", front_door.referrals, f"{PEOPLE} disability source primary_need"),
    "referrals_rate": Measure("rate", front_door.referrals, "locality"),
    "referrals_from_schools": Measure("count", front_door.referrals_from_schools, "locality age_band sex"),
    "rereferrals_12m_pct": Measure("percentage", front_door.rereferrals, f"{PEOPLE} source primary_need"),
    "referrals_nfa_pct": Measure("percentage", front_door.referrals_nfa, "team source age_band"),
    "referrals_not_in_need_pct": Measure(
        "percentage",
        front_door.referrals_not_in_need,
        "team source primary_need",
        waiting=front_door.referrals_not_yet_known,
    ),
    "assessments_started": Measure("count", front_door.assessments_started, f"{PEOPLE} primary_need"),
    "assessments_median_wd": Measure("median", front_door.assessment_durations, "team age_band"),
    "assessments_completed": Measure("count", front_door.assessments_completed, f"{PEOPLE} primary_need"),
    "assessments_45wd_pct": Measure(
        "percentage", front_door.assessments_45wd, "locality team age_band disability primary_need"
    ),
    "assessments_45wd_pct__from_referral": Measure(
        "percentage",
        front_door.assessments_45wd_from_referral,
        "locality team age_band disability primary_need",
    ),
    "funnel_conversion_pct": Measure(
        "percentage",
        front_door.steps_after_contacts,
        "locality age_band sex ethnicity source",
        split="stage",
        waiting=front_door.steps_not_yet_known,
    ),
    "representation_index": Measure(
        "share_index", front_door.on_the_path, "locality age_band sex ethnicity", split="stage"
    ),
    "relative_rate_index": Measure(
        "rate_index", front_door.on_the_path, "locality age_band sex ethnicity", split="stage"
    ),
    "relative_rate_index__against_white": Measure(
        "rate_index", front_door.on_the_path, "ethnicity", split="stage", reference="white"
    ),
    # protection
    "strategy_discussions_held": Measure(
        "count", protection.strategy_discussions, "locality team age_band sex"
    ),
    "s47_started": Measure("count", protection.s47_started, PEOPLE),
    "s47_rate": Measure("rate", protection.s47_started, "locality"),
    "s47_rate__annualised": Measure("rate", protection.s47_started, "locality", annualised=True),
    "icpc_held": Measure("count", protection.icpc_held, "locality age_band sex outcome"),
    "icpc_held__transfer_in": Measure("count", protection.icpc_transfer_in, "locality age_band sex outcome"),
    "icpc_to_cp_plan_pct": Measure("percentage", protection.icpc_to_cp_plan, "team abuse_category"),
    "s47_completed": Measure("count", protection.s47_completed, PEOPLE),
    "s47_to_icpc_pct": Measure(
        "percentage",
        protection.s47_to_icpc,
        "locality team age_band sex",
        waiting=protection.s47_not_yet_known,
    ),
    "icpc_15wd_pct": Measure("percentage", protection.icpc_15wd, "team"),
    "icpc_15wd_pct__all": Measure("percentage", protection.icpc_15wd_all, "team"),
    "cin_rate": Measure("rate", front_door.need_open, "locality age_band"),
    "cp_plans_open": Measure("count", protection.cp_plans_open, f"{PEOPLE} disability abuse_category"),
    "cp_plan_rate": Measure("rate", protection.cp_plans_open, "locality"),
    "cp_plans_started": Measure("count", protection.cp_plans_started, f"{PEOPLE} abuse_category"),
    "cp_plans_ended": Measure("count", protection.cp_plans_ended, f"{PEOPLE} abuse_category"),
    "cp_plans_net_change": Measure(
        "difference", protection.cp_plans_started, "locality team", less=protection.cp_plans_ended
    ),
    "repeat_cp_ever_pct": Measure("percentage", protection.repeat_cp_ever, f"{PEOPLE} abuse_category"),
    "repeat_cp_current_pct": Measure(
        "percentage", protection.repeat_cp_current, "locality team age_band sex abuse_category"
    ),
    "core_group_in_date_pct": Measure("percentage", protection.core_group_in_date, "locality team"),
    "core_groups_held": Measure("count", protection.core_groups_held, "locality team stage"),
    "core_group_first_10wd_pct": Measure("percentage", protection.first_core_group, "locality team"),
    "repeat_cp_24m_pct": Measure("percentage", protection.repeat_cp_24m, f"{PEOPLE} abuse_category"),
    "cp_plans_2y_open_pct": Measure("percentage", protection.two_years_open, "team abuse_category"),
    "cp_plans_2y_ended_pct": Measure("percentage", protection.two_years_ended, "team abuse_category"),
    "cp_reviews_in_time_pct": Measure("percentage", protection.reviewed_in_time, "team"),
    "statutory_open_children": Measure("count", statutory.children_open, f"{PEOPLE} disability stage"),
    "cin_plans_ended_6m_pct": Measure(
        "percentage",
        statutory.ended_within_6m,
        "locality team age_band sex primary_need disability",
        waiting=statutory.ends_not_yet_known,
    ),
    "cin_plans_ended_6m_pct__escalated": Measure(
        "percentage",
        statutory.ended_in_escalation,
        "locality team age_band sex primary_need disability",
        waiting=statutory.ends_not_yet_known,
    ),
    # care
    "cla_count": Measure(
        "count",
        care.cla_count,
        f"{PEOPLE} disability primary_need placement_group provider legal_status uasc",
    ),
    "cla_rate": Measure("rate", care.cla_count, "locality"),
    "cla_started": Measure(
        "count",
        care.cla_started,
        f"{PEOPLE} disability primary_need placement_group legal_status uasc",
    ),
    "cla_started_in_care_at_end": Measure(
        "count",
        care.started_in_care_at_end,
        "age_band provider legal_status uasc",
        split="placement_group",
    ),
    "cla_ceased": Measure("count", care.cla_ceased, f"{PEOPLE} legal_status placement_group uasc"),
    "cla_net_change": Measure("difference", care.cla_started, "locality team", less=care.cla_ceased),
    "cla_ceased_home_pct": Measure(
        "percentage", leaving.left_for(*leaving.HOME_PLANNED), "team age_band legal_status"
    ),
    "cla_ceased_home_pct__not_planned": Measure(
        "percentage", leaving.left_for(*leaving.HOME_NOT_PLANNED), "team age_band legal_status"
    ),
    "cla_ceased_home_pct__relatives": Measure(
        "percentage", leaving.left_for(*leaving.RELATIVES), "team age_band legal_status"
    ),
    "cla_ceased_sgo_cao_pct": Measure("percentage", leaving.left_for(*leaving.SGO, *leaving.CAO), "age_band"),
    "cla_ceased_sgo_cao_pct__sgo": Measure("percentage", leaving.left_for(*leaving.SGO), "age_band"),
    "cla_ceased_sgo_cao_pct__cao": Measure("percentage", leaving.left_for(*leaving.CAO), "age_band"),
    "adopted_pct": Measure("percentage", leaving.left_for(*leaving.ADOPTED), "age_band ethnicity"),
    "cla_reentry_12m_pct": Measure("percentage", leaving.came_back, "age_band"),
    "placement_mix_pct": Measure(
        "count",
        leaving.where_children_live,
        "age_band provider uasc",
        split="placement_group",
        share=True,
    ),
    "placement_moves_children": Measure(
        "count", care.children_moved, "team age_band sex placement_group uasc"
    ),
    "placement_moves_unplanned_pct": Measure(
        "percentage", homes.unplanned_moves, "age_band placement_group provider"
    ),
    "placement_longterm_pct": Measure(
        "percentage", homes.long_term_stability, "team age_band placement_group"
    ),
    "placed_20_miles_pct": Measure("percentage", homes.far_from_home, "age_band placement_group provider"),
    "placed_20_miles_pct__known": Measure(
        "percentage", homes.far_from_home_known, "age_band placement_group provider"
    ),
    "placed_20_miles_pct__any_area": Measure(
        "percentage", homes.far_from_home_any_area, "age_band placement_group provider"
    ),
    "unregistered_placements": Measure("count", homes.unregistered, "age_band setting"),
    "placement_cost_weekly_avg": Measure("average", homes.weekly_costs, "age_band placement_group provider"),
    "placement_cost_weekly_avg__known": Measure(
        "percentage", homes.costs_known, "age_band placement_group provider"
    ),
    "care_proceedings_weeks": Measure("average", homes.proceedings),
    "care_proceedings_weeks__within_26_weeks": Measure("percentage", homes.proceedings),
    "care_applications_rate": Measure("rate", care.care_applications, "age_band", quarters_only=True),
    "placements_3plus_pct": Measure("percentage", care.placements_3plus, f"team sex {CHILD_IN_CARE}"),
    "sw_changes_3plus_pct": Measure("percentage", care.workers_3plus, "team age_band"),
    "placement_moves_by_destination": Measure(
        "count", care.placement_moves, "age_band provider uasc", split="destination"
    ),
    "iha_20wd_pct": Measure("percentage", care.iha_20wd, "team age_band uasc placement_group"),
    "rha_in_date_pct": Measure("percentage", care.rha_in_date, "team age_band uasc placement_group"),
    "residential_move_plans": Measure("count", care.residential_move_plans, "age_band placement_group"),
    "cla_u16_out_of_education": Measure(
        "count", care.under_16_out_of_education, "age_band disability placement_group"
    ),
    "cla_neet_16_17": Measure("count", care.neet_16_17, "age_band disability uasc"),
    "cla_reviews_in_time_pct": Measure("percentage", reviews.reviews_in_time, "team"),
    "cla_visits_in_date_pct": Measure(
        "percentage", reviews.visits_in_date, "team age_band placement_group legal_status"
    ),
    "sdq_average": Measure(
        "fte", outcomes.sdq_scores, "age_band sex placement_group", over=outcomes.sdq_scored, times=1
    ),
    "sdq_coverage_pct": Measure("percentage", outcomes.sdq_coverage, "age_band sex placement_group"),
    "cla_health_checks_pct": Measure("percentage", outcomes.dental, "age_band placement_group"),
    "cla_health_checks_pct__immunisations": Measure(
        "percentage", outcomes.immunised, "age_band placement_group"
    ),
    "cla_health_checks_pct__development": Measure(
        "percentage", outcomes.development, "age_band placement_group"
    ),
    "cla_missing_pct": Measure("percentage", outcomes.missing, "age_band sex placement_group"),
    "pep_in_date_pct": Measure("percentage", outcomes.education_plans, "age_band"),
    "pep_in_date_pct__to_18": Measure("percentage", outcomes.education_plans_to_18, "age_band"),
    "adoption_entry_to_placed_days": Measure(
        "fte", outcomes.entry_to_placed(12, True), over=outcomes.entry_to_placed(12, False), times=1
    ),
    "adoption_entry_to_placed_days__three_years": Measure(
        "fte", outcomes.entry_to_placed(36, True), over=outcomes.entry_to_placed(36, False), times=1
    ),
    "adoption_order_to_match_days": Measure(
        "fte", outcomes.order_to_match(12, True), over=outcomes.order_to_match(12, False), times=1
    ),
    "adoption_order_to_match_days__three_years": Measure(
        "fte", outcomes.order_to_match(36, True), over=outcomes.order_to_match(36, False), times=1
    ),
    "adoption_order_to_match_days__matched": Measure(
        "fte", outcomes.matched(True), over=outcomes.matched(False), times=1
    ),
    "care_leavers_in_touch_pct": Measure("percentage", outcomes.in_touch(outcomes.OLDER), "sex uasc"),
    "care_leavers_in_touch_pct__aged_17_18": Measure(
        "percentage", outcomes.in_touch(outcomes.YOUNGER), "age_band sex uasc"
    ),
    "care_leavers_suitable_accom_pct": Measure(
        "percentage", outcomes.suitable_home(outcomes.OLDER), "sex uasc"
    ),
    "care_leavers_suitable_accom_pct__aged_17_18": Measure(
        "percentage", outcomes.suitable_home(outcomes.YOUNGER), "age_band sex uasc"
    ),
    "care_leavers_eet_pct": Measure("percentage", outcomes.in_education_or_work(outcomes.OLDER), "sex uasc"),
    "care_leavers_eet_pct__aged_17_18": Measure(
        "percentage", outcomes.in_education_or_work(outcomes.YOUNGER), "age_band sex uasc"
    ),
    "pathway_plan_in_date_pct": Measure("percentage", outcomes.pathway_plans, "team"),
    # registers
    "fostering_conversion_pct": Measure("percentage", registers.fostering_conversions, "stage"),
    "hub_individuals": Measure("count", registers.hub_individuals, "hub locality"),
    "hub_visits": Measure("count", registers.hub_visits, "hub locality"),
    "hub_reach_index": Measure("locality_index", registers.hub_sites, "locality"),
    "hub_reach_index__need": Measure(
        "locality_index", registers.hub_sites, "locality", over=front_door.children_in_need_at_home
    ),
    "hub_visit_share_pct": Measure(
        "count", registers.hub_visits, "locality", split="hub_locality", share=True
    ),
    "sf_forms_completed": Measure("count", registers.sf_forms, "locality team"),
    "sf_outcome_band_pct": Measure(
        "count", registers.sf_outcome_bands, "locality team", split="band", share=True
    ),
    "sf_concern_positive_pct": Measure("percentage", registers.sf_concerns, "theme locality team"),
    "fostering_pipeline_stage": Measure("count", registers.fostering_stages, split="stage"),
    "audits_completed_pct": Measure("percentage", registers.audits_completed, "team"),
    "audit_discussion_pct": Measure("percentage", registers.audit_discussions, "team"),
    "audit_grade_pct": Measure("count", registers.audit_grades, "team", split="grade", share=True),
    "audit_theme_pct": Measure("percentage", registers.audit_themes, "theme team"),
    # workforce
    "caseload_per_fte": Measure(
        "fte", workforce.cases_held, "team worker_role", over=workforce.case_holders, times=1
    ),
    "caseload_per_fte__with_disability": Measure(
        "fte", workforce.every_case_held, "team worker_role", over=workforce.case_holders, times=1
    ),
    "caseload_per_fte__without_disability": Measure(
        "fte",
        workforce.cases_held_without_disability,
        "team worker_role",
        over=workforce.case_holders,
        times=1,
    ),
    "sw_turnover_12m_pct": Measure("fte", workforce.leavers, "team worker_role", over=workforce.in_post),
    "agency_rate_pct": Measure(
        "fte", workforce.agency, "team worker_role", over=workforce.agency_and_in_post
    ),
    "vacancy_rate_pct": Measure(
        "fte", workforce.vacant, "team worker_role", over=workforce.vacant_and_in_post
    ),
    "agency_spend": Measure("sum", workforce.agency_spend, "team"),
    # visits and supervision
    "cp_visits_in_date_pct": Measure("percentage", visits.cp_visits, "locality team age_band"),
    "cin_visits_statutory_pct": Measure(
        "percentage", visits.cin_visits_statutory, "locality team age_band disability"
    ),
    "cin_visits_3_weekly_pct": Measure(
        "percentage", visits.cin_visits_3_weekly, "locality team age_band disability"
    ),
    "supervision_in_date_pct": Measure("percentage", visits.supervision, "case_type locality team"),
    "record_currency_pct": Measure("percentage", records.in_date, "record_type team"),
}

CROSSED = (
    ("age_band", "sex"),
    ("locality", "team"),
    ("team", "age_band"),
    ("case_type", "team"),
    ("record_type", "team"),
)


def breakdowns(measure_id: str) -> list[str]:
    """The total, each word, some crossed ones; of a split measure its split, alone and crossed."""
    measure = MEASURES[measure_id]
    words = measure.words.split()
    if measure.split:
        crossed = (
            [CROSS.join(("age_band", "sex"))]
            if measure.form in ("share_index", "rate_index") and "sex" in words
            else []
        )
        return [measure.split, *(f"{measure.split}{CROSS}{word}" for word in (*words, *crossed))]
    if measure.form == "rate":
        return ["all", *words]
    crossed = [CROSS.join(pair) for pair in CROSSED if set(pair) <= set(words)]
    return ["all", *words, *crossed]


def figures(
    measure_id: str,
    tables: Tables | Council,
    period: Period,
    breakdown: str = "all",
    *,
    parameters: Mapping[str, Any] | None = None,
    population: list[dict[str, Any]] | None = None,
    cover: dt.date | None = None,
) -> dict[str, Figure]:
    """Group -> (numerator, denominator, value). `cover` is the last covered day.

    Value is None when there is no case, or when it is not yet known (see `not_yet_known`). A measure that
    does not exist for a kind of period has no groups.
    """
    measure = MEASURES[measure_id]
    if measure.quarters_only and period.kind != "quarter":
        return {}
    question = ask(tables, period, parameters, cover)
    if measure.form in ("share_index", "rate_index"):
        return _index(measure, question, breakdown, population or [])
    if measure.split and measure.form == "percentage":
        return _percentages(measure_id, measure, question, breakdown)
    if measure.split:
        return _split(measure, question, breakdown)
    if measure.form == "rate":
        return _rate(measure, question, breakdown, population or [])
    if measure.form == "difference":
        return _difference(measure, question, breakdown)
    if measure.form == "locality_index":
        return _locality_index(measure, question, breakdown, population or [])
    if measure.form == "average":
        marks = in_groups(question.council, measure.marks(question), breakdown)
        return {group: _average(found) for group, found in marks.items()}
    if measure.form == "fte":
        return _fte(measure, question, breakdown)
    marks = in_groups(question.council, measure.marks(question), breakdown)
    if measure.form == "sum":
        return {group: Figure(_weight(found), None, _weight(found)) for group, found in marks.items()}
    if measure.form == "count":
        marks = in_groups(question.council, measure.marks(question), breakdown)
        return {group: _counted(found) for group, found in marks.items()}
    if measure.form == "median":
        return {group: _median(found) for group, found in marks.items()}
    return _percentages(measure_id, measure, question, breakdown)


def ask(
    tables: Tables | Council,
    period: Period,
    parameters: Mapping[str, Any] | None = None,
    cover: dt.date | None = None,
) -> Question:
    """The question of one period, with the parameters that are not given at their defaults."""
    council = tables if isinstance(tables, Council) else Council(tables)
    return Question(council, period, {**PARAMETERS, **(parameters or {})}, cover or period.end)


def not_yet_known(
    measure_id: str,
    tables: Tables | Council,
    period: Period,
    breakdown: str = "all",
    *,
    cover: dt.date | None = None,
) -> set[str]:
    """The groups in which a member of the cohort may still have an outcome."""
    waiting = MEASURES[measure_id].waiting
    if waiting is None:
        return set()
    question = ask(tables, period, None, cover)
    groups = in_groups(question.council, waiting(question), breakdown)
    return {group for group, marks in groups.items() if marks}


# forms


def _counted(marks: list[Mark]) -> Figure:
    return Figure(count(marks), None, count(marks))


def _percentage(marks: list[Mark]) -> Figure:
    return Figure(count(marks), looked_at(marks), percent(count(marks), looked_at(marks)))


def _median(marks: list[Mark]) -> Figure:
    """The middle of the weights, or halfway between the middle two."""
    weights = [mark.weight for mark in marks]
    return Figure(None, float(len(weights)), median(weights) if weights else None)


def _average(marks: list[Mark]) -> Figure:
    """The sum of the weights, each key once, over the number of keys."""
    n = looked_at(marks)
    return Figure(_weight(marks), n, None if n == 0 else _weight(marks) / n)


def _percentages(measure_id: str, measure: Measure, question: Question, breakdown: str) -> dict[str, Figure]:
    marks = in_groups(question.council, measure.marks(question), breakdown)
    known = {group: _percentage(found) for group, found in marks.items()}
    waiting = not_yet_known(measure_id, question.council, question.period, breakdown, cover=question.cover)
    return {g: figure._replace(value=None) if g in waiting else figure for g, figure in known.items()}


EVERY_GROUP = {
    "locality": ("central", "east", "west"),
    "age_band": ("under 1", "1-4", "5-9", "10-15", "16-17"),
    "sex": ("female", "male"),
    "ethnicity": ("white", "mixed", "asian", "black", "other"),
}
"""Groups of a population that exclude each other."""
FEWEST = 5


def _index(
    measure: Measure, question: Question, breakdown: str, rows: list[dict[str, Any]]
) -> dict[str, Figure]:
    """A group's children among those whose group is known, beside its people among all people.

    Only groups of which a population is known. A representation of fewer than five children is withheld.
    """
    words = breakdown.removeprefix(measure.split).removeprefix(CROSS)
    marks = measure.marks(question)
    known = [CROSS.join(names) for names in product(*(EVERY_GROUP[w] for w in words.split(CROSS) if w))]
    found = {}
    for line, of_stage in in_groups(question.council, marks, measure.split).items():
        groups = in_groups(question.council, of_stage, words or "all")
        within = known if words else ["all"]
        children = {mark.key for group in within for mark in groups.get(group, [])}
        people = [_people(question, rows, words, group) for group in within]
        for group, some in groups.items():
            own = _people(question, rows, words, group)
            if own is None or None in people:
                continue
            everybody = sum(number for number in people if number is not None)
            met = count(some)
            value: float | None = None
            if measure.form == "share_index" and met >= FEWEST:
                value = met / len(children) / (own / everybody)
            if measure.form == "rate_index":
                others, of_them = len(children) - met, everybody - own
                if measure.reference:
                    others = count(groups.get(measure.reference, [])) if words else 0
                    of_them = _people(question, rows, words, measure.reference) if words else None
                value = met / own / (others / of_them) if others and of_them else None
            name = CROSS.join((line, group)) if words else line
            found[name] = Figure(met, float(len(children)), value)
    return found


def _people(question: Question, rows: list[dict[str, Any]], words: str, group: str) -> int | None:
    return population(rows, question.last, question.cover, words or "all", group)


def _split(measure: Measure, question: Question, breakdown: str) -> dict[str, Figure]:
    """The split filters only the numerator: `grade × team` divides by the team's. There is no total."""
    if not breakdown.startswith(measure.split):
        return {}
    marks = measure.marks(question)
    lines = in_groups(question.council, marks, breakdown)
    if not measure.share:
        return {group: _counted(found) for group, found in lines.items()}
    rest = breakdown.removeprefix(measure.split).removeprefix(CROSS) or "all"
    whole = in_groups(question.council, marks, rest)
    shares = {}
    for group, found in lines.items():
        base = looked_at(whole[group.partition(CROSS)[2] or "all"])
        shares[group] = Figure(count(found), base, percent(count(found), base))
    return shares


def _rate(
    measure: Measure, question: Question, breakdown: str, rows: list[dict[str, Any]]
) -> dict[str, Figure]:
    """Only groups of which a population is known."""
    marks = in_groups(question.council, measure.marks(question), breakdown)
    months = question.period.last_month - question.period.first_month + 1
    found = {}
    for group, counted in marks.items():
        people = population(rows, question.last, question.cover, breakdown, group)
        if people:
            times = 10_000 * (12 / months if measure.annualised else 1)
            found[group] = Figure(count(counted), float(people), count(counted) / people * times)
    return found


def _difference(measure: Measure, question: Question, breakdown: str) -> dict[str, Figure]:
    assert measure.less is not None
    more = in_groups(question.council, measure.marks(question), breakdown)
    less = in_groups(question.council, measure.less(question), breakdown)
    found = {}
    for group in {**more, **less}:
        change = count(more.get(group, [])) - count(less.get(group, []))
        found[group] = Figure(None, None, change)
    return found


def _fte(measure: Measure, question: Question, breakdown: str) -> dict[str, Figure]:
    """Cases, or full-time equivalents, over full-time equivalents."""
    assert measure.over is not None
    upper = in_groups(question.council, measure.marks(question), breakdown)
    lower = in_groups(question.council, measure.over(question), breakdown)
    found = {}
    for group in {**upper, **lower}:
        n, d = _weight(upper.get(group, [])), _weight(lower.get(group, []))
        found[group] = Figure(n, d, None if d == 0 else n / d * measure.times)
    return found


def _locality_index(
    measure: Measure, question: Question, breakdown: str, rows: list[dict[str, Any]]
) -> dict[str, Figure]:
    """A group's share of all marks over its share of all children; no mark, no figure.

    Choice: over the population a group without an estimate has none, and everybody is the sum of localities.
    """
    marks = in_groups(question.council, measure.marks(question), breakdown)
    every = count(measure.marks(question))
    if measure.over is None:
        everybody = _people_of_index(question, breakdown, rows)
        found = {}
        for group, some in marks.items():
            people = population(rows, question.last, question.cover, breakdown, group)
            if people and everybody:
                value = count(some) / every / (people / everybody) if every else None
                found[group] = Figure(count(some), every, value)
        return found
    others = in_groups(question.council, measure.over(question), breakdown)
    whole = count(measure.over(question))
    found = {}
    for group in {**marks, **others}:
        n, d = count(marks.get(group, [])), count(others.get(group, []))
        found[group] = Figure(n, d, n / every / (d / whole) if every and d else None)
    return found


def _people_of_index(question: Question, breakdown: str, rows: list[dict[str, Any]]) -> int:
    if breakdown == "all":
        return population(rows, question.last, question.cover, "all", "all") or 0
    places = {row["locality_id"] for row in rows} - {"ALL"}
    known = (population(rows, question.last, question.cover, breakdown, place) for place in sorted(places))
    return sum(people or 0 for people in known)


def _weight(marks: list[Mark]) -> float:
    """The sum of weights, each key once."""
    return sum({mark.key: mark.weight for mark in marks}.values())


# invariants


def bridge(rows: list[dict[str, Any]], first: dt.date, last: dt.date) -> tuple[int, int, int, int]:
    """Opening, started, ended and closing of rows with a start and an end, for the days first to last."""
    before = first - dt.timedelta(days=1)
    opening = sum(1 for r in rows if r["start_date"] <= before and _open_after(r, before))
    closing = sum(1 for r in rows if r["start_date"] <= last and _open_after(r, last))
    started = sum(1 for r in rows if first <= r["start_date"] <= last)
    ended = sum(1 for r in rows if r["end_date"] is not None and first <= r["end_date"] <= last)
    return opening, started, ended, closing


def _open_after(row: dict[str, Any], day: dt.date) -> bool:
    return row["end_date"] is None or row["end_date"] > day


def without_overlapping_groups(found: Mapping[str, Figure]) -> dict[str, Figure]:
    """Groups that exclude each other: the adolescents stand beside the bands."""
    return {group: figure for group, figure in found.items() if "10-17" not in group.split(CROSS)}


def bounded(figure: Figure) -> bool:
    """0 <= numerator <= denominator."""
    assert figure.numerator is not None
    assert figure.denominator is not None
    return 0 <= figure.numerator <= figure.denominator


def with_parameters(**changes: Any) -> dict[str, Any]:
    """The default parameters with some changed."""
    return {**PARAMETERS, **changes}
