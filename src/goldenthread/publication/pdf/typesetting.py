"""Data to PDF by Typst, with the typeface that is installed with this software: the same on every machine.

Nothing of the machine is used: no font of its own, no package from a network, no file but the templates.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from goldenthread.base.errors import GoldenthreadError
from goldenthread.publication.charts import svg
from goldenthread.publication.pdf.printable import named

TYPEFACE = "Source Sans Pro"
TEMPLATES = Path(__file__).parent / "typst"
STYLES = ("Regular", "It", "Semibold", "Bold")
PALETTE = {
    "ink": svg.INK,
    "blue": svg.DARK_BLUE,
    "pink": svg.DARK_PINK,
    "turquoise": svg.TURQUOISE,
    "orange": svg.ORANGE,
    "grey": svg.GREY,
    "rule": svg.RULE,
}
"""The colours of the charts, which the paper has too."""

_NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)


def typeset(paper: dict[str, Any]) -> bytes:
    """The paper as PDF/UA-1. A character that no typeface has is printed as its number."""
    text = json.dumps(paper, ensure_ascii=False)
    try:
        return _compile(text)
    except typst.TypstError as error:
        missing = {each for found in _NO_GLYPH.findall(str(error.diagnostic)) for each in found}
        if not missing:
            raise
    return _compile("".join(named(each) if each in missing and not each.isascii() else each for each in text))


def _compile(data: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder) / "fonts"
        fonts.mkdir()
        for file in font_files():
            shutil.copy(file, fonts)
        return typst.compile(
            TEMPLATES / "paper.typ",
            root=TEMPLATES,
            font_paths=[fonts],
            ignore_system_fonts=True,
            package_path=folder,
            package_cache_path=folder,
            sys_inputs={"paper": data, "palette": json.dumps(PALETTE), "typeface": TYPEFACE},
            pdf_standards=["ua-1"],
        )


def font_files() -> list[Path]:
    """The files of the typeface. Raises GoldenthreadError where they are not installed."""
    found = find_spec("font_source_sans_pro")
    folder = Path(found.origin).parent / "files" if found and found.origin else Path()
    files = [folder / f"SourceSansPro-{style}.otf" for style in STYLES]
    absent = [file.name for file in files if not file.is_file()]
    if absent:
        raise GoldenthreadError(
            f"Files of the typeface of the paper are missing: {', '.join(absent)}.",
            why="A paper holds its own typeface, so that it is the same on every machine; no PDF was made.",
            do="Install font-source-sans-pro again with pip, or ask for the other formats alone.",
        )
    return files
