"""What holds of every release, whatever the numbers."""

from __future__ import annotations

from math import inf

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Policy, Released, suppress
from goldenthread.analysis.disclosure.printed import Printed, printed_mean
from goldenthread.engine.cards import shipped_measures
from goldenthread.model.result import ALL, Result, Status
from goldenthread.model.results import Results
from tests.analysis.disclosure.generated import (
    AUTHORITY,
    BREAKDOWNS,
    LINKS,
    Month,
    council,
    releases,
)
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


def moving_mean(value: float, number: int) -> Printed:
    """A mean over twelve months that roll, as it is printed."""
    row = Result(
        measure="care_proceedings_weeks",
        authority=AUTHORITY,
        period="R12-2023-12",
        timing="flow",
        breakdown=ALL,
        group=ALL,
        numerator=value * number,
        denominator=float(number),
        value=value,
        status=Status.OK,
        snapshot="made",
        definition_version=1,
        flags=(),
        reason="",
    )
    return printed_mean(shipped_measures()[row.measure], row, DEFAULT.rounding)


@settings(max_examples=300)
@given(st.floats(0.5, 50_000), st.integers(10, 900), st.floats(-0.2, 0.2))
def test_the_range_of_a_printed_mean_is_what_prints_it(value: float, number: int, by: float) -> None:
    """Nothing outside the range prints the same, everything within does, and the sum behind it is as open as
    the page says: the range, times those that it is of, is a mean, or where the step changes three quarters
    of one."""
    shown = moving_mean(value, number)
    edge = 1e-9 * value
    assert shown.low - edge <= value <= shown.high + edge
    other = value * (1 + by)
    is_within = shown.low + edge < other < shown.high - edge
    is_outside = other < shown.low - edge or other > shown.high + edge
    if is_within or is_outside:
        assert (moving_mean(other, number).value == shown.value) == is_within
    tens = max(10 * int(5 * int(number / 5 + 0.5) / 10 + 0.5), 10)
    assert (shown.high - shown.low) * tens >= min(value, shown.value) * 0.75
    assert moving_mean(shown.value, number).value == shown.value


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
    assume(sum(safe) >= 20 or max(safe) < sum(safe))  # "all 12 are in the east" is told of too few
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


def test_a_reader_with_pencil_and_paper_learns_no_small_number() -> None:
    """Every release of a council: what is withheld is empty; one table at a time gives nothing away; two
    months of a group's stock do not tell a small move. Totals are taken to be known exactly."""
    looked = moves = 0
    last: tuple[Month, Released] | None = None
    for month, out in releases(council(7, 4)):
        assert out.report.is_proved
        assert len(out.results) == len(month.public)
        for row in out.results:
            if row.status is not Status.OK:
                assert (row.numerator, row.denominator, row.value) == (None, None, None)
        for measure in ("plans_open", "plans_started", "plans_ended", "contacts_received"):
            for breakdown in BREAKDOWNS[measure]:
                looked += _one_table(month, out, measure, breakdown)
        if last is not None:
            moves += sum(_two_months(last, (month, out), place) for place in PLACES)
        last = (month, out)
    assert looked > 10
    assert moves > 3


def _one_table(month: Month, out: Released, measure: str, breakdown: str) -> int:
    """The small groups of a table, each held against its total less the others."""
    period = month.period.label
    total = month.results.get(measure, AUTHORITY, period)
    groups = month.results.groups(measure, AUTHORITY, period, breakdown)
    groups = [row for row in groups if "10-17" not in row.group]
    told = {row.group: _told(out, row) for row in groups}
    looked = 0
    for row in groups:
        if not 0 < row.value < 6:
            continue
        looked += 1
        assert told[row.group] == (0, inf)
        if out.results.get(measure, AUTHORITY, period).status is Status.OK:
            others = [told[other.group] for other in groups if other is not row]
            low = max(total.value - sum(high for _, high in others), 0)
            high = total.value - sum(low for low, _ in others)
            assert low <= max(row.value - 3, 0)
            assert high >= max(row.value + 3, 6)
    return looked


def _told(out: Released, row: Result) -> tuple[float, float]:
    """Between what a printed count lies: 0, or 6 and more."""
    shown = out.results.get(row.measure, AUTHORITY, row.period, row.breakdown, row.group)
    if shown.status is Status.CONFIDENTIAL:
        return 0, inf
    if shown.value == 0:
        return 0, 0
    below, above = (5, 4) if row.measure == "plans_open" else (2, 2)
    assert row.value >= 6
    assert shown.value - below <= row.value <= shown.value + above
    return max(shown.value - below, 6), shown.value + above


def _two_months(then: tuple[Month, Released], now: tuple[Month, Released], place: str) -> int:
    rows = [m.results.get("plans_open", AUTHORITY, m.period.label, "locality", place) for m, _ in (then, now)]
    move = rows[1].value - rows[0].value
    if not 0 < abs(move) < 6:
        return 0
    (low_then, high_then), (low_now, high_now) = _told(then[1], rows[0]), _told(now[1], rows[1])
    assert high_now - low_then >= move + 3
    assert low_now - high_then <= max(move - 3, -rows[0].value)
    return 1


def test_a_ledger_without_its_unrounded_results_protects_too() -> None:
    """Where only the printed rows were kept, today's numbers stand for those behind them."""
    of = council(5, 3)
    ledger: list[Results] = []
    for number in range(3):
        month = of.month(number)
        out = suppress(month.results, of.cards, AUTHORITY, public=month.public, ledger=ledger, links=LINKS)
        ledger.append(out.results)
        assert out.report.is_proved
