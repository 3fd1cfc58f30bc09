"""Children who left care by why they left, and children who came back."""

from __future__ import annotations

from tests.oracle.care import looked_after
from tests.oracle.counting import Mark, Marks, Question
from tests.oracle.days import ONE_DAY, back_months

HOME_PLANNED = ("E4A",)
HOME_NOT_PLANNED = ("E4B",)
RELATIVES = ("E13",)
SGO = ("E43", "E44", "E45", "E46", "E47", "E48")
CAO = ("E41",)
ADOPTED = ("E11", "E12")


def left_for(*reasons: str) -> Marks:
    """Of the children who left care in P, those who left for one of the reasons.

    A period that ends on the day on which another of the child's starts is not left. Choice: of a child who
    left twice, one such reason is enough.
    """

    def marks(question: Question) -> list[Mark]:
        found = []
        for person in question.council.people("cla_periods"):
            periods = question.council.care_periods(person)
            for row in periods:
                day = row["end_date"]
                if not question.holds(day):
                    continue
                if any(
                    o["start_date"] == day and o["cla_period_id"] != row["cla_period_id"] for o in periods
                ):
                    continue
                last_status = question.council.legal_status(person, day - ONE_DAY)
                own: dict[str, str | None] = {"legal_status": last_status}
                found.append(Mark(person, row["end_reason"] in reasons, person, day, own))
        return found

    return marks


def came_back(question: Question) -> list[Mark]:
    """Of the children who came into care in P, those of whom a period ended in the 12 months before."""
    marks = []
    for person in question.council.people("cla_periods"):
        periods = question.council.care_periods(person)
        for row in periods:
            day = row["start_date"]
            if not question.holds(day):
                continue
            if any(o["end_date"] == day and o["cla_period_id"] != row["cla_period_id"] for o in periods):
                continue
            since = back_months(day, 12)
            again = any(o["end_date"] is not None and since < o["end_date"] < day for o in periods)
            marks.append(Mark(person, again, person, day))
    return marks


def where_children_live(question: Question) -> list[Mark]:
    """Every child looked after on D, once, by the group of the placement."""
    return [Mark(person, True, person, question.last) for person in looked_after(question)]
