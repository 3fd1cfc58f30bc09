"""The data files pass every check of the screener that we know, and each check fails where it should."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

import pytest

from goldenthread.base.periods import parse
from goldenthread.publication.csv import files
from goldenthread.publication.csv.ees import COUNTS, column_of, family, time_of
from goldenthread.publication.pack import content_of
from tests.publication.ees_screener import CHECKS, GEOGRAPHY, Screened, faults
from tests.publication.test_data_csv import content


@cache
def screened() -> tuple[Screened, ...]:
    """The pairs of an edition of a published authority."""
    return pairs("E06000045", "Southampton")


def pairs(authority: str, name: str) -> tuple[Screened, ...]:
    made = content()
    edition = replace(made.edition, authority_name=name)
    assert edition.authority == "E06000045"
    held = files(replace(made, edition=edition))
    if authority != edition.authority:
        held = {
            k: v.replace(b"852,E06000045,Southampton", f"z,{authority},{name}".encode())
            for k, v in held.items()
        }
    return pairs_of(held)


def pairs_of(held: dict[str, bytes]) -> tuple[Screened, ...]:
    """The data files of a pack, each with its metadata file."""
    metas = [path for path in held if path.endswith(".meta.csv")]
    stems = [path.removeprefix("data/").removesuffix(".meta.csv") for path in metas]
    return tuple(
        Screened(f"{s}.csv", f"{s}.meta.csv", held[f"data/{s}.csv"], held[f"data/{s}.meta.csv"])
        for s in stems
    )


def test_every_data_file_passes_every_check(record_property: pytest.RecordProperty) -> None:
    found = {pair.name: faults(pair) for pair in screened()}
    assert {name: lines for name, lines in found.items() if lines} == {}
    record_property("count", f"{len(CHECKS)} checks of the screener over {len(found)} data files, 0 faults")
    assert len(CHECKS) >= 85
    assert len(found) >= 5


@pytest.mark.parametrize("audience", ["team", "exempt", "public"])
def test_the_data_files_of_other_audiences_pass_too(audience: str) -> None:
    edition = replace(content().edition, audience=audience, authority_name="Southampton")
    held = pairs_of(files(content_of(edition)))
    assert {pair.name: faults(pair) for pair in held if faults(pair)} == {}
    assert len(held) >= 4


def test_the_files_hold_every_result_of_a_kind_of_period_that_the_layout_knows() -> None:
    rows = sum(len(pair.rows) for pair in screened())
    kinds = [parse(key[1]).kind for key in content().proofs]
    assert (
        rows == sum(kind in ("month", "quarter", "financial_year", "calendar_year") for kind in kinds) > 2000
    )


def test_a_number_or_the_symbol_of_its_status_stands_in_each_value() -> None:
    symbols = {"no_cases": "z", "not_available": "x", "not_yet_known": "x", "confidential": "c"}
    seen = set()
    for pair in screened():
        for row in pair.rows:
            value, status = row[pair.indicators[-1]], row["status"]
            assert value == symbols[status] if status != "ok" else float(value) is not None
            seen.add(status)
    assert seen >= {"ok", "no_cases", "not_available", "not_yet_known"}


def test_every_value_is_that_of_its_result() -> None:
    edition, checked = content().edition, 0
    names = {measure.name: measure for measure in edition.measures.values()}
    for pair in screened():
        for row in pair.rows:
            measure = names.get(row["measure"])
            broken_down = [
                name for name in pair.filters if name not in ("measure", "status") and row[name] != "Total"
            ]
            if measure is None or broken_down or row["status"] != "ok" or pair.name.startswith("quarterly"):
                continue
            month = next(
                m for m in edition.months if time_of(m) == (row["time_period"], row["time_identifier"])
            )
            result = edition.results.find(measure.id, edition.authority, month.label)
            if result is not None:
                assert float(row[pair.indicators[-1]]) == result.value
                checked += 1
    assert checked > 400


def test_a_synthetic_authority_fails_only_for_its_code() -> None:
    for pair in pairs("X06000001", "Solmere"):
        assert set(faults(pair)) == {"check_geog_la_combos"}


def test_no_breakdown_of_a_catalogue_could_be_taken_for_a_place() -> None:
    words = (
        *(
            "locality",
            "team",
            "age_band",
            "sex",
            "ethnicity",
            "disability",
            "source",
            "primary_need",
            "provider",
        ),
        *(
            "placement_group",
            "legal_status",
            "abuse_category",
            "uasc",
            "hub",
            "worker_role",
            "theme",
            "outcome",
        ),
        *("stage", "grade", "case_type", "service", "hub_locality", "band", "destination", "has_sen"),
    )
    assert [column_of(word) for word in words if GEOGRAPHY.fullmatch(column_of(word))] == []
    assert GEOGRAPHY.fullmatch("provider")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("2023-12", ("2023", "December")),
        ("FY2023-24Q2", ("202324", "Financial year Q2")),
        ("FY1999-00", ("199900", "Financial year")),
        ("CY2023", ("2023", "Calendar year")),
    ],
)
def test_periods_have_their_time_identifier(label: str, expected: tuple[str, str]) -> None:
    assert time_of(parse(label)) == expected


def test_the_family_of_a_measure_gives_its_columns_one_unit() -> None:
    measures = content().edition.measures
    assert family(measures["contacts_received"]) is COUNTS
    assert family(measures["agency_rate_pct"]).unit == "%"
    assert family(measures["caseload_per_fte"]).name == "averages"


PLACE = ("E12000008", "South East", "852", "E06000045", "Southampton")


@dataclass
class Draft:
    """A small pair that passes every check, to be spoilt."""

    name: str = "monthly_counts.csv"
    meta_name: str = "monthly_counts.meta.csv"
    columns: list[str] = field(
        default_factory=lambda: [
            *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
            *(
                "region_code",
                "region_name",
                "old_la_code",
                "new_la_code",
                "la_name",
                "area",
                "area_group",
                "count",
            ),
        ]
    )
    rows: list[list[str]] = field(
        default_factory=lambda: [
            [year, month, "Local authority", "E92000001", "England", *PLACE, area, group, "3"]
            for year in ("2021", "2022", "2023")
            for month in ("May", "June")
            for area, group in (("Total", "Total"), ("East", "Town"), ("West", "Town"))
        ]
    )
    meta_columns: list[str] = field(
        default_factory=lambda: [
            *("col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp"),
            *("filter_hint", "filter_grouping_column", "filter_default"),
        ]
    )
    meta: list[list[str]] = field(
        default_factory=lambda: [
            ["area", "Filter", "Area", "", "", "", "Filter by area", "area_group", "Total"],
            ["count", "Indicator", "Number", "Numbers", "", "0", "", "", ""],
        ]
    )
    encode: Callable[[str], bytes] = str.encode

    def made(self) -> Screened:
        return Screened(
            self.name,
            self.meta_name,
            self._csv(self.columns, self.rows),
            self._csv(self.meta_columns, self.meta),
        )

    def _csv(self, head: list[str], rows: list[list[str]]) -> bytes:
        sink = io.StringIO()
        csv.writer(sink, lineterminator="\n").writerows([head, *rows])
        return self.encode(sink.getvalue())

    def put(self, column: str, value: str, row: int = 0) -> None:
        self.rows[row][self.columns.index(column)] = value

    def put_all(self, column: str, value: str) -> None:
        for row in range(len(self.rows)):
            self.put(column, value, row)

    def say(self, line: int, column: str, value: str) -> None:
        self.meta[line][self.meta_columns.index(column)] = value

    def add(self, column: str, *values: str) -> None:
        self.columns.append(column)
        for place, row in enumerate(self.rows):
            row.append(values[place % len(values)])

    def drop(self, column: str) -> None:
        place = self.columns.index(column)
        self.columns.pop(place)
        for row in self.rows:
            row.pop(place)

    def rename(self, column: str, name: str) -> None:
        self.columns[self.columns.index(column)] = name

    def drop_meta(self, column: str) -> None:
        place = self.meta_columns.index(column)
        self.meta_columns.pop(place)
        for line in self.meta:
            line.pop(place)

    def more_meta(self, *cells: str) -> None:
        self.meta.append([*cells, *[""] * (len(self.meta_columns) - len(cells))])


def level(name: str, *columns: str) -> Callable[[Draft], None]:
    def spoil(d: Draft) -> None:
        for column in columns:
            d.add(column, "E14000001", "x")
        d.put_all("geographic_level", name)

    return spoil


SPOILT: dict[str, Callable[[Draft], object]] = {
    "check_filename_spaces": lambda d: setattr(d, "name", "monthly counts.csv"),
    "check_filename_special": lambda d: setattr(d, "name", "monthly&counts.csv"),
    "check_filenames_match": lambda d: setattr(d, "meta_name", "meta.csv"),
    "file_separator": lambda d: setattr(d, "encode", lambda text: text.replace(",", ";").encode()),
    "utf8": lambda d: (d.put("area", "é", 1), setattr(d, "encode", lambda text: text.encode("latin-1"))),
    "data_empty_rows": lambda d: d.rows.append([""] * len(d.columns)),
    "meta_empty_rows": lambda d: d.meta.append([""] * len(d.meta_columns)),
    "data_empty_cols": lambda d: d.add("spare", ""),
    "precheck_col_req_meta": lambda d: d.drop_meta("filter_hint"),
    "precheck_col_invalid_meta": lambda d: d.meta_columns.append("remark"),
    "precheck_col_req_data": lambda d: d.drop("country_name"),
    "precheck_col_to_rows": lambda d: [
        d.more_meta(f"c{n}", "Indicator", f"C{n}", "", "", "0") for n in range(9)
    ],
    "precheck_cross_meta_to_data": lambda d: d.more_meta("gone", "Indicator", "Gone", "", "", "0"),
    "precheck_cross_data_to_meta": lambda d: d.add("status", "ok", "no_cases"),
    "check_col_dupes": lambda d: d.add("count", "3"),
    "check_col_names_spaces": lambda d: d.rename("count", "the count"),
    "check_col_snake_case": lambda d: d.rename("count", "countOf"),
    "check_col_var_start": lambda d: d.rename("count", "2count"),
    "check_col_ind_smushed": lambda d: (
        d.rename("count", "female_count"),
        d.say(1, "col_name", "female_count"),
    ),
    "check_col_var_characteristic": lambda d: (
        d.rename("area", "characteristic"),
        d.say(0, "col_name", "characteristic"),
    ),
    "precheck_meta_col_type": lambda d: d.say(1, "col_type", "Number"),
    "precheck_meta_ob_unit": lambda d: d.more_meta("time_period", "Filter", "Time"),
    "precheck_meta_col_name": lambda d: d.say(1, "col_name", ""),
    "check_meta_dupe_label": lambda d: d.say(1, "label", "Area"),
    "check_meta_label": lambda d: d.say(1, "label", " "),
    "check_meta_col_name_dupe": lambda d: d.more_meta("count", "Indicator", "Again", "", "", "0"),
    "check_meta_col_name_spaces": lambda d: d.say(1, "col_name", "the count"),
    "check_meta_fil_grp": lambda d: d.say(1, "filter_grouping_column", "area"),
    "check_meta_fil_grp_dupe": lambda d: d.more_meta(
        "other", "Filter", "Other", "", "", "", "", "area_group"
    ),
    "check_meta_fil_grp_is_fil": lambda d: d.more_meta("area_group", "Filter", "Group"),
    "check_meta_fil_grp_match": lambda d: d.drop("area_group"),
    "check_meta_fil_grp_stripped": lambda d: d.put("area_group", "To-wn", 2),
    "indicator_group_stripped": lambda d: d.more_meta("c", "Indicator", "C", "Numb-ers", "", "0"),
    "check_meta_filter_hint": lambda d: d.say(1, "filter_hint", "Filter by it"),
    "check_meta_geog_catch": lambda d: (d.rename("area", "region"), d.say(0, "col_name", "region")),
    "check_meta_indicator_dp": lambda d: d.say(0, "indicator_dp", "1"),
    "check_meta_ind_dp_set": lambda d: d.say(1, "indicator_dp", ""),
    "check_meta_ind_dp_values": lambda d: d.say(1, "indicator_dp", "1.5"),
    "check_meta_ind_unit": lambda d: d.say(0, "indicator_unit", "%"),
    "check_meta_ind_unit_validation": lambda d: d.say(1, "indicator_unit", "days"),
    "check_meta_indicator_grouping": lambda d: d.say(0, "indicator_grouping", "Areas"),
    "check_general_null": lambda d: d.put("count", "NULL"),
    "check_general_dupes": lambda d: d.rows.append(list(d.rows[0])),
    "check_ind_invalid_entry": lambda d: d.put("count", ""),
    "three_years": lambda d: d.put_all("time_period", "2023"),
    "precheck_filter_not_singular": lambda d: d.put_all("area", "Total"),
    "check_filter_defaults": lambda d: d.say(0, "filter_default", "North"),
    "check_filter_group_level": lambda d: (
        d.add("area_group_2", *"abcd") or d.say(0, "filter_grouping_column", "area_group_2")
    ),
    "check_filter_item_limit": lambda d: d.rows.extend(
        [*d.rows[0][:10], f"a{n}", "Town", "3"] for n in range(25_000)
    ),
    "check_filter_whitespace": lambda d: d.put("area", "East ", 1),
    "check_filter_ob_total": lambda d: d.put("la_name", "Total"),
    "check_filter_blanks": lambda d: d.put("area", "", 1),
    "precheck_time_period_num": lambda d: d.put("time_period", "2023/24"),
    "precheck_time_id_valid": lambda d: d.put("time_identifier", "Rolling year"),
    "precheck_time_id_mix": lambda d: d.put("time_identifier", "Calendar year"),
    "check_time_period": lambda d: d.put("time_period", "202324"),
    "check_time_period_six": lambda d: d.put("time_period", "202325"),
    "precheck_geog_level": lambda d: d.put("geographic_level", "Town"),
    "precheck_geog_level_present": lambda d: d.drop("old_la_code"),
    "check_geog_country_combos": lambda d: d.put("country_name", "Wales"),
    "check_geog_region_combos": lambda d: d.put("region_name", "North East"),
    "check_geog_la_combos": lambda d: d.put("la_name", "Portsmouth"),
    "check_geog_ward_combos": level("Ward", "ward_code"),
    "check_geog_pcon_combos": level("Parliamentary constituency", "pcon_code"),
    "check_geog_lad_combos": level("Local authority district", "lad_code"),
    "check_geog_lep_combos": level("Local enterprise partnership", "local_enterprise_partnership_code"),
    "check_geog_lsip_combos": level("Local skills improvement plan area", "lsip_code"),
    "check_geog_eda_combos": level("English devolved area", "english_devolved_area_code"),
    "check_geog_level_completed": lambda d: d.put("la_name", ""),
    "check_geog_ignored_rows": lambda d: d.put("geographic_level", "School"),
    "check_geog_other_dupes": lambda d: (d.add("trust_id", "1", "2"), d.add("trust_name", "A trust")),
    "check_geog_other_code_dupes": lambda d: (
        d.add("trust_id", "1"),
        d.add("trust_name", "A trust", "B trust"),
    ),
    "check_geog_la_col_present": lambda d: d.drop("la_name"),
    "check_geog_region_col_present": lambda d: d.drop("region_name"),
    "check_geog_region_for_la": lambda d: d.put("region_code", ""),
    "check_geog_region_for_lad": lambda d: (
        d.put("geographic_level", "Local authority district"),
        d.put("region_code", ""),
    ),
    "region_col_completed": lambda d: d.put("region_name", ""),
    "check_geog_na": lambda d: (d.add("trust_id", "x"), d.add("trust_name", "A trust")),
    "check_geog_na_code": lambda d: (d.add("trust_id", "1"), d.add("trust_name", "Not available")),
    "check_geog_overcompleted_cols": lambda d: d.put("geographic_level", "Regional"),
    "new_la_code": lambda d: d.put("new_la_code", "E0600045"),
    "old_la_code": lambda d: d.put("old_la_code", "85"),
    "region_code": lambda d: d.put("region_code", "SE"),
    "country_code": lambda d: d.put("country_code", "UK"),
    "check_api_char_col_name": lambda d: d.rename("count", "c" * 51),
    "check_api_char_col_label": lambda d: d.say(1, "label", "n" * 81),
    "check_api_char_loc_code": lambda d: d.put("new_la_code", "E" * 31),
    "check_api_char_filter_items": lambda d: d.put("area", "a" * 121, 1),
}
"""How each check is broken."""


def test_the_small_pair_passes_every_check() -> None:
    assert faults(Draft().made()) == {}


def test_each_check_has_its_breach() -> None:
    assert set(SPOILT) == set(CHECKS)


@pytest.mark.parametrize("name", SPOILT)
def test_a_check_finds_what_it_is_for(name: str) -> None:
    draft = Draft()
    SPOILT[name](draft)
    assert list(CHECKS[name][1](draft.made())) != []
