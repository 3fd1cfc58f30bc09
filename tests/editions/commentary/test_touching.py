"""A bound figure keeps its own number and unit: what stands at it cannot make another of it."""

from __future__ import annotations

import pytest

from tests.editions.commentary.worlds import codes, remarks

WRONG = [
    "{{ rereferrals_12m_pct | numerator }}% of referrals came back.",
    "{{ rereferrals_12m_pct | numerator }} % of referrals came back.",
    "{{ rereferrals_12m_pct | numerator }} per cent of referrals came back.",
    "{{ rereferrals_12m_pct | of }}% came back.",
    "{{ rereferrals_12m_pct | denominator }} points.",
    "{{ cla_rate | numerator }}%",
    "{{ cp_plans_open }} percent of children have a plan.",
    "{{ cp_plans_open | usual }}% have a plan.",
    "{{ cp_plans_open | previous }} per 10,000 have a plan.",
    "{{ cla_rate | numerator }} per 10,000 are in care.",
    "{{ cla_started }},000 children came into care.",
    "{{ cla_started }}.5 children came into care.",
    "{{ cla_started }}½ children came into care.",
    "{{ cla_started }}k children came into care.",
    "{{ cla_started }} thousand children came into care.",
    "-{{ cla_started }} children came into care.",
    "0.{{ cla_started }} children came into care.",
    "£{{ cp_plans_open }} was spent.",
    "£ {{ cp_plans_open }} was spent.",
    "{{ cp_plans_open }} pounds were spent.",
    "{{ cp_plans_open }} days went by.",
    "{{ cla_rate }} children are in care.",
    "{{ assessments_median_wd }} assessments ended.",
]
RIGHT = [
    "{{ rereferrals_12m_pct | in full }} of referrals came back.",
    "{{ rereferrals_12m_pct | numerator }} of {{ rereferrals_12m_pct | denominator }} came back.",
    "Re-referrals ({{ rereferrals_12m_pct }}), the share that came back, are told.",
    "{{ cla_rate }} children per 10,000 are in our care.",
    "{{ cla_rate }} per 10,000 children are in our care.",
    "It took {{ assessments_median_wd }} working days to assess.",
    "It took {{ assessments_median_wd }} days to assess.",
    "Each held {{ caseload_per_fte }} cases.",
    "In 2023, {{ cp_plans_open }} children had a plan.",
    "On plans: {{ cp_plans_open }}. In care: {{ cla_started }}.",
    "Plans – {{ cp_plans_open }} – are told by place.",
    "Plans were {{ cp_plans_open }}, a point that we made.",
    "{{ cla_started }}-strong groups of children came.",
]


@pytest.mark.parametrize("text", WRONG)
def test_what_touches_a_figure_and_makes_another_of_it_blocks(text: str) -> None:
    found = [one for one in remarks(text) if one.code == "unit"]
    assert found, remarks(text)
    assert all(one.blocks for one in found)


@pytest.mark.parametrize("text", RIGHT)
def test_a_figure_with_its_own_unit_is_left(text: str) -> None:
    assert "unit" not in codes(text)


def test_a_number_in_thousands_is_no_limit_in_a_name() -> None:
    """'10,000 children' in the name of a rate allows no '000 children' after a figure."""
    assert "unbound" in codes("There were 000 children.", "cla_rate")
