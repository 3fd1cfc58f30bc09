"""The checks that explore education statistics (EES) makes of a data file and its metadata, written from what
its published screener says of each (eesyscreener, and dfe-published-data-qa before it), under the same names.

A check yields a line for each fault. Where the screener holds lists that change (districts, wards,
constituencies), a file that has such columns at all is a fault here, as ours have none. One check is missing,
as its list of names is changed by the department from week to week: `check_api_dict_col_names`.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from goldenthread.model.authorities import PUBLISHED_AUTHORITIES
from goldenthread.model.published import REGIONS

TIME_AND_LEVEL = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
REQUIRED_META = (
    *("col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp"),
    *("filter_hint", "filter_grouping_column"),
)
OPTIONAL_META = ("filter_default",)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
QUARTERS = tuple(f"Financial year Q{n}" for n in range(1, 5))
WEEKS = tuple(f"Week {n}" for n in range(1, 53))
TERMS = ("Spring term", "Autumn term", "Summer term")
HALVES = ("Part 1 (April to September)", "Part 2 (October to March)")
SIX_DIGITS = {
    "Autumn and spring term",
    "Financial year",
    "Academic year",
    "Tax year",
    *TERMS,
    *QUARTERS,
    *HALVES,
}
FOUR_DIGITS = {"Calendar year", "Reporting year", *WEEKS, *MONTHS}
TOGETHER = (MONTHS, QUARTERS, WEEKS, TERMS, HALVES)
"""Time identifiers that may stand in one file."""

LEVELS = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("new_la_code", "la_name", "old_la_code"),
    "Local authority district": ("lad_code", "lad_name"),
    "RSC region": ("rsc_region_lead_name",),
    "Parliamentary constituency": ("pcon_code", "pcon_name"),
    "Local skills improvement plan area": ("lsip_code", "lsip_name"),
    "Local enterprise partnership": (
        "local_enterprise_partnership_code",
        "local_enterprise_partnership_name",
    ),
    "English devolved area": ("english_devolved_area_code", "english_devolved_area_name"),
    "Opportunity area": ("opportunity_area_code", "opportunity_area_name"),
    "Ward": ("ward_code", "ward_name"),
    "MAT": ("trust_id", "trust_name"),
    "Sponsor": ("sponsor_id", "sponsor_name"),
    "School": ("school_urn", "school_name", "school_laestab"),
    "Provider": ("provider_ukprn", "provider_name"),
    "Institution": ("institution_id", "institution_name"),
    "Planning area": ("planning_area_code", "planning_area_name"),
    "Police force area": ("pfa_code", "pfa_name"),
}
UNITS = {"", "%", "pp", "£", "£m", "numberstring"}
NULLS = {"NULL", "Null", "null", "NA", "na"}
LEGACY = {"N/A", "n/a", ".", "..", "-", ":", "~"}
CHARACTERISTICS = (
    *("male", "asian", "chinese", "indian", "pakistani", "bangladeshi", "black", "african", "caribbean"),
    *("white", "roma", "irish", "english", "british", "scottish", "welsh", "arab"),
)
GEOGRAPHY = re.compile(
    r"(country|sch|prov|inst|estab|reg|la|local|rsc|pfa|pcon|lep|mca|oa|ward|mat)"
    r".*(name|code|urn|ukprn|number|upin|id)"
    r"|(laestab|estab|schools?|sch|prov|providers?|inst|institutions?|name|code|urn|ukprn|number|upin|id|region|la"
    r"|lad|rsc|pcon|lep|mca|oa|ward|mat)",
    re.IGNORECASE,
)
"""Names of columns that look like a geography."""


@dataclass(frozen=True)
class Screened:
    """A data file and its metadata file, as they were written."""

    name: str
    meta_name: str
    data: bytes
    metadata: bytes

    @cached_property
    def lines(self) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.data.decode("utf-8", "replace"), newline="")))

    @cached_property
    def meta_lines(self) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.metadata.decode("utf-8", "replace"), newline="")))

    @cached_property
    def columns(self) -> list[str]:
        return self.lines[0]

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        return [dict(zip(self.columns, line, strict=False)) for line in self.lines[1:]]

    @cached_property
    def meta(self) -> list[dict[str, str]]:
        return [dict(zip(self.meta_lines[0], line, strict=False)) for line in self.meta_lines[1:]]

    @cached_property
    def filters(self) -> list[str]:
        return [row["col_name"] for row in self.meta if row["col_type"] == "Filter"]

    @cached_property
    def indicators(self) -> list[str]:
        return [row["col_name"] for row in self.meta if row["col_type"] == "Indicator"]

    @cached_property
    def filter_groups(self) -> list[str]:
        return [row["filter_grouping_column"] for row in self.meta if row.get("filter_grouping_column")]

    @cached_property
    def units(self) -> list[str]:
        """The columns of time and place."""
        known = {"time_period", "time_identifier", "geographic_level", *sum(LEVELS.values(), ())}
        return [name for name in self.columns if name in known]

    @cached_property
    def levels(self) -> set[str]:
        return set(self.items("geographic_level"))

    def items(self, column: str) -> list[str]:
        """The different values of a column; none where it is missing."""
        return list(dict.fromkeys(row[column] for row in self.rows if column in row))

    def of_type(self, kind: str, column: str) -> list[str]:
        """What the metadata's filters or indicators have in a column."""
        return [row.get(column, "") for row in self.meta if row["col_type"] == kind]


Check = Callable[[Screened], Iterator[str]]
CHECKS: dict[str, tuple[str, Check]] = {}
"""Each check by its name: what it looks at, and the check."""


def check(name: str, says: str) -> Callable[[Check], Check]:
    def add(function: Check) -> Check:
        CHECKS[name] = (says, function)
        return function

    return add


def faults(screened: Screened) -> dict[str, list[str]]:
    """The faults that the checks find, by check."""
    found = {name: list(function(screened)) for name, (_, function) in CHECKS.items()}
    return {name: lines for name, lines in found.items() if lines}


def repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


# Names and files


@check("check_filename_spaces", "No spaces in the names of the files")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in (s.name, s.meta_name) if re.search(r"\s", name))


@check(
    "check_filename_special", "Letters, numbers, hyphens and underscores alone in the names, in lower case"
)
def _(s: Screened) -> Iterator[str]:
    stems = (s.name.removesuffix(".csv"), s.meta_name.removesuffix(".meta.csv"))
    yield from (stem for stem in stems if not re.fullmatch(r"[a-z0-9_-]+", stem))


@check("check_filenames_match", "The metadata file is named after the data file")
def _(s: Screened) -> Iterator[str]:
    if not s.name.endswith(".csv") or s.meta_name != f"{s.name.removesuffix('.csv')}.meta.csv":
        yield s.meta_name


@check("file_separator", "Both files are separated by commas")
def _(s: Screened) -> Iterator[str]:
    yield from (str(held[:40]) for held in (s.data, s.metadata) if b"," not in held.splitlines()[0])


@check("utf8", "Both files are in UTF-8")
def _(s: Screened) -> Iterator[str]:
    for held in (s.data, s.metadata):
        try:
            held.decode("utf-8")
        except UnicodeDecodeError as error:
            yield str(error)


@check("data_empty_rows", "No blank row in the data file, and every row as long as the header")
def _(s: Screened) -> Iterator[str]:
    yield from (str(line) for line in s.lines[1:] if not any(line) or len(line) != len(s.columns))


@check("meta_empty_rows", "No blank row in the metadata file")
def _(s: Screened) -> Iterator[str]:
    yield from (str(line) for line in s.meta_lines[1:] if not any(line))


@check("data_empty_cols", "No blank column in the data file")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.columns if not any(s.items(name)))


# Columns


@check("precheck_col_req_meta", "The metadata has every column that it must have")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in REQUIRED_META if name not in s.meta_lines[0])


@check("precheck_col_invalid_meta", "The metadata has no column that is not known")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.meta_lines[0] if name not in REQUIRED_META + OPTIONAL_META)


@check("precheck_col_req_data", "The data file has the columns of time and country")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in TIME_AND_LEVEL if name not in s.columns)


@check("precheck_col_to_rows", "No more lines in the metadata than columns that it can describe")
def _(s: Screened) -> Iterator[str]:
    if len(s.columns) - len(TIME_AND_LEVEL) < len(s.meta):
        yield f"{len(s.meta)} lines for {len(s.columns)} columns"


@check("precheck_cross_meta_to_data", "Every column that the metadata names is in the data file")
def _(s: Screened) -> Iterator[str]:
    named = [row["col_name"] for row in s.meta] + s.filter_groups
    yield from (name for name in named if name not in s.columns)


@check("precheck_cross_data_to_meta", "Every column that varies is one of time or place, or in the metadata")
def _(s: Screened) -> Iterator[str]:
    known = {*s.units, *s.filters, *s.indicators, *s.filter_groups}
    yield from (name for name in s.columns if name not in known and len(s.items(name)) > 1)


@check("check_col_dupes", "No column of the data file has the name of another")
def _(s: Screened) -> Iterator[str]:
    yield from repeated(s.columns)


@check("check_col_names_spaces", "No spaces in the names of columns")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.columns if re.search(r"\s", name))


@check("check_col_snake_case", "Names of columns in small letters, numbers and underscores")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.columns if re.search("[^a-z0-9_]", name))


@check("check_col_var_start", "Names of columns begin with a small letter")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.columns if not re.match("[a-z]", name))


@check("check_col_ind_smushed", "No indicator is named after one item of a filter")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.indicators if any(word in name.lower() for word in CHARACTERISTICS))


@check("check_col_var_characteristic", "No column is a catch-all 'characteristic'")
def _(s: Screened) -> Iterator[str]:
    named = {*s.filters, *s.indicators, *s.filter_groups}
    yield from sorted(named & {"characteristic", "characteristic_group"})


# Metadata


@check("precheck_meta_col_type", "Each line is of a filter or of an indicator")
def _(s: Screened) -> Iterator[str]:
    yield from (row["col_name"] for row in s.meta if row["col_type"] not in ("Filter", "Indicator"))


@check("precheck_meta_ob_unit", "No column of time or place stands in the metadata")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in (*s.filters, *s.indicators, *s.filter_groups) if name in s.units)


@check("precheck_meta_col_name", "Each line names its column")
def _(s: Screened) -> Iterator[str]:
    yield from (str(row) for row in s.meta if not row["col_name"].strip())


@check("check_meta_dupe_label", "No two lines have the same label")
def _(s: Screened) -> Iterator[str]:
    yield from repeated([row["label"] for row in s.meta])


@check("check_meta_label", "Each line has a label")
def _(s: Screened) -> Iterator[str]:
    yield from (row["col_name"] for row in s.meta if not row["label"].strip())


@check("check_meta_col_name_dupe", "No column has two lines")
def _(s: Screened) -> Iterator[str]:
    yield from repeated([row["col_name"] for row in s.meta])


@check("check_meta_col_name_spaces", "No spaces in the names that the metadata gives")
def _(s: Screened) -> Iterator[str]:
    yield from (row["col_name"] for row in s.meta if re.search(r"\s", row["col_name"]))


@check("check_meta_fil_grp", "No indicator has a column to group it by")
def _(s: Screened) -> Iterator[str]:
    yield from filter(None, s.of_type("Indicator", "filter_grouping_column"))


@check("check_meta_fil_grp_dupe", "No column groups two filters")
def _(s: Screened) -> Iterator[str]:
    yield from repeated(s.filter_groups)


@check("check_meta_fil_grp_is_fil", "No column that groups a filter is a filter itself")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.filter_groups if name in (*s.filters, *s.indicators))


@check("check_meta_fil_grp_match", "Every column that groups a filter is in the data file")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.filter_groups if name not in s.columns)


@check("check_meta_fil_grp_stripped", "Groups of filters differ in more than signs")
def _(s: Screened) -> Iterator[str]:
    for name in s.filter_groups:
        yield from repeated([re.sub(r"\W|_", "", item) for item in s.items(name)])


@check("indicator_group_stripped", "Groups of indicators differ in more than signs")
def _(s: Screened) -> Iterator[str]:
    groups = dict.fromkeys(filter(None, s.of_type("Indicator", "indicator_grouping")))
    yield from repeated([re.sub(r"\W|_", "", item) for item in groups])


@check("check_meta_filter_hint", "No indicator has a hint of a filter")
def _(s: Screened) -> Iterator[str]:
    yield from filter(None, s.of_type("Indicator", "filter_hint"))


@check("check_meta_geog_catch", "No filter looks like a column of place")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.filters if GEOGRAPHY.fullmatch(name))


@check("check_meta_indicator_dp", "No filter has decimal places")
def _(s: Screened) -> Iterator[str]:
    yield from filter(None, s.of_type("Filter", "indicator_dp"))


@check("check_meta_ind_dp_set", "Every indicator has its decimal places")
def _(s: Screened) -> Iterator[str]:
    yield from (str(each) for each in s.of_type("Indicator", "indicator_dp") if each == "")


@check("check_meta_ind_dp_values", "Decimal places are whole numbers from nought")
def _(s: Screened) -> Iterator[str]:
    yield from (
        row["indicator_dp"] for row in s.meta if not re.fullmatch(r"\d*", row.get("indicator_dp", ""))
    )


@check("check_meta_ind_unit", "No filter has a unit")
def _(s: Screened) -> Iterator[str]:
    yield from filter(None, s.of_type("Filter", "indicator_unit"))


@check("check_meta_ind_unit_validation", "Units are those that EES knows")
def _(s: Screened) -> Iterator[str]:
    yield from (row["indicator_unit"] for row in s.meta if row.get("indicator_unit", "") not in UNITS)


@check("check_meta_indicator_grouping", "No filter has a group of indicators")
def _(s: Screened) -> Iterator[str]:
    yield from filter(None, s.of_type("Filter", "indicator_grouping"))


# Values


@check("check_general_null", "No word for nothing and no symbol out of use in either file")
def _(s: Screened) -> Iterator[str]:
    yield from (cell for line in s.lines for cell in line if cell in NULLS | LEGACY)
    yield from (cell for line in s.meta_lines for cell in line if cell in NULLS)


@check("check_general_dupes", "No two rows are of the same time, place and items")
def _(s: Screened) -> Iterator[str]:
    names = [*s.units, *s.filters, *s.filter_groups]
    keys = Counter(tuple(row.get(name, "") for name in names) for row in s.rows)
    yield from (str(key) for key, times in keys.items() if times > 1)


@check("check_ind_invalid_entry", "No indicator is blank or holds a symbol out of use")
def _(s: Screened) -> Iterator[str]:
    for name in s.indicators:
        yield from (f"{name}: {item!r}" for item in s.items(name) if item in {"", *LEGACY})


@check("three_years", "Figures of three years, where they exist")
def _(s: Screened) -> Iterator[str]:
    if len(s.items("time_period")) < 3:
        yield str(s.items("time_period"))


@check("precheck_filter_not_singular", "Every filter of the metadata has two items or more")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.filters if len(s.items(name)) < 2)


@check("check_filter_defaults", "Every filter and group has its default item, 'Total' where none is named")
def _(s: Screened) -> Iterator[str]:
    wanted = {
        row["col_name"]: row.get("filter_default") or "Total" for row in s.meta if row["col_type"] == "Filter"
    }
    wanted |= {name: "Total" for name in s.filter_groups if name not in wanted}
    yield from (name for name, default in wanted.items() if default not in s.items(name))


@check("check_filter_group_level", "No group has more items than its filter")
def _(s: Screened) -> Iterator[str]:
    for row in s.meta:
        group = row.get("filter_grouping_column", "")
        if group and len(s.items(group)) > len(s.items(row["col_name"])):
            yield group


@check("check_filter_item_limit", "No filter has more than 25,000 items")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in (*s.filters, *s.filter_groups) if len(s.items(name)) > 25_000)


@check("check_filter_whitespace", "No item of a filter or place begins or ends with a space")
def _(s: Screened) -> Iterator[str]:
    for name in (*s.filters, *s.units):
        yield from (item for item in s.items(name) if item != item.strip())


@check("check_filter_ob_total", "No 'Total' or 'All' in columns of time and place")
def _(s: Screened) -> Iterator[str]:
    named = {*s.units, *(name for name in s.columns if GEOGRAPHY.fullmatch(name))}
    yield from (name for name in named if {"total", "all"} & {item.lower() for item in s.items(name)})


@check("check_filter_blanks", "No item of a filter is blank")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in (*s.filters, *s.filter_groups) if "" in s.items(name))


# Time


@check("precheck_time_period_num", "Time periods are numbers")
def _(s: Screened) -> Iterator[str]:
    yield from (item for item in s.items("time_period") if not re.fullmatch(r"\d+", item))


@check("precheck_time_id_valid", "Time identifiers are those that EES knows")
def _(s: Screened) -> Iterator[str]:
    yield from (item for item in s.items("time_identifier") if item not in SIX_DIGITS | FOUR_DIGITS)


@check("precheck_time_id_mix", "Time identifiers of one kind alone in a file")
def _(s: Screened) -> Iterator[str]:
    found = s.items("time_identifier")
    if len(found) > 1 and not any(set(found) <= set(kind) for kind in TOGETHER):
        yield str(found)


@check("check_time_period", "Time periods are as long as their identifier asks")
def _(s: Screened) -> Iterator[str]:
    for period, name in dict.fromkeys((row["time_period"], row["time_identifier"]) for row in s.rows):
        if len(period) != (6 if name in SIX_DIGITS else 4):
            yield f"{period} {name}"


@check("check_time_period_six", "Six digits are two years, one after the other")
def _(s: Screened) -> Iterator[str]:
    six = (item for item in s.items("time_period") if re.fullmatch(r"\d{6}", item))
    yield from (item for item in six if (int(item[2:4]) + 1) % 100 != int(item[4:]))


# Place


@check("precheck_geog_level", "Levels of place are those that EES knows")
def _(s: Screened) -> Iterator[str]:
    yield from sorted(s.levels - set(LEVELS))


@check("precheck_geog_level_present", "The columns of each level in the file are there")
def _(s: Screened) -> Iterator[str]:
    for level in s.levels & set(LEVELS):
        yield from (name for name in LEVELS[level] if name not in s.columns)


def combinations(s: Screened, *names: str) -> list[tuple[str, ...]]:
    if not set(names) <= set(s.columns):
        return []
    return list(dict.fromkeys(tuple(row[name] for name in names) for row in s.rows))


@check("check_geog_country_combos", "Code and name of the country belong together")
def _(s: Screened) -> Iterator[str]:
    known = [("E92000001", "England"), ("x", "Not available")]
    yield from (str(each) for each in combinations(s, *LEVELS["National"]) if each not in known)


@check("check_geog_region_combos", "Code and name of the region belong together")
def _(s: Screened) -> Iterator[str]:
    known = {*REGIONS.values(), ("z", "Not applicable"), ("z", "Unknown"), ("", ""), ("x", "Not available")}
    yield from (str(each) for each in combinations(s, *LEVELS["Regional"]) if each not in known)


@check("check_geog_la_combos", "Codes and name of the authority belong together")
def _(s: Screened) -> Iterator[str]:
    known = {(one.code, one.name, one.number) for one in PUBLISHED_AUTHORITIES.values()}
    found = combinations(s, *LEVELS["Local authority"])
    yield from (str(each) for each in found if each not in known and each[0] not in ("", "x"))


def _of_other_level(level: str) -> Check:
    def other(s: Screened) -> Iterator[str]:
        yield from (name for name in LEVELS[level] if name in s.columns)
        yield from ({level} & s.levels)

    return other


for _name, _level in {
    "check_geog_ward_combos": "Ward",
    "check_geog_pcon_combos": "Parliamentary constituency",
    "check_geog_lad_combos": "Local authority district",
    "check_geog_lep_combos": "Local enterprise partnership",
    "check_geog_lsip_combos": "Local skills improvement plan area",
    "check_geog_eda_combos": "English devolved area",
}.items():
    CHECKS[_name] = (
        f"Code and name belong together; here: no column of the level {_level}",
        _of_other_level(_level),
    )


@check("check_geog_level_completed", "The columns of each row's level are filled, but for new_la_code")
def _(s: Screened) -> Iterator[str]:
    for row in s.rows:
        names = [name for name in LEVELS.get(row["geographic_level"], ()) if name != "new_la_code"]
        yield from (name for name in names if name in row and not row[name])


@check("check_geog_ignored_rows", "No row of a level that tables leave out")
def _(s: Screened) -> Iterator[str]:
    yield from sorted(s.levels & {"School", "Provider", "Institution", "Planning area"})


def _one_to_one(first: int, second: int) -> Check:
    def pairs(s: Screened) -> Iterator[str]:
        for level in ("Opportunity area", "MAT", "Sponsor"):
            yield from repeated([each[first] for each in combinations(s, *LEVELS[level]) if all(each[:2])])

    return pairs


CHECKS["check_geog_other_dupes"] = (
    "A name of a trust, sponsor or opportunity area has one code",
    _one_to_one(1, 0),
)
CHECKS["check_geog_other_code_dupes"] = (
    "A code of a trust, sponsor or opportunity area has one name",
    _one_to_one(0, 1),
)


@check("check_geog_la_col_present", "The three columns of an authority are there together")
def _(s: Screened) -> Iterator[str]:
    held = [name in s.columns for name in LEVELS["Local authority"]]
    if any(held) and not all(held):
        yield str(held)


@check("check_geog_region_col_present", "The two columns of a region are there together")
def _(s: Screened) -> Iterator[str]:
    held = [name in s.columns for name in LEVELS["Regional"]]
    if any(held) and not all(held):
        yield str(held)


def _region_for(level: str) -> Check:
    def region(s: Screened) -> Iterator[str]:
        for row in s.rows:
            if row["geographic_level"] == level:
                yield from (name for name in LEVELS["Regional"] if not row.get(name))

    return region


CHECKS["check_geog_region_for_la"] = ("Rows of authorities name their region", _region_for("Local authority"))
CHECKS["check_geog_region_for_lad"] = (
    "Rows of districts name their region",
    _region_for("Local authority district"),
)


@check("region_col_completed", "Code and name of a region are filled together")
def _(s: Screened) -> Iterator[str]:
    yield from (str(each) for each in combinations(s, *LEVELS["Regional"]) if bool(each[0]) != bool(each[1]))


_OTHERS = ("Opportunity area", "MAT", "Sponsor", "Police force area", "School", "Provider")


@check("check_geog_na", "A place with the code 'x' is called 'Not available'")
def _(s: Screened) -> Iterator[str]:
    for level in _OTHERS:
        found = combinations(s, *LEVELS[level][:2])
        yield from (str(each) for each in found if each[0] == "x" and each[1] != "Not available")


@check("check_geog_na_code", "A place called 'Not available' has the code 'x'")
def _(s: Screened) -> Iterator[str]:
    for level in _OTHERS:
        found = combinations(s, *LEVELS[level][:2])
        yield from (str(each) for each in found if each[1] == "Not available" and each[0] != "x")


@check(
    "check_geog_overcompleted_cols", "Columns of an authority are blank in rows of regions and the country"
)
def _(s: Screened) -> Iterator[str]:
    for row in s.rows:
        above = {"National": ("Regional", "Local authority"), "Regional": ("Local authority",)}
        for level in above.get(row["geographic_level"], ()):
            yield from (name for name in LEVELS[level] if row.get(name))


@check("new_la_code", "Codes of authorities have nine characters")
def _(s: Screened) -> Iterator[str]:
    yield from (item for item in s.items("new_la_code") if len(item) not in (0, 9) and item not in (":", "x"))


@check("old_la_code", "Numbers of authorities have three digits")
def _(s: Screened) -> Iterator[str]:
    yield from (item for item in s.items("old_la_code") if not re.fullmatch(r"\d{3}|[xz:]|", item))


@check("region_code", "Codes of regions are a letter and eight digits")
def _(s: Screened) -> Iterator[str]:
    yield from (item for item in s.items("region_code") if not re.fullmatch(r"[A-Z]\d{8}|[xz:]|", item))


@check("country_code", "The code of the country is one of the United Kingdom's")
def _(s: Screened) -> Iterator[str]:
    yield from (item for item in s.items("country_code") if not re.fullmatch(r"[EKNSW]\d{8}|[xz:]", item))


# What the interface for programs asks beyond


@check("check_api_char_col_name", "Names of columns have at most 50 characters")
def _(s: Screened) -> Iterator[str]:
    yield from (name for name in s.columns if len(name) > 50)


@check("check_api_char_col_label", "Labels have at most 80 characters")
def _(s: Screened) -> Iterator[str]:
    yield from (row["label"] for row in s.meta if len(row["label"]) > 80)


@check("check_api_char_loc_code", "Codes of places have at most 30 characters")
def _(s: Screened) -> Iterator[str]:
    for name in s.units:
        if name.endswith("_code"):
            yield from (item for item in s.items(name) if len(item) > 30)


@check("check_api_char_filter_items", "Items of filters have at most 120 characters")
def _(s: Screened) -> Iterator[str]:
    for name in s.filters:
        yield from (item for item in s.items(name) if len(item) > 120)
