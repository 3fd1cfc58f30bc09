"""The tables of the return, as data: fields of the layouts of 2016-17 to 2026-27, and where each goes."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.sources.ssda903.return_table import ReturnTable
from goldenthread.sources.text import fold

CHILD = {"CHILD": "person_id"}
CHILD_ID = {"CHILDID": "CHILD", "CHILD ID": "CHILD"}
CHECKED = {"SEX": "-the header says it", "DOB": "-the header says it"}
BORN = {"DOB": "-the header says it"}

TABLES_903: dict[str, ReturnTable] = {
    one.name: one
    for one in (
        ReturnTable(
            "header",
            "Header",
            "persons",
            {
                **CHILD,
                "SEX": "sex",
                "DOB": "dob",
                "ETHNIC": "ethnicity",
                "UPN": "upn",
                "MOTHER": "is_mother",
                "MC_DOB": "first_child_dob",
            },
            ("person_id",),
            ("CHILD", "DOB"),
            ("CHILD", "SEX", "DOB", "ETHNIC"),
            other_names={**CHILD_ID, "GENDER": "SEX"},
        ),
        ReturnTable(
            "episodes",
            "Episodes",
            "cla_episodes",
            {
                **CHILD,
                "DECOM": "start_date",
                "RNE": "start_reason",
                "LS": "legal_status",
                "CIN": "need",
                "PLACE": "placements.place",
                "PLACE_PROVIDER": "placements.provider",
                "DEC": "end_date",
                "REC": "end_reason",
                "REASON_PLACE_CHANGE": "change_reason",
                "HOME_POST": "addresses.postcode",
                "PL_POST": "placements.postcode",
                "URN": "placements.urn",
            },
            ("person_id", "start_date"),
            ("CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC"),
            ("CHILD", "DECOM", "DEC"),
            other_names={**CHILD_ID, "PL": "PLACE"},
        ),
        ReturnTable(
            "reviews",
            "Reviews",
            "cla_reviews",
            {**CHILD, **BORN, "REVIEW": "review_date", "REVIEW_CODE": "participation"},
            ("person_id", "review_date"),
            ("CHILD", "REVIEW"),
            ("CHILD", "REVIEW"),
            other_names=CHILD_ID,
        ),
        ReturnTable(
            "uasc",
            "UASC",
            "immigration_statuses",
            {**CHILD, **CHECKED, "DUC": "end_date"},
            ("person_id",),
            ("CHILD",),
            ("CHILD", "DUC"),
            {"status": "uasc"},
            other_names=CHILD_ID,
        ),
        ReturnTable(
            "oc2",
            "OC2",
            "cla_annual_health",
            {
                **CHILD,
                **BORN,
                "SDQ_SCORE": "sdq_scores.score",
                "SDQ_REASON": "sdq_scores.no_score_reason",
                "CONVICTED": "convicted",
                "HEALTH_CHECK": "development",
                "IMMUNISATIONS": "immunisations",
                "TEETH_CHECK": "dental",
                "HEALTH_ASSESSMENT": "health_assessment",
                "SUBSTANCE_MISUSE": "substance_misuse",
                "INTERVENTION_RECEIVED": "intervention_received",
                "INTERVENTION_OFFERED": "intervention_offered",
            },
            ("person_id", "year_end"),
            ("CHILD",),
            ("CHILD", "TEETH_CHECK", "HEALTH_ASSESSMENT"),
            other_names=CHILD_ID,
        ),
        ReturnTable(
            "oc3",
            "OC3",
            "care_leavers",
            {
                **CHILD,
                "DOB": "status_date",
                "IN_TOUCH": "in_touch",
                "ACTIV": "activity",
                "ACCOM": "accommodation",
            },
            ("person_id", "status_date"),
            ("CHILD", "DOB", "IN_TOUCH"),
            ("CHILD", "IN_TOUCH", "ACTIV"),
            other_names=CHILD_ID,
        ),
        ReturnTable(
            "ad1",
            "AD1",
            "permanence",
            {
                **CHILD,
                **BORN,
                "DATE_INT": "decision_date",
                "DATE_MATCH": "matched_date",
                "FOSTER_CARE": "adopted_by_carer",
                "NB_ADOPTR": "adopters",
                "SEX_ADOPTR": "adopter_sex",
                "LS_ADOPTR": "adopter_legal_status",
            },
            ("person_id", "decision_date", "matched_date"),
            ("CHILD", "DATE_INT", "DATE_MATCH"),
            ("CHILD", "DATE_INT", "DATE_MATCH"),
            other_names=CHILD_ID,
        ),
        ReturnTable(
            "placed_adoption",
            "PlacedAdoption",
            "permanence",
            {
                **CHILD,
                **BORN,
                "DATE_PLACED": "decision_date",
                "DATE_PLACED_CEASED": "reversed_date",
                "REASON_PLACED_CEASED": "reversed_reason",
            },
            ("person_id", "decision_date"),
            ("CHILD", "DATE_PLACED"),
            ("CHILD", "DATE_PLACED"),
            other_names=CHILD_ID,
        ),
        ReturnTable(
            "prev_perm",
            "PrevPerm",
            "previous_permanence",
            {
                **CHILD,
                **BORN,
                "PREV_PERM": "option",
                "LA_PERM": "arranged_by",
                "DATE_PERM": "order_date_text",
            },
            ("person_id",),
            ("CHILD", "PREV_PERM"),
            ("CHILD", "PREV_PERM"),
            other_names=CHILD_ID,
        ),
        ReturnTable(
            "missing",
            "Missing",
            "missing_episodes",
            {
                **CHILD,
                **BORN,
                "MISSING": "missing_type",
                "MIS_START": "start_date",
                "MIS_END": "end_date",
            },
            ("person_id", "missing_type", "start_date"),
            ("CHILD", "MISSING", "MIS_START", "MIS_END"),
            ("CHILD", "MIS_START"),
            other_names=CHILD_ID,
        ),
        ReturnTable(
            "sw_episodes",
            "SWEpisodes",
            "involvements",
            {
                **CHILD,
                **BORN,
                "SW_ID": "worker_id",
                "SW_DECOM": "start_date",
                "SW_DEC": "end_date",
                "SW_REASON": "change_reason",
            },
            ("person_id", "worker_id", "start_date"),
            ("CHILD", "SW_ID", "SW_DECOM", "SW_DEC"),
            ("CHILD", "SW_DECOM"),
            {"role": "allocated_worker"},
            other_names=CHILD_ID,
        ),
        ReturnTable(
            "dolo",
            "DoLo",
            "dolos",
            {**CHILD, **BORN, "DOLO_START": "start_date", "DOLO_END": "end_date"},
            ("person_id", "start_date"),
            ("CHILD", "DOLO_START", "DOLO_END"),
            ("CHILD", "DOLO_START"),
            other_names=CHILD_ID,
        ),
    )
}
"""Every table by name, in the order in which they are read. AD1 comes before PlacedAdoption."""

ENOUGH = 4
"""Fields of a table that tell it when one by which it is usually known is not there."""

FIELDS: frozenset[str] = frozenset().union(*(one.folded for one in TABLES_903.values()))
"""Every folded field, by which the header row of a text file is found."""


def named(stem: str) -> bool:
    """Whether a file name speaks of the return: what cannot be read is then meant, and not passed over."""
    folded = fold(stem)
    return "903" in folded or any(folded.endswith(f"_{name}") or folded == name for name in TABLES_903)


def table_903(headers: Iterable[str]) -> str | None:
    """The table of the return that has these headers; None when they are no table's.

    Names of sheets and files are not asked: they are misspelt, the fields are not. Of two that fit, the one
    with more of its fields there. Where a telling field is misspelt, nearly all the others tell: the reader
    then names it.
    """
    there = {fold(header) for header in headers}
    tables = TABLES_903.values()
    fits = [one for one in tables if one.usual(there) >= {fold(name) for name in one.known_by}]
    fits = fits or [one for one in tables if len(there & one.folded) >= max(ENOUGH, len(one.fields) - 2)]
    best = max(fits, key=lambda one: len(there & one.folded) / len(one.fields), default=None)
    return best.name if best else None
