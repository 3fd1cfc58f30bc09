"""Lists whose people the others do not know: every figure that puts them together is wrong and looks right.

Asked of a first load too, which has nothing to be compared with: its own lists are compared with each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goldenthread.base.errors import Place
from goldenthread.sources.reading import Reading, Unlisted
from goldenthread.warehouse.contract.limits import Limits
from goldenthread.warehouse.contract.moved import Kind, Moved

NUMBERS = "Did a spreadsheet or an export take the ids of one of them for numbers?"
OTHER_IDS = "Are the ids another system's, or was one of them made of a part of the children alone?"

SEVERAL = 4
"""Lists from which, where they are most of all, the one that is to know everybody is named in their place."""


def moved_in_people(reading: Reading, limits: Limits) -> Iterator[Moved]:
    """The lists of a reading of which too many people are unknown to the others, and those of which some
    would be known but for zeros or signs in their ids, which is said."""
    wrong = [one for one in reading.unlisted if _by_form(one, limits) or _strangers(one, limits)]
    if len(wrong) >= SEVERAL and 2 * len(wrong) > len(reading.unlisted) and wrong[0].whole:
        yield _of_most(wrong, len(reading.unlisted), limits)
        return
    for one in reading.unlisted:
        place = str(Place(one.file, one.sheet, None, one.header))
        stops = one in wrong
        if stops or (one.whole and one.alike):
            text = f"of {one.people:,} people of {one.list_name} {one.unknown:,} "
            text += f"{'is' if one.unknown == 1 else 'are'} not in {one.known_to}{_but_for(one)}."
            yield Moved(Kind.UNLISTED, place, text, _guess([one], limits), stops=stops)


def _of_most(wrong: Sequence[Unlisted], lists: int, limits: Limits) -> Moved:
    """What is said in place of a line for nearly every list."""
    most = max(wrong, key=lambda one: one.unknown)
    text = f"it does not know the people of {len(wrong)} of {lists} lists; of {most.people:,} people of "
    text += f"{most.list_name} {most.unknown:,} are not in it{_but_for(most)}."
    return Moved(Kind.UNLISTED, most.known_to, text, _guess(wrong, limits))


def _by_form(one: Unlisted, limits: Limits) -> bool:
    return one.alike >= limits.least_alike and one.alike >= limits.alike * one.people


def _strangers(one: Unlisted, limits: Limits) -> bool:
    return one.whole and one.unknown >= limits.least and one.unknown >= limits.unlisted * one.people


def _but_for(one: Unlisted) -> str:
    if not one.alike:
        return ""
    number = "all" if one.alike == one.unknown > 1 else f"{one.alike:,}"
    return f", {number} of them only because of {one.but_for}"


def _guess(listed: Sequence[Unlisted], limits: Limits) -> str:
    by_form = any(2 * one.alike >= one.unknown or _by_form(one, limits) for one in listed)
    return NUMBERS if by_form else OTHER_IDS
