"""Names of groups: a council's own teams and places, the labels of codes, ages in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from goldenthread.model.codes import CODES
from goldenthread.model.result import ALL, CROSS

Labels = Mapping[str, Mapping[str, str]]

_OWN_WORDS = {
    "case_type": {
        "cin_plan": "Children in need",
        "cp_plan": "Child protection",
        "cla": "Children in care",
        "early_help": "Early help",
        "care_leaver": "Care leavers",
    },
    "disability": {"yes": "Disabled", "no": "Not disabled"},
    "left_to": {
        "adoption": "Adopted",
        "carried_on": "Went on in another period of care",
        "child_arrangements": "Child arrangements order",
        "home_not_planned": "Home, not as planned",
        "home_planned": "Home, as planned",
        "no_order": "To relatives or others, no order",
        "special_guardianship": "Special guardianship order",
    },
    "primary_need": {"carried_on": "Went on from another period of care", "new": "New"},
    "moved": {"entered": "Came in", "left": "Left"},
    "age_band": {"18+": "18 or over", "10-17": "10 to 17, counted above too"},
    "destination": {"foster": "Foster care"},
    "stage": {
        "stage1": "Stage 1",
        "stage2": "Stage 2",
        "cla": "Children in care",
        "cp_plan": "Child protection",
        "cin_plan": "Children in need",
        "assessment": "Assessment",
        "s47": "Section 47 enquiry",
        "referral": "Referral",
        "first": "First after the conference",
        "subsequent": "Later ones",
    },
}
"""Where a heading reads better than the label of the code."""

_LISTS = {
    "abuse_category": "abuse",
    "closure_reason": "closure",
    "end_reason": "eh_end",
    "grade": "grade",
    "legal_status": "ls",
    "outcome": "contact_outcome",
    "primary_need": "need",
    "provider": "provider",
    "setting": "place",
    "worker_role": "role",
}
"""Breakdowns whose groups are the codes of a list."""

_GROUPED = {"ethnicity": "ethnicity", "source": "source", "placement_group": "place", "destination": "place"}
"""Breakdowns whose groups are the groups of a list."""


def group_name(breakdown: str, group: str, labels: Labels) -> str:
    """A group as a reader says it; the parts of a crossed group are joined by commas."""
    if group == ALL:
        return "All"
    parts = zip(breakdown.split(CROSS), group.split(CROSS), strict=False)
    return ", ".join(_one(name, part, labels) for name, part in parts)


def overlaps(group: str) -> bool:
    """Whether a group stands beside others that hold the same children: it is never added or ranked."""
    return "10-17" in group.split(CROSS)


def is_unknown(group: str) -> bool:
    """Whether some part of a group is not known."""
    return "unknown" in group.split(CROSS)


def _one(breakdown: str, group: str, labels: Labels) -> str:
    own = labels.get(breakdown, {}).get(group) or _OWN_WORDS.get(breakdown, {}).get(group)
    if own:
        return own
    if group == "unknown":
        return "Not known"
    return _of_code(breakdown, group) or _plain(group)


def _of_code(breakdown: str, group: str) -> str:
    if breakdown == "theme":
        found = CODES["sf" if group.isdigit() else "theme"]
        return found.label(group) if group in found.values else ""
    if breakdown in _GROUPED:
        return CODES[_GROUPED[breakdown]].groups.get(group, "")
    found = CODES[_LISTS[breakdown]] if breakdown in _LISTS else CODES["grade"]
    return found.label(group) if group in found.values else ""


def _plain(group: str) -> str:
    text = re.sub(r"^(\d+)-(\d+)$", r"\1 to \2", group.replace("_", " "))
    return text[:1].upper() + text[1:] if text.islower() else text
