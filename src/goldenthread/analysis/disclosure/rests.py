"""Rests between cards: a number of the whole authority that is nearly all of another one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from goldenthread.analysis.disclosure.cells import Key, View
from goldenthread.analysis.disclosure.links.some import some_links
from goldenthread.analysis.disclosure.primary import Reason, Target, needs
from goldenthread.model.result import ALL


def rests_between(view: View, withheld: Collection[Key]) -> Iterable[Target]:
    """The small rests of totals of which one card counts some of the rows of another: 154 of the 158 care
    leavers whose home is known leave four. Readers are taken to hold totals to the unit; groups are printed
    so that such a rest stays open. Of a percentage its own rest is a target already; cells that are withheld
    for their own sake tell nothing."""
    if not view.policy.rest_of_totals:
        return
    counted: dict[int, Key] = {}
    own = set()
    for cell in view.cells:
        if cell.is_total and cell.key not in withheld:
            counted.update((number, cell.key) for part, number in cell.numbers.values() if part.counted)
            if len(cell.numbers) > 1:
                own.add((cell.numbers["numerator"][1], cell.numbers["denominator"][1]))
    totals = {name: number for name, number in view.at.items() if number in counted and name[2] == ALL}
    for bound in some_links(totals):
        (whole, _), (some, _) = bound.terms
        rest = view.quantities.truth(whole) - view.quantities.truth(some)
        if view.policy.is_small(rest) and rest > 0 and (some, whole) not in own:
            yield Target(((whole, 1.0), (some, -1.0)), *needs(rest, view.policy), Reason.REST, counted[whole])
