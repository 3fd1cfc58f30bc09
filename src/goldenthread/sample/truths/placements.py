"""Truths of placements: moves, stability, plans to leave residential care."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.base.dates import months_before
from goldenthread.base.periods import Period
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.care import Care, looked_after, periods_of_care
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records, is_open
from goldenthread.sample.truths.words import DESTINATIONS, RESIDENTIAL, destination, placement_group

HOME_OR_FAMILY = ("foster", "kinship", "parents")


@dataclass(frozen=True)
class Spell:
    """A child's time with one carer, through temporary stays elsewhere and changes of status."""

    id: str
    start: dt.date
    end: dt.date | None
    first: Row


def spells(records: Records, person_id: str) -> list[Spell]:
    """The carer spells of a child, in order: the placements that share a spell id."""
    found: list[Spell] = records.once(f"spells of {person_id}", lambda: _spells(records, person_id))
    return found


def _spells(records: Records, person_id: str) -> list[Spell]:
    by_spell: dict[str, list[Row]] = defaultdict(list)
    for row in records.of("placements", person_id):
        by_spell[str(row["carer_spell_id"] or row["placement_id"])].append(row)
    found = []
    for spell, rows in by_spell.items():
        first = min(rows, key=lambda row: (row["start_date"], str(row["placement_id"])))
        ends = [row["end_date"] for row in rows]
        found.append(Spell(spell, first["start_date"], None if None in ends else max(ends), first))
    return sorted(found, key=lambda spell: (spell.start, spell.id))


def placements_3plus(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after at the end; in the numerator with three carer spells in 12 months."""
    day = period.end
    window = months_before(day, 12)
    for care in looked_after(records, day):
        lived = [
            spell
            for spell in spells(records, care.person)
            if spell.start <= day and spell.start != spell.end and (spell.end is None or spell.end > window)
        ]
        yield Counted(care.person, care.person, day, top=len(lived) >= 3)


def placement_moves(records: Records, period: Period) -> Iterator[Counted]:
    """Children who changed carers while looked after, by where the last move of the period led."""
    for person, cares in periods_of_care(records).items():
        moves = [spell for care in cares for spell in _moves(records, care, period)]
        if moves:
            last = max(moves, key=lambda spell: (spell.start, spell.id))
            group = placement_group(last.first["place"], last.first["provider"])
            yield Counted(person, person, last.start, own={"destination": destination(group)})


def children_moved(records: Records, period: Period) -> Iterator[Counted]:
    """Children who changed carers while looked after, by where each of their moves led."""
    for person, cares in periods_of_care(records).items():
        for care in cares:
            for spell in _moves(records, care, period):
                group = placement_group(spell.first["place"], spell.first["provider"])
                yield Counted(person, person, spell.start, own={"placement_group": group})


def _moves(records: Records, care: Care, period: Period) -> list[Spell]:
    """The spells of a period of care but the first, with which it began."""
    inside = [spell for spell in spells(records, care.person) if care.holds(spell.start)]
    return [spell for spell in inside[1:] if period.start <= spell.start <= period.end]


def residential_move_plans(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after in residential care with an agreed plan to move to a family."""
    day = period.end
    for care in looked_after(records, day):
        place = child.placement(records, care.person, day)
        plans = records.of("placement_move_plans", care.person)
        agreed = any(
            plan["target_group"] in HOME_OR_FAMILY and is_open(plan["agreed_date"], plan["closed_date"], day)
            for plan in plans
        )
        if agreed and place and place["place"] in RESIDENTIAL:
            yield Counted(care.person, care.person, day)


PLACEMENTS = [
    Truth(
        "placements_3plus_pct",
        "percentage",
        placements_3plus,
        ("team", "age_band", "sex", "placement_group", "legal_status", "uasc"),
        look_back=12,
    ),
    Truth(
        "placement_moves_by_destination",
        "count",
        placement_moves,
        split="destination",
        groups=tuple(DESTINATIONS),
    ),
    Truth(
        "placement_moves_children",
        "count",
        children_moved,
        ("team", "age_band", "sex", "placement_group", "uasc"),
    ),
    Truth(
        "residential_move_plans",
        "count",
        residential_move_plans,
        ("age_band", "placement_group"),
        reads=("placement_move_plans",),
    ),
]
