"""From a reference to the words that it prints, each figure with the key of its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from goldenthread.analysis.broken import across
from goldenthread.analysis.change import Change, change
from goldenthread.analysis.comparators.comparator import Comparator, Kind
from goldenthread.analysis.few import count_first
from goldenthread.analysis.figures import (
    Figure,
    Words,
    difference_of,
    is_percentage,
    number,
    part_of,
    percent_of,
    value_of,
)
from goldenthread.analysis.findings import TOLD
from goldenthread.analysis.findings.printing import side_of_range, unit_after, usual_range
from goldenthread.analysis.findings.records import Judged
from goldenthread.analysis.sentences import amount, counted, short, target_words, when
from goldenthread.analysis.targets import NEARLY, Rated, Rating, rate, target_in_force
from goldenthread.base.errors import nearest, suggest
from goldenthread.base.periods import Period
from goldenthread.editions.commentary.grammar import Reference, WrongReference
from goldenthread.editions.commentary.world import World
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, CROSS, Result

COMPARED: Mapping[str, Kind] = {"england": "england", "region": "region", "neighbours": "neighbours"}
"""The comparators that a reference may name."""

SIDES = {1: "above", 0: "within", -1: "below"}


def resolve(reference: Reference, world: World) -> Words:
    """What a reference prints. Raises WrongReference where the edition has no such figure."""
    measure = _measure(reference, world)
    period = world.period_of(measure.id, reference.period)
    if period is None:
        raise WrongReference(
            f"'{reference.period}' is no period of {measure.id}.",
            f"Write previous, last_year or a period such as {world.period_of(measure.id)}.",
        )
    if reference.form == "when":
        return (when(measure, period),)
    reference = _with_group(reference, measure, period, world)
    result = _result(reference, measure, period, world)
    return _PRINTERS[_maker(reference.form)](reference, measure, result, world)


def _maker(form: str) -> str:
    return "vs" if form.startswith("vs") else "usual" if form.startswith("usual") else form


def _measure(reference: Reference, world: World) -> Measure:
    if reference.measure in world.shown:
        return world.measures[reference.measure]
    if reference.measure in world.measures:
        raise WrongReference(
            f"This edition does not show the measure '{reference.measure}'.",
            "A measure is shown when strategy.yml names it.",
        )
    raise WrongReference(
        f"There is no measure '{reference.measure}'.", suggest(reference.measure, world.shown)
    )


def _with_group(reference: Reference, measure: Measure, period: Period, world: World) -> Reference:
    """The reference with the group's own id, when it was named as a reader says it."""
    if reference.breakdown == ALL:
        return reference
    groups = world.results.groups(measure.id, world.authority, period.label, reference.breakdown)
    if not groups:
        known = [name.replace(CROSS, "*") for name in world.breakdowns(measure.id)]
        asked = reference.breakdown.replace(CROSS, "*")
        raise WrongReference(f"{measure.id} has no breakdown '{asked}' here.", suggest(asked, known))
    ids = [one.group for one in groups]
    named = {world.name(reference.breakdown, group).casefold(): group for group in ids}
    wanted = reference.group
    found = wanted if wanted in ids else named.get(wanted.casefold())
    if found is None:
        shown = [group.replace(CROSS, "*") for group in ids]
        raise WrongReference(
            f"{measure.id} has no group '{wanted.replace(CROSS, '*')}' by {reference.breakdown}.",
            suggest(wanted, shown),
        )
    return _replaced(reference, found)


def _replaced(reference: Reference, group: str) -> Reference:
    return Reference(
        reference.measure, reference.form, reference.period, reference.against, reference.breakdown, group
    )


def _result(reference: Reference, measure: Measure, period: Period, world: World) -> Result:
    found = world.result(measure.id, period, reference.breakdown, reference.group)
    if found is not None:
        return found
    if measure.split and reference.breakdown == ALL:
        groups = world.results.groups(measure.id, world.authority, period.label, measure.split.by)
        first = groups[0].group if groups else "GROUP"
        raise WrongReference(
            f"{measure.id} has lines and no total.", f"Add a group, as by {measure.split.by}={first}."
        )
    raise WrongReference(
        f"{measure.id} has no figure for {period.words()} in this edition.", _periods(measure, world)
    )


def _periods(measure: Measure, world: World) -> str:
    known = world.results.periods(measure.id)
    near = nearest(str(world.period_of(measure.id)), known)
    return f"It has {len(known)} periods, among them {near or known[-1]}." if known else "It has none."


def _value(_: Reference, measure: Measure, result: Result, __: World) -> Words:
    return (value_of(measure, result),)


def _in_full(_: Reference, measure: Measure, result: Result, __: World) -> Words:
    return (*amount(measure, result), counted(measure, result))


def _numerator(_: Reference, measure: Measure, result: Result, __: World) -> Words:
    return (_part(measure, result, "numerator"),)


def _denominator(_: Reference, measure: Measure, result: Result, __: World) -> Words:
    return (_part(measure, result, "denominator"),)


def _of(_: Reference, measure: Measure, result: Result, __: World) -> Words:
    top, bottom = _part(measure, result, "numerator"), _part(measure, result, "denominator")
    return (top,) if result.numerator is None else (top, " of ", bottom)


def _part(measure: Measure, result: Result, part: str) -> Figure:
    if measure.form not in ("percentage", "rate", "ratio"):
        raise WrongReference(f"{measure.id} is a {measure.form} and has no {part}.", "Print its value.")
    return part_of(result, "numerator" if part == "numerator" else "denominator")


def _vs(reference: Reference, measure: Measure, result: Result, world: World) -> Words:
    found, then = change_of(reference, measure, result, world)
    if found.difference is None or found.then is None:
        raise WrongReference(
            f"{measure.id} has no change since {then.words()}: {found.reason}.",
            "Print the figure of each period by itself.",
        )
    if reference.form.endswith("in percent"):
        if found.percent is None:
            raise WrongReference(
                f"A change of {measure.id} is not said in per cent.", "Write it without 'in percent'."
            )
        return (percent_of(result, then.label, found.percent),)
    if reference.form.endswith("in words"):
        return _change_words(measure, result, found, then)
    return (difference_of(measure, result, then.label, found.difference),)


def change_of(reference: Reference, measure: Measure, result: Result, world: World) -> tuple[Change, Period]:
    """The change that a reference names, and since when. Raises WrongReference where none may be made."""
    base = world.period_of(measure.id, reference.period)
    then = _since(reference, measure, world)
    if base and across(measure, then, base):
        raise WrongReference(
            f"The rule of {measure.id} changed since {then.words()}: its figures are not compared.",
            "Say when the rule changed.",
        )
    return change(measure, result, world.result(measure.id, then, reference.breakdown, reference.group)), then


def _since(reference: Reference, measure: Measure, world: World) -> Period:
    back = {"previous": 1, "last_year": 12}.get(reference.against)
    then = world.period_of(measure.id, reference.against)
    if back and reference.period:
        base = world.period_of(measure.id, reference.period)
        step = {"quarter": 3, "financial_year": 12, "calendar_year": 12}
        then = base.back(step.get(base.kind, 1) if back == 1 else back) if base else None
    if then is None:
        raise WrongReference(
            f"'{reference.against}' is no period of {measure.id}.", "Write previous, last_year or a period."
        )
    return then


def _change_words(measure: Measure, now: Result, found: Change, then: Period) -> Words:
    """'down from 30% in December 2022'; of figures that are printed alike that they are about the same."""
    old = found.then
    assert old is not None
    level: Words = (*short(measure, old), f" {when(measure, then)}")
    if number(measure, now.value or 0.0) == number(measure, old.value or 0.0):
        return ("the same as " if now.value == old.value else "about the same as ", *level)
    return ("up from " if (now.value or 0.0) > (old.value or 0.0) else "down from ", *level)


def rated_of(reference: Reference, measure: Measure, result: Result, world: World) -> Rated:
    """How a result stands against the target in force on the last day of its period."""
    period = world.period_of(measure.id, reference.period) or world.period
    scope = ALL if reference.breakdown == ALL else f"{reference.breakdown}={reference.group}"
    return rate(measure, result, target_in_force(world.targets, measure.id, period.end, scope))


def _target(reference: Reference, measure: Measure, result: Result, world: World) -> Words:
    target = rated_of(reference, measure, result, world).target
    if target is None:
        raise WrongReference(f"{measure.id} has no target here.", "Set one in targets.csv.")
    return (target_words(measure, target),)


def _rating(reference: Reference, measure: Measure, result: Result, world: World) -> Words:
    _target(reference, measure, result, world)
    rated = rated_of(reference, measure, result, world)
    if rated.rating is Rating.NOT_RATED:
        raise WrongReference(f"{measure.id} is not rated: {rated.reason}.", "Print the target alone.")
    if world.plain and rated.rating is Rating.NEAR:
        return (NEARLY,)
    return (TOLD.get(rated.rating, str(rated.rating)),)


def comparator_of(kind: Kind, measure: Measure, world: World) -> Comparator:
    """A published figure beside a measure. Raises WrongReference where there is none."""
    compared = world.comparators.get(measure.id)
    every = compared.of_kind(kind) if compared else ()
    found = next((one for one in every if one.value is not None), None)
    if found is None:
        why = (compared.why_none if compared else "") or "no published figures are loaded for it"
        theirs = "declare theirs: [71 per 10,000](source: LAIT 2022-23)"
        do = f"Leave it out, or {theirs}."
        if "benchmarks load" in why or compared is None:
            do = f"Load the series with 'goldenthread benchmarks load FILE', or {theirs}."
        raise WrongReference(f"{measure.id} has no figure of this comparator: {why.rstrip('.')}.", do)
    return found


def _compared(reference: Reference, measure: Measure, _: Result, world: World) -> Words:
    found = comparator_of(COMPARED[reference.form], measure, world)
    return (f"{number(measure, found.value or 0.0)} ({found.period_label})",)


def _usual(reference: Reference, measure: Measure, result: Result, world: World) -> Words:
    judged = world.judged(measure.id)
    ends = usual_range(judged) if judged else None
    if judged is None or ends is None or not _is_judged(judged, result):
        why = (judged.why_not if judged else "") or "only the total of the edition's period is judged"
        raise WrongReference(f"{measure.id} has no usual range here: {why}.", "Leave it out.")
    low, high = ends
    text = low.text.removesuffix("%") if is_percentage(measure) else low.text
    bare = Figure(text, *low.key, low.part)
    span: Words = (bare, " to ", high, unit_after(judged))
    if reference.form == "usual":
        return span
    return (f"{SIDES[side_of_range(judged)]} its usual range of ", *span)


def _is_judged(judged: Judged, result: Result) -> bool:
    return (result.period, result.breakdown) == (judged.series.period.label, ALL)


_PRINTERS: Mapping[str, Callable[[Reference, Measure, Result, World], Words]] = {
    "value": _value,
    "in full": _in_full,
    "numerator": _numerator,
    "denominator": _denominator,
    "of": _of,
    "vs": _vs,
    "target": _target,
    "rating": _rating,
    "england": _compared,
    "region": _compared,
    "neighbours": _compared,
    "usual": _usual,
}


def leads_with_count(reference: Reference, world: World) -> bool:
    """Whether a reference prints a percentage of so few that its count belongs beside it."""
    measure = world.measures.get(reference.measure)
    period = world.period_of(reference.measure, reference.period)
    result = world.result(reference.measure, period, reference.breakdown, reference.group)
    return measure is not None and result is not None and count_first(measure, result)
