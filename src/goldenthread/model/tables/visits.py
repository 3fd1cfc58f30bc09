"""Visits, the workers and teams that hold cases, and supervision."""

from __future__ import annotations

from goldenthread.model.table import Table
from goldenthread.model.tables.columns import (
    coded,
    day,
    decimal,
    event,
    flag,
    locality,
    person,
    record,
    referral,
    team,
    text,
    whole,
    worker,
)

SECTION = "Visits, allocation, supervision"

TABLES: tuple[Table, ...] = (
    record(
        SECTION,
        "visits",
        "Visits",
        ("visit_type", "visit_id"),
        (
            event("visit_id", "The visit.", required=True),
            person(),
            coded("visit_type", "visit", "What the visit was for.", required=True),
            day("visit_date", "Day of the visit.", required=True),
            event("cp_plan_id", "The child protection plan.", references="cp_plans.cp_plan_id"),
            event("cla_period_id", "The period of care.", references="cla_periods.cla_period_id"),
            flag("child_seen", "The child was seen; empty counts as not seen."),
            flag("seen_alone", "The child was seen alone."),
            flag("bedroom_seen", "The bedroom was seen."),
            flag(
                "latest_only",
                "The source gives only the last date: good for in-date figures on the extract date alone.",
                required=True,
            ),
        ),
        "Visits to children in need carry no plan id; they are joined by child and date inside the plan.",
    ),
    record(
        SECTION,
        "teams",
        "Teams",
        ("team_id",),
        (
            text("team_id", "The team, by the council's own code or name.", required=True, size=48),
            text("name", "Name to show.", required=True),
            text("parent_id", "The service area above it.", size=48, references="teams.team_id"),
            text("parent_name", "Name of the service area."),
            locality("locality_id", "The locality it serves."),
            text("service", "Service it belongs to."),
        ),
    ),
    record(
        SECTION,
        "workers",
        "Workers",
        ("worker_id",),
        (
            worker(
                "worker_id",
                "The worker; the name is hashed where there is no id.",
                required=True,
                references=None,
            ),
            worker(
                "staff_id", "Staff number that joins the workforce register.", required=False, references=None
            ),
            event("swe_number", "Social Work England registration."),
            text("job_title", "Job title."),
            flag("is_social_worker", "Social worker, by registration or title."),
            decimal("fte", "Full-time equivalent, 0 to 1."),
            flag("is_agency", "Agency worker."),
            whole("cases_30_sept", "Cases held on 30 September; not for monthly use."),
            text("department", "Department."),
        ),
    ),
    record(
        SECTION,
        "involvements",
        "Allocations",
        ("involvement_id",),
        (
            event("involvement_id", "The allocation.", required=True),
            person(),
            worker(),
            team(),
            text("role", "allocated_worker, personal_adviser, iro, cp_chair or other.", required=True),
            day("start_date", "First day; empty in Annex A."),
            day("end_date", "Day it ended; empty while it is open."),
            coded("change_reason", "sw_reason", "Why the worker changed."),
            referral(),
        ),
        "An event's team is the one on its row, else that of the allocated worker open on its date.",
    ),
    record(
        SECTION,
        "supervisions",
        "Supervision",
        ("supervision_id",),
        (
            event("supervision_id", "The session about one case.", required=True),
            person("person_id", "The child whose case was supervised."),
            coded("case_type", "case_type", "Kind of case.", required=True),
            day("supervision_date", "Day of the session.", required=True),
            day("due_date", "Day by which it was due."),
            worker("worker_id", "The worker supervised."),
            worker("supervisor_id", "The supervisor."),
        ),
        "Local register.",
    ),
)
