"""The closed grammar of references: `{{ measure | filter | filter }}`.

A reference says which result it prints, and how. It is read here and looked up in `resolve.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from goldenthread.base.errors import nearest, suggest
from goldenthread.model.result import ALL, CROSS

Sort = Literal["period", "group", "print"]


class WrongReference(Exception):
    """A reference that is not taken: what is wrong, and what to write."""

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what)
        self.what, self.do = what, do


@dataclass(frozen=True)
class Filter:
    """One filter: its form, what it does, and an example with what that prints."""

    sort: Sort
    form: str
    says: str
    example: str
    prints: str
    pattern: str = ""

    @property
    def regex(self) -> re.Pattern[str]:
        """What it is read by; a filter without arguments by its form."""
        return re.compile(self.pattern or re.escape(self.form))


_WHEN = r"(?P<when>previous|last_year|[A-Za-z0-9-]*\d{4}[A-Za-z0-9-]*)"

FILTERS = (
    Filter("period", "previous", "the period before", "cp_plans_open | previous", "342"),
    Filter("period", "last_year", "the same period a year before", "cp_plans_open | last_year", "333"),
    Filter(
        "period",
        "period LABEL",
        "a period named",
        "cp_plans_open | period 2023-10",
        "341",
        r"period +(?P<label>\S+)",
    ),
    Filter(
        "group",
        "by BREAKDOWN=GROUP",
        "a group, by its id or its name; crossed as age_band*sex=10-17*male",
        "cp_plans_open | by locality=west",
        "82",
        r"by +(?P<breakdown>[a-z_*]+) *= *(?P<group>.+)",
    ),
    Filter("print", "value", "the value alone, as without any filter", "cla_rate | value", "102"),
    Filter("print", "in full", "the value with its counts or unit", "cla_rate | in full", "102 per 10,000"),
    Filter("print", "numerator", "how many", "rereferrals_12m_pct | numerator", "77"),
    Filter("print", "denominator", "of how many", "rereferrals_12m_pct | denominator", "308"),
    Filter("print", "of", "how many of how many", "rereferrals_12m_pct | of", "77 of 308"),
    Filter("print", "when", "the period or the day", "cp_plans_open | when", "at 31 December 2023"),
    Filter(
        "print",
        "vs WHEN",
        "the change since previous, last_year or a period; of percentages in points",
        "rereferrals_12m_pct | vs last_year",
        "−5.0 points",
        rf"vs +{_WHEN}",
    ),
    Filter(
        "print",
        "vs WHEN in percent",
        "the change in per cent; not of percentages",
        "cp_plans_open | vs last_year in percent",
        "−9%",
        rf"vs +{_WHEN} +in percent",
    ),
    Filter(
        "print",
        "vs WHEN in words",
        "the direction and the earlier figure",
        "rereferrals_12m_pct | vs last_year in words",
        "down from 30% in December 2022",
        rf"vs +{_WHEN} +in words",
    ),
    Filter("print", "target", "the target in force", "cp_visits_in_date_pct | target", "90%"),
    Filter("print", "rating", "how the value stands against it", "cp_visits_in_date_pct | rating", "met"),
    Filter("print", "england", "England's figure and its period", "cla_rate | england", "70 (2023)"),
    Filter("print", "region", "the region's", "cla_rate | region", "56 (2023)"),
    Filter("print", "neighbours", "the statistical neighbours'", "cla_rate | neighbours", "95 (2023)"),
    Filter("print", "usual", "the usual range", "cp_plans_open | usual", "325 to 360"),
    Filter(
        "print",
        "usual in words",
        "where the value lies beside it",
        "cp_plans_open | usual in words",
        "below its usual range of 325 to 360",
    ),
)
"""Every filter. The page on commentary prints this table."""


@dataclass(frozen=True)
class Reference:
    """A reference that was read. `period` is empty for the period in which the edition reads the measure;
    `form` is the filter that says how it is printed, `against` the earlier period of a change."""

    measure: str
    form: str = "value"
    period: str = ""
    against: str = ""
    breakdown: str = ALL
    group: str = ALL

    def __str__(self) -> str:
        parts = [self.measure]
        if self.group != ALL:
            by, group = (text.replace(CROSS, "*") for text in (self.breakdown, self.group))
            parts.append(f"by {by}={group}")
        if self.period:
            named = self.period in ("previous", "last_year")
            parts.append(self.period if named else f"period {self.period}")
        if self.form != "value":
            parts.append(self.form.replace("WHEN", self.against))
        return "{{ " + " | ".join(parts) + " }}"


def parse(text: str) -> Reference:
    """Read what stands between the braces. Raises WrongReference."""
    measure, *filters = (part.strip() for part in text.split("|"))
    if not re.fullmatch(r"[a-z][a-z0-9_]*", measure):
        said = f"'{measure}' is no measure" if measure else "The reference names no measure"
        raise WrongReference(f"{said}.", "Write a measure's id, as {{ cp_plans_open }}.")
    found = Reference(measure)
    seen: set[Sort] = set()
    for each in filters:
        one, parts = _filter(each)
        if one.sort in seen:
            raise WrongReference(
                f"'{each}' is a second {_SORTS[one.sort]}.", "A reference has one of each sort."
            )
        seen.add(one.sort)
        found = _with(found, one, parts)
    return found


_SORTS = {"period": "period", "group": "group", "print": "way to print"}


def _filter(text: str) -> tuple[Filter, dict[str, str]]:
    for one in FILTERS:
        found = one.regex.fullmatch(text)
        if found:
            return one, found.groupdict()
    forms = [one.form for one in FILTERS]
    first = text.split(" ", maxsplit=1)[0]
    near = [form for form in forms if form.split(" ")[0] == (nearest(first, _firsts()) or first)]
    do = f"Allowed: {', '.join(near)}." if near else suggest(text, forms)
    if not near and nearest(text, forms) is None:
        do = f"Allowed: {', '.join(forms)}."
    raise WrongReference(f"There is no filter '{text}'." if text else "A filter is empty.", do)


def _firsts() -> list[str]:
    return [one.form.split(" ")[0] for one in FILTERS]


def _with(reference: Reference, one: Filter, parts: dict[str, str]) -> Reference:
    if one.sort == "period":
        return replace(reference, period=parts.get("label") or one.form)
    if one.sort == "group":
        breakdown = parts["breakdown"].replace("*", CROSS)
        group = CROSS.join(part.strip() for part in parts["group"].split("*"))
        return replace(reference, breakdown=breakdown, group=group)
    return replace(reference, form=one.form, against=parts.get("when") or "")
