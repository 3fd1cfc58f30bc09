"""Every code list, as data: `CODES` by name, and the groups by which breakdowns count."""

from __future__ import annotations

from goldenthread.base.errors import GoldenthreadError, suggest
from goldenthread.model.codes import care, need, people, practice
from goldenthread.model.codes.care import SHORT_BREAKS, TEMPORARY_PLACES
from goldenthread.model.codes.code_list import Code, CodeList

__all__ = [
    "CODES",
    "DESTINATIONS",
    "GROUPS",
    "SHORT_BREAKS",
    "TEMPORARY_PLACES",
    "Code",
    "CodeList",
    "code_list",
    "destination",
    "placement_group",
]

CODES: dict[str, CodeList] = {
    found.name: found for part in (people, need, care, practice) for found in part.LISTS
}

GROUPS: dict[str, dict[str, str]] = {
    name: {code.code: code.group for code in found.codes if code.group}
    for name, found in CODES.items()
    if found.groups
}
"""Code to group, for each list that has groups. Placements also need the provider: `placement_group`."""

IN_HOUSE = "PR1"

DESTINATIONS = (
    "family_friends",
    "parents",
    "adoption",
    "foster_to_adopt",
    "supported",
    "foster",
    "residential",
    "secure",
    "other",
)
"""Where a child may move to, in the order printed."""


def code_list(name: str) -> CodeList:
    """The code list of that name; an unknown one is refused with the nearest."""
    if name not in CODES:
        raise GoldenthreadError(f"There is no code list '{name}'.", do=suggest(name, CODES))
    return CODES[name]


def placement_group(place: str | None, provider: str | None) -> str | None:
    """The group of a placement; None for a temporary one, which has the group of the one before it."""
    if place is None:
        return "unknown"
    if place in TEMPORARY_PLACES:
        return None
    group = GROUPS["place"].get(place, "other")
    if group != "foster_external":
        return group
    return "unknown" if provider is None else "foster_in_house" if provider == IN_HOUSE else group


def destination(group: str) -> str:
    """The destination of a move: placement groups, both foster groups as one."""
    return "foster" if group in ("foster_in_house", "foster_external") else group
