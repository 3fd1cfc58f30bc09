"""Lists 6 and 7: children in need, child protection plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from goldenthread.sample.annex_a import keys
from goldenthread.sample.annex_a.context import Context, Line, last
from goldenthread.sample.council import Row
from goldenthread.sample.truths.care import is_looked_after
from goldenthread.sample.truths.plans import has_plan
from goldenthread.sample.truths.records import is_open


def children_in_need(context: Context) -> Iterator[Line]:
    """List 6: the latest episode of each child who is helped now, or was in the last 6 months.

    Children with a referral alone are left out, and so are care leavers.
    """
    for person, row in sorted(_latest_episodes(context).items()):
        status = case_status(context, person, row)
        if status is None:
            continue
        yield [
            *context.child(person),
            *context.disability(person),
            row["referral_date"],
            keys.NEED.get(row["primary_need"], keys.NEED["N0"]),
            last((visit["visit_date"] for visit in _seen(context, person)), context.day),
            row["closure_date"],
            keys.CLOSURE.get(row["closure_reason"]),
            keys.CASE_STATUS[status],
            *context.holder(person),
        ]


def _latest_episodes(context: Context) -> dict[str, Row]:
    episodes: dict[str, list[Row]] = defaultdict(list)
    for row in context.records.rows("referrals"):
        if not row["nfa"] and row["referral_date"] <= context.day:
            episodes[row["person_id"]].append(row)
    found = {person: max(rows, key=_age_of_episode) for person, rows in episodes.items()}
    return {
        person: row
        for person, row in found.items()
        if row["closure_date"] is None or context.within(row["closure_date"])
    }


def _age_of_episode(row: Row) -> tuple[bool, object, str]:
    """Open episodes after closed ones, later after earlier."""
    return row["closure_date"] is None, row["referral_date"], str(row["referral_id"])


def case_status(context: Context, person: str, episode: Row) -> str | None:
    """The highest status of a child: in care, on a plan, in need, under assessment; none of them: None."""
    records, day = context.records, context.day
    if episode["closure_date"]:
        return "closed"
    if is_looked_after(records, person, day):
        return "cla"
    if has_plan(records, person, day):
        return "cp_plan"
    if any(is_open(row["start_date"], row["end_date"], day) for row in records.of("cin_plans", person)):
        return "cin_plan"
    under_way = [row for row in records.of("assessments", person) if row["authorised_date"] is None]
    return "assessment" if under_way else None


def protection_plans(context: Context) -> Iterator[Line]:
    """List 7: the latest plan of each child, open now or ended in the last 6 months."""
    plans: dict[str, Row] = {}
    for row in sorted(
        context.records.rows("cp_plans"), key=lambda row: (row["start_date"], str(row["cp_plan_id"]))
    ):
        if not row["is_ola"]:
            plans[row["person_id"]] = row
    for person, row in sorted(plans.items()):
        if row["end_date"] is None or context.within(row["end_date"]):
            yield _plan(context, person, row)


def _plan(context: Context, person: str, row: Row) -> Line:
    until = row["end_date"] or context.day
    visits = [one for one in _seen(context, person, "cp") if row["start_date"] <= one["visit_date"] <= until]
    visit = max(visits, key=lambda one: (one["visit_date"], str(one["visit_id"])), default=None)
    reviews = context.records.where("cp_reviews", "cp_plan_id", row["cp_plan_id"])
    return [
        *context.child(person),
        *context.disability(person),
        row["start_date"],
        keys.ABUSE.get(row["initial_category"]),
        keys.ABUSE.get(row["latest_category"]),
        visit["visit_date"] if visit else None,
        keys.yes_no_unknown(visit["seen_alone"]) if visit else None,
        last((one["review_date"] for one in reviews), until),
        row["end_date"],
        keys.yes_no(bool(row["epo_or_pp_6m"])),
        previous_plans(context, row),
        *context.holder(person),
    ]


def previous_plans(context: Context, plan: Row) -> int:
    """This authority's earlier plans of the child: those on record, or as many as the system remembers."""
    rows = context.records.of("cp_plans", plan["person_id"])
    earlier = [row for row in rows if row["start_date"] < plan["start_date"] and not row["is_ola"]]
    return max(len(earlier), int(plan["previous_plans_reported"] or 0))


def _seen(context: Context, person: str, visit_type: str | None = None) -> list[Row]:
    """The visits at which the child was seen."""
    return [
        row
        for row in context.records.of("visits", person)
        if row["child_seen"] and visit_type in (None, row["visit_type"])
    ]
