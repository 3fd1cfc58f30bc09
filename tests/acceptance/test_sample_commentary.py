"""The sample's faulty commentary beside the sample's own figures: every kind of remark is shown."""

from __future__ import annotations

import re

from goldenthread.editions.commentary.remark import CODES
from tests.support.solmere import MONTH, Solmere

FOR_THE_PUBLIC = {"telling"}
"""Looked for in words for everybody."""


def test_every_kind_of_remark_is_shown(solmere: Solmere) -> None:
    ran = solmere.command("commentary", "check", solmere.sample / "commentary_with_faults", "--period", MONTH)
    assert ran.returncode == 1
    said = ran.stdout + ran.stderr
    kinds = {code for code in CODES if re.search(rf"^\S+:\d+:\d+\s+{code}\s", said, re.MULTILINE)}
    assert set(CODES) - kinds == FOR_THE_PUBLIC


def test_the_good_commentary_passes(solmere: Solmere) -> None:
    ran = solmere.command("commentary", "check", solmere.sample / "commentary", "--period", MONTH)
    assert ran.returncode == 0, ran.stderr
