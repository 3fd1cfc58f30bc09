"""The checks on labelled sentences such as managers write: what is wrong is found, what is right is left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goldenthread.editions.commentary.remark import CODES, Remark
from tests.editions.commentary.worlds import remarks

WRITTEN_WITH = re.compile(r"(\{\{[^}]*\}\})~([^~]*)~")
SENTENCES = [
    line.split(" ", 2)
    for line in (Path(__file__).parent / "checked_sentences.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def remarked(text: str) -> tuple[Remark, ...]:
    """The remarks on a line of the corpus."""
    text = text.replace("\\n", "\n")
    written = {found[1]: found[2] for found in WRITTEN_WITH.finditer(text)}
    return remarks(WRITTEN_WITH.sub(r"\1", text), written_with=written)


@pytest.mark.parametrize(("half", "least", "most"), [("tune", 1.0, 0.0), ("held", 0.90, 0.20)])
def test_what_is_wrong_is_found_and_what_is_right_is_left(half: str, least: float, most: float) -> None:
    """`most` is the share of correct sentences with any remark; of those stopped there may be one in ten."""
    wrong = [(code, text) for which, code, text in SENTENCES if which == half and code != "-"]
    right = [text for which, code, text in SENTENCES if which == half and code == "-"]
    missed = [text for code, text in wrong if code not in {one.code for one in remarked(text)}]
    remarked_on = [text for text in right if remarked(text)]
    stopped = [text for text in right if any(one.blocks for one in remarked(text))]
    assert len(missed) <= (1 - least) * len(wrong), missed
    assert len(remarked_on) <= most * len(right), remarked_on
    assert len(stopped) <= 0.10 * len(right), stopped


def test_the_corpus_is_large_and_of_every_sort() -> None:
    assert len(SENTENCES) >= 200
    assert len({text for _, _, text in SENTENCES}) == len(SENTENCES)
    codes = {code for _, code, _ in SENTENCES} - {"-"}
    assert codes <= set(CODES)
    assert codes >= {
        "direction",
        "points",
        "unit",
        "sum",
        "unsaid",
        "target",
        "draft",
        "unbound",
        "few",
        "moved",
    }
