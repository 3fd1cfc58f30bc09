"""Whether two standards mean the same by a measure: declared for every measure and pair that could meet.

The declarations stand in `catalogue/coincidences.yml`. A pair of standards meets in a measure when the card
names both, or joins a register to the children of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

from goldenthread.base.documents import read_yaml
from goldenthread.base.errors import RefusedInput, suggest
from goldenthread.engine.availability import STANDARDS
from goldenthread.engine.compute import parts_of
from goldenthread.engine.tallies import tallies
from goldenthread.model.measure import Measure
from goldenthread.model.standards import LOCAL
from goldenthread.warehouse.facts import fact

FILE = "coincidences.yml"
CHILD_LEVEL = tuple(name for name, code in STANDARDS.items() if code != LOCAL)
"""The standards of children's records, as cards name them, in the order in which pairs are named."""

VERDICTS: dict[str, str] = {
    "coincide": "the same",
    "within": "nearly the same",
    "differ": "not the same",
    "never": "only one of them supplies it",
}
"""What is declared of a pair, and how a reader is told."""

Pair = tuple[str, str]
"""Two standards by their codes (SSD, AA, CIN, 903), in that order."""


@dataclass(frozen=True)
class Coincidence:
    """What is declared of a measure and a pair. `says`: why they differ. `percent`: by how much at most the
    figures that nearly coincide may differ, of the greater. `shown`: whether the invented returns of the
    tests show two figures that meet, or that differ; else it is declared from the definitions alone."""

    measure: str
    pair: Pair
    verdict: str
    says: str = ""
    percent: float = 0
    shown: bool = True

    @property
    def words(self) -> str:
        """The verdict as a reader is told it."""
        near = f", within {self.percent:g}%" if self.verdict == "within" else ""
        return f"{VERDICTS[self.verdict]}{near}"

    def explains(self, first: float | None, second: float | None) -> bool:
        """Whether two values that differ may do so by what is declared."""
        if self.verdict == "differ":
            return True
        if self.verdict != "within" or first is None or second is None:
            return False
        return abs(first - second) <= self.percent / 100 * max(abs(first), abs(second))


def meeting(measure: Measure, catalogue: Mapping[str, Measure]) -> tuple[Pair, ...]:
    """The pairs of standards that meet in a measure."""
    named = {name.split(":")[0] for name in measure.standards}
    parts = parts_of(measure, tallies([measure], catalogue, [])).values()
    if "local" in named and not all(fact(part.component.fact).local for part in parts):
        named |= set(CHILD_LEVEL)
    codes = [STANDARDS[name] for name in CHILD_LEVEL if name in named]
    return tuple(combinations(codes, 2))


@cache
def reasons() -> dict[str, str]:
    """Why figures differ: name -> a sentence."""
    return {str(name): str(says) for name, says in _document()["reasons"].items()}


@cache
def coincidences() -> dict[tuple[str, Pair], Coincidence]:
    """Every declaration, by measure and pair. A pair declared twice, or by an unknown reason, is refused."""
    found: dict[tuple[str, Pair], Coincidence] = {}
    for one in _declared(_document()["pairs"]):
        key = (one.measure, one.pair)
        if key in found:
            raise RefusedInput(f"{one.measure} is declared twice for {' and '.join(one.pair)}.", where=FILE)
        found[key] = one
    return found


def coincidence(measure: Measure, pair: Pair) -> Coincidence | None:
    """What is declared of a pair in a measure; a variant stands by its own declaration, else by its
    measure's; a council's own measure by none."""
    declared = coincidences()
    return declared.get((measure.id, pair)) or declared.get((measure.variant_of or "", pair))


def _document() -> Any:
    return read_yaml(files("goldenthread.catalogue").joinpath(FILE).read_text(encoding="utf-8"))


def _declared(pairs: Mapping[str, Any]) -> Iterator[Coincidence]:
    for name, specs in pairs.items():
        first, _, second = str(name).partition(" and ")
        pair = (STANDARDS[first], STANDARDS[second])
        for spec in specs:
            verdict = next(key for key in VERDICTS if key in spec)
            says = _says(verdict, str(spec.get("reason", "")), str(spec.get("because", "")).strip())
            percent, shown = float(spec.get("percent", 0)), bool(spec.get("shown", True))
            for measure in spec[verdict]:
                yield Coincidence(str(measure), pair, verdict, says, percent, shown)


def _says(verdict: str, reason: str, because: str) -> str:
    """The words of a reason and what is particular to the pair; only what coincides needs none."""
    if reason and reason not in reasons():
        raise RefusedInput(f"There is no reason '{reason}'.", where=FILE, do=suggest(reason, reasons()))
    if not reason and verdict != "coincide":
        raise RefusedInput(f"A pair declared '{verdict}' needs a reason.", where=FILE)
    return " ".join(filter(None, (reasons().get(reason, ""), because)))
