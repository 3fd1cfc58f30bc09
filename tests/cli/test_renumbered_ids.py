"""Case systems renumber their rows overnight: the same records under new ids are the same figures."""

from __future__ import annotations

import csv
from pathlib import Path

from goldenthread.model.tables import TABLES
from goldenthread.sources.ssd.mapping import FIELDS, SSD_TABLES
from tests.cli.conftest import Place, made
from tests.support.warm_cli import WarmCommandLine

MONTHS = ("--from", "2023-06", "--to", "2023-12")


def is_event_id(field: str) -> bool:
    table = FIELDS.get(field)
    target = SSD_TABLES[table].fields[field] if table else "-"
    if target.startswith("-") or "." in target:
        return False
    return TABLES[SSD_TABLES[table or ""].target].column(target).identifier == "event"


def renumbered(source: Path, target: Path) -> Path:
    """The files with another id for every event, the same for all who name it."""
    changed = 0
    for path in source.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        events = [at for at, field in enumerate(header) if path.parent.name == "ssd" and is_event_id(field)]
        for row in rows:
            for at in events:
                row[at] = f"{row[at]}-2" if row[at] else ""
                changed += 1
        new = target / path.relative_to(source)
        new.parent.mkdir(parents=True, exist_ok=True)
        with new.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    assert changed > 50
    return target


def test_ids_renumbered_between_extracts_change_no_figure(
    line: WarmCommandLine, files: Path, tmp_path: Path
) -> None:
    said = []
    for name, december in (
        ("same", files / "december"),
        ("new", renumbered(files / "december", tmp_path / "files")),
    ):
        (tmp_path / name).mkdir()
        place: Place = made(line, tmp_path / name, files / "november")
        loaded = place.run("load", december)
        assert loaded.code == 0, loaded.err
        found = place.run("results", *MONTHS, "--format", "csv")
        assert found.code == 0, found.err
        said.append([{**row, "snapshot": ""} for row in csv.DictReader(found.out.splitlines())])
    assert len(said[0]) > 100
    assert said[0] == said[1]
