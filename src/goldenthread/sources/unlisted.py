"""People of one list whom the other lists of the delivery do not know: by count, never by id.

A spreadsheet or an export that takes the ids of one list for numbers takes their leading zeros off, or puts
'.0' behind them. Every record of that list is then of somebody of whom nothing else is known, and each figure
that puts lists together is wrong and looks right. The ids are compared before they are hashed, as afterwards
nothing is alike; what is kept of it is how many they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.sources.identity import BETWEEN, FLOAT_TAIL, normalise_column
from goldenthread.sources.reading import Unlisted

OTHER_LISTS = "any other list"
"""Who would know a person where no list is to name everybody."""

ZEROS = "^([A-Z]*)0+"
LETTERS = "^[A-Z]+0*([0-9])"


@dataclass(frozen=True)
class PeopleOf:
    """The ids of the people of one list: each that is written, normalised, once."""

    list_name: str
    file: str
    sheet: str | None
    header: str
    ids: pa.Array


def people_of(
    list_name: str, file: str, sheet: str | None, header: str, cells: pa.Array | pa.ChunkedArray
) -> PeopleOf:
    """The people in a column of ids as they are written."""
    return PeopleOf(list_name, file, sheet, header, _distinct([normalise_column(cells.unique())]))


def unlisted(lists: Iterable[PeopleOf], everybody: Sequence[PeopleOf], known_to: str) -> tuple[Unlisted, ...]:
    """The people of each list who are not among `everybody`, the list `known_to` that is to name them all."""
    listed = _distinct([one.ids for one in everybody])
    return tuple(_of(one, listed, known_to, whole=True) for one in lists) if len(listed) else ()


def unlisted_elsewhere(lists: Sequence[PeopleOf]) -> tuple[Unlisted, ...]:
    """The people of each list who are in none of the others, where no list is to name everybody."""
    found = []
    for one in lists:
        others = [other.ids for other in lists if other.list_name != one.list_name]
        found += [_of(one, _distinct(others), OTHER_LISTS, whole=False)] if others else []
    return tuple(found)


def _of(one: PeopleOf, listed: pa.Array, known_to: str, *, whole: bool) -> Unlisted:
    strange = one.ids.filter(pc.invert(pc.is_in(one.ids, value_set=listed)))
    alike, but_for = _alike(strange, listed, whole=whole) if len(strange) else (0, "")
    place = (one.list_name, one.file, one.sheet, one.header)
    return Unlisted(*place, known_to, len(one.ids), len(strange), alike, but_for, whole=whole)


def _alike(strange: pa.Array, listed: pa.Array, *, whole: bool) -> tuple[int, str]:
    """How many would be known if it were not for how their ids are written, and what it is with most of them.

    Letters before the digits may tell two systems apart, so they are left off only where everybody is listed.
    """
    ways = {words: way for words, way in WAYS.items() if whole or way is not _without_letters}
    found = {words: _in_common(way(strange), way(listed)) for words, way in ways.items()}
    most = max(found.values())
    return (most, next(words for words, number in found.items() if 2 * number >= most)) if most else (0, "")


def _in_common(ids: pa.Array, others: pa.Array) -> int:
    return int(pc.sum(pc.is_in(ids, value_set=others)).as_py() or 0)


def _without_zeros(ids: pa.Array) -> pa.Array:
    """Without the zeros before the digits: P00123 and P123 are one, and 00123 and 123."""
    return pc.replace_substring_regex(ids, ZEROS, r"\1")


def _without_tail(ids: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(ids, FLOAT_TAIL, r"\1")


def _without_both(ids: pa.Array) -> pa.Array:
    return _without_zeros(_without_tail(ids))


def _without_signs(ids: pa.Array) -> pa.Array:
    return _without_zeros(pc.replace_substring_regex(_without_tail(ids), BETWEEN, ""))


def _without_letters(ids: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(_without_signs(ids), LETTERS, r"\1")


WAYS: Mapping[str, Callable[[pa.Array], pa.Array]] = {
    "leading zeros": _without_zeros,
    "a '.0' behind the id": _without_tail,
    "leading zeros and a '.0' behind the id": _without_both,
    "spaces, dashes or leading zeros": _without_signs,
    "letters or zeros before the digits": _without_letters,
}
"""How ids are made alike, each way more than those before it but the second, and what is said of it."""


def _distinct(parts: Sequence[pa.Array]) -> pa.Array:
    """Each id once."""
    ids = pa.concat_arrays([part.cast(pa.string()) for part in parts]) if parts else pa.array([], pa.string())
    return ids.drop_null().unique()
