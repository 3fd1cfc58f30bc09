"""The store of published statistics: releases kept, one that stands, whole or absent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.model.published import CONFLICT
from goldenthread.sources.published import read_published
from goldenthread.sources.published.typed import HEADER
from goldenthread.warehouse.files import read_sealed, write_sealed
from goldenthread.warehouse.published import store
from goldenthread.warehouse.published.overlap import overlap, repeated
from goldenthread.warehouse.published.statistics import PublishedStatistics
from goldenthread.warehouse.published.store import (
    FileReport,
    current,
    open_published,
    store_published,
    withdraw,
)
from goldenthread.warehouse.workspace import Workspace
from tests.support.published import (
    ENGLAND,
    PLACES,
    TEN,
    TODAY,
    authority,
    dictionary,
    ees,
    lait,
    neighbours,
    read_one,
    row,
)
from tests.support.small_store import workspace

SOUTHAMPTON = authority("852", "E06000045", "Southampton")
COUNT = "EES:b1_children_in_need/at31_episodes"


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "here")


def load(here: Workspace, *paths: Path, **more: object) -> list[FileReport]:
    return store_published(here, read_published(paths, today=TODAY, **more).files)  # type: ignore[arg-type]


def release(folder: Path, years: dict[str, str], last: int) -> Path:
    """The children in need of one release."""
    folder.mkdir(exist_ok=True)
    rows = [row(year, SOUTHAMPTON, value) for year, value in years.items()]
    return ees(folder, (*PLACES, "At31_episodes"), rows, f"b1_children_in_need_2013_to_{last}.csv")


def standing(here: Workspace, code: str = COUNT, kind: str = "at 31 March") -> dict[int, object]:
    """Value or symbol by year."""
    found = open_published(here).standing(code, kind)
    return {one.period.end.year: one.symbol if one.value is None else one.value for one in found}


def test_what_is_stored_is_what_was_read(here: Workspace, tmp_path: Path) -> None:
    path = lait(tmp_path, [("LAC", "2023", "852", "108"), ("LAC", "2023", "970", "-")])
    (report,) = load(here, path)
    assert (report.change, report.new, report.conflicts) == ("added", 2, 0)
    file = read_one(path)
    (stored,) = open_published(here).files
    assert (stored.release, stored.series, stored.areas) == (file.release, file.series, file.areas)
    by_area = {one.area: one for one in open_published(here).standing("LAIT:LAC", "at 31 March")}
    assert (by_area["852"].value, by_area["970"].symbol) == (108.0, "-")
    assert by_area["852"].sha256 == file.sha256
    assert (by_area["852"].how, by_area["852"].released) == ("day of loading", TODAY)


def test_the_same_file_twice_changes_nothing(here: Workspace, tmp_path: Path) -> None:
    path = release(tmp_path, {"2024": "400"}, 2024)
    load(here, path)
    before = current(here)
    assert [one.change for one in load(here, path)] == ["unchanged"]
    assert current(here) == before


def test_what_another_version_stored_is_refused_until_it_is_loaded_again(
    here: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = release(tmp_path, {"2024": "400"}, 2024)
    with monkeypatch.context() as then:
        then.setattr(store, "LAYOUT", ["as it was"])
        load(here, path)
    (identity,) = current(here)
    described = here.store / store.FOLDER / identity / store.DESCRIPTION
    document = read_sealed(described)
    del document["figures_sha256"]
    write_sealed(described, document)
    with pytest.raises(RefusedInput, match="another version"):
        open_published(here)
    (other,) = load(here, lait(tmp_path, [("LAC", "2023", "852", "108")]))
    assert any(path.name in one and "until loaded again" in one for one in other.says)
    assert identity not in current(here)
    (report,) = load(here, path)
    assert (report.change, report.new, report.says) == ("added", 1, ())
    assert standing(here) == {2024: 400.0}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_newer_release_stands_whichever_comes_first(
    here: Workspace, tmp_path: Path, order: tuple[int, int]
) -> None:
    paths = [
        release(tmp_path, {"2023": "400", "2024": "c"}, 2024),
        release(tmp_path, {"2023": "410", "2024": "c", "2025": "390"}, 2025),
    ]
    load(here, paths[order[0]])
    (report,) = load(here, paths[order[1]])
    assert (report.equal, report.revised, report.conflicts) == (1, 1, 0)
    assert "both are kept" in report.says[0]
    assert standing(here) == {2023: 410.0, 2024: "c", 2025: 390.0}
    older = {one.period.end.year: one.older for one in open_published(here).standing(COUNT, "at 31 March")}
    assert older == {2023: 1, 2024: 1, 2025: 0}


def test_two_files_of_one_release_that_differ_stand_for_nothing(here: Workspace, tmp_path: Path) -> None:
    load(here, lait(tmp_path, [("LAC", "2023", "852", "108"), ("LAC", "2023", "850", "66")], "a.parquet"))
    (report,) = load(here, lait(tmp_path, [("LAC", "2023", "852", "109")], "b.parquet"))
    assert report.conflicts == 1
    assert "LAIT:LAC, area 852, 2023" in report.says[0]
    assert "--released-on" in report.says[0]
    found = {one.area: one for one in open_published(here).standing("LAIT:LAC", "at 31 March")}
    assert (found["852"].value, found["852"].symbol) == (None, CONFLICT)
    assert found["850"].value == 66.0


def test_the_days_of_both_settle_it_and_take_the_files_anew(here: Workspace, tmp_path: Path) -> None:
    """A day for one of two releases of the same years does not say whether the other came before or after."""
    older, newer = (
        lait(tmp_path, [("LAC", "2023", "852", value)], name)
        for value, name in (("108", "a.parquet"), ("109", "b.parquet"))
    )
    load(here, older)
    load(here, newer)
    (report,) = load(here, newer, released_on=dt.date(2023, 11, 16))
    assert (report.change, report.conflicts) == ("replaced", 1)
    assert "of which the day of release is not known (a.parquet)" in report.says[0]
    assert "Load each again with its own day: --released-on DATE." in report.says[0]
    assert standing(here, "LAIT:LAC") == {2023: CONFLICT}
    (report,) = load(here, older, released_on=dt.date(2023, 9, 1))
    assert (report.change, report.conflicts) == ("replaced", 0)
    assert len(current(here)) == 2
    assert standing(here, "LAIT:LAC") == {2023: 109.0}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_day_does_not_put_an_older_release_first(
    here: Workspace, tmp_path: Path, order: tuple[int, int]
) -> None:
    """The older release, loaded with its day, beside the newer one without: what they cover orders them."""
    paths = [
        release(tmp_path, {"2023": "400", "2024": "380"}, 2024),
        release(tmp_path, {"2023": "410", "2024": "390", "2025": "370"}, 2025),
    ]
    for at in order:
        load(here, paths[at], **({} if at else {"released_on": dt.date(2025, 10, 31)}))
    assert standing(here) == {2023: 410.0, 2024: 390.0, 2025: 370.0}


def test_only_what_was_published_by_a_day_stands_for_it(here: Workspace, tmp_path: Path) -> None:
    days = {2024: dt.date(2024, 10, 31), 2025: dt.date(2025, 10, 30)}
    load(here, release(tmp_path, {"2023": "400", "2024": "380"}, 2024), released_on=days[2024])
    load(
        here,
        release(tmp_path, {"2023": "410", "2024": "390", "2025": "370"}, 2025),
        released_on=days[2025],
    )
    found = open_published(here)

    def known(by: dt.date | None) -> dict[int, float | None]:
        return {one.period.end.year: one.value for one in found.standing(COUNT, "at 31 March", by)}

    assert known(dt.date(2024, 10, 31)) == known(dt.date(2025, 10, 29)) == {2023: 400.0, 2024: 380.0}
    assert known(dt.date(2025, 10, 30)) == known(None) == {2023: 410.0, 2024: 390.0, 2025: 370.0}
    assert known(dt.date(2024, 10, 30)) == known(None)  # nothing of that time is loaded: as now published
    for by, marked in ((dt.date(2024, 10, 30), True), (dt.date(2024, 10, 31), False), (None, False)):
        assert {one.as_now for one in found.standing(COUNT, "at 31 March", by)} == {marked}


def test_what_nobody_dated_is_marked_before_the_day_on_which_it_was_loaded(
    here: Workspace, tmp_path: Path
) -> None:
    load(here, release(tmp_path, {"2023": "400"}, 2023))
    found = open_published(here)
    for by, marked in ((TODAY - dt.timedelta(1), True), (TODAY, False), (None, False)):
        (one,) = found.standing(COUNT, "at 31 March", by)
        assert (one.value, one.as_now) == (400.0, marked)


def test_what_files_say_of_series_and_areas_does_not_hang_on_the_order_of_loading(tmp_path: Path) -> None:
    """Two dictionaries that differ, and two releases that name an area otherwise: the later one wins."""
    older, newer = (
        dictionary(
            tmp_path,
            [{"Measure_short": "LAC", "Polarity": said, "Year_Type": "Annual", "Last Update": day}],
            f"{said}.csv",
        )
        for said, day in (("Low", "45000"), ("High", "45962"))
    )
    names = [
        ees(tmp_path, (*PLACES, "n"), [row(year, authority("852", "E06000045", name), "1")], f"{year}.csv")
        for year, name in (("2024", "Southampton UA"), ("2025", "Southampton"))
    ]
    for paths in ([older, newer, *names], [newer, older, *names[::-1]]):
        found = PublishedStatistics([read_one(path) for path in paths])
        assert found.series["LAIT:LAC"].polarity == "High"
        assert found.name("852") == "Southampton"


def test_a_revised_label_is_the_same_period(here: Workspace, tmp_path: Path) -> None:
    load(here, lait(tmp_path, [("X", "2022", "852", "1")], "a.parquet"), released_on=dt.date(2022, 11, 1))
    again = lait(tmp_path, [("X", "2022 (Rev)", "852", "2")], "b.parquet")
    (report,) = load(here, again, released_on=dt.date(2023, 3, 1))
    assert report.revised == 1
    (one,) = open_published(here).standing("LAIT:X", "academic year")
    assert (one.value, one.period.status) == (2.0, "revised")


def test_figures_that_stand_twice_in_one_file(tmp_path: Path) -> None:
    rows = [row("2023", SOUTHAMPTON, cell) for cell in ("1", "1", "2", "c")]
    found = repeated(read_one(ees(tmp_path, (*PLACES, "n"), rows)).values)
    assert (found.equal, found.unequal) == (1, 2)


def test_a_figure_and_a_symbol_are_not_equal(tmp_path: Path) -> None:
    files = [
        read_one(ees(tmp_path, (*PLACES, "n"), [row("2023", ENGLAND, cell)], f"{name}.csv")).values
        for name, cell in (("n", "0"), ("n_2023", "c"))
    ]
    found = overlap(*files)
    assert (found.equal, found.unequal) == (0, 1)


def test_other_neighbours_for_the_same_edition_are_refused(here: Workspace, tmp_path: Path) -> None:
    load(here, neighbours(tmp_path, {"852": TEN}))
    again = neighbours(tmp_path, {"852": TEN[::-1]}, "New_Groupings_April_2021.csv")
    (report,) = load(here, again)
    assert report.change == "refused"
    assert "first for authority 852, 1 in all" in report.says[0]
    assert open_published(here).neighbour_sets["852"][0].neighbours == TEN


def test_the_same_neighbours_from_two_files_are_one_set(here: Workspace, tmp_path: Path) -> None:
    load(here, neighbours(tmp_path, {"852": TEN}), neighbours(tmp_path, {"852": TEN}, "other_april_2021.csv"))
    (one,) = open_published(here).neighbour_sets["852"]
    assert one.neighbours == TEN


def test_two_files_of_one_edition_add_to_each_other(here: Workspace, tmp_path: Path) -> None:
    """The second file repeats an authority and brings another: both have their sets."""
    load(here, neighbours(tmp_path, {"852": TEN}))
    both = neighbours(tmp_path, {"852": TEN, "850": TEN[::-1]}, "south_april_2021.csv")
    (report,) = load(here, both)
    assert report.change == "added"
    sets = open_published(here).neighbour_sets
    assert {name: [one.neighbours for one in those] for name, those in sets.items()} == {
        "852": [TEN],
        "850": [TEN[::-1]],
    }


def test_codes_that_change_lead_to_one_number(here: Workspace, tmp_path: Path) -> None:
    rows = [
        row("2024", authority("815", code, "North Yorkshire"), "1") for code in ("E10000023", "E06000065")
    ]
    rows[1] = ("2025", *rows[1][1:])
    load(here, ees(tmp_path, (*PLACES, "n"), rows))
    found = open_published(here)
    assert {found.number(code) for code in ("E10000023", "E06000065", "815")} == {"815"}
    assert found.number("E09999999") == ""


def typed(folder: Path, value: str, name: str = "typed.csv") -> Path:
    path = folder / name
    line = f"Cafcass:children_per_10000_quarter,E06000045,2023-24 Q2,{value},Cafcass,2023-11-30,,,,,\n"
    path.write_text(HEADER + line, encoding="utf-8")
    return path


def typed_rows(folder: Path, *rows: str) -> Path:
    """Typed-in figures: area, period and value in each row."""
    path = folder / "typed.csv"
    lines = [f"REGION:x,{one},me,2023-05-01,,,,,\n" for one in rows]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def test_a_figure_given_twice_under_two_names_is_one(here: Workspace, tmp_path: Path) -> None:
    """A day in words and in digits, an authority's number and its code: what stands is settled by the day and
    the number, and so is what the load says."""
    rows = ("852,31 March 2023,5", "852,2023-03-31,6", "E06000045,31 March 2023,5", "850,31 March 2023,9")
    (report, _) = load(here, typed_rows(tmp_path, *rows), release(tmp_path, {"2024": "1"}, 2024))
    assert report.conflicts == 1
    differ, alike = report.says
    assert differ.startswith(
        "Figures that stand twice in the file and differ: 1 (REGION:x, area 852, 2023-03-31,"
    )
    assert differ.endswith("also given as 31 March 2023).")
    assert alike == "Figures that stand twice in the file, alike: 1."
    found = {one.area: one for one in open_published(here).standing("REGION:x")}
    assert (found["852"].symbol, found["852"].twice) == (CONFLICT, True)
    assert found["850"].value == 9.0


def test_two_files_that_name_an_area_otherwise_contradict_each_other(here: Workspace, tmp_path: Path) -> None:
    load(here, release(tmp_path, {"2024": "1"}, 2024), typed_rows(tmp_path, "852,March 2023,5"))
    (tmp_path / "other").mkdir()
    other = typed_rows(tmp_path / "other", "E06000045,March 2023,6").rename(tmp_path / "other.csv")
    (report,) = load(here, other)
    assert report.conflicts == 1
    assert "REGION:x, area E06000045, March 2023, also given as area 852" in report.says[0]
    (one,) = open_published(here).standing("REGION:x")
    assert (one.symbol, one.twice) == (CONFLICT, False)


def test_a_typed_in_file_takes_the_place_of_its_earlier_self(here: Workspace, tmp_path: Path) -> None:
    load(here, release(tmp_path, {"2024": "1"}, 2024), typed(tmp_path, "1.9"))
    (report,) = load(here, typed(tmp_path, "1.8"))
    assert report.change == "replaced"
    (one,) = open_published(here).standing("Cafcass:children_per_10000_quarter")
    assert (one.value, one.area, one.source, one.how) == (1.8, "852", "Cafcass", "in the file")


def test_a_file_can_be_withdrawn_and_comes_back(here: Workspace, tmp_path: Path) -> None:
    path = release(tmp_path, {"2024": "400"}, 2024)
    load(here, path)
    assert not withdraw(here, "b1.csv")
    assert withdraw(here, path.name)
    assert current(here) == ()
    load(here, path)
    assert standing(here) == {2024: 400.0}


def test_of_several_releases_of_a_name_the_newest_is_withdrawn_or_the_one_that_is_named(
    here: Workspace, tmp_path: Path
) -> None:
    """A publisher gives each year's file the same name; the year before stays."""
    years = {year: release(tmp_path / str(year), {"2023": str(year)}, 2025) for year in (2025, 2024, 2023)}
    for year, path in years.items():
        load(here, path, released_on=dt.date(year, 11, 1))
    ids = dict(zip(years, current(here), strict=True))
    newest = withdraw(here, years[2025].name)
    assert newest is not None
    assert (newest.identity, list(newest.left)) == (ids[2025], [ids[2024], ids[2023]])
    assert standing(here) == {2023: 2024.0}
    by_id = withdraw(here, ids[2023])
    assert by_id is not None
    assert (by_id.file.release.day, list(by_id.left)) == (dt.date(2023, 11, 1), [ids[2024]])
    assert current(here) == (ids[2024],)


def test_a_load_that_breaks_off_leaves_what_stood(
    here: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(here, release(tmp_path, {"2023": "400"}, 2023))
    before = current(here)
    writes = []

    def breaks(path: Path, *rest: object) -> None:
        writes.append(path)
        raise OSError("no space")

    monkeypatch.setattr(store, "write_whole", breaks)
    with pytest.raises(OSError, match="no space"):
        load(here, release(tmp_path, {"2024": "401"}, 2024))
    assert writes
    assert current(here) == before
    assert standing(here) == {2023: 400.0}


def test_a_damaged_file_of_the_store_is_refused(here: Workspace, tmp_path: Path) -> None:
    load(here, release(tmp_path, {"2023": "400"}, 2023))
    (file,) = (here.store / "published").rglob("figures.parquet")
    file.write_bytes(file.read_bytes()[:-8] + b"damaged!")
    with pytest.raises(RefusedInput, match="missing or damaged"):
        standing(here)


def test_nothing_loaded_is_nothing(here: Workspace) -> None:
    found = open_published(here)
    assert (found.files, found.series, found.number("852")) == ((), {}, "")
    assert {area.kind for area in found.areas.values()} == {"england", "region"}
    assert (found.number("E12000008"), found.name("970")) == ("989", "England")
