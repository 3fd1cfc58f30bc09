"""Truths of leaving care and of homes in care: both sides of each boundary of the readings."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sample.hand import council, figures, number, share

Row = dict[str, object]


def _care(start: str, end: str | None = None, person: str = "A", **more: object) -> Row:
    return {"person_id": person, "start_date": start, "end_date": end, **more}


def _in_care(*placements: Row, born: str | None = "2015-05-05", **tables: list[Row]) -> Any:
    """One child in care since 2020."""
    care = tables.pop("cla_periods", [_care("2020-01-01")])
    people = [{"person_id": "A", "dob": born}]
    return council(persons=people, cla_periods=care, placements=list(placements), **tables)


def test_why_children_left() -> None:
    made = council(
        cla_periods=[
            _care("2020-01-01", "2023-12-01", "A", end_reason="E4A"),
            _care("2020-01-01", "2023-12-31", "B", end_reason="E4B"),
            _care("2020-01-01", "2023-12-05", "C", end_reason="E13"),
            _care("2020-01-01", "2023-12-05", "D", end_reason="E45"),
            _care("2020-01-01", "2023-12-05", "E", end_reason="E41"),
            _care("2020-01-01", "2023-12-05", "F", end_reason="E12"),
            _care("2020-01-01", "2023-12-05", "G"),
            _care("2020-01-01", "2024-01-01", "H", end_reason="E4A"),
            _care("2020-01-01", "2023-12-05", "I", end_reason="E4A"),
            _care("2023-12-05", None, "I"),
        ]
    )
    assert share(made, "cla_ceased_home_pct") == (1, 7)
    assert share(made, "cla_ceased_home_pct__not_planned") == (1, 7)
    assert share(made, "cla_ceased_home_pct__relatives") == (1, 7)
    assert share(made, "cla_ceased_sgo_cao_pct") == (2, 7)
    assert share(made, "cla_ceased_sgo_cao_pct__sgo") == (1, 7)
    assert share(made, "cla_ceased_sgo_cao_pct__cao") == (1, 7)
    assert share(made, "adopted_pct") == (1, 7)


def test_back_within_12_months() -> None:
    def back(left: str) -> tuple[float, float]:
        return share(
            council(cla_periods=[_care("2020-01-01", left), _care("2023-12-15")]), "cla_reentry_12m_pct"
        )

    assert back("2022-12-15") == (0, 1)
    assert back("2022-12-16") == (1, 1)
    assert back("2023-12-14") == (1, 1)
    assert back("2023-12-15") == (0, 0)


def test_the_mix_adds_up_and_children_move_once() -> None:
    made = _in_care(
        _care("2020-01-01", "2023-12-05", place="U6", provider="PR1", carer_spell_id="1"),
        _care("2023-12-05", "2023-12-20", place="K2", provider="PR4", carer_spell_id="2"),
        _care("2023-12-20", place="U3", provider="PR1", carer_spell_id="3"),
    )
    assert number(made, "placement_mix_pct", group="placement_group:family_friends") == 1
    assert number(made, "placement_mix_pct", group="placement_group:foster_in_house") == 0
    assert number(made, "placement_moves_children") == 1
    assert number(made, "placement_moves_children", group="placement_group:residential") == 1


def test_moves_that_were_not_planned() -> None:
    def moved(reason: str | None, place: str = "U6", follows: str = "U6", day: str = "2023-12-05") -> Any:
        made = _in_care(_care("2020-01-01", day, place=place, move_reason=reason), _care(day, place=follows))
        return share(made, "placement_moves_unplanned_pct")

    assert moved("CREQB") == (1, 1)
    assert moved("CARPL") == (0, 1)
    assert moved("PLACE") == (0, 0)
    assert moved(None) == (0, 0)
    assert moved("CREQB", place="T1") == (0, 0)
    assert moved("CREQB", follows="T1") == (0, 0)
    assert moved("CREQB", day="2023-11-30") == (0, 0)
    assert moved("CREQB", day="2024-01-01") == (0, 0)


def test_two_years_with_the_carer() -> None:
    def settled(start: str, *, care: str = "2020-01-01", born: str = "2015-05-05") -> tuple[float, float]:
        made = _in_care(_care(start, place="U6", carer_spell_id="1"), born=born, cla_periods=[_care(care)])
        return share(made, "placement_longterm_pct")

    assert settled("2021-12-31") == (1, 1)
    assert settled("2022-01-01") == (0, 1)
    assert settled("2021-12-31", care="2021-06-30") == (1, 1)
    assert settled("2021-12-31", care="2021-07-01") == (0, 0)
    assert settled("2021-12-31", born="2008-01-01") == (1, 1)
    assert settled("2021-12-31", born="2007-12-31") == (0, 0)


def test_adopters_bring_the_time_with_the_carer_before() -> None:
    def settled(start: str, end: str, place: str = "A6") -> tuple[float, float]:
        made = _in_care(
            _care(start, end, place="U6", carer_spell_id="1"),
            _care("2023-06-01", place=place, carer_spell_id="2"),
        )
        return share(made, "placement_longterm_pct")

    assert settled("2021-12-31", "2023-06-01") == (1, 1)
    assert settled("2022-01-01", "2023-06-01") == (0, 1)
    assert settled("2021-12-31", "2023-05-31") == (0, 1)
    assert settled("2021-12-31", "2023-06-01", place="U6") == (0, 1)


def test_more_than_20_miles_away() -> None:
    def far(miles: float | None, outside: bool | None = True) -> tuple[Any, ...]:
        made = _in_care(_care("2020-01-01", place="U6", distance_miles=miles, is_outside_authority=outside))
        names = ("placed_20_miles_pct", "placed_20_miles_pct__known", "placed_20_miles_pct__any_area")
        return tuple(share(made, name) for name in names)

    assert far(20.1) == ((1, 1), (1, 1), (1, 1))
    assert far(20.0) == ((0, 1), (0, 1), (0, 1))
    assert far(30.0, outside=False) == ((0, 1), (0, 1), (1, 1))
    assert far(30.0, outside=None) == ((1, 1), (1, 1), (1, 1))
    assert far(999.9) == ((0, 1), (0, 0), (0, 1))
    assert far(None) == ((0, 1), (0, 0), (0, 1))


def test_settings_without_registration() -> None:
    def counted(place: str, month: str = "2023-10", born: str = "2007-10-31", **more: object) -> Any:
        made = _in_care(_care("2020-01-01", place=place, **more), born=born)
        return number(made, "unregistered_placements", month)

    assert counted("Z1") == 1
    assert counted("H5") == 1
    assert counted("H5", "2023-09") == 0
    assert counted("H5", urn="SC900001") == 0
    assert counted("H5", urn="XXXXXXX") == 1
    assert counted("H5", placement_authority="WAL") == 0
    assert counted("K3") == 1
    assert counted("K3", urn="SC900001") == 0
    assert counted("K3", urn="SC900001", born="2007-11-01") == 1
    assert counted("P2") == 1
    assert counted("P2", "2023-09") == 0
    assert counted("K2") == 0


def test_the_cost_in_force_on_the_last_day() -> None:
    def cost(*lines: Row, end: str | None = None) -> tuple[Any, ...]:
        priced = [{"placement_id": "001", **line} for line in lines]
        made = _in_care(_care("2020-01-01", end, place="U6", provider="PR1"), placement_costs=priced)
        return figures(made, "placement_cost_weekly_avg")[:2] + share(
            made, "placement_cost_weekly_avg__known"
        )

    old, new = (
        {"valid_from": "2020-01-01", "weekly_cost": 400.0},
        {"valid_from": "2023-12-31", "weekly_cost": 500.0},
    )
    assert cost(old) == (400, 1, 1, 1)
    assert cost(old, new) == (500, 1, 1, 1)
    assert cost(old, {**new, "valid_from": "2024-01-01"}) == (400, 1, 1, 1)
    assert cost({**old, "valid_to": "2023-12-31"}) == (400, 1, 1, 1)
    assert cost({**old, "valid_to": "2023-12-30"}) == (0, 0, 0, 1)
    assert cost() == (0, 0, 0, 1)
    assert cost(old, end="2023-12-31") == (0, 0, 0, 0)


def test_weeks_in_proceedings() -> None:
    def case(number_: str, ended: str | None, kind: str = "s31_care", issued: str = "2023-06-02") -> Row:
        return {
            "proceedings_id": number_,
            "person_id": f"{number_}{ended}",
            "application_type": kind,
            "issued_date": issued,
            "concluded_date": ended,
        }

    made = council(
        care_proceedings=[
            case("1", "2023-12-01"),
            case("2", "2023-12-02"),
            case("3", "2023-11-30"),
            case("4", "2023-12-05", "epo"),
            case("5", "2023-12-05"),
            case("5", None),
        ]
    )
    assert figures(made, "care_proceedings_weeks")[:2] == (pytest.approx(52 + 1 / 7), 2)
    assert share(made, "care_proceedings_weeks__within_26_weeks") == (1, 2)
