"""Truths of practice, workforce and local registers: both sides of each boundary of the readings."""

from __future__ import annotations

import pytest

from tests.sample.hand import council, figures, lines, number, share

Row = dict[str, object]


def _of(start: str, end: str | None = None, person: str = "A", **more: object) -> Row:
    return {"person_id": person, "start_date": start, "end_date": end, **more}


def _visit(day: str, kind: str, seen: bool | None = True) -> Row:
    return {"person_id": "A", "visit_date": day, "visit_type": kind, "child_seen": seen}


def _cp(start: str, *visits: Row) -> tuple[float, float]:
    return share(council(cp_plans=[_of(start)], visits=list(visits)), "cp_visits_in_date_pct")


def test_children_on_plans_are_seen_every_28_days() -> None:
    assert _cp("2023-06-01", _visit("2023-12-03", "cp")) == (1, 1)
    assert _cp("2023-06-01", _visit("2023-12-02", "cp")) == (0, 1)
    assert _cp("2023-06-01", _visit("2024-01-01", "cp")) == (0, 1)
    assert _cp("2023-06-01", _visit("2023-12-10", "cp", None)) == (0, 1)
    assert _cp("2023-06-01", _visit("2023-12-10", "cin")) == (0, 1)


def test_a_new_plan_counts_after_28_days_or_with_its_first_visit() -> None:
    assert _cp("2023-12-03") == (0, 1)
    assert _cp("2023-12-04") == (0, 0)
    assert _cp("2023-12-20", _visit("2023-12-20", "cp")) == (1, 1)
    assert _cp("2023-12-20", _visit("2023-12-19", "cp")) == (0, 0)
    assert _cp("2023-12-20", _visit("2023-12-21", "cp", False)) == (0, 0)


def _cin(*visits: Row, **tables: list[Row]) -> list[tuple[float, float]]:
    made = council(cin_plans=[_of("2023-06-01")], visits=list(visits), **tables)
    return [share(made, "cin_visits_statutory_pct"), share(made, "cin_visits_3_weekly_pct")]


def test_children_in_need_are_seen_every_42_and_every_21_days() -> None:
    assert _cin(_visit("2023-12-10", "cin")) == [(1, 1), (1, 1)]
    assert _cin(_visit("2023-12-09", "any")) == [(1, 1), (0, 1)]
    assert _cin(_visit("2023-11-19", "cin")) == [(1, 1), (0, 1)]
    assert _cin(_visit("2023-11-18", "cin")) == [(0, 1), (0, 1)]
    assert _cin(_visit("2023-12-30", "cp")) == [(0, 1), (0, 1)]


def test_a_child_in_need_has_no_protection_plan_and_is_not_looked_after() -> None:
    assert _cin(cp_plans=[_of("2023-12-31")]) == [(0, 0), (0, 0)]
    assert _cin(cp_plans=[_of("2023-12-01", is_ola=True)]) == [(0, 1), (0, 1)]
    assert _cin(cp_plans=[_of("2023-12-01", "2023-12-31")]) == [(0, 1), (0, 1)]
    assert _cin(cla_periods=[_of("2023-12-31")]) == [(0, 0), (0, 0)]
    assert _cin(cla_periods=[_of("2023-12-01", is_short_breaks=True)]) == [(0, 1), (0, 1)]


def _allocated(start: str, role: str = "allocated_worker", **more: object) -> Row:
    return _of(start, involvement_id="1", role=role, worker_id="W", team_id="T", **more)


def _supervised(held: str | None, kind: str, **tables: list[Row]) -> tuple[float, float]:
    sessions = [{"person_id": "A", "case_type": kind, "supervision_date": held}] if held else []
    made = council(supervisions=sessions, **tables)
    return share(made, "supervision_in_date_pct", group=f"case_type:{kind}")


def test_supervision_is_in_date_for_28_days_of_cases_allocated_for_28() -> None:
    care = {"cla_periods": [_of("2020-01-01")]}
    assert _supervised("2023-12-03", "cla", involvements=[_allocated("2023-12-03")], **care) == (1, 1)
    assert _supervised("2023-12-02", "cla", involvements=[_allocated("2023-12-03")], **care) == (0, 1)
    assert _supervised("2024-01-02", "cla", involvements=[_allocated("2023-12-03")], **care) == (0, 1)
    assert _supervised("2023-12-20", "cla", involvements=[_allocated("2023-12-04")], **care) == (0, 0)
    assert _supervised("2023-12-20", "cla", **care) == (0, 0)


def test_a_child_is_a_case_of_each_type_that_is_open() -> None:
    made = council(
        cla_periods=[_of("2020-01-01")],
        cp_plans=[_of("2020-01-01")],
        cin_plans=[_of("2020-01-01")],
        early_help_episodes=[_of("2020-01-01")],
        involvements=[_allocated("2023-01-01")],
        supervisions=[{"person_id": "A", "case_type": "cla", "supervision_date": "2023-12-20"}],
    )
    found = lines(made, "supervision_in_date_pct")
    types = {group: line[:2] for (breakdown, group), line in found.items() if breakdown == "case_type"}
    assert types == {"cla": (1, 1), "cp_plan": (0, 1), "early_help": (0, 1)}
    assert found["all", "all"][:2] == (1, 3)


def test_early_help_without_an_allocation_counts_from_the_workers_episode() -> None:
    def early(**episode: object) -> tuple[float, float]:
        row = _of("2023-12-03", team_id="E", worker_id="W", **episode)
        return _supervised("2023-12-05", "early_help", early_help_episodes=[row])

    assert early() == (1, 1)
    assert early(level="universal") == (0, 0)
    row = _of("2023-12-03", team_id="E", worker_id=None)
    assert _supervised("2023-12-05", "early_help", early_help_episodes=[row]) == (0, 0)
    late = _of("2023-12-04", team_id="E", worker_id="W")
    assert _supervised("2023-12-05", "early_help", early_help_episodes=[late]) == (0, 0)


def test_care_leavers_have_a_personal_adviser_and_are_not_looked_after() -> None:
    advised = [_allocated("2023-01-01", "personal_adviser")]
    assert _supervised("2023-12-20", "care_leaver", involvements=advised) == (1, 1)
    care = [_of("2020-01-01")]
    assert _supervised("2023-12-20", "care_leaver", involvements=advised, cla_periods=care) == (0, 0)


def _worker(staff: str, start: str, end: str | None = None, **more: object) -> Row:
    plain = {"fte": 1.0, "is_social_worker": True, "is_agency": False, "team_id": "T"}
    return {**plain, "staff_id": staff, "start_date": start, "end_date": end, **more}


def test_caseload_counts_children_and_the_workers_who_hold_them() -> None:
    held = [("A", "W1"), ("B", "W1"), ("C", "W2"), ("D", "W3"), ("E", "W4"), ("F", "W5")]
    made = council(
        involvements=[
            *(_allocated("2023-01-01", person=person) | {"worker_id": worker} for person, worker in held),
            _allocated("2022-01-01") | {"worker_id": "W6"},
            _allocated("2023-06-01", "iro") | {"worker_id": "W6"},
        ],
        workers=[{"worker_id": f"W{n}", "staff_id": f"S{n}"} for n in range(1, 7)],
        workforce_spells=[
            _worker("S1", "2020-01-01", fte=0.8),
            _worker("S2", "2020-01-01", is_agency=True, fte=0.6),
            _worker("S3", "2020-01-01", is_social_worker=False),
            _worker("S4", "2020-01-01", fte=0),
            _worker("S5", "2020-01-01", "2023-12-31"),
            _worker("S6", "2020-01-01"),
        ],
    )
    assert figures(made, "caseload_per_fte") == (3, pytest.approx(1.4), pytest.approx(3 / 1.4))


def test_caseload_follows_the_councils_rule_of_the_day() -> None:
    made = council(
        involvements=[_allocated("2023-01-01", person=person) for person in "ABC"],
        workers=[{"worker_id": "W", "staff_id": "S"}],
        workforce_spells=[_worker("S", "2020-01-01")],
        disabilities=[{"person_id": "A", "disability": "MOB"}, {"person_id": "B", "disability": "NONE"}],
        parameters=[
            {"name": "caseload_counts_disability", "value": "0", "valid_from": "2017-04-01"},
            {"name": "caseload_counts_disability", "value": "1", "valid_from": "2023-12-31"},
            {"name": "cp_visit_days", "value": "0", "valid_from": "2023-11-01"},
        ],
    )
    names = ("caseload_per_fte", "caseload_per_fte__without_disability", "caseload_per_fte__with_disability")
    assert [number(made, name, "2023-11") for name in names] == [2, 2, 3]
    assert [number(made, name, "2023-12") for name in names] == [3, 2, 3]


def test_turnover_counts_leavers_of_twelve_months_over_those_in_post() -> None:
    made = council(
        workforce_spells=[
            _worker("in", "2020-01-01", fte=0.5),
            _worker("too early", "2020-01-01", "2022-12-31"),
            _worker("first day", "2020-01-01", "2023-01-01"),
            _worker("last day", "2020-01-01", "2023-12-31"),
            _worker("agency", "2020-01-01", "2023-06-01", is_agency=True),
            _worker("moves", "2020-01-01", "2023-06-01"),
            _worker("moves", "2023-06-02"),
            _worker("returns", "2020-01-01", "2023-06-01"),
            _worker("returns", "2023-06-03"),
        ]
    )
    assert figures(made, "sw_turnover_12m_pct") == (3, 2.5, 120)
    assert figures(made, "agency_rate_pct") == (0, 2.5, 0)


def test_the_agency_share_has_agency_in_both_parts() -> None:
    made = council(
        workforce_spells=[
            _worker("A", "2020-01-01", fte=0.5, is_agency=True),
            _worker("B", "2023-12-31", fte=1.5, team_id="U"),
            _worker("C", "2020-01-01", is_social_worker=False),
        ]
    )
    assert figures(made, "agency_rate_pct") == (0.5, 2, 25)
    assert figures(made, "agency_rate_pct", breakdown="team", group="U") == (0, 1.5, 0)


def _attended(day: str, who: str | None, hub: str = "H1", home: str | None = "west") -> Row:
    return {"attended_on": day, "attendee_id": who, "hub_id": hub, "home_locality_id": home}


def test_hub_people_are_counted_once_and_anonymous_visits_only_as_visits() -> None:
    made = council(
        hubs=[{"hub_id": "H1", "locality_id": "central"}, {"hub_id": "H2", "locality_id": "west"}],
        family_hub_attendance=[
            _attended("2023-12-01", "A"),
            _attended("2023-12-31", "A", "H2"),
            _attended("2023-12-31", None, home=None),
            _attended("2024-01-01", "B"),
        ],
    )
    assert number(made, "hub_individuals") == 1
    assert number(made, "hub_individuals", group="hub:H2") == 1
    assert number(made, "hub_visits") == 3
    assert number(made, "hub_visits", group="locality:unknown") == 1
    assert lines(made, "hub_visit_share_pct") == {
        ("hub_locality", "central"): (2, 3, pytest.approx(200 / 3)),
        ("hub_locality", "west"): (1, 3, pytest.approx(100 / 3)),
    }


def _form(form: str, concern: str, result: str | None, day: str = "2023-12-31", **more: object) -> Row:
    return {"form_id": form, "form_date": day, "concern": concern, "result": result, **more}


def test_supporting_families_bands_by_distinct_positive_concerns() -> None:
    made = council(
        supporting_families_outcomes=[
            *(_form("three", str(n), "positive", "2023-11-01") for n in range(1, 4)),
            *(_form("two", str(n), "positive") for n in range(1, 3)),
            _form("two", "3", "no_change"),
            _form("none", "1", None),
            _form("none", "2", "positive", identified=False) | {"result": "negative"},
            _form("later", "1", "positive", "2024-01-01"),
        ]
    )
    assert number(made, "sf_forms_completed") == 2
    assert number(made, "sf_forms_completed", "FY2023-24Q3") == 3
    quarter = lines(made, "sf_outcome_band_pct", "FY2023-24Q3")
    assert {group: line[:2] for (_, group), line in quarter.items()} == {
        "none": (1, 3),
        "one_or_two": (1, 3),
        "three_or_more": (1, 3),
    }
    assert share(made, "sf_concern_positive_pct") == (2, 4)
    assert share(made, "sf_concern_positive_pct", "FY2023-24Q3", "theme:1") == (2, 3)


def test_fostering_counts_each_stage_by_its_own_date() -> None:
    made = council(
        fostering_enquiries=[
            {"enquiry_date": "2023-11-30", "screening_date": "2023-12-01", "home_visit_date": "2023-12-31"},
            {"enquiry_date": "2023-12-01", "screening_date": "2024-01-01", "stage1_date": None},
        ]
    )
    found = {group: line[0] for (_, group), line in lines(made, "fostering_pipeline_stage").items()}
    assert {stage for stage, count in found.items() if count} == {"enquiry", "screening", "home_visit"}
    assert len(found) == 7


def _audit(completed: str | None, month: str = "2023-11-01", **more: object) -> Row:
    return {"audit_month": month, "completed_date": completed, "team_id": "T", **more}


def test_audits_are_done_by_the_10th_working_day_after_the_month() -> None:
    made = council(
        audits=[
            _audit("2023-12-14", grade="good", discussion_held=True),
            _audit("2023-12-15", grade="good", discussion_held=None),
            _audit(None, grade=None),
            _audit("2023-12-01", grade=None, discussion_held=False),
        ]
    )
    assert share(made, "audits_completed_pct", "2023-11") == (2, 4)
    assert share(made, "audit_discussion_pct", "2023-11") == (1, 3)
    grades = lines(made, "audit_grade_pct", "2023-11")
    assert grades["grade", "good"] == (2, 2, 100)
    assert grades["grade", "inadequate"] == (0, 2, 0)
    assert figures(made, "audits_completed_pct") == (0, 0, None)


def test_audit_themes_are_the_findings_that_were_tested() -> None:
    finding = {"audit_id": "1", "finding_no": 1, "kind": "tested"}
    made = council(
        audits=[_audit(None, audit_id="1", team_id="T")],
        audit_findings=[
            finding | {"theme": "genogram", "met": True},
            finding | {"theme": "supervision", "met": None},
            finding | {"theme": "supervision", "kind": "strength", "finding_no": 2},
        ],
    )
    assert share(made, "audit_theme_pct", "2023-11") == (1, 2)
    assert share(made, "audit_theme_pct", "2023-11", "theme:genogram") == (1, 1)
    assert share(made, "audit_theme_pct", "2023-11", "team:T") == (1, 2)


def test_the_reach_of_hubs_beside_the_children_and_the_need_of_their_locality() -> None:
    places = ("west", "east", "east", "nowhere")
    plain = {"mid_year": 2022, "age_from": 0, "age_to": 17, "sex": "T", "ethnicity": "ALL"}
    made = council(
        hubs=[{"hub_id": place, "name": place, "locality_id": place} for place in ("west", "east")],
        family_hub_attendance=[{"hub_id": place, "attended_on": "2023-12-05"} for place in places],
        population=[
            plain | {"locality_id": place, "persons": n}
            for place, n in (("ALL", 400), ("west", 100), ("east", 300))
        ],
        addresses=[{"person_id": "A", "address_type": "home", "start_date": "2020-01-01", "postcode": "ZZ1"}],
        locality_lookup=[{"area_code": "ZZ1", "locality_id": "west", "valid_from": "2011-01-01"}],
        referrals=[{"person_id": person, "referral_date": "2023-06-01"} for person in "AAB"],
    )
    west, east = ("locality", "west"), ("locality", "east")
    found = lines(made, "hub_reach_index")
    assert found[west] == (1, 3, pytest.approx(4 / 3))
    assert found[east] == (2, 3, pytest.approx(8 / 9))
    assert found["all", "all"] == (3, 3, 1)
    need = lines(made, "hub_reach_index__need")
    assert need[west] == (1, 1, pytest.approx(1 / 3))
    assert need[east] == (2, 0, None)
