"""What the attack found, each as small as it gets. A finding that is mended becomes a plain test.

Each test names figures of which not all may be printed together, and says what a reader works out if they
are. The true totals are known to readers from elsewhere, as the public page of the control says.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from goldenthread.analysis.disclosure import Released
from tests.attack.by_hand import Table, is_shown, release

BEFORE, NOW, QUARTER = "2023-11", "2023-12", "FY2023-24Q3"
PLACEMENT = "placement_group"

Cell = tuple[str, str, str, str]


def all_shown(months: Sequence[Table], last: Sequence[Cell]) -> bool:
    """Whether the last release prints all these cells."""
    return _all_in(release(months)[-1], last)


def _all_in(out: Released, cells: Sequence[Cell]) -> bool:
    assert out.report.is_proved
    return all(is_shown(out, *cell) for cell in cells)


def test_no_cases_in_one_card_tell_none_in_another() -> None:
    """None of 12 children live with parents: withheld, a small group. [z] beside it says the same."""
    mix: Table = {
        ("placement_mix_pct", NOW, PLACEMENT, "foster"): (12, 12),
        ("placement_mix_pct", NOW, PLACEMENT, "parents"): (0, 12),
        ("cla_missing_pct", NOW, PLACEMENT, "foster"): (0, 12),
        ("cla_missing_pct", NOW, PLACEMENT, "parents"): (0, 0),
    }
    assert not all_shown([mix], [("cla_missing_pct", NOW, PLACEMENT, "parents")])


def test_a_stock_that_is_shown_as_a_rate_still_has_flows() -> None:
    """60 in care, then 62: at least 2 of the 3 who came are known of. 0 must be possible."""
    table: Table = {
        ("cla_rate", BEFORE, "", ""): (60, 45_000),
        ("cla_rate", NOW, "", ""): (62, 45_000),
        ("cla_started", NOW, "", ""): 3,
    }
    assert not all_shown([table], [("cla_rate", BEFORE, "", ""), ("cla_rate", NOW, "", "")])


def test_a_flow_that_is_only_a_denominator_still_has_a_stock() -> None:
    """12 in care, then 10: at least 2 of the 3 who left are known of. 0 must be possible."""
    table: Table = {
        ("cla_count", BEFORE, "", ""): 12,
        ("cla_count", NOW, "", ""): 10,
        ("cla_ceased_home_pct", NOW, "", ""): (1, 3),
    }
    assert not all_shown([table], [("cla_count", BEFORE, "", ""), ("cla_count", NOW, "", "")])


def test_children_in_care_are_a_stage_of_those_open() -> None:
    """The highest status of whoever is in care is 'in care': the line is the known 40. Protection plans
    are 14 at most, so the others of 50 are 50 - 40 - 6 at the most: fewer than the threshold."""
    table: Table = {
        ("cla_count", NOW, "", ""): 40,
        ("statutory_open_children", NOW, "", ""): 50,
        ("statutory_open_children", NOW, "stage", "cla"): 40,
        ("statutory_open_children", NOW, "stage", "cp"): 7,
        ("statutory_open_children", NOW, "stage", "cin"): 3,
    }
    shown = [
        ("cla_count", NOW, "", ""),
        ("statutory_open_children", NOW, "", ""),
        ("statutory_open_children", NOW, "stage", "cp"),
    ]
    assert not all_shown([table], shown)


SOME_OF = {
    "repeat plans within 24 months are repeat plans": (
        {("repeat_cp_24m_pct", NOW, "", ""): (5, 40), ("repeat_cp_ever_pct", NOW, "", ""): (6, 40)},
        [("repeat_cp_ever_pct", NOW, "", "")],
    ),
    "seen within 3 weeks is seen within 6": (
        {
            ("cin_visits_3_weekly_pct", NOW, "", ""): (34, 40),
            ("cin_visits_statutory_pct", NOW, "", ""): (35, 40),
        },
        [("cin_visits_3_weekly_pct", NOW, "", "")],
    ),
    "closed at once is not assessed as not in need": (
        {
            ("referrals_received", NOW, "", ""): 40,
            ("referrals_nfa_pct", NOW, "", ""): (34, 40),
            ("referrals_not_in_need_pct", NOW, "", ""): (5, 40),
        },
        [("referrals_received", NOW, "", ""), ("referrals_nfa_pct", NOW, "", "")],
    ),
    "those who came and stayed came": (
        {
            ("cla_started", NOW, "", ""): 7,
            ("cla_started_in_care_at_end", NOW, PLACEMENT, "foster"): 5,
            ("cla_started_in_care_at_end", NOW, PLACEMENT, "parents"): 2,
        },
        [("cla_started", NOW, "", "")],
    ),
    "a conference that led to a plan was held": (
        {("icpc_held", NOW, "", ""): 6, ("icpc_to_cp_plan_pct", NOW, "", ""): (5, 5)},
        [("icpc_held", NOW, "", "")],
    ),
    "a child due a visit has a plan": (
        {("cp_plans_open", NOW, "", ""): 6, ("cp_visits_in_date_pct", NOW, "", ""): (5, 5)},
        [("cp_plans_open", NOW, "", "")],
    ),
    "whoever comes to a hub makes a visit": (
        {("hub_individuals", NOW, "", ""): 5, ("hub_visits", NOW, "", ""): 6},
        [("hub_visits", NOW, "", "")],
    ),
}
"""Figures of which one, 5, is part of another, 6 of which readers know to the unit: 8 must be possible."""


@pytest.mark.parametrize("name", SOME_OF)
def test_some_of_six_cannot_be_eight(name: str) -> None:
    table, shown = SOME_OF[name]
    assert not all_shown([table], shown)


def test_where_nobody_left_no_group_became_fewer() -> None:
    """No plan ended, so that no group's net change is below nought. Of +1, -2 must be possible."""
    table: Table = {
        ("cp_plans_ended", NOW, "", ""): 0,
        ("cp_plans_started", NOW, "", ""): 8,
        ("cp_plans_net_change", NOW, "", ""): 8,
        ("cp_plans_net_change", NOW, "locality", "central"): 1,
        ("cp_plans_net_change", NOW, "locality", "east"): 7,
    }
    assert not all_shown([table], [("cp_plans_ended", NOW, "", "")])


def test_nobody_changes_sex_while_a_plan_is_open() -> None:
    """Girls with a plan were 34 at most and are 45 at least: 11 of the 16 who began are girls, so that
    boys are 5 at most, below the threshold."""
    before: Table = {
        ("cp_plans_open", BEFORE, "", ""): 60,
        ("cp_plans_open", BEFORE, "sex", "female"): 30,
        ("cp_plans_open", BEFORE, "sex", "male"): 30,
    }
    now: Table = {
        ("cp_plans_open", NOW, "", ""): 75,
        ("cp_plans_open", NOW, "sex", "female"): 45,
        ("cp_plans_open", NOW, "sex", "male"): 30,
        ("cp_plans_started", NOW, "", ""): 16,
        ("cp_plans_started", NOW, "sex", "female"): 15,
        ("cp_plans_started", NOW, "sex", "male"): 1,
    }
    first, second = release([before, now])
    assert is_shown(first, "cp_plans_open", BEFORE, "sex", "female")
    shown = [("cp_plans_started", NOW, "", ""), ("cp_plans_open", NOW, "sex", "female")]
    assert not _all_in(second, shown)


def test_children_only_grow_older() -> None:
    """Those under 5 with a plan were 34 at most and are 45 at least: 11 of the 16 who began are under 5, so
    that older ones are 5 at most, below the threshold."""
    young, older = "1-4", "5-9"
    before: Table = {
        ("cp_plans_open", BEFORE, "", ""): 60,
        ("cp_plans_open", BEFORE, "age_band", young): 30,
        ("cp_plans_open", BEFORE, "age_band", older): 30,
    }
    now: Table = {
        ("cp_plans_open", NOW, "", ""): 75,
        ("cp_plans_open", NOW, "age_band", young): 45,
        ("cp_plans_open", NOW, "age_band", older): 30,
        ("cp_plans_started", NOW, "", ""): 16,
        ("cp_plans_started", NOW, "age_band", young): 15,
        ("cp_plans_started", NOW, "age_band", older): 1,
    }
    first, second = release([before, now])
    assert is_shown(first, "cp_plans_open", BEFORE, "age_band", young)
    shown = [("cp_plans_started", NOW, "", ""), ("cp_plans_open", NOW, "age_band", young)]
    assert not _all_in(second, shown)


def test_a_net_change_of_nought_is_nought() -> None:
    """Small net changes of groups are withheld, so that a printed 0 is a true one. The whole is known to the
    unit: -2 is what is left for the west."""
    net = "cp_plans_net_change"
    table: Table = {
        (net, NOW, "", ""): -2,
        (net, NOW, "locality", "central"): 0,
        (net, NOW, "locality", "east"): 0,
        (net, NOW, "locality", "west"): -2,
    }
    groups = [(net, NOW, "locality", group) for group in ("central", "east")]
    assert not all_shown([table], [(net, NOW, "", ""), *groups])


def test_a_share_half_way_between_two_per_cents_tells_its_count() -> None:
    """9 of 24 is 37.5% and prints 38%, which 8 would not. A month later 10 is printed, 14 at the most: the
    move of +1 is 5 at the most, where 6 must be possible."""
    care, mix, kin = "cla_count", "placement_mix_pct", "family_friends"
    counts = {kin: 9, "foster": 8, "parents": 3, "residential": 4}
    before: Table = {
        (care, BEFORE, "", ""): 24,
        **{(mix, BEFORE, PLACEMENT, group): (count, 24) for group, count in counts.items()},
    }
    now: Table = {(care, NOW, PLACEMENT, kin): 10, (care, NOW, PLACEMENT, "foster"): 35}
    first, second = release([before, now])
    assert is_shown(first, mix, BEFORE, PLACEMENT, kin)
    assert not _all_in(second, [(care, NOW, PLACEMENT, kin)])


def test_a_year_to_date_less_a_quarter_is_the_quarter_before() -> None:
    """29 to September less 17 from July is 12 to June; 18 to July, said before, leaves 6 in July, as it
    was known then: it was withheld, for 4 of them from schools must be able to be 7."""
    contacts = "contacts_received"
    before: Table = {
        **{(contacts, f"2023-0{month}", "", ""): n for month, n in ((4, 4), (5, 5), (6, 3), (7, 6))},
        (contacts, "FYTD2023-07", "", ""): 18,
        (contacts, "2023-07", "source", "school"): 4,
        (contacts, "2023-07", "source", "police"): 2,
    }
    now: Table = {
        **{
            (contacts, f"2023-0{month}", "", ""): n
            for month, n in ((4, 4), (5, 5), (6, 3), (7, 7), (8, 5), (9, 5))
        },
        (contacts, "FYTD2023-09", "", ""): 29,
        (contacts, "FY2023-24Q2", "", ""): 17,
    }
    first, second = release([before, now])
    assert not is_shown(first, contacts, "2023-07")
    assert is_shown(first, contacts, "FYTD2023-07")
    assert not _all_in(second, [(contacts, "FYTD2023-09", "", ""), (contacts, "FY2023-24Q2", "", "")])


def test_a_month_of_nought_joins_twelve_months() -> None:
    """Nobody joined, so that the twelve months did not grow. Of a move of -1, 2 more must be possible."""
    contacts = "contacts_received"
    counts = {f"2023-{n:02}": (9, 30) for n in range(1, 12)} | {"2022-12": (1, 20), NOW: (0, 25)}

    def table(last: str, held: Sequence[str]) -> Table:
        found: dict[Cell, float] = {}
        year = [sum(counts[month][group] for month in held[-12:]) for group in (0, 1)]
        rows = {month: counts[month] for month in held} | {f"R12-{last}": tuple(year)}
        for period, (school, police) in rows.items():
            found[contacts, period, "", ""] = school + police
            found[contacts, period, "source", "school"] = school
            found[contacts, period, "source", "police"] = police
        return found

    months = sorted(counts)
    first, second = release([table(BEFORE, months[:-1]), table(NOW, months)])
    assert is_shown(first, contacts, f"R12-{BEFORE}", "source", "school")
    shown = [(contacts, f"R12-{NOW}", "source", "school"), (contacts, NOW, "source", "school")]
    assert not _all_in(second, shown)


def test_a_group_over_twelve_months_is_not_shown_without_its_months() -> None:
    """22 to December less 18 to November is 4 in December: so the twelve months of schools grew by 4 at the
    most. Of a move of +1, 6 must be possible; what the months were nobody is told, and nothing proves it."""
    contacts = "contacts_received"

    def table(month: str, to_date: int, school: int) -> Table:
        return {
            (contacts, f"FYTD{month}", "", ""): to_date,
            (contacts, f"R12-{month}", "", ""): school + 120,
            (contacts, f"R12-{month}", "source", "school"): school,
            (contacts, f"R12-{month}", "source", "police"): 120,
        }

    for out in release([table(BEFORE, 18, 32), table(NOW, 22, 33)]):
        assert out.report.is_proved
        month = BEFORE if out.results.periods(contacts)[0].endswith(BEFORE) else NOW
        assert is_shown(out, contacts, f"R12-{month}")
        assert not is_shown(out, contacts, f"R12-{month}", "source", "school")
        assert not is_shown(out, contacts, f"R12-{month}", "source", "police")


def test_groups_over_twelve_months_go_together_where_one_lacks_a_month() -> None:
    """Housing sent nobody in one month that no row says: the total less the others would be its number."""
    contacts = "contacts_received"
    months = [f"2023-{n:02}" for n in range(1, 13)]
    groups = {"police": 40, "school": 30, "housing": 20}
    table: Table = {}
    for group, count in groups.items():
        held = [month for month in months if (group, month) != ("housing", "2023-05")]
        table |= {(contacts, month, "source", group): count for month in held}
        table |= {(contacts, f"R12-{NOW}", "source", group): count * len(held)}
    table |= {(contacts, f"R12-{NOW}", "", ""): 40 * 12 + 30 * 12 + 20 * 11}
    [out] = release([table])
    assert out.report.is_proved
    assert is_shown(out, contacts, f"R12-{NOW}")
    assert not any(is_shown(out, contacts, f"R12-{NOW}", "source", group) for group in groups)


def test_a_total_withheld_for_a_move_does_not_come_back() -> None:
    """All with a plan are girls: 65, then 60. The second total is withheld, for it tells the move of -5 to
    the unit; a month later it stands in the series."""
    plans = "cp_plans_open"

    def month(period: str, girls: float, series: Table) -> Table:
        groups = {(plans, period, "sex", "female"): girls, (plans, period, "sex", "male"): 0.0}
        return {(plans, period, "", ""): girls, **groups, **series}

    first: Table = {(plans, BEFORE, "", ""): 65}
    both: Table = {**first, (plans, NOW, "", ""): 60}
    months = [month(BEFORE, 65, {}), month(NOW, 60, first), month("2024-01", 72, both)]
    _, withheld, later = release(months)
    assert not is_shown(withheld, plans, NOW)
    assert not is_shown(later, plans, NOW)


def test_a_stage_that_is_a_total_by_another_name_moves_as_the_total_does() -> None:
    """510 in care, then 507. The whole authority's move is no secret; were that of 'in care' among all with a
    status one, the number of children in care would be withheld almost every month. A stage that is no
    other measure's total stays one: 64 with a plan and not in care, then 67."""
    care, all_open = "cla_count", "statutory_open_children"

    def month(period: str, in_care: float, plan: float) -> Table:
        stages = {"cla": in_care, "cp": plan, "cin": 800.0}
        groups = {(all_open, period, "stage", stage): number for stage, number in stages.items()}
        return {(care, period, "", ""): in_care, (all_open, period, "", ""): sum(stages.values()), **groups}

    _, care_moved = release([month(BEFORE, 510, 70), month(NOW, 507, 70)])
    assert _all_in(care_moved, [(care, NOW, "", ""), (all_open, NOW, "stage", "cla")])
    _, plans_moved = release([month(BEFORE, 510, 64), month(NOW, 507, 67)])
    assert not is_shown(plans_moved, all_open, NOW, "stage", "cp")
    assert _all_in(plans_moved, [(care, NOW, "", "")])


def test_those_who_began_are_no_fewer_than_the_net_change() -> None:
    """Readers know the net change to the unit, +2, and that nobody can end less than no plan: of the 3 plans
    withheld at least 2 are known of."""
    table: Table = {("cp_plans_started", NOW, "", ""): 3, ("cp_plans_net_change", NOW, "", ""): 2}
    assert not all_shown([table], [("cp_plans_net_change", NOW, "", "")])


def test_a_late_start_beside_a_net_change_is_exact() -> None:
    """None began and the net change was 0, so that none ended; a start comes late, the net change is 1: so
    is the number withheld."""
    before: Table = {("cp_plans_started", NOW, "", ""): 0, ("cp_plans_net_change", NOW, "", ""): 0}
    now: Table = {("cp_plans_started", NOW, "", ""): 1, ("cp_plans_net_change", NOW, "", ""): 1}
    first, second = release([before, now])
    assert _all_in(first, [("cp_plans_started", NOW, "", ""), ("cp_plans_net_change", NOW, "", "")])
    assert not is_shown(second, "cp_plans_started", NOW)
    assert not _all_in(second, [("cp_plans_net_change", NOW, "", "")])


def test_a_correction_withheld_is_not_told_by_the_next_month() -> None:
    """Corrected from 19 to 21 in care, all 2 in one place, so that the 21 are withheld. A month later 20
    are in care and none came in: 20 at least were there, the correction is 1 at least. Of +2, -1 must be
    possible."""
    care = "cla_count"

    def first(central: float) -> Table:
        groups = {(care, BEFORE, "locality", "central"): central, (care, BEFORE, "locality", "east"): 10.0}
        return {(care, BEFORE, "", ""): central + 10, **groups}

    now: Table = {(care, NOW, "", ""): 20, ("cla_started", NOW, "", ""): 0}
    _, corrected, later = release([first(9), first(11), now])
    assert not is_shown(corrected, care, BEFORE)
    assert not _all_in(later, [(care, NOW, "", ""), ("cla_started", NOW, "", "")])


def test_the_month_after_a_small_correction_is_proved() -> None:
    """52 girls in care became 53, and both print 50: whether a correction waits nobody sees, so that the
    move of 1 stays open when the next month comes."""
    care = "cla_count"

    def groups(month: str, girls: float, boys: float) -> Table:
        by_sex: Table = {(care, month, "sex", "female"): girls, (care, month, "sex", "male"): boys}
        return {(care, month, "", ""): girls + boys, **by_sex}

    series: Table = {(care, BEFORE, "", ""): 75}
    *_, later = release([groups(BEFORE, 52, 22), groups(BEFORE, 53, 22), groups(NOW, 64, 32) | series])
    assert _all_in(later, [(care, NOW, "", ""), (care, NOW, "sex", "female"), (care, NOW, "sex", "male")])


def test_what_a_correction_makes_small_is_told_no_more_than_it_was() -> None:
    """None of 20 in the east was printed, and they were 19: "none of a small group", which readers have. The
    correction goes out without the group and the total, which would tell the 19; the month after as ever."""
    seen = "cp_visits_in_date_pct"

    def month(period: str, east: tuple[float, float]) -> Table:
        west = (40.0, 60.0)
        whole = (east[0] + west[0], east[1] + west[1])
        groups: Table = {(seen, period, "locality", "east"): east, (seen, period, "locality", "west"): west}
        return {(seen, period, "", ""): whole, **groups}

    first, corrected, later = release(
        [month(BEFORE, (0, 20)), month(BEFORE, (0, 19)), month(NOW, (20, 40)) | month(BEFORE, (0, 19))]
    )
    east, whole = (seen, BEFORE, "locality", "east"), (seen, BEFORE, "", "")
    assert _all_in(first, [east, whole])
    assert first.report.told == ()
    for out in (corrected, later):
        assert out.report.is_proved
        assert not is_shown(out, *east)
        assert not is_shown(out, *whole)
    assert corrected.report.told == (("cp_visits_in_date_pct", BEFORE, "locality", "east"),)
    assert _all_in(later, [(seen, NOW, "", ""), (seen, NOW, "locality", "east")])


def test_an_average_that_is_shown_is_of_ten_or_more() -> None:
    """13 in all, and an average of a group prints 10: those are 10 to 14, and the others 3 at the most."""
    table: Table = {
        ("sdq_average", NOW, "", ""): (182, 13),
        ("sdq_average", NOW, PLACEMENT, "foster_in_house"): (140, 10),
        ("sdq_average", NOW, PLACEMENT, "residential"): (42, 3),
    }
    shown = [("sdq_average", NOW, "", ""), ("sdq_average", NOW, PLACEMENT, "foster_in_house")]
    assert not all_shown([table], shown)


def test_all_of_a_group_that_is_shown_are_twenty_or_more() -> None:
    """24 in all, and 100% of 20 in the east: those are 20 to 24, and the west has 4 at the most."""
    measure = "cp_visits_in_date_pct"
    table: Table = {
        (measure, NOW, "", ""): (12, 24),
        (measure, NOW, "locality", "east"): (20, 20),
        (measure, NOW, "locality", "west"): (1, 4),
    }
    assert not all_shown([table], [(measure, NOW, "", ""), (measure, NOW, "locality", "east")])


def test_what_is_known_is_one_condition_however_it_is_written() -> None:
    """[z] of an average says that of none of 10 the cost is known, which the share withholds."""
    known = "placement_cost_weekly_avg__known"
    table: Table = {
        (known, NOW, "", ""): (40, 60),
        (known, NOW, PLACEMENT, "foster_in_house"): (40, 50),
        (known, NOW, PLACEMENT, "kinship"): (0, 10),
        ("placement_cost_weekly_avg", NOW, PLACEMENT, "kinship"): (0, 0),
    }
    assert not all_shown([table], [("placement_cost_weekly_avg", NOW, PLACEMENT, "kinship")])


def test_two_totals_of_which_one_is_nearly_all_of_the_other_leave_few() -> None:
    """158 care leavers whose work is known and 154 whose home may be judged: four have gone away or worse."""
    whole, some = "care_leavers_eet_pct", "care_leavers_suitable_accom_pct"
    table: Table = {(whole, NOW, "", ""): (80, 158), (some, NOW, "", ""): (130, 154)}
    assert not all_shown([table], [(whole, NOW, "", ""), (some, NOW, "", "")])


def test_a_child_of_a_month_is_a_child_of_its_quarter() -> None:
    """6 children moved in the quarter: no more than 6 did in December, of whom 5 must be able to be 8."""
    measure, quarter = "placement_moves_children", QUARTER
    table: Table = {(measure, quarter, "", ""): 6, (measure, NOW, "", ""): 5}
    assert not all_shown([table], [(measure, quarter, "", "")])


def test_a_stock_of_a_quarter_is_that_of_its_last_month() -> None:
    """64 girls at the end of November print as 60, 66 at the end of the quarter as 70: at least one came."""
    measure, sex = "cla_count", ("sex", "F")
    months: list[Table] = [
        {(measure, BEFORE, *sex): 64, (measure, BEFORE, "sex", "M"): 60, (measure, BEFORE, "", ""): 124},
        {
            (measure, QUARTER, *sex): 66,
            (measure, QUARTER, "sex", "M"): 60,
            (measure, QUARTER, "", ""): 126,
        },
    ]
    assert not all_shown(months, [(measure, QUARTER, *sex)])


def test_what_came_in_a_quarter_stands_between_the_stocks_around_it() -> None:
    """60 in care at the end of September, then 62: at least 2 of the 3 of the quarter are known of."""
    table: Table = {
        ("cla_count", "2023-09", "", ""): 60,
        ("cla_count", NOW, "", ""): 62,
        ("cla_started", QUARTER, "", ""): 3,
    }
    assert not all_shown([table], [("cla_count", "2023-09", "", ""), ("cla_count", NOW, "", "")])
