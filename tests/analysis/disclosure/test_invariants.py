"""What holds of every release, whatever the numbers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Policy
from goldenthread.model.result import ALL, Status
from tests.analysis.disclosure.generated import council
from tests.analysis.disclosure.generated import releases as all_releases
from tests.analysis.disclosure.tables import hidden, printed, release, results

PLACES = ("central", "east", "west")
NUMBERS = st.lists(st.integers(0, 60) | st.integers(0, 7), min_size=3, max_size=3)


def table(numbers: list[int], measure: str = "plans_started") -> dict[tuple[str, str, str], float]:
    """Three localities and their total."""
    groups = {(measure, "locality", p): float(n) for p, n in zip(PLACES, numbers, strict=True)}
    return {**groups, (measure, "", ""): float(sum(numbers))}


@settings(max_examples=40)
@given(NUMBERS, st.sampled_from([1, 3, 5, 10]))
def test_what_is_shown_is_the_true_number_rounded(numbers: list[int], multiple: int) -> None:
    policy = Policy(rounding=multiple, moving_rounding=max(multiple, 5))
    out = release(results(table(numbers)), policy)
    assert out.report.is_proved
    for (measure, breakdown, group), number in table(numbers).items():
        shown = printed(out, measure, breakdown, group)
        if shown == "[c]":
            row = next(r for r in out.results if r.group == (group or ALL))
            assert (row.numerator, row.denominator, row.value) == (None, None, None)
        else:
            assert shown % multiple == 0
            assert abs(shown - number) <= multiple / 2
            assert number == 0 or number >= policy.threshold


@settings(max_examples=25)
@given(NUMBERS)
def test_no_sum_gives_a_small_number_away(numbers: list[int]) -> None:
    """With nothing rounded, whatever is withheld leaves room: the withheld groups could be otherwise."""
    out = release(results(table(numbers)), Policy(rounding=1, moving_rounding=1))
    gone = [n for p, n in zip(PLACES, numbers, strict=True) if ("plans_started", p) in hidden(out)]
    total_gone = ("plans_started", "all") in hidden(out)
    for number in gone:
        if 0 < number < 6 and not total_gone:
            rest = sum(gone)
            assert len(gone) > 1
            assert rest >= max(number + 3, 6)


@settings(max_examples=20)
@given(NUMBERS)
def test_noughts_alone_are_shown(numbers: list[int]) -> None:
    safe = [0 if n < 6 else n for n in numbers]
    assert hidden(release(results(table(safe)))) == set()


@settings(max_examples=20)
@given(NUMBERS)
def test_the_same_release_again_is_the_same(numbers: list[int]) -> None:
    """A release made again with itself in the ledger tells nothing new and takes nothing back."""
    found = results(table(numbers))
    first = release(found)
    again = release(found, ledger=(Earlier(first.results, DEFAULT, found),))
    assert hidden(again) == hidden(first)
    assert again.results.table.equals(first.results.table)


@settings(max_examples=15)
@given(NUMBERS, NUMBERS)
def test_a_ledger_never_shows_more(then: list[int], now: list[int]) -> None:
    first = results(table(then, "plans_open"), "2023-11")
    before = release(first)
    found = results(table(now, "plans_open"))
    alone = release(found)
    out = release(found, ledger=(Earlier(before.results, DEFAULT, first),))
    assert hidden(alone) <= hidden(out) or len(hidden(out)) >= len(hidden(alone))


def test_three_months_of_a_generated_council_are_proved() -> None:
    shown = 0
    for month, out in all_releases(council(7, 4)):
        assert out.report.is_proved
        assert len(out.results) == len(month.public)
        for row in out.results:
            if row.status is not Status.OK:
                assert (row.numerator, row.denominator, row.value) == (None, None, None)
            shown += row.status is Status.OK
        small = [r for r in month.results if r.breakdown == ALL and 0 < (r.numerator or 0) < 6]
        for row in small:
            if row.measure in ("plans_started", "plans_ended", "plans_open"):
                key = (row.measure, row.authority, row.period)
                assert out.results.get(*key).status is Status.CONFIDENTIAL
    assert shown > 200
