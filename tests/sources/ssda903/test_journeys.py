"""Periods, placements, carers and legal statuses against a walk over every day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.sources.ssda903.journeys import (
    GAP,
    NO_ENTRY,
    NO_REASON,
    OVERLAP,
    RESTART,
    Episode,
    Journeys,
    Stretch,
    journeys,
)

FIRST = dt.date(2023, 4, 1)
HORIZON = 60
DAYS = [FIRST + dt.timedelta(n) for n in range(HORIZON + 1)]
TEMPORARY = ("T0", "T4")


@st.composite
def lives(draw: st.DrawFn) -> list[Episode]:
    """Episodes of one child: in order or not, with gaps, overlaps, open ends and reasons that do not fit."""
    starts = draw(st.lists(st.integers(0, HORIZON - 10), min_size=1, max_size=7, unique=True))
    episodes = []
    for number, start in enumerate(starts):
        length = draw(st.one_of(st.none(), st.integers(0, 25)))
        later = [one for one in starts if one > start]
        if later and draw(st.booleans()):
            length = min(later) - start
        place = draw(st.sampled_from(("K2", "U6", "A5", "P1", *TEMPORARY)))
        episodes.append(
            Episode(
                row=number,
                id=f"e{number}",
                person="child",
                start=DAYS[start],
                reason=draw(st.sampled_from(("S", "L", "P", "P", "T", "U", "B", None))),
                end=None if length is None else DAYS[start] + dt.timedelta(length),
                end_reason=draw(st.sampled_from(("X1", "X1", "E4A", None))),
                legal_status=draw(st.sampled_from(("C2", "V2", "V4", None))),
                place=place,
                where=(place, draw(st.sampled_from(("home", "other")))),
            )
        )
    return episodes


def both_say(one: Episode, after: Episode) -> bool:
    """Whether care went on from one episode to the next, whatever days lie between."""
    return one.end_reason == "X1" and after.reason not in ("S", None)


class Walk:
    """Day by day: which stay in care, which placement, which carer, numbered as they come."""

    def __init__(self, episodes: list[Episode]) -> None:
        self.stay: dict[dt.date, int] = {}
        self.placement: dict[dt.date, int] = {}
        self.carer: dict[dt.date, int] = {}
        self.status: dict[dt.date, str] = {}
        last: Episode | None = None
        home: Episode | None = None
        stays = placements = carers = 0
        for day in DAYS:
            begun = next((one for one in episodes if one.start == day), None)
            if begun is not None:
                if last is None or not (last.end is None or last.end >= day or both_say(last, begun)):
                    stays, placements, carers, home = stays + 1, placements + 1, carers + 1, begun
                else:
                    stays += begun.reason == "S"
                    same_home, same_carer = self.compared(home, last, begun)
                    placements += not same_home
                    carers += not same_carer
                    if not same_home:
                        home = begun
                last = begun
            if last is None:
                continue
            later = [one for one in episodes if one.start > day]
            after = min(later, key=lambda one: one.start, default=None)
            if last.end is None or day < last.end:
                in_home, status = True, last.legal_status
            elif after is not None and both_say(last, after):
                in_home, _ = self.compared(home, last, after)
                status = last.legal_status if last.legal_status == after.legal_status else None
            else:
                continue
            self.stay[day] = stays
            if in_home:
                self.placement[day], self.carer[day] = placements, carers
            if status:
                self.status[day] = status

    @staticmethod
    def compared(home: Episode | None, yesterday: Episode, today: Episode) -> tuple[bool, bool]:
        """Whether the child goes on in the same home, and with the same carer."""
        assert home is not None
        if today.reason == "S":
            return False, False
        if today.place in TEMPORARY:
            return True, True
        if home.place in TEMPORARY:
            return False, True
        back = yesterday.place in TEMPORARY
        if (back or today.reason is None) and today.where == home.where:
            return True, True
        if today.reason == "L" and not back:
            return True, True
        return False, today.place == "A5" or today.reason in ("T", "U", "L")


def by_day(stretches: Iterable[tuple[Hashable, Stretch]]) -> dict[dt.date, Hashable]:
    """What held on each day; two that hold on one day are an error."""
    found: dict[dt.date, Hashable] = {}
    for name, one in stretches:
        for day in DAYS:
            if one.start <= day and (one.end is None or day < one.end):
                assert day not in found
                found[day] = name
    return found


def alike(ours: Mapping[dt.date, Hashable], theirs: Mapping[dt.date, Hashable]) -> bool:
    """Whether both divide the same days in the same way, whatever they call the parts."""
    pairs = {(ours[day], theirs[day]) for day in ours if day in theirs}
    return ours.keys() == theirs.keys() and len(pairs) == len({one for one, _ in pairs}) == len(
        {other for _, other in pairs}
    )


@given(lives())
def test_they_divide_the_days_as_a_walk_does(episodes: list[Episode]) -> None:
    found, walk = journeys(episodes), Walk(episodes)
    assert alike(by_day((one.id, one) for one in found.periods), walk.stay)
    assert alike(by_day((one.id, one) for one in found.placements), walk.placement)
    assert alike(by_day((one.spell, one) for one in found.placements), walk.carer)
    assert by_day((one.key, one) for one in found.statuses) == walk.status


@given(lives())
def test_every_episode_lies_in_one_period_and_placement_that_hold_its_days(episodes: list[Episode]) -> None:
    found = journeys(episodes)
    assert sorted(stay.episode.id for stay in found.stays) == sorted(one.id for one in episodes)
    periods = {one.id: one for one in found.periods}
    placements = {one.id: one for one in found.placements}
    for stay in found.stays:
        for holder in (periods[stay.period], placements[stay.placement]):
            assert holder.start <= stay.episode.start
            assert holder.end is None or (stay.end is not None and stay.end <= holder.end)
        assert placements[stay.placement].period == stay.period


@given(lives())
def test_no_end_and_no_reason_is_made_up(episodes: list[Episode]) -> None:
    starts = {one.start for one in episodes}
    for stay in journeys(episodes).stays:
        assert stay.end == stay.episode.end or stay.end in starts
        assert stay.end_reason in (stay.episode.end_reason, None)
    for period in journeys(episodes).periods:
        assert period.end_reason in (None, *(one.end_reason for one in episodes))
        assert period.end_reason != "X1"
        assert period.end is not None or period.end_reason is None


@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(episodes: list[Episode], chance: Random) -> None:
    shuffled = list(episodes)
    chance.shuffle(shuffled)
    assert described(journeys(shuffled)) == described(journeys(episodes))


def described(found: Journeys) -> set[tuple[object, ...]]:
    stays = {(one.episode.id, one.end, one.end_reason, one.period, one.placement) for one in found.stays}
    return stays | {("placement", one.id, one.spell, one.end, one.move_reason) for one in found.placements}


def episode(number: int, reason: str, place: str = "U6", **more: object) -> Episode:
    """An episode of ten days that another one follows."""
    start = DAYS[number * 10]
    values: dict[str, object] = {
        "row": number,
        "id": f"e{number}",
        "person": "child",
        "start": start,
        "reason": reason,
        "end": start + dt.timedelta(10),
        "end_reason": "X1",
        "place": place,
        "where": (place, "home"),
        "legal_status": "C2",
    }
    return Episode(**{**values, **more})  # type: ignore[arg-type]


def spells(*episodes: Episode) -> list[str]:
    return [one.spell for one in journeys(episodes).placements]


def test_a_temporary_stay_breaks_neither_placement_nor_carer_though_all_carry_p() -> None:
    found = journeys([episode(0, "S"), episode(1, "P", "T0"), episode(2, "P", end=None)])
    assert [(one.start, one.end) for one in found.placements] == [(DAYS[0], None)]
    assert {stay.placement for stay in found.stays} == {"e0"}


def test_a_child_who_does_not_come_back_from_a_temporary_stay_has_moved() -> None:
    elsewhere = episode(2, "P", where=("U6", "elsewhere"), end=None)
    found = journeys([episode(0, "S"), episode(1, "P", "T0"), elsewhere])
    assert [(one.start, one.spell) for one in found.placements] == [(DAYS[0], "e0"), (DAYS[20], "e2")]


def test_a_change_of_law_goes_on_a_change_of_placement_keeps_the_carer_a_change_of_both_does_not() -> None:
    assert spells(episode(0, "S"), episode(1, "L")) == ["e0"]
    assert spells(episode(0, "S"), episode(1, "T", "U4")) == ["e0", "e0"]
    assert spells(episode(0, "S"), episode(1, "U", "U4")) == ["e0", "e0"]
    assert spells(episode(0, "S"), episode(1, "P", "K2")) == ["e0", "e1"]
    assert spells(episode(0, "S"), episode(1, "B", "K2")) == ["e0", "e1"]


def test_adoption_by_the_current_carer_keeps_the_carer_and_is_another_placement() -> None:
    assert spells(episode(0, "S"), episode(1, "P", "A5")) == ["e0", "e0"]
    assert spells(episode(0, "S"), episode(1, "P", "A6")) == ["e0", "e1"]


def test_care_that_restarts_on_the_day_it_ended_is_two_periods_that_touch_and_is_counted() -> None:
    for reason in ("E4A", "X1"):
        found = journeys([episode(0, "S", end_reason=reason), episode(1, "S", end=None)])
        assert [(one.start, one.end) for one in found.periods] == [(DAYS[0], DAYS[10]), (DAYS[10], None)]
        assert [one.spell for one in found.placements] == ["e0", "e1"]
        assert found.amiss == {RESTART: 1}


def test_a_day_between_them_makes_two_periods() -> None:
    first = episode(0, "S", end=DAYS[9], end_reason="E4A")
    found = journeys([first, episode(1, "S", end=None)])
    assert [(one.start, one.end, one.end_reason) for one in found.periods] == [
        (DAYS[0], DAYS[9], "E4A"),
        (DAYS[10], None, None),
    ]
    assert not found.amiss


def test_an_overlap_is_cut_where_the_next_episode_begins_and_loses_its_reason() -> None:
    found = journeys([episode(0, "S", end=DAYS[15], end_reason="E4A"), episode(1, "P", "K2", end=None)])
    assert [(stay.end, stay.end_reason) for stay in found.stays] == [(DAYS[10], None), (None, "X1")]
    assert len(found.periods) == 1
    assert found.amiss == {OVERLAP: 1}


def test_an_open_episode_before_another_ends_where_that_begins() -> None:
    found = journeys([episode(0, "S", end=None), episode(1, "P", "K2", end=None)])
    assert [stay.end for stay in found.stays] == [DAYS[10], None]
    assert found.amiss == {OVERLAP: 1}


def test_care_whose_next_episode_is_not_there_ends_without_a_reason() -> None:
    found = journeys([episode(0, "S")])
    assert [(one.end, one.end_reason) for one in found.periods] == [(DAYS[10], None)]
    assert found.amiss == {NO_REASON: 1}


def test_x1_on_an_open_episode_says_nothing() -> None:
    found = journeys([episode(0, "S", end=None)])
    assert [(one.end, one.end_reason) for one in found.periods] == [(None, None)]
    assert not found.amiss


def test_days_between_two_episodes_that_both_say_that_care_went_on_are_a_gap_and_no_end() -> None:
    """The episode between them is held, or did not come: no care ended and none began."""
    found = journeys([episode(0, "S", end=DAYS[8]), episode(1, "P", "K2", end=None)])
    assert [(one.start, one.end) for one in found.periods] == [(DAYS[0], None)]
    assert [(one.start, one.end) for one in found.placements] == [(DAYS[0], DAYS[8]), (DAYS[10], None)]
    assert found.amiss == {GAP: 1}


def test_care_after_a_gap_is_a_new_period_where_one_side_says_that_care_ended_or_began() -> None:
    ended = journeys([episode(0, "S", end=DAYS[8], end_reason="E4A"), episode(1, "P", end=None)])
    assert (len(ended.periods), ended.amiss) == (2, {NO_ENTRY: 1})
    begun = journeys([episode(0, "S", end=DAYS[8]), episode(1, "S", end=None)])
    assert (len(begun.periods), begun.amiss) == (2, {NO_REASON: 1})


def test_a_period_is_of_short_breaks_when_every_episode_is() -> None:
    short = [episode(0, "S", legal_status="V4"), episode(1, "L", legal_status="V3", end=None)]
    assert [one.is_short_breaks for one in journeys(short).periods] == [True]
    assert [one.is_short_breaks for one in journeys([*short[:1], episode(1, "L")]).periods] == [False]


def test_equal_legal_statuses_are_one_run() -> None:
    found = journeys([episode(0, "S"), episode(1, "P"), episode(2, "L", legal_status="E1", end=None)])
    assert [(one.key, one.start, one.end) for one in found.statuses] == [
        ("C2", DAYS[0], DAYS[20]),
        ("E1", DAYS[20], None),
    ]


def test_a_home_address_holds_until_another_is_given() -> None:
    found = journeys(
        [episode(0, "S", home="ZZ1 1AA"), episode(1, "P"), episode(2, "P", home="ZZ1 1AB", end=None)]
    )
    assert [(one.key, one.start, one.end) for one in found.homes] == [
        ("ZZ1 1AA", DAYS[0], DAYS[20]),
        ("ZZ1 1AB", DAYS[20], None),
    ]
