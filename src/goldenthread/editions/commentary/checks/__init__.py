"""Every check of commentary: a function from a section to its remarks. The order is that of the report."""

from __future__ import annotations

from goldenthread.editions.commentary.checks.abbreviations import abbreviations
from goldenthread.editions.commentary.checks.apart import apart
from goldenthread.editions.commentary.checks.beside import positions
from goldenthread.editions.commentary.checks.comparisons import comparisons
from goldenthread.editions.commentary.checks.directions import directions
from goldenthread.editions.commentary.checks.drafts import drafts, unclosed
from goldenthread.editions.commentary.checks.few import few
from goldenthread.editions.commentary.checks.forms import forms
from goldenthread.editions.commentary.checks.more import more
from goldenthread.editions.commentary.checks.most import most
from goldenthread.editions.commentary.checks.moved import moved
from goldenthread.editions.commentary.checks.opposite import opposite
from goldenthread.editions.commentary.checks.order import order
from goldenthread.editions.commentary.checks.parts import parts
from goldenthread.editions.commentary.checks.phrases import phrases
from goldenthread.editions.commentary.checks.places import places
from goldenthread.editions.commentary.checks.section import Check, Section
from goldenthread.editions.commentary.checks.sums import sums
from goldenthread.editions.commentary.checks.targets import targets
from goldenthread.editions.commentary.checks.times import times
from goldenthread.editions.commentary.checks.touching import touching
from goldenthread.editions.commentary.checks.unbound import unbound
from goldenthread.editions.commentary.checks.units import units
from goldenthread.editions.commentary.checks.whole import whole
from goldenthread.editions.commentary.checks.whose import whose

CHECKS: tuple[Check, ...] = (
    drafts,
    unclosed,
    unbound,
    apart,
    sums,
    parts,
    directions,
    comparisons,
    order,
    positions,
    times,
    whose,
    places,
    whole,
    opposite,
    most,
    more,
    units,
    forms,
    touching,
    targets,
    few,
    phrases,
    abbreviations,
    moved,
)
"""Those of every edition; an edition for the public is scanned beside them, see `telling`."""

__all__ = ["CHECKS", "Check", "Section"]
