"""The links between measures that their cards do not show: `catalogue/links.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from goldenthread.base.documents import read_yaml
from goldenthread.base.errors import RefusedInput, suggest

FILE = "links.yml"
Kind = Literal["alike", "parts", "apart", "within", "stock"]
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "alike": ("alike",),
    "parts": ("whole", "parts"),
    "apart": ("whole", "apart"),
    "within": ("whole", "within"),
    "stock": ("stock", "started", "ended"),
}
"""The fields of each kind of link, `because` beside them."""

_NAME = re.compile(r"(?P<measure>\w+)(?P<below>\.denominator)?(?:\[(?P<breakdown>\w+)=(?P<group>[^\]]+)\])?")


@dataclass(frozen=True)
class Ref:
    """A part of a measure; with a breakdown, of one group of it that stands for everybody."""

    measure: str
    role: Literal["numerator", "denominator"]
    breakdown: str = ""
    group: str = ""


@dataclass(frozen=True)
class Listed:
    """One link. `refs`: the whole first; of a stock it, what started and what ended."""

    kind: Kind
    refs: tuple[Ref, ...]
    because: str


@cache
def listed() -> tuple[Listed, ...]:
    """The links of the catalogue."""
    text = files("goldenthread.catalogue").joinpath(FILE).read_text(encoding="utf-8")
    return read_links(text, FILE)


def read_links(text: str, file: str) -> tuple[Listed, ...]:
    """Links as written. Raises RefusedInput naming the entry and what is valid."""
    document = read_yaml(text)
    if not isinstance(document, list):
        raise RefusedInput("Links are a list.", where=file, do="Begin each with '- '.")
    return tuple(_link(entry, f"{file}, entry {number}") for number, entry in enumerate(document, start=1))


def measures_named(links: Iterable[Listed]) -> set[str]:
    """Every measure that the links name."""
    return {ref.measure for link in links for ref in link.refs}


def _link(entry: Any, where: str) -> Listed:
    if not isinstance(entry, Mapping):
        raise RefusedInput("A link is lines such as 'whole: MEASURE'.", where=where)
    given = set(map(str, entry)) - {"because"}
    kind = next((kind for kind, fields in FIELDS.items() if given == set(fields)), None)
    if kind is None:
        known = sorted({field for fields in FIELDS.values() for field in fields})
        odd = next((name for name in sorted(given) if name not in known), "")
        raise RefusedInput(
            f"This is no link: {', '.join(sorted(given)) or 'nothing'}.", where=where, do=suggest(odd, known)
        )
    if not entry.get("because"):
        raise RefusedInput("A link says why it holds.", where=where, do="Add 'because: …'.")
    names = [name for field in FIELDS[kind] for name in _names(entry[field])]
    return Listed(kind, tuple(_ref(name, where) for name in names), str(entry["because"]))


def _names(value: Any) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _ref(name: str, where: str) -> Ref:
    found = _NAME.fullmatch(name)
    if not found:
        raise RefusedInput(
            f"'{name}' names no part of a measure.",
            where=where,
            do="Write MEASURE, MEASURE.denominator or MEASURE[breakdown=group].",
        )
    role: Literal["numerator", "denominator"] = "denominator" if found["below"] else "numerator"
    return Ref(found["measure"], role, found["breakdown"] or "", found["group"] or "")
