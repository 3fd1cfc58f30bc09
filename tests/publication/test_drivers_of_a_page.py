"""What drove a change, on the page of a measure: since the period that the finding names, or not at all."""

from __future__ import annotations

import pytest

from goldenthread.analysis.findings import since
from goldenthread.publication.content import drove
from goldenthread.publication.content.drove import drivers_blocks
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.tree import Details
from tests.publication.made_up import made_up_edition


def told() -> list[tuple[Shown, Details]]:
    """The measures of the made-up edition with what drove them."""
    found = []
    for shown in all_shown(made_up_edition()):
        for each in drivers_blocks(shown):
            assert isinstance(each, Details)
            found.append((shown, each))
    return found


def test_no_groups_are_told_of_a_change_that_no_earlier_period_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of what groups add to a change of nought would say what drove a change that there was not."""
    found = told()
    assert found
    for shown, _ in found:
        judged = shown.judged()
        assert judged is not None
        assert since(judged) is not None
    monkeypatch.setattr(drove, "since", lambda _: None)
    assert told() == []
