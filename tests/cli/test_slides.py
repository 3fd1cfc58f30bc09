"""A council's own template of slides: what cannot be used is said, and never stops an edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.cli.slides import slides_template
from goldenthread.warehouse.workspace import Workspace
from tests.publication.test_pptx_template import own


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr("goldenthread.cli.slides.say", said.append)
    return said


def here(root: Path, slides: object) -> Workspace:
    return replace(Workspace(root, "X06000001", "Solmere", root / "key"), slides=slides)


def test_without_a_setting_nothing_is_said(tmp_path: Path, messages: list[str]) -> None:
    assert slides_template(here(tmp_path, None)) is None
    assert messages == []


def test_a_template_that_can_be_used_is_taken(tmp_path: Path, messages: list[str]) -> None:
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "council.pptx").write_bytes(own())
    assert slides_template(here(tmp_path, {"template": "looks/council.pptx"})) == own()
    assert messages == []


ONE_LINE = "is to hold one line, 'template: FILE.pptx'"
WRONG = {
    "no mapping": ("council.pptx", ONE_LINE),
    "another word": ({"theme": "council.pptx"}, ONE_LINE),
    "no name": ({"template": 3}, ONE_LINE),
    "missing": ({"template": "gone.pptx"}, "gone.pptx, which cannot be read"),
    "unusable": ({"template": "bad.pptx"}, "bad.pptx cannot be the template of slides: it is not a Pow"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_used_is_said_and_ours_is_used(name: str, tmp_path: Path, messages: list[str]) -> None:
    (tmp_path / "bad.pptx").write_bytes(b"no archive")
    setting, why = WRONG[name]
    assert slides_template(here(tmp_path, setting)) is None
    [said] = messages
    assert why in said
    assert "The slides have the look of this software instead." in said
