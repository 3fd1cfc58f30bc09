"""The data folder read back: every result once, its status beside its value, no text that is live."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goldenthread.analysis.figures import Figure
from goldenthread.base.numbers import plain
from goldenthread.editions.releases.frozen import RESULTS, frozen_files
from goldenthread.model.result import COLUMNS
from goldenthread.model.results import SCHEMA, Results
from goldenthread.publication.content.dataset import data_keys, leaving_keys
from goldenthread.publication.csv import files
from goldenthread.publication.csv.cells import MARK, safe, table
from goldenthread.publication.freezing import freeze_printed
from goldenthread.publication.pack import content_of, files_of
from goldenthread.publication.rendering import Content
from tests.publication.hostile_text import HOSTILE
from tests.publication.made_up import made_up_edition
from tests.publication.test_workbook import walk

Row = dict[str, str]


@cache
def content() -> Content:
    """The made-up edition with the proof codes of what goes out alone."""
    edition = made_up_edition()
    every = edition.prove(())
    return content_of(replace(edition, prove=lambda keys: {key: every[key] for key in keys if key in every}))


@cache
def made() -> dict[str, bytes]:
    return files(content())


def rows(name: str, held: dict[str, bytes] | None = None) -> list[Row]:
    text = (held or made())[f"data/{name}"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def number(text: str) -> float | None:
    return float(text) if text else None


def test_results_have_the_columns_of_a_result_and_the_proof_code() -> None:
    assert made()["data/results.csv"].decode().splitlines()[0].split(",") == [*COLUMNS, "proof"]


def test_every_result_that_goes_out_stands_once_with_its_numbers(
    record_property: pytest.RecordProperty,
) -> None:
    edition, found = content().edition, rows("results.csv")
    keys = [(row["measure"], row["period"], row["breakdown"], row["group"]) for row in found]
    assert len(set(keys)) == len(keys)
    assert set(keys) == set(content().proofs)
    assert set(data_keys(edition)) <= set(keys)
    for key, row in zip(keys, found, strict=True):
        result = edition.results.get(key[0], row["authority"], *key[1:])
        assert [number(row[name]) for name in ("numerator", "denominator", "value")] == [
            result.numerator,
            result.denominator,
            result.value,
        ]
        assert (row["status"], row["timing"]) == (result.status, result.timing)
        assert (row["snapshot"], row["definition_version"]) == (
            result.snapshot,
            str(result.definition_version),
        )
        assert row["proof"] == content().proofs[key]
    record_property("count", f"{len(found)} results read back from results.csv")
    assert len(found) > 2000


def test_every_figure_of_the_pages_has_its_row() -> None:
    printed = {node.key for node in walk(content().document.pages) if isinstance(node, Figure)}
    known = {key for key in printed if key in content().proofs}
    held = {(row["measure"], row["period"], row["breakdown"], row["group"]) for row in rows("results.csv")}
    assert known <= held
    assert len(known) > 700


def test_a_value_stands_only_beside_ok_and_no_symbol_in_a_number_column() -> None:
    for row in rows("results.csv"):
        assert (row["value"] != "") == (row["status"] == "ok")
        for name in ("numerator", "denominator", "value"):
            assert number(row[name]) is None or row[name] == row[name].strip()
    assert len({row["status"] for row in rows("results.csv")}) >= 3


def test_what_is_not_shown_does_not_leave() -> None:
    edition = made_up_edition()
    extra = edition.results.table.slice(0, 1).to_pylist()[0] | {"breakdown": "team", "group": "hidden"}
    both = pa.concat_tables([edition.results.table, pa.Table.from_pylist([extra], schema=SCHEMA)])
    more = replace(edition, results=Results(both))
    assert (extra["measure"], extra["period"], "team", "hidden") not in set(data_keys(more))


def test_remarks_say_why_a_value_is_absent() -> None:
    said = {(r["measure"], r["period"], r["breakdown"], r["group"]): r for r in rows("remarks.csv")}
    absent = [r for r in rows("results.csv") if r["status"] in ("not_available", "not_yet_known")]
    assert len(absent) > 20
    assert all(said[r["measure"], r["period"], r["breakdown"], r["group"]]["reason"] for r in absent)
    assert "approximate" in {row["flags"] for row in said.values()}


def test_measures_and_groups_name_every_id() -> None:
    measures = {row["measure"]: row for row in rows("measures.csv")}
    groups = {(row["breakdown"], row["group"]) for row in rows("groups.csv")}
    for row in rows("results.csv"):
        assert row["measure"] in measures
        assert row["breakdown"] == "all" or (row["breakdown"], row["group"]) in groups
    assert measures["cla_rate"]["decimals"] == "1"
    assert measures["cla_rate"]["unit"] == "per 10,000"


def test_the_metadata_describes_each_tidy_table_and_each_column() -> None:
    said = json.loads(made()["data/csv-metadata.json"])
    for each in said["tables"]:
        heads = made()[f"data/{each['url']}"].decode().splitlines()[0].split(",")
        assert [column["name"] for column in each["tableSchema"]["columns"]] == heads
        assert all(column["dc:description"] for column in each["tableSchema"]["columns"])
    assert {each["url"] for each in said["tables"]} == {
        "results.csv",
        "remarks.csv",
        "measures.csv",
        "groups.csv",
    }


def test_the_public_gets_what_is_printed_and_no_other_result_part_or_digit() -> None:
    outside = content_of(replace(content().edition, audience="public"))
    printed: dict[tuple[str, ...], set[str]] = {}
    for node in walk(outside.document.pages):
        if isinstance(node, Figure):
            printed.setdefault((*node.key, node.part), set()).add(node.text.removesuffix("%"))
    held, checked = files(outside), 0
    for row in rows("results.csv", held):
        key = (row["measure"], row["period"], row["breakdown"], row["group"])
        for part in ("numerator", "denominator", "value"):
            if row[part]:
                text = plain(float(row[part]), len(row[part].partition(".")[2]))
                assert Decimal(_bare(text)) in {Decimal(_bare(each)) for each in printed[*key, part]}
                checked += 1
        if not {part for *each, part in printed if tuple(each) == key}:
            assert (row["numerator"], row["denominator"], row["value"]) == ("", "", "")
            assert row["status"] != "ok"
        assert (row["proof"], row["snapshot"]) == ("", "")
    assert checked > 500
    assert {row["reason"] for row in rows("remarks.csv", held)} <= {""}


def test_a_table_hidden_as_a_whole_has_its_rows_with_their_status() -> None:
    """The pages say [c] once and print no figure of it; as data, each of its results says so."""
    made = made_up_edition(audience="public")
    of = ("cp_plans_open", "2023-12", "age_band")
    rows_of = [
        row | ({"status": "confidential"} if (row["measure"], row["period"], row["breakdown"]) == of else {})
        for row in made.results.table.to_pylist()
    ]
    hidden = content_of(replace(made, results=Results(pa.Table.from_pylist(rows_of, schema=SCHEMA))))
    found = [
        row
        for row in rows("results.csv", files(hidden))
        if (row["measure"], row["period"], row["breakdown"]) == of
    ]
    groups = hidden.edition.results.groups("cp_plans_open", made.authority, "2023-12", "age_band")
    assert [row["group"] for row in found] == [each.group for each in groups]
    assert len(found) > 3
    assert {(row["status"], row["value"]) for row in found} == {("confidential", "")}
    frozen = frozen_files(freeze_printed(hidden))[RESULTS]
    marked = {
        tuple(row[name] for name in ("measure", "period", "breakdown", "group"))
        for row in pq.read_table(io.BytesIO(frozen)).to_pylist()
        if row["proof"]
    }
    assert marked == set(leaving_keys(hidden.edition, hidden.document))
    assert {(*of, row["group"]) for row in found} <= marked


def _bare(text: str) -> str:
    return text.replace(",", "").replace("−", "-").removesuffix("%").removeprefix("+")


def test_the_same_edition_gives_the_same_bytes_without_a_byte_order_mark() -> None:
    assert files(content()) == made()
    for name, held in made().items():
        assert not held.startswith(b"\xef\xbb\xbf"), name
        assert b"\r" not in held
        held.decode("utf-8")


LIVE = set("=+-@＝＋－＠")  # noqa: RUF001


def is_live(text: str) -> bool:
    """Whether a reader that passes over what cannot be seen comes to a sign that begins a formula."""
    bare = "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    return bare[:1] in LIVE or text[:1] in ("\t", "\r", "\n")


@pytest.mark.faults
def test_5000_hostile_texts_are_no_formula_and_come_back_whole(
    record_property: pytest.RecordProperty,
) -> None:
    held = table(("text", "number"), [(text, -3.5) for text in HOSTILE]).decode()
    texts = [text.replace("\r", "\n").encode("utf-8", "replace").decode() for text in HOSTILE]
    read = list(csv.DictReader(io.StringIO(held, newline="")))
    assert [row["number"] for row in read] == ["-3.5"] * len(texts)
    live = [row["text"] for row in read if is_live(row["text"])]
    assert live == []
    record_property("count", f"F7: {len(texts):,} texts, 0 live cells")
    assert [
        row["text"].removeprefix(MARK) if is_live(text) else row["text"]
        for row, text in zip(read, texts, strict=True)
    ] == texts


@pytest.mark.parametrize("text", ["10-17", "18+", "Team 7", "a=b", "−3", "", "'quoted", "1,006"])
def test_plain_texts_are_left_alone(text: str) -> None:
    assert safe(text) == text


def test_hostile_names_of_a_council_are_marked_in_every_file() -> None:
    edition = content().edition
    labels = {"team": {f"Team {n}": f"=cmd|{n}" for n in range(1, 12)}, "locality": {"east": "@SUM(1)"}}
    hostile = replace(edition, labels=labels, authority_name="=1+1")
    held = files(replace(content(), edition=hostile))
    cells = [
        cell
        for name, text in held.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(text.decode(), newline=""))
        for cell in row
    ]
    assert "'=cmd|3" in cells
    assert [
        cell
        for cell in cells
        if is_live(cell) and not cell.lstrip("-").replace(".", "").replace("e", "").isdigit()
    ] == []


def test_two_groups_that_are_called_alike_are_told_apart_by_their_ids() -> None:
    labels = {"locality": {"east": "Town", "west": "Town", "central": "Centre"}}
    held = files(replace(content(), edition=replace(content().edition, labels=labels)))
    names = {
        row["group"]: row["group_name"] for row in rows("groups.csv", held) if row["breakdown"] == "locality"
    }
    assert (names["east"], names["west"], names["central"]) == ("Town (east)", "Town (west)", "Centre")
    for name in ("monthly_counts.csv", "monthly_percentages.csv"):
        keys = [tuple(list(row.values())[: -1 if "counts" in name else -3]) for row in rows(name, held)]
        assert len(set(keys)) == len(keys)


def test_counts_of_children_have_no_decimals_beside_full_time_equivalents() -> None:
    """Decimals are of a column: measures with parts such as 141.5 workers have files of their own."""
    for name, decimals, measure in (
        ("monthly_percentages", "0", "Re-referrals within 12 months"),
        ("monthly_percentages_decimal_parts", "1", "Agency social workers"),
    ):
        meta = {row["col_name"]: row["indicator_dp"] for row in rows(f"{name}.meta.csv")}
        assert (meta["numerator"], meta["denominator"], meta["percentage"]) == ("0", decimals, "1")
        assert measure in {row["measure"] for row in rows(f"{name}.csv")}


HIDDEN = 987_654
"""The parts of a hidden figure: a number that stands nowhere else."""


@cache
def with_hidden() -> Content:
    """An edition in which the newest re-referrals of each place are hidden, as disclosure control would."""
    edition, hidden = content().edition, []
    for row in edition.results.table.to_pylist():
        if (row["measure"], row["period"], row["breakdown"]) == (
            "rereferrals_12m_pct",
            "2023-12",
            "locality",
        ):
            row |= {"status": "confidential", "value": None, "numerator": HIDDEN, "denominator": HIDDEN + 1}
        hidden.append(row)
    results = Results(pa.Table.from_pylist(hidden, schema=edition.results.table.schema))
    return content_of(replace(edition, results=results))


@pytest.mark.parametrize("format_", ["csv", "parquet", "xlsx"])
def test_a_hidden_figure_has_its_symbol_and_no_part_in_any_file(format_: str) -> None:
    made_of = files_of(with_hidden(), [format_])
    held = b"".join(_plain(name, each) for name, each in made_of.items())
    assert str(HIDDEN).encode() not in held
    assert b"confidential" in held or b"[c]" in held


def _plain(name: str, held: bytes) -> bytes:
    """What a file says: its parts unpacked, its numbers as text."""
    if name.endswith(".parquet"):
        return str(pq.read_table(pa.BufferReader(held)).to_pylist()).encode()
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(held)) as book:
            return b"".join(book.read(each) for each in book.namelist())
    return held


def test_a_hidden_figure_is_c_in_the_layout_of_explore_education_statistics() -> None:
    held = files(with_hidden())
    hidden = [row for row in rows("monthly_percentages.csv", held) if row["status"] == "confidential"]
    assert {(row["numerator"], row["denominator"], row["percentage"]) for row in hidden} == {("c", "c", "c")}
    assert len(hidden) == 4
