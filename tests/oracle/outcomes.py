"""Outcomes: scores, health checks, missing episodes, education plans, adoption, care leavers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tests.oracle.care import looked_after, school_age_from
from tests.oracle.counting import Mark, Question
from tests.oracle.days import ONE_DAY, back_months, birthday, wd, within_months
from tests.oracle.words import Row, latest


def _twelve_months_in_care(question: Question) -> list[str]:
    """Looked after on D, and without a break for 12 months."""
    since = back_months(question.last, 12)
    return [p for p in looked_after(question) if question.council.care_start(p, question.last) <= since]


# scores


def _last_score(question: Question, person: str) -> Row | None:
    """Choice: a questionnaire without a score is no score. Of two on one day the higher id."""
    rows = [
        row
        for row in question.council.of("sdq_scores", person)
        if row["score"] is not None and row["completed_date"] is not None
    ]
    before = [row for row in rows if row["completed_date"] <= question.last]
    return latest(before, "sdq_id", "completed_date")


def _scored(question: Question) -> list[tuple[str, int]]:
    found = []
    for person in _twelve_months_in_care(question):
        score = _last_score(question, person)
        if question.council.age(person, question.last) not in range(5, 17) or score is None:
            continue
        if within_months(score["completed_date"], 12, question.last):
            found.append((person, score["score"]))
    return found


def sdq_scores(question: Question) -> list[Mark]:
    return [Mark(p, True, p, question.last, weight=score) for p, score in _scored(question)]


def sdq_coverage(question: Question) -> list[Mark]:
    scored = {person for person, _ in _scored(question)}
    return [
        Mark(person, person in scored, person, question.last)
        for person in _twelve_months_in_care(question)
        if question.council.age(person, question.last) in range(5, 17)
    ]


def sdq_scored(question: Question) -> list[Mark]:
    return [Mark(p, True, p, question.last) for p, _ in _scored(question)]


# health checks


def _checked(question: Question, person: str, check: str, column: str) -> bool:
    """A completed check of the kind within 12 months, or the yes of a yearly return within them."""
    done = [
        row["check_date"]
        for row in question.council.of("cla_health", person)
        if row["check_type"] == check and row["status"] == "completed" and row["check_date"] is not None
    ]
    done += [row["year_end"] for row in question.council.of("cla_annual_health", person) if row[column]]
    return any(within_months(day, 12, question.last) for day in done)


def _checks(check: str, column: str, under: int) -> Callable[[Question], list[Mark]]:
    def marks(question: Question) -> list[Mark]:
        found = []
        for person in _twelve_months_in_care(question):
            age = question.council.age(person, question.last)
            if under < 18 and (age is None or age >= under):
                continue
            found.append(Mark(person, _checked(question, person, check, column), person, question.last))
        return found

    return marks


dental = _checks("dental", "dental", 18)
immunised = _checks("immunisation", "immunisations", 18)
development = _checks("development", "development", 5)


# missing


def first_of_months(question: Question, months: int) -> dt.date:
    """The first day of the calendar months that end with D's."""
    day = question.last.replace(day=1)
    return back_months(day, months - 1)


def _missing_on(question: Question, person: str, day: dt.date) -> bool:
    """Choice: the day of return is a day of the episode, since most return on the day."""
    return any(
        row["missing_type"] == "M"
        and row["start_date"] <= day
        and (row["end_date"] is None or row["end_date"] >= day)
        for row in question.council.of("missing_episodes", person)
    )


def missing(question: Question) -> list[Mark]:
    """Choice: missing while looked after, not from home before or after."""
    marks = []
    for person in question.council.people("cla_periods"):
        day, in_care, gone = first_of_months(question, 12), False, False
        while day <= question.last:
            if question.council.looked_after(person, day):
                in_care = True
                gone = gone or _missing_on(question, person, day)
            day = day + ONE_DAY
        if in_care:
            marks.append(Mark(person, gone, person, question.last))
    return marks


# education plans


def _term_start(day: dt.date) -> dt.date:
    """Choice: terms begin on 1 January, 1 April and 1 September."""
    while (day.month, day.day) not in ((1, 1), (4, 1), (9, 1)):
        day = day - ONE_DAY
    return day


def _leaves_school(born: dt.date) -> dt.date:
    """The last Friday in June of the school year in which the child turns 16: the last day of school age."""
    day = birthday(born, 16)
    while (day.month, day.day) != (8, 31):
        day = day + ONE_DAY
    day = dt.date(day.year, 6, 30)
    while day.weekday() != 4:
        day = day - ONE_DAY
    return day


def _education_plans(question: Question, to_18: bool) -> list[Mark]:
    marks = []
    oldest = _term_start(_term_start(question.last) - ONE_DAY)
    for person in looked_after(question):
        born = question.council.born(person)
        if born is None or question.last < school_age_from(born):
            continue
        if not to_18 and question.last > _leaves_school(born):
            continue
        if wd(question.council.care_start(person, question.last), question.last) <= 10:
            continue
        days = [row["pep_date"] for row in question.council.of("cla_education", person)]
        in_date = any(day is not None and oldest <= day <= question.last for day in days)
        marks.append(Mark(person, in_date, person, question.last))
    return marks


def education_plans(question: Question) -> list[Mark]:
    return _education_plans(question, to_18=False)


def education_plans_to_18(question: Question) -> list[Mark]:
    return _education_plans(question, to_18=True)


# adoption


def _paths(question: Question, column: str, months: int) -> list[Row]:
    first = first_of_months(question, months)
    rows = question.council.rows("permanence")
    return [row for row in rows if row[column] is not None and first <= row[column] <= question.last]


def _adopted(question: Question, months: int) -> list[Row]:
    return [row for row in _paths(question, "order_date", months) if row["order_type"] == "adoption"]


def _days_to_placed(question: Question, row: Row) -> int | None:
    day = row["foster_placed_date"] if row["adopted_by_carer"] else row["placed_date"]
    starts = question.council.care_stretches(row["person_id"])
    entered = [start for start in starts if start <= row["order_date"]]
    return (day - max(entered)).days if day is not None and entered else None


def _days_to_match(row: Row) -> int | None:
    if row["placement_order_date"] is None or row["matched_date"] is None:
        return None
    return max(0, (row["matched_date"] - row["placement_order_date"]).days)


def entry_to_placed(months: int, weighed: bool) -> Callable[[Question], list[Mark]]:
    def marks(question: Question) -> list[Mark]:
        found = [(row, _days_to_placed(question, row)) for row in _adopted(question, months)]
        return [_weighed(row, days, weighed) for row, days in found if days is not None and days >= 0]

    return marks


def order_to_match(months: int, weighed: bool) -> Callable[[Question], list[Mark]]:
    def marks(question: Question) -> list[Mark]:
        found = [(row, _days_to_match(row)) for row in _adopted(question, months)]
        placed = [(row, days) for row, days in found if row["placed_date"] is not None]
        return [_weighed(row, days, weighed) for row, days in placed if days is not None]

    return marks


def matched(weighed: bool) -> Callable[[Question], list[Mark]]:
    def marks(question: Question) -> list[Mark]:
        found = [(row, _days_to_match(row)) for row in _paths(question, "matched_date", 12)]
        return [_weighed(row, days, weighed) for row, days in found if days is not None]

    return marks


def _weighed(row: Row, days: int, weighed: bool) -> Mark:
    return Mark(row["permanence_id"], weight=float(days) if weighed else 1.0)


# care leavers


def _status(question: Question, person: str) -> Row | None:
    """The last reading by D, if it is within 12 months of D."""
    rows = question.council.of("care_leavers", person)
    found = latest([row for row in rows if row["status_date"] <= question.last], "person_id", "status_date")
    return found if found and within_months(found["status_date"], 12, question.last) else None


def _is_transferred(question: Question, person: str) -> bool:
    """The last period of care that began by D ended by D because another authority took over."""
    rows = [row for row in question.council.of("cla_periods", person) if not row["is_short_breaks"]]
    last = latest([row for row in rows if row["start_date"] <= question.last], "cla_period_id")
    return (
        last is not None
        and last["end_reason"] == "E3"
        and last["end_date"] is not None
        and last["end_date"] <= question.last
    )


def _leavers(question: Question, ages: range) -> list[Row]:
    """Choice: relevant counts from 18 too (by law former relevant then); so does an unstated entitlement."""
    found = []
    for person in question.council.people("care_leavers"):
        row = _status(question, person)
        if row is None or question.council.age(person, question.last) not in ages:
            continue
        if row["eligibility"] not in ("relevant", "former_relevant", None):
            continue
        if row["in_touch"] in ("DIED", "RHOM") or _is_transferred(question, person):
            continue
        found.append(row)
    return found


def _mark(question: Question, row: Row, counts: bool) -> Mark:
    return Mark(row["person_id"], counts, row["person_id"], question.last)


YOUNGER, OLDER = range(17, 19), range(19, 22)


def in_touch(ages: range) -> Callable[[Question], list[Mark]]:
    return lambda question: [
        _mark(question, row, row["in_touch"] == "YES") for row in _leavers(question, ages)
    ]


def suitable_home(ages: range) -> Callable[[Question], list[Mark]]:
    return lambda question: [
        _mark(question, row, row["accommodation_suitable"] is True)
        for row in _leavers(question, ages)
        if row["accommodation"] not in ("G", "H", "R")
    ]


def in_education_or_work(ages: range) -> Callable[[Question], list[Mark]]:
    return lambda question: [_mark(question, row, _is_busy(row)) for row in _leavers(question, ages)]


def _is_busy(row: Row) -> bool:
    """Choice: F3 and P3, the codes before 2021-22, count whenever a source writes them."""
    return row["activity"] in ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5")


def pathway_plans(question: Question) -> list[Mark]:
    """Choice: those who died are out; ruling 1 for the 6 months."""
    marks = []
    for person in question.council.people("care_leavers"):
        row, born = _status(question, person), question.council.born(person)
        if row is None or born is None or question.last >= birthday(born, 21) or row["in_touch"] == "DIED":
            continue
        if row["eligibility"] not in ("eligible", "relevant", "former_relevant", None):
            continue
        plan = row["pathway_plan_date"]
        in_date = plan is not None and within_months(plan, 6, question.last)
        own = {"team": row["team_id"]} if row["team_id"] else {}
        marks.append(Mark(person, in_date, person, question.last, own))
    return marks
