"""Imports flow one way, and each library stays where it belongs."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.imports import PACKAGE, Import, imports_below

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / PACKAGE

FLOW = (
    "base",
    "model",
    "sources",
    "warehouse",
    "catalogue",
    "sample",
    "engine",
    "analysis",
    "editions",
    "publication",
    "web",
    "cli",
)
"""The way of the data. A package imports from itself and from packages to its left."""

ALSO_FORBIDDEN = {
    "catalogue": set(FLOW) - {"catalogue"},
    "publication": {"sources", "warehouse", "engine"},
}
"""To the left and still out of reach: data knows no code, and the pack not how its figures are made."""

CONFINED = {
    "duckdb": ("warehouse/engines/",),
    "openpyxl": ("sources/", "sample/", "publication/"),
    "python_calamine": ("sources/", "sample/"),
    "jinja2": ("publication/",),
    "markupsafe": ("publication/",),
    "typer": ("cli/",),
    "rich": ("cli/",),
    "sqlglot": ("engine/", "warehouse/"),
    "cryptography": ("warehouse/", "base/"),
    "holidays": ("base/workdays.py",),
    "psycopg": ("sources/database/", "warehouse/engines/"),
    "pyodbc": ("sources/database/",),
    "scipy": ("analysis/",),
    "statsmodels": ("analysis/forecast.py",),
    "pandas": ("analysis/forecast.py",),
    "django": ("editions/", "web/"),
    "markdown_it": ("editions/commentary/",),
    "pptx": ("publication/pptx/",),
    "typst": ("publication/pdf/",),
    "font_source_sans_pro": ("publication/pdf/",),
    "xlsxwriter": ("publication/xlsx/",),
}
"""Where each library may be imported: a folder, or one file."""

ENTRY_POINTS = {"__main__.py": "cli"}
"""Modules beside the packages, and the package whose reach they have."""


def faults(source: Path) -> list[str]:
    """Every import that goes against the flow or takes a library out of its place."""
    return [
        text
        for found in imports_below(source)
        for text in (_against_flow(found), _out_of_place(found))
        if text
    ]


def _against_flow(found: Import) -> str | None:
    target = found.package
    if target is None:
        return None
    parts = found.file.parts
    home = parts[0] if len(parts) > 1 else ENTRY_POINTS.get(parts[0])
    if home is None:
        return f"{_at(found)}: the package itself imports nothing of ours, found {found.name}"
    if home not in FLOW or target not in FLOW:
        return f"{_at(found)}: {home} or {target} has no place in FLOW"
    left = set(FLOW[: FLOW.index(home) + 1]) - ALSO_FORBIDDEN.get(home, set())
    return None if target in left else f"{_at(found)}: {home} may not import {target}"


def _out_of_place(found: Import) -> str | None:
    places = CONFINED.get(found.library)
    if places is None or found.file.as_posix().startswith(places):
        return None
    return f"{_at(found)}: {found.library} belongs in {' or '.join(places)}"


def _at(found: Import) -> str:
    return f"{found.file.as_posix()}:{found.line}"


def test_imports_flow_one_way_and_libraries_stay_in_their_place() -> None:
    assert faults(SOURCE) == []


def test_every_package_has_its_place_in_the_flow() -> None:
    packages = {
        folder.name for folder in SOURCE.iterdir() if folder.is_dir() and folder.name != "__pycache__"
    }
    assert packages <= set(FLOW)


def test_every_folder_of_code_is_a_package() -> None:
    folders = {file.parent for file in SOURCE.rglob("*.py")}
    bare = [
        folder.relative_to(SOURCE).as_posix() for folder in folders if not (folder / "__init__.py").is_file()
    ]
    assert sorted(bare) == []


def test_the_catalogue_is_data() -> None:
    code = [file.name for file in (SOURCE / "catalogue").rglob("*.py") if file.name != "__init__.py"]
    assert code == []


def test_every_imported_library_is_asked_for() -> None:
    lines = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8").splitlines()
    asked = {re.split(r"[\s<>=!~\[;]", line)[0].lower() for line in lines if line and line[0] not in "#-"}
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked |= {name for those in extras["optional-dependencies"].values() for name in those}
    asked = {name.replace("-", "_") for name in asked}
    module_of = {"pyyaml": "yaml", "python_pptx": "pptx", "markdown_it_py": "markdown_it"}
    known = {module_of.get(name, name) for name in asked} | set(sys.stdlib_module_names) | {PACKAGE}
    assert {found.library for found in imports_below(SOURCE)} - known == set()


BAD_IMPORTS = {
    "to the right": ("base/x.py", "from goldenthread.engine import run"),
    "to the right, by the package": ("sources/x.py", "from goldenthread import warehouse"),
    "to the right, relative": ("model/x.py", "from ..engine.plan import Plan"),
    "to the right, inside a function": ("model/x.py", "def f():\n    import goldenthread.cli.main"),
    "to the right, for types": ("model/x.py", "if TYPE_CHECKING:\n    from goldenthread.engine import Plan"),
    "to the right, at run time": ("model/x.py", "import_module('goldenthread.engine')"),
    "past the released result": ("publication/x.py", "from goldenthread.engine import results"),
    "code in the data": ("catalogue/x.py", "import goldenthread.base.dates"),
    "an unknown package": ("helpers/x.py", "import goldenthread.base.dates"),
    "from the package itself": ("__init__.py", "from goldenthread.base import dates"),
    "a library outside its folder": ("engine/x.py", "import duckdb"),
    "a library outside its sub-folder": ("warehouse/x.py", "from duckdb import connect"),
    "a library outside its file": ("base/dates.py", "import holidays"),
    "a part of a library": ("analysis/x.py", "from openpyxl.styles import Font"),
}


@pytest.mark.parametrize(("file", "code"), BAD_IMPORTS.values(), ids=BAD_IMPORTS)
def test_a_bad_import_is_caught(tmp_path: Path, file: str, code: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")
    assert len(faults(tmp_path)) == 1


GOOD_IMPORTS = {
    "to the left": ("engine/x.py", "from goldenthread.model.measure import Measure"),
    "within": ("engine/x.py", "from goldenthread.engine.plan import Plan"),
    "everything, from the command line": ("cli/x.py", "import goldenthread.web.urls"),
    "a library in its place": ("warehouse/engines/duck.py", "import duckdb"),
    "the entry point": ("__main__.py", "from goldenthread.cli import main"),
}


@pytest.mark.parametrize(("file", "code"), GOOD_IMPORTS.values(), ids=GOOD_IMPORTS)
def test_a_good_import_passes(tmp_path: Path, file: str, code: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")
    assert faults(tmp_path) == []
