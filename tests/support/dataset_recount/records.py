"""The files of a council as tables with short names, and the words that all definitions share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from tests.support.bank_holidays import BANK_HOLIDAYS

Day = pd.Timestamp


@dataclass(frozen=True)
class Period:
    """A month or a quarter: its name, its first day and its last."""

    name: str
    start: Day
    end: Day


def month(name: str) -> Period:
    """A calendar month: 2023-12."""
    start = Day(f"{name}-01")
    return Period(name, start, start + pd.offsets.MonthEnd(1))


def quarter(name: str, first: str) -> Period:
    """The three months from a first month on: FY2023-24Q3 from 2023-10."""
    start = Day(f"{first}-01")
    return Period(name, start, start + pd.offsets.MonthEnd(3))


class Files:
    """The extracts and registers in a folder. A child is `child`, an interval runs from `start` to `end`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[Path, pd.DataFrame] = {}

    def extract(self, name: str, **columns: str) -> pd.DataFrame:
        """Some columns of an extract in the layout of the Standard Safeguarding Dataset."""
        return self._table(self.folder / "ssd" / f"ssd_{name}.csv", columns)

    def register(self, name: str, **columns: str) -> pd.DataFrame:
        """Some columns of a local register."""
        return self._table(self.folder / "registers" / f"{name}.csv", columns)

    def _table(self, path: Path, columns: dict[str, str]) -> pd.DataFrame:
        """Columns under short names: dates without times, children by number, empty cells as none."""
        if path not in self._read:
            frame = pd.read_csv(path, dtype=str)
            for name in frame:
                if any(word in name for word in ("date", "dob", "attended_on", "audit_month")):
                    frame[name] = pd.to_datetime(frame[name]).dt.normalize()
                elif name.endswith("person_id"):
                    frame[name] = self.children.get_indexer(frame[name])
            self._read[path] = frame
        return pd.DataFrame({short: self._read[path][name] for short, name in columns.items()})

    @cached_property
    def children(self) -> pd.Index:
        """The ids of all children: a child's number is its place among them."""
        people = pd.read_csv(self.folder / "ssd" / "ssd_person.csv", usecols=["pers_person_id"], dtype=str)
        return pd.Index(people.pers_person_id)

    @cached_property
    def births(self) -> pd.Series:
        """Date of birth by child."""
        people = self.extract("person", child="pers_person_id", born="pers_dob")
        return people.set_index("child").born

    @cached_property
    def homes(self) -> pd.DataFrame:
        """Home addresses with the locality of their postcode."""
        homes = self.extract(
            "address",
            child="addr_person_id",
            id="addr_table_id",
            start="addr_address_start_date",
            end="addr_address_end_date",
            kind="addr_address_type",
            postcode="addr_address_postcode",
        )
        areas = self.register("localities", postcode="area_code", locality="locality_id")
        return homes[homes.kind == "home"].merge(areas, on="postcode", how="left")

    @cached_property
    def allocations(self) -> pd.DataFrame:
        """Who held a child's case, by role."""
        return self.extract(
            "involvements",
            child="invo_person_id",
            id="invo_involvements_id",
            start="invo_involvement_start_date",
            end="invo_involvement_end_date",
            role="invo_professional_role_id",
            worker="invo_professional_id",
            team="invo_professional_team",
        )

    @cached_property
    def case_workers(self) -> pd.DataFrame:
        """Allocations to the case worker alone."""
        return self.allocations[self.allocations.role == "ALLOCATED CASE WORKER"]

    @cached_property
    def protection_plans(self) -> pd.DataFrame:
        """Child protection plans, another authority's left out."""
        plans = self.extract(
            "cp_plans",
            child="cppl_person_id",
            plan="cppl_cp_plan_id",
            start="cppl_cp_plan_start_date",
            end="cppl_cp_plan_end_date",
            elsewhere="cppl_cp_plan_ola",
            abuse_category="cppl_cp_plan_latest_category",
        )
        return plans[plans.elsewhere != "Y"]

    @cached_property
    def early_help(self) -> pd.DataFrame:
        """Early help support, universal services left out."""
        episodes = self.register(
            "early_help_episodes",
            child="person_id",
            start="start_date",
            end="end_date",
            level="level",
            team="team_id",
            worker="worker_id",
        )
        return episodes[episodes.level != "universal"]

    @cached_property
    def population(self) -> pd.Series:
        """Children aged 0 to 17 by locality, middle of 2022: no later estimate was out by January 2024."""
        people = self.register(
            "population",
            year="mid_year",
            locality="locality_id",
            age="age_from",
            sex="sex",
            persons="persons",
        )
        people = people[(people.year == "2022") & (people.sex == "T") & (people.age.astype(int) < 18)]
        return people.persons.astype(int).groupby(people.locality).sum()


def dated(frame: pd.DataFrame, period: Period, column: str = "on") -> pd.DataFrame:
    """The rows dated in the period, both its end days in."""
    return frame[frame[column].between(period.start, period.end)]


def open_on(frame: pd.DataFrame, day: Day) -> pd.DataFrame:
    """The rows open at the end of a day: begun by it and not ended by it."""
    return frame[(frame.start <= day) & ~(frame.end <= day)].assign(on=day)


def open_at(rows: pd.DataFrame, intervals: pd.DataFrame, column: str) -> pd.Series:
    """What the child's interval open on each row's day says; of two the later start, then the higher id."""
    days = rows[["child", "on"]].assign(row=np.arange(len(rows)))
    pairs = days.merge(intervals, on="child")
    pairs = pairs[(pairs.start <= pairs.on) & ~(pairs.end <= pairs.on)].sort_values(["start", "id"])
    found = pairs.drop_duplicates("row", keep="last").set_index("row")[column]
    return pd.Series(found.reindex(range(len(rows))).to_numpy(), index=rows.index, dtype="object")


def latest(rows: pd.DataFrame, events: pd.DataFrame, keys: list[str], day: Day) -> pd.Series:
    """The last date of each row's events by the day: events have a `date` and the keys."""
    last = events[events.date <= day].groupby(keys).date.max().rename("last").reset_index()
    return pd.Series(rows[keys].merge(last, on=keys, how="left")["last"].to_numpy(), index=rows.index)


def working_days(first: pd.Series | Day, last: pd.Series | Day, index: pd.Index) -> pd.Series:
    """Working days after the first day up to and with the last; none where a day is missing."""
    begin, end = (pd.Series(day, index=index) for day in (first, last))
    both = begin.notna() & end.notna()
    following = pd.Timedelta(days=1)
    days = np.busday_count(
        (begin[both] + following).to_numpy("datetime64[D]"),
        (end[both] + following).to_numpy("datetime64[D]"),
        holidays=BANK_HOLIDAYS,
    )
    return pd.Series(days, index=index[both], dtype="float").reindex(index)


def working_days_after(day: pd.Series, number: int) -> pd.Series:
    """The first day by which so many working days have passed."""
    days = np.busday_offset(day.to_numpy("datetime64[D]"), number, roll="backward", holidays=BANK_HOLIDAYS)
    return pd.Series(pd.to_datetime(days), index=day.index)


def months_before(day: Day, number: int) -> Day:
    """The same day number so many months before, or that month's last day."""
    return day - pd.DateOffset(months=number)


def birthday(born: pd.Series, age: int) -> pd.Series:
    """The day on which an age is reached; for 29 February the 28th in other years."""
    return born + pd.DateOffset(years=age)


def aged(files: Files, rows: pd.DataFrame, day: Day, at_least: int, below: int) -> pd.Series:
    """Whether the child is of an age on the day; none whose birth is not known."""
    born = rows.child.map(files.births)
    return (birthday(born, at_least) <= day) & (birthday(born, below) > day)
