"""A council's local registers as a folder of CSV files, columns under their canonical names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from goldenthread.sample import reference
from goldenthread.sample.council import Council
from goldenthread.sample.covers import cover_rows
from goldenthread.sample.write_ssd import write_csv

FILES: dict[str, str] = {
    "hubs": "hubs.csv",
    "family_hub_attendance": "hub_attendance.csv",
    "supporting_families_outcomes": "supporting_families.csv",
    "audits": "audits.csv",
    "audit_findings": "audit_findings.csv",
    "supervisions": "supervision.csv",
    "case_records": "case_records.csv",
    "core_groups": "core_groups.csv",
    "strategy_discussions": "strategy_discussions.csv",
    "step_downs": "step_downs.csv",
    "fostering_enquiries": "fostering.csv",
    "cla_education": "cla_education.csv",
    "care_leavers": "care_leavers.csv",
    "care_proceedings": "care_proceedings.csv",
    "placement_move_plans": "move_plans.csv",
    "workforce_spells": "workforce.csv",
    "early_help_assessments": "eh_assessments.csv",
    "early_help_episodes": "early_help_episodes.csv",
    "teams": "teams.csv",
    "hr_posts": "hr_posts.csv",
    "agency_spend": "agency_spend.csv",
    "placement_costs": "placement_costs.csv",
    "population": "population.csv",
    "targets": "targets.csv",
    "parameters": "parameters.csv",
}


def write(council: Council, folder: Path) -> None:
    """One CSV a register, the reference tables, and cover.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = [table for table in FILES if council.tables.get(table)]
    for table in tables:
        rows = council.tables[table]
        header = list(rows[0])
        write_csv(folder / FILES[table], header, ([text(row[name]) for name in header] for row in rows))
    _write_decisions(council, folder / "contact_decisions.csv")
    # Localities and their look-up share one file, one line a postcode.
    write_csv(
        folder / "localities.csv", ["area_code", "locality_id", "name", "valid_from"], reference.localities()
    )
    write_csv(
        folder / "cover.csv",
        ["table", "covers_from", "covers_to", "extracted_on"],
        cover_rows(council, [*tables, "localities", "locality_lookup"]),
    )


def _write_decisions(council: Council, path: Path) -> None:
    """The register of decisions about contacts, which no standard carries."""
    header = ["contact_id", "person_id", "contact_date", "decision_date"]
    decided = [row for row in council.tables["contacts"] if row["decision_date"] is not None]
    write_csv(path, header, ([text(row[name]) for name in header] for row in decided))


def text(value: Any) -> Any:
    """A value as a register writes it: yes and no, ISO dates, the shared id of an enquiry."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.split("/")[0] if isinstance(value, str) and value.startswith("SE") else value
