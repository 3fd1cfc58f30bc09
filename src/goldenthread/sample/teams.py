"""The invented teams of the council."""

from __future__ import annotations

from goldenthread.sample.council import Row
from goldenthread.sample.world import World

SERVICES = [
    ("S1", "Front Door"),
    ("S2", "Assessment"),
    ("S3", "Family Support"),
    ("S4", "Pathways Through Care"),
    ("S5", "Children with Disabilities"),
    ("S6", "Young People's Service"),
    ("S7", "Early Help"),
    ("S8", "Fostering"),
]
# id, name, service, locality, role, places for workers
TEAMS: list[tuple[str, str, str, str | None, str, int]] = [
    ("T01", "Front Door", "S1", None, "social_worker", 8),
    ("T02", "Assessment Central", "S2", "central", "social_worker", 10),
    ("T03", "Assessment West", "S2", "west", "social_worker", 13),
    ("T04", "Assessment East", "S2", "east", "social_worker", 16),
    ("T05", "Family Support Central", "S3", "central", "social_worker", 13),
    ("T06", "Family Support West", "S3", "west", "social_worker", 17),
    ("T07", "Family Support East", "S3", "east", "social_worker", 22),
    ("T08", "Pathways Through Care A", "S4", None, "social_worker", 14),
    ("T09", "Pathways Through Care B", "S4", None, "social_worker", 14),
    ("T10", "Pathways Through Care Unaccompanied", "S4", None, "social_worker", 6),
    ("T11", "Children with Disabilities", "S5", None, "social_worker", 11),
    ("T12", "Children with Disabilities Family Practice", "S5", None, "family_practitioner", 6),
    ("T13", "Young People's Service", "S6", None, "social_worker", 8),
    ("T14", "Leaving Care", "S4", None, "personal_adviser", 10),
    ("T15", "Early Help Central", "S7", "central", "early_help", 12),
    ("T16", "Early Help West", "S7", "west", "early_help", 13),
    ("T17", "Early Help East", "S7", "east", "early_help", 17),
    ("T18", "Fostering", "S8", None, "social_worker", 6),
]
ASSESSMENT = {"central": "T02", "west": "T03", "east": "T04", None: "T01"}
FAMILY_SUPPORT = {"central": "T05", "west": "T06", "east": "T07", None: "T06"}
EARLY_HELP = {"central": "T15", "west": "T16", "east": "T17", None: "T15"}
FRONT_DOOR, CARE_TEAMS, UNACCOMPANIED = "T01", ("T08", "T09"), "T10"
DISABILITIES, DISABILITIES_PRACTICE, YOUNG_PEOPLE, LEAVING_CARE = "T11", "T12", "T13", "T14"


def team_rows(world: World) -> None:
    """Rows of the services and their teams."""
    names = dict(SERVICES)
    for key, name in SERVICES:
        world.add("teams", _row(key, name, None, None, None, name))
    for key, name, service, locality, _, _ in TEAMS:
        world.add("teams", _row(key, name, service, names[service], locality, names[service]))


def _row(
    key: str, name: str, parent: str | None, parent_name: str | None, locality: str | None, service: str
) -> Row:
    return {
        "team_id": key,
        "name": name,
        "parent_id": parent,
        "parent_name": parent_name,
        "locality_id": locality,
        "service": service,
    }
