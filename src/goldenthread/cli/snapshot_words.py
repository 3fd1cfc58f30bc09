"""What a snapshot holds beside records: the targets of the council, and the names of its own groups."""

from __future__ import annotations

from goldenthread.model.strategy import Target
from goldenthread.warehouse.snapshot import Snapshot


def targets_of(loaded: Snapshot) -> list[Target]:
    """The targets in force and before."""
    return [
        Target(
            row["measure_id"],
            row["scope"],
            row["value"],
            row["basis"],
            row["valid_from"],
            row["valid_to"],
            row["amber_margin"],
            row.get("trajectory") or "step",
            row.get("source") or "",
        )
        for row in loaded.rows("targets")
    ]


def labels_of(loaded: Snapshot) -> dict[str, dict[str, str]]:
    """Names for the ids that stand as groups: teams, localities, hubs."""
    places = {row["locality_id"]: row["name"] for row in loaded.rows("localities")}
    return {
        "team": {row["team_id"]: row["name"] for row in loaded.rows("teams")},
        "locality": places,
        "hub_locality": places,
        "hub": {row["hub_id"]: row["name"] for row in loaded.rows("hubs")},
    }
