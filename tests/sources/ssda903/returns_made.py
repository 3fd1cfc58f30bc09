"""Small returns for tests: tables of invented children as CSV files and as XML."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa

from goldenthread.sources import Delivery, Identities, read
from goldenthread.sources.reading import Reading

AUTHORITY = "E06000045"
KEY = bytes(range(32))

Rows = list[dict[str, str]]
Tables = dict[str, Rows]

FIELDS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
    "URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "uasc": "CHILD,SEX,DOB,DUC",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
    "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
    "placed_adoption": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
    "prev_perm": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "sw_episodes": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
    "dolo": "CHILD,DOB,DOLO_START,DOLO_END",
}
GROUPS = {
    "reviews": "AREVIEW",
    "missing": "AMISSING",
    "oc2": "OC2",
    "prev_perm": "PERMANENCE",
    "placed_adoption": "AD_PLACED",
    "sw_episodes": "SWEPISODE",
    "dolo": "DOLO",
}
IN_HEADER = ("uasc", "oc3", "ad1")
NAMES = {"CHILD": "CHILDID", "PLACE": "PL"}


def child(**more: str) -> dict[str, str]:
    """A row of the header."""
    return {"CHILD": "1001", "SEX": "2", "DOB": "06/05/2010", "ETHNIC": "WBRI", **more}


def episode(**more: str) -> dict[str, str]:
    """A row of the episodes: open, in a children's home, begun in June 2023."""
    row = {"CHILD": "1001", "DECOM": "01/06/2023", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "K2"}
    return (
        row
        | {"PLACE_PROVIDER": "PR1", "URN": "SC123456", "PL_POST": "ZZ1 1AA", "HOME_POST": "ZZ1 1AB"}
        | more
    )


def year_2024(**tables: Rows) -> Tables:
    """Tables of 2023-24, of a child whose care ended in the year unless others are given."""
    ended = episode(CHILD="1002", DECOM="01/02/2023", DEC="01/03/2024", REC="E4A")
    given: Tables = {
        "header": [child(), child(CHILD="1002", DOB="01/02/2012", SEX="1")],
        "episodes": [episode(), ended],
    }
    return given | tables


def text(name: str, rows: Rows, delimiter: str = ",") -> str:
    """A table as CSV."""
    out = io.StringIO()
    fields = FIELDS[name].split(",")
    fields += [key for row in rows for key in row if key not in fields]
    writer = csv.DictWriter(out, list(dict.fromkeys(fields)), delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder: Path, tables: Mapping[str, Rows], name: str = "SSDA903_2024_{table}.csv") -> Path:
    """The tables as files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        (folder / name.format(table=table)).write_text(text(table, rows), encoding="utf-8")
    return folder


def xml(tables: Mapping[str, Rows], root: str = "EXPSSDA903", between: str = "\n") -> str:
    """The tables as XML, a CHILD a child; empty fields are left out, as systems do."""
    people = dict.fromkeys(row["CHILD"] for rows in tables.values() for row in rows)
    parts = [f"<?xml version='1.0' encoding='utf-8'?>{between}<{root}>"]
    for person in people:
        mine = {table: [row for row in rows if row["CHILD"] == person] for table, rows in tables.items()}
        parts.append("<CHILD><HEADER>")
        for row in mine.get("header", []) or [{"CHILD": person}]:
            parts.append(_fields(row))
        for table in IN_HEADER:
            for row in mine.get(table, []):
                own = {k: v for k, v in row.items() if k not in ("CHILD", "SEX", "DOB")}
                parts.append(_fields({"UASC": "1", **own} if table == "uasc" else own))
        for table, group in GROUPS.items():
            for row in mine.get(table, []):
                own = {k: v for k, v in row.items() if k not in ("CHILD", "DOB")}
                parts.append(f"{between}<{group}>{_fields(own)}</{group}>")
        parts.append("</HEADER>")
        parts += [
            f"{between}<EPISODE>{_fields(row, ('CHILD',))}</EPISODE>" for row in mine.get("episodes", [])
        ]
        parts.append("</CHILD>")
    return between.join([*parts, f"</{root}>"])


def _fields(row: Mapping[str, str], without: Sequence[str] = ()) -> str:
    return "".join(
        f"<{NAMES.get(k, k)}>{escape(v)}</{NAMES.get(k, k)}>"
        for k, v in row.items()
        if v and k not in without
    )


def delivered(*paths: Path, **more: object) -> Delivery:
    """What the readers make of the paths."""
    return read(paths, authority=AUTHORITY, identities=Identities(KEY, AUTHORITY), **more)  # type: ignore[arg-type]


def reading(*paths: Path, **more: object) -> Reading:
    """The one reading of the paths."""
    (one,) = delivered(*paths, **more).readings
    return one


def rows(one: Reading, table: str) -> list[dict[str, object]]:
    """The rows of a table, ids and places left out."""
    found: pa.Table = next(batch.rows for batch in one.batches if batch.table == table)
    return [{k: v for k, v in row.items() if not k.startswith("src_")} for row in found.to_pylist()]


def hashed(person: str) -> str:
    """What stands for a child."""
    return Identities(KEY, AUTHORITY).hash("person", person)
