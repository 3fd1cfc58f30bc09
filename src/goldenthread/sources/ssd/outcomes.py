"""Fields of the standard that need more than reading a cell: outcomes as flags in JSON, roles, free text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

import pyarrow as pa

from goldenthread.sources.text import clean, fold
from goldenthread.sources.words import YES

Reader = Callable[[str], str | None]

CONTACT_OUTCOMES = (
    ("NEW_REFERRAL", "new_referral"),
    ("EXISTING_REFERRAL", "existing_case"),
    ("CP_ENQUIRY", "cp_enquiry"),
    ("OLA_CP", "ola_cp"),
    ("PRIVATE_FOSTERING", "private_fostering"),
    ("NON_AGENCY_ADOPTION", "adoption"),
    ("MISSING", "missing"),
    ("ADVICE", "advice"),
    ("NFA", "nfa"),
    ("OTHER_OUTCOMES_EXIST", "other"),
)
"""The order in which the first flag that is set decides, since several may be."""

_LOOSE_PAIR = re.compile(r"[\"']{0,2}([A-Z0-9_]{2,40})[\"']{0,2}\s*:\s*[\"']{0,2}([A-Za-z0-9]{0,12})")
_LEADING = re.compile(r"[A-Za-z]{0,4}\d{0,2}[A-Za-z]?")


def flags(text: str) -> dict[str, bool]:
    """Flag names without '_FLAG', and whether each is set. Text not quite JSON is read by its pairs."""
    found = _json(text)
    if found is None:
        found = dict(_LOOSE_PAIR.findall(text))
    if isinstance(found, list):
        found = (
            found[0]
            if len(found) == 1 and isinstance(found[0], dict)
            else dict.fromkeys(map(str, found), "Y")
        )
    if not isinstance(found, dict):
        return {}
    return {
        str(name).upper().removesuffix("_FLAG"): _is_set(value)
        for name, value in found.items()
        if "COMMENT" not in str(name).upper()
    }


def _json(text: str) -> object:
    """What a text in JSON says, unwrapped when it was written as JSON twice; None when it is none."""
    try:
        found: object = json.loads(text)
        return json.loads(found) if isinstance(found, str) and found[:1] in ("{", "[") else found
    except (ValueError, RecursionError):
        return None


def _is_set(value: object) -> bool:
    return value is True or str(value).strip().casefold() in YES


def contact_outcome(text: str) -> str | None:
    """The outcome of a contact; a plain word is kept for the code list to read."""
    found = flags(text)
    if not found and not text.lstrip().startswith(("{", "[")):
        return text
    return next((word for flag, word in CONTACT_OUTCOMES if found.get(flag)), None)


def first_flag(text: str) -> str | None:
    """The first flag that is set, as a word."""
    found = flags(text)
    return next((name.casefold() for name, value in found.items() if value), None)


def no_conference(text: str) -> str | None:
    """Whether an enquiry's outcome says that no conference was needed; None when nothing was decided."""
    found = flags(text)
    if "CP_CONFERENCE" not in found or not any(found.values()):
        return None
    return "N" if found["CP_CONFERENCE"] else "Y"


def codes_set(text: str) -> list[str]:
    """The codes of a list in JSON, or of an object code: yes or no; plain codes parted by commas too."""
    found = _json(text)
    if found is None and ":" in text:
        found = dict(_LOOSE_PAIR.findall(text))
    if isinstance(found, list):
        return [clean(str(one)) for one in found if not isinstance(one, dict | list)]
    if isinstance(found, dict):
        return [clean(str(name)) for name, value in found.items() if _is_set(value)]
    return [part for part in re.split(r"[\s,;\[\]\"'{}]+", text) if part]


def immigration(text: str) -> str | None:
    """uasc for an unaccompanied asylum-seeking child, however it is worded."""
    folded = fold(text)
    is_uasc = re.search(r"(^|_)uasc(_|$)|unaccompanied", folded) and not folded.startswith(("not_", "non_"))
    return "uasc" if is_uasc else text


def role(text: str) -> str | None:
    """The role of a worker for a child."""
    folded = fold(text)
    if folded in ("allocated_worker", "allocated_case_worker", "case_worker", "allocated_social_worker"):
        return "allocated_worker"
    if re.search(r"personal_advis[eo]r", folded):
        return "personal_adviser"
    if re.search(r"(^|_)iro(_|$)|independent_review", folded):
        return "iro"
    if re.search(r"conference_chair|cp_chair", folded):
        return "cp_chair"
    return "allocated_worker" if folded.startswith("allocated") else "other"


def immunisations(text: str) -> str:
    """Immunisations that are up to date are a completed check; else it is still to come."""
    return "completed" if fold(text) in YES or fold(text) == "up_to_date" else "planned"


def missing_type(text: str) -> str | None:
    """M or A from the letter or the word."""
    return {"m": "M", "a": "A"}.get(fold(text)[:1], text)


def leading_code(text: str) -> str | None:
    """The code before its label: 'RD1 - ...' is RD1."""
    found = _LEADING.match(text)
    return found[0].upper() if found and found[0] else None


def accommodation(text: str) -> str | None:
    """The letter of an accommodation code that carries its suitability: 'U1' is U."""
    return text[0] if re.fullmatch(r"[A-Za-z][12]", text) else text


def order_type(text: str) -> str | None:
    """The kind of permanence order."""
    folded = fold(text)
    for start, word in (
        ("adoption", "adoption"),
        ("special", "sgo"),
        ("sgo", "sgo"),
        ("child_arr", "cao"),
        ("cao", "cao"),
        ("residence", "cao"),
    ):
        if folded.startswith(start):
            return word
    return text


def pre_proceedings_outcome(text: str) -> str | None:
    """Issued, or stepped down."""
    folded = fold(text)
    if "step" in folded:
        return "step_down"
    return "issue" if "issue" in folded else text


READERS: dict[str, Reader] = {
    "cont_contact_outcome_json": contact_outcome,
    "cine_referral_outcome_json": first_flag,
    "cina_assessment_outcome_json": first_flag,
    "s47e_s47_outcome_json": first_flag,
    "icpc_icpc_outcome_json": first_flag,
    "immi_immigration_status": immigration,
    "invo_professional_role_id": role,
    "miss_missing_episode_type": missing_type,
    "clea_care_leaver_accommodation": accommodation,
    "perm_decision_reversed_reason": leading_code,
    "perm_permanence_order_type": order_type,
    "perm_adopter_sex": leading_code,
    "perm_adopter_legal_status": leading_code,
    "clai_immunisations_status": immunisations,
    "csdq_sdq_reason": leading_code,
    "lapp_previous_permanence_option": leading_code,
    "pers_upn_unknown": leading_code,
    "prep_pre_pro_outcome": pre_proceedings_outcome,
}
"""The reader of each field that needs one."""

SUITABLE = {"1": "yes", "2": "no", "suitable": "yes", "unsuitable": "no"}
OVERRIDES: dict[str, dict[str, str]] = {"clea_care_leaver_accom_suitable": SUITABLE}


def apply(reader: Reader, cells: pa.Array) -> pa.Array:
    """A column of text read cell by cell, each distinct text once."""
    encoded = cells.dictionary_encode()
    read: Iterable[str | None] = (
        reader(clean(text)) if text and clean(text) else None for text in encoded.dictionary.to_pylist()
    )
    return pa.array(list(read), pa.string()).take(encoded.indices)
