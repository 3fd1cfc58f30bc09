"""The settings of a new workspace: what stands there as a comment is a setting once its mark is gone."""

from __future__ import annotations

import re
from pathlib import Path

from goldenthread.analysis.comparators import Wanted
from goldenthread.cli.compared_with import wanted
from goldenthread.sources.published.areas import region_number
from goldenthread.warehouse import workspace as workspaces


def test_the_comparators_of_a_new_workspace_are_the_usual_until_their_marks_are_taken_away(
    tmp_path: Path,
) -> None:
    made, _ = workspaces.create(tmp_path / "here", "X06000009", "Fourmouth", tmp_path / "key")
    assert wanted(made) == wanted(workspaces.read(made.root)) == Wanted()
    file = made.root / workspaces.SETTINGS
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^#(?=comparators|  )", "", text), encoding="utf-8")
    assert wanted(workspaces.read(made.root)) == Wanted(
        ("851", "850", "921"), "median", "852", region_number("South East", "South East")
    )
