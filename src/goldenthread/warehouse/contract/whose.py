"""Whose return it is: the number in its header, held against that of the workspace.

The number of an English authority is known. Of any other, such as an invented council, the number of the
first return stands for the workspace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from goldenthread.base.errors import Place
from goldenthread.model.authorities import PUBLISHED_AUTHORITIES
from goldenthread.sources.reading import Reading
from goldenthread.warehouse.contract.moved import Kind, Moved

IN_HEADER = "LEA"
NUMBER = re.compile(r"[0-9]{3}")


class Numbered(Protocol):
    """A load, or a reading that is not stored yet."""

    @property
    def authority(self) -> str:
        """The code of the workspace's authority."""

    @property
    def number(self) -> str:
        """The number of the authority that its files name."""


def of_another(reading: Reading, loads: Iterable[Numbered]) -> Iterator[Moved]:
    """That a reading is of another authority than the workspace. A number that a load in force has was the
    workspace's own, or meant."""
    if not reading.number:
        return
    own = number_of(reading.authority)
    loaded = {one.number for one in loads if one.authority == reading.authority and one.number}
    if reading.number in loaded or reading.number == own or not (own or loaded):
        return
    whole = f"the workspace is of {_named(reading.authority)}"
    if own not in ("", reading.authority):
        whole += f", whose number is {own}"
    if not own:
        whole = f"returns that are loaded are of {' and '.join(sorted(loaded))}"
    text = f"the return is of the authority with the number {_named(reading.number)}; {whole}."
    yield Moved(Kind.AUTHORITY, str(Place(", ".join(reading.files), column=IN_HEADER)), text)


def number_of(authority: str) -> str:
    """The three-digit number of an authority by its code, which may be the number itself; '' if unknown."""
    if NUMBER.fullmatch(authority):
        return authority
    known = PUBLISHED_AUTHORITIES.get(authority.upper())
    return known.number if known else ""


def _named(code: str) -> str:
    """A code or a number, with the name of its authority where it is known."""
    names = {one.name: None for one in PUBLISHED_AUTHORITIES.values() if code in (one.code, one.number)}
    return f"{code} ({' or '.join(names)})" if names else code
