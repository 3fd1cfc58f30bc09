"""Commentary is checked from the command line: what blocks, what holds, what is not there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Place

GOOD = (
    "We took in {{ contacts_received | in full }} {{ contacts_received | when }}. Thanks to all who helped.\n"
)


def folder(root: Path, **sections: str) -> Path:
    root.mkdir(exist_ok=True)
    for name, text in sections.items():
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    return root


def test_what_blocks_is_listed_and_ends_in_refusal(council: Place, tmp_path: Path) -> None:
    words = folder(tmp_path / "words", summary="We had 7 contacts. TBC\n", summry="Words.\n")
    ran = council.run("commentary", "check", words, "--period", "2023-11", "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)
    assert {one["code"] for one in found} == {"unbound", "draft", "unknown_section"}
    assert all(one["blocks"] for one in found)
    assert "keep it from release" in ran.err


def test_what_holds_passes(council: Place, tmp_path: Path) -> None:
    ran = council.run("commentary", "check", folder(tmp_path / "words", summary=GOOD), "--period", "2023-11")
    assert ran.code == 0, ran.err
    assert "0 remarks" in ran.err


def test_a_folder_without_words_is_refused(council: Place, tmp_path: Path) -> None:
    ran = council.run("commentary", "check", tmp_path, "--period", "2023-11")
    assert ran.code == 1
    assert "no commentary" in ran.err


def test_words_for_the_public_are_judged_by_its_figures_and_the_policy_of_the_workspace(
    council: Place, tmp_path: Path
) -> None:
    """Four contacts are too few to be printed, and under a threshold of 8 so are seven children."""
    shutil.copytree(council.root, tmp_path / "here")
    here = Place(tmp_path / "here", council.line, council.key)
    words = folder(tmp_path / "words", summary=f"{GOOD}\nSeven children of many moved. All else is calm.\n")
    check = ("commentary", "check", words, "--period", "2023-11", "--format", "json")

    def codes(*more: str) -> list[tuple[str, int]]:
        return [(one["code"], one["line"]) for one in json.loads(here.run(*check, *more).out)]

    assert codes() == [("unbound", 3)]
    assert codes("--audience", "public") == [("absent", 1), ("unbound", 3)]
    settings = here.root / "goldenthread.yml"
    text = settings.read_text(encoding="utf-8")
    policy = "disclosure:\n  threshold: 8\n  smallest_base: 10\n"
    settings.write_text(f"{text}{policy}", encoding="utf-8")
    assert codes("--audience", "public") == [("absent", 1), ("unbound", 3), ("telling", 3)]
