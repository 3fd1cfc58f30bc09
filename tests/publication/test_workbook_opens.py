"""LibreOffice opens the workbook and finds in it what another reader finds."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from goldenthread.publication.pack import content_of
from tests.publication.made_up_paths import with_paths
from tests.publication.workbooks import written

OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, str]:
    """The workbook, the same as LibreOffice saves it, and what LibreOffice said."""
    folder = tmp_path_factory.mktemp("office")
    book = written(content_of(with_paths()))
    (folder / "edition.xlsx").write_bytes(book)
    done = subprocess.run(
        [
            *(str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")),
            str(folder / "edition.xlsx"),
        ],
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    return book, Path(folder / "out" / "edition.xlsx").read_bytes(), done.stdout + done.stderr


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_every_cell_is_as_it_was_written(saved_again: tuple[bytes, bytes, str]) -> None:
    ours, theirs, said = saved_again
    assert "convert" in said
    assert "error" not in said.lower()
    before, after = (openpyxl.load_workbook(io.BytesIO(each)) for each in (ours, theirs))
    assert after.sheetnames == before.sheetnames
    checked = 0
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    seen = after[sheet.title][cell.coordinate].value
                    same = cell.value == seen or (
                        isinstance(seen, int | float) and abs(cell.value - seen) < 1e-9
                    )
                    assert same, (sheet.title, cell.coordinate)
                    checked += 1
        assert not after[sheet.title].merged_cells.ranges
    assert checked > 7_000
