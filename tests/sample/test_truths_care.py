"""Truths of children looked after: both sides of each boundary of the readings."""

from __future__ import annotations

import pytest

from tests.sample.hand import council, figures, lines, number, share

Row = dict[str, object]


def _care(start: str, end: str | None = None, person: str = "A", **more: object) -> Row:
    return {"person_id": person, "start_date": start, "end_date": end, **more}


def test_looked_after_ends_on_the_18th_birthday_and_short_breaks_are_out() -> None:
    made = council(
        persons=[
            {"person_id": "A", "dob": "2005-12-31"},
            {"person_id": "B", "dob": "2006-01-01"},
            {"person_id": "C", "dob": "2015-01-01"},
        ],
        cla_periods=[
            _care("2020-01-01"),
            _care("2020-01-01", person="B"),
            _care("2020-01-01", person="C", is_short_breaks=True),
        ],
    )
    assert number(made, "cla_count") == 1
    assert number(made, "cla_count", group="age_band:16-17") == 1
    assert number(made, "cla_ceased") == 1
    assert number(made, "cla_ceased", group="age_band:18+") == 1
    assert number(made, "cla_net_change") == -1


def test_a_period_that_begins_as_an_adult_is_no_period() -> None:
    made = council(persons=[{"person_id": "A", "dob": "2005-12-01"}], cla_periods=[_care("2023-12-05")])
    assert number(made, "cla_started") == 0
    assert number(made, "cla_ceased") == 0


def test_an_end_and_a_start_on_one_day_are_neither() -> None:
    again = council(cla_periods=[_care("2023-01-01", "2023-12-10"), _care("2023-12-10")])
    assert number(again, "cla_started") == 0
    assert number(again, "cla_ceased") == 0
    assert number(again, "cla_count") == 1
    later = council(cla_periods=[_care("2023-01-01", "2023-12-10"), _care("2023-12-11")])
    assert number(later, "cla_started") == 1
    assert number(later, "cla_ceased") == 1
    assert number(later, "cla_net_change") == 0


def test_starts_are_children_and_both_end_days_of_the_period_are_in() -> None:
    made = council(
        cla_periods=[
            _care("2023-12-01", "2023-12-05", primary_need="N1"),
            _care("2023-12-31", primary_need="N2"),
            _care("2023-11-30", person="B"),
            _care("2024-01-01", person="C"),
        ]
    )
    assert number(made, "cla_started") == 1
    assert number(made, "cla_started", group="primary_need:N1") == 1
    assert number(made, "cla_started", group="primary_need:N2") == 1
    assert number(made, "cla_ceased") == 1


def test_entrants_in_care_at_the_end_by_their_placement_then() -> None:
    made = council(
        cla_periods=[
            _care("2023-12-01"),
            _care("2023-12-01", "2023-12-31", person="B"),
            _care("2023-11-01", "2023-12-10", person="C"),
            _care("2023-12-10", person="C"),
            _care("2023-11-30", person="D"),
        ],
        placements=[
            _care("2023-12-01", "2023-12-20", place="U6", provider="PR1"),
            _care("2023-12-20", place="U6", provider="PR4"),
        ],
    )
    found = lines(made, "cla_started_in_care_at_end")
    assert set(found) >= {("placement_group", "foster_external"), ("placement_group", "parents")}
    assert ("all", "all") not in found
    assert {group for (_, group), line in found.items() if line[0]} == {"foster_external"}


def test_placement_groups_of_every_kind() -> None:
    places = {
        "A3": "adoption", "A6": "adoption", "U2": "foster_to_adopt", "U5": "foster_to_adopt", "P1": "parents",
        "U1": "family_friends", "U3": "family_friends", "U4": "foster_external", "U6": "foster_external",
        "H5": "supported", "K3": "supported", "P2": "supported", "K2": "residential", "R1": "residential",
        "S1": "residential", "K1": "secure", "R2": "other", "R5": "other", "P3": "other", "Z1": "other",
    }  # fmt: skip
    for place, group in places.items():
        made = council(
            cla_periods=[_care("2023-01-01")],
            placements=[_care("2023-01-01", place=place, provider="PR5")],
        )
        assert number(made, "cla_count", group=f"placement_group:{group}") == 1
        assert number(made, "cla_count", group="provider:PR5") == 1


def test_a_temporary_placement_takes_the_group_of_the_one_before() -> None:
    made = council(
        cla_periods=[_care("2023-01-01")],
        placements=[
            _care("2022-01-01", "2022-02-01", place="K2", provider="PR4"),
            _care("2023-01-01", "2023-12-20", place="U6", provider="PR1"),
            _care("2023-12-20", "2023-12-28", place="T1", provider="PR3"),
            _care("2023-12-28", place="T0", provider="PR3"),
        ],
    )
    assert number(made, "cla_count", group="placement_group:foster_in_house") == 1
    assert number(made, "cla_count", group="provider:PR1") == 1


def test_leavers_stand_where_they_were_on_the_last_day_in_care() -> None:
    made = council(
        cla_periods=[_care("2023-01-01", "2023-12-10")],
        placements=[_care("2023-01-01", "2023-12-10", place="P1", provider="PR0")],
        legal_statuses=[_care("2023-01-01", "2023-12-10", legal_status="C2")],
    )
    assert number(made, "cla_ceased", group="placement_group:parents") == 1
    assert number(made, "cla_ceased", group="legal_status:C2") == 1


def test_legal_status_home_team_and_marks_of_a_child_on_the_day() -> None:
    made = council(
        persons=[{"person_id": "A", "dob": "2012-01-01", "sex": "M", "ethnicity": "CHNE"}],
        cla_periods=[_care("2023-01-01", primary_need=None)],
        legal_statuses=[
            _care("2023-01-01", "2023-12-31", legal_status="C1"),
            _care("2023-12-31", legal_status="C2"),
        ],
        addresses=[
            _care("2023-01-01", address_id="1", address_type="home", postcode="ZZ1 1AA"),
            _care("2023-02-01", address_id="2", address_type="home", postcode="ZZ2 1AA"),
            _care("2023-03-01", address_id="3", address_type="placement", postcode="ZZ1 1AA"),
        ],
        locality_lookup=[
            {"area_code": "ZZ1 1AA", "locality_id": "east", "valid_from": "2010-01-01"},
            {"area_code": "ZZ2 1AA", "locality_id": "west", "valid_from": "2010-01-01"},
            {"area_code": "ZZ2 1AA", "locality_id": "new", "valid_from": "2024-01-01"},
        ],
        involvements=[
            _care("2023-05-01", involvement_id="1", team_id="T1", role="allocated_worker"),
            _care("2023-05-01", involvement_id="2", team_id="T2", role="allocated_worker"),
            _care("2023-06-01", involvement_id="3", team_id="T3", role="iro"),
            _care("2023-06-01", "2023-12-31", involvement_id="4", team_id="T4", role="allocated_worker"),
        ],
        disabilities=[{"person_id": "A", "disability": "NONE"}],
        immigration_statuses=[{"person_id": "A", "status": "uasc", "end_date": "2020-01-01"}],
    )
    found = {pair for pair, line in lines(made, "cla_count").items() if line[0]}
    assert found == {
        ("all", "all"), ("locality", "west"), ("team", "T2"), ("age_band", "10-15"), ("age_band", "10-17"),
        ("sex", "male"), ("ethnicity", "asian"), ("disability", "no"), ("primary_need", "unknown"),
        ("placement_group", "unknown"), ("provider", "unknown"), ("legal_status", "C2"), ("uasc", "yes"),
    }  # fmt: skip


def _spell(start: str, end: str | None, spell: str, place: str = "U6", provider: str = "PR1") -> Row:
    return _care(start, end, carer_spell_id=spell, place=place, provider=provider)


def _three(*placements: Row) -> tuple[float, float]:
    made = council(cla_periods=[_care("2020-01-01")], placements=list(placements))
    return share(made, "placements_3plus_pct")


def test_three_carers_in_twelve_months() -> None:
    two = [_spell("2023-01-01", "2023-06-01", "2"), _spell("2023-06-01", None, "3")]
    assert _three(_spell("2020-01-01", "2022-12-31", "1"), *two) == (0, 1)
    assert _three(_spell("2020-01-01", "2023-01-01", "1"), *two) == (1, 1)
    assert _three(*two, _spell("2023-07-01", "2023-07-01", "1")) == (0, 1)
    assert _three(*two, _spell("2024-01-01", None, "1")) == (0, 1)
    # A temporary stay and the return from it belong to the spell they interrupt.
    assert _three(
        *two[:1], _spell("2023-06-01", "2023-07-01", "3"), _spell("2023-07-01", None, "3", "T2")
    ) == (0, 1)


def _moved(*placements: Row, care: tuple[Row, ...] = ()) -> set[str]:
    made = council(cla_periods=list(care) or [_care("2020-01-01")], placements=list(placements))
    found = lines(made, "placement_moves_by_destination")
    return {group for (_, group), line in found.items() if line[0]}


def test_the_last_move_of_the_period_gives_the_destination() -> None:
    first = _spell("2020-01-01", "2023-12-05", "1", "K2")
    assert _moved(
        first, _spell("2023-12-05", "2023-12-20", "2", "U3"), _spell("2023-12-20", None, "3", "U4")
    ) == {"foster"}
    assert _moved(first, _spell("2023-12-05", None, "2", "P1")) == {"parents"}
    assert _moved(first, _spell("2024-01-01", None, "2", "P1")) == set()


def test_coming_into_care_is_no_move_nor_is_a_change_with_the_same_carer() -> None:
    start = (_care("2023-12-05"),)
    assert _moved(_spell("2023-12-05", None, "1"), care=start) == set()
    again = (_care("2020-01-01", "2023-12-05"), _care("2023-12-05"))
    assert (
        _moved(_spell("2020-01-01", "2023-12-05", "1"), _spell("2023-12-05", None, "2"), care=again) == set()
    )
    assert (
        _moved(_spell("2020-01-01", "2023-12-05", "1", "U5"), _spell("2023-12-05", None, "1", "A5")) == set()
    )
    gone = (_care("2020-01-01", "2023-12-05"),)
    assert (
        _moved(_spell("2020-01-01", "2023-12-05", "1"), _spell("2023-12-05", None, "2"), care=gone) == set()
    )


def test_plans_to_move_out_of_residential_care() -> None:
    def plans(place: str = "K2", **plan: object) -> float | None:
        agreed = {"person_id": "A", "agreed_date": "2023-12-31", "target_group": "foster", **plan}
        made = council(
            cla_periods=[_care("2020-01-01")],
            placements=[_care("2020-01-01", place=place)],
            placement_move_plans=[agreed, agreed],
        )
        return number(made, "residential_move_plans")

    assert plans() == 1
    assert plans(place="S1", target_group="kinship") == 1
    assert plans(place="K1") == 0
    assert plans(agreed_date="2024-01-01") == 0
    assert plans(closed_date="2023-12-31") == 0
    assert plans(closed_date="2024-01-01") == 1
    assert plans(target_group="supported") == 0


def _iha(start: str, held: str | None, end: str | None = None, kind: str = "iha", status: str = "completed"
         ) -> tuple[float, float]:  # fmt: skip
    made = council(
        cla_periods=[_care(start, end)],
        cla_health=[{"person_id": "A", "check_type": kind, "check_date": held, "status": status}],
    )
    return share(made, "iha_20wd_pct")


def test_the_first_health_assessment_is_due_on_the_20th_working_day() -> None:
    # 20 working days after Friday 3 November 2023 is Friday 1 December.
    assert _iha("2023-11-02", None) == (0, 0)
    assert _iha("2023-11-03", "2023-12-01") == (1, 1)
    assert _iha("2023-11-03", "2023-12-04") == (0, 1)
    assert _iha("2023-11-03", "2023-11-02") == (0, 1)
    assert _iha("2023-11-03", "2023-11-03", kind="ha_unspecified") == (1, 1)
    assert _iha("2023-11-03", "2023-11-10", kind="rha") == (0, 1)
    assert _iha("2023-11-03", "2023-11-10", status="refused") == (0, 1)
    assert _iha("2023-11-03", "2023-11-10", end="2023-12-01") == (0, 0)
    assert _iha("2023-11-03", "2023-11-10", end="2023-12-02") == (1, 1)


def _rha(born: str, start: str, held: str) -> tuple[float, float]:
    made = council(
        persons=[{"person_id": "A", "dob": born}],
        cla_periods=[_care(start)],
        cla_health=[{"person_id": "A", "check_type": "rha", "check_date": held, "status": "completed"}],
    )
    return share(made, "rha_in_date_pct")


def test_a_review_of_health_is_in_date_for_12_months_and_under_five_for_6() -> None:
    five, four = "2018-12-31", "2019-01-01"
    assert _rha(five, "2022-12-31", "2023-01-01") == (1, 1)
    assert _rha(five, "2022-12-31", "2022-12-31") == (0, 1)
    assert _rha(five, "2023-01-01", "2023-06-01") == (0, 0)
    assert _rha(four, "2023-06-30", "2023-07-01") == (1, 1)
    assert _rha(four, "2023-06-30", "2023-06-30") == (0, 1)
    assert _rha(four, "2023-07-01", "2023-12-01") == (0, 0)
    assert _rha(five, "2020-01-01", "2024-01-01") == (0, 1)


def _educated(
    born: str, status: str, start: str = "2023-01-01", end: str | None = None
) -> tuple[float, float]:
    made = council(
        persons=[{"person_id": "A", "dob": born}],
        cla_periods=[_care("2020-01-01")],
        cla_education=[_care(start, end, status=status)],
    )
    return number(made, "cla_u16_out_of_education") or 0, number(made, "cla_neet_16_17") or 0


def test_out_of_education_from_compulsory_school_age_to_the_16th_birthday() -> None:
    assert _educated("2018-12-31", "out_of_education") == (1, 0)
    assert _educated("2019-01-01", "out_of_education") == (0, 0)
    assert _educated("2008-01-01", "not_accessing") == (1, 0)
    assert _educated("2007-12-31", "not_accessing") == (0, 0)
    assert _educated("2012-01-01", "tuition_only") == (0, 0)
    assert _educated("2012-01-01", "out_of_education", end="2023-12-31") == (0, 0)
    assert _educated("2012-01-01", "out_of_education", start="2023-12-31") == (1, 0)


def test_special_needs_come_from_the_spell_of_education() -> None:
    for known, group in ((True, "yes"), (False, "no"), (None, "unknown")):
        made = council(
            persons=[{"person_id": "A", "dob": "2007-01-01"}],
            cla_periods=[_care("2020-01-01")],
            cla_education=[_care("2023-01-01", status="neet", has_sen=known)],
        )
        assert number(made, "cla_neet_16_17", group=f"has_sen:{group}") == 1


def test_neet_at_16_and_17() -> None:
    assert _educated("2007-12-31", "neet") == (0, 1)
    assert _educated("2008-01-01", "neet") == (0, 0)
    assert _educated("2006-01-01", "neet") == (0, 1)
    assert _educated("2006-06-01", "not_known") == (0, 0)


def test_care_applications_are_children_in_a_quarter() -> None:
    issued = [
        ("A", "s31_care", "2023-07-01"),
        ("A", "s31_care", "2023-09-30"),
        ("B", "s31_care", "2023-10-01"),
        ("C", "s31_supervision", "2023-08-01"),
        ("D", "s31_care", "2023-06-30"),
    ]
    made = council(
        care_proceedings=[
            {"proceedings_id": str(n), "person_id": person, "application_type": kind, "issued_date": day}
            for n, (person, kind, day) in enumerate(issued)
        ],
        population=[
            {"mid_year": 2022, "locality_id": "ALL", "age_from": 0, "age_to": 17, "sex": "T",
             "ethnicity": "ALL", "persons": 10_000, "released_on": None}
        ],
    )  # fmt: skip
    assert figures(made, "care_applications_rate", "FY2023-24Q2") == (1, 10_000, pytest.approx(1.0))
    assert lines(made, "care_applications_rate", "2023-09") == {}
