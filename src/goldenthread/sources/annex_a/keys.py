"""Each column's own letters and words, as data: what a folded text is replaced by before it is read.

The code in a cell always comes first ('q) 6: Police' is 6); a letter alone counts only here, within the
column's own key, since keys give one letter different meanings. A group wider than a code goes to the code of
that group which says 'other', so that the group stays right.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence

LETTERS = string.ascii_lowercase


def lettered(codes: Sequence[str], words: Mapping[str, str] | None = None) -> dict[str, str]:
    """a) to the first code, b) to the second and so on; then words."""
    return {**dict(zip(LETTERS, codes, strict=False)), **(words or {})}


def in_order(codes: str) -> tuple[str, ...]:
    """Codes in the order of their letters."""
    return tuple(codes.split())


YES_NO = ("yes", "no", "unknown")
OPPOSITE = {
    "yes": "no",
    "no": "yes",
    "y": "no",
    "n": "yes",
    "true": "no",
    "false": "yes",
    "1": "no",
    "0": "yes",
}
ETHNICITIES = in_order(
    "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH NOBT"
)
ETHNIC_GROUPS = {
    "white": "WOTH",
    "mixed": "MOTH",
    "asian": "AOTH",
    "black": "BOTH",
    "chinese": "CHNE",
    "other": "OOTH",
    "refused": "REFU",
    "unknown": "NOBT",
}
SOURCES = in_order("1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 6 7 8 9 10")
SOURCE_GROUPS = {
    "individual": "1D",
    "individuals": "1D",
    "schools": "2A",
    "education": "2B",
    "education_services": "2B",
    "health": "3F",
    "health_services": "3F",
    "la_services": "5B",
    "local_authority_services": "5B",
    "other_legal_agency": "7",
}
ENDS = in_order("E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E9 E14 E15 E16 E8")
PLACES = in_order("U1 U2 U3 U4 U5 U6 A3 A4 A5 A6 P1 P2 P3 H5 K1 K2 R1 R2 R3 R5 S1 Z1 T0 T1 T2 T3")
STATUSES = ("cla", "cp_plan", "cin_plan", "assessment", "closed")
PERMANENCE = ("RETURNEV", "ADOPTION", "OTHERPLN", "SUPPLIV", "RESPLMT", "LTFOST18", "OTHERPLN")
PERMANENCE_WORDS = {
    "return_to_family": "RETURNEV",
    "return_home": "RETURNEV",
    "sgo_cao": "OTHERPLN",
    "sgo": "OTHERPLN",
    "supported_living_in_the_community": "SUPPLIV",
    "long_term_residential_placement": "RESPLMT",
    "long_term_residential": "RESPLMT",
    "long_term_fostering": "LTFOST18",
    "other": "OTHERPLN",
}
ELIGIBILITY_WORDS = {
    "eligible_child": "eligible",
    "relevant_child": "relevant",
    "former_relevant_child": "former_relevant",
    "qualifying_care_leaver": "qualifying",
    "qualifying_child": "qualifying",
}
SUITABLE_WORDS = {"suitable": "yes", "unsuitable": "no", "1": "yes", "2": "no"}

KEYS: dict[str, dict[str, str]] = {
    "sex": lettered(("M", "F", "U", "U")),
    "ethnicity": lettered(ETHNICITIES, ETHNIC_GROUPS),
    "source": lettered(SOURCES, SOURCE_GROUPS),
    "flag": lettered(YES_NO),
    "negated": lettered(("no", "yes", "unknown"), OPPOSITE),
    "need": {},
    "closure": {},
    "status": lettered(STATUSES),
    "abuse": lettered(("NEG", "PHY", "SAB", "EMO", "MUL")),
    "legal": lettered(("C1", "C2", "D1", "E1", "V2")),
    "permanence": lettered(PERMANENCE, PERMANENCE_WORDS),
    "rec": lettered(ENDS),
    "place": lettered(PLACES, {"zz": "T4"}),
    "provider": lettered(("PR0", "PR1", "PR2", "PR3", "PR4", "PR5")),
    "outside": lettered(("no", "yes"), {"in": "no", "out": "yes"}),
    "eligibility": lettered(("relevant", "former_relevant", "qualifying"), ELIGIBILITY_WORDS),
    "in_touch": lettered(("YES", "NO", "DIED", "REFU", "NREQ", "RHOM")),
    "accom": {},
    "suitable": lettered(("yes", "no"), SUITABLE_WORDS),
    "activity": {},
}

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?) ?([0-9][A-Z]{2})")
_AUTHORITY = re.compile(r"[EWSN][0-9]{8}|NIR|WAL|SCO|NUK|CON")


def _postcode(text: str) -> str | None:
    found = _POSTCODE.fullmatch(text.upper())
    return f"{found[1]} {found[2]}" if found else None


def _authority(text: str) -> str | None:
    found = _AUTHORITY.match(text.upper())
    return found[0] if found else None


def _urn(text: str) -> str | None:
    return text if len(text) <= 8 and any(c.isdigit() for c in text) else None


def _reversal(text: str) -> str | None:
    found = re.search(r"\bRD[1-4]\b", text.upper())
    return found[0] if found else None


SHAPED: dict[str, Callable[[str], str | None]] = {
    "postcode": _postcode,
    "authority": _authority,
    "urn": _urn,
    "reversal": _reversal,
}
"""Columns of text with a fixed form: what does not have it is left out and counted."""
