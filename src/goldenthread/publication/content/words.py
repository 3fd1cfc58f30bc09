"""Words for readers: groups, breakdowns, symbols and the glossary. Unknown words are printed as they are."""

from __future__ import annotations

from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, CROSS

BREAKDOWNS = {
    "age_band": "age",
    "abuse_category": "category of abuse",
    "band": "number of positive outcomes",
    "case_type": "type of case",
    "hub_locality": "locality of the hub",
    "legal_status": "legal status",
    "outcome": "outcome",
    "placement_group": "placement",
    "primary_need": "main need",
    "uasc": "unaccompanied asylum-seeking",
    "worker_role": "role of worker",
}

GROUPS = {
    "yes": "Yes",
    "no": "No",
    "unborn": "Unborn",
    "10-17": "10-17 (adolescent)",
    "local_authority": "Local authority services",
    "other_legal": "Other legal agency",
    "family_friends": "Family and friends",
    "parents": "Parents",
    "foster_to_adopt": "Fostering for adoption",
    "foster": "Foster care",
    "foster_in_house": "Foster care, in-house",
    "foster_external": "Foster care, external",
    "supported": "Supported living",
    "residential": "Residential care",
    "secure": "Secure unit",
    "adoption": "Adoption",
    "none": "None",
    "one_or_two": "One or two",
    "three_or_more": "Three or more",
    "requires_improvement": "Requires improvement",
    "home_visit": "Home visit",
    "stage1": "Stage 1",
    "stage2": "Stage 2",
    "cin_plan": "Children in need",
    "cp_plan": "Child protection",
    "cla": "Children in care",
    "early_help": "Early help",
    "care_leaver": "Care leavers",
    "N1": "N1 Abuse or neglect",
    "N2": "N2 Child's disability",
    "N3": "N3 Parental illness or disability",
    "N4": "N4 Family in acute stress",
    "N5": "N5 Family dysfunction",
    "N6": "N6 Socially unacceptable behaviour",
    "N7": "N7 Low income",
    "N8": "N8 Absent parenting",
    "N9": "N9 Cases other than children in need",
    "N0": "N0 Not stated",
    "NEG": "Neglect",
    "PHY": "Physical abuse",
    "SAB": "Sexual abuse",
    "EMO": "Emotional abuse",
    "MUL": "Multiple",
    "PR0": "PR0 Parents or others with parental responsibility",
    "PR1": "PR1 Own provision",
    "PR2": "PR2 Other local authority",
    "PR3": "PR3 Other public provision",
    "PR4": "PR4 Private provision",
    "PR5": "PR5 Voluntary provision",
}

ORDERS = {
    "age_band": ("unborn", "under 1", "1-4", "5-9", "10-15", "16-17", "18+", "10-17"),
    "band": ("none", "one_or_two", "three_or_more"),
    "grade": ("outstanding", "good", "requires_improvement", "inadequate"),
    "stage": ("enquiry", "screening", "home_visit", "stage1", "stage2", "panel", "approved"),
    "case_type": ("early_help", "cin_plan", "cp_plan", "cla", "care_leaver"),
}
"""Breakdowns whose groups have an order of their own; all others are sorted by size."""

OVERLAPPING = ("10-17",)
"""Groups that stand beside others that hold the same children; never the largest, never added."""

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

FLAGS = {"provisional": "[p]", "revised": "[r]", "low_reliability": "[u]"}

GLOSSARY = {
    "Agency": "Social workers paid through an agency, not employed by the council.",
    "Amber margin": "How far beyond its target a measure may be and still be called near.",
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
    "Step-down": "Moving from statutory help to early help when less is needed.",
    "UASC": "Unaccompanied asylum-seeking child.",
    "wd": "Working days.",
}


def breakdown_words(breakdown: str) -> str:
    """A breakdown as a reader says it: 'age', 'age and sex'."""
    return " and ".join(BREAKDOWNS.get(name, name.replace("_", " ")) for name in breakdown.split(CROSS))


def group_words(group: str) -> str:
    """A group as a reader says it; the parts of a crossed group are joined by commas."""
    if group == ALL:
        return "All"
    return ", ".join(_one_group(name) for name in group.split(CROSS))


def value_heading(measure: Measure) -> str:
    """The heading of a column of values: the form in a word and the unit."""
    if measure.unit in ("percent", "%"):
        return "Percentage"
    if measure.form in ("count", "sum", "difference"):
        return measure.unit.capitalize() or "Number"
    return f"{measure.form.capitalize()}, {measure.unit}"


def part_headings(measure: Measure) -> tuple[str, str] | None:
    """Headings of the numerator and denominator, or None when only the value is printed."""
    if measure.form == "percentage":
        return ("Number", "Out of")
    if measure.form == "rate":
        return ("Number", "Population")
    if measure.form == "ratio":
        return ("Upper part", "Lower part")
    return None


def _one_group(name: str) -> str:
    if name in GROUPS:
        return GROUPS[name]
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:] if text.islower() else text
