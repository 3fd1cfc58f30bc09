"""The year of a return: by its dates, its name a hint, and a question where neither can say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from tests.sources.ssda903.returns_made import (
    Rows,
    Tables,
    child,
    delivered,
    episode,
    reading,
    write,
    year_2024,
)

END_2024 = dt.date(2024, 3, 31)


def of(episodes: Rows) -> Tables:
    """A return of episodes and their children."""
    children = dict.fromkeys(one["CHILD"] for one in episodes)
    return {"header": [child(CHILD=one) for one in children], "episodes": episodes}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SSDA903_2024_{table}.csv", "its name has the year in which it ends"),
        ("2023-{table}.csv", "its name has the year in which it begins"),
        ("{table} 2023-24.csv", "from the dates in it"),
        ("{table}.csv", "from the dates in it"),
    ],
)
def test_the_dates_say_the_year_whatever_the_name_means(tmp_path: Path, name: str, said: str) -> None:
    one = reading(write(tmp_path / "f", year_2024(), name))
    assert one.extracted_on == END_2024
    assert said in one.how_dated
    assert "the year to 31 March 2024" in one.how_dated
    assert {cover.covers_from for cover in one.covers.values()} == {dt.date(2023, 4, 1)}


def test_a_name_of_another_year_is_said_and_the_dates_stand(tmp_path: Path) -> None:
    one = reading(write(tmp_path / "f", year_2024(), "SSDA903_2019_{table}.csv"))
    assert one.extracted_on == END_2024
    warnings = [note.text for note in one.notes if note.level == "warning"]
    assert any("the name speaks of another year than the dates in it" in text for text in warnings)


@pytest.mark.parametrize(
    ("ended", "year"),
    [("01/04/2023", 2024), ("31/03/2024", 2024), ("31/03/2023", 2023), ("01/04/2024", 2025)],
)
def test_a_year_runs_from_1_april_to_31_march(tmp_path: Path, ended: str, year: int) -> None:
    tables = year_2024(episodes=[episode(DECOM="01/02/2023", DEC=ended, REC="E4A")])
    assert reading(write(tmp_path / "f", tables, "{table}.csv")).extracted_on == dt.date(year, 3, 31)


def test_one_wrong_date_among_many_does_not_move_the_year(tmp_path: Path) -> None:
    many = [
        episode(CHILD=str(number), DECOM="01/02/2023", DEC="20/03/2024", REC="E4A") for number in range(40)
    ]
    many[7]["DEC"] = "20/03/2042"
    assert reading(write(tmp_path / "f", of(many))).extracted_on == END_2024


def test_ends_in_several_years_are_a_question(tmp_path: Path) -> None:
    several = [
        episode(CHILD=str(number), DECOM="01/02/2019", DEC=f"20/03/{2021 + number % 4}", REC="E4A")
        for number in range(8)
    ]
    with pytest.raises(RefusedInput) as refused:
        delivered(write(tmp_path / "f", year_2024(episodes=several), "{table}.csv"))
    said = (
        "its dates are of several years: Episodes has 2 of 2020-21, 2 of 2021-22, 2 of 2022-23, 2 of others"
    )
    assert said in refused.value.what
    assert "--as-at" in refused.value.do


def test_a_header_alone_is_a_question_unless_its_name_is_plain_or_a_day_is_given(tmp_path: Path) -> None:
    alone = {"header": [child()]}
    with pytest.raises(RefusedInput, match="not certain of which year"):
        delivered(write(tmp_path / "a", alone))
    assert reading(write(tmp_path / "b", alone, "{table}_2023-24.csv")).extracted_on == END_2024
    assert reading(write(tmp_path / "a", alone), as_at=END_2024).extracted_on == END_2024


def test_names_beside_others_show_what_a_year_in_them_means(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", year_2024(), "2023_{table}.csv")
    write(folder, {"header": [child()]}, "2024_{table}.csv")
    days = [one.extracted_on for one in delivered(folder).readings]
    assert days == [END_2024, dt.date(2025, 3, 31)]


def test_an_extract_within_the_year_gets_its_day(tmp_path: Path) -> None:
    day = dt.date(2024, 1, 31)
    early = year_2024(
        episodes=[episode(), episode(CHILD="1002", DECOM="01/02/2023", DEC="05/01/2024", REC="E4A")]
    )
    given = reading(write(tmp_path / "a", early, "{table}.csv"), as_at=day)
    named = reading(write(tmp_path / "b", early, "903 {table} 2024-01-31.csv"))
    for one in (given, named):
        assert one.extracted_on == day
        assert one.covers["cla_periods"].covers_from == dt.date(2023, 4, 1)
        assert one.covers["cla_periods"].covers_to == day
        assert "an extract of 31 January 2024" in one.how_dated
    with pytest.raises(RefusedInput, match="before the year of the return"):
        delivered(write(tmp_path / "a", early, "{table}.csv"), as_at=dt.date(2023, 1, 31))


def test_a_return_without_its_last_months_is_a_question(tmp_path: Path) -> None:
    cut = [
        episode(CHILD=str(number), DECOM=f"01/{4 + number % 6:02}/2023", DEC="", REC="")
        for number in range(30)
    ]
    cut.append(episode(CHILD="99", DECOM="01/02/2023", DEC="01/05/2023", REC="E4A"))
    folder = write(tmp_path / "f", of(cut))
    with pytest.raises(RefusedInput) as refused:
        delivered(folder)
    assert "No episode begins or ends after 01 September 2023" in refused.value.what
    assert "--as-at" in refused.value.do
    assert reading(folder, as_at=dt.date(2023, 9, 30)).extracted_on == dt.date(2023, 9, 30)
    assert reading(folder, as_at=END_2024).extracted_on == END_2024


def busy(last: dt.date) -> Rows:
    """Two days of three an episode begins, up to a day."""
    days = [dt.date(2023, 4, 1) + dt.timedelta(at) for at in range(366) if at % 3]
    started = [
        episode(CHILD=str(2000 + at), DECOM=f"{day:%d/%m/%Y}") for at, day in enumerate(days) if day <= last
    ]
    return [*started, episode(CHILD="99", DECOM="01/02/2023", DEC="01/05/2023", REC="E4A")]


@pytest.mark.parametrize(("last", "is_whole"), [(dt.date(2024, 2, 20), False), (dt.date(2024, 3, 22), True)])
def test_a_busy_return_that_stops_weeks_before_its_end_is_a_question(
    tmp_path: Path, last: dt.date, is_whole: bool
) -> None:
    """Where something begins nearly every day, 40 quiet days are an extract of 20 February."""
    episodes = busy(last)
    tables = of(episodes)
    folder = write(tmp_path / "f", tables)
    if is_whole:
        assert reading(folder).extracted_on == END_2024
        return
    with pytest.raises(RefusedInput, match="No episode begins or ends after 20 February 2024"):
        delivered(folder)
    whole = busy(END_2024)
    tables = of(whole)
    reviews = [{"CHILD": one["CHILD"], "REVIEW": one["DECOM"], "REVIEW_CODE": "PN1"} for one in episodes[:-1]]
    with pytest.raises(RefusedInput, match="No review is held after 20 February 2024"):
        delivered(write(tmp_path / "g", tables | {"reviews": reviews}))


def test_two_returns_of_one_year_are_a_question(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", year_2024(), "SSDA903_2024_{table}.csv")
    write(folder, year_2024(), "other_7_{table}.csv")
    (folder / "other_7_header.csv").write_text("CHILD,SEX,DOB,ETHNIC\n9,1,01/01/2011,WBRI\n")
    (folder / "other_7_episodes.csv").write_text(
        (folder / "SSDA903_2024_episodes.csv").read_text().replace("1002", "1003")
    )
    with pytest.raises(RefusedInput, match="Two returns are of the year to 31 March 2024"):
        delivered(folder)


def test_several_years_come_apart_the_earliest_first(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", year_2024())
    before = [episode(DECOM="01/02/2020", DEC="01/02/2023", REC="E4A")]
    write(folder, {"header": [child()], "episodes": before}, "SSDA903_2023_{table}.csv")
    found = delivered(folder).readings
    assert [one.extracted_on for one in found] == [dt.date(2023, 3, 31), END_2024]
    assert [one.standard for one in found] == ["903", "903"]


def test_a_register_without_a_date_is_of_the_last_return_it_came_with(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", year_2024())
    (folder / "population.csv").write_text("la_code,year,population_0_17\n998,2023,50500\n")
    found = delivered(folder).readings
    assert {one.standard: one.extracted_on for one in found} == {"903": END_2024, "L": END_2024}


def test_starts_alone_tell_no_year_as_nothing_may_have_begun_in_it(tmp_path: Path) -> None:
    alone = year_2024(episodes=[episode(), episode(CHILD="1002")])
    with pytest.raises(RefusedInput, match="no date in it tells the year"):
        delivered(write(tmp_path / "f", alone))
    reviews = [{"CHILD": "1001", "REVIEW": "01/02/2025", "REVIEW_CODE": "PN1"}]
    assert reading(write(tmp_path / "g", alone | {"reviews": reviews})).extracted_on == dt.date(2025, 3, 31)


@pytest.mark.parametrize("form", ["%Y%m%d", "%d%m%Y"])
def test_dates_in_a_form_that_is_not_read_are_named(tmp_path: Path, form: str) -> None:
    begun, ended = (dt.date(2023, month, 20).strftime(form) for month in (5, 8))
    plain = episode(DECOM=begun, DEC=ended, REC="E4A")
    folder = write(tmp_path / "f", year_2024(episodes=[plain]), "{table}.csv")
    with pytest.raises(RefusedInput) as refused:
        delivered(folder)
    said = "The column DECOM of episodes.csv has dates of eight digits with nothing between"
    assert said in refused.value.what
    assert begun not in str(refused.value)


@pytest.mark.parametrize("form", ["%d/%m/%y", "%d-%b-%y"])
def test_dates_with_years_of_two_digits_are_named(tmp_path: Path, form: str) -> None:
    begun, ended = (dt.date(2023, month, 20).strftime(form) for month in (5, 8))
    plain = episode(DECOM=begun, DEC=ended, REC="E4A")
    with pytest.raises(RefusedInput) as refused:
        delivered(write(tmp_path / "f", year_2024(episodes=[plain]), "{table}.csv"))
    assert "The column DECOM of episodes.csv has dates whose year has two digits" in refused.value.what
    assert "--as-at" not in str(refused.value)
    assert begun not in str(refused.value)


def ended_in(year: int, number: int = 30, first: int = 3000) -> Rows:
    """Episodes that ended in March of a year, each of a child of its own."""
    return [
        episode(CHILD=str(first + at), DECOM="01/02/2020", DEC=f"{1 + at % 28:02}/03/{year}", REC="E4A")
        for at in range(number)
    ]


def reviewed_in(year: int, number: int = 30) -> Rows:
    """Reviews of the same children in March of a year."""
    return [
        {"CHILD": str(3000 + at), "REVIEW": f"{1 + at % 28:02}/03/{year}", "REVIEW_CODE": "PN1"}
        for at in range(number)
    ]


TWO_YEARS = {
    "tables of two years": of(ended_in(2023)) | {"reviews": reviewed_in(2024)},
    "episodes of two years": of(ended_in(2023) + ended_in(2024, first=4000)),
    "episodes that go on after the last end": of(
        ended_in(2023) + [episode(CHILD=str(5000 + at)) for at in range(9)]
    ),
}


@pytest.mark.parametrize("as_at", [None, END_2024])
@pytest.mark.parametrize("name", ["SSDA903_2023-24_{table}.csv", "SSDA903_2024_{table}.csv", "{table}.csv"])
@pytest.mark.parametrize("tables", TWO_YEARS.values(), ids=TWO_YEARS)
def test_neither_a_name_nor_a_given_day_decides_where_dates_are_of_several_years(
    tmp_path: Path, tables: Tables, name: str, as_at: dt.date | None
) -> None:
    with pytest.raises(RefusedInput) as refused:
        delivered(write(tmp_path / "f", tables, name), as_at=as_at)
    assert "This return is not of one year" in refused.value.what
    assert ("--as-at does not settle that" in refused.value.what) is bool(as_at)
    assert "Export every table for the same year" in refused.value.do


def test_what_each_table_says_is_said(tmp_path: Path) -> None:
    with pytest.raises(RefusedInput) as refused:
        delivered(write(tmp_path / "f", TWO_YEARS["tables of two years"], "2023-24 {table}.csv"))
    assert "Episodes has 30 of 2022-23; Reviews has 30 of 2023-24." in refused.value.what


def test_a_few_dates_of_several_years_leave_a_given_day_to_decide_and_no_name(tmp_path: Path) -> None:
    few = of(ended_in(2023, 3) + ended_in(2024, 3, first=4000))
    folder = write(tmp_path / "f", few, "SSDA903_2023-24_{table}.csv")
    with pytest.raises(RefusedInput, match="not certain of which year"):
        delivered(folder)
    assert reading(folder, as_at=END_2024).how_dated == "the year to 31 March 2024, as given"


def test_a_name_of_a_year_that_ended_before_the_episodes_began_is_a_question(tmp_path: Path) -> None:
    """Nothing ended: the starts do not tell the year, and they tell which it is not."""
    alone = of([episode(), episode(CHILD="1002")])
    with pytest.raises(RefusedInput, match="of its 2 episodes 2 begin after 2022-23"):
        delivered(write(tmp_path / "a", alone, "SSDA903_2022-23_{table}.csv"))
    assert reading(write(tmp_path / "b", alone, "SSDA903_2023-24_{table}.csv")).extracted_on == END_2024


def test_a_day_long_after_the_year_of_the_dates_is_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", of(ended_in(2023)), "{table}.csv")
    one = reading(folder, as_at=END_2024)
    assert one.extracted_on == dt.date(2023, 3, 31)
    assert any("lies long after the year of the dates, 2022-23" in note.text for note in one.notes)
    soon = reading(folder, as_at=dt.date(2023, 6, 1))
    assert not any("lies long after" in note.text for note in soon.notes)


def test_a_table_with_dates_of_many_years_is_said_and_stops_nothing(tmp_path: Path) -> None:
    reviews = reviewed_in(2024, 20) + reviewed_in(2022, 10)
    one = reading(write(tmp_path / "f", of(ended_in(2024)) | {"reviews": reviews}))
    said = "Of the dates in this table 20 of 30 are of the year of the return, 2023-24"
    assert [said in note.text for note in one.notes if note.level == "warning"].count(True) == 1


MADE_IN_OCTOBER = dt.date(2023, 10, 31)


def test_a_given_day_before_its_own_dates_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", of(ended_in(2024)), "{table}.csv")
    with pytest.raises(RefusedInput) as refused:
        delivered(folder, as_at=MADE_IN_OCTOBER)
    assert "The extract date given, 31 October 2023, cannot be right: 30 of 60 dates" in refused.value.what
    assert "--as-at 2024-03-31" in refused.value.do


def test_a_day_in_a_name_before_its_own_dates_is_said_and_not_believed(tmp_path: Path) -> None:
    episodes = busy(dt.date(2024, 3, 28))
    one = reading(write(tmp_path / "f", of(episodes), "{table} 2023-10-31.csv"))
    assert one.extracted_on == END_2024
    said = "The name says that the return was extracted on 31 October 2023, but "
    assert [note.level for note in one.notes if note.text.startswith(said)] == ["warning"]


def test_a_few_dates_after_a_day_are_slips(tmp_path: Path) -> None:
    episodes = [*busy(MADE_IN_OCTOBER), *ended_in(2024, 5)]
    folder = write(tmp_path / "f", of(episodes), "{table} 2023-10-31.csv")
    assert reading(folder).extracted_on == MADE_IN_OCTOBER
    assert reading(folder, as_at=MADE_IN_OCTOBER).extracted_on == MADE_IN_OCTOBER
