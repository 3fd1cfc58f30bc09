"""When the rows of each table hold: what tells whether an older load's row lies before a newer one's cover.

A cover says for which days a load's table is complete. A row of an older load that lies wholly before it is
still the best that is known; one that reaches into it is the newer load's to give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.model.table import Table


@dataclass(frozen=True)
class Event:
    """A row of one day: the first of `dates` that is filled. It lies before a cover that begins later.

    `record`: columns that make two rows the same record, where they are not the table's key.
    """

    dates: tuple[str, ...]
    record: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """The state on one day of what is asked again and again: an event whose covers need not touch.

    A reading holds until the next, so that covers join where no end of a month lies between them.
    """

    dates: tuple[str, ...]
    record: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spell:
    """A row that holds from `start` to `end`: it lies before a cover when no day of it is in the cover.

    The end is the first day on which it holds no longer, or with `last_day` the last on which it does. An
    open spell of which the newer load says nothing is contradicted: it lies before no cover. `not_open`
    names columns and the value by which a row without an end is known not to be open, which leaves its
    start. A source that gives no end at all is read by the start too.
    """

    start: str
    end: str
    last_day: bool = False
    not_open: tuple[tuple[str, object], ...] = ()
    record: tuple[str, ...] = ()


@dataclass(frozen=True)
class Path:
    """A row with a day for each step taken: it lies before a cover when every step does."""

    dates: tuple[str, ...]
    record: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A row of a record in another table (`of`, by the column `by`): it counts when that record does."""

    of: str
    by: str


@dataclass(frozen=True)
class About:
    """What is so of a person: the newest load that knows the person says it whole. `spell`: a row that
    ended before the cover counts too, since an extract holds what its years reach."""

    spell: Spell | None = None


@dataclass(frozen=True)
class Named:
    """A name for what others refer to (a team, a worker): nothing counts it, so the latest one holds."""


@dataclass(frozen=True)
class Alone:
    """A list without time: the newest load's stands, and no row of an older one."""


Time = Event | Reading | Spell | Path | Part | About | Named | Alone

_SPELL = Spell("start_date", "end_date")

TIMES: Mapping[str, Time] = {
    "persons": About(),
    "person_identifiers": About(),
    "person_merges": Alone(),
    "addresses": About(_SPELL),
    "disabilities": About(),
    "immigration_statuses": About(_SPELL),
    "person_relationships": About(),
    "contacts": Event(("contact_date",)),
    "early_help_assessments": Event(("start_date",)),
    "early_help_episodes": _SPELL,
    "step_downs": Event(("decision_date",)),
    "referrals": Spell("referral_date", "closure_date", not_open=(("nfa", True), ("case_status", "closed"))),
    "assessments": Spell("start_date", "authorised_date"),
    "assessment_factors": Part("assessments", "assessment_id"),
    "cin_plans": _SPELL,
    "strategy_discussions": Event(("held_date",)),
    "s47_enquiries": _SPELL,
    "icpcs": Event(("conference_date", "target_date")),
    "cp_plans": _SPELL,
    "cp_reviews": Event(("review_date", "due_date")),
    "core_groups": Event(("held_date", "due_date")),
    "visits": Event(("visit_date",)),
    "teams": Named(),
    "workers": Named(),
    "involvements": _SPELL,
    "supervisions": Event(("supervision_date",)),
    "cla_periods": _SPELL,
    "cla_episodes": _SPELL,
    "placements": _SPELL,
    "legal_statuses": _SPELL,
    "cla_reviews": Event(("review_date", "due_date")),
    "care_plans": Spell("start_date", "end_date", record=("care_plan_id",)),
    "placement_move_plans": Spell("agreed_date", "closed_date"),
    "placement_costs": Spell("valid_from", "valid_to", last_day=True),
    "cla_health": Event(("check_date",)),
    "cla_annual_health": Event(("year_end",)),
    "sdq_scores": Event(("completed_date",)),
    "missing_episodes": Spell("start_date", "end_date", last_day=True),
    "cla_education": _SPELL,
    "ehcps": Spell("start_date", "ceased_date"),
    "permanence": Path(
        (
            "decision_date",
            "ffa_decision_date",
            "placement_order_date",
            "matched_date",
            "placed_date",
            "ffa_placed_date",
            "foster_placed_date",
            "order_date",
            "reversed_date",
        )
    ),
    "previous_permanence": About(),
    "dolos": _SPELL,
    "care_leavers": Reading(("status_date",)),
    "adopters": Path(
        (
            "enquiry_date",
            "stage1_start",
            "stage1_end",
            "stage2_start",
            "stage2_end",
            "applied_date",
            "approved_date",
            "matched_date",
            "placed_date",
            "order_date",
            "left_date",
        )
    ),
    "pre_proceedings": Spell("decision_date", "ended_date"),
    "care_proceedings": Event(("issued_date",)),
    "hubs": Named(),
    "family_hub_attendance": Event(("attended_on",)),
    "supporting_families_outcomes": Event(("form_date",), record=("form_id",)),
    "audits": Event(("audit_month",)),
    "audit_findings": Part("audits", "audit_id"),
    "case_records": Event(("updated_date",)),
    "fostering_enquiries": Path(
        (
            "enquiry_date",
            "screening_date",
            "home_visit_date",
            "stage1_date",
            "stage2_date",
            "panel_date",
            "approved_date",
            "withdrawn_date",
        )
    ),
    "hr_posts": Event(("as_at_month",)),
    "workforce_spells": Spell("start_date", "end_date", last_day=True),
    "agency_spend": Event(("period_start",)),
}
"""Every table of records. Of a table that is not here (areas, population, targets) the newest list stands."""


def time_of(table: str) -> Time:
    """How the rows of a table lie in time."""
    return TIMES.get(table, Alone())


def record_of(table: Table) -> tuple[str, ...]:
    """The columns that make two rows of a table the same record, whichever load brought them."""
    own: tuple[str, ...] = getattr(time_of(table.name), "record", ())
    return ("authority", *own) if own else tuple(name for name in table.key if name != "as_at")


def dates_of(table: str) -> tuple[str, ...]:
    """The columns by which a table's rows lie in time, the telling one first."""
    time = time_of(table)
    if isinstance(time, About):
        time = time.spell or Alone()
    if isinstance(time, Spell):
        return (time.start, time.end)
    return getattr(time, "dates", ())
