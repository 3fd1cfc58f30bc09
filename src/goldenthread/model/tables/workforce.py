"""Local registers of posts, employment and agency spend."""

from __future__ import annotations

from goldenthread.model.table import Table
from goldenthread.model.tables.columns import choice, coded, day, decimal, event, flag, record, team, worker

SECTION = "Local registers: workforce"

MOST_FTE = 1.5
"""The largest full-time equivalent that one worker can have: a second job, or hours over a full week."""

TABLES: tuple[Table, ...] = (
    record(
        SECTION,
        "hr_posts",
        "Establishment",
        ("post_id", "as_at_month"),
        (
            event("post_id", "The post.", required=True),
            day("as_at_month", "Last day of the month described.", required=True),
            team("The team the post belongs to."),
            coded("role", "role", "Role of the post.", required=True),
            decimal("fte_established", "Full-time equivalent in the establishment.", required=True),
            decimal("fte_vacant", "Full-time equivalent not filled by a permanent employee.", required=True),
            flag("is_recruiting", "The vacancy is recruited to; empty counts as yes."),
        ),
    ),
    record(
        SECTION,
        "workforce_spells",
        "Employment spells",
        ("staff_id", "start_date"),
        (
            worker("staff_id", "Staff number.", required=True, references=None),
            day("start_date", "First day of this employment on these terms.", required=True),
            day("end_date", "Last day in child and family social work here; empty while employed."),
            decimal("fte", "Full-time equivalent: full time is 1.", required=True, most=MOST_FTE),
            coded("role", "role", "Role of the worker.", required=True),
            flag("is_social_worker", "The role is a social worker's.", required=True),
            flag("is_agency", "Agency worker.", required=True),
            flag("covers_vacancy", "An agency worker who covers a vacant post."),
            choice(
                "leaving_destination",
                ("other_la", "agency", "other_council_role", "retired", "other"),
                "Where the worker went.",
            ),
            team("The team."),
        ),
    ),
    record(
        SECTION,
        "agency_spend",
        "Agency spend",
        ("period_start", "team_id"),
        (
            day("period_start", "First day of the month.", required=True),
            team("The team.", required=True),
            decimal("amount", "Spent in pounds.", required=True),
        ),
    ),
)
