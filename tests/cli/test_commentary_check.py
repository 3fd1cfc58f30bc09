"""Commentary is checked from the command line: what blocks, what holds, what is not there."""

from __future__ import annotations

import json
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
