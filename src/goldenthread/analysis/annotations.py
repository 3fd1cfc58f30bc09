"""The register of annotations as a reader of one measure meets it: recorded decisions and changed rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goldenthread.analysis.sentences import date_words
from goldenthread.base.periods import Period
from goldenthread.model.annotation import STARTS_ANEW, Annotation, AnnotationKind
from goldenthread.model.measure import Measure

KIND_WORDS = {
    AnnotationKind.REDESIGN: "redesign",
    AnnotationKind.DEFINITION_BREAK: "rule changed",
    AnnotationKind.OUTAGE: "outage",
    AnnotationKind.REBASE: "limits start anew",
    AnnotationKind.NOTE: "note",
}
"""A kind as the label of a mark on a chart."""


def annotations_of(measure: Measure, register: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Everything dated that a reader of the measure should know, in order of days: the entries of the
    register, and the changes of its rule by its card and by dated parameters as entries like them.

    A break that the register repeats for the same day is told once, in the words of the rule.
    """
    breaks = [
        Annotation(made.on, AnnotationKind.DEFINITION_BREAK, made.says, (measure.id,))
        for made in measure.breaks
    ]
    told = {each.day for each in breaks}
    entries = [
        each
        for each in register
        if each.is_of(measure.id) and not (each.kind is AnnotationKind.DEFINITION_BREAK and each.day in told)
    ]
    return tuple(sorted([*breaks, *entries], key=lambda each: (each.day, each.kind.value, each.text)))


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
    if each.kind is AnnotationKind.DEFINITION_BREAK and not each.decided_by:
        return (
            f"The rule changed on {date_words(each.day)}: {each.text}; figures before it are not comparable."
        )
    decided = f" Decided by: {each.decided_by}." if each.decided_by else ""
    kind = KIND_WORDS[each.kind]
    return f"{kind[:1].upper()}{kind[1:]} on {date_words(each.day)}: {each.text.rstrip('.')}.{decided}"
