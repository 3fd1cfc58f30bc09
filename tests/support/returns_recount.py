"""A recount of yearly returns of looked-after children in plain Python: nothing of goldenthread is used here.

It asks of each child and each day which episode was open, where the product works with stretches. Figures are
keyed as in `annex_a_recount`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from tests.support.annex_a_recount import PLACES, POPULATION, Figures, count, net
from tests.support.returns_read import FIRST, LAST, Care, Child, Returns, Row, birthday

GROUP_OF = {code: group for group, codes in PLACES.items() for code in codes.split()}
GUARDIANSHIP = ("E43", "E44", "E45", "E46", "E47", "E48")
REGISTERED_FROM = dt.date(2023, 10, 28)
HOLIDAYS = {
    dt.date.fromisoformat(day)
    for day in [
        "2022-04-15",
        "2022-04-18",
        "2022-05-02",
        "2022-06-02",
        "2022-06-03",
        "2022-08-29",
        "2022-09-19",
        "2022-12-26",
        "2022-12-27",
        "2023-01-02",
        "2023-04-07",
        "2023-04-10",
        "2023-05-01",
        "2023-05-08",
        "2023-05-29",
        "2023-08-28",
        "2023-12-25",
        "2023-12-26",
        "2024-01-01",
        "2024-03-29",
    ]
}


def before(day: dt.date, months: int) -> dt.date:
    """The same day number so many months before, or the month's last."""
    return (pd.Timestamp(day) - pd.DateOffset(months=months)).date()


def age(born: dt.date, day: dt.date) -> int:
    return max(years for years in range(-1, 130) if years < 0 or birthday(born, years) <= day)


def band(born: dt.date, day: dt.date) -> str:
    if day < born:
        return "unborn"
    years = age(born, day)
    limits = ((1, "under 1"), (5, "1-4"), (10, "5-9"), (16, "10-15"), (18, "16-17"))
    return next((name for limit, name in limits if years < limit), "18+")


def place_group(row: Row | None) -> str:
    if row is None or row.temporary:
        return "unknown"
    if row.place in ("U4", "U6"):
        if not row.provider:
            return "unknown"
        return "foster_in_house" if row.provider == "PR1" else "foster_external"
    return GROUP_OF.get(row.place, "other")


def month_ends() -> Iterator[tuple[str, dt.date, dt.date]]:
    """Each month with its first and last day."""
    for stamp in pd.date_range(FIRST, LAST, freq="MS"):
        yield f"{stamp:%Y-%m}", stamp.date(), (stamp + pd.offsets.MonthEnd(0)).date()


def who(name: str, child: Child, day: dt.date, lived: dt.date | None = None) -> dict[str, Any]:
    """A child's groups on a day; where the child lived and under what law on the day `lived`."""
    lived = lived or day
    home, open_now = child.lives_in(lived), child.on(lived)
    return {
        "child": name,
        "age_band": band(child.born, day),
        "sex": child.sex,
        "ethnicity": child.ethnicity,
        "uasc": "yes" if child.uasc else "no",
        "legal_status": open_now.status if open_now else "unknown",
        "placement_group": place_group(home),
        "provider": (home.provider if home else "") or "unknown",
        "setting": home.place if home else "unknown",
    }


@dataclass
class Spell:
    """Time with one carer, from the row that begins it, in one stay in care."""

    care: Care
    row: Row
    start: dt.date
    end: dt.date | None


def spells(child: Child) -> Iterator[Spell]:
    """Time with each carer. A temporary stay, the return from it and adoption by the carer keep the carer."""
    for care in child.care():
        current: Spell | None = None
        home: Row | None = None
        earlier: Row | None = None
        for row in care.rows:
            back = earlier is not None and earlier.temporary and home is not None and row.home == home.home
            keeps = row.why in ("L", "T", "U") or row.temporary or row.place in ("A3", "A5") or back
            if current is None or (not keeps) or row.why == "S":
                if current is not None:
                    yield current
                current = Spell(care, row, row.start, row.end)
            current.end = row.end
            home = home if row.temporary else row
            earlier = row
        if current is not None:
            yield current


def frame(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    columns = ["child", "hit", "value", "primary_need", "destination", *COLUMNS]
    return pd.DataFrame(list(rows), columns=columns)


COLUMNS = (
    *("age_band", "sex", "ethnicity", "uasc", "legal_status", "placement_group"),
    *("provider", "setting"),
)


class Recount:
    """Every figure, month by month."""

    def __init__(self, returns: Returns) -> None:
        self.children = returns.children
        self.care = {name: child.care() for name, child in returns.children.items()}
        self.spells = {name: list(spells(child)) for name, child in returns.children.items()}
        self.out: Figures = {}
        for month, first, last in month_ends():
            self.month(month, first, last)
        net(self.out, "cla_net_change", "cla_started", "cla_ceased", ["all"])
        for (name, month, breakdown, group), (counted, _) in list(self.out.items()):
            if name == "cla_count" and breakdown == "all":
                self.out["cla_rate", month, "all", group] = (counted, POPULATION)

    def month(self, month: str, first: dt.date, last: dt.date) -> None:
        """All figures of a month."""
        self.starts(month, first, last)
        self.ends(month, first, last)
        self.moves(month, first, last)
        looked_after = frame(self.in_care(last))
        breakdowns = "age_band sex ethnicity primary_need placement_group provider legal_status uasc"
        count(self.out, "cla_count", month, looked_after, breakdowns, children=True)
        self.mix(month, looked_after)
        since = frame(row for row in self.in_care(last) if row["value"] >= first)
        for crossed in ("", "*age_band", "*provider", "*legal_status", "*uasc"):
            name = f"placement_group{crossed}"
            count(self.out, "cla_started_in_care_at_end", month, since, name, children=True, total=False)
        doubtful = frame(row for row in self.in_care(last) if self.unregistered(row, last))
        count(self.out, "unregistered_placements", month, doubtful, "age_band setting", children=True)
        if before(last, 12) + dt.timedelta(1) >= FIRST:
            several = looked_after.assign(hit=[self.carers(name, last) >= 3 for name in looked_after.child])
            names = "age_band sex placement_group legal_status uasc"
            count(self.out, "placements_3plus_pct", month, several, names, hit=several.hit, children=True)
            gone = frame(self.missing(last))
            names = "age_band sex placement_group"
            count(self.out, "cla_missing_pct", month, gone, names, hit=gone.hit, children=True)
        if last == LAST:
            self.year_end(month)

    def in_care(self, day: dt.date) -> Iterator[dict[str, Any]]:
        """The children in care on a day; `value` is since when."""
        for name, stays in self.care.items():
            for care in stays:
                if care.start <= day and (care.end is None or care.end > day):
                    need = care.rows[0].need or "unknown"
                    yield who(name, self.children[name], day) | {"primary_need": need, "value": care.start}

    def starts(self, month: str, first: dt.date, last: dt.date) -> None:
        rows = []
        for name, stays in self.care.items():
            for care in stays:
                if first <= care.start <= last:
                    again = any(
                        one.end is not None and before(care.start, 12) < one.end < care.start for one in stays
                    )
                    row = who(name, self.children[name], care.start)
                    rows.append(row | {"primary_need": care.rows[0].need or "unknown", "hit": again})
        started = frame(rows)
        names = "age_band sex ethnicity primary_need legal_status placement_group uasc"
        count(self.out, "cla_started", month, started, names, children=True)
        if before(first, 12) >= FIRST:
            count(self.out, "cla_reentry_12m_pct", month, started, "age_band", hit=started.hit, children=True)

    def ends(self, month: str, first: dt.date, last: dt.date) -> None:
        rows = []
        for name, stays in self.care.items():
            for care in stays:
                if care.end is not None and first <= care.end <= last:
                    row = who(name, self.children[name], care.end, care.end - dt.timedelta(1))
                    rows.append(row | {"value": care.rows[-1].left})
        ended = frame(rows)
        names = "age_band sex ethnicity legal_status placement_group uasc"
        count(self.out, "cla_ceased", month, ended, names, children=True)
        for measure, reasons, names in (
            ("cla_ceased_home_pct", ("E4A",), "age_band legal_status"),
            ("cla_ceased_home_pct__not_planned", ("E4B",), "age_band legal_status"),
            ("cla_ceased_home_pct__relatives", ("E13",), "age_band legal_status"),
            ("cla_ceased_sgo_cao_pct", (*GUARDIANSHIP, "E41"), "age_band"),
            ("cla_ceased_sgo_cao_pct__sgo", GUARDIANSHIP, "age_band"),
            ("cla_ceased_sgo_cao_pct__cao", ("E41",), "age_band"),
            ("adopted_pct", ("E11", "E12"), "age_band ethnicity"),
        ):
            count(self.out, measure, month, ended, names, hit=ended.value.isin(reasons), children=True)

    def moves(self, month: str, first: dt.date, last: dt.date) -> None:
        rows, latest = [], []
        for name, mine in self.spells.items():
            moved = [
                one
                for before_, one in pairwise([None, *mine])
                if one is not None
                and before_ is not None
                and before_.care is one.care
                and first <= one.start <= last
                and (one.care.end is None or one.start < one.care.end)
            ]
            made = [who(name, self.children[name], one.start) for one in moved]
            for row in made:
                group = row["placement_group"]
                row["destination"] = (
                    "foster" if group.startswith("foster_") and "adopt" not in group else group
                )
            rows += made
            latest += made[-1:]
        names = "age_band sex placement_group uasc"
        count(self.out, "placement_moves_children", month, frame(rows), names, children=True)
        for crossed in ("", "*age_band", "*provider", "*uasc"):
            name = f"destination{crossed}"
            measure = "placement_moves_by_destination"
            count(self.out, measure, month, frame(latest), name, children=True, total=False)
        ended = frame(self.placement_ends(first, last))
        names = "age_band placement_group provider"
        count(self.out, "placement_moves_unplanned_pct", month, ended, names, hit=ended.value != "CARPL")

    def placement_ends(self, first: dt.date, last: dt.date) -> Iterator[dict[str, Any]]:
        """Placements that ended by another one, of which the reason is known and more than a new name."""
        for name, stays in self.care.items():
            for care in stays:
                for at, (row, after) in enumerate(pairwise(care.rows)):
                    homes = [one for one in care.rows[: at + 1] if not one.temporary]
                    if not homes or after.temporary or not first <= after.start <= last:
                        continue
                    back = row.temporary and after.home == homes[-1].home
                    outlived = care.end is None or after.start < care.end
                    if back or after.why == "L" or not outlived or homes[-1].moved in ("", "PLACE"):
                        continue
                    groups = who(name, self.children[name], after.start, after.start - dt.timedelta(1))
                    yield groups | {"value": homes[-1].moved}

    def mix(self, month: str, looked_after: pd.DataFrame) -> None:
        for name in ("", "age_band", "provider", "uasc"):
            whole: Figures = {}
            parts: Figures = {}
            count(whole, "", month, looked_after, name, children=True, total=not name)
            crossed = f"placement_group*{name}" if name else "placement_group"
            count(parts, "", month, looked_after, crossed, children=True, total=False)
            shown = crossed.replace("*", " × ")
            for _, _, _, cross in whole:
                of = whole["", month, name or "all", cross][0]
                for place in (*PLACES, "foster_in_house", "foster_external", "other", "unknown"):
                    group = f"{place} × {cross}" if name else place
                    counted, _ = parts.get(("", month, shown, group), (0, 0))
                    self.out["placement_mix_pct", month, shown, group] = (counted, of)

    def unregistered(self, row: dict[str, Any], day: dt.date) -> bool:
        child = self.children[row["child"]]
        home = child.lives_in(day)
        assert home is not None
        has_number = bool(home.home[2]) and home.home[2] != "XXXXXXX"
        if home.place == "K3":
            return not has_number or age(child.born, day) < 16
        must = day >= REGISTERED_FROM
        return home.place.startswith("Z") or (
            must and (home.place == "P2" or (home.place == "H5" and not has_number))
        )

    def carers(self, name: str, day: dt.date) -> int:
        """Carers of a child in the 12 months to a day; a stay of no night is none."""
        since = before(day, 12)
        return sum(
            one.start <= day and (one.end is None or one.end > since) and one.end != one.start
            for one in self.spells[name]
        )

    def missing(self, day: dt.date) -> Iterator[dict[str, Any]]:
        """Children in care on a day of the last 12 months; a hit was missing on one of them."""
        first = before(day, 12) + dt.timedelta(1)
        days = [first + dt.timedelta(n) for n in range((day - first).days + 1)]
        for name, stays in self.care.items():
            then = [care for care in stays if care.start <= day and (care.end is None or care.end > first)]
            if not then:
                continue
            child = self.children[name]
            gone = any(
                care.start <= one and (care.end is None or one < care.end)
                for start, end in child.missing
                for one in days
                if start <= one and (end is None or one <= end)
                for care in then
            )
            yield who(name, child, day) | {"hit": gone}

    def year_end(self, month: str) -> None:
        """What the return says for the end of its year."""
        rows = list(self.in_care(LAST))
        long = [row for row in rows if row["value"] <= before(LAST, 12)]
        said = {row["child"]: self.children[row["child"]].outcomes for row in long}
        names = "age_band placement_group"
        for measure, column in (
            ("cla_health_checks_pct", "TEETH_CHECK"),
            ("cla_health_checks_pct__immunisations", "IMMUNISATIONS"),
            ("cla_health_checks_pct__development", "HEALTH_CHECK"),
        ):
            young = [row for row in long if age(self.children[row["child"]].born, LAST) < 5]
            asked = frame(young if measure.endswith("development") else long)
            hit = pd.Series([said[name].get(column) == "1" for name in asked.child], index=asked.index)
            count(self.out, measure, month, asked, names, hit=hit, children=True)
        asked = frame(row for row in long if 5 <= age(self.children[row["child"]].born, LAST) <= 16)
        scores = [said[name].get("SDQ_SCORE") or None for name in asked.child]
        scored = asked.assign(value=pd.to_numeric(pd.Series(scores, index=asked.index)))
        names = "age_band sex placement_group"
        count(self.out, "sdq_coverage_pct", month, scored, names, hit=scored.value.notna(), children=True)
        self.averages(month, scored[scored.value.notna()], names)
        due = frame(row for row in rows if late_from(row["value"]) <= LAST)
        hit = pd.Series([self.in_time(name) for name in due.child], index=due.index)
        count(self.out, "cla_reviews_in_time_pct", month, due, "", hit=hit, children=True)

    def averages(self, month: str, scored: pd.DataFrame, names: str) -> None:
        wholes: Figures = {}
        count(wholes, "sdq_average", month, scored, names, children=True)
        for name in ["all", *names.split()]:
            young = scored[scored.age_band.isin(["10-15", "16-17"])].assign(age_band="10-17")
            for part in [scored, young] if name == "age_band" else [scored]:
                for group, rows in [("all", part)] if name == "all" else part.groupby(name):
                    key = ("sdq_average", month, name, str(group))
                    self.out[key] = (float(rows.value.sum()), wholes[key][0])

    def in_time(self, name: str) -> bool:
        """No review late in the last 12 months, none overdue. Of care that began before the returns the first
        review listed follows others."""
        care = next(one for one in self.care[name] if one.end is None or one.end > LAST)
        held = sorted(day for day in self.children[name].reviews if care.start <= day <= LAST)
        began_before = care.start < FIRST
        if not held:
            return late_from(care.start) > LAST
        late = [] if began_before or held[0] < late_from(care.start) else [held[0]]
        for number, (last, day) in enumerate(pairwise([*held, LAST]), 1):
            months = 3 if number == 1 and not began_before else 6
            if before(day, months) > last:
                late.append(day)
        return not any(day > before(LAST, 12) for day in late)


def late_from(start: dt.date) -> dt.date:
    """The first day more than 20 working days after coming into care."""
    day, left = start, 21
    while left:
        day += dt.timedelta(1)
        left -= day.weekday() < 5 and day not in HOLIDAYS
    return day


def recount(folder: Path) -> Figures:
    """Every figure that the two years of returns can supply."""
    return Recount(Returns(folder, (2023, 2024))).out
