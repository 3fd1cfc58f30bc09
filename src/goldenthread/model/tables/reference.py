"""Reference data and provenance: areas, people in an area, targets, comparators, what was loaded."""

from __future__ import annotations

from goldenthread.model.codes.people import ETHNICITY, SEX
from goldenthread.model.table import Table
from goldenthread.model.tables.columns import (
    choice,
    coded,
    day,
    decimal,
    flag,
    locality,
    reference,
    text,
    whole,
)

SECTION = "Reference and provenance"

POPULATION_SEXES = (*SEX.values, "T")
POPULATION_GROUPS = ("ALL", *ETHNICITY.groups, *ETHNICITY.values)

TABLES: tuple[Table, ...] = (
    reference(
        SECTION,
        "authorities",
        "Authorities",
        ("authority",),
        (
            text(
                "authority",
                "Statistical code of the authority, at most nine characters.",
                required=True,
                size=9,
            ),
            text("la_code3", "The Department for Education's three-digit number.", size=3),
            text("name", "Official name.", required=True),
            text(
                "region_code",
                "Statistical code of the region.",
                size=9,
            ),
            text("region_name", "Region, with London in its inner and outer parts."),
        ),
        "An authority outside the official list has a code and a name and nothing more.",
    ),
    reference(
        SECTION,
        "statistical_neighbours",
        "Statistical neighbours",
        ("authority", "model", "neighbour"),
        (
            text("model", "Edition of the neighbour model, by year and month.", required=True),
            text(
                "neighbour",
                "The neighbouring authority.",
                required=True,
                size=9,
                references="authorities.authority",
            ),
            whole("rank", "Place in the list, 1 the closest.", required=True),
            text("closeness", "Closeness, in the words published."),
            day("valid_from", "First benchmark year that uses the edition.", required=True),
        ),
        "A neighbour mean is the plain mean of those that have a value. Editions are never mixed.",
    ),
    reference(
        SECTION,
        "loads",
        "Loads",
        ("load_id",),
        (
            text("load_id", "One accepted set of files.", required=True),
            coded("standard", "std", "Standard the files follow.", required=True),
            text("standard_year", "Edition of the standard."),
            day("extracted_on", "Day the source was cut: the extract date of every row.", required=True),
            day("covers_from", "First day for which events are complete.", required=True),
            day("covers_to", "Last day for which events are complete.", required=True),
            text("file_name", "File name, without its folder.", required=True),
            text(
                "sha256",
                "Digest of the content; the same content is not loaded twice.",
                required=True,
                size=64,
            ),
        ),
        "A load is never changed; a corrected file is a new load.",
    ),
    reference(
        SECTION,
        "load_tables",
        "Cover of each table in a load",
        ("authority", "load_id", "table"),
        (
            text("load_id", "The load.", required=True, references="loads.load_id"),
            text("table", "Name of the canonical table.", required=True),
            day("covers_from", "First day for which its events are complete.", required=True),
            day("covers_to", "Last day for which its events are complete.", required=True),
            text("columns_supplied", "Columns the source gave, parted by commas.", required=True),
        ),
        "Whether a measure or a breakdown is available is read from here, not guessed from the rows.",
    ),
    reference(
        SECTION,
        "localities",
        "Localities",
        ("authority", "locality_id"),
        (
            text("locality_id", "Local area, by the council's own code.", required=True),
            text("name", "Name to show.", required=True),
            text("parent_id", "The wider area it lies in.", references="localities.locality_id"),
        ),
    ),
    reference(
        SECTION,
        "locality_lookup",
        "Area to locality",
        ("authority", "area_code", "valid_from"),
        (
            text("area_code", "LSOA (2021) code, or a unit postcode where no LSOA is held.", required=True),
            locality("locality_id", "The locality the area lies in.", required=True),
            day("valid_from", "First day of this boundary.", required=True),
        ),
    ),
    reference(
        SECTION,
        "population",
        "Population",
        ("authority", "locality_id", "mid_year", "age_from", "age_to", "sex", "ethnicity", "released_on"),
        (
            whole("mid_year", "Year of the mid-year estimate.", required=True),
            locality("locality_id", "The locality, or ALL for the whole authority.", required=True),
            whole("age_from", "Age, or youngest age of a band.", required=True),
            whole("age_to", "Oldest age of the band, itself in it.", required=True),
            choice("sex", POPULATION_SEXES, "Sex, or T for the total.", required=True),
            choice(
                "ethnicity",
                POPULATION_GROUPS,
                "ALL, an ethnic group or an ethnicity, by the census of 2021.",
                required=True,
            ),
            whole("persons", "Estimated number of people.", required=True),
            day(
                "released_on",
                "Day of publication, so that an earlier period is measured with what was known then.",
            ),
        ),
        "Without a release date an estimate counts as always known. Releases stand side by side.",
    ),
    reference(
        SECTION,
        "working_calendar",
        "Calendar",
        ("day",),
        (
            day("day", "The day.", required=True),
            flag(
                "is_working_day",
                "Monday to Friday and not a bank holiday of England and Wales.",
                required=True,
            ),
            flag("is_school_day", "Within the council's own terms."),
        ),
        authority=False,
    ),
    reference(
        SECTION,
        "targets",
        "Targets",
        ("authority", "measure_id", "scope", "valid_from"),
        (
            text("measure_id", "The measure.", required=True),
            text("scope", "all, or one group as breakdown=group.", required=True),
            decimal("value", "Level aimed for.", required=True),
            decimal("amber_margin", "Distance from the target that is still amber."),
            choice(
                "basis",
                ("seed", "statute", "local", "neighbour_mean"),
                "Where the target comes from.",
                required=True,
            ),
            day("valid_from", "First day on which it holds.", required=True),
            day("valid_to", "Last day on which it holds; empty while it does."),
            choice(
                "trajectory",
                ("step", "line"),
                "How it gets to the next target: by a step on its first day, or along a straight line.",
            ),
            text("source", "Where the target is written, such as a plan and its page."),
        ),
    ),
    reference(
        SECTION,
        "parameters",
        "Parameters",
        ("authority", "name", "valid_from"),
        (
            text("name", "The parameter.", required=True),
            text("value", "Its value, as text.", required=True),
            day("valid_from", "First day on which it holds.", required=True),
        ),
    ),
    reference(
        SECTION,
        "benchmarks",
        "Comparator values",
        ("series", "area_code", "period_end", "released_on"),
        (
            text("series", "Publisher and series, as publisher:series.", required=True),
            text("measure_id", "The measure it may stand beside."),
            text("area_code", "Authority, region, country or a neighbour mean.", required=True),
            day("period_start", "First day of the period.", required=True),
            day("period_end", "Last day of the period.", required=True),
            decimal("value", "The figure; empty when it was suppressed or is missing."),
            text("symbol", "Mark printed in place of a figure, as published.", size=4),
            day("released_on", "Day of publication.", required=True),
            choice(
                "basis",
                ("annual_flow", "quarter_flow", "snapshot", "annual_percentage"),
                "Kind of figure.",
                required=True,
            ),
        ),
        "A figure is shown only beside a measure of the same basis.",
        authority=False,
    ),
)
