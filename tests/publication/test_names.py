"""Groups are printed by name: the council's own names, the labels of codes, ages in words."""

from __future__ import annotations

import pytest

from goldenthread.publication.content.names import group_name, is_unknown, overlaps
from tests.publication.made_up import made_up_edition
from tests.publication.pages import pages_of

LABELS = {"team": {"T01": "Front Door"}, "hub": {"H1": "Central Hub North"}}


@pytest.mark.parametrize(
    ("breakdown", "group", "name"),
    [
        ("team", "T01", "Front Door"),
        ("team", "T99", "T99"),
        ("team", "unknown", "Not known"),
        ("hub", "H1", "Central Hub North"),
        ("locality", "all", "All"),
        ("legal_status", "C2", "Full care order"),
        ("primary_need", "N5", "Family dysfunction"),
        ("provider", "PR4", "Private"),
        ("abuse_category", "EMO", "Emotional abuse"),
        ("theme", "6", "Safe from abuse and exploitation"),
        ("theme", "smart_plan", "SMART plan"),
        ("source", "other_legal", "Other legal agencies"),
        ("placement_group", "residential", "Residential"),
        ("worker_role", "senior_practitioner", "Senior practitioner"),
        ("stage", "stage1", "Stage 1"),
        ("age_band", "10-15", "10 to 15"),
        ("age_band", "under 1", "Under 1"),
        ("age_band × sex", "10-15 × male", "10 to 15, Male"),
        ("band × team", "one_or_two × T01", "One or two, Front Door"),
        ("service", "Young People's Service", "Young People's Service"),
    ],
)
def test_a_group_by_name(breakdown: str, group: str, name: str) -> None:
    assert group_name(breakdown, group, LABELS) == name


def test_groups_that_are_not_ranked() -> None:
    assert overlaps("10-17 × male")
    assert not overlaps("10-15")
    assert is_unknown("unknown × male")


def test_a_team_is_named_and_keeps_its_id_in_the_data() -> None:
    labels = {"team": {"Team 4": "Front Door & co"}}
    page = next(t for t in pages_of(made_up_edition(labels=labels)).values() if 'data-group="Team 4"' in t)
    assert "Front Door &amp; co" in page
    assert ">Team 4<" not in page
