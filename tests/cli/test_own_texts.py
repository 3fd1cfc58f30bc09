"""A council's own texts on public pages are scanned like its commentary: each with its place and a mend."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.cli.own_texts import check_own_texts, telling_texts
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.publication.edition import Edition
from tests.publication.made_up import made_up_edition

TELLING = "Two siblings were moved to the home in Mill Lane after a death."
HARMLESS = "Families find help early."
DAY = dt.date(2023, 12, 4)


def with_text(place: str, text: str) -> Edition:
    made = made_up_edition(audience="public")
    first, *others = made.strategy.priorities
    changed = {
        "outcome": {"strategy": replace(made.strategy, priorities=(replace(first, outcome=text), *others))},
        "name": {"strategy": replace(made.strategy, name=text)},
        "event": {"annotations": (Annotation(DAY, AnnotationKind.OUTAGE, text),)},
        "target": {"targets": (replace(made.targets[0], source=text),)},
        "title block": {"title_block": (("Committee", text),)},
        "contact": {"contact": text},
    }
    return replace(made, **changed[place])  # type: ignore[arg-type] # fields by name


PLACES = {
    "outcome": "The strategy, priority 'right-support', its outcome: ",
    "name": "The strategy, its name: ",
    "event": "An event of 4 December 2023, in the register of events: ",
    "target": "The target of ",
    "title block": "The title block, 'Committee': ",
    "contact": "The contact: ",
}


@pytest.mark.parametrize("place", PLACES)
def test_what_may_tell_of_somebody_is_named_with_its_place_and_a_mend(place: str) -> None:
    found = [line for line in telling_texts(with_text(place, TELLING), 6) if line.startswith(PLACES[place])]
    assert found
    assert all(line.endswith((".", "'")) and ". " in line for line in found)
    with pytest.raises(RefusedInput, match="Nothing was released"):
        check_own_texts(with_text(place, TELLING), 6)


@pytest.mark.parametrize("place", PLACES)
def test_other_words_pass(place: str) -> None:
    assert telling_texts(with_text(place, HARMLESS), 6) == []
    check_own_texts(with_text(place, HARMLESS), 6)
