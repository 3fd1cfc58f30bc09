"""The oracle's own boundaries by hand, so that it can be trusted: words, traps of measures.md, invariants."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings

from goldenthread.base.periods import parse
from tests.oracle import MEASURES, Council, breakdowns, figures, not_yet_known
from tests.oracle.days import (
    age_on,
    back_months,
    birthday,
    day_with_wd,
    wd,
    within_months,
)
from tests.oracle.figures import bounded, bridge, with_parameters, without_overlapping_groups
from tests.oracle.generate import (
    complete,
    councils,
    population_rows,
    seeded,
)
from tests.oracle.words import Row, Tables

DEFAULTS: dict[str, Any] = {
    "person_id": "a",
    "sex": "F",
    "ethnicity": "WBRI",
    "is_transfer_in": False,
    "is_ola": False,
    "is_first": False,
    "latest_only": False,
    "is_short_breaks": False,
    "status": "completed",
    "place": "U6",
    "identified": True,
    "family_id": "f",
    "service": "care",
    "allocated_date": dt.date(2023, 1, 1),
    "carer_type": "mainstream",
    "role": "allocated_worker",
    "case_type": "cla",
    "is_social_worker": True,
    "is_agency": False,
    "fte": 1.0,
    "kind": "tested",
    "finding_no": 1,
    "name": "Hub",
    "dob": dt.date(2010, 6, 15),
    "address_type": "home",
    "application_type": "s31_care",
    "visit_type": "cp",
    "child_seen": True,
    "is_flag_only": False,
}


def day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def rows(table: str, *found: dict[str, Any]) -> list[Row]:
    """Rows with defaults; dates in words; each its own id."""
    from goldenthread.model.tables import TABLES

    columns = {column.name: column for column in TABLES[table].columns}
    made = []
    for number, given_row in enumerate(found, start=1):
        row = {name: DEFAULTS[name] for name in columns if name in DEFAULTS}
        for name, column in columns.items():
            if name.endswith("_id") and column.required and name not in row:
                row[name] = f"{name}{number}"
        for name, value in given_row.items():
            row[name] = day(value) if columns[name].type == "date" else value
        made.append(complete(table, row))
    return made


def one(measure: str, tables: Tables, period: str = "2023-12", breakdown: str = "all", **more: Any) -> Any:
    """The figure of the total, or with a breakdown all groups, as plain tuples."""
    tables = {"persons": rows("persons", {}), **tables}
    found = figures(measure, tables, parse(period), breakdown, **more)
    return tuple(found["all"]) if breakdown == "all" else {g: tuple(f) for g, f in found.items()}


# words


def test_working_days_are_walked() -> None:
    assert wd(d("2023-12-01"), d("2023-12-01")) == 0
    assert wd(d("2023-12-01"), d("2023-12-04")) == 1  # over a weekend
    assert wd(d("2023-12-22"), d("2023-12-27")) == 1  # two bank holidays
    assert wd(d("2023-12-04"), d("2023-12-01")) == -1
    assert wd(d("2022-05-31"), d("2022-06-06")) == 2  # jubilee: 2 and 3 June
    assert wd(d("2022-09-16"), d("2022-09-20")) == 1  # state funeral
    assert wd(d("2023-10-02"), d("2023-12-04")) == 45
    assert day_with_wd(d("2023-12-01"), 20) == d("2024-01-03")


def test_looking_back_over_leap_days_and_short_months() -> None:
    assert back_months(d("2023-03-31"), 6) == d("2022-09-30")
    assert back_months(d("2024-02-29"), 12) == d("2023-02-28")
    assert within_months(d("2022-09-30"), 6, d("2023-03-29"))
    assert not within_months(d("2022-09-30"), 6, d("2023-03-30"))
    assert not within_months(d("2022-09-30"), 6, d("2023-03-31"))
    assert within_months(d("2023-03-01"), 12, d("2024-02-29"))
    assert not within_months(d("2023-02-28"), 12, d("2024-02-28"))
    assert not within_months(d("2024-03-01"), 12, d("2024-02-29"))


def test_birthdays_and_ages() -> None:
    assert birthday(d("2004-02-29"), 18) == d("2022-02-28")
    assert birthday(d("2004-02-29"), 20) == d("2024-02-29")
    assert age_on(d("2004-02-29"), d("2022-02-27")) == 17
    assert age_on(d("2004-02-29"), d("2022-02-28")) == 18
    assert age_on(d("2023-12-02"), d("2023-12-01")) == -1


@pytest.mark.parametrize(
    ("born", "expected", "band"),
    [
        (None, None, "unknown"),
        (None, "2024-02-01", "unborn"),
        ("2024-01-01", None, "unborn"),
        ("2023-12-31", None, "under 1"),
        ("2022-12-31", None, "1-4"),
        ("2018-12-31", None, "5-9"),
        ("2013-12-31", None, "10-15"),
        ("2007-12-31", None, "16-17"),
        ("2005-12-31", None, "18+"),
    ],
)
def test_age_bands(born: str | None, expected: str | None, band: str) -> None:
    council = Council({"persons": rows("persons", {"dob": born, "expected_dob": expected})})
    assert council.age_band("a", d("2023-12-31")) == band


def test_of_two_open_allocations_the_later_start_then_the_higher_id() -> None:
    spans = [("i1", "2023-01-01", "court"), ("i3", "2023-02-01", "west"), ("i2", "2023-02-01", "east")]
    allocated = [{"involvement_id": i, "start_date": s, "team_id": t} for i, s, t in spans]
    council = Council({"involvements": rows("involvements", *allocated)})
    assert council.team("a", d("2023-01-31")) == "court"
    assert council.team("a", d("2023-02-01")) == "west"
    assert council.team("a", d("2022-12-31")) == "unknown"


def test_locality_is_of_the_home_by_postcode_else_by_lsoa() -> None:
    tables = {
        "addresses": rows(
            "addresses",
            {"start_date": "2023-01-01", "end_date": "2023-12-31", "postcode": "P1"},
            {"start_date": "2023-12-31", "postcode": "none", "lsoa": "L1"},
            {"start_date": "2023-12-31", "postcode": "P1", "address_type": "placement"},
        ),
        "locality_lookup": rows(
            "locality_lookup",
            {"area_code": "P1", "locality_id": "east", "valid_from": "2011-01-01"},
            {"area_code": "L1", "locality_id": "west", "valid_from": "2011-01-01"},
        ),
    }
    council = Council(tables)
    assert council.locality("a", d("2023-12-30")) == "east"
    assert council.locality("a", d("2023-12-31")) == "west"
    assert council.locality("b", d("2023-12-31")) == "unknown"


def test_a_temporary_placement_has_the_group_of_the_one_before() -> None:
    chain = rows(
        "placements",
        {"start_date": "2023-01-01", "end_date": "2023-02-01", "place": "U4", "provider": "PR1"},
        {"start_date": "2023-02-01", "end_date": "2023-02-05", "place": "T1", "provider": "PR5"},
        {"start_date": "2023-02-05", "place": "U4", "provider": "PR4"},
    )
    council = Council({"placements": chain})
    assert council.placement_group("a", d("2023-02-01")) == "foster_in_house"
    assert council.provider("a", d("2023-02-01")) == "PR1"
    assert council.placement_group("a", d("2023-02-05")) == "foster_external"
    alone = Council({"placements": chain[1:2]})
    assert alone.placement_group("a", d("2023-02-01")) == "unknown"


def test_adolescents_stand_beside_the_bands() -> None:
    contacts = rows("contacts", {"contact_date": "2023-12-01", "source": "6"})
    found = one("contacts_police_share_pct", {"contacts": contacts}, breakdown="age_band × sex")
    assert found == {"10-15 × female": (1, 1, 100), "10-17 × female": (1, 1, 100)}


# front door


def test_contacts_that_agree_on_child_date_and_source_count_once() -> None:
    contacts = rows(
        "contacts",
        {"contact_date": "2023-12-31", "source": None},
        {"contact_date": "2023-12-31", "source": None},
        {"contact_date": "2023-12-31", "source": "10"},
        {"contact_date": "2024-01-01", "source": "6"},
    )
    assert one("contacts_received", {"contacts": contacts}) == (2, None, 2)
    assert one("contacts_police_share_pct", {"contacts": contacts}) == (0, 2, 0)


@pytest.mark.parametrize(
    ("earlier", "again"),
    [("2023-12-15", 0), ("2023-12-14", 1), ("2022-12-16", 1), ("2022-12-15", 0), ("2023-12-16", 0)],
)
def test_trap_1_rereferral_is_one_day_to_twelve_months(earlier: str, again: int) -> None:
    found = rows(
        "referrals",
        {"referral_date": "2023-12-15", "nfa": True, "closure_date": "2023-12-15"},
        {"referral_date": earlier, "nfa": True},
    )
    first = one("rereferrals_12m_pct", {"referrals": found}, breakdown="source")
    assert first["unknown"][0] == (again or earlier == "2023-12-16")


@pytest.mark.parametrize(("done", "numerator"), [("2023-12-04", 1), ("2023-12-05", 0), ("2023-09-29", 0)])
def test_traps_4_and_5_assessments_by_authorisation_from_their_start(done: str, numerator: int) -> None:
    found = rows("assessments", {"start_date": "2023-10-02", "authorised_date": done})
    period = done[:7]
    assert one("assessments_45wd_pct", {"assessments": found}, period)[:2] == (numerator, 1)


def test_trap_5_variant_takes_the_first_assessment_from_the_referral() -> None:
    tables = {
        "referrals": rows("referrals", {"referral_id": "r", "referral_date": "2023-09-29"}),
        "assessments": rows(
            "assessments",
            {"referral_id": "r", "start_date": "2023-10-02", "authorised_date": "2023-12-04"},
            {"referral_id": "r", "start_date": "2023-10-03", "authorised_date": "2023-12-04"},
            {"referral_id": None, "start_date": "2023-10-03", "authorised_date": "2023-12-04"},
        ),
    }
    assert one("assessments_45wd_pct__from_referral", tables) == (0, 1, 0)
    assert one("assessments_45wd_pct", tables) == (3, 3, 100)


def test_only_universal_early_help_is_left_out() -> None:
    episodes = rows(
        "early_help_episodes",
        {"person_id": "a", "start_date": "2023-12-31", "level": "universal"},
        {"person_id": "b", "start_date": "2023-12-31", "level": None},
        {"person_id": "b", "start_date": "2023-01-01", "level": "targeted"},
        {"person_id": "c", "start_date": "2023-01-01", "end_date": "2023-12-31"},
    )
    assert one("early_help_open_children", {"early_help_episodes": episodes}) == (1, None, 1)


def test_trap_11_need_is_every_open_episode_that_is_not_nfa() -> None:
    found = rows(
        "referrals",
        {"referral_date": "2023-12-31", "nfa": None},
        {"referral_date": "2023-01-01", "nfa": False, "closure_date": "2024-01-01"},
        {"referral_date": "2023-01-01", "nfa": True},
        {"referral_date": "2023-01-01", "nfa": False, "closure_date": "2023-12-31"},
    )
    people = population_rows()
    count, persons, value = one("cin_rate", {"referrals": found}, population=people, cover=d("2023-12-31"))
    assert (count, persons) == (2, 5 * (614 + 624))  # mid-2022, because mid-2023 is not released
    assert value == pytest.approx(2 / persons * 10_000)


# protection


def test_trap_6_conferences_linked_by_id_and_child_else_by_date() -> None:
    enquiries = rows(
        "s47_enquiries",
        {"s47_id": "x", "person_id": "a", "start_date": "2023-11-01", "end_date": "2023-12-01"},
        {"s47_id": "x", "person_id": "b", "start_date": "2023-11-01", "end_date": "2023-12-01"},
        {"s47_id": "y", "person_id": "c", "start_date": "2023-11-01", "end_date": "2023-12-01"},
        {"s47_id": "z", "person_id": "d", "start_date": "2023-11-01", "end_date": "2023-12-01"},
    )
    conferences = rows(
        "icpcs",
        {"person_id": "a", "s47_id": "x", "conference_date": "2023-11-22"},
        {"person_id": "c", "conference_date": "2023-12-31"},
        {"person_id": "d", "conference_date": "2023-11-22", "is_transfer_in": True},
    )
    tables = {"s47_enquiries": enquiries, "icpcs": conferences}
    assert one("s47_to_icpc_pct", tables, cover=d("2023-12-31"))[:2] == (2, 4)
    assert one("icpc_15wd_pct", tables, "2023-11") == (1, 1, 100)
    assert one("icpc_15wd_pct", tables) == (0, 1, 0)
    tables["referrals"] = rows(
        "referrals",
        {"person_id": "c", "referral_id": "r1", "referral_date": "2023-12-30"},
        {"person_id": "d", "referral_id": "r2", "referral_date": "2023-11-01"},
        {"person_id": "d", "referral_id": "r3", "referral_date": "2023-11-23"},
    )
    assert one("icpc_15wd_pct__all", tables, "2023-11") == (2, 2, 100)
    assert one("icpc_15wd_pct__all", tables) == (0, 1, 0)
    conferences[2]["referral_id"] = "r3"  # a transfer-in before the referral it names
    assert one("icpc_15wd_pct__all", tables, "2023-11") == (1, 2, 50)
    conferences[2]["is_transfer_in"] = False  # the same conference from its enquiry, whatever it names
    assert one("icpc_15wd_pct__all", tables, "2023-11") == (2, 2, 100)
    conferences[2] |= {"is_transfer_in": True, "referral_id": "r1"}  # another child's, so the date decides
    assert one("icpc_15wd_pct__all", tables, "2023-11") == (2, 2, 100)
    later = with_parameters(s47_icpc_link_days=59)
    assert one("s47_to_icpc_pct", tables, cover=d("2023-12-31"), parameters=later)[:2] == (1, 4)


@pytest.mark.parametrize(("cover", "known"), [("2023-12-21", False), ("2023-12-22", True)])
def test_enquiries_are_known_after_fifteen_working_days(cover: str, known: bool) -> None:
    enquiry = rows("s47_enquiries", {"start_date": "2023-12-01", "end_date": "2023-12-10"})
    waiting = not_yet_known("s47_to_icpc_pct", {"s47_enquiries": enquiry}, parse("2023-12"), cover=d(cover))
    assert waiting == (set() if known else {"all"})
    value = one("s47_to_icpc_pct", {"s47_enquiries": enquiry}, cover=d(cover))[2]
    assert value == (0 if known else None)


def test_traps_2_and_3_repeat_plans_ever_by_start_or_report() -> None:
    plans = rows(
        "cp_plans",
        {"person_id": "a", "start_date": "2019-01-01", "end_date": "2019-02-01"},
        {"person_id": "a", "start_date": "2023-12-01"},
        {"person_id": "b", "start_date": "2019-01-01", "end_date": "2019-02-01", "is_ola": True},
        {"person_id": "b", "start_date": "2023-12-31"},
        {"person_id": "c", "start_date": "2023-12-01", "previous_plans_reported": 1},
        {"person_id": "d", "start_date": "2023-12-01", "end_date": "2023-12-31"},
        {"person_id": "e", "start_date": "2023-12-01", "is_ola": True},
    )
    tables = {"cp_plans": plans}
    assert one("repeat_cp_ever_pct", tables)[:2] == (2, 4)
    assert one("repeat_cp_current_pct", tables)[:2] == (2, 3)
    assert one("cp_plans_open", tables)[2] == 3
    assert one("cp_plans_net_change", tables)[2] == 3


@pytest.mark.parametrize(("held", "numerator"), [("2023-11-19", 1), ("2023-11-18", 0)])
def test_core_groups_by_plan_or_by_child_and_date(held: str, numerator: int) -> None:
    """A core group of the plan before is none of this one; one that names no plan falls where it lies."""
    plans = rows(
        "cp_plans",
        {"cp_plan_id": "p", "start_date": "2023-11-01"},
        {"cp_plan_id": "before", "start_date": "2023-01-01", "end_date": "2023-06-01"},
    )
    for plan_id, expected in (("p", numerator), (None, numerator), ("elsewhere", numerator), ("before", 0)):
        groups = rows("core_groups", {"cp_plan_id": plan_id, "held_date": held})
        tables = {"cp_plans": plans, "core_groups": groups}
        assert one("core_group_in_date_pct", tables)[:2] == (expected, 1)


def test_core_groups_are_expected_after_ten_working_days() -> None:
    for start, expected in (("2023-12-13", 1), ("2023-12-14", 1), ("2023-12-15", 0)):
        plans = rows("cp_plans", {"start_date": start})
        assert wd(d("2023-12-15"), d("2023-12-31")) == 8
        more = wd(d(start), d("2023-12-31")) > 10
        assert one("core_group_in_date_pct", {"cp_plans": plans})[1] == more, expected


# care


def test_trap_9_short_breaks_out_and_children_counted_once() -> None:
    periods = rows(
        "cla_periods",
        {"person_id": "a", "start_date": "2023-12-01", "end_date": "2023-12-05"},
        {"person_id": "a", "start_date": "2023-12-20"},
        {"person_id": "b", "start_date": "2023-12-01", "is_short_breaks": True},
    )
    tables = {"cla_periods": periods}
    assert one("cla_count", tables)[2] == 1
    assert one("cla_started", tables)[2] == 1
    assert one("cla_ceased", tables)[2] == 1
    assert one("cla_net_change", tables)[2] == 0


def test_re_entry_on_the_day_of_an_exit_is_neither_a_start_nor_an_end() -> None:
    periods = rows(
        "cla_periods",
        {"start_date": "2023-01-10", "end_date": "2023-12-10"},
        {"start_date": "2023-12-10", "end_date": "2023-12-20"},
    )
    tables = {"cla_periods": periods}
    assert one("cla_started", tables)[2] == 0
    assert one("cla_ceased", tables)[2] == 1
    assert one("cla_ceased", tables, "2023-11")[2] == 0
    assert Council(tables).care_start("a", d("2023-12-15")) == d("2023-01-10")
    assert Council(tables).care_stretches("a") == [d("2023-01-10")]


def test_a_stay_of_no_days_starts_and_ends() -> None:
    tables = {"cla_periods": rows("cla_periods", {"start_date": "2023-12-10", "end_date": "2023-12-10"})}
    assert one("cla_started", tables)[2] == 1
    assert one("cla_ceased", tables)[2] == 1
    assert one("cla_count", tables)[2] == 0


def test_the_eighteenth_birthday_is_an_end() -> None:
    tables = {
        "persons": rows("persons", {"dob": "2004-02-29"}),
        "cla_periods": rows("cla_periods", {"start_date": "2021-01-01"}),
    }
    assert one("cla_count", tables, "2022-01")[2] == 1
    assert one("cla_count", tables, "2022-02")[2] == 0
    assert one("cla_ceased", tables, "2022-02")[2] == 1
    assert one("cla_ceased", tables, "2022-02", "age_band") == {"18+": (1, None, 1)}


def test_a_leaver_keeps_the_placement_of_the_last_day_in_care() -> None:
    tables = {
        "cla_periods": rows("cla_periods", {"start_date": "2023-01-01", "end_date": "2023-12-10"}),
        "placements": rows(
            "placements", {"start_date": "2023-01-01", "end_date": "2023-12-10", "place": "P1"}
        ),
    }
    assert one("cla_ceased", tables, breakdown="placement_group") == {"parents": (1, None, 1)}


def test_entrants_still_in_care_by_placement_have_no_total() -> None:
    tables = {
        "cla_periods": rows("cla_periods", {"start_date": "2023-12-01"}),
        "placements": rows("placements", {"start_date": "2023-12-01", "place": "K2"}),
    }
    group = one("cla_started_in_care_at_end", tables, breakdown="placement_group")
    assert group == {"residential": (1, None, 1)}
    assert figures("cla_started_in_care_at_end", tables, parse("2023-12")) == {}


def test_trap_10_care_applications_count_children_in_quarters() -> None:
    found = rows(
        "care_proceedings",
        {"person_id": "a", "issued_date": "2023-10-01"},
        {"person_id": "a", "issued_date": "2023-12-31"},
        {"person_id": "b", "issued_date": "2023-11-01", "application_type": "epo"},
    )
    tables = {"care_proceedings": found}
    people = population_rows()
    rate = one("care_applications_rate", tables, "FY2023-24Q3", population=people, cover=d("2023-12-31"))
    assert rate == (1, 6190, pytest.approx(10_000 / 6190))
    assert figures("care_applications_rate", tables, parse("2023-12"), population=people) == {}


def spells(*spans: tuple[str, str | None, str, str]) -> list[Row]:
    return rows(
        "placements",
        *(
            {"start_date": start, "end_date": end, "place": place, "carer_spell_id": spell}
            for start, end, place, spell in spans
        ),
    )


def test_trap_7_three_placements_are_three_carers() -> None:
    care = rows("cla_periods", {"start_date": "2021-01-01"})
    open_at_start = ("2021-01-01", "2023-01-01", "U6", "one")
    second = ("2023-01-01", "2023-06-01", "U6", "two")
    third = ("2023-06-01", None, "K2", "three")
    tables = {"cla_periods": care, "placements": spells(open_at_start, second, third)}
    assert one("placements_3plus_pct", tables) == (1, 1, 100)
    early = ("2021-01-01", "2022-12-31", "U6", "one")
    tables["placements"] = spells(early, ("2022-12-31", "2023-06-01", "U6", "two"), third)
    assert one("placements_3plus_pct", tables) == (0, 1, 0)


def test_traps_7_and_8_same_carer_temporary_and_no_time_do_not_count() -> None:
    care = rows("cla_periods", {"start_date": "2023-01-01"})
    chain = spells(
        ("2023-01-01", "2023-03-01", "U6", "one"),
        ("2023-03-01", "2023-03-05", "T1", "one"),
        ("2023-03-05", "2023-05-01", "U6", "one"),
        ("2023-05-01", "2023-06-01", "A3", "one"),
        ("2023-06-01", "2023-06-01", "K2", "nothing"),
        ("2023-06-01", None, "U4", "two"),
    )
    assert one("placements_3plus_pct", {"cla_periods": care, "placements": chain}) == (0, 1, 0)


def test_moves_by_the_last_destination() -> None:
    care = rows("cla_periods", {"start_date": "2023-12-01"})
    chain = spells(
        ("2023-12-01", "2023-12-10", "P1", "one"),
        ("2023-12-10", "2023-12-20", "K2", "two"),
        ("2023-12-20", "2023-12-22", "U4", "three"),
        ("2023-12-22", None, "U1", "three"),
    )
    tables = {"cla_periods": care, "placements": chain}
    found = one("placement_moves_by_destination", tables, breakdown="destination")
    assert found == {"foster": (1, None, 1)}
    tables["placements"] = chain[:1]
    assert one("placement_moves_by_destination", tables, breakdown="destination") == {}


@pytest.mark.parametrize(
    ("end", "checks", "figure"),
    [
        (None, [("iha", "2023-12-05")], (1, 1)),
        (None, [("iha", "2023-12-06")], (0, 1)),
        (None, [("ha_unspecified", "2023-12-05")], (1, 1)),
        (None, [("rha", "2023-12-05")], (0, 1)),
        (None, [("iha", "2023-11-06")], (0, 1)),
        ("2023-12-05", [("iha", "2023-12-01")], (0, 0)),
        ("2023-12-06", [("iha", "2023-12-01")], (1, 1)),
    ],
)
def test_trap_4_initial_health_assessments_by_due_day(
    end: str | None, checks: list[tuple[str, str]], figure: tuple[int, int]
) -> None:
    assert day_with_wd(d("2023-11-07"), 20) == d("2023-12-05")
    tables = {
        "cla_periods": rows("cla_periods", {"start_date": "2023-11-07", "end_date": end}),
        "cla_health": rows("cla_health", *({"check_type": t, "check_date": c} for t, c in checks)),
    }
    assert one("iha_20wd_pct", tables)[:2] == figure


@pytest.mark.parametrize(
    ("born", "checked", "figure"),
    [
        ("2018-12-31", "2023-01-01", (1, 1)),
        ("2018-12-31", "2022-12-31", (0, 1)),
        ("2019-01-01", "2023-07-01", (1, 1)),
        ("2019-01-01", "2023-06-30", (0, 1)),
    ],
)
def test_review_health_assessments(born: str, checked: str, figure: tuple[int, int]) -> None:
    tables = {
        "persons": rows("persons", {"dob": born}),
        "cla_periods": rows("cla_periods", {"start_date": "2022-12-31"}),
        "cla_health": rows("cla_health", {"check_type": "rha", "check_date": checked}),
    }
    assert one("rha_in_date_pct", tables)[:2] == figure


def test_review_health_assessments_after_twelve_or_six_months() -> None:
    for born, start, expected in (
        ("2018-01-01", "2022-12-31", 1),
        ("2018-01-01", "2023-01-01", 0),
        ("2020-01-01", "2023-06-30", 1),
        ("2020-01-01", "2023-07-01", 0),
    ):
        tables = {
            "persons": rows("persons", {"dob": born}),
            "cla_periods": rows("cla_periods", {"start_date": start}),
        }
        assert one("rha_in_date_pct", tables)[1] == expected


def test_school_age_and_neet() -> None:
    for born, status, school, neet in (
        ("2018-12-31", "not_accessing", 1, 0),
        ("2019-01-01", "out_of_education", 0, 0),
        ("2008-01-01", "out_of_education", 1, 0),
        ("2007-12-31", "out_of_education", 0, 0),
        ("2007-12-31", "neet", 0, 1),
        ("2005-12-31", "neet", 0, 0),
    ):
        tables = {
            "persons": rows("persons", {"dob": born}),
            "cla_periods": rows("cla_periods", {"start_date": "2023-01-01"}),
            "cla_education": rows("cla_education", {"start_date": "2023-09-01", "status": status}),
        }
        assert one("cla_u16_out_of_education", tables)[2] == school
        assert one("cla_neet_16_17", tables)[2] == neet


def test_plans_to_leave_residential_care() -> None:
    for place, target, closed, expected in (
        ("K2", "foster", None, 1),
        ("T1", "foster", None, 1),
        ("K2", "supported", None, 0),
        ("K1", "parents", None, 0),
        ("R1", "kinship", "2023-12-31", 0),
        ("S1", "kinship", "2024-01-01", 1),
    ):
        tables = {
            "cla_periods": rows("cla_periods", {"start_date": "2023-01-01"}),
            "placements": spells(
                ("2023-01-01", "2023-12-30", "K2", "one"), ("2023-12-30", None, place, "one")
            ),
            "placement_move_plans": rows(
                "placement_move_plans",
                {"agreed_date": "2023-12-31", "target_group": target, "closed_date": closed},
            ),
        }
        assert one("residential_move_plans", tables)[2] == expected


# registers and workforce


def test_trap_13_hub_individuals_are_recomputed() -> None:
    hubs = rows("hubs", {"hub_id": "h1", "locality_id": "east"}, {"hub_id": "h2", "locality_id": "west"})
    visits = rows(
        "family_hub_attendance",
        {"attendee_id": "x", "hub_id": "h1", "attended_on": "2023-11-30"},
        {"attendee_id": "x", "hub_id": "h1", "attended_on": "2023-12-01"},
        {"attendee_id": "x", "hub_id": "h2", "attended_on": "2023-12-01"},
        {"attendee_id": None, "hub_id": "h2", "attended_on": "2023-12-31"},
    )
    tables = {"hubs": hubs, "family_hub_attendance": visits}
    assert one("hub_individuals", tables)[2] == 1
    assert one("hub_individuals", tables, "FYTD2023-12")[2] == 1
    assert one("hub_visits", tables)[2] == 3
    share = one("hub_visit_share_pct", tables, breakdown="hub_locality")
    assert share == {"east": (1, 3, pytest.approx(100 / 3)), "west": (2, 3, pytest.approx(200 / 3))}


def test_supporting_families_bands_and_concerns() -> None:
    found = rows(
        "supporting_families_outcomes",
        *(
            {"form_id": form, "form_date": "2023-12-01", "concern": concern, "result": result}
            for form, concern, result in (
                ("x", "1", "positive"),
                ("x", "2", "positive"),
                ("x", "3", "positive"),
                ("y", "1", "no_change"),
                ("z", "1", "positive"),
            )
        ),
    )
    tables = {"supporting_families_outcomes": found}
    assert one("sf_forms_completed", tables)[2] == 3
    bands = one("sf_outcome_band_pct", tables, breakdown="band")
    assert {band: figure[:2] for band, figure in bands.items()} == {
        "three_or_more": (1, 3),
        "none": (1, 3),
        "one_or_two": (1, 3),
    }
    assert one("sf_concern_positive_pct", tables, breakdown="theme")["1"][:2] == (2, 3)


@pytest.mark.parametrize(
    ("completed", "figure"),
    [("2024-01-15", (1, 1)), ("2024-01-16", (0, 1)), ("2023-12-05", (1, 1)), (None, (0, 1))],
)
def test_audits_completed_by_the_tenth_working_day(completed: str | None, figure: tuple[int, int]) -> None:
    audits = rows("audits", {"audit_month": "2023-12-01", "completed_date": completed})
    assert one("audits_completed_pct", {"audits": audits})[:2] == figure


def test_the_saturday_after_the_cut_off_is_late() -> None:
    assert day_with_wd(d("2023-09-30"), 10) == d("2023-10-13")  # a Friday
    audits = rows("audits", {"audit_month": "2023-09-01", "completed_date": "2023-10-14"})
    assert one("audits_completed_pct", {"audits": audits}, "2023-09")[:2] == (0, 1)


def test_audit_grades_are_shares_within_the_team() -> None:
    audits = rows(
        "audits",
        *(
            {"audit_month": "2023-12-01", "completed_date": "2024-01-02", "grade": grade, "team_id": team}
            for grade, team in (("good", "t1"), ("good", "t2"), ("inadequate", "t1"), (None, "t1"))
        ),
    )
    by_grade = one("audit_grade_pct", {"audits": audits}, breakdown="grade")
    assert by_grade["good"] == (2, 3, pytest.approx(200 / 3))
    crossed = one("audit_grade_pct", {"audits": audits}, breakdown="grade × team")
    assert crossed["good × t1"] == (1, 2, 50)
    assert one("audit_discussion_pct", {"audits": audits})[:2] == (0, 4)


def test_fostering_stages_by_their_own_dates() -> None:
    found = rows("fostering_enquiries", {"enquiry_date": "2023-11-30", "screening_date": "2023-12-01"})
    stages = one("fostering_pipeline_stage", {"fostering_enquiries": found}, breakdown="stage")
    assert stages == {"screening": (1, None, 1)}


@pytest.mark.parametrize(
    ("next_start", "agency", "left"),
    [
        ("2023-06-30", False, 0),
        ("2023-07-01", False, 0),
        ("2023-07-02", False, 0.8),
        ("2023-07-01", True, 0.8),
    ],
)
def test_trap_12_turnover_of_permanent_social_workers(next_start: str, agency: bool, left: float) -> None:
    spans = rows(
        "workforce_spells",
        {"staff_id": "s", "start_date": "2020-01-01", "end_date": "2023-06-30", "fte": 0.8},
        {"staff_id": "s", "start_date": next_start, "is_agency": agency, "fte": 0.8},
        {"staff_id": "t", "start_date": "2020-01-01", "fte": 1.0},
        {"staff_id": "u", "start_date": "2020-01-01", "end_date": "2022-12-31", "fte": 1.0},
        {"staff_id": "v", "start_date": "2020-01-01", "is_social_worker": False},
    )
    found = one("sw_turnover_12m_pct", {"workforce_spells": spans})
    assert found[:2] == (left, 1.0 if agency else 1.8)
    share = one("agency_rate_pct", {"workforce_spells": spans})
    assert share[:2] == (0.8 if agency else 0, 1.8)


def test_caseload_of_workers_who_hold_a_case() -> None:
    tables = {
        "workers": rows(
            "workers",
            {"worker_id": "w1", "staff_id": "s1"},
            {"worker_id": "w2", "staff_id": "s2"},
            {"worker_id": "w3", "staff_id": None},
        ),
        "workforce_spells": rows(
            "workforce_spells",
            {"staff_id": "s1", "start_date": "2020-01-01", "fte": 0.5, "is_agency": True},
            {"staff_id": "s2", "start_date": "2020-01-01", "fte": 1.0},
        ),
        "involvements": rows(
            "involvements",
            {"person_id": "a", "worker_id": "w1", "start_date": "2023-01-01"},
            {"person_id": "b", "worker_id": "w2", "start_date": "2023-01-01"},
            {"person_id": "b", "worker_id": "w1", "start_date": "2023-02-01"},
            {"person_id": "c", "worker_id": "w3", "start_date": "2023-02-01"},
        ),
    }
    assert one("caseload_per_fte", tables) == (2, 0.5, 4)
    tables["disabilities"] = rows("disabilities", {"person_id": "a", "disability": "MOB"})
    assert one("caseload_per_fte", tables) == (2, 0.5, 4)
    assert one("caseload_per_fte__without_disability", tables) == (1, 0.5, 2)
    older = with_parameters(caseload_counts_disability=0)
    assert one("caseload_per_fte", tables, parameters=older) == (1, 0.5, 2)
    assert one("caseload_per_fte__with_disability", tables, parameters=older) == (2, 0.5, 4)


# visits and supervision


@pytest.mark.parametrize(
    ("start", "visit", "figure"),
    [
        ("2023-12-03", None, (0, 1)),
        ("2023-12-04", None, (0, 0)),
        ("2023-12-04", "2023-12-04", (1, 1)),
        ("2023-01-01", "2023-12-03", (1, 1)),
        ("2023-01-01", "2023-12-02", (0, 1)),
        ("2023-12-03", "2023-12-02", (0, 1)),
        ("2023-01-01", "2024-01-01", (0, 1)),
    ],
)
def test_visits_to_children_with_plans(start: str, visit: str | None, figure: tuple[int, int]) -> None:
    visits = rows("visits", *([{"visit_date": visit}] if visit else []))
    tables = {"cp_plans": rows("cp_plans", {"start_date": start}), "visits": visits}
    assert one("cp_visits_in_date_pct", tables)[:2] == figure


def test_a_visit_at_which_the_child_was_not_seen_is_none() -> None:
    for seen in (False, None):
        visits = rows("visits", {"visit_date": "2023-12-31", "child_seen": seen})
        tables = {"cp_plans": rows("cp_plans", {"start_date": "2023-01-01"}), "visits": visits}
        assert one("cp_visits_in_date_pct", tables)[:2] == (0, 1)


def test_cin_visits_are_of_children_with_no_higher_status() -> None:
    tables = {
        "cin_plans": rows("cin_plans", {"start_date": "2023-01-01"}),
        "visits": rows("visits", {"visit_date": "2023-12-05", "visit_type": "any"}),
    }
    assert one("cin_visits_statutory_pct", tables)[:2] == (1, 1)
    assert one("cin_visits_3_weekly_pct", tables)[:2] == (0, 1)
    higher = {**tables, "cp_plans": rows("cp_plans", {"start_date": "2023-12-31"})}
    assert one("cin_visits_statutory_pct", higher)[:2] == (0, 0)
    held_for_another = {**tables, "cp_plans": rows("cp_plans", {"start_date": "2023-12-31", "is_ola": True})}
    assert one("cin_visits_statutory_pct", held_for_another)[:2] == (1, 1)
    in_care = {**tables, "cla_periods": rows("cla_periods", {"start_date": "2023-12-31"})}
    assert one("cin_visits_statutory_pct", in_care)[:2] == (0, 0)


def test_supervision_by_case_type() -> None:
    tables = {
        "cla_periods": rows("cla_periods", {"start_date": "2023-01-01"}),
        "cp_plans": rows("cp_plans", {"start_date": "2023-01-01"}),
        "involvements": rows("involvements", {"worker_id": "w", "start_date": "2023-12-03"}),
        "supervisions": rows("supervisions", {"supervision_date": "2023-12-03", "case_type": "cla"}),
    }
    found = one("supervision_in_date_pct", tables, breakdown="case_type")
    assert {case: figure[:2] for case, figure in found.items()} == {"cla": (1, 1), "cp_plan": (0, 1)}
    assert one("supervision_in_date_pct", tables)[:2] == (1, 2)
    tables["involvements"] = rows("involvements", {"worker_id": "w", "start_date": "2023-12-04"})
    assert one("supervision_in_date_pct", tables)[:2] == (0, 0)


def test_supervision_of_early_help_and_of_care_leavers() -> None:
    tables = {
        "early_help_episodes": rows(
            "early_help_episodes", {"person_id": "a", "start_date": "2023-12-03", "worker_id": "w"}
        ),
        "persons": rows("persons", {"person_id": "a"}, {"person_id": "b"}),
        "involvements": rows(
            "involvements", {"person_id": "b", "role": "personal_adviser", "start_date": "2023-01-01"}
        ),
    }
    found = one("supervision_in_date_pct", tables, breakdown="case_type")
    assert {case: figure[:2] for case, figure in found.items()} == {
        "early_help": (0, 1),
        "care_leaver": (0, 1),
    }


def test_a_contact_is_decided_the_same_day_or_the_next_working_day() -> None:
    def share(decided: str | None, cover: str = "2024-01-31") -> Any:
        tables = {"contacts": rows("contacts", {"contact_date": "2023-12-29", "decision_date": decided})}
        return one("contacts_decision_1wd_pct", tables, cover=d(cover))

    assert share("2023-12-29") == (1, 1, 100)
    assert share("2024-01-02") == (1, 1, 100)  # over New Year's Day
    assert share("2024-01-03") == (0, 1, 0)
    assert share("2023-12-28") == (0, 1, 0)  # before it came
    assert share(None) == (0, 1, 0)
    assert share(None, "2024-01-01") == (0, 1, None)
    assert share("2023-12-30", "2024-01-01") == (1, 1, 100)


def test_not_in_need_is_assessed_closed_and_without_help() -> None:
    def met(closed: str | None = "2023-12-29", cover: str = "2024-03-31", **more: list[Row]) -> Any:
        referral = {"referral_date": "2023-12-01", "closure_date": closed, "closure_reason": "RC8"}
        tables = {
            "referrals": rows("referrals", referral),
            "assessments": rows("assessments", {"start_date": "2023-12-04"}),
            **more,
        }
        return one("referrals_not_in_need_pct", tables, cover=d(cover))

    assert met() == (1, 1, 100)
    assert met(assessments=[]) == (0, 1, 0)
    assert met(assessments=rows("assessments", {"start_date": "2023-12-30"})) == (0, 1, 0)
    assert met(cin_plans=rows("cin_plans", {"start_date": "2023-12-29"})) == (0, 1, 0)
    assert met(cin_plans=rows("cin_plans", {"start_date": "2023-12-30"})) == (1, 1, 100)
    ended = {"start_date": "2023-01-01", "end_date": "2023-12-01"}
    assert met(cp_plans=rows("cp_plans", ended)) == (1, 1, 100)
    assert met(None, "2024-02-06") == (0, 1, None)  # 44 working days
    assert met(None, "2024-02-07") == (0, 1, 0)


def test_a_median_lies_between_the_middle_two() -> None:
    made = rows(
        "assessments",
        {"start_date": "2023-12-04", "authorised_date": "2023-12-05"},
        {"start_date": "2023-12-04", "authorised_date": "2023-12-08"},
        {"start_date": "2023-12-08", "authorised_date": "2023-12-04"},
    )
    assert one("assessments_median_wd", {"assessments": made}) == (None, 2, 2.5)


def test_a_conference_leads_to_a_plan_by_its_outcome_or_by_the_day() -> None:
    def met(said: bool | None, plan: dict[str, Any]) -> Any:
        conference = {"conference_date": "2023-12-05", "outcome_cp_plan": said}
        tables = {"icpcs": rows("icpcs", conference), "cp_plans": rows("cp_plans", plan)}
        return one("icpc_to_cp_plan_pct", tables)

    assert met(True, {"start_date": "2023-12-06"}) == (1, 1, 100)
    assert met(None, {"start_date": "2023-12-06"}) == (0, 1, 0)
    assert met(None, {"start_date": "2023-12-05"}) == (1, 1, 100)
    assert met(None, {"start_date": "2023-12-05", "is_ola": True}) == (0, 1, 0)


def test_an_index_is_a_share_of_visits_over_a_share_of_children() -> None:
    hubs = [{"hub_id": place, "locality_id": place} for place in ("west", "east")]
    visits = [{"hub_id": place, "attended_on": "2023-12-05"} for place in ("west", "east", "east", "nowhere")]
    people = [
        complete(
            "population",
            {"mid_year": 2022, "locality_id": place, "sex": "F", "ethnicity": "ALL", "persons": persons}
            | {"age_from": 0, "age_to": 17},
        )
        for place, persons in (("ALL", 400), ("west", 200), ("east", 200))
    ]
    tables = {"hubs": rows("hubs", *hubs), "family_hub_attendance": rows("family_hub_attendance", *visits)}
    found = one("hub_reach_index", tables, breakdown="locality", population=people)
    assert found == {"west": (1, 3, pytest.approx(2 / 3)), "east": (2, 3, pytest.approx(4 / 3))}
    homes = [{"person_id": n, "start_date": "2020-01-01", "postcode": "ZZ1"} for n in "ab"]
    areas = [{"area_code": "ZZ1", "locality_id": "west", "valid_from": "2011-01-01"}]
    referrals = [{"person_id": n, "referral_date": "2023-06-01"} for n in ("a", "a", "b", "no home")]
    need = {
        **tables,
        "addresses": rows("addresses", *homes),
        "locality_lookup": rows("locality_lookup", *areas),
        "referrals": rows("referrals", *referrals),
    }
    found = one("hub_reach_index__need", need, breakdown="locality")
    assert found == {"west": (1, 2, pytest.approx(1 / 3)), "east": (2, 0, None)}


# invariants on generated councils

INVARIANT_PERIODS = ("2022-02", "2023-12", "2024-02", "FYTD2023-12", "R12-2024-02")


def check_invariants(tables: Tables) -> None:
    council = Council(tables)
    for label in INVARIANT_PERIODS:
        period = parse(label)
        for rows_of in ("cla_periods", "cp_plans"):
            spans = tables.get(rows_of, [])
            opening, started, ended, closing = bridge(spans, period.start, period.end)
            assert opening + started - ended == closing
        for measure in MEASURES:
            if MEASURES[measure].form == "percentage":
                for name in breakdowns(measure):
                    assert all(map(bounded, figures(measure, council, period, name).values()))


ONE_GROUP = (
    "contacts_received",
    "referrals_received",
    "assessments_completed",
    "s47_started",
    "cp_plans_started",
)


def check_sums(tables: Tables) -> None:
    """Rows have one group each, so that groups (with unknown) add to the total; shares add to 100."""
    council = Council(tables)
    period = parse("CY2023")
    for measure in ONE_GROUP:
        total = figures(measure, council, period)["all"].value
        for name in breakdowns(measure)[1:]:
            groups = without_overlapping_groups(figures(measure, council, period, name))
            assert sum(figure.value or 0 for figure in groups.values()) == total
    for measure, made in MEASURES.items():
        if made.share:
            shares = figures(measure, council, period, made.split).values()
            assert not shares or sum(f.value or 0 for f in shares) == pytest.approx(100)


def test_one_group_each_only_where_breakdowns_are_of_the_row() -> None:
    assert set(ONE_GROUP) <= set(MEASURES)


@settings(max_examples=10)
@given(councils(fewest=1, most=4))
def test_invariants_on_drawn_councils(tables: Tables) -> None:
    check_invariants(tables)
    check_sums(tables)


@pytest.mark.parametrize("seed", range(4))
def test_invariants_on_seeded_councils(seed: int) -> None:
    check_invariants(seeded(seed))
    check_sums(seeded(seed))


def test_generated_councils_are_hard_enough() -> None:
    """In a handful of councils every measure counts something, and not everything."""
    numerators: dict[str, float] = dict.fromkeys(MEASURES, 0)
    denominators: dict[str, float] = dict.fromkeys(MEASURES, 0)
    labels = ("2023-12", "FY2022-23", "FY2022-23Q4")
    for seed in range(84):
        council, period = Council(seeded(seed)), parse(labels[seed % 3])
        for measure in MEASURES:
            name = breakdowns(measure)[0]
            found = figures(measure, council, period, name, population=population_rows()).values()
            numerators[measure] += sum(f.numerator or abs(f.value or 0) for f in found)
            denominators[measure] += sum(f.denominator or 0 for f in found)
    for measure, made in MEASURES.items():
        assert numerators[measure] > 0, measure
        if made.form == "percentage":
            assert numerators[measure] < denominators[measure], measure


def test_the_same_seed_makes_the_same_council() -> None:
    assert seeded(3) == seeded(3)
    assert seeded(3) != seeded(4)
