"""The formats of a sample: which are written when, and that they say what they are."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.main import get_command

from goldenthread.base.errors import UsageError
from goldenthread.cli.app import app
from goldenthread.sample import write_council, write_ssd
from goldenthread.sample.formats import FORMATS, USUAL, chosen
from goldenthread.sample.shown import SHOWN, shown
from goldenthread.sample.truths import TRUTHS
from tests.sample.returned_council import returned_council

SMALL = ("ssda903", "ssda903_xml", "cin", "workforce_census", "shown")


def test_a_list_of_names_is_a_choice() -> None:
    assert chosen("cin, SSD") == ["ssd", "cin"]
    assert chosen("all") == list(FORMATS)
    assert chosen("cin,all") == list(FORMATS)
    texts = {"commentary", "commentary_with_faults"}
    assert set(USUAL) == {"ssd", "registers", "annex_a", "benchmarks", "truths", *texts}


def test_the_command_offers_every_format_and_writes_the_usual_ones() -> None:
    """The command names them itself, so as to start without the sample."""
    (option,) = [one for one in get_command(app).commands["sample"].params if one.name == "format_"]  # type: ignore[attr-defined]
    assert chosen(option.default) == list(USUAL)
    assert all(re.search(rf"[ ,]{name}[,;]", option.help) for name in FORMATS)


def test_an_unknown_format_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="ssda93") as refused:
        chosen("ssd,ssda93")
    assert "ssda903" in str(refused.value.do)


def test_only_what_is_asked_for_is_written(tmp_path: Path) -> None:
    write_council(returned_council(), tmp_path, SMALL)
    assert {path.name for path in tmp_path.iterdir()} == {
        "README.txt",
        *(FORMATS[name].path.strip("/") for name in SMALL),
    }
    text = (tmp_path / "README.txt").read_text(encoding="utf-8")
    assert text.startswith("SYNTHETIC DATA.")
    for name, form in FORMATS.items():
        assert (form.path in text.split()) == (name in SMALL)


def test_parquet_holds_the_values_of_the_csv(tmp_path: Path) -> None:
    write_ssd.write(returned_council(), tmp_path / "csv")
    write_ssd.write_parquet(returned_council(), tmp_path / "parquet")
    names = sorted(path.stem for path in (tmp_path / "csv").iterdir())
    assert names == sorted(path.stem for path in (tmp_path / "parquet").iterdir())
    kinds = set()
    for name in names:
        if name == "cover":
            continue
        table = pq.read_table(tmp_path / "parquet" / f"{name}.parquet")
        kinds |= set(table.schema.types)
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == table.column_names
        columns = [[str(write_ssd.text(one)) for one in column.to_pylist()] for column in table.columns]
        assert rows == [list(row) for row in zip(*columns, strict=True)]
    assert kinds >= {pa.date32(), pa.bool_(), pa.int64(), pa.float64(), pa.string()}


def test_what_a_return_shows_is_a_truth_within_its_cover() -> None:
    lines = list(shown(returned_council()))
    assert {line[0] for line in lines} == set(SHOWN)
    for form, measure, breakdown, first, last in lines:
        assert breakdown in ("all", TRUTHS[measure].split, *TRUTHS[measure].breakdowns)
        assert "2021-04" <= first <= last <= ("2023-09" if form == "workforce_census" else "2023-03")
    starts = {line[1]: line[3] for line in lines if line[0] == "ssda903"}
    assert starts["cla_count"] == "2021-04"
    assert starts["placements_3plus_pct"] == "2022-04"
    assert starts["sdq_average"] == "2023-03"
    assert "cla_reviews_in_time_pct" not in starts
