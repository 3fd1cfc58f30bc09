"""The table of measures at a glance says what its values are in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldenthread.publication.content.glance import glance_table
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.tree import Minor
from tests.publication.made_up import made_up_edition


@pytest.mark.parametrize(
    ("name", "form", "unit", "said"),
    [
        ("Spend on agency staff", "sum", "pounds", ""),
        ("Weekly cost of placements", "ratio", "pounds per week", " (per week)"),
        ("Time to a decision", "median", "days", " (days)"),
        ("Children looked after", "rate", "per 10,000 in the quarter", " (per 10,000)"),
        ("Children looked after per 10,000", "rate", "per 10,000", ""),
        ("Visits within 5 days", "percentage", "percent", ""),
        ("Referrals", "count", "referrals", ""),
    ],
)
def test_the_unit_stands_beside_the_name_where_nothing_else_says_it(
    name: str, form: str, unit: str, said: str
) -> None:
    [shown] = [each for each in all_shown(made_up_edition()) if each.measure.id == "cp_plans_open"]
    measure = replace(shown.measure, name=name, form=form, unit=unit)
    row = glance_table("", [replace(shown, measure=measure)]).rows[0]
    assert "".join(part.text for part in row[0] if isinstance(part, Minor)) == said
