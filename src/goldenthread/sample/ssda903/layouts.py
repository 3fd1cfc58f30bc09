"""The files of the looked-after return, their columns, and what changed from year to year."""

from __future__ import annotations

from goldenthread.sample.return_years import ReturnYear

_COLUMNS = {
    "header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST"
    " URN",
    "reviews": "CHILD DOB REVIEW REVIEW_CODE",
    "uasc": "CHILD SEX DOB DUC",
    "oc2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK"
    " HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "oc3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
    "ad1": "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    "placed_adoption": "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    "prev_perm": "CHILD DOB PREV_PERM LA_PERM DATE_PERM",
    "missing": "CHILD DOB MISSING MIS_START MIS_END",
    "sw_episodes": "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON",
}
COLUMNS = {name: tuple(columns.split()) for name, columns in _COLUMNS.items()}
"""File name to columns, as the department lists them."""

SOCIAL_WORKERS_FROM = 2024
SEX_LETTERS_FROM = 2025
REGISTERED_SUPPORT_FROM = 2025
OTHER_SETTINGS_FROM = 2026
GUARDIANSHIP_BY_CARER_FROM = 2019
TRAINING_APART_FROM = 2022
"""The first year in which each change holds, by the calendar year in which it ends."""

_SEX_NUMBERS = {"M": "1", "F": "2"}
_GUARDIANSHIP = {"E45": "E43", "E46": "E43", "E47": "E44", "E48": "E44"}
_TRAINING = {"F4": "F3", "F5": "F3", "P4": "P3", "P5": "P3"}


def files(year: ReturnYear) -> list[str]:
    """The files of a year's return."""
    return [name for name in COLUMNS if name != "sw_episodes" or year.ends >= SOCIAL_WORKERS_FROM]


def sex(code: str, year: ReturnYear) -> str | None:
    """M, F or U; before 2024-25 a number, and nothing where it is not known."""
    return code if year.ends >= SEX_LETTERS_FROM else _SEX_NUMBERS.get(code)


def place(code: str, year: ReturnYear) -> str:
    """A placement code: supported accommodation and other settings were coded anew."""
    if code == "H5" and year.ends >= REGISTERED_SUPPORT_FROM:
        return "K3"
    return "Z11" if code == "Z1" and year.ends >= OTHER_SETTINGS_FROM else code


def end_reason(code: str | None, year: ReturnYear) -> str | None:
    """A reason for the end of an episode: special guardianship was told by carer from 2018-19."""
    return code if year.ends >= GUARDIANSHIP_BY_CARER_FROM else _GUARDIANSHIP.get(code or "", code)


def activity(code: str, year: ReturnYear) -> str:
    """A care leaver's activity: apprenticeship and work were one code until 2020-21."""
    return code if year.ends >= TRAINING_APART_FROM else _TRAINING.get(code, code)
