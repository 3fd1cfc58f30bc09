"""A council as a folder of Standard Safeguarding Dataset extracts (CSV)."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.sample.council import Council, Row
from goldenthread.sample.covers import cover_rows
from goldenthread.sample.ssd_columns import SSD, Columns

FLAGS = {
    "contact": "NEW_REFERRAL EXISTING_REFERRAL CP_ENQUIRY NFA NON_AGENCY_ADOPTION PRIVATE_FOSTERING ADVICE"
    " MISSING OLA_CP OTHER_OUTCOMES_EXIST",
    "referral": "SINGLE_ASSESSMENT NFA STRATEGY_DISCUSSION CLA_REQUEST NON_AGENCY_ADOPTION PRIVATE_FOSTERING"
    " CP_TRANSFER_IN CP_CONFERENCE CARE_LEAVER OTHER_OUTCOMES_EXIST",
    "assessment": "NFA NFA_S47_END STRATEGY_DISCUSSION CLA_REQUEST PRIVATE_FOSTERING LEGAL_ACTION"
    " PROV_OF_SERVICES PROV_OF_SB_CARE SPECIALIST_ASSESSMENT REFERRAL_TO_OTHER_AGENCY OTHER_ACTIONS"
    " OTHER_OUTCOMES_EXIST",
    "s47": "NFA LEGAL_ACTION PROV_OF_SERVICES PROV_OF_SB_CARE CP_CONFERENCE NFA_CONTINUE_SINGLE MONITOR"
    " OTHER_OUTCOMES_EXIST",
    "icpc": "NFA REFERRAL_TO_OTHER_AGENCY SINGLE_ASSESSMENT PROV_OF_SERVICES CP OTHER_OUTCOMES_EXIST",
}
FLAG_OF = {
    "existing_case": "EXISTING_REFERRAL",
    "no_further_action": "NFA",
    "other": "OTHER_OUTCOMES_EXIST",
    "early_help": "OTHER_OUTCOMES_EXIST",
}
PLANS = [
    "REMAINSUP",
    "RETURN1M",
    "RETURN6M",
    "RETURNEV",
    "LTRELFR",
    "LTFOST18",
    "RESPLMT",
    "SUPPLIV",
    "ADOPTION",
    "OTHERPLN",
]
SOURCES = {
    "1": "Individual",
    "2": "Schools and education",
    "3": "Health services",
    "4": "Housing",
    "5": "Local authority services",
    "6": "Police",
    "7": "Other legal agency",
    "8": "Other",
    "9": "Anonymous",
    "10": "Unknown",
}
HEALTH = {
    "iha": "Initial Health Assessment",
    "rha": "Review Health Assessment",
    "ha_unspecified": "Health Assessment",
    "dental": "Dental Check",
    "development": "Development Check",
}
KINDS = {"visits": "visit_type", "cla_health": "check_type"}
"""Tables that the standard keeps in several, by the column that tells their rows apart."""

ROW_NUMBER = ":row"
"""The origin of a column that numbers the rows."""

ROLES = {
    "allocated_worker": "ALLOCATED CASE WORKER",
    "personal_adviser": "PERSONAL ADVISER",
    "iro": "INDEPENDENT REVIEWING OFFICER",
}


def outcome(kind: str) -> Callable[[Any], Any]:
    """A writer of an outcome as the standard's object of Y/N flags."""
    names = FLAGS[kind].split()

    @cache
    def write(value: str | None) -> str | None:
        if value is None:
            return None
        chosen = FLAG_OF.get(value, value.upper())
        return json.dumps({f"{name}_FLAG": "Y" if name == chosen else "N" for name in names})

    return write


FORMS: dict[str, Callable[[Any], Any]] = {
    **{kind: outcome(kind) for kind in FLAGS},
    "yes_only": lambda value: "Y" if value else None,
    "immigration": lambda value: "Unaccompanied Asylum Seeking Child" if value == "uasc" else value,
    "source": lambda value: SOURCES[value if value == "10" else value[0]] if value else None,
    "shared": lambda value: value.split("/")[0] if value else None,
    "list": json.dumps,
    "health": lambda value: HEALTH.get(value, value),
    "title": lambda value: value.replace("_", " ").title() if value else None,
    "plan": lambda value: json.dumps({name: "Y" if name == value else "" for name in PLANS}),
    "suitable": lambda value: None if value is None else "1" if value else "2",
    "done": lambda value: "Y" if value == "completed" else "N",
    "role": lambda value: ROLES.get(value, value.replace("_", " ").upper()),
}


def write(council: Council, folder: Path) -> None:
    """One CSV a table of the standard, and cover.csv beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (source, columns) in SSD.items():
        rows = rows_of(council, source)
        if rows:
            write_csv(folder / f"{name}.csv", [column for column, _ in columns], _lines(rows, columns))
    write_cover(council, folder)


def write_parquet(council: Council, folder: Path) -> None:
    """One Parquet file a table of the standard with dates and numbers as such, and cover.csv beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (source, columns) in SSD.items():
        rows = rows_of(council, source)
        if rows:
            named = {column: pa.array(_values(rows, origin)) for column, origin in columns}
            known = {
                column: values.cast(pa.string()) if values.type == pa.null() else values
                for column, values in named.items()
            }
            pq.write_table(pa.table(known), folder / f"{name}.parquet")
    write_cover(council, folder)


def write_cover(council: Council, folder: Path) -> None:
    """cover.csv: what the extract holds of each table."""
    tables = {source.split("=")[0] for source, _ in SSD.values()} | {"cla_periods"}
    write_csv(
        folder / "cover.csv",
        ["table", "covers_from", "covers_to", "extracted_on"],
        cover_rows(council, [name for name, rows in council.tables.items() if rows and name in tables]),
    )


def rows_of(council: Council, source: str) -> list[Row]:
    """The canonical rows behind a table of the standard."""
    table, _, kind = source.partition("=")
    rows = council.tables.get(table, [])
    if kind:
        column = KINDS[table]
        return [row for row in rows if row[column] == kind]
    if table == "cla_health":  # the standard keeps immunisations apart
        return [row for row in rows if row["check_type"] != "immunisation"]
    if table == "care_leavers":  # the standard keeps the present status alone
        return [row for row in rows if row["status_date"] == council.extracted_on]
    if table == "assessment_factors":
        found: dict[str, list[str]] = {}
        for row in rows:
            found.setdefault(row["assessment_id"], []).append(row["factor"])
        return [{"assessment_id": key, "factors": factors} for key, factors in found.items()]
    if table == "cla_episodes":
        periods = {row["cla_period_id"]: row for row in council.tables["cla_periods"]}
        return [
            {
                **row,
                "entered_care": periods[row["cla_period_id"]]["start_date"],
                "last_iro_contact": periods[row["cla_period_id"]]["last_iro_contact"],
            }
            for row in rows
        ]
    return rows


def _value(origin: str) -> Callable[[Row], Any]:
    """What reads the value of one column from a row, made ready once a table."""
    if not origin or origin[0] == "=":
        constant = origin[1:] or None
        return lambda _row: constant
    column, _, form = origin.partition(":")
    if not form:
        return lambda row: row.get(column)
    change = FORMS[form]
    return lambda row: change(row.get(column))


def _values(rows: list[Row], origin: str) -> list[Any]:
    """A column of a table: each row's value."""
    if origin == ROW_NUMBER:
        return [f"{number:07d}" for number in range(1, len(rows) + 1)]
    read = _value(origin)
    return [read(row) for row in rows]


def _lines(rows: list[Row], columns: Columns) -> Iterator[tuple[Any, ...]]:
    return zip(*([text(value) for value in _values(rows, origin)] for _, origin in columns), strict=True)


@cache
def stamp(day: dt.date) -> str:
    """A date as the standard writes it."""
    return f"{day.isoformat()}T00:00:00"


def text(value: Any) -> Any:
    """A value as the standard writes it: Y and N, dates as ISO date-times, nothing for absence."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, dt.date):
        return stamp(value)
    return value


def write_csv(path: Path, header: list[str], rows: Any) -> None:
    """A CSV file, UTF-8, lines ended with a line feed on every machine."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
