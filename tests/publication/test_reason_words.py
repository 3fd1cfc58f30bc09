"""A figure that is withheld is said to be withheld, not to be missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.analysis.absent import NOT_COMPUTED
from goldenthread.model.result import Result, Status
from goldenthread.publication.content.measure import absence
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.words import reason_words
from tests.publication.made_up import made_up_edition

SOURCES = Path(__file__).parents[2] / "src" / "goldenthread"


def withheld() -> tuple[Shown, Result]:
    shown = next(each for each in all_shown(made_up_edition()) if each.result(each.period))
    result = shown.result(shown.period)
    assert result is not None
    return shown, replace(result, value=None, numerator=None, status=Status.CONFIDENTIAL, reason="")


def test_what_is_withheld_is_kept_back() -> None:
    assert reason_words(withheld()[1]) == "kept back [c], so that no child can be found in it"
    assert reason_words(None) == "no result was computed"


def test_that_nothing_was_computed_is_said_in_one_place() -> None:
    found = [path for path in SOURCES.rglob("*.py") if NOT_COMPUTED in path.read_text(encoding="utf-8")]
    assert [path.name for path in found] == ["absent.py"]


def test_the_reason_of_a_result_goes_first() -> None:
    assert reason_words(replace(withheld()[1], reason="withheld by rule.")) == "withheld by rule"


def test_the_section_of_a_measure_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, hidden = withheld()
    monkeypatch.setattr(Shown, "result", lambda *_: hidden)
    notice = absence(shown)
    assert notice.title == "Kept back"
    assert notice.text == ("Kept back [c], so that no child can be found in it.",)
