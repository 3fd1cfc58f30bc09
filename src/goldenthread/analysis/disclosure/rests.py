"""Rests between cards and within them: a number that is nearly all, or all, of another one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from goldenthread.analysis.disclosure.cells import Key, View
from goldenthread.analysis.disclosure.links.between import links_within
from goldenthread.analysis.disclosure.links.listed import Listed
from goldenthread.analysis.disclosure.links.some import some_links
from goldenthread.analysis.disclosure.primary import Reason, Target, needs
from goldenthread.analysis.disclosure.quantities import Name
from goldenthread.model.result import ALL


def rests_between(
    view: View, withheld: Collection[Key], links: Sequence[Listed], told: Mapping[Name, int]
) -> Iterable[Target]:
    """The small rests of totals of which one card counts some of another: 154 of the 158 care leavers whose
    home is known leave four. Readers are taken to hold totals to the unit; groups are printed so that such a
    rest stays open. Of a percentage its own rest is a target already; cells that are withheld for their own
    sake tell nothing. `told`: the totals that earlier releases showed."""
    if not view.policy.rest_of_totals:
        return
    counted: dict[int, Key] = {}
    own = set()
    for cell in view.cells:
        if cell.is_total and cell.key not in withheld:
            counted.update((number, cell.key) for part, number in cell.numbers.values() if part.counted)
            if len(cell.numbers) > 1:
                own.add((cell.numbers["denominator"][1], cell.numbers["numerator"][1]))
    here = {name: number for name, number in view.at.items() if number in counted and name[2] == ALL}
    totals = {**told, **here}
    for bound in dict.fromkeys((*some_links(totals), *links_within(view, links, totals))):
        _, *some = bound.terms
        numbers = tuple(number for number, _ in bound.terms)
        key = next((counted[number] for number in numbers if number in counted), None)
        rest = sum(factor * view.quantities.truth(number) for number, factor in bound.terms)
        if key and some and view.policy.is_small(rest) and rest > 0 and numbers not in own:
            yield Target(bound.terms, *needs(rest, view.policy), Reason.REST, key)


def all_in_one(view: View) -> Iterable[Target]:
    """A small whole of which everybody is in one group: of "all 12 are in residential homes" nobody needs to
    know whom it is of. What the others leave must be able to be more than nought. (Of a percentage that is a
    target of its own.)"""
    totals = {number for cell in view.cells if cell.is_total for _, number in cell.numbers.values()}
    for cell in view.cells:
        if cell.is_total or cell.measure.form == "percentage":
            continue
        for part, number in cell.numbers.values():
            family, period, _, _ = view.quantities.all[number].name
            whole = view.at.get((family, period, ALL, ALL))
            if whole not in totals or whole == number or not part.counted or part.signed:
                continue
            total, of_it = view.quantities.truth(whole), view.quantities.truth(number)
            if 0 < total == of_it and total < view.policy.whole_group_below:
                terms = ((whole, 1.0), (number, -1.0))
                yield Target(terms, float(view.policy.protection), None, Reason.WHOLE, cell.key)
