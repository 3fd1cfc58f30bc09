"""The register as a reader of one measure meets it: which entries, in which words, at which place."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.analysis.annotations import (
    annotation_label,
    annotation_words,
    annotations_of,
    marks,
    with_register,
)
from goldenthread.base.periods import month
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.measure import Break
from tests.analysis.build import measure

APRIL, MAY = dt.date(2023, 4, 1), dt.date(2023, 5, 1)
BREAK = AnnotationKind.DEFINITION_BREAK
OUTAGE = Annotation(MAY, AnnotationKind.OUTAGE, "The case system was down")
OTHER = Annotation(MAY, AnnotationKind.NOTE, "Of another measure", ("x",))
RULE = "The rule changed on 1 April 2023: others are counted"
CARD = measure(breaks=(Break(APRIL, "others are counted", "x__before"),))


def test_entries_of_a_measure_and_of_all_stand_with_the_changes_of_its_rule() -> None:
    found = annotations_of(CARD, [OTHER, OUTAGE])
    assert found == (Annotation(APRIL, BREAK, "others are counted", ("m",)), OUTAGE)


def test_a_break_of_the_register_is_a_change_of_the_rule() -> None:
    entry = Annotation(MAY, BREAK, "agency workers count", ("m",), "board")
    made = with_register(CARD, [entry, OUTAGE, OTHER])
    assert made.breaks == (*CARD.breaks, Break(MAY, "agency workers count"))
    assert annotations_of(CARD, [entry]) == annotations_of(made, [entry])
    assert annotations_of(CARD, [entry])[1].decided_by == "board"


def test_a_change_known_by_its_rule_is_told_once_with_who_decided_it() -> None:
    entry = Annotation(APRIL, BREAK, "we count others now", (), "board")
    assert with_register(CARD, [entry]) == CARD
    assert annotations_of(CARD, [entry]) == (Annotation(APRIL, BREAK, "others are counted", ("m",), "board"),)


@pytest.mark.parametrize(
    ("day", "kind", "place"),
    [
        (dt.date(2023, 4, 1), AnnotationKind.NOTE, 3),
        (dt.date(2023, 4, 30), AnnotationKind.REBASE, 3),
        (dt.date(2023, 1, 15), AnnotationKind.OUTAGE, 0),
        (dt.date(2023, 1, 15), AnnotationKind.REBASE, None),  # nothing lies before it
        (dt.date(2023, 1, 15), BREAK, None),
        (dt.date(2022, 12, 31), AnnotationKind.NOTE, None),
        (dt.date(2023, 7, 1), AnnotationKind.NOTE, None),
    ],
)
def test_an_entry_stands_at_the_first_month_that_reaches_it(
    day: dt.date, kind: AnnotationKind, place: int | None
) -> None:
    half = [month(number) for number in range(636, 642)]  # January to June 2023
    entry = Annotation(day, kind, "words")
    assert marks([entry], half) == (() if place is None else ((place, entry),))
    assert marks([entry], []) == ()


@pytest.mark.parametrize(
    ("entry", "words", "label"),
    [
        (OUTAGE, "Outage on 1 May 2023: The case system was down.", "outage 1 May 2023"),
        (
            Annotation(APRIL, AnnotationKind.REBASE, "New front door.", (), "J. Doe"),
            "Limits start anew on 1 April 2023: New front door. Decided by: J. Doe.",
            "limits start anew 1 Apr 2023",
        ),
        (
            Annotation(APRIL, BREAK, "others are counted.", (), "board"),
            f"{RULE}; figures before it are not comparable. Decided by: board.",
            "rule changed 1 Apr 2023",
        ),
    ],
)
def test_an_entry_in_words(entry: Annotation, words: str, label: str) -> None:
    assert annotation_words(entry) == words
    assert annotation_label(entry) == label
