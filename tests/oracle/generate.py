"""Hard data: small councils in which everything that is awkward happens often.

`build` draws everything from one `random.Random`, so that it serves both a seeded run (fast, repeatable)
and hypothesis (`councils`), which can then shrink a failing council.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from goldenthread.model.tables import TABLES
from tests.oracle.days import ONE_DAY, birthday, day_with_wd, days_in_month, wd
from tests.oracle.generate_care import follow_care
from tests.oracle.words import Row, Tables

T = TypeVar("T")

FIRST = dt.date(2021, 7, 1)
LAST = dt.date(2023, 12, 31)
LEAP_LAST = dt.date(2024, 3, 31)
"""Some councils run to March 2024, so that a leap February is the end of a period."""

TEAMS = ("assess-1", "assess-2", "court", "leaving-care")
LOCALITIES = ("central", "east", "west")
POSTCODES = {"ZZ1 1AA": "central", "ZZ1 1AB": "central", "ZZ2 2AA": "east", "ZZ3 3AA": "west"}
LSOAS = {"E01099001": "east", "E01099002": "west"}
LIMITS = (0, 1, 10, 20, 21, 22, 27, 28, 29, 41, 42, 43, 60, 61)
"""Numbers of days that lie on both sides of a limit."""
WORKING_DAYS = (10, 11, 15, 16, 20, 21, 44, 45, 46)
FAVOURED = (
    dt.date(2022, 2, 28),
    dt.date(2022, 12, 31),
    dt.date(2023, 2, 28),
    dt.date(2023, 3, 31),
    dt.date(2023, 12, 31),
    dt.date(2024, 2, 29),
)
"""Month ends that are looked at most, so that limits before them are met often."""
LEAP_DAYS = (dt.date(2020, 2, 29), dt.date(2024, 2, 29))
MOVE_REASONS = ("CARPL", "CREQB", "LAREQ", "PLACE", None)
LEFT_FOR = (
    *("E4A", "E4A", "E4B", "E4B", "E13", "E13", "E41", "E41", "E43", "E44", "E45", "E46", "E47", "E48"),
    *("E11", "E12", "E17", None),
)
BANDS = ((0, 0), (1, 4), (5, 9), (10, 15), (16, 17))


def complete(table: str, row: Row) -> Row:
    """The row with every column of its table; a required one that is missing or a stray one is refused."""
    columns = {column.name: column for column in TABLES[table].columns}
    assert set(row) <= set(columns), f"{table} has no {set(row) - set(columns)}"
    full = {name: row.get(name) for name in columns}
    for name, column in columns.items():
        assert full[name] is not None or not column.required, f"{table}.{name} is required"
    return full


class Chance:
    """What may be drawn: days near the edges, choices, offsets across limits."""

    def __init__(self, rng: random.Random, last: dt.date) -> None:
        self.rng = rng
        self.last = last
        self.month_ends = _month_ends(FIRST, last)

    def once_in(self, n: int) -> bool:
        return self.rng.randint(1, n) == 1

    def pick(self, values: Sequence[T]) -> T:
        return values[self.rng.randint(0, len(values) - 1)]

    def maybe(self, value: T, n: int = 4) -> T | None:
        """Nothing once in n."""
        return None if self.once_in(n) else value

    def some(self, most: int) -> range:
        """From none to so many."""
        return range(self.rng.randint(0, most))

    def between(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.rng.randint(0, max(0, (last - first).days)))

    def month_end(self) -> dt.date:
        """A month end of the window, every other time one of the favoured."""
        return self.favoured() if self.once_in(2) else self.pick(self.month_ends)

    def favoured(self) -> dt.date:
        return self.pick([end for end in FAVOURED if end <= self.last])

    def at_a_limit(self) -> dt.date:
        """A day so long before a favoured month end that a rule just holds, or just does not."""
        end = self.favoured()
        kind = self.rng.randint(0, 2)
        if kind == 0:
            return end - dt.timedelta(days=self.pick((20, 21, 22, 27, 28, 29, 41, 42, 43)))
        if kind == 1:
            return _months_before(end, self.pick((6, 12)), self.rng.randint(-1, 1))
        return _working_days_before(end, self.pick((9, 10, 11, 12)))

    def day(self) -> dt.date:
        """A day of the window: often a month end, the day after, a leap day or a limit before them."""
        kind = self.rng.randint(0, 9)
        if kind <= 1:
            return self.month_end()
        if kind == 2:
            return self.month_end() + dt.timedelta(days=1)
        if kind <= 4:
            return self.month_end() - dt.timedelta(days=self.pick(LIMITS))
        if kind == 5:
            return _a_year_before(self.month_end()) + dt.timedelta(days=self.rng.randint(-1, 1))
        if kind == 6:
            return min(self.pick(LEAP_DAYS), self.last)
        return self.between(FIRST, self.last)

    def after(self, day: dt.date) -> dt.date:
        """A day on or after another, at most a little past the window."""
        return max(day, min(self._some_day_after(day), self.last + dt.timedelta(days=40)))

    def _some_day_after(self, day: dt.date) -> dt.date:
        """Often the same day, the next, or one across a limit."""
        kind = self.rng.randint(0, 9)
        if kind == 0:
            return day
        if kind == 1:
            return day + dt.timedelta(days=1)
        if kind <= 3:
            return day + dt.timedelta(days=self.pick(LIMITS))
        if kind <= 5:
            return day_with_wd(day, self.pick(WORKING_DAYS)) + dt.timedelta(days=self.rng.randint(0, 1))
        if kind == 6:
            later = [end for end in self.month_ends if end >= day]
            return later[self.rng.randint(0, min(4, len(later) - 1))] if later else day
        return day + dt.timedelta(days=self.rng.randint(0, 400))

    def end(self, start: dt.date, still_open: int = 3) -> dt.date | None:
        """An end, or nothing once in `still_open`."""
        return None if self.once_in(still_open) else self.after(start)

    def spans(self, most: int) -> list[tuple[dt.date, dt.date | None]]:
        """Intervals that touch, overlap, leave gaps, start together or last no time at all."""
        found: list[tuple[dt.date, dt.date | None]] = []
        start = self.at_a_limit() if self.once_in(3) else self.day()
        for _ in range(self.rng.randint(1, most)):
            end = self.end(start)
            found.append((start, end))
            base = end or start
            start = self.pick((base, base + dt.timedelta(days=1), start, self.after(base), self.day()))
        return found


def _month_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    found = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        found.append(dt.date(year, month, days_in_month(year, month)))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _a_year_before(day: dt.date) -> dt.date:
    return birthday(day, -1)


class Maker:
    """One council in the making."""

    def __init__(self, rng: random.Random, children: int, last: dt.date) -> None:
        self.chance = Chance(rng, last)
        self.tables: Tables = {}
        self.numbers: dict[str, int] = {}
        self.children = [f"child-{n:02d}" for n in range(1, children + 1)]

    def add(self, table: str, **row: Any) -> Row:
        full = complete(table, row)
        self.tables.setdefault(table, []).append(full)
        return full

    def id(self, kind: str) -> str:
        """An id whose order is not the order of making."""
        number = self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return f"{kind}-{self.chance.rng.randint(10, 99)}-{number:04d}"

    def team(self) -> str | None:
        return self.chance.maybe(self.chance.pick(TEAMS), 2)

    def worker(self) -> str:
        return self.chance.pick(("w1", "w2", "w3", "w4", "w5", "w6"))

    # people

    def person(self, child: str) -> None:
        chance = self.chance
        born, expected = self._birth()
        self.add(
            "persons",
            person_id=child,
            dob=born,
            expected_dob=expected,
            sex=chance.pick(("F", "F", "M", "M", "U")),
            ethnicity=chance.pick(("WBRI", "WIRT", "MWBC", "CHNE", "BAFR", "OOTH", "REFU", "NOBT")),
        )
        for code in chance.pick(((), (), ("NONE",), ("LD",), ("AUT", "MOB"))):
            self.add("disabilities", person_id=child, disability=code, is_flag_only=False)
        if chance.once_in(4):
            status = chance.pick(("uasc", "uasc", "other"))
            start, end = chance.spans(1)[0]
            self.add(
                "immigration_statuses",
                immigration_id=self.id("im"),
                person_id=child,
                status=status,
                start_date=start,
                end_date=end,
            )
        self.addresses(child)
        self.allocations(child)

    def _birth(self) -> tuple[dt.date | None, dt.date | None]:
        chance = self.chance
        kind = chance.rng.randint(0, 11)
        if kind == 0:
            return None, chance.maybe(chance.day(), 2)
        if kind == 1:
            return chance.day(), None
        if kind <= 3:
            return dt.date(chance.pick((2004, 2004, 2008, 2012, 2016, 2020)), 2, 29), None
        age = chance.pick((0, 1, 5, 5, 5, 10, 16, 16, 18, 18))
        if kind <= 7:
            days = (-120, -90, -60, -30) if age == 5 else (-60, -30)
            near = chance.favoured() + dt.timedelta(days=chance.pick((*days, -1, 0, 1)))
            return birthday(near, -age), None
        return birthday(chance.day(), -age), None

    def addresses(self, child: str) -> None:
        chance = self.chance
        if chance.once_in(6):
            return
        for start, end in chance.spans(3):
            self.add(
                "addresses",
                address_id=self.id("ad"),
                person_id=child,
                address_type=chance.pick(("home", "home", "home", "placement")),
                start_date=start - dt.timedelta(days=chance.pick((0, 0, 700))),
                end_date=end,
                postcode=chance.pick((*POSTCODES, "ZZ9 9ZZ", None)),
                lsoa=chance.pick((*LSOAS, None, None)),
            )

    def allocations(self, child: str) -> None:
        chance = self.chance
        for start, end in chance.spans(4):
            role = chance.pick(("allocated_worker",) * 5 + ("personal_adviser", "iro"))
            self.add(
                "involvements",
                involvement_id=self.id("in"),
                person_id=child,
                worker_id=chance.maybe(self.worker(), 12),
                team_id=chance.maybe(chance.pick(TEAMS), 5),
                role=role,
                start_date=start,
                end_date=end,
            )

    # front door

    def front_door(self, child: str) -> None:
        chance = self.chance
        known = set()
        for _ in chance.some(4):
            row = {
                "person_id": child,
                "contact_date": chance.day(),
                "source": chance.pick(("6", "6", "2A", "1B", "3D", "10", None)),
                "team_id": self.team(),
                "outcome": chance.pick(("nfa", "early_help", "new_referral", None, None, None, None)),
            }
            if (row["contact_date"], row["source"]) in known:
                continue  # the readings do not say whose team a contact counted once has
            known.add((row["contact_date"], row["source"]))
            for _ in range(chance.pick((1, 1, 1, 2, 3))):
                self.add("contacts", contact_id=self.id("co"), decision_date=self.decision(row), **row)
            self.after_contact(child, row["contact_date"])
        for _ in chance.some(2):
            start = chance.day()
            self.add(
                "early_help_assessments",
                eha_id=self.id("ea"),
                person_id=child,
                start_date=start,
                completion_date=chance.end(start),
            )
        if chance.once_in(2):
            self.early_help(child)
        for _ in chance.some(1):
            self.add(
                "step_downs",
                step_down_id=self.id("sd"),
                person_id=child,
                decision_date=chance.day(),
                from_status=chance.pick(("cin_plan", "cp_plan", "cla", "assessment")),
                to_locality_id=chance.pick((*LOCALITIES, None)),
            )
        self.referrals(child)

    def decision(self, contact: Row) -> dt.date | None:
        """In time, a working day too late, by mistake before the contact, or not at all."""
        day = contact["contact_date"]
        one, two = day_with_wd(day, 1), day_with_wd(day, 2)
        return self.chance.pick((day, day, one, one, two, one + dt.timedelta(days=1), day - ONE_DAY, None))

    def after_contact(self, child: str, day: dt.date) -> None:
        """What may follow a contact, on both sides of the days in which it must."""
        chance = self.chance
        if chance.once_in(3):
            start = day + dt.timedelta(days=chance.pick((-1, 0, 27, 28, 29)))
            done = chance.end(start)
            self.add(
                "early_help_assessments", eha_id=self.id("ea"), person_id=child, start_date=start,
                completion_date=done,
            )  # fmt: skip
        if chance.once_in(3):
            date = day_with_wd(day, chance.pick((4, 5, 6))) if chance.once_in(2) else day
            own = self.id("re")
            self.add("referrals", referral_id=own, person_id=child, referral_date=date)
            self.add(
                "assessments", assessment_id=self.id("as"), person_id=child,
                referral_id=chance.pick((own, own, None, "another")),
                start_date=day_with_wd(date, chance.pick((9, 10, 11))) if chance.once_in(2) else date,
                authorised_date=chance.maybe(chance.after(date)),
            )  # fmt: skip

    def early_help(self, child: str) -> None:
        chance = self.chance
        for start, end in chance.spans(3):
            self.add(
                "early_help_episodes",
                episode_id=self.id("eh"),
                person_id=child,
                start_date=start,
                end_date=end,
                level=chance.pick(("targeted", "intensive", "universal", None)),
                lead_organisation_type=chance.pick(
                    ("authority", "authority", "school", "police", "other", None)
                ),
                has_plan=chance.pick((True, True, True, False, None)),
                worker_id=chance.maybe(self.worker(), 2),
                team_id=self.team(),
            )

    def referrals(self, child: str) -> None:
        chance = self.chance
        date = chance.day()
        for _ in chance.some(4):
            closed = chance.end(date)
            referral = self.add(
                "referrals",
                referral_id=self.id("re"),
                person_id=child,
                referral_date=date,
                source=chance.pick(("2A", "2A", "2B", "6", "9", None)),
                primary_need=chance.pick(("N1", "N2", None)),
                nfa=chance.pick((True, False, None)),
                closure_date=closed,
                closure_reason=chance.pick(("RC8", "RC8", "RC9", "RC7", None)),
                team_id=self.team(),
            )
            self.assessments(child, referral)
            date = min(
                chance.pick((date, *_a_year_after(date), chance.after(date), chance.day())), chance.last
            )

    def assessments(self, child: str, referral: Row) -> None:
        chance = self.chance
        for _ in chance.some(2):
            start = chance.pick((referral["referral_date"], chance.after(referral["referral_date"])))
            done = chance.pick(
                (
                    None,
                    chance.after(start),
                    day_with_wd(start, chance.pick((44, 45, 46))),
                    chance.after(start),
                )
            )
            if done is not None and chance.once_in(20):
                done = start - dt.timedelta(days=3)
            self.add(
                "assessments",
                assessment_id=self.id("as"),
                person_id=child,
                referral_id=chance.maybe(referral["referral_id"], 5),
                start_date=start,
                authorised_date=done,
                team_id=self.team(),
            )

    # protection

    def protection(self, child: str) -> None:
        chance = self.chance
        for _ in chance.some(2):
            self.add(
                "strategy_discussions",
                discussion_id=self.id("st"),
                person_id=child,
                held_date=chance.day(),
                outcome=chance.pick(("s47_single", "no_s47", None)),
                team_id=self.team(),
            )
        for _ in chance.some(2):
            self.enquiry([child])
        if chance.once_in(3):
            self.conference(child, None, chance.day())
        plans = chance.pick(("cp", "cin", "both", "new", "new", "none"))
        for start, end in chance.spans(3) if plans in ("cp", "both") else ():
            self.cp_plan(child, start, end)
        for start, end in chance.spans(3) if plans in ("cin", "both") else ():
            self.cin_plan(child, start, end)
        if chance.once_in(3):
            self.six_months_in_need(child)
        if chance.once_in(3):
            self.long_plan(child)
        if plans == "new":
            self.new_plans(child)

    def new_plans(self, child: str) -> None:
        """Plans without a visit that have been open just so long that one is expected."""
        chance = self.chance
        start = chance.favoured() - dt.timedelta(days=chance.pick((20, 21, 27, 28, 41, 42)))
        row = {"person_id": child, "start_date": start}
        if chance.once_in(3):
            self.add("cp_plans", cp_plan_id=self.id("cp"), is_ola=False, **row)
        elif chance.once_in(2):
            self.add("cin_plans", cin_plan_id=self.id("ci"), **row)

    def six_months_in_need(self, child: str) -> None:
        """A child in need plan of about six months, in one piece or two, and sometimes what followed it."""
        chance = self.chance
        end = chance.month_end() - dt.timedelta(days=chance.pick((0, 0, 1, 7, 12)))
        start = _months_before(end, 6, chance.rng.randint(-1, 1))
        if chance.once_in(2):
            cut = start + dt.timedelta(days=60)
            self.cin_plan(child, start, cut)
            start = cut + dt.timedelta(days=chance.pick((0, 1, 2)))
        self.cin_plan(child, start, end)
        after = end + dt.timedelta(days=chance.pick((-1, 0, 1, 7, 8)))
        if chance.once_in(3):
            self.cp_plan(child, after, chance.end(after))
        elif chance.once_in(2):
            self.add(
                "cla_periods",
                cla_period_id=self.id("cl"),
                person_id=child,
                start_date=after,
                end_date=chance.end(after),
                is_short_breaks=chance.once_in(4),
            )

    def long_plan(self, child: str) -> None:
        """A protection plan of about two years, and one about two years after an earlier one."""
        chance = self.chance
        end = chance.pick((chance.favoured(), chance.day()))
        start = end - dt.timedelta(days=chance.pick((729, 730, 731)))
        self.cp_plan(child, start, chance.pick((end, None)))
        again = chance.pick((chance.day(), chance.favoured()))
        ended = _months_before(again, chance.pick((12, 24, 24)), chance.rng.randint(-1, 2))
        self.cp_plan(child, ended - dt.timedelta(days=chance.pick((0, 100))), ended)
        self.cp_plan(child, again, chance.end(again))

    def enquiry(self, children: list[str]) -> None:
        """One enquiry; siblings share its id."""
        chance = self.chance
        shared = self.id("s47")
        before = [row["start_date"] for row in self.tables.get("s47_enquiries", [])[-1:]]
        start = chance.after(before[0]) if before and chance.once_in(2) else chance.day()
        for child in children:
            if chance.once_in(3):
                self.add("referrals", referral_id=self.id("re"), person_id=child, referral_date=start)
            self.add(
                "s47_enquiries",
                s47_id=shared,
                person_id=child,
                referral_id=self.referral_named(child),
                start_date=start,
                end_date=chance.end(start),
                icpc_not_required=chance.pick((True, False, None)),
                team_id=self.team(),
            )
            held = chance.pick((chance.after(start), day_with_wd(start, chance.pick((15, 16)))))
            if chance.once_in(2):
                self.conference(child, chance.maybe(shared, 2), held)
            if chance.once_in(4):
                day_61 = start + dt.timedelta(days=chance.pick((59, 60, 61)))
                self.conference(child, None, day_61)

    def conference(self, child: str, s47_id: str | None, held: dt.date) -> None:
        chance = self.chance
        self.add(
            "icpcs",
            icpc_id=self.id("ic"),
            person_id=child,
            s47_id=s47_id,
            referral_id=self.referral_named(child),
            conference_date=chance.maybe(held, 8),
            is_transfer_in=s47_id is None and chance.once_in(4),
            outcome_cp_plan=chance.pick((True, False, None, None)),
            team_id=self.team(),
        )

    def referral_named(self, child: str) -> str | None:
        """None, one that nobody has, or one of the child's or of another's."""
        rows = self.tables.get("referrals", [])
        own = [row["referral_id"] for row in rows if row["person_id"] == child]
        others = [row["referral_id"] for row in rows[-1:]]
        return self.chance.pick((None, None, None, "another", *own, *others))

    def cp_plan(self, child: str, start: dt.date, end: dt.date | None) -> None:
        chance = self.chance
        held = None
        if chance.once_in(3):
            day = start - dt.timedelta(days=chance.pick((0, 0, 3, 15)))
            self.conference(child, None, day)
            held = self.tables["icpcs"][-1]["icpc_id"]
        plan = self.add(
            "cp_plans",
            cp_plan_id=self.id("cp"),
            person_id=child,
            icpc_id=held,
            start_date=start,
            end_date=end,
            initial_category=chance.pick(("NEG", "EMO", None)),
            latest_category=chance.pick(("NEG", "PHY", None)),
            is_ola=chance.once_in(5),
            previous_plans_reported=chance.pick((None, 0, 0, 1, 2)),
        )
        if chance.once_in(2):
            self.conference(child, None, chance.pick((start, start, start - ONE_DAY, start + ONE_DAY)))
        for _ in chance.some(6):
            held = chance.after(start)
            self.add(
                "core_groups",
                core_group_id=self.id("cg"),
                person_id=child,
                cp_plan_id=chance.maybe("another" if chance.once_in(12) else plan["cp_plan_id"], 2),
                held_date=chance.maybe(chance.pick((held, max(start, self._before_a_month_end()))), 6),
                is_first=chance.once_in(3),
            )
        if chance.once_in(2):
            tenth = day_with_wd(start, chance.pick((9, 10, 11))) + dt.timedelta(days=chance.pick((0, 0, 1)))
            self.add(
                "core_groups",
                core_group_id=self.id("cg"),
                person_id=child,
                cp_plan_id=chance.maybe(plan["cp_plan_id"], 2),
                held_date=tenth,
                is_first=True,
            )
        self.reviews(child, plan)
        self.visits(child, start, "cp")

    def reviews(self, child: str, plan: Row) -> None:
        """Reviews about 3 and then about every 6 months, now and then late, missing or out of order."""
        chance = self.chance
        day, months = plan["start_date"], 3
        for _ in range(chance.pick((0, 1, 2, 4, 6))):
            day = _months_before(day, -months, chance.pick((0, 0, 0, 0, 0, -1, 1)))
            if chance.once_in(8):
                day = self._before_a_month_end()
            months = chance.pick((6, 6, 6, 5, 3))
            self.add(
                "cp_reviews",
                cp_review_id=self.id("rv"),
                person_id=child,
                cp_plan_id=plan["cp_plan_id"] if not chance.once_in(12) else "another",
                review_date=chance.maybe(day, 15),
            )

    def cin_plan(self, child: str, start: dt.date, end: dt.date | None) -> None:
        chance = self.chance
        referrals = [row["referral_id"] for row in self.tables.get("referrals", [])[-6:]]
        self.add(
            "cin_plans",
            cin_plan_id=self.id("ci"),
            person_id=child,
            referral_id=chance.pick((None, *referrals)),
            start_date=start,
            end_date=end,
            team_id=self.team(),
        )
        if chance.once_in(2):
            self.visits(child, start, "cin")

    def _before_a_month_end(self) -> dt.date:
        return self.chance.month_end() - dt.timedelta(days=self.chance.pick(LIMITS))

    def visits(self, child: str, start: dt.date, kind: str) -> None:
        chance = self.chance
        for _ in range(chance.pick((0, 0, 2, 6, 12))):
            self.add(
                "visits",
                visit_id=self.id("vi"),
                person_id=child,
                visit_type=chance.pick((kind, kind, kind, "any", "cin", "cp", "cla")),
                visit_date=chance.pick(
                    (
                        start,
                        start - dt.timedelta(days=1),
                        chance.after(start),
                        *[self._before_a_month_end()] * 4,
                    )
                ),
                child_seen=chance.pick((True, True, True, False, None)),
                latest_only=False,
            )

    def supervisions(self, child: str) -> None:
        chance = self.chance
        for _ in chance.some(16):
            self.add(
                "supervisions",
                supervision_id=self.id("su"),
                person_id=child,
                case_type=chance.pick(("cin_plan", "cp_plan", "cla", "early_help", "care_leaver")),
                supervision_date=chance.pick((chance.day(), *[self._before_a_month_end()] * 3)),
            )

    def records(self, child: str) -> None:
        """Updates of records, one of a kind and day; some kinds are kept only later on."""
        chance = self.chance
        known = set()
        for _ in chance.some(8):
            kind = chance.pick(("case_summary", "case_summary", "chronology", "cultural_genogram"))
            near = chance.month_end() - dt.timedelta(days=chance.pick((0, 1, 90, 91, 92)))
            day = chance.pick((near, near, chance.day()))
            if kind == "cultural_genogram":
                day = max(day, dt.date(2022, 12, 31))
            if (kind, day) not in known:
                known.add((kind, day))
                self.add("case_records", person_id=child, record_type=kind, updated_date=day)

    # care

    def care(self, child: str, born: dt.date | None) -> None:
        chance = self.chance
        for start, end in self._care_spans(born):
            short = chance.once_in(6)
            period = self.add(
                "cla_periods",
                cla_period_id=self.id("cl"),
                person_id=child,
                start_date=start,
                end_date=end,
                end_reason=None if end is None else chance.pick(LEFT_FOR),
                primary_need=chance.pick(("N1", "N8", None)),
                is_short_breaks=short,
            )
            self.placements(child, period)
            self.legal_statuses(child, period)
        for _ in chance.some(8):
            self.health(child)
        self.education(child)

    def long_care(self, child: str) -> None:
        """In care for about 30 months on a favoured day, with the carer, or with two, for about 24."""
        chance = self.chance
        near = chance.rng.randint
        day = chance.favoured()
        start = _months_before(day, chance.pick((30, 30, 40)), near(-1, 1))
        period = self.add(
            "cla_periods",
            cla_period_id=self.id("cl"),
            person_id=child,
            start_date=start,
            is_short_breaks=False,
        )
        moved, later = _months_before(day, 24, near(-1, 1)), _months_before(day, 6, near(-1, 1))
        gone = later - dt.timedelta(days=chance.pick((0, 0, 1)))
        if chance.once_in(3):
            self._placement(child, period, self.id("sp"), start, moved, "U6", "PR4", "S")
            self._placement(child, period, self.id("sp"), moved, None, "U4", "PR4", "P")
        elif chance.once_in(2):
            self._placement(child, period, self.id("sp"), start, moved, "K2", "PR4", "S")
            self._placement(child, period, self.id("sp"), moved, gone, "U6", "PR1", "P")
            self._placement(
                child, period, self.id("sp"), later, None, chance.pick(("A4", "A6", "U6")), "PR0", "P"
            )
        else:
            spell = self.id("sp")
            self._placement(child, period, self.id("sp"), start, moved, "K2", "PR4", "S")
            self._placement(child, period, spell, moved, later, "U5", "PR1", "P")
            self._placement(child, period, spell, later, None, chance.pick(("A5", "T1", "U4")), "PR0", "T")

    def _care_spans(self, born: dt.date | None) -> list[tuple[dt.date, dt.date | None]]:
        chance = self.chance
        spans = chance.spans(3)
        if born is not None and birthday(born, 18).year in (2022, 2023) and chance.once_in(2):
            eighteen = birthday(born, 18)
            offset = dt.timedelta(days=chance.pick((1, 40, 400)))
            ends = (eighteen, eighteen + dt.timedelta(days=30), eighteen - dt.timedelta(days=1), None)
            spans = [(eighteen - offset, chance.pick(ends))]
        return spans

    def placements(self, child: str, period: Row) -> None:
        """A chain of placements: new carers, the same carer relabelled, temporary ones and returns."""
        chance = self.chance
        start, end = period["start_date"], period["end_date"]
        spell, reason = self.id("sp"), "S"
        place, provider = self._place()
        for _ in range(chance.rng.randint(1, 6)):
            stop = chance.pick((chance.after(start), chance.after(start), chance.at_a_limit()))
            stop = max(start, stop if end is None else min(end, stop))
            last = chance.once_in(4) or stop == end
            stop = end if last else stop
            self._placement(child, period, spell, start, stop, place, provider, reason)
            if last or stop is None:
                return
            # A temporary placement does not begin with the one it interrupts: which was first is not said.
            changes = ("P", "P", "B", "T", "U", "A3", *(["temporary"] if stop > start else []))
            start = stop
            reason = chance.pick(changes)
            if reason == "temporary":
                stop = min(chance.after(start), end) if end else chance.after(start)
                self._placement(child, period, spell, start, stop, chance.pick(("T0", "T1", "T4")), None, "P")
                start, reason = stop, "P"
            elif reason in ("P", "B"):
                spell = self.id("sp")
                place, provider = self._place()
            elif reason == "A3":
                place, reason = chance.pick(("A3", "A5")), "T"
            else:
                place, provider = self._place()

    def _place(self) -> tuple[str, str | None]:
        chance = self.chance
        place = chance.pick(
            (
                *("U1", "U3", "U4", "U6", "U6", "P1", "A4", "A6", "U5", "H5", "H5", "K2", "K2", "R1", "S1"),
                *("K1", "Z1", "Z12", "K3", "P2"),
            )
        )
        return place, chance.pick(("PR1", "PR1", "PR4", None))

    def _placement(
        self,
        child: str,
        period: Row,
        spell: str,
        start: dt.date,
        end: dt.date | None,
        place: str,
        provider: str | None,
        reason: str,
    ) -> None:
        chance = self.chance
        placement = self.add(
            "placements",
            placement_id=self.id("pl"),
            person_id=child,
            cla_period_id=period["cla_period_id"],
            carer_spell_id=spell,
            start_date=start,
            end_date=end,
            place=place,
            provider=provider,
            urn=chance.pick(("SC900001", "XXXXXXX", None)),
            postcode=chance.pick((*POSTCODES, "ZZ9 9ZZ", None)),
            placement_authority=chance.pick(("E06000045", "WAL", None, None, None)),
            is_outside_authority=chance.pick((True, False, None, None)),
            distance_miles=chance.pick((0.0, 19.9, 20.0, 20.1, 45.5, 45.5, 999.9, None)),
            move_reason=chance.pick(MOVE_REASONS) if end is not None else None,
        )
        self.costs(placement)
        self.add(
            "cla_episodes",
            episode_id=self.id("ep"),
            person_id=child,
            cla_period_id=period["cla_period_id"],
            placement_id=placement["placement_id"],
            start_date=start,
            start_reason=reason,
            end_date=end,
            end_reason=None if end is None else ("X1" if end != period["end_date"] else "E4A"),
            legal_status="V3" if period["is_short_breaks"] else "C2",
            change_reason=chance.pick(MOVE_REASONS) if end is not None else None,
        )
        if place in ("K2", "R1", "S1", "K1"):
            agreed = chance.pick((start, chance.after(start)))
            self.add(
                "placement_move_plans",
                move_plan_id=self.id("mp"),
                person_id=child,
                agreed_date=agreed,
                target_group=chance.pick(("foster", "kinship", "parents", "supported")),
                closed_date=chance.end(agreed, 2),
            )

    def costs(self, placement: Row) -> None:
        """Lines that touch, overlap, leave gaps or end; some begin before the placement, some never."""
        chance = self.chance
        start = chance.pick((placement["start_date"], placement["start_date"], chance.after(FIRST)))
        starts: set[dt.date] = set()
        for _ in chance.some(3):
            end = chance.pick((None, None, chance.after(start), chance.month_end(), chance.month_end()))
            if start not in starts:  # the key of the table
                self.add(
                    "placement_costs",
                    placement_id=placement["placement_id"],
                    valid_from=start,
                    valid_to=None if end is None else max(start, end),
                    weekly_cost=chance.pick((0.0, 410.5, 980.0, 5200.25)),
                )
            starts.add(start)
            start = chance.after(start)

    def legal_statuses(self, child: str, period: Row) -> None:
        chance = self.chance
        start = period["start_date"]
        for _ in range(chance.rng.randint(0, 3)):
            end = chance.pick((period["end_date"], chance.after(start)))
            self.add(
                "legal_statuses",
                legal_status_id=self.id("ls"),
                person_id=child,
                legal_status="V3" if period["is_short_breaks"] else chance.pick(("C1", "C2", "V2", "E1")),
                start_date=start,
                end_date=end,
            )
            start = end or chance.after(start)

    def health(self, child: str) -> None:
        chance = self.chance
        entered = [row["start_date"] for row in self.tables["cla_periods"] if row["person_id"] == child]
        start = chance.pick(entered)
        days = (
            day_with_wd(start, chance.pick((19, 20, 21))),
            start,
            start - dt.timedelta(days=1),
            chance.after(start),
            _months_before(chance.month_end(), chance.pick((6, 12)), chance.rng.randint(0, 1)),
            *[chance.favoured() + dt.timedelta(days=chance.rng.randint(0, 1))] * 2,
        )
        self.add(
            "cla_health",
            health_id=self.id("he"),
            person_id=child,
            check_type=chance.pick(("iha", "rha", "rha", "ha_unspecified", "dental")),
            check_date=chance.maybe(chance.pick(days), 10),
            status=chance.pick(("completed", "completed", "completed", "refused", "planned")),
            latest_only=False,
        )

    def education(self, child: str) -> None:
        chance = self.chance
        starts: set[dt.date] = set()
        spans = chance.pick((chance.spans(3), [(FIRST, None)]))
        for start, end in spans:
            if start in starts:  # the key of the table
                continue
            starts.add(start)
            status = ("in_school", "tuition_only", *("out_of_education", "not_accessing", "neet") * 3)
            self.add(
                "cla_education",
                person_id=child,
                start_date=start,
                end_date=end,
                status=chance.pick(status),
                has_sen=chance.pick((True, False, None)),
            )

    def court(self) -> None:
        chance = self.chance
        for _ in chance.some(8):
            case, issued = self.id("pr"), chance.day()
            kind = chance.pick(("s31_care", "s31_care", "s31_supervision", "epo"))
            weeks_26 = issued + dt.timedelta(days=182 + chance.rng.randint(-1, 1))
            for child in sorted({chance.pick(self.children) for _ in range(2)}):
                self.add(
                    "care_proceedings",
                    proceedings_id=case,
                    person_id=child,
                    application_type=chance.pick((kind, kind, "placement_order")),
                    issued_date=issued,
                    concluded_date=chance.pick((weeks_26, weeks_26, chance.after(issued), None)),
                )

    # registers

    def hubs(self) -> None:
        chance = self.chance
        for n, locality in enumerate(("central", "central", "west"), start=1):
            self.add("hubs", hub_id=f"hub-{n}", name=f"Hub {n}", locality_id=locality)
        for _ in range(12):
            self.add(
                "family_hub_attendance",
                attendance_id=self.id("at"),
                attendee_id=chance.pick(("a1", "a2", "a3", "a4", None)),
                hub_id=chance.pick(("hub-1", "hub-1", "hub-2", "hub-2", "hub-3", "hub-3", "hub-9")),
                attended_on=chance.day(),
                home_locality_id=chance.pick((*LOCALITIES, None)),
            )

    def families(self) -> None:
        chance = self.chance
        for n in chance.some(6):
            form = {
                "form_id": self.id("fo"),
                "family_id": f"family-{n % 3}",
                "form_date": chance.day(),
                "team_id": self.team(),
                "locality_id": chance.pick((*LOCALITIES, None)),
            }
            for concern in range(1, chance.rng.randint(1, 6) + 1):
                self.add(
                    "supporting_families_outcomes",
                    **form,
                    concern=str(concern),
                    identified=not chance.once_in(4),
                    result=chance.pick(("positive", "positive", "no_change", "not_known", None)),
                )

    def audits(self) -> None:
        chance = self.chance
        for _ in chance.some(8):
            month = chance.month_end().replace(day=1)
            month_end = dt.date(month.year, month.month, days_in_month(month.year, month.month))
            late = day_with_wd(month_end, chance.pick((9, 10, 11)))
            audit = self.add(
                "audits",
                audit_id=self.id("au"),
                audit_month=month,
                service=chance.pick(("front door", "care")),
                team_id=self.team(),
                allocated_date=month,
                completed_date=chance.maybe(chance.pick((late, month, month_end, chance.after(month))), 5),
                grade=chance.pick(("outstanding", "good", "requires_improvement", "inadequate", None)),
                discussion_held=chance.pick((True, False, None)),
            )
            for number in chance.some(4):
                self.add(
                    "audit_findings",
                    audit_id=audit["audit_id"],
                    theme=chance.pick(("child_voice", "genogram")),
                    finding_no=number,
                    kind=chance.pick(("tested", "tested", "strength", "improvement")),
                    met=chance.pick((True, False, None)),
                )

    def fostering(self) -> None:
        chance = self.chance
        for _ in chance.some(5):
            days = [chance.day()]
            for _ in range(6):
                days.append(chance.after(days[-1]))
            stages = ("screening", "home_visit", "stage1", "stage2", "panel", "approved")
            reached = {
                f"{name}_date": chance.maybe(day, 3) for name, day in zip(stages, days[1:], strict=True)
            }
            self.add(
                "fostering_enquiries",
                household_id=self.id("ho"),
                carer_type="mainstream",
                enquiry_date=days[0],
                **reached,
            )

    def workforce(self) -> None:
        """Six workers; w6 is in no register of staff. Spells touch, leave a day or a gap, or overlap."""
        chance = self.chance
        for n in range(1, 7):
            staff = chance.maybe(f"s{n}", 10)
            self.add("workers", worker_id=f"w{n}", staff_id=staff)
            if n == 6:
                continue
            start = chance.pick((dt.date(2019, 1, 1), chance.day()))
            for _ in range(chance.rng.randint(1, 4)):
                end = chance.end(start, 3)
                if chance.once_in(3):
                    end = max(
                        start, chance.pick((chance.at_a_limit(), chance.favoured(), self._a_year_ago()))
                    )
                self.add(
                    "workforce_spells",
                    staff_id=f"s{n}",
                    start_date=start,
                    end_date=end,
                    fte=chance.pick((1.0, 0.5, 0.6, 0.0)),
                    role=chance.pick(("social_worker", "senior_practitioner", "other")),
                    is_social_worker=not chance.once_in(5),
                    is_agency=chance.once_in(4),
                    team_id=chance.maybe(chance.pick(TEAMS), 4),
                )
                if end is None or end == start:
                    break
                gap = chance.pick((0, 1, 1, 2, 30, -1))
                start = max(start + dt.timedelta(days=1), end + dt.timedelta(days=gap))

    def posts(self) -> None:
        """Readings of posts at some month ends, with gaps shorter and longer than they hold."""
        chance = self.chance
        months = [end for end in chance.month_ends if not chance.once_in(3)]
        if chance.once_in(3):
            months = months[:: chance.pick((3, 4, 5))]
        for day in months:
            for post in range(chance.rng.randint(1, 4)):
                self.add(
                    "hr_posts",
                    post_id=f"post-{post}",
                    as_at_month=day,
                    team_id=chance.maybe(chance.pick(TEAMS), 4),
                    role=chance.pick(("social_worker", "social_worker", "senior_practitioner", "manager")),
                    fte_established=1.0,
                    fte_vacant=chance.pick((0.0, 0.5, 1.0, 1.0)),
                    is_recruiting=chance.pick((None, True, True, False)),
                )

    def spend(self) -> None:
        chance = self.chance
        for end in chance.month_ends:
            for team in TEAMS:
                if not chance.once_in(3):
                    day = end.replace(day=chance.pick((1, 1, 1, 28)))
                    amount = chance.pick((0.0, 1200.5, 2400.25, 10000.0, -50.75))
                    self.add("agency_spend", period_start=day, team_id=team, amount=amount)

    def _a_year_ago(self) -> dt.date:
        return _months_before(self.chance.favoured(), 12, self.chance.rng.randint(0, 1))

    def reference(self) -> None:
        for locality in LOCALITIES:
            self.add("localities", locality_id=locality, name=locality.title())
        for area, locality in {**POSTCODES, **LSOAS}.items():
            self.add("locality_lookup", area_code=area, locality_id=locality, valid_from=dt.date(2011, 1, 1))


def _a_year_after(day: dt.date) -> tuple[dt.date, ...]:
    """The days about a year later, on both sides of the limit."""
    later = birthday(day, 1)
    return later - dt.timedelta(days=1), later, later + dt.timedelta(days=1)


def _months_before(day: dt.date, months: int, more: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    clipped = min(day.day, days_in_month(year, month + 1))
    return dt.date(year, month + 1, clipped) + dt.timedelta(days=more)


def _working_days_before(day: dt.date, count: int) -> dt.date:
    """A day with so many working days between it and `day`."""
    start = day
    while wd(start, day) < count:
        start = start - dt.timedelta(days=1)
    return start


def build(rng: random.Random, *, fewest: int = 5, most: int = 12) -> Tables:
    """One council."""
    last = LEAP_LAST if rng.randint(1, 3) == 1 else LAST
    maker = Maker(rng, rng.randint(fewest, most), last)
    maker.reference()
    for child in maker.children:
        maker.person(child)
        born = maker.tables["persons"][-1]["dob"]
        maker.front_door(child)
        maker.protection(child)
        if rng.randint(1, 3) >= 2:
            maker.care(child, born)
        elif rng.randint(1, 2) == 1:
            maker.long_care(child)
        maker.supervisions(child)
        maker.records(child)
    if len(maker.children) >= 2:
        maker.enquiry(maker.children[:2])
    parts: tuple[Callable[[], None], ...] = (
        maker.court,
        maker.hubs,
        maker.families,
        maker.audits,
        maker.fostering,
        maker.workforce,
        maker.posts,
        maker.spend,
    )
    for part in parts:
        part()
    follow_care(maker)  # last, so that what was drawn before stays as it was
    return maker.tables


def seeded(seed: int, **size: int) -> Tables:
    """The council of a seed: the same on every run."""
    return build(random.Random(seed), **size)


def councils(**size: int) -> st.SearchStrategy[Tables]:
    """Councils drawn by hypothesis, so that a failure shrinks."""
    return st.randoms(use_true_random=False).map(lambda rng: build(rng, **size))


def population_rows() -> list[Row]:
    """Estimates of three years; the newest is released after every test's last covered day."""
    rows = []
    for year, released in ((2020, None), (2021, dt.date(2022, 6, 30)), (2022, dt.date(2023, 6, 30))):
        rows += _estimates(year, released)
    return rows + _estimates(2023, dt.date(2024, 7, 15))


def _estimates(year: int, released: dt.date | None) -> list[Row]:
    rows = []
    for place, size in (("ALL", 600), ("central", 300), ("east", 200), ("west", 100)):
        for sex, share in (("F", 0), ("M", 10)):
            if year < 2022:  # ethnic groups are estimated by census, in fewer years
                for number, group in enumerate(("white", "mixed", "asian", "black", "other")):
                    rows.append(
                        complete(
                            "population",
                            {
                                "mid_year": year,
                                "locality_id": place,
                                "age_from": 0,
                                "age_to": 17,
                                "sex": sex,
                                "ethnicity": group,
                                "persons": size * (5 - number) + share,
                                "released_on": released,
                            },
                        )
                    )
            for low, high in BANDS:
                rows.append(
                    complete(
                        "population",
                        {
                            "mid_year": year,
                            "locality_id": place,
                            "age_from": low,
                            "age_to": high,
                            "sex": sex,
                            "ethnicity": "ALL",
                            "persons": size + share + (year - 2020) * 7,
                            "released_on": released,
                        },
                    )
                )
    return rows
