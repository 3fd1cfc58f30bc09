"""The sample's commentary: one true of every council, and one in which every check finds something."""

from __future__ import annotations

from pathlib import Path

import pytest

import goldenthread.sample
from goldenthread.base.periods import parse
from goldenthread.editions.commentary.checking import check
from goldenthread.editions.commentary.files import folder_of, read_folder_printed, read_sections
from goldenthread.editions.commentary.remark import CODES
from tests.editions.commentary.worlds import by_chance

SAMPLE = Path(goldenthread.sample.__file__).parent


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_good_commentary_passes_whatever_the_figures(seed: int) -> None:
    world = by_chance(seed)
    found = [
        remark
        for section, text in read_sections(SAMPLE / "commentary").items()
        for remark in check(section, text, world, audience="public")
        if "usual range" not in remark.message  # of figures by chance nothing was judged
    ]
    assert found == []


def test_the_faulty_commentary_shows_every_check() -> None:
    folder, world = SAMPLE / "commentary_with_faults", by_chance(1)
    printed = read_folder_printed(folder)
    found = {
        remark.code
        for section, text in read_sections(folder).items()
        for remark in check(section, text, world, audience="public", written_with=printed.get(section, {}))
    }
    by_their_figures = {"against", "usual", "absent", "direction"}
    assert set(CODES) - by_their_figures <= found


def test_a_folder_of_months_is_opened_at_the_month(tmp_path: Path) -> None:
    (tmp_path / "2023-12").mkdir()
    assert folder_of(tmp_path, parse("2023-12")) == tmp_path / "2023-12"
    assert folder_of(tmp_path, parse("2023-11")) == tmp_path
