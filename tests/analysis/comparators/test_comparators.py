"""The comparators of a measure: who, of which period, like or unlike, and what turns the verdict."""

from __future__ import annotations

import datetime as dt
import statistics as python_statistics
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.analysis.comparators import Comparators, Side, Wanted, comparators, every_comparators
from goldenthread.model.published import CONFLICT
from goldenthread.sources.published.typed import HEADER
from tests.analysis.comparators.published_made import MEASURES, OTHER_TEN, made, places, statistics
from tests.support.published import PLACES, TEN, TODAY, authority, ees, lait, neighbours, row

DECEMBER = dt.date(2023, 12, 31)
VALUES = {"970": "70", "989": "57", "852": "108", "851": "92", "850": "-"}
NEIGHBOURS = {one: str(90 + at * 2) for at, one in enumerate(TEN)}
OTHERS = {one: str(112 + at) for at, one in enumerate(OTHER_TEN)}


@pytest.fixture
def found(tmp_path: Path) -> Comparators:
    published = made(tmp_path, "LAC", VALUES | NEIGHBOURS | OTHERS)
    wanted = Wanted(authorities=("851", "850"))
    return comparators(MEASURES["cla_rate"], "E06000852", DECEMBER, published, value=102.0, wanted=wanted)


def test_each_comparator_has_its_own_period_release_and_source(found: Comparators) -> None:
    told = [(one.kind, one.area, one.value, one.symbol, one.n) for one in found.items]
    assert told == [
        ("england", "970", 70.0, "", 1),
        ("region", "989", 57.0, "", 1),
        ("neighbours", "SN:2021-04", 99.0, "", 10),
        ("authority", "851", 92.0, "", 1),
        ("authority", "850", None, "-", 0),
    ]
    assert {one.period_label for one in found.items} == {"at 31 March 2023"}
    assert all(one.vintage and "Local Authority Interactive Tool" in one.source for one in found.items)
    assert {(one.released, one.how_released, len(one.sha256)) for one in found.items} == {
        (TODAY, "day of loading", 64)
    }
    assert found.own is not None
    assert (found.own.value, found.authority, found.series) == (108.0, "852", "LAIT:LAC")


def test_the_side_is_of_unrounded_values(found: Comparators) -> None:
    assert [one.verdict for one in found.items] == [*(Side.ABOVE,) * 4, Side.NONE]


@pytest.mark.parametrize(
    ("said", "polarity"),
    [("Low", "lower"), ("-", "neutral"), ("NA", "neutral"), ("High", "neutral"), ("", "neutral")],
)
def test_which_side_is_better_is_the_publishers_word(tmp_path: Path, said: str, polarity: str) -> None:
    """The card's aim is lower; of children in care LAIT takes neither side, and then nobody is worse."""
    published = made(tmp_path, "LAC", VALUES | NEIGHBOURS, polarity=said)
    found = comparators(MEASURES["cla_rate"], "852", DECEMBER, published, value=102.0)
    assert {one.polarity for one in found.items} == {polarity}
    assert {one.verdict for one in found.items} == {Side.ABOVE}


def test_both_editions_are_given_when_the_choice_turns_the_verdict(found: Comparators) -> None:
    by_edition = [one for one in found.choices if one.other.model == "2025-05"]
    assert [one.says for one in by_edition] == [
        "above the neighbours by the model of April 2021, below by the model of May 2025"
    ]
    assert {one.model for one in found.other_neighbours} == {"2025-05", "2021-04"}


def test_a_symbol_is_said_and_not_compared(found: Comparators) -> None:
    last = found.items[-1]
    assert not last.like
    assert last.why_unlike == "no figure is published: missing, the reason lost"


def test_the_edition_in_force_is_that_of_the_day(tmp_path: Path) -> None:
    published = made(tmp_path, "LAC", VALUES | NEIGHBOURS | OTHERS)
    for day, model in ((dt.date(2025, 4, 30), "2021-04"), (dt.date(2025, 5, 1), "2025-05")):
        (one,) = comparators(MEASURES["cla_rate"], "852", day, published).of_kind("neighbours")
        assert one.model == model


def test_an_edition_that_had_not_begun_is_shown_and_never_compared(tmp_path: Path) -> None:
    rows = [("LAC", "2020", area, value) for area, value in (VALUES | NEIGHBOURS | OTHERS).items()]
    published = made(tmp_path, "LAC", {}, *rows)
    found = comparators(MEASURES["cla_rate"], "852", dt.date(2021, 3, 31), published, value=102.0)
    (one,) = found.of_kind("neighbours")
    assert (one.value, one.like, one.verdict) == (99.0, False, Side.NONE)
    assert one.why_unlike == "the model of April 2021 had not begun"
    assert {each.like for each in found.other_neighbours} == {False}
    assert found.choices == ()
    (begun,) = comparators(MEASURES["cla_rate"], "852", dt.date(2021, 4, 1), published, value=102.0).of_kind(
        "neighbours"
    )
    assert (begun.like, begun.verdict) == (True, Side.ABOVE)
    assert begun.in_full == "Statistical neighbours, mean (10 of 10, model of April 2021)"


def test_a_figure_published_after_the_data_date_is_no_comparator(tmp_path: Path) -> None:
    """A past edition has the figures of its time; of those that may be later ones it says so."""
    path = tmp_path / "typed.csv"
    lines = [
        f'GROUP:care,England,{period},{value},the group,{day},,"per 10,000",,,\n'
        for period, value, day in (
            ("30 June 2023", "60", "2023-08-31"),
            ("30 September 2023", "64", "2024-02-29"),
        )
    ]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    published = statistics(path, places(tmp_path))
    own = replace(MEASURES["cla_rate"], benchmarks=("GROUP:care",))
    for known_by, value in ((dt.date(2024, 1, 15), 60.0), (dt.date(2024, 2, 29), 64.0), (None, 64.0)):
        (england,) = comparators(own, "852", DECEMBER, published, known_by=known_by).items
        assert (england.value, england.as_now, england.in_full) == (value, False, england.name)
    early = comparators(own, "852", DECEMBER, published, known_by=dt.date(2023, 8, 30))
    (england,) = early.items  # nothing of that time is loaded
    assert (england.value, england.as_now) == (64.0, True)
    assert england.in_full == f"{england.name} (as now published)"
    undated = made(tmp_path, "LAC", VALUES | NEIGHBOURS)
    found = comparators(MEASURES["cla_rate"], "852", DECEMBER, undated, known_by=DECEMBER)
    assert {one.as_now for one in found.items} == {True}
    (together,) = found.of_kind("neighbours")
    assert together.in_full.endswith("(10 of 10, model of April 2021, as now published)")
    every = every_comparators([MEASURES["cla_rate"]], "852", DECEMBER, undated, known_by=DECEMBER)
    assert every["cla_rate"] == found


def test_the_average_is_of_a_period_that_at_least_half_have(tmp_path: Path) -> None:
    """Two who report early are nobody's average: the year before stands until half have reported."""
    early = [("LAC", "2024", one, "500") for one in TEN[:4]]
    published = made(tmp_path, "LAC", VALUES | NEIGHBOURS, *early)
    when = dt.date(2024, 12, 31)
    (one,) = comparators(MEASURES["cla_rate"], "852", when, published).of_kind("neighbours")
    assert (one.value, one.n, one.period_label, one.like) == (99.0, 10, "at 31 March 2023", True)
    half = made(tmp_path, "LAC", VALUES | NEIGHBOURS, *early, ("LAC", "2024", TEN[4], "500"))
    (one,) = comparators(MEASURES["cla_rate"], "852", when, half).of_kind("neighbours")
    assert (one.value, one.n, one.period_label, one.like) == (500.0, 5, "at 31 March 2024", True)
    few = made(tmp_path, "LAC", VALUES, *early)
    (one,) = comparators(MEASURES["cla_rate"], "852", when, few).of_kind("neighbours")
    assert (one.value, one.n, one.like) == (500.0, 4, False)
    assert one.why_unlike == "only 4 of 10 neighbours have a figure"


def test_neighbours_without_a_value_are_left_out_and_counted(tmp_path: Path) -> None:
    some = NEIGHBOURS | {TEN[0]: "-", TEN[1]: "-"}
    published = made(tmp_path, "LAC", VALUES | some)
    (one,) = comparators(MEASURES["cla_rate"], "852", DECEMBER, published).of_kind("neighbours")
    assert (one.value, one.n, one.of) == (101.0, 8, 10)
    none = made(tmp_path, "LAC", VALUES | dict.fromkeys(TEN, "-"))
    (one,) = comparators(MEASURES["cla_rate"], "852", DECEMBER, none).of_kind("neighbours")
    assert (one.value, one.symbol, one.n, one.like) == (None, "x", 0, False)


def test_the_median_is_an_option(tmp_path: Path) -> None:
    values = {one: str(at**2) for at, one in enumerate(TEN)}
    published = made(tmp_path, "LAC", VALUES | values)
    wanted = Wanted(average="median")
    (one,) = comparators(MEASURES["cla_rate"], "852", DECEMBER, published, wanted=wanted).of_kind(
        "neighbours"
    )
    assert one.value == python_statistics.median(at**2 for at in range(10)) == 20.5
    assert (one.average, one.name) == ("median", "Statistical neighbours, median")


def test_only_periods_that_have_ended_are_shown(tmp_path: Path) -> None:
    published = made(tmp_path, "LAC", VALUES, ("LAC", "2024", "852", "97"), ("LAC", "2024", "970", "69"))
    then = comparators(MEASURES["cla_rate"], "852", dt.date(2024, 3, 30), published)
    now = comparators(MEASURES["cla_rate"], "852", dt.date(2024, 3, 31), published)
    assert [(one.own.value if one.own else None) for one in (then, now)] == [108.0, 97.0]
    region = now.of_kind("region")[0]
    assert region.period_label == "at 31 March 2023"  # its own, a year earlier


def test_two_files_of_one_release_that_differ_are_not_compared(tmp_path: Path) -> None:
    published = made(
        tmp_path, "LAC", VALUES, others=[lait(tmp_path, [("LAC", "2023", "970", "71")], "b.parquet")]
    )
    (england,) = comparators(MEASURES["cla_rate"], "852", DECEMBER, published).of_kind("england")
    assert (england.value, england.symbol, england.like) == (None, CONFLICT, False)
    assert england.why_unlike == "two files of one release give it differently"


def test_a_figure_that_one_file_gives_twice_differently_is_not_compared(tmp_path: Path) -> None:
    published = made(tmp_path, "LAC", VALUES, ("LAC", "2023", "970", "71.5"))
    (england,) = comparators(MEASURES["cla_rate"], "852", DECEMBER, published).of_kind("england")
    assert (england.value, england.symbol, england.like) == (None, CONFLICT, False)
    assert england.why_unlike == "it is given twice, differently"


def test_a_count_is_shown_and_never_judged(tmp_path: Path) -> None:
    published = made(tmp_path, "LACnum", VALUES | NEIGHBOURS)
    found = comparators(MEASURES["cla_count"], "852", DECEMBER, published, value=500)
    assert {(one.like, one.verdict) for one in found.items} == {(False, Side.NONE)}
    assert found.items[0].why_unlike == "a count grows with the size of the authority"
    assert found.rank is None
    assert found.choices == ()


def test_a_rate_of_a_month_is_not_set_against_one_of_a_year(tmp_path: Path) -> None:
    published = made(tmp_path, "CPP_Total_Rateper10,000", VALUES, kind="Financial Year")
    rate = MEASURES["referrals_rate"]
    (england,) = comparators(rate, "852", DECEMBER, published, value=60).of_kind("england")
    assert england.why_unlike == "the rate here is of a month and not annualised, the published one of a year"
    (england,) = comparators(rate, "852", DECEMBER, published, value=600, months=12).of_kind("england")
    assert (england.like, england.verdict) == (True, Side.ABOVE)
    assert england.period_label == "year ending 31 March 2023"


def test_a_percentage_of_a_month_may_stand_beside_a_year(tmp_path: Path) -> None:
    published = made(tmp_path, "ReReferral", {"970": "22.4", "852": "22.8"}, kind="Financial Year")
    (england,) = comparators(MEASURES["rereferrals_12m_pct"], "852", DECEMBER, published, value=25.0).items
    assert (england.like, england.verdict, england.period_label) == (
        *(True, Side.ABOVE, "year ending 31 March 2023"),
    )


def test_another_unit_or_kind_of_period_is_unlike(tmp_path: Path) -> None:
    published = made(tmp_path, "LAC", VALUES)
    percent = replace(MEASURES["cla_rate"], unit="percent")
    (england,) = comparators(percent, "852", DECEMBER, published).of_kind("england")
    assert england.why_unlike == "the measure is in percent, the published figure in per 10,000"
    flow = replace(MEASURES["cla_rate"], form="percentage", timing="flow")
    (england,) = comparators(flow, "852", DECEMBER, published).of_kind("england")
    assert england.why_unlike == "the measure is of a period, the published figure is at 31 March"


def test_a_flow_of_another_kind_of_period_is_unlike(tmp_path: Path) -> None:
    path = tmp_path / "typed.csv"
    rest = '4.0,Cafcass,2023-11-30,financial year,"per 10,000 in the quarter",,,\n'
    path.write_text(f"{HEADER}Cafcass:children_per_10000_quarter,England,2022-23,{rest}", encoding="utf-8")
    published = statistics(path, places(tmp_path))
    (england,) = comparators(MEASURES["care_applications_rate"], "852", DECEMBER, published, value=1.8).items
    assert (england.like, england.verdict) == (False, Side.NONE)
    assert england.why_unlike == "its period is a financial year, and the series is of the quarter"


def test_a_typed_series_in_another_unit_is_unlike(tmp_path: Path) -> None:
    path = tmp_path / "typed.csv"
    rest = "4.0,Cafcass,2023-11-30,,percent,,,\n"
    path.write_text(f"{HEADER}Cafcass:children_per_10000_quarter,England,2023-24 Q2,{rest}", encoding="utf-8")
    published = statistics(path, places(tmp_path))
    (england,) = comparators(MEASURES["care_applications_rate"], "852", DECEMBER, published).items
    assert england.why_unlike.endswith("the published figure in percent")


def test_a_series_of_the_councils_own_is_like_by_what_was_typed_of_it(tmp_path: Path) -> None:
    path = tmp_path / "typed.csv"
    rest = '60,the group,2023-11-30,,"per 10,000",,,\n'
    path.write_text(f"{HEADER}GROUP:care,England,30 September 2023,{rest}", encoding="utf-8")
    own = replace(MEASURES["cla_rate"], benchmarks=("GROUP:care",))
    (england,) = comparators(own, "852", DECEMBER, statistics(path, places(tmp_path)), value=50).items
    assert (england.like, england.verdict, england.period_label) == (
        *(True, Side.BELOW, "at 30 September 2023"),
    )
    flow = replace(own, timing="flow", annualise=True)
    (england,) = comparators(flow, "852", DECEMBER, statistics(path, places(tmp_path)), value=50).items
    assert england.why_unlike == "it is not stated of which kind of period the published series is"


def test_a_series_that_nobody_described_is_unlike(tmp_path: Path) -> None:
    own = replace(MEASURES["cla_rate"], benchmarks=("LAIT:Mystery",))
    published = made(tmp_path, "Mystery", VALUES)
    (england,) = comparators(own, "852", DECEMBER, published).of_kind("england")
    assert england.why_unlike == "it is not stated what the published series counts and when"


def test_why_there_are_no_comparators(tmp_path: Path) -> None:
    published = made(tmp_path, "LAC", VALUES)
    none = comparators(MEASURES["contacts_received"], "852", DECEMBER, published)
    assert none.why_none == "no published series is comparable"
    misspelt = replace(MEASURES["cla_rate"], benchmarks=("LAIT:LCA",))
    assert "Did you mean 'LAIT:LAC'?" in comparators(misspelt, "852", DECEMBER, published).why_none
    absent = comparators(MEASURES["cin_rate"], "852", DECEMBER, published)
    assert "LAIT:CIN is not loaded (goldenthread benchmarks load" in absent.why_none
    typed = comparators(MEASURES["care_applications_rate"], "852", DECEMBER, published)
    assert "type it in from: Cafcass" in typed.why_none
    early = comparators(MEASURES["cla_rate"], "852", dt.date(2020, 1, 1), published)
    assert early.why_none == "no period of LAIT:LAC ended by 1 January 2020"
    stranger = comparators(MEASURES["cla_rate"], "X06000001", DECEMBER, published)
    assert "do not know the authority X06000001" in stranger.why_none
    assert stranger.items == ()


def test_an_invented_council_may_be_compared_as_a_real_one(tmp_path: Path) -> None:
    published = made(tmp_path, "LAC", VALUES)
    wanted = Wanted(compared_as="E06000852")
    found = comparators(MEASURES["cla_rate"], "X06000001", DECEMBER, published, wanted=wanted)
    assert (found.authority, found.of_kind("region")[0].value) == ("852", 57.0)


def test_a_joint_return_is_shown_for_each_and_counted_once(tmp_path: Path) -> None:
    joint = authority("314 / 318", "E09000021 / E09000027", "Kingston / Richmond")
    header = (*PLACES, "median_days")
    rows = [row("2023", joint, "14"), row("2023", authority("852", "E06000852", "Southampton"), "10")]
    path = ees(tmp_path, header, rows, "c2_children_in_need_assessments_duration_2014_to_2024.csv")
    ten = ("314", "318", *TEN[:8])
    published = statistics(path, neighbours(tmp_path, {"852": ten}), places(tmp_path, ["314", "318"]))
    wanted = Wanted(authorities=("314",))
    found = comparators(MEASURES["assessments_median_wd"], "852", DECEMBER, published, wanted=wanted)
    (neighbour,) = found.of_kind("neighbours")
    assert (neighbour.value, neighbour.n) == (14.0, 1)
    (one,) = found.of_kind("authority")
    assert (one.value, one.joint) == (14.0, "Kingston / Richmond")


def test_a_joint_return_that_is_repeated_for_each_is_named(tmp_path: Path) -> None:
    joint = authority("314 / 318", "E09000021 / E09000027", "Kingston / Richmond")
    path = ees(tmp_path, (*PLACES, "n"), [row("2023", joint, "1")], "csww.csv")
    years = [
        ("Work_Force_Agecy_Rate", str(year), area, str(year - 2000 + (other if year < 2021 else 0)))
        for year in (2020, 2021, 2022, 2023)
        for other, area in enumerate(("314", "318", "852"))
    ]
    published = statistics(lait(tmp_path, years), path, places(tmp_path))
    wanted = Wanted(authorities=("314", "318"))
    found = comparators(MEASURES["agency_rate_pct"], "852", DECEMBER, published, wanted=wanted)
    assert [one.joint for one in found.of_kind("authority")] == ["Kingston / Richmond"] * 2
    assert found.own is not None
    assert found.own.joint == ""


def test_figures_typed_in_each_with_their_own_quarter(tmp_path: Path) -> None:
    path = tmp_path / "typed.csv"
    lines = [
        f"Cafcass:children_per_10000_quarter,{area},{period},{value},Cafcass table 3,2023-11-30,,{unit},,,\n"
        for area, period, value, unit in (
            ("852", "2023-24 Q2", "1.8", '"per 10,000 in the quarter"'),
            ("England", "2023-24 Q2", "4.0", '"per 10,000 in the quarter"'),
            ("E06000851", "2023-24 Q1", "8.0", '"per 10,000 in the quarter"'),
        )
    ]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    published = statistics(path, places(tmp_path, ["852", "851"]))
    wanted = Wanted(authorities=("E06000851",))
    measure = MEASURES["care_applications_rate"]
    found = comparators(measure, "852", DECEMBER, published, value=1.8, wanted=wanted)
    told = [(one.area, one.value, one.period_label, one.like, one.verdict) for one in found.items]
    assert {one.typed for one in found.items} == {True}
    assert [one.name for one in found.items] == ["England, typed in", "Area 851, typed in"]
    assert (found.rank, found.why_no_rank) == (None, "the figures are typed in, of some authorities alone")
    assert told == [
        ("970", 4.0, "July to September 2023", True, Side.BELOW),
        ("851", 8.0, "April to June 2023", True, Side.BELOW),
    ]
    assert found.items[0].source == "Cafcass table 3 (typed.csv)"


def test_a_rate_that_is_no_longer_printed_is_computed_and_said_to_be(tmp_path: Path) -> None:
    code = "E06000852"
    numbers = ees(
        tmp_path,
        (*PLACES, "At31_episodes"),
        [
            *(row(year, authority("852", code, "Southampton"), "400") for year in ("2022", "2023")),
            *(row("2023", authority(one, f"E06000{one}", one), "c") for one in ("851",)),
            row("2023", authority("850", "E10000014", "Hampshire"), "1000"),
        ],
        "b1_children_in_need_2013_to_2025.csv",
    )
    printed = ees(
        tmp_path,
        (*PLACES, "At31_episodes_rate"),
        [row("2022", authority("852", code, "Southampton"), "77.7")],
        "b1_children_in_need_2013_to_2022.csv",
    )
    people = ees(
        tmp_path,
        (*PLACES, "age_group", "population_estimate"),
        [
            row(year, authority("852", code, "Southampton"), "Children aged 0 to 17 years", count)
            for year, count in (("2021", "49000"), ("2022", "50000"), ("2023", "51000"))
        ]
        + [row("2022", authority("851", "E06000851", "Portsmouth"), "Children aged 0 to 17 years", "40000")],
        "ons_mid-year_population_estimates_2012_to_2024.csv",
    )
    wanted = Wanted(authorities=("851", "850"))
    measure = MEASURES["cin_rate"]
    published = statistics(numbers, printed, people)
    now = comparators(measure, "852", DECEMBER, published, wanted=wanted)
    assert now.series == "EES:b1_children_in_need/at31_episodes_rate"
    assert now.own is not None
    assert now.own.value == 80.0  # 400 of the 50,000 of mid-2022
    assert "computed from counts and the mid-2022 population" in now.own.source
    (portsmouth,) = now.of_kind("authority")
    assert (portsmouth.value, portsmouth.symbol) == (None, "c")
    assert now.unknown == ("850",)  # without a population there is no rate
    then = comparators(measure, "852", dt.date(2022, 12, 31), published)
    assert then.own is not None
    assert (then.own.value, "computed" in then.own.source) == (77.7, False)
    assert comparators(measure, "852", DECEMBER, statistics(numbers)).why_none.startswith(
        "the published series"
    )


def test_series_that_tell_the_same_another_way_are_not_shown_twice(tmp_path: Path) -> None:
    rows = [row("2023", authority("852", "E06000852", "Southampton"), "77.7")]
    header = (*PLACES, "At31_episodes_rate")
    other = ees(tmp_path, header, rows, "b1_children_in_need_2013_to_2023.csv")
    published = made(tmp_path, "CIN", {"970": "340", "852": "517"}, others=[other])
    assert {"LAIT:CIN", "EES:b1_children_in_need/at31_episodes_rate"} <= published.with_values
    found = comparators(MEASURES["cin_rate"], "852", DECEMBER, published)
    assert [(one.area, one.series) for one in found.items] == [("970", "LAIT:CIN")]
    assert found.own is not None
    assert found.own.value == 517.0


QUARTER = "REGION:rereferrals_12m_pct,{},2023-24 Q2,{},the group,2023-11-30,,percent,,,{}\n"


def quarter(folder: Path, values: dict[str, str]) -> Path:
    """Re-referrals of the quarter to September 2023, typed in by number."""
    path = folder / "typed.csv"
    lines = [QUARTER.format(area, value, f"Place {area}") for area, value in values.items()]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def test_a_year_and_a_quarter_stand_side_by_side_each_with_its_own_period(tmp_path: Path) -> None:
    """Both series of a card; the rank is of the first alone, and neither is set against the other."""
    values = {"970": "22.4", "989": "27.9", "852": "22.8", "851": "27.7"} | dict.fromkeys(TEN, "21.0")
    typed = quarter(tmp_path, {"E12000008": "28", "851": "33", TEN[0]: "30"})
    published = made(tmp_path, "ReReferral", values, kind="Financial Year", others=[typed])
    measure = MEASURES["rereferrals_12m_pct"]
    wanted = Wanted(authorities=("851", "859"))
    found = comparators(measure, "852", DECEMBER, published, value=25.0, wanted=wanted)
    year, months = "year ending 31 March 2023", "July to September 2023"
    assert [(one.kind, one.value, one.period_label, one.typed, one.verdict) for one in found.items] == [
        ("england", 22.4, year, False, Side.ABOVE),
        ("region", 27.9, year, False, Side.BELOW),
        ("neighbours", 21.0, year, False, Side.ABOVE),
        ("authority", 27.7, year, False, Side.BELOW),
        ("region", 28.0, months, True, Side.BELOW),  # one neighbour's figure is no neighbours' average
        ("authority", 33.0, months, True, Side.BELOW),
    ]
    assert {one.series for one in found.items if one.typed} == {"REGION:rereferrals_12m_pct"}
    assert (found.series, found.unknown) == ("LAIT:ReReferral", ("859",))
    assert found.rank is not None
    assert (found.rank.period_label, found.rank.of) == (year, 12)
    assert found.choices == ()
    without_own = comparators(measure, "852", DECEMBER, published, wanted=wanted)
    assert {one.verdict for one in without_own.items if one.typed} == {Side.NONE}


def test_neighbours_typed_in_whole_have_their_average(tmp_path: Path) -> None:
    typed = quarter(tmp_path, dict.fromkeys(TEN, "30"))
    published = statistics(typed, neighbours(tmp_path, {"852": TEN}), places(tmp_path))
    found = comparators(MEASURES["rereferrals_12m_pct"], "852", DECEMBER, published, value=25.0)
    (together,) = found.of_kind("neighbours")
    assert (together.name, together.value, together.n) == ("Statistical neighbours, mean, typed in", 30.0, 10)


def test_a_council_that_nobody_publishes_has_a_region_and_named_others(tmp_path: Path) -> None:
    """An invented council, with nothing loaded but a file typed in: no file says what is where."""
    published = statistics(quarter(tmp_path, {"England": "29", "E12000008": "28", "851": "33"}))
    measure = MEASURES["rereferrals_12m_pct"]
    wanted = Wanted(region="989", authorities=("851",))
    found = comparators(measure, "X06000001", DECEMBER, published, value=25.0, wanted=wanted)
    assert [(one.kind, one.name, one.value) for one in found.items] == [
        ("england", "England, typed in", 29.0),
        ("region", "South East, typed in", 28.0),
        ("authority", "Place 851, typed in", 33.0),
    ]
    assert (found.authority, found.own, found.rank) == ("X06000001", None, None)
    wrong = replace(wanted, compared_as="859")
    nobody = comparators(measure, "X06000001", DECEMBER, published, value=25.0, wanted=wrong)
    assert "do not know the authority 859" in nobody.why_none
    nobody = comparators(measure, "X06000001", DECEMBER, published, value=25.0)
    assert "do not know the authority X06000001" in nobody.why_none


def test_the_region_that_files_give_wins_over_that_of_the_settings(tmp_path: Path) -> None:
    published = made(tmp_path, "LAC", VALUES | {"990": "58"})
    found = comparators(MEASURES["cla_rate"], "852", DECEMBER, published, wanted=Wanted(region="990"))
    assert [one.area for one in found.of_kind("region")] == ["989"]


def test_all_measures_at_once_are_as_each_alone(tmp_path: Path) -> None:
    published = made(tmp_path, "LAC", VALUES | NEIGHBOURS)
    chosen = [MEASURES[name] for name in ("cla_rate", "cin_rate", "contacts_received")]
    every = every_comparators(chosen, "852", DECEMBER, published, values={"cla_rate": 102.0})
    assert set(every) == {"cla_rate", "cin_rate"}
    assert every["cla_rate"] == comparators(chosen[0], "852", DECEMBER, published, value=102.0)


def test_the_length_of_a_measures_period_reaches_every_comparator(tmp_path: Path) -> None:
    published = made(tmp_path, "CPP_Total_Rateper10,000", VALUES, kind="Financial Year")
    rate = MEASURES["referrals_rate"]
    month = every_comparators([rate], "852", DECEMBER, published)[rate.id]
    year = every_comparators([rate], "852", DECEMBER, published, months={rate.id: 12})[rate.id]
    assert [{one.like for one in each.of_kind("england")} for each in (month, year)] == [{False}, {True}]
