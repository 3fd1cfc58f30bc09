"""Reviews, permanence plans, adoption, missing episodes and SDQ scores."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.dates import birthday
from goldenthread.base.workdays import add_working_days
from goldenthread.sample import people, placing
from goldenthread.sample.chance import draw
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, World


def detail(world: World) -> None:
    """All of them, for every period of care that is not short breaks."""
    places: dict[str, list[Row]] = {}
    for row in world.tables["placements"]:
        places.setdefault(row["cla_period_id"], []).append(row)
    for period in world.tables["cla_periods"]:
        if period["is_short_breaks"]:
            continue
        reviews(world, period)
        care_plan(world, period, places[period["cla_period_id"]])
        permanence(world, period, places[period["cla_period_id"]])
        missing(world, period)
        scores(world, period)
    adopters(world)


def reviews(world: World, period: Row) -> None:
    """The first within 20 working days, the next within three months, then every six; some late."""
    chance = world.chance("cla reviews")
    end = period["end_date"] or world.last
    due, gap = add_working_days(period["start_date"], 20), 85
    while due < end:
        late = chance.random() < 0.07
        held: dt.date | None = due + (chance.randrange(2, 25) if late else -chance.randrange(0, 9)) * DAY
        if held and not period["start_date"] < held < end:
            held = None
        if due >= world.first - 400 * DAY:
            world.add(
                "cla_reviews",
                {
                    "cla_review_id": world.new_id("RV"),
                    "person_id": period["person_id"],
                    "cla_period_id": period["cla_period_id"],
                    "due_date": due,
                    "review_date": held,
                    "is_cancelled": False,
                    "participation": chance.choice(["PN1", "PN1", "PN2", "PN3", "PN6"]),
                    "latest_only": False,
                },
            )
        due, gap = (held or due) + gap * DAY, 176


def care_plan(world: World, period: Row, places: list[Row]) -> None:
    """One permanence plan a period, by where the child lives at the end of it."""
    chance = world.chance("care plans")
    group = placing.group_of(max(places, key=lambda row: row["start_date"]))
    plan = {
        "adoption": "ADOPTION",
        "foster_to_adopt": "ADOPTION",
        "parents": "RETURN6M",
        "family_friends": "LTRELFR",
        "supported": "SUPPLIV",
        "residential": "RESPLMT",
    }.get(group, chance.choice(["LTFOST18", "LTFOST18", "RETURNEV", "OTHERPLN"]))
    end = period["end_date"]
    begin = min(period["start_date"] + 25 * DAY, end or dt.date.max)
    world.add(
        "care_plans",
        {
            "care_plan_id": world.new_id("PP"),
            "person_id": period["person_id"],
            "start_date": begin,
            "end_date": end,
            "plan_code": plan,
        },
    )


def permanence(world: World, period: Row, places: list[Row]) -> None:
    """The steps of an adoption, and the order that ended a period."""
    chance = world.chance("permanence")
    ordered = sorted(places, key=lambda row: row["start_date"])
    placed = next((row for row in ordered if placing.group_of(row) == "adoption"), None)
    order = ORDERS.get(period["end_reason"] or "")
    if placed is None and order is None:
        return
    concurrent = next((row["start_date"] for row in ordered if row["place"] in ("U2", "U5")), None)
    row: Row = dict.fromkeys(PERMANENCE)
    row |= {
        "permanence_id": world.new_id("PE"),
        "person_id": period["person_id"],
        "cla_period_id": period["cla_period_id"],
        "ffa_placed_date": concurrent,
        "order_date": period["end_date"] if order else None,
        "order_type": order,
    }
    if placed:
        steps = placing.adoption_steps(period["start_date"], placed["start_date"])
        row |= {
            "decision_date": steps.decided,
            "placement_order_date": steps.ordered,
            "matched_date": steps.matched,
            "placed_date": placed["start_date"],
            "adopted_by_carer": placed["place"] in ("A3", "A5"),
            "foster_placed_date": _first_with_carer(ordered, placed),
            "adopters": chance.choice([1, 2, 2, 2]),
        }
    world.add("permanence", row)


def _first_with_carer(ordered: list[Row], placed: Row) -> dt.date | None:
    """The first day with foster carers who adopt."""
    if placed["place"] not in ("A3", "A5"):
        return None
    day: dt.date = next(
        row["start_date"] for row in ordered if row["carer_spell_id"] == placed["carer_spell_id"]
    )
    return day


ORDERS = {"E11": "adoption", "E12": "adoption", "E45": "sgo", "E46": "sgo", "E41": "cao"}
PERMANENCE = (
    "permanence_id",
    "person_id",
    "cla_period_id",
    "decision_date",
    "ffa_decision_date",
    "placement_order_date",
    "matched_date",
    "placed_date",
    "ffa_placed_date",
    "foster_placed_date",
    "order_date",
    "order_type",
    "reversed_date",
    "reversed_reason",
    "adopted_by_carer",
    "adopters",
    "adopter_sex",
    "adopter_legal_status",
    "in_sibling_group",
    "siblings_together",
    "siblings_apart",
    "provider_urn",
    "worker_id",
)


def missing(world: World, period: Row) -> None:
    """Missing episodes, mostly of adolescents."""
    chance = world.chance("missing")
    person = world.people[period["person_id"]]
    day = max(period["start_date"], birthday(person.born, 12), world.first)
    end = period["end_date"] or world.last
    if chance.random() > 0.28:
        return
    while True:
        day += chance.randrange(5, 260) * DAY
        if day >= end:
            return
        offered = chance.random() < 0.9
        world.add(
            "missing_episodes",
            {
                "missing_id": world.new_id("MS"),
                "person_id": person.id,
                "missing_type": "M" if chance.random() < 0.8 else "A",
                "start_date": day,
                "end_date": day + chance.choice([0, 0, 1, 1, 2, 4]) * DAY,
                "rhi_offered": offered,
                "rhi_accepted": offered and chance.random() < 0.7,
            },
        )


def scores(world: World, period: Row) -> None:
    """A yearly score for children of 4 to 16."""
    chance = world.chance("sdq")
    born = world.people[period["person_id"]].born
    day = period["start_date"] + chance.randrange(150, 340) * DAY
    end, score = period["end_date"] or world.last, chance.randrange(6, 24)
    while day < end:
        if birthday(born, 4) <= day < birthday(born, 17) and day >= world.first and chance.random() < 0.85:
            score = min(40, max(0, score + chance.randrange(-3, 4)))
            world.add(
                "sdq_scores",
                {
                    "sdq_id": world.new_id("SQ"),
                    "person_id": period["person_id"],
                    "completed_date": day,
                    "score": score,
                    "no_score_reason": None,
                },
            )
        day += chance.randrange(330, 400) * DAY


def adopters(world: World) -> None:
    """Adoptive households of the last two years, one row an adult."""
    chance = world.chance("adopters")
    for _ in range(int(26 * world.plan.scale)):
        family, first = world.new_id("AF"), world.last - chance.randrange(20, 730) * DAY
        stages: list[dt.date | None] = [None] * 6
        day = first
        for place in range(6):
            if chance.random() < 0.16:
                break
            day += chance.randrange(25, 75) * DAY
            stages[place] = day if day <= world.last else None
        sexes = chance.choice(["MF", "MF", "MF", "F", "FF", "MM"])
        for sex in sexes:
            world.add(
                "adopters",
                {
                    "adopter_id": world.new_id("AD"),
                    "family_id": family,
                    "sex": sex,
                    "ethnicity": draw(chance, people.ETHNICITIES),
                    "has_disability": chance.random() < 0.03,
                    "is_ffa": chance.random() < 0.2,
                    "enquiry_date": first,
                    "stage1_start": stages[0],
                    "stage1_end": stages[1],
                    "stage2_start": stages[1],
                    "stage2_end": stages[2],
                    "applied_date": stages[2],
                    "approved_date": stages[3],
                    "matched_date": stages[4],
                    "placed_date": stages[5],
                    "children_placed": 1 if stages[5] else None,
                    "order_date": None,
                    "left_date": None,
                    "left_reason": None,
                },
            )
