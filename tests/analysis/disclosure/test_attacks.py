"""The attacks of the threat list, one by one, on tables small enough to be worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from goldenthread.analysis.disclosure import Earlier, Policy, Reason, suppress
from goldenthread.analysis.disclosure.links.listed import read_links
from goldenthread.model.measure import Component
from tests.analysis.disclosure.generated import AUTHORITY, MEASURES, card
from tests.analysis.disclosure.tables import NOW, hidden, printed, release, results, together

EXACT = Policy(rounding=1, moving_rounding=1)
"""Without rounding, so that every sum gives its parts away."""

PLACES = ("central", "east", "west")


def by_place(measure: str, *numbers: float) -> dict[tuple[str, str, str], float]:
    """A total and its three localities."""
    groups = zip(PLACES, numbers, strict=True)
    return {(measure, "", ""): sum(numbers), **{(measure, "locality", g): n for g, n in groups}}


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_d1_a_small_number_is_withheld(number: int) -> None:
    out = release(results({("plans_started", "", ""): number}))
    assert printed(out, "plans_started") == "[c]"


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (6, 5), (7, 5), (8, 10), (303, 305)])
def test_d1_nought_and_others_are_shown_rounded(number: int, shown: int) -> None:
    out = release(results({("plans_started", "", ""): number}))
    assert printed(out, "plans_started") == shown


def test_d2_a_second_group_goes_with_the_one_that_a_total_would_give_away() -> None:
    out = release(results(by_place("plans_started", 3, 40, 25)), EXACT)
    # 68 - 40 - 25 = 3. The lesser of the others goes; east, worth more, and the total stay.
    assert hidden(out) == {("plans_started", "central"), ("plans_started", "west")}
    assert printed(out, "plans_started", "locality", "east") == 40


def test_d2_two_small_groups_that_add_to_too_little_need_a_third() -> None:
    out = release(results(by_place("plans_started", 1, 2, 25)), EXACT)
    # 1 + 2 = 3 = 28 - 25 is known: neither could be 6. So west goes too, and the total stays.
    assert hidden(out) == {("plans_started", place) for place in PLACES}
    assert printed(out, "plans_started") == 28


def test_d2_rounding_alone_hides_a_small_group_from_its_total() -> None:
    # 68 prints 70, 40 prints 40, 25 prints 25: 70 - 40 - 25 is between -1 and 11, and 3 needs 0 to 6.
    out = release(results(by_place("plans_started", 3, 40, 25)), Policy(totals_known=False))
    assert hidden(out) == {("plans_started", "central")}


def test_d3_crossed_breakdowns_are_solved_with_both_margins() -> None:
    ages, sexes = ("1-4", "5-9", "10-15"), ("female", "male")
    numbers = {("1-4", "female"): 2, ("1-4", "male"): 30, ("5-9", "female"): 41}
    numbers |= {("5-9", "male"): 37, ("10-15", "female"): 52, ("10-15", "male"): 48}
    table = {("contacts_received", "age_band × sex", " × ".join(key)): n for key, n in numbers.items()}
    for age in ages:
        table["contacts_received", "age_band", age] = sum(n for k, n in numbers.items() if k[0] == age)
    for sex in sexes:
        table["contacts_received", "sex", sex] = sum(n for k, n in numbers.items() if k[1] == sex)
    table["contacts_received", "", ""] = sum(numbers.values())
    out = release(results(table), EXACT)
    gone = {group for _, group in hidden(out)}
    # One more in its row, one more in its column, and the one where those two meet: a rectangle.
    assert len(gone) == 4
    assert "1-4 × female" in gone
    assert "1-4 × male" in gone
    assert out.report.is_proved
    assert out.report.weight == pytest.approx(out.report.least)


def test_d3_the_adolescent_band_is_the_sum_of_two_others() -> None:
    bands = {"1-4": 20, "5-9": 30, "10-15": 40, "16-17": 3, "10-17": 43}
    table = {("contacts_received", "age_band", band): n for band, n in bands.items()}
    out = release(results({**table, ("contacts_received", "", ""): 93}), EXACT)
    # 43 - 40 gives 3 away, and so does 93 - 20 - 30 - 40.
    gone = {group for _, group in hidden(out)}
    assert "16-17" in gone
    assert gone & {"10-15", "10-17"}
    assert gone & {"1-4", "5-9", "10-15"}


def months_apart(then: int, now: int, policy: Policy) -> object:
    """What the second month prints of a group's stock, when the first was released with `then` in it."""
    first = results({("plans_open", "locality", "east"): then}, "2023-11")
    before = Earlier(release(first, policy).results, policy, first)
    both = together(first, results({("plans_open", "locality", "east"): now}))
    shown = {("plans_open", NOW, "locality", "east")}
    out = suppress(both, MEASURES, AUTHORITY, policy, public=shown, ledger=(before,), links=())
    return printed(out, "plans_open", "locality", "east")


@pytest.mark.parametrize(("then", "now"), [(40, 42), (40, 35), (100, 101)])
def test_d4_a_small_move_of_a_group_is_not_told_by_two_months(then: int, now: int) -> None:
    assert months_apart(then, now, EXACT) == "[c]"


def test_d4_a_large_move_and_none_are_shown() -> None:
    assert months_apart(40, 48, EXACT) == 48
    assert months_apart(40, 40, EXACT) == 40


def test_d4_tens_hide_a_small_move_unless_it_crosses_half_way() -> None:
    assert months_apart(40, 42, Policy()) == 40  # 35 to 44 both times: a move of -9 to 9
    assert months_apart(44, 46, Policy()) == "[c]"  # 40 then 50: it rose by 1 at least


def test_d4_a_group_that_was_empty_or_is_a_share_of_the_whole_withdraws_nothing() -> None:
    """From 0 to 3: withheld for being small, and the move with it; the whole behind the shares may move."""
    policy = Policy()
    mix = {"foster": (60, 90), "residential": (30, 90), "other": (0, 90)}
    then = results({("placement_mix_pct", "placement_group", g): n for g, n in mix.items()}, "2023-11")
    before = Earlier(release(then, policy).results, policy, then)
    mix = {"foster": (60, 93), "residential": (30, 93), "other": (3, 93)}
    now = results({("placement_mix_pct", "placement_group", g): n for g, n in mix.items()})
    out = release(now, policy, ledger=(before,))
    assert ("placement_mix_pct", "other") in hidden(out)
    assert ("placement_mix_pct", "foster") not in hidden(out)
    assert out.report.withdrawn == 0


def test_d5_a_small_correction_waits_and_a_large_one_is_shown() -> None:
    policy = Policy(totals_known=False)
    first = results({("contacts_received", "", ""): 102})
    before = (Earlier(release(first, policy).results, policy, first),)
    small = release(results({("contacts_received", "", ""): 105}), policy, ledger=before)
    assert printed(small, "contacts_received") == 100  # 105 prints 105; 100 was said, and stands
    assert small.report.held == 1
    large = release(results({("contacts_received", "", ""): 111}), policy, ledger=before)
    assert printed(large, "contacts_received") == 110


def test_d5_what_waits_is_held_against_what_was_said_first() -> None:
    """Two small corrections of one direction add up to one that is shown: 102, 106, then 110."""
    policy = Policy(totals_known=False)
    ledger: tuple[Earlier, ...] = ()
    said = []
    for number in (102, 106, 110):
        found = results({("contacts_received", "", ""): number})
        out = release(found, policy, ledger=ledger)
        ledger = (*ledger, Earlier(out.results, policy, found))
        said.append(printed(out, "contacts_received"))
    assert said == [100, 100, 110]


def test_d5_what_was_withheld_is_not_shown_a_month_later() -> None:
    """The total went with its parts; when the parts are no longer beside it, it still gives them away."""
    table = by_place("plans_started", 1, 5, 0)
    first = release(results(table, "2023-11"), EXACT)
    assert printed(first, "plans_started", period="2023-11") == "[c]"
    again = results({("plans_started", "", ""): 6}, "2023-11")
    before = (Earlier(first.results, EXACT, results(table, "2023-11")),)
    out = release(again, EXACT, ledger=before)
    assert printed(out, "plans_started", period="2023-11") == "[c]"
    assert out.report.secondary == 1


def test_d6_d7_who_holds_the_exact_total_learns_no_more() -> None:
    """68 prints 70; who knows 68 from elsewhere has 68 - (38 to 42) - (23 to 27): -1 to 7. 3 is safe. With
    the total of 65 and 42, 20 beside: 65 - (38 to 42) - (18 to 22): 1 to 9, and 3 could not be 0."""
    safe = release(results(by_place("plans_started", 3, 40, 25)))
    assert hidden(safe) == {("plans_started", "central")}
    caught = release(results(by_place("plans_started", 3, 42, 20)))
    assert len(hidden(caught)) == 2


def test_d8_a_percentage_gives_its_count_away() -> None:
    """11% of 36 to 44 is 4 or 5: a small number, though neither part is printed small."""
    out = release(results({("in_time_pct", "", ""): (4, 38)}))
    assert printed(out, "in_time_pct") == "[c]"
    rest = release(results({("in_time_pct", "", ""): (97, 100)}))
    assert printed(rest, "in_time_pct") == "[c]"  # all but 3
    groups = release(results({("in_time_pct", "", ""): (97, 100)}), Policy(rest_of_totals=False))
    assert printed(groups, "in_time_pct") == 97


def test_d8_a_percentage_is_withheld_where_it_would_pin_a_neighbour_down() -> None:
    table = {("in_time_pct", "", ""): (70, 100), ("in_time_pct", "source", "police"): (3, 20)}
    table[("in_time_pct", "source", "school")] = (67, 80)
    out = release(results(table), EXACT)
    assert hidden(out) == {("in_time_pct", "police"), ("in_time_pct", "school")}


def test_d8_a_percentage_of_rounded_parts_is_narrower_than_they_are() -> None:
    """In time 103 of 200: police 3 of 20, school and health 50 of 90 each. 103 - 2 x (48 to 52) is -1 to 7
    for police; but 56% of 88 to 92 is 49 to 51, which leaves 1 to 5. So a second group goes."""
    groups = {"police": (3, 20), "school": (50, 90), "health": (50, 90)}
    table = {("in_time_pct", "source", group): numbers for group, numbers in groups.items()}
    counts = {("contacts_received", "source", group): n for group, (n, _) in groups.items()}
    out = release(results({**table, ("in_time_pct", "", ""): (103, 200)}))
    assert len(hidden(out)) == 2
    alone = release(results({**counts, ("contacts_received", "", ""): 103}))
    assert hidden(alone) == {("contacts_received", "police")}


def test_d8_a_rate_holds_no_more_than_its_rounded_count() -> None:
    out = release(results({("plan_rate", "", ""): (303, 45_000)}))
    row = out.results.get("plan_rate", AUTHORITY, NOW)
    assert (row.numerator, row.denominator, row.value) == (305, 45_000, 67.8)


@pytest.mark.parametrize("numbers", [(12, 12), (0, 12)])
def test_d10_all_and_none_of_a_small_group_are_withheld(numbers: tuple[int, int]) -> None:
    out = release(results({("in_time_pct", "", ""): numbers}))
    assert printed(out, "in_time_pct") == "[c]"
    assert Reason.WHOLE in next(iter(out.report.withheld.values()))


def test_d10_all_of_many_and_nought_are_shown() -> None:
    out = release(results({("in_time_pct", "", ""): (40, 40), ("plans_ended", "", ""): 0}))
    assert printed(out, "in_time_pct") == 100
    assert printed(out, "plans_ended") == 0


def test_d11_means_and_medians_of_few_are_withheld() -> None:
    table = {("decision_days", "", ""): (36.0, 9), ("decision_median", "", ""): (4.0, 9)}
    assert hidden(release(results(table))) == {("decision_days", "all"), ("decision_median", "all")}
    many = {("decision_days", "", ""): (42.0, 12), ("decision_median", "", ""): (4.0, 12)}
    out = release(results(many))
    assert (printed(out, "decision_days"), printed(out, "decision_median")) == (3.5, 4.0)
    assert out.results.get("decision_days", AUTHORITY, NOW).numerator is None


def test_d11_a_sum_that_two_dominate_is_withheld_with_one_beside_it() -> None:
    spend = card(
        "spend", "sum", "flow", "pounds", base=Component("spend", "flow", date="day", value="pounds")
    )
    cards = {"spend": spend}
    table = {("spend", "", ""): 9000.0, ("spend", "team", "a"): 2000.0, ("spend", "team", "b"): 3000.0}
    table["spend", "team", "c"] = 4000.0
    found = results(table, cards=cards)
    keys = {group: ("spend", NOW, "team", group) for group in "abc"}
    shares = {keys["a"]: (1500.0, 400.0, 100.0), keys["b"]: (1000.0,) * 3, keys["c"]: (1000.0,) * 4}
    out = suppress(found, cards, AUTHORITY, contributions=shares, links=())
    assert hidden(out) == {("spend", "a"), ("spend", "b")}
    unknown = suppress(found, cards, AUTHORITY, links=())
    assert hidden(unknown) == {("spend", group) for group in "abc"}


def test_d13_a_link_between_two_measures_is_followed() -> None:
    """What schools sent is a group of one measure and the total of another."""
    links = read_links(
        "- {whole: 'contacts_received[source=school]', parts: [contacts_from_schools], because: the same}",
        "x",
    )
    table = {("contacts_received", "source", "police"): 3, ("contacts_received", "source", "school"): 40}
    table |= {("contacts_received", "", ""): 43, ("contacts_from_schools", "", ""): 40}
    policy = replace(EXACT, rest_of_totals=False)  # or the rest of two totals, 43 and 40, is seen without it
    alone = release(results(table), policy)
    assert hidden(alone) == {("contacts_received", "police"), ("contacts_received", "school")}
    # 43 less the 40 of the other card is 3: withholding the group does not do, the total goes.
    out = release(results(table), policy, links=links)
    assert hidden(out) == {("contacts_received", "police"), ("contacts_received", "all")}


def test_equal_cards_are_one_quantity() -> None:
    """Two cards that count the same rows: withholding a group in one withholds it in the other."""
    twin = replace(MEASURES["plans_started"], id="twin")
    cards = {**MEASURES, "twin": twin}
    table = {**by_place("plans_started", 3, 40, 25), **by_place("twin", 3, 40, 25)}
    out = release(results(table, cards=cards), EXACT, cards=cards)
    assert hidden(out) == {(m, g) for m in ("plans_started", "twin") for g in ("central", "west")}


def tables_of_303() -> list[dict[tuple[str, str, str], float]]:
    """200 tables of 303 children: three localities by eight ages and sexes, with all margins."""
    chance = np.random.default_rng(303)
    tables = []
    for _ in range(200):
        shares = chance.dirichlet(np.full(24, 0.7))
        numbers = chance.multinomial(303, shares).reshape(3, 8)
        table = {("plans_open", "", ""): 303.0}
        for row, place in enumerate(PLACES):
            table["plans_open", "locality", place] = float(numbers[row].sum())
            for column in range(8):
                table["plans_open", "locality × sex", f"{place} × {column}"] = float(numbers[row, column])
        for column in range(8):
            table["plans_open", "sex", str(column)] = float(numbers[:, column].sum())
        tables.append(table)
    return tables


def recovered(table: dict[tuple[str, str, str], float], gone: set[str]) -> int:
    """Withheld cells of a table that subtraction gives away, over and over: sums with one of them missing."""
    unknown = {group for (_, breakdown, group) in table if breakdown and group in gone}
    sums = []
    for place in PLACES:
        sums.append([place, *(f"{place} × {c}" for c in range(8))])
    sums += [[str(c), *(f"{place} × {c}" for place in PLACES)] for c in range(8)]
    sums += [["all", *PLACES], ["all", *map(str, range(8))]]
    found, again = 0, True
    while again:
        again = False
        for parts in sums:
            left = [part for part in parts if part in unknown]
            if len(left) == 1:
                unknown.discard(left[0])
                found, again = found + 1, True
    return found


def test_two_hundred_tables_of_303_children() -> None:
    """Small numbers alone withheld, most tables can be undone by subtraction; solved, none can."""
    tables = tables_of_303()
    small = [{group for (_, _, group), number in table.items() if 0 < number < 6} for table in tables]
    assert sum(recovered(table, gone) > 0 for table, gone in zip(tables, small, strict=True)) > 165
    for table in tables[:5]:
        _stands(table)


@pytest.mark.long
def test_every_one_of_two_hundred_tables_of_303_children() -> None:
    for table in tables_of_303():
        _stands(table)


def _stands(table: dict[tuple[str, str, str], float]) -> None:
    out = release(results(table), EXACT)
    assert out.report.is_proved
    assert recovered(table, {group for _, group in hidden(out)}) == 0
