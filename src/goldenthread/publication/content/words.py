"""Words for readers: groups, breakdowns, symbols and the glossary. Unknown words are printed as they are."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.analysis.absent import NOT_COMPUTED
from goldenthread.analysis.figures import is_money, is_percentage, unit_words
from goldenthread.model.measure import Measure
from goldenthread.model.result import ADOLESCENT, AGE_BANDS, CROSS, Result, Status

BREAKDOWNS = {
    "age_band": "age",
    "abuse_category": "category of abuse",
    "band": "number of positive outcomes",
    "case_type": "type of case",
    "has_sen": "special educational needs",
    "hub_locality": "locality of the hub",
    "legal_status": "legal status",
    "outcome": "outcome",
    "placement_group": "placement",
    "primary_need": "main need",
    "record_type": "kind of record",
    "uasc": "unaccompanied asylum-seeking",
    "worker_role": "role of worker",
}

ORDERS = {
    "age_band": (*AGE_BANDS, ADOLESCENT),
    "band": ("none", "one_or_two", "three_or_more"),
    "grade": ("outstanding", "good", "requires_improvement", "inadequate"),
    "stage": (
        *("enquiry", "screening", "home_visit", "stage1", "stage2", "panel", "approved"),
        *("contact", "early_help", "cla", "cp_plan", "cin_plan", "referral", "assessment", "s47"),
        *("first", "subsequent"),
    ),
    "case_type": ("early_help", "cin_plan", "cp_plan", "cla", "care_leaver"),
}
"""Breakdowns whose groups have an order of their own; all others are sorted by size."""

NO_REASON = {
    Status.NOT_AVAILABLE: "no figure is available",
    Status.NOT_YET_KNOWN: "not yet known",
    Status.NO_CASES: "there were no cases",
    Status.CONFIDENTIAL: "kept back [c], so that no child can be found in it",
}
"""Why a result has no value, where it says no more than its status."""

POLARITY = {
    "higher": "Higher is better.",
    "lower": "Lower is better.",
    "nearest": "Nearest the target is best.",
    "neutral": "Neither higher nor lower is better.",
}

SYMBOLS = (
    ("[x]", "not available: the data loaded does not hold it"),
    ("not yet known", "the time allowed has not run out for every case"),
    ("[z]", "not applicable: there were no cases to count"),
    ("[c]", "confidential: suppressed in this edition"),
    ("[p]", "provisional"),
    ("[r]", "revised since it was first published"),
    ("[u]", "low reliability"),
)

ROUNDING = (
    "Percentages are rounded to whole numbers in sentences and to one place in tables; changes are worked "
    "out before rounding. Changes of percentages are in percentage points."
)

FLAGS = {"provisional": "[p]", "revised": "[r]", "low_reliability": "[u]"}

GLOSSARY = {
    "Proof code": "Eight characters beside a figure. Whoever looks after this software finds by it the "
    "definition and the records behind the figure, and computes it again to the last digit.",
    "Agency": "Social workers paid through an agency, not employed by the council.",
    "Amber margin": "How far beyond its target a measure may be and still be called near.",
    "Assurance": "Whether a measure can be relied on to meet its target: it passes when its whole usual "
    "range is on the better side of the target, fails when it is on the worse side, and is hit and miss when "
    "the target lies within the range, so that chance decides.",
    "CIN": "Child in need: a child who needs help from the council under the Children Act 1989.",
    "CLA": "Child looked after, also said 'child in our care'.",
    "Core group": "The people who carry out a child protection plan between conferences.",
    "CP": "Child protection.",
    "EHA": "Early help assessment.",
    "FTE": "Full-time equivalent: two half-time workers are one.",
    "ICPC": "Initial child protection conference: decides whether a child needs a child protection plan.",
    "NEET": "Not in education, employment or training.",
    "NFA": "No further action.",
    "Points": "The plain difference of two percentages: from 20% to 25% is 5 points.",
    "s47": "Section 47 enquiry: finds out whether a child is suffering or likely to suffer harm.",
    "Signal": "A figure that is more than chance by the rules of control charts. It is a concern, an "
    "improvement or, where neither way is better, a special cause. Of a measure that moves slowly, or rests "
    "on few, no figure is one.",
    "Step-down": "Moving from statutory help to early help when less is needed.",
    "UASC": "Unaccompanied asylum-seeking child.",
    "Usual range": "The limits within which nearly all figures of a measure fall as long as nothing changes, "
    "found from its own latest 36 figures, with the season of the month where it has one.",
    "wd": "Working days.",
}


_SOURCES = {
    "ssd": "Standard Safeguarding Dataset",
    "903": "SSDA903 return",
    "cin": "children in need census",
    "local": "the council's own register",
}


def source_words(sources: Iterable[str]) -> str:
    """Where a measure can be read from, first choice first: 'SSDA903 return; Annex A list 8'."""
    said = (_SOURCES.get(each, each.replace("annex_a:", "Annex A list ")) for each in sources)
    return "; ".join(said)


def breakdown_words(breakdown: str) -> str:
    """A breakdown as a reader says it: 'age', 'age and sex'."""
    return " and ".join(BREAKDOWNS.get(name, name.replace("_", " ")) for name in breakdown.split(CROSS))


def value_heading(measure: Measure) -> str:
    """The heading of a column of values: the form in a word and the unit."""
    if measure.unit in ("percent", "%"):
        return "Percentage"
    if is_money(measure):
        return f"Amount{unit_words(measure)}"
    if measure.form in ("count", "sum", "difference"):
        return measure.unit.capitalize() or "Number"
    if measure.form == "rate" and measure.unit.startswith("per "):
        return f"Rate{unit_words(measure)}"
    return measure.unit[:1].upper() + measure.unit[1:]


def part_headings(measure: Measure) -> tuple[str, str] | None:
    """Headings of the numerator and denominator, or None when only the value is printed."""
    if measure.form == "percentage" or (measure.form == "ratio" and is_percentage(measure)):
        return ("Number", "Out of")
    if measure.form == "rate":
        return ("Number", "Population")
    if measure.form == "ratio":
        top, _, bottom = measure.unit.partition(" per ")
        return (top.capitalize(), bottom or "For each")
    return None


def reason_words(result: Result | None) -> str:
    """Why there is no figure, without a full stop: what the result says, else what its status means."""
    if result is None:
        return NOT_COMPUTED
    return result.reason.rstrip(".") or NO_REASON.get(result.status, NOT_COMPUTED)
