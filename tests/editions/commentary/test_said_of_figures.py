"""What words say of a bound figure: its time, group, whole and sign. Wrong is found, and right is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.editions.commentary.remark import CODES
from tests.editions.commentary.worlds import remarks

SENTENCES = [
    line.split(" ", 2)
    for line in (Path(__file__).parent / "said_of_figures.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, sign, text in SENTENCES if sign == "+"])
def test_a_figure_said_to_be_what_it_is_not_is_remarked_on(code: str, text: str) -> None:
    found = [one for one in remarks(text) if one.code == code]
    assert found, remarks(text)
    assert all(one.blocks == CODES[code].blocks and one.mend for one in found)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, sign, text in SENTENCES if sign == "-"])
def test_a_figure_said_to_be_what_it_is_is_left(code: str, text: str) -> None:
    found = remarks(text)
    assert [one for one in found if one.code == code or one.blocks] == []


def test_both_sides_are_of_every_kind() -> None:
    assert {code for code, sign, _ in SENTENCES if sign == "+"} == {
        code for code, sign, _ in SENTENCES if sign == "-"
    }
