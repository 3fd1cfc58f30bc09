"""The register of annotations as a reader of one measure meets it: recorded decisions and changed rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from goldenthread.analysis.broken import CHANGED, said
from goldenthread.base.dates import day_words
from goldenthread.base.periods import Period
from goldenthread.model.annotation import STARTS_ANEW, Annotation, AnnotationKind
from goldenthread.model.measure import Break, Measure

KIND_WORDS = {
    AnnotationKind.REDESIGN: "redesign",
    AnnotationKind.DEFINITION_BREAK: CHANGED,
    AnnotationKind.OUTAGE: "outage",
    AnnotationKind.REBASE: "limits start anew",
    AnnotationKind.NOTE: "note",
}
"""A kind as the label of a mark on a chart."""


def with_register(measure: Measure, register: Iterable[Annotation]) -> Measure:
    """The measure with the definition breaks that the register names among the changes of its rule, so that
    nothing is compared across them. One for a day whose rule is known to have changed adds nothing."""
    known = {made.on for made in measure.breaks}
    more = [Break(each.day, each.text) for each in _breaks(measure, register) if each.day not in known]
    return replace(measure, breaks=tuple(sorted([*measure.breaks, *more], key=lambda made: made.on)))


def annotations_of(measure: Measure, register: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Everything dated that a reader of the measure should know, in order of days: the entries of the
    register, and the changes of its rule by its card and by dated parameters as entries like them.

    A change of the rule is told once a day: in the words of the rule, and with who decided it if the register
    says so.
    """
    entries = [each for each in register if each.is_of(measure.id)]
    deciders = {each.day: each.decided_by for each in _breaks(measure, entries)}
    kind = AnnotationKind.DEFINITION_BREAK
    told = [
        Annotation(made.on, kind, made.says, (measure.id,), deciders.get(made.on, ""))
        for made in with_register(measure, entries).breaks
    ]
    others = [each for each in entries if each.kind is not kind]
    return tuple(sorted([*told, *others], key=lambda each: (each.day, each.kind.value, each.text)))


def marks(annotations: Iterable[Annotation], periods: Sequence[Period]) -> tuple[tuple[int, Annotation], ...]:
    """The entries within a series, each with the place of the first period that reaches it.

    What starts anew with the first period is none: there is nothing before it.
    """
    found = []
    for each in sorted(annotations, key=lambda one: one.day):
        place = next((i for i, period in enumerate(periods) if period.end >= each.day), None)
        if place is None or each.day < periods[0].start:
            continue
        if place or each.kind not in STARTS_ANEW:
            found.append((place, each))
    return tuple(found)


def annotation_words(each: Annotation) -> str:
    """'Redesign on 1 April 2023: one front door. Decided by: assistant director.'"""
    text = each.text.rstrip(".")
    decided = f" Decided by: {each.decided_by.rstrip('.')}." if each.decided_by else ""
    if each.kind is AnnotationKind.DEFINITION_BREAK:
        return f"{said(Break(each.day, text))}{decided}"
    kind = KIND_WORDS[each.kind]
    return f"{kind[:1].upper()}{kind[1:]} on {day_words(each.day)}: {text}.{decided}"


def annotation_label(each: Annotation) -> str:
    """'redesign 1 Apr 2023', as the mark on a chart is labelled."""
    return f"{KIND_WORDS[each.kind]} {each.day.day} {each.day:%b %Y}"


def _breaks(measure: Measure, register: Iterable[Annotation]) -> list[Annotation]:
    kind = AnnotationKind.DEFINITION_BREAK
    return [each for each in register if each.kind is kind and each.is_of(measure.id)]
