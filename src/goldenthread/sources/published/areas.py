"""Areas of published tables by their number: names are never the key, and codes that change are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goldenthread.model.published import AREA_OF_CODE, ENGLAND, JOINT, REGIONS, Area
from goldenthread.sources.text import clean, fold

_NUMBER = re.compile(r"(\d{3,4})(?:\.0)?")
_CODE = re.compile(r"[A-Z]\d{8}")
_SHORT = {"London (Inner)": "987", "London (Outer)": "988", "East": "985", "Yorkshire and Humber": "982"}
REGION_OF_NAME = {fold(name): number for number, (_, name) in REGIONS.items()} | {
    fold(name): number for name, number in _SHORT.items()
}
"""Regions by their folded names, for files that give no code of a region; an authority is never so found."""


def area_number(text: str) -> str:
    """An authority's number, or the numbers of a joint return ('314 / 318' is 314+318); empty when none."""
    parts = [_NUMBER.fullmatch(part.strip()) for part in clean(text).split("/")]
    numbers = [part[1] for part in parts if part]
    if not numbers or len(numbers) != len(parts) or any(len(one) == 4 and one != "1000" for one in numbers):
        return ""
    return JOINT.join(sorted(numbers)) if len(numbers) > 1 else numbers[0]


def area_of(text: str) -> str:
    """An area named by number, by statistical code or as England: what the store keeps; empty when none.

    The code of an authority stays as it is, until a file says whose it is.
    """
    plain = clean(text)
    if plain.casefold() == "england":
        return ENGLAND
    if _CODE.fullmatch(plain.upper()):
        return AREA_OF_CODE.get(plain.upper(), plain.upper())
    return area_number(plain)


def region_number(name: str, code: str = "") -> str:
    """A region's number, by its code, else by its name."""
    return AREA_OF_CODE.get(clean(code).upper(), "") or REGION_OF_NAME.get(fold(name), "")


def codes_in(text: str) -> tuple[str, ...]:
    """Statistical codes of a cell; a joint return has two."""
    return tuple(part for one in text.split("/") if _CODE.fullmatch(part := clean(one).upper()))


def merged(areas: Iterable[Area]) -> tuple[Area, ...]:
    """One area a number: the last name that is not empty, every code, the last region that was said."""
    found: dict[str, Area] = {}
    for area in areas:
        before = found.get(area.number, area)
        found[area.number] = Area(
            area.number,
            area.name or before.name,
            tuple(dict.fromkeys((*before.codes, *area.codes))),
            area.region or before.region,
        )
    return tuple(found[number] for number in sorted(found))
