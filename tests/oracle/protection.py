"""Strategy discussions, enquiries, conferences, child protection plans and core groups."""

from __future__ import annotations

import datetime as dt

from tests.oracle.counting import Mark, Question
from tests.oracle.days import back_months, day_with_wd, wd, within_months
from tests.oracle.front_door import events, own_team
from tests.oracle.words import Row, latest, open_on


def strategy_discussions(question: Question) -> list[Mark]:
    return events(question, "strategy_discussions", "held_date", "discussion_id")


# enquiries and conferences


def s47_started(question: Question) -> list[Mark]:
    return events(question, "s47_enquiries", "start_date", "s47_id")


def s47_completed(question: Question) -> list[Mark]:
    return events(question, "s47_enquiries", "end_date", "s47_id")


def _conferences(question: Question, person: str) -> list[Row]:
    """Conferences of a child that were held and are not transfer-ins.

    Choice: a conference without a date was not held and links to nothing.
    """
    rows = question.council.of("icpcs", person)
    return [row for row in rows if not row["is_transfer_in"] and row["conference_date"] is not None]


def _soon_after(question: Question, enquiry: Row, date: dt.date) -> bool:
    limit = dt.timedelta(days=question.parameters["s47_icpc_link_days"])
    return enquiry["start_date"] <= date <= enquiry["start_date"] + limit


def leads_to_conference(question: Question, enquiry: Row) -> bool:
    """Linked by id and child; or, when no conference carries the id, by child and date.

    Choice: "carries the id" means id and child together, because siblings may share an id.
    """
    conferences = _conferences(question, enquiry["person_id"])
    if any(row["s47_id"] == enquiry["s47_id"] for row in conferences):
        return True
    unlinked = [row for row in conferences if row["s47_id"] is None]
    return any(_soon_after(question, enquiry, row["conference_date"]) for row in unlinked)


def _completed_enquiries(question: Question) -> list[Row]:
    return [row for row in question.council.rows("s47_enquiries") if question.holds(row["end_date"])]


def _enquiry(row: Row, counts: bool) -> Mark:
    return Mark((row["person_id"], row["s47_id"]), counts, row["person_id"], row["end_date"], own_team(row))


def s47_to_icpc(question: Question) -> list[Mark]:
    return [_enquiry(row, leads_to_conference(question, row)) for row in _completed_enquiries(question)]


def s47_not_yet_known(question: Question) -> list[Mark]:
    """Enquiries of the cohort whose outcome cannot be known on the last covered day.

    Choice: 15 working days have passed when wd(start, last covered day) >= 15.
    """
    return [
        _enquiry(row, True)
        for row in _completed_enquiries(question)
        if not leads_to_conference(question, row)
        and row["icpc_not_required"] is not True
        and wd(row["start_date"], question.cover) < 15
    ]


def _enquiry_of(question: Question, conference: Row) -> Row | None:
    """By id and child, else the latest enquiry of the child in the days before."""
    enquiries = question.council.of("s47_enquiries", conference["person_id"])
    for row in enquiries:
        if conference["s47_id"] is not None and row["s47_id"] == conference["s47_id"]:
            return row
    near = [row for row in enquiries if _soon_after(question, row, conference["conference_date"])]
    return max(near, key=lambda row: row["start_date"], default=None)


def icpc_15wd(question: Question) -> list[Mark]:
    marks = []
    for row in question.council.rows("icpcs"):
        if not question.holds(row["conference_date"]) or row["is_transfer_in"]:
            continue
        enquiry = _enquiry_of(question, row)
        if enquiry is not None:
            marks.append(_timed(row, enquiry["start_date"]))
    return marks


def _timed(conference: Row, since: dt.date | None) -> Mark:
    """Choice: a conference before the day it is timed from has a wrong date and is not in time."""
    held = conference["conference_date"]
    in_time = since is not None and since <= held and wd(since, held) <= 15
    return Mark(conference["icpc_id"], in_time, conference["person_id"], held, own_team(conference))


def _referral_day(question: Question, conference: Row) -> dt.date | None:
    """The day of the referral of the child that the conference names, else of that its enquiry names; else of
    the latest on or before the day of the conference."""
    person = conference["person_id"]
    named = conference["referral_id"]
    if named is None and conference["s47_id"] is not None:
        for row in question.council.of("s47_enquiries", person):
            if row["s47_id"] == conference["s47_id"]:
                named = row["referral_id"]
    days = {row["referral_id"]: row["referral_date"] for row in question.council.of("referrals", person)}
    if named in days:
        return days[named]
    return max((day for day in days.values() if day <= conference["conference_date"]), default=None)


def icpc_15wd_all(question: Question) -> list[Mark]:
    """Every conference: transfer-ins timed from the referral, all others from their enquiry."""
    marks = []
    for row in _held(question):
        if row["is_transfer_in"]:
            since = _referral_day(question, row)
        else:
            enquiry = _enquiry_of(question, row)
            since = None if enquiry is None else enquiry["start_date"]
        marks.append(_timed(row, since))
    return marks


def _held(question: Question) -> list[Row]:
    return [row for row in question.council.rows("icpcs") if question.holds(row["conference_date"])]


def _conference(row: Row, counts: bool, abuse: str | None) -> Mark:
    said = {True: "plan", False: "no_plan", None: None}[row["outcome_cp_plan"]]
    own = {"outcome": said, "abuse_category": abuse, **own_team(row)}
    return Mark(row["icpc_id"], counts, row["person_id"], row["conference_date"], own)


def icpc_held(question: Question) -> list[Mark]:
    """Transfer-ins too."""
    return [_conference(row, True, None) for row in _held(question)]


def icpc_transfer_in(question: Question) -> list[Mark]:
    return [_conference(row, True, None) for row in _held(question) if row["is_transfer_in"]]


def icpc_to_cp_plan(question: Question) -> list[Mark]:
    """Its outcome is a plan, else a plan of the child started that day.

    Choice: another authority's plan is not one; of two plans of one day the lower id gives the category.
    """
    marks = []
    for row in _held(question):
        if not row["is_transfer_in"]:
            plans = [
                plan
                for plan in question.council.of("cp_plans", row["person_id"])
                if plan["start_date"] == row["conference_date"] and not plan["is_ola"]
            ]
            first = min(plans, key=lambda plan: plan["cp_plan_id"], default=None)
            abuse = _abuse(first)["abuse_category"] if first else None
            marks.append(_conference(row, row["outcome_cp_plan"] is True or first is not None, abuse))
    return marks


# plans


def _own_plans(question: Question) -> list[Row]:
    """Plans of this authority."""
    return [row for row in question.council.rows("cp_plans") if not row["is_ola"]]


def _abuse(row: Row) -> dict[str, str | None]:
    # Choice: the latest category, else the initial one.
    return {"abuse_category": row["latest_category"] or row["initial_category"]}


def _plan(row: Row, day: dt.date, counts: bool = True) -> Mark:
    return Mark(row["cp_plan_id"], counts, row["person_id"], day, _abuse(row))


def _planned_child(row: Row, day: dt.date, counts: bool = True) -> Mark:
    return Mark(row["person_id"], counts, row["person_id"], day, _abuse(row))


def cp_plans_open(question: Question) -> list[Mark]:
    day = question.last
    return [_planned_child(row, day) for row in _own_plans(question) if open_on(row, day)]


def cp_plans_started(question: Question) -> list[Mark]:
    return [
        _plan(row, row["start_date"]) for row in _own_plans(question) if question.holds(row["start_date"])
    ]


def cp_plans_ended(question: Question) -> list[Mark]:
    return [_plan(row, row["end_date"]) for row in _own_plans(question) if question.holds(row["end_date"])]


def _is_repeat(question: Question, plan: Row) -> bool:
    """An earlier plan of the child, or one reported."""
    earlier = [
        row
        for row in question.council.of("cp_plans", plan["person_id"])
        if not row["is_ola"] and row["start_date"] < plan["start_date"]
    ]
    return bool(earlier) or (plan["previous_plans_reported"] or 0) >= 1


def repeat_cp_ever(question: Question) -> list[Mark]:
    return [
        _plan(row, row["start_date"], _is_repeat(question, row))
        for row in _own_plans(question)
        if question.holds(row["start_date"])
    ]


def repeat_cp_current(question: Question) -> list[Mark]:
    day = question.last
    return [
        _planned_child(row, day, _is_repeat(question, row))
        for row in _own_plans(question)
        if open_on(row, day)
    ]


def _latest_earlier(question: Question, plan: Row) -> Row | None:
    """The plan of the child that started last before this one; of two on one day the higher id."""
    earlier = [
        row
        for row in question.council.of("cp_plans", plan["person_id"])
        if not row["is_ola"] and row["start_date"] < plan["start_date"]
    ]
    return latest(earlier, "cp_plan_id")


def repeat_cp_24m(question: Question) -> list[Mark]:
    """The earlier plan ended within the months before the start, and not on the day itself."""
    months = question.parameters["repeat_cp_months"]
    marks = []
    for row in _own_plans(question):
        if question.holds(row["start_date"]):
            earlier = _latest_earlier(question, row)
            ended = earlier["end_date"] if earlier else None
            again = (
                ended is not None
                and ended < row["start_date"]
                and within_months(ended, months, row["start_date"])
            )
            marks.append(_plan(row, row["start_date"], again))
    return marks


def _two_years(start: dt.date, end: dt.date) -> bool:
    return (end - start).days >= 730


def two_years_open(question: Question) -> list[Mark]:
    day = question.last
    return [
        _planned_child(row, day, _two_years(row["start_date"], day))
        for row in _own_plans(question)
        if open_on(row, day)
    ]


def two_years_ended(question: Question) -> list[Mark]:
    return [
        _plan(row, row["end_date"], _two_years(row["start_date"], row["end_date"]))
        for row in _own_plans(question)
        if question.holds(row["end_date"])
    ]


# reviews


def _conference_day(question: Question, plan: Row) -> dt.date:
    """The day of the conference that the plan names, else the start of the plan."""
    for row in question.council.of("icpcs", plan["person_id"]):
        if row["icpc_id"] == plan["icpc_id"] and row["conference_date"] is not None:
            return row["conference_date"]
    return plan["start_date"]


def _follows_in_time(before: dt.date, months: int, day: dt.date) -> bool:
    """At most so many months lie between: the same day number that many months before `day` is not later."""
    return back_months(day, months) <= before


def _is_reviewed_in_time(question: Question, plan: Row) -> bool:
    """Three months to the first review, six to each later one, and from the last to D."""
    since = _conference_day(question, plan)
    reviews = sorted(
        row["review_date"]
        for row in question.council.of("cp_reviews", plan["person_id"])
        if row["cp_plan_id"] == plan["cp_plan_id"]
        and row["review_date"] is not None
        and since <= row["review_date"] <= question.last
    )
    months = 3
    for review in reviews:
        if not _follows_in_time(since, months, review):
            return False
        since, months = review, 6
    return _follows_in_time(since, months, question.last)


def reviewed_in_time(question: Question) -> list[Mark]:
    day = question.last
    return [
        _plan(row, day, _is_reviewed_in_time(question, row))
        for row in _own_plans(question)
        if open_on(row, day) and back_months(day, 3) >= row["start_date"]
    ]


# core groups


def core_groups_held(question: Question) -> list[Mark]:
    return [
        Mark(
            row["core_group_id"],
            person=row["person_id"],
            day=row["held_date"],
            own={"stage": "first" if row["is_first"] else "subsequent"},
        )
        for row in question.council.rows("core_groups")
        if question.holds(row["held_date"])
    ]


def _is_on_plan(question: Question, group: Row, plan: Row) -> bool:
    """It names the plan; or names none of the child's and lies inside it, both end days in."""
    if any(
        one["cp_plan_id"] == group["cp_plan_id"] for one in question.council.of("cp_plans", plan["person_id"])
    ):
        return group["cp_plan_id"] == plan["cp_plan_id"]
    end = plan["end_date"] or dt.date.max
    return plan["start_date"] <= group["held_date"] <= end


def first_core_group(question: Question) -> list[Mark]:
    """Choice: a core group before the conference is not the first of the plan."""
    marks = []
    for plan in _own_plans(question):
        since = _conference_day(question, plan)
        due = day_with_wd(since, 10)
        if not question.holds(due) or not open_on(plan, due):
            continue
        held = [
            row["held_date"]
            for row in question.council.of("core_groups", plan["person_id"])
            if row["held_date"] is not None and row["held_date"] >= since and _is_on_plan(question, row, plan)
        ]
        marks.append(_plan(plan, due, bool(held) and wd(since, min(held)) <= 10))
    return marks


def _core_groups(question: Question, plan: Row) -> list[dt.date]:
    """Days of core groups held on a plan on or before D."""
    held = []
    for row in question.council.of("core_groups", plan["person_id"]):
        date = row["held_date"]
        if date is None or date > question.last:
            continue
        if _is_on_plan(question, row, plan):  # the plan is still open
            held.append(date)
    return held


def core_group_in_date(question: Question) -> list[Mark]:
    marks = []
    for plan in _own_plans(question):
        if open_on(plan, question.last) and wd(plan["start_date"], question.last) > 10:
            held = _core_groups(question, plan)
            limit = question.parameters["core_group_days"]
            in_date = bool(held) and (question.last - max(held)).days <= limit
            marks.append(_plan(plan, question.last, in_date))
    return marks
