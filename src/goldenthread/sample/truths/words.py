"""The groups that codes belong to, as lists of data (docs/explanation/readings.md, section 'Words')."""

from __future__ import annotations

UNKNOWN = "unknown"

SEXES = {"M": "male", "F": "female"}

ETHNIC_GROUPS = {
    "white": ["WBRI", "WIRI", "WIRT", "WROM", "WOTH"],
    "mixed": ["MWBC", "MWBA", "MWAS", "MOTH"],
    "asian": ["AIND", "APKN", "ABAN", "CHNE", "AOTH"],
    "black": ["BCRB", "BAFR", "BOTH"],
    "other": ["OOTH"],
}
ETHNICITIES = {code: group for group, codes in ETHNIC_GROUPS.items() for code in codes}

SOURCE_GROUPS = {
    "individual": ["1A", "1B", "1C", "1D"],
    "school": ["2A"],
    "education": ["2B"],
    "health": ["3A", "3B", "3C", "3D", "3E", "3F"],
    "housing": ["4"],
    "local_authority": ["5A", "5B", "5C", "5D"],
    "police": ["6"],
    "other_legal": ["7"],
    "other": ["8"],
    "anonymous": ["9"],
}
SOURCES = {code: group for group, codes in SOURCE_GROUPS.items() for code in codes}

AGE_BANDS = [("under 1", 0, 0), ("1-4", 1, 4), ("5-9", 5, 9), ("10-15", 10, 15), ("16-17", 16, 17)]
ADULT = "18+"
UNBORN = "unborn"
ADOLESCENT = ("10-17", 10, 17)
"""A group that stands beside the bands: a child of 12 is in '10-15' and in '10-17'."""

PLACES = {
    "adoption": ["A3", "A4", "A5", "A6"],
    "foster_to_adopt": ["U2", "U5"],
    "parents": ["P1"],
    "family_friends": ["U1", "U3"],
    "supported": ["H5", "K3", "P2"],
    "residential": ["K2", "R1", "S1"],
    "secure": ["K1"],
}
PLACE_GROUPS = {code: group for group, codes in PLACES.items() for code in codes}
OTHER_FOSTER = ("U4", "U6")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
RESIDENTIAL = ("K2", "R1", "S1")

PLACEMENT_GROUPS = [
    "adoption",
    "foster_to_adopt",
    "parents",
    "family_friends",
    "foster_in_house",
    "foster_external",
    "supported",
    "residential",
    "secure",
    "other",
]
DESTINATIONS = [
    "family_friends",
    "parents",
    "adoption",
    "foster_to_adopt",
    "supported",
    "foster",
    "residential",
    "secure",
    "other",
]


def placement_group(place: str, provider: str | None) -> str:
    """The group of a placement code; other foster care is in-house with provider PR1."""
    if place in OTHER_FOSTER:
        return "foster_in_house" if provider == "PR1" else "foster_external"
    return PLACE_GROUPS.get(place, "other")


def destination(group: str) -> str:
    """The destination of a move: placement groups, both foster groups as one."""
    return "foster" if group in ("foster_in_house", "foster_external") else group
