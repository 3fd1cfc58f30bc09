"""The public form of a month's results: small numbers withheld, with all that would give them away."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from goldenthread.analysis.disclosure.audit import unproved
from goldenthread.analysis.disclosure.cells import Cell, Key, View
from goldenthread.analysis.disclosure.ledger import Earlier, Ledger
from goldenthread.analysis.disclosure.links import add_latent, links_of
from goldenthread.analysis.disclosure.links.listed import Listed, listed
from goldenthread.analysis.disclosure.links.told_months import unlike_their_months
from goldenthread.analysis.disclosure.moves import move_targets
from goldenthread.analysis.disclosure.policy import DEFAULT, Policy
from goldenthread.analysis.disclosure.primary import Contributions, Reason, Target, reasons_of, targets_of
from goldenthread.analysis.disclosure.printed import Bound, released, same_print, withheld
from goldenthread.analysis.disclosure.quantities import Name, Quantities
from goldenthread.analysis.disclosure.report import Report
from goldenthread.analysis.disclosure.rests import all_in_one, rests_between
from goldenthread.analysis.disclosure.revised import Standing, held_bounds, standing
from goldenthread.analysis.disclosure.secondary import Protection, protect, withdraw
from goldenthread.analysis.disclosure.system import System
from goldenthread.analysis.disclosure.told import as_open_as_before, is_silent, silence
from goldenthread.analysis.disclosure.weights import weight_of
from goldenthread.base.periods import parse
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result, Status
from goldenthread.model.results import SCHEMA, Results

REVISED = "revised"
"""The flag of a figure that was given otherwise before."""


@dataclass(frozen=True)
class Released:
    """What the public may see: results in which a cell is as printed or [c], and what was done."""

    results: Results
    report: Report


def suppress(
    results: Results,
    measures: Mapping[str, Measure],
    authority: str,
    policy: Policy = DEFAULT,
    *,
    public: Collection[Key] | None = None,
    ledger: Sequence[Earlier | Results] = (),
    contributions: Contributions | None = None,
    links: Sequence[Listed] | None = None,
) -> Released:
    """Release the results of an authority to the public.

    `public`: the keys that an edition shows (None: all of `results`); the others are only read, to know what
    lies behind earlier releases. `ledger`: every earlier public release, oldest first; results alone count as
    released by this policy. `contributions`: what each contributor adds to the sums, by key. Raises KeyError
    for a result whose card is not in `measures`.
    """
    begun = time.monotonic()
    rows = [row for row in _public(results, public) if row.authority == authority]
    if unknown := {row.measure for row in rows} - measures.keys():
        raise KeyError(f"no card for {', '.join(sorted(unknown))}")
    quantities = Quantities()
    earlier = [one if isinstance(one, Earlier) else Earlier(one, policy) for one in ledger]
    before = Ledger(earlier, results, authority, measures, quantities)
    view = View(rows, measures, quantities, policy)
    chosen = listed() if links is None else links
    work = _Work(view, before, policy, contributions or {}, chosen)
    work.tell()
    targets = list(dict.fromkeys(work.targets()))
    made = _protected(work.system, targets, policy)
    told = unproved(work.system, targets, made.worlds)
    if told:
        targets = as_open_as_before(work.before, targets, told)
        work.system.hidden.clear()
        made = _protected(work.system, targets, policy)
        for target, _ in unproved(work.system, targets, made.worlds):
            made.withdrawn |= silence(work.system, target)
    open_sides = [
        side for side in unproved(work.system, targets, made.worlds) if not is_silent(work.system, side[0])
    ]
    work.name_secondary(made)
    report = Report(
        cells=len(view.cells),
        withheld=dict(work.reasons),
        held=len(work.held.keys() - work.reasons.keys()),
        targets=len(targets),
        unproved=tuple(dict.fromkeys(target.key for target, _ in open_sides)),
        told=tuple(dict.fromkeys(target.key for target, _ in told)),
        weight=sum(work.system.weights[cell] for cell in made.chosen | made.withdrawn),
        least=made.least,
        clusters=made.clusters,
        exact=made.exact,
        seconds=time.monotonic() - begun,
    )
    return Released(_assembled(rows, work), report)


class _Work:
    """One release in the making."""

    def __init__(
        self,
        view: View,
        ledger: Ledger,
        policy: Policy,
        contributions: Contributions,
        links: Sequence[Listed],
    ) -> None:
        self.view, self.ledger, self.policy, self.contributions = view, ledger, policy, contributions
        self.links = links
        self.system = System(view.quantities)
        self.reasons: dict[Key, tuple[Reason, ...]] = {}
        self.held: dict[Key, Result] = {}
        self.cells: dict[Key, Cell] = {cell.key: cell for cell in view.cells}
        self.before = System(view.quantities)
        """What readers knew when this release was not there."""

    def tell(self) -> None:
        """Put into the system all that readers know: links, earlier releases, and the cells of this one."""
        views = (*self.ledger.views, self.view)
        last = {name: number for view in views for name, number in view.at.items()}
        known: dict[Name, int] = {}
        for view in views:
            known |= view.at
            add_latent(view, self.links, known)
            known |= view.at
            bounds = list(links_of(view, self.links, {**last, **known}))
            self.system.add(bounds)
            if view is not self.view:
                self.before.add(bounds)
        self.system.add(self.ledger.known)
        self.before.add(self.ledger.known)
        public = set(self.ledger.known)
        latest = max((parse(cell.result.period).last_month for cell in self.view.cells), default=0)
        told = self.ledger.names_told()
        unlike = unlike_their_months(self.view.cells, known, told, self.view.quantities)
        for number, cell in enumerate(self.view.cells):
            reasons = reasons_of(cell, self.policy, self.contributions)
            if cell.key in unlike:
                reasons.append(Reason.ROLLS)
            if reasons:
                self.reasons[cell.key] = tuple(reasons)
                continue
            tells = self._told_by(cell)
            if any(bound not in public for bound in tells):
                self.system.weights[number] = weight_of(cell, latest)
                self.system.add(tells, number)

    def _told_by(self, cell: Cell) -> list[Bound]:
        """What readers learn when the cell is shown; of one shown before, a small correction waits."""
        if cell.key not in self.ledger.printed:
            return cell.bounds
        row, was = self.ledger.printed[cell.key]
        found = standing(cell, row, was, self.policy)
        if found is Standing.BETWEEN:
            self.reasons[cell.key] = (Reason.MOVE,)
            return []
        if found is Standing.HELD:
            self.held[cell.key] = row
        exact = self.policy.totals_known and cell.is_total
        return cell.bounds if exact or found is Standing.NEW else held_bounds(cell, was, self.policy)

    def targets(self) -> Iterable[Target]:
        """What readers may not pin down: of this release, and of earlier ones where this tells of them."""
        quantities = self.view.quantities
        for cell in self.view.cells:
            yield from targets_of(cell, self.policy, self.contributions)
        yield from all_in_one(self.view)
        yield from rests_between(self.view, self.reasons, self.links, self.ledger.totals_told())
        *earlier, now = move_targets((*self.ledger.views, self.view), quantities, self.links)
        yield from now
        told = set(self.system.near(self.system.new, len(quantities.all), through_exact=False))
        before = [target for moves in earlier for target in moves]
        for cell, view in self.ledger.withheld():
            before += targets_of(cell, view.policy, self.contributions)
        yield from (target for target in before if any(number in told for number, _ in target.terms))

    def name_secondary(self, made: Protection) -> None:
        """Say of each cell that was withheld for others why."""
        for number in self.system.hidden:
            reason = Reason.WITHDRAWN if number in made.withdrawn else Reason.SECONDARY
            self.reasons[self.view.cells[number].key] = (reason,)


def _protected(system: System, targets: Sequence[Target], policy: Policy) -> Protection:
    """What to withhold so that each target has its worlds; around one that has none, everything."""
    made = protect(system, targets, policy.seconds)
    for side in unproved(system, targets, made.worlds):
        withdraw(system, side[0], [side], made)
    return made


def _public(results: Results, public: Collection[Key] | None) -> Iterable[Result]:
    if public is None:
        return results
    wanted = set(public)
    return (row for row in results if (row.measure, row.period, row.breakdown, row.group) in wanted)


def _assembled(rows: Iterable[Result], work: _Work) -> Results:
    """Each row as it goes out."""
    printed = [_printed(row, work) for row in rows]
    columns = [
        {**{name: getattr(row, name) for name in SCHEMA.names}, "flags": "; ".join(row.flags)}
        for row in printed
    ]
    return Results(pa.Table.from_pylist(columns, schema=SCHEMA))


def _printed(row: Result, work: _Work) -> Result:
    key = (row.measure, row.period, row.breakdown, row.group)
    if key in work.reasons or row.status is Status.CONFIDENTIAL:
        return withheld(row)
    row = replace(row, flags=tuple(flag for flag in row.flags if flag != REVISED))
    if key in work.held:
        was = work.held[key]
        return replace(row, numerator=was.numerator, denominator=was.denominator, value=was.value)
    if row.status is not Status.OK:
        return replace(row, numerator=None, denominator=None, value=None)
    cell = work.cells[key]
    return _marked(released(cell.measure, row, cell.multiple), work)


def _marked(row: Result, work: _Work) -> Result:
    """The row, marked as revised where the public was shown another number. That it was revised and prints
    the same would tell of a small correction."""
    shown = work.ledger.printed.get((row.measure, row.period, row.breakdown, row.group))
    if shown is None or same_print(row, shown[0]):
        return row
    return replace(row, flags=(*row.flags, REVISED))
