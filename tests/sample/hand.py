"""Small councils made by hand: a test names only the columns that matter to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from goldenthread.base import periods
from goldenthread.base.dates import month_end, month_number
from goldenthread.base.periods import Period
from goldenthread.sample.council import Council, Row
from goldenthread.sample.truths import compute

COLUMNS = {
    "persons": "person_id dob expected_dob sex ethnicity",
    "addresses": "address_id person_id address_type start_date end_date postcode lsoa locality_id",
    "locality_lookup": "area_code locality_id valid_from",
    "population": "mid_year locality_id age_from age_to sex ethnicity persons released_on",
    "disabilities": "person_id disability is_flag_only",
    "immigration_statuses": "immigration_id person_id status start_date end_date",
    "contacts": "contact_id person_id contact_date source team_id decision_date outcome",
    "early_help_assessments": "eha_id person_id start_date completion_date organisation",
    "early_help_episodes": "episode_id person_id start_date end_date level worker_id team_id has_plan"
    " lead_organisation_type",
    "step_downs": "step_down_id person_id decision_date from_status to_locality_id",
    "referrals": "referral_id person_id referral_date source primary_need nfa closure_date closure_reason"
    " team_id worker_id",
    "assessments": "assessment_id person_id referral_id start_date authorised_date child_seen outcome_nfa"
    " team_id worker_id",
    "cin_plans": "cin_plan_id person_id referral_id start_date end_date team_id worker_id",
    "strategy_discussions": "discussion_id person_id held_date outcome team_id",
    "s47_enquiries": "s47_id person_id referral_id start_date end_date icpc_not_required team_id worker_id",
    "icpcs": "icpc_id person_id s47_id referral_id conference_date is_transfer_in outcome_cp_plan team_id",
    "cp_plans": "cp_plan_id person_id icpc_id start_date end_date initial_category latest_category is_ola"
    " previous_plans_reported epo_or_pp_6m",
    "cp_reviews": "cp_review_id person_id cp_plan_id review_date",
    "core_groups": "core_group_id person_id cp_plan_id held_date is_first",
    "visits": "visit_id person_id visit_type visit_date child_seen seen_alone",
    "involvements": "involvement_id person_id worker_id team_id role start_date end_date",
    "supervisions": "supervision_id person_id case_type supervision_date",
    "cla_periods": "cla_period_id person_id start_date end_date end_reason primary_need is_short_breaks"
    " last_iro_contact",
    "placements": "placement_id person_id carer_spell_id start_date end_date place provider urn postcode"
    " placement_authority is_outside_authority distance_miles move_reason",
    "placement_costs": "placement_id valid_from valid_to weekly_cost",
    "legal_statuses": "legal_status_id person_id legal_status start_date end_date",
    "placement_move_plans": "move_plan_id person_id agreed_date target_group closed_date",
    "cla_health": "health_id person_id check_type check_date status",
    "cla_education": "person_id start_date end_date status has_sen",
    "care_proceedings": "proceedings_id person_id application_type issued_date concluded_date",
    "hubs": "hub_id name locality_id",
    "family_hub_attendance": "attendance_id attendee_id hub_id attended_on home_locality_id",
    "supporting_families_outcomes": "form_id form_date concern identified result team_id locality_id",
    "audits": "audit_id audit_month service team_id person_id completed_date grade discussion_held",
    "audit_findings": "audit_id theme finding_no kind met",
    "fostering_enquiries": "household_id enquiry_date screening_date home_visit_date stage1_date stage2_date"
    " panel_date approved_date",
    "workers": "worker_id staff_id",
    "parameters": "name value valid_from",
    "teams": "team_id name",
    "missing_episodes": "missing_id person_id missing_type start_date rhi_offered rhi_accepted",
    "cla_reviews": "cla_review_id person_id review_date is_cancelled",
    "care_plans": "care_plan_id person_id start_date end_date plan_code",
    "care_leavers": "person_id status_date eligibility in_touch latest_contact accommodation"
    " accommodation_suitable activity pathway_plan_date personal_adviser team_id worker_id",
    "permanence": "permanence_id person_id decision_date placement_order_date matched_date placed_date"
    " order_date order_type reversed_date reversed_reason ffa_placed_date",
    "adopters": "adopter_id family_id sex ethnicity has_disability is_ffa enquiry_date stage1_start"
    " stage1_end stage2_start stage2_end applied_date approved_date matched_date placed_date"
    " children_placed order_date left_date left_reason",
    "workforce_spells": "staff_id start_date end_date fte role is_social_worker is_agency team_id",
    "hr_posts": "post_id as_at_month team_id role fte_vacant is_recruiting",
    "agency_spend": "period_start team_id amount",
    "case_records": "person_id record_type updated_date",
}
FLAGS = {"is_ola": False, "is_transfer_in": False, "is_short_breaks": False, "identified": True}

Figures = tuple[float | None, float | None, float | None]


def council(extracted_on: str = "2024-01-31", **tables: list[Row]) -> Council:
    """A council of the given rows; dates may be written as text, what is not named is absent."""
    rows = {name: [_whole(name, place, row) for place, row in enumerate(of)] for name, of in tables.items()}
    return Council("E06000000", "Handmade", dt.date.fromisoformat(extracted_on), rows)


def _whole(table: str, place: int, given: Row) -> Row:
    columns = COLUMNS[table].split()
    assert set(given) <= set(columns), set(given) - set(columns)
    row: Row = dict.fromkeys(columns)
    row |= {name: value for name, value in FLAGS.items() if name in columns}
    row |= {name: f"{place + 1:03d}" for name in columns[:1] if name.endswith("_id")}
    return row | {name: _value(value) for name, value in given.items()}


def _value(value: Any) -> Any:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return value


def figures(
    made: Council, measure: str, period: str = "2023-12", breakdown: str = "all", group: str = "all"
) -> Figures:
    """Numerator, denominator and value of one line; nothing counted when there is no such line."""
    found = lines(made, measure, period)
    return found.get((breakdown, group), (0, None, None))


def lines(made: Council, measure: str, period: str = "2023-12") -> dict[tuple[str, str], Figures]:
    """All lines of a measure for one period, by breakdown and group."""
    wanted = periods.parse(period)
    return {
        (line[3], line[4]): (line[5], line[6], line[7])
        for line in compute(made, _months(wanted), [measure])
        if line[2] == period
    }


def number(made: Council, measure: str, period: str = "2023-12", group: str = "all:all") -> float | None:
    """The numerator of one line, its group written as breakdown:group."""
    breakdown, _, name = group.partition(":")
    return figures(made, measure, period, breakdown, name)[0]


def share(
    made: Council, measure: str, period: str = "2023-12", group: str = "all:all"
) -> tuple[float, float]:
    """Numerator and denominator of one line."""
    breakdown, _, name = group.partition(":")
    top, bottom, _ = figures(made, measure, period, breakdown, name)
    return top or 0, bottom or 0


def _months(period: Period) -> list[dt.date]:
    return [month_end(n) for n in range(month_number(period.start), month_number(period.end) + 1)]
