"""Parts of a measure: a numerator is no more than its denominator; the groups of an index add to those of
known group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from goldenthread.analysis.disclosure.cells import Cell
from goldenthread.analysis.disclosure.links.sums import at_most, sum_to
from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Quantities
from goldenthread.model.result import ADOLESCENT, CROSS


def part_links(cells: Sequence[Cell], quantities: Quantities) -> Iterable[Bound]:
    """All links between the numerators and denominators of the cells."""
    of_index: dict[int, dict[int, None]] = defaultdict(dict)
    for cell in cells:
        if "numerator" not in cell.numbers or "denominator" not in cell.numbers:
            continue
        top, bottom = cell.numbers["numerator"][1], cell.numbers["denominator"][1]
        if cell.measure.form == "percentage":
            yield at_most(top, bottom)
        if cell.measure.form == "index" and ADOLESCENT not in cell.result.group.split(CROSS):
            of_index[bottom][top] = None
    for known, groups in of_index.items():
        yield from sum_to(known, list(groups), quantities)
