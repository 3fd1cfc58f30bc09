"""Groups and totals: the groups of a breakdown and its total, crossed groups and their margins, the
adolescent band and the two that it overlaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from goldenthread.analysis.disclosure.links.sums import sum_to
from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Family, Name, Quantities
from goldenthread.model.result import ADOLESCENT, ALL, CROSS

BANDS = ("10-15", "16-17")
"""The two age bands whose children the adolescent band counts again."""

Groups = Mapping[tuple[str, ...], int]


def group_links(at: Mapping[Name, int], quantities: Quantities) -> Iterable[Bound]:
    """All links between groups of the same family and period."""
    tables: dict[tuple[Family, str], dict[str, dict[tuple[str, ...], int]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for (family, period, breakdown, group), number in at.items():
        tables[family, period][breakdown][tuple(group.split(CROSS))] = number
    for table in tables.values():
        for breakdown, groups in table.items():
            if breakdown != ALL:
                yield from _margins(breakdown, groups, table, quantities)
                yield from _adolescents(groups, quantities)


def _margins(
    breakdown: str, groups: Groups, table: Mapping[str, Groups], quantities: Quantities
) -> Iterable[Bound]:
    names = breakdown.split(CROSS)
    wanted = [{place} for place in range(len(names))]
    if len(names) > 1:
        wanted.append(set(range(len(names))))
    for dropped in wanted:
        margin = CROSS.join(name for place, name in enumerate(names) if place not in dropped) or ALL
        parts: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for group, number in groups.items():
            if all(group[place] != ADOLESCENT for place in dropped):
                rest = tuple(one for place, one in enumerate(group) if place not in dropped)
                parts[rest or (ALL,)].append(number)
        for rest, numbers in parts.items():
            whole = table.get(margin, {}).get(rest)
            if whole is not None:
                yield from sum_to(whole, numbers, quantities)


def _adolescents(groups: Groups, quantities: Quantities) -> Iterable[Bound]:
    for group, number in groups.items():
        if ADOLESCENT in group:
            place = group.index(ADOLESCENT)
            bands = [
                groups[found]
                for band in BANDS
                if (found := (*group[:place], band, *group[place + 1 :])) in groups
            ]
            if bands:
                yield from sum_to(number, bands, quantities)
