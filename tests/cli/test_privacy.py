"""No name, id or postcode of a child is seen anywhere but in the sealed vault: invariants I9 and I10."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Place, commands, made
from tests.support.small_council import POSTCODE_END, annex_a_child, child
from tests.support.warm_cli import Ran, WarmCommandLine

COMMANDS: list[list[str]] = [
    ["loads"],
    ["results", "--by", "all"],
    ["results", "--format", "parquet"],
    ["revisions", "--format", "csv"],
    ["compare", "--format", "json"],
    ["compare", "--period", "2023-11"],
    ["benchmarks", "list", "--measure", "cp_plans_open"],
    ["prove", "00000000"],
    ["new-measure", "my_contacts", "--like", "contacts_received"],
    ["run", "{files}/december", "--period", "2023-12"],
    ["children", "contacts_received"],
    ["children", "cp_plans_open", "--format", "csv"],
    ["children", "audit_grade_pct", "--format", "json"],
    ["children", "caseload_per_fte", "--format", "csv"],
    ["children", "cp_plans_open", "--reveal"],
    ["children", "cp_plans_opn"],
    ["explain", "cp_plans_open"],
    ["findings", "--by", "all", "--format", "csv"],
    ["commentary", "check", "{files}/words", "--period", "2023-11", "--audience", "public"],
    ["check"],
    ["check", "--format", "json"],
    ["check", "--fix-list", "fix.xlsx"],
    ["pack", "--period", "2023-11", "--out", "edition"],
    ["release", "--period", "2023-11", "--by", "Ada"],
    ["releases"],
    ["verify"],
    ["disclosure", "--period", "2023-11"],
    ["load", "nowhere"],
]
WITHOUT_RECORDS = {
    "init": "is run before anything is loaded",
    "sample": "writes invented children",
    "benchmarks load": "reads published statistics",
    "benchmarks template": "writes a file without a row",
    "benchmarks withdraw": "takes published statistics out of force",
    "commentary import": "stores what people write",
    "commentary export": "writes what people wrote",
}
"""Commands that meet no record."""


def test_every_command_is_run_here() -> None:
    run = {
        one for one in commands() for arguments in COMMANDS if arguments[: len(one.split())] == one.split()
    }
    assert run | WITHOUT_RECORDS.keys() == set(commands())
    assert not run & WITHOUT_RECORDS.keys()


def told(text: str | bytes) -> bool:
    """Whether a canary is in it."""
    content = text.encode() if isinstance(text, str) else text
    utf_16 = "kanari".encode("utf-16-le")
    return b"kanari" in content.lower() or utf_16 in content.lower()


def files_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def values_of(path: Path) -> str:
    """All text of a Parquet file, which is compressed, but for proof codes: theirs are letters of chance."""
    table = pq.read_table(path)
    columns = [table.column(name) for name in table.column_names if name != "proof"]
    return "\n".join(str(value) for column in columns for value in column.unique().to_pylist())


def check(place: Place, runs: list[Ran]) -> None:
    for ran in runs:
        assert not told(ran.said), ran.said
        assert not told(ran.out_bytes)
    for path in files_below(place.root):
        assert not told(path.name), path
        assert not told(path.read_bytes()), path
        if path.suffix == ".parquet":
            text = values_of(path)
            assert not told(text), path
            may_hold_postcodes = path.stem in ("addresses", "locality_lookup", "placements")
            assert may_hold_postcodes or POSTCODE_END not in text, path


def test_no_canary_leaves_the_vault(line: WarmCommandLine, files: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    place = made(line, tmp_path)
    loads = [place.run("load", files / name, TMPDIR=str(temporary)) for name in ("november", "annex_a")]
    assert [ran.code for ran in loads] == [0, 0], loads[1].err
    filled = [[one.format(files=files) for one in arguments] for arguments in COMMANDS]
    runs = [place.run(*arguments, TMPDIR=str(temporary)) for arguments in filled]
    assert {ran.code for ran in runs} == {0, 1, 2}
    check(place, [*loads, *runs])
    assert list(files_below(temporary)) == []
    assert any((place.root / "store" / "vault").rglob("*"))


HELD = [
    ("ssd/ssd_contacts.csv", "2023-11-02", "Kanaridate"),
    ("ssd/ssd_contacts.csv", ",6\n", ",6,Kanarimore,Kanarimore\n"),
    ("ssd/ssd_person.csv", "WBRI", "Kanariethnicity"),
    ("ssd/ssd_cp_plans.csv", "KANARIPLAN2", "KANARIPLAN1"),
    ("ssd/ssd_cp_plans.csv", "2023-03-01", "2023-03-99 Kanari"),
    ("registers/population.csv", ",100,", ",Kanarinumber,"),
]
"""What is wrong in cells of rows that are held or kept: file, what stands there, what comes instead."""

REFUSED = {
    "a header": ("ssd/ssd_person.csv", "pers_person_id", "Kanariheader"),
    "a cover": ("ssd/cover.csv", "2022-01-01", "Kanaricover"),
    "a quote": ("ssd/ssd_person.csv", "Kanariforename1", '"Kanariforename1'),
}


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_rows_that_are_held_are_named_by_their_place_alone(fresh: Place, files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "spoilt"
    shutil.copytree(files / "november", folder)
    for one in HELD:
        spoil(folder, *one)
    ran = fresh.run("load", folder)
    assert ran.code == 0, ran.err
    check(fresh, [ran])
    exceptions = "".join(path.read_text(encoding="utf-8") for path in fresh.root.rglob("exceptions.csv"))
    assert {"ssd_contacts", "population"} <= {line.split(",")[0] for line in exceptions.splitlines()}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_named_by_its_place_alone(
    fresh: Place, files: Path, tmp_path: Path, case: str
) -> None:
    folder = tmp_path / "spoilt"
    shutil.copytree(files / "november", folder)
    spoil(folder, *REFUSED[case])
    ran = fresh.run("load", folder)
    assert ran.code == 1, ran.err
    check(fresh, [ran])
    assert list((fresh.root / "store").rglob("*.parquet")) == []


@pytest.mark.parametrize("kind", ["ssd", "annex_a"])
def test_reveal_gives_the_councils_own_ids_and_logs_it(
    council: Place, annex: Place, copy: Callable[[Place], Place], kind: str
) -> None:
    here = copy(council if kind == "ssd" else annex)
    own = child if kind == "ssd" else annex_a_child
    ran = here.run(
        "children", "cp_plans_open", "--reveal", "--purpose", "visits due\nthis week", "--format", "json"
    )
    assert ran.code == 0, ran.err
    assert sorted(row["own_id"] for row in json.loads(ran.out)) == [own(1), own(2)]
    log = (here.root / "store" / "reveals.jsonl").read_text(encoding="utf-8")
    assert not told(log)
    entries = [json.loads(one) for one in log.splitlines()]
    assert len(entries) == 1
    assert {"measure", "period", "purpose", "rows", "who", "at"} == set(entries[0])
    assert (entries[0]["measure"], entries[0]["rows"]) == ("cp_plans_open", 2)


def test_nothing_is_revealed_that_cannot_be_logged(council: Place, copy: Callable[[Place], Place]) -> None:
    here = copy(council)
    (here.root / "store" / "reveals.jsonl").mkdir()
    ran = here.run("children", "cp_plans_open", "--reveal", "--purpose", "visits due")
    assert (ran.code, ran.out) == (1, "")


def test_without_the_key_figures_are_read_and_nothing_else(
    council: Place, copy: Callable[[Place], Place], files: Path
) -> None:
    here = copy(council)
    settings = here.root / "goldenthread.yml"
    settings.write_text(settings.read_text().replace("council.key", "lost.key"), encoding="utf-8")
    assert here.run("results", "--measure", "cla_count").code == 0
    assert here.run("children", "cla_count").code == 0
    refused = [
        here.run("load", files / "december"),
        here.run("children", "cla_count", "--reveal", "--purpose", "visits due"),
    ]
    for ran in refused:
        assert (ran.code, ran.out) == (1, "")
        assert "Put the key back" in ran.err
    assert not (council.key.parent / "lost.key").exists()
