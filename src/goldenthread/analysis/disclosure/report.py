"""What disclosure control did, in counts and plain words; never a withheld value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenthread.analysis.disclosure.cells import Key
from goldenthread.analysis.disclosure.primary import Reason
from goldenthread.base.numbers import plain


@dataclass(frozen=True)
class Report:
    """`cells` with numbers, of which `withheld` say why; `held`: corrections that wait. `targets`: numbers
    that may not be pinned down, of which `unproved` have no proof, and `told` are in earlier releases already
    and stay no less open than those left them.
    `weight` of what was withheld for others, and the `least` that it could have been, as far as shown;
    `clusters` of linked tables, of which `exact` were solved to the end."""

    cells: int
    withheld: Mapping[Key, tuple[Reason, ...]]
    held: int
    targets: int
    unproved: tuple[Key, ...]
    told: tuple[Key, ...]
    weight: float
    least: float
    clusters: int
    exact: int
    seconds: float

    @property
    def primary(self) -> int:
        """Cells withheld for their own sake."""
        return sum(reasons[0] not in _FOR_OTHERS for reasons in self.withheld.values())

    @property
    def secondary(self) -> int:
        """Cells withheld for the sake of others."""
        return sum(reasons[0] is Reason.SECONDARY for reasons in self.withheld.values())

    @property
    def withdrawn(self) -> int:
        """Cells withheld because no proof was found."""
        return sum(reasons[0] is Reason.WITHDRAWN for reasons in self.withheld.values())

    @property
    def is_proved(self) -> bool:
        """Whether every target has its proof."""
        return not self.unproved

    def by_measure(self) -> dict[str, dict[Reason, int]]:
        """Withheld cells of each measure by their first reason."""
        found: dict[str, Counter[Reason]] = {}
        for key, reasons in self.withheld.items():
            found.setdefault(key[0], Counter())[reasons[0]] += 1
        return {measure: dict(counts) for measure, counts in found.items()}

    def words(self) -> list[str]:
        """The report in sentences."""
        first = (
            f"{plain(len(self.withheld))} of {plain(self.cells)} figures are withheld: {plain(self.primary)} "
            f"for their own sake, {plain(self.secondary)} so that those cannot be worked out, "
            f"{plain(self.withdrawn)} because no proof was found in time."
        )
        said = [first]
        counts = Counter(reasons[0] for reasons in self.withheld.values())
        said += [f"{plain(count)} because {reason}." for reason, count in counts.most_common()]
        if self.held:
            said.append(f"{plain(self.held)} corrections wait until they are large enough to be shown.")
        told = [key for key in self.told if key not in self.unproved]
        proved = self.targets - len(self.unproved) - len(told)
        said.append(
            f"Of {plain(self.targets)} numbers that nobody may pin down, {plain(proved)} are proved safe."
        )
        if told:
            one = len(told) == 1
            were, them = (
                ("was told by an earlier release", "it") if one else ("were told by earlier releases", "them")
            )
            said.append(
                f"{plain(len(told))} {were} already; this one tells nothing more of {them}. "
                f"Measures: {_measures(told)}."
            )
        if self.unproved:
            said.append(
                f"{plain(len(self.unproved))} are not: what was released before already tells of them. "
                f"Measures: {_measures(self.unproved)}."
            )
        if self.weight:
            share = plain(100 * self.least / self.weight)
            said.append(f"No choice could withhold less than {share}% of what was withheld for others.")
        return said


_FOR_OTHERS = (Reason.SECONDARY, Reason.WITHDRAWN)


def _measures(keys: Iterable[Key]) -> str:
    return ", ".join(sorted({measure for measure, *_ in keys}))
