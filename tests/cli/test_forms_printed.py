"""What commands print for machines holds no live text; a public draft that is not proved safe says so."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from goldenthread.analysis.disclosure import Policy
from goldenthread.base.periods import parse
from goldenthread.cli import month_edition
from goldenthread.cli.formats import print_csv
from goldenthread.publication.audiences import PUBLIC
from tests.publication.made_up import made_up_edition


def test_no_text_of_a_csv_is_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"team": "=cmd|' /C calc'!A0", "n": -3.0}, {"team": "@SUM(A1)", "n": None}]
    print_csv(("team", "n"), rows)
    assert capsys.readouterr().out == "team,n\n'=cmd|' /C calc'!A0,-3\n'@SUM(A1),\n"


@pytest.mark.parametrize("unproved", [(("cp_plans_open", "2023-12", "sex", "male"),), ()])
def test_a_public_draft_says_what_is_not_proved_safe(
    monkeypatch: pytest.MonkeyPatch, unproved: tuple[object, ...]
) -> None:
    said: list[str] = []
    public = SimpleNamespace(
        report=SimpleNamespace(is_proved=not unproved, unproved=unproved),
        edition=made_up_edition(audience="public"),
        policy=Policy(),
    )
    monkeypatch.setattr(month_edition, "say", said.append)
    monkeypatch.setattr(month_edition, "whole", lambda *_, **__: None)
    monkeypatch.setattr(month_edition, "for_the_public", lambda *_: public)
    monkeypatch.setattr(month_edition, "finished_public", lambda _, found, __: found)
    month_edition.edition(None, None, parse("2023-12"), PUBLIC)  # type: ignore[arg-type] # what reads them is replaced
    words = "Not proved safe in this edition, of numbers that nobody may pin down: 1."
    assert [each.startswith(words) for each in said] == [True] * len(unproved)
