"""Episodes, legal statuses and temporary stays: the rows that follow from periods and placements."""

from __future__ import annotations

import datetime as dt

from goldenthread.sample import placing
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, Person, World, eighteen


def care_rows(world: World) -> None:
    """The detail rows of every period of care."""
    for period in world.tables["cla_periods"]:
        person = world.people[period["person_id"]]
        if not period["is_short_breaks"]:
            same_carer_changes(world, period)
            legal_changes(world, period)
            temporary_stay(world, period)
        status_rows(world, person, period)
        episode_rows(world, person, period)
    for table in ("cla_periods",):
        for row in world.tables[table]:
            row.pop("_places"), row.pop("_statuses")


def same_carer_changes(world: World, period: Row) -> None:
    """A foster placement becomes long-term, or the foster carers adopt: same carer, same spell."""
    chance = world.chance("same carer")
    for place in list(period["_places"]):
        long = ((place["end_date"] or world.last) - place["start_date"]).days
        change = {"U6": "U4", "U3": "U1", "U5": "A5"}.get(place["place"])
        if change and long > 420 and chance.random() < 0.3:
            split(world, period, place, place["start_date"] + chance.randrange(200, long - 60) * DAY, change)


def split(world: World, period: Row, place: Row, day: dt.date, code: str) -> Row:
    """End a placement and go on with the same carer under another code."""
    after = {
        **place,
        "placement_id": world.new_id("PL"),
        "start_date": day,
        "place": code,
        "intended_to_18": code in ("U1", "U4"),
    }
    place["end_date"], place["move_reason"] = day, "PLACE"
    world.tables["placements"].append(after)
    period["_places"].insert(period["_places"].index(place) + 1, after)
    return after


def legal_changes(world: World, period: Row) -> None:
    """Interim orders become care orders, some placement orders; agreed care sometimes goes to court."""
    chance = world.chance("legal")
    end = period["end_date"] or world.last
    found: list[tuple[dt.date, str]] = [period["_statuses"][0]]
    orders = period["_statuses"][1:]
    day, status = found[0]
    while True:
        wait = {"C1": chance.randrange(150, 330), "V2": chance.randrange(60, 600)}.get(status)
        if wait is None or (status == "V2" and chance.random() < 0.6):
            break
        day += wait * DAY
        status = "C2" if status == "C1" else "C1"
        if day >= end or (orders and day >= orders[0][0]):
            break
        found.append((day, status))
    period["_statuses"] = [*found, *orders]
    placement_order(period)


def placement_order(period: Row) -> None:
    """A child placed for adoption is under a placement order from the day that the steps of adoption name."""
    first, *later = period["_statuses"]
    placed = next((one for one in period["_places"] if placing.group_of(one) == "adoption"), None)
    if placed and first[1] != "E1":
        day = placing.adoption_steps(period["start_date"], placed["start_date"]).ordered
        day = max(day, period["start_date"] + DAY)
        period["_statuses"] = [first, *(one for one in later if one[0] < day and one[1] != "E1"), (day, "E1")]


def temporary_stay(world: World, period: Row) -> None:
    """Hospital, respite or a holiday (T0 to T4): out and back to the same carer, one spell."""
    chance = world.chance("temporary")
    place = chance.choice(period["_places"])
    end = place["end_date"] or world.last
    long = (end - place["start_date"]).days
    if long < 120 or chance.random() > 0.09 or placing.group_of(place) == "adoption":
        return
    out = place["start_date"] + chance.randrange(30, long - 40) * DAY
    back = out + chance.randrange(3, 20) * DAY
    after = split(world, period, place, out, place["place"])
    place["move_reason"] = None
    stay = {
        **after,
        "placement_id": world.new_id("PL"),
        "place": chance.choice(["T0", "T1", "T2", "T3", "T4"]),
        "end_date": back,
    }
    after["start_date"] = back
    world.tables["placements"].append(stay)
    period["_places"].insert(period["_places"].index(after), stay)


def status_rows(world: World, person: Person, period: Row) -> None:
    """Legal statuses, each until the next or the end of the period."""
    runs = period["_statuses"]
    for place, (day, status) in enumerate(runs):
        end = runs[place + 1][0] if place + 1 < len(runs) else period["end_date"]
        world.add(
            "legal_statuses",
            {
                "legal_status_id": world.new_id("LS"),
                "person_id": person.id,
                "legal_status": status,
                "start_date": day,
                "end_date": end,
            },
        )


def episode_rows(world: World, person: Person, period: Row) -> None:
    """One episode between any two changes of placement or legal status."""
    places = {row["start_date"]: row for row in period["_places"]}
    statuses = dict(period["_statuses"])
    place: Row | None = None
    status = period["_statuses"][0][1]
    rows: list[Row] = []
    for day in sorted({*places, *statuses}):
        now, order = places.get(day, place), statuses.get(day, status)
        reason = _reason(place, now, status != order)
        if rows:
            rows[-1].update(
                end_date=day,
                end_reason="X1",
                change_reason=place["move_reason"] if place and now is not place else None,
            )
        place, status = now, order
        rows.append(_episode(world, person, period, place, status, day, reason))
    rows[-1].update(end_date=period["end_date"], end_reason=period["end_reason"])


def _reason(before: Row | None, now: Row | None, legal: bool) -> str:
    """The reason for a new episode: S first, L, P, T, B or U after a change."""
    if before is None or now is None:
        return "S"
    if now is before:
        return "L"
    temporary = now["place"].startswith("T") or before["place"].startswith("T")
    if now["carer_spell_id"] == before["carer_spell_id"] and not temporary:
        return "U" if legal else "T"
    return "B" if legal else "P"


def _episode(
    world: World, person: Person, period: Row, place: Row | None, status: str, day: dt.date, reason: str
) -> Row:
    referral = next((row for row in reversed(person.referrals) if row["referral_date"] <= day), None)
    return world.add(
        "cla_episodes",
        {
            "episode_id": world.new_id("EP"),
            "person_id": person.id,
            "cla_period_id": period["cla_period_id"],
            "placement_id": place["placement_id"] if place else None,
            "referral_id": referral["referral_id"] if referral else None,
            "start_date": day,
            "start_reason": reason,
            "end_date": None,
            "end_reason": None,
            "legal_status": status,
            "need": period["primary_need"],
            "change_reason": None,
        },
    )


def short_breaks(world: World) -> None:
    """Disabled children in short breaks: in care for no measure."""
    chance = world.chance("short breaks")
    disabled = [one for one in world.people.values() if one.disability and one.cin and not one.care]
    for person in chance.sample(disabled, min(34, len(disabled))):
        plan = person.cin[0]
        end = plan["end_date"] or world.last + 400 * DAY
        day = plan["start_date"] + 40 * DAY
        if day >= end - 30 * DAY or person.age(day) > 16:
            continue
        ends = min(end, eighteen(person.born))
        period = world.add(
            "cla_periods",
            {
                "cla_period_id": world.new_id("LA"),
                "person_id": person.id,
                "start_date": day,
                "end_date": ends if ends <= world.last else None,
                "end_reason": "E8" if ends <= world.last else None,
                "primary_need": "N2",
                "is_short_breaks": True,
                "placements_12m_reported": None,
                "missing_12m_reported": None,
                "absent_12m_reported": None,
                "second_period_12m": None,
                "last_iro_contact": None,
            },
        )
        place = placing.new_placement(world, person, period, day, "foster_in_house")
        place["end_date"] = period["end_date"]
        period["_places"], period["_statuses"] = [place], [(day, "V4")]


def same_day_returns(world: World) -> None:
    """Some periods are closed and opened again on one day: neither a start nor an end."""
    chance = world.chance("same day")
    for period in list(world.tables["cla_periods"]):
        place = period["_places"][-1]
        end = period["end_date"] or world.last
        if (end - place["start_date"]).days < 400 or period["is_short_breaks"] or chance.random() > 0.03:
            continue
        day = place["start_date"] + chance.randrange(100, (end - place["start_date"]).days - 100) * DAY
        if world.last - day < dt.timedelta(150) or placing.group_of(place) == "adoption":
            continue
        again = {**period, "cla_period_id": world.new_id("LA"), "start_date": day}
        period["end_date"], period["end_reason"] = day, "E8"
        after = {
            **place,
            "placement_id": world.new_id("PL"),
            "cla_period_id": again["cla_period_id"],
            "carer_spell_id": world.new_id("SP"),
            "start_date": day,
        }
        place["end_date"] = day
        world.tables["placements"].append(after)
        before = [one for one in period["_statuses"] if one[0] < day]
        again["_places"], again["_statuses"] = [after], [(day, before[-1][1])]
        period["_statuses"] = before
        world.tables["cla_periods"].append(again)
        world.people[period["person_id"]].care.append(again)
