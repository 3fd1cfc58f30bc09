"""Invented councils and what their months look like to the public, release after release.

`council(seed)` gives a council with `months` of records: children with a plan (a stock: locality, age, sex,
placement, whether it is a repeat) and contacts (events: source, age, sex, whether decided in time, days).
Records come late, so that later releases correct earlier months. `council.month(n)` gives the n-th release (0
is the first): the unrounded results as they are known then, and the keys that its public edition shows.
`releases(council)` runs the control over all of them with the growing ledger.

The cards are real `Measure` records of every form but sum and ratio: whatever reads cards reads these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Policy, Released, suppress
from goldenthread.analysis.disclosure.cells import Key
from goldenthread.analysis.disclosure.links.listed import Listed, read_links
from goldenthread.base.periods import Period, ending, parse
from goldenthread.model.measure import Component, Measure, Per, Split
from goldenthread.model.result import ADOLESCENT, ALL, CROSS
from goldenthread.model.results import SCHEMA, Results

AUTHORITY = "X06000001"
FIRST = parse("2022-01")
LOCALITIES = ("central", "east", "west")
AGES = ("1-4", "5-9", "10-15", "16-17")
SEXES = ("female", "male")
SOURCES = ("police", "school", "health", "other")
PLACEMENTS = ("family_friends", "foster", "residential", "other")
TEAMS = ("T1", "T2", "T3")
POPULATION = {"central": 12_000, "east": 18_000, "west": 15_000}
NEVER = 10_000

Records = Mapping[str, np.ndarray]

LINKS: tuple[Listed, ...] = read_links(
    """
- whole: contacts_received[source=police]
  parts: [contacts_police_share_pct]
  because: the share counts this group
- whole: contacts_received[source=school]
  parts: [contacts_from_schools]
  because: the measure counts this group
- whole: contacts_received
  within: [contacts_from_schools]
  because: some of them
- stock: plans_open
  started: plans_started
  ended: plans_ended
  because: a child has a plan today that was open a month ago or began since
""",
    "generated",
)


def card(name: str, form: str, timing: str, unit: str = "children", **more: object) -> Measure:
    """A card with plain attributes."""
    made = Measure(
        id=name,
        name=name,
        form=form,  # type: ignore[arg-type]
        timing=timing,  # type: ignore[arg-type]
        polarity="neutral",
        unit=unit,
        breakdowns=(),
        standards=("ssd",),
        subject="generated",
        why="",
        reference="",
        owner="",
        version=1,
        valid_from=dt.date(2020, 1, 1),
    )
    return replace(made, **more)  # type: ignore[arg-type]


_OPEN = Component("plans", "stock", interval="open", count="person_id")
_STARTED = Component("plans", "flow", date="start_date")
_ENDED = Component("plans", "flow", date="end_date")
_CONTACTS = Component("contacts", "flow", date="contact_date")

MEASURES: dict[str, Measure] = {
    one.id: one
    for one in (
        card("plans_open", "count", "stock", base=_OPEN),
        card("plan_rate", "rate", "stock", parts={"numerator": "plans_open"}, per=Per("0-17", 10_000)),
        card("repeat_pct", "percentage", "stock", "percent", base=replace(_OPEN, numerator="is_repeat")),
        card(
            "placement_mix_pct",
            "percentage",
            "stock",
            "percent",
            base=replace(_OPEN, numerator="true"),
            split=Split("placement_group", share=True),
        ),
        card("plans_started", "count", "flow", base=_STARTED),
        card("plans_ended", "count", "flow", base=_ENDED),
        card(
            "plans_net_change",
            "difference",
            "flow",
            parts={"plus": "plans_started", "minus": "plans_ended"},
        ),
        card("contacts_received", "count", "flow", base=_CONTACTS),
        card("contacts_quarter", "count", "flow", base=_CONTACTS, periods=("quarter",)),
        card("contacts_from_schools", "count", "flow", base=replace(_CONTACTS, where="source = 'school'")),
        card(
            "contacts_police_share_pct",
            "percentage",
            "flow",
            "percent",
            base=replace(_CONTACTS, numerator="source = 'police'"),
        ),
        card("in_time_pct", "percentage", "flow", "percent", base=replace(_CONTACTS, numerator="is_quick")),
        card("decision_days", "average", "flow", "days", base=replace(_CONTACTS, value="days")),
        card("decision_median", "median", "flow", "days", base=replace(_CONTACTS, value="days")),
        card(
            "representation_index",
            "index",
            "flow",
            "ratio",
            parts={"numerator": _CONTACTS},
            per=Per("0-17", 1),
            against="whole",
        ),
    )
}

BREAKDOWNS: dict[str, tuple[str, ...]] = {
    "plans_open": ("locality", "age_band", "locality × sex"),
    "plan_rate": ("locality",),
    "repeat_pct": ("locality",),
    "placement_mix_pct": ("placement_group",),
    "plans_started": ("locality",),
    "plans_ended": ("locality",),
    "plans_net_change": ("locality",),
    "contacts_received": ("source", "age_band", "age_band × sex"),
    "contacts_quarter": (),
    "contacts_from_schools": ("locality",),
    "contacts_police_share_pct": ("age_band × sex",),
    "in_time_pct": ("source",),
    "decision_days": ("source",),
    "decision_median": ("source",),
    "representation_index": ("age_band",),
}
"""The breakdowns that the public edition shows of each measure, in the period shown."""


@dataclass(frozen=True)
class Month:
    """One release before the control: the month, the unrounded results, the keys that it shows."""

    period: Period
    results: Results
    public: frozenset[Key]


@dataclass
class Council:
    """An invented council. Months are numbered from 0."""

    plans: Records
    contacts: Records
    months: int
    cards: Mapping[str, Measure] = field(default_factory=lambda: MEASURES)

    def month(self, now: int) -> Month:
        """The release of a month: totals of every month so far, as known now, and the groups of this one."""
        return _Teller(self, now).month()


def council(seed: int, months: int = 24) -> Council:
    """The council of a seed. Councils differ in size, so that small numbers are rare in some, common in
    others."""
    chance = np.random.default_rng(seed)
    size = int(chance.integers(20, 160))
    return Council(_plans(chance, size, months), _contacts(chance, size, months), months)


def _plans(chance: np.random.Generator, size: int, months: int) -> Records:
    begin = chance.integers(-12, months, size * 3)
    ended = begin + 1 + chance.geometric(0.09, begin.size)
    places = chance.dirichlet((4.0, 2.0, 1.0))
    return {
        "start": begin,
        "end": ended,
        "start_known": begin + _late(chance, begin.size),
        "end_known": ended + _late(chance, begin.size),
        "locality": chance.choice(LOCALITIES, begin.size, p=places),
        "age_band": chance.choice(AGES, begin.size, p=(0.25, 0.3, 0.33, 0.12)),
        "sex": chance.choice(SEXES, begin.size, p=(0.45, 0.55)),
        "placement_group": chance.choice(PLACEMENTS, begin.size, p=(0.25, 0.55, 0.15, 0.05)),
        "is_repeat": chance.random(begin.size) < 0.22,
    }


def _contacts(chance: np.random.Generator, size: int, months: int) -> Records:
    when = np.sort(chance.integers(0, months, size * months // 2))
    return {
        "start": when,
        "start_known": when + _late(chance, when.size),
        "locality": chance.choice(LOCALITIES, when.size, p=(0.5, 0.3, 0.2)),
        "source": chance.choice(SOURCES, when.size, p=(0.4, 0.25, 0.25, 0.1)),
        "age_band": chance.choice(AGES, when.size, p=(0.25, 0.3, 0.3, 0.15)),
        "sex": chance.choice(SEXES, when.size),
        "is_quick": chance.random(when.size) < 0.85,
        "days": chance.integers(0, 9, when.size).astype(float),
    }


def _late(chance: np.random.Generator, size: int) -> np.ndarray:
    """By how many months a record is late: nine in ten are not."""
    return chance.choice((0, 1, 2, 5), size, p=(0.9, 0.05, 0.03, 0.02))


class _Teller:
    """The figures of a council as known in a month."""

    def __init__(self, of: Council, now: int) -> None:
        self.of, self.now = of, now
        self.rows: list[dict[str, object]] = []
        plans, contacts = of.plans, of.contacts
        known = plans["start_known"] <= now
        end = np.where(plans["end_known"] <= now, plans["end"], NEVER)
        self.plans = {name: values[known] for name, values in {**plans, "end": end}.items()}
        known = contacts["start_known"] <= now
        self.contacts = {name: values[known] for name, values in contacts.items()}

    def month(self) -> Month:
        for then in range(max(self.now - 24, 0), self.now + 1):
            for measure, breakdowns in BREAKDOWNS.items():
                self._figures(MEASURES[measure], then, breakdowns if then == self.now else ())
        results = Results(pa.Table.from_pylist(self.rows, schema=SCHEMA))
        keys = frozenset((r.measure, r.period, r.breakdown, r.group) for r in results)
        return Month(_period(self.now), results, keys)

    def _figures(self, measure: Measure, then: int, breakdowns: Sequence[str]) -> None:
        if measure.periods:
            if then == self.now and then >= 2:
                self._quarter(measure, then)
            return
        for breakdown in breakdowns if measure.split or measure.form == "index" else (ALL, *breakdowns):
            self._breakdown(measure, then, breakdown)

    def _quarter(self, measure: Measure, then: int) -> None:
        last = then - (then + 1) % 3
        period = ending("quarter", _period(last).end)
        count = int(np.sum((self.contacts["start"] <= last) & (self.contacts["start"] > last - 3)))
        self._row(measure, period, ALL, ALL, count, None, count)

    def _breakdown(self, measure: Measure, then: int, breakdown: str) -> None:
        numbers = _TELL[measure.id](self, then, breakdown)
        for group, (top, bottom, value) in numbers.items():
            self._row(measure, _period(then), breakdown, group, top, bottom, value)

    def open_plans(self, then: int) -> Records:
        """Plans open at the end of a month."""
        held = (self.plans["start"] <= then) & (self.plans["end"] > then)
        return {name: values[held] for name, values in self.plans.items()}

    def dated(self, records: Records, name: str, then: int) -> Records:
        """Records dated in a month."""
        held = records[name] == then
        return {each: values[held] for each, values in records.items()}

    def _row(
        self,
        measure: Measure,
        period: Period,
        breakdown: str,
        group: str,
        top: float | None,
        bottom: float | None,
        value: float | None,
    ) -> None:
        self.rows.append(
            {
                "measure": measure.id,
                "authority": AUTHORITY,
                "period": period.label,
                "timing": measure.timing,
                "breakdown": breakdown,
                "group": group,
                "numerator": None if top is None else float(top),
                "denominator": None if bottom is None else float(bottom),
                "value": None if value is None else float(value),
                "status": "ok" if value is not None else "no_cases",
                "snapshot": f"known-{self.now}",
                "definition_version": 1,
                "flags": "",
                "reason": "",
            }
        )


def _period(number: int) -> Period:
    return FIRST.back(-number)


_VALUES = {
    "locality": LOCALITIES,
    "age_band": AGES,
    "sex": SEXES,
    "source": SOURCES,
    "placement_group": PLACEMENTS,
}


def _masks(records: Records, breakdown: str) -> dict[str, np.ndarray]:
    """Which records are in each group of a breakdown; the adolescent band beside the others."""
    size = len(records["start"])
    found = {"": np.ones(size, dtype=bool)}
    if breakdown == ALL:
        return {ALL: found[""]}
    for name in breakdown.split(CROSS):
        ways = {value: records[name] == value for value in _VALUES[name]}
        if name == "age_band":
            ways[ADOLESCENT] = ways["10-15"] | ways["16-17"]
        found = {
            f"{group}{CROSS}{value}" if group else value: mask & way
            for group, mask in found.items()
            for value, way in ways.items()
        }
    return found


Numbers = dict[str, tuple[float | None, float | None, float | None]]
Tell = Callable[[_Teller, int, str], Numbers]


def _count(records: Records, breakdown: str) -> Numbers:
    return {g: (float(m.sum()), None, float(m.sum())) for g, m in _masks(records, breakdown).items()}


def _share(records: Records, breakdown: str, numerator: np.ndarray) -> Numbers:
    found: Numbers = {}
    for group, mask in _masks(records, breakdown).items():
        top, bottom = float((mask & numerator).sum()), float(mask.sum())
        found[group] = (top, bottom, 100 * top / bottom if bottom else None)
    return found


def _mix(records: Records, breakdown: str) -> Numbers:
    whole = float(len(records["start"]))
    masks = _masks(records, breakdown)
    return {
        g: (float(m.sum()), whole, 100 * float(m.sum()) / whole if whole else None) for g, m in masks.items()
    }


def _rate(records: Records, breakdown: str) -> Numbers:
    found: Numbers = {}
    for group, (top, _, _) in _count(records, breakdown).items():
        people = sum(POPULATION.values()) if group == ALL else POPULATION[group]
        found[group] = (top, float(people), (top or 0) / people * 10_000)
    return found


def _net(teller: _Teller, then: int, breakdown: str) -> Numbers:
    plus = _count(teller.dated(teller.plans, "start", then), breakdown)
    minus = _count(teller.dated(teller.plans, "end", then), breakdown)
    nets = {group: (plus[group][0] or 0) - (minus[group][0] or 0) for group in plus}
    return {group: (net, None, net) for group, net in nets.items()}


def _days(records: Records, breakdown: str, *, median: bool) -> Numbers:
    found: Numbers = {}
    for group, mask in _masks(records, breakdown).items():
        days = records["days"][mask]
        value = None if not days.size else float(np.median(days) if median else days.mean())
        found[group] = (None if median else float(days.sum()), float(days.size), value)
    return found


def _index(records: Records, breakdown: str) -> Numbers:
    shares = {"1-4": 0.3, "5-9": 0.3, "10-15": 0.3, "16-17": 0.1, ADOLESCENT: 0.4}
    whole = float(len(records["start"]))
    found: Numbers = {}
    for group, (top, _, _) in _count(records, breakdown).items():
        found[group] = (top, whole, (top or 0) / whole / shares[group] if whole else None)
    return found


def _of_contacts(tell: Callable[[Records, str], Numbers]) -> Tell:
    return lambda teller, then, breakdown: tell(teller.dated(teller.contacts, "start", then), breakdown)


def _of_plans(tell: Callable[[Records, str], Numbers]) -> Tell:
    return lambda teller, then, breakdown: tell(teller.open_plans(then), breakdown)


def _only(records: Records, name: str, value: str) -> Records:
    held = records[name] == value
    return {each: values[held] for each, values in records.items()}


_TELL: dict[str, Tell] = {
    "plans_open": _of_plans(_count),
    "plan_rate": _of_plans(_rate),
    "repeat_pct": _of_plans(lambda r, b: _share(r, b, r["is_repeat"])),
    "placement_mix_pct": _of_plans(_mix),
    "plans_started": lambda t, then, b: _count(t.dated(t.plans, "start", then), b),
    "plans_ended": lambda t, then, b: _count(t.dated(t.plans, "end", then), b),
    "plans_net_change": _net,
    "contacts_received": _of_contacts(_count),
    "contacts_from_schools": _of_contacts(lambda r, b: _count(_only(r, "source", "school"), b)),
    "contacts_police_share_pct": _of_contacts(lambda r, b: _share(r, b, r["source"] == "police")),
    "in_time_pct": _of_contacts(lambda r, b: _share(r, b, r["is_quick"])),
    "decision_days": _of_contacts(lambda r, b: _days(r, b, median=False)),
    "decision_median": _of_contacts(lambda r, b: _days(r, b, median=True)),
    "representation_index": _of_contacts(_index),
}


def releases(of: Council, policy: Policy = DEFAULT) -> Iterator[tuple[Month, Released]]:
    """Every release of a council after the other, each made with all before it in the ledger."""
    ledger: list[Earlier] = []
    for number in range(of.months):
        month = of.month(number)
        out = suppress(
            month.results,
            of.cards,
            AUTHORITY,
            policy,
            public=month.public,
            ledger=ledger,
            links=LINKS,
        )
        ledger.append(Earlier(out.results, policy, month.results))
        yield month, out
