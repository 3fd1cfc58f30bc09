"""Sentences as analysts of children's services write them, of the sample council: wrong is found, right left.

Each line of the corpus has the kind of remark that is wanted (+), or none (-). A right sentence may be asked
about where the corpus says so (?); it may not be stopped.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.editions.commentary.checking import check
from goldenthread.editions.commentary.remark import CODES, Remark
from tests.editions.commentary.worlds import council

SENTENCES = [
    line.split(" ", 2)
    for line in (Path(__file__).parent / "written_sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def of_sign(sign: str) -> list[tuple[str, str]]:
    return [(code, text.replace("\\n", "\n")) for code, each, text in SENTENCES if each == sign]


def remarked(text: str) -> tuple[Remark, ...]:
    return check("summary", text, council())


@pytest.mark.parametrize(("code", "text"), of_sign("+"))
def test_a_wrong_sentence_is_remarked_on_with_its_place_and_a_mend(code: str, text: str) -> None:
    found = [one for one in remarked(text) if one.code == code]
    assert found, remarked(text)
    assert all(one.mend and one.message and one.blocks == CODES[code].blocks for one in found)
    assert all(1 <= one.column <= len(text.splitlines()[one.line - 1]) for one in found)


@pytest.mark.parametrize("text", [text for _, text in of_sign("-")])
def test_a_right_sentence_is_left(text: str) -> None:
    assert remarked(text) == ()


@pytest.mark.parametrize(("code", "text"), of_sign("?"))
def test_a_sentence_that_may_be_right_is_asked_about_and_not_stopped(code: str, text: str) -> None:
    found = remarked(text)
    assert {one.code for one in found} == {code}
    assert not any(one.blocks for one in found)
