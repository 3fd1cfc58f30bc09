"""Which file or sheet name holds which register: data. A canonical table's own name always serves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenthread.sources.text import fold


@dataclass(frozen=True)
class Register:
    """A register: its table, its file name, and other names it goes by."""

    table: str
    file: str
    others: tuple[str, ...] = ()


REGISTERS = (
    Register("hubs", "hubs", ("family_hubs",)),
    Register("family_hub_attendance", "hub_attendance", ("family_hub_visits", "hub_visits")),
    Register("supporting_families_outcomes", "supporting_families", ("supporting_families_benchmarking",)),
    Register("audits", "audits", ("practice_audits", "audit")),
    Register("audit_findings", "audit_findings", ("audit_themes",)),
    Register("supervisions", "supervision", ("case_supervision",)),
    Register("core_groups", "core_groups", ("core_group",)),
    Register("strategy_discussions", "strategy_discussions", ("strategy_meetings",)),
    Register("step_downs", "step_downs", ("stepdowns", "step_down")),
    Register("fostering_enquiries", "fostering", ("fostering_pipeline",)),
    Register("cla_education", "cla_education", ("education_of_looked_after_children",)),
    Register("care_leavers", "care_leavers", ("leaving_care", "care_leaver_status")),
    Register("care_proceedings", "care_proceedings", ("court_applications",)),
    Register("placement_move_plans", "move_plans", ()),
    Register("placement_costs", "placement_costs", ()),
    Register("hr_posts", "hr_posts", ("posts", "establishment")),
    Register("workforce_spells", "workforce", ("employment_spells",)),
    Register("agency_spend", "agency_spend", ()),
    Register("early_help_assessments", "eh_assessments", ()),
    Register("early_help_episodes", "early_help_episodes", ("eh_episodes",)),
    Register("case_records", "case_records", ("record_currency",)),
    Register("cla_health", "health_assessments", ("cla_health_assessments",)),
    Register("teams", "teams", ("team",)),
    Register("person_merges", "person_merges", ("merged_ids",)),
)

SUPPLEMENTS = ("contact_decisions", "s47_end_dates")
"""Registers that add one date to records of a child-level standard."""

REFERENCE = ("localities", "population", "targets", "parameters")

_DATED = re.compile(r"(?:_(?:as_at|to|until|extract|register|final|v\d+|\d+|[a-z]{3}_?\d{4}))+$")

_BY_NAME = {name: one.table for one in REGISTERS for name in (one.file, one.table, *one.others)} | {
    name: name for name in (*SUPPLEMENTS, *REFERENCE)
}


def register_of(name: str) -> str | None:
    """The register that a file stem or a sheet name speaks of, dates at its end aside; None for none."""
    folded = fold(name)
    for form in (folded, _DATED.sub("", folded)):
        if form in _BY_NAME:
            return _BY_NAME[form]
    return None


def known_names() -> tuple[str, ...]:
    """The file names that registers go by, as they are recommended."""
    return tuple(sorted((*(one.file for one in REGISTERS), *SUPPLEMENTS, *REFERENCE)))
