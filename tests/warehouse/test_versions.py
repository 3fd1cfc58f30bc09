"""The versions of the code that reads, conforms and checks hang on all of that code: by its imports."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from goldenthread.warehouse import versions
from goldenthread.warehouse.versions import CHECKING, CONFORMING, PACKAGE, READING, files_of

KEEPS_BYTES = {
    "base/documents.py": "reads YAML, the same whatever is in it",
    "sources/identity.py": "hashes ids when a file is read: what is stored has hashes already",
    "base/errors.py": "says what is wrong, stores nothing",
    "warehouse/engines/base.py": "what an engine can do",
    "warehouse/engines/duckdb.py": "runs the SQL that it is given",
    "warehouse/files.py": "writes and checks files",
    "warehouse/loads.py": "keeps rows as read: a load is named by the version that read them",
    "warehouse/versions.py": "names what versions hang on",
    "warehouse/workspace.py": "knows where things lie",
}
"""What is imported and changes nothing that is stored."""

SNAPSHOT = PACKAGE / "warehouse" / "snapshot.py"
ISSUES = PACKAGE / "warehouse" / "quality" / "issues.py"


def imported(file: Path) -> Iterator[Path]:
    """The files of ours that a file imports; of a package what is asked of it too."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                path = PACKAGE.parent.joinpath(*name.split("."))
                yield from (
                    each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()
                )


def reached(roots: Iterable[Path], stop: Callable[[str], bool]) -> set[str]:
    """Every file reached by imports from the roots, as far as none that stops."""
    found: set[str] = set()
    left = [each for root in roots for each in imported(root)]
    while left:
        path = left.pop()
        name = path.relative_to(PACKAGE).as_posix()
        if name not in found and not stop(name):
            found.add(name)
            left += imported(path)
    return found


def named(*patterns: str) -> set[str]:
    return {path.relative_to(PACKAGE).as_posix() for path in files_of(patterns)}


def test_whatever_makes_a_snapshot_is_in_a_version() -> None:
    made = reached([SNAPSHOT], lambda name: name in KEEPS_BYTES)
    assert {"warehouse/conform/run.py", "warehouse/current.py", "sources/quality/rule.py"} <= made
    assert sorted(made - named(*CONFORMING, *CHECKING)) == []


def test_what_conforms_is_not_left_to_the_version_that_checks() -> None:
    """A snapshot of another checking version is read all the same."""
    stop = {*KEEPS_BYTES, *named("warehouse/quality/*.py")}
    assert sorted(reached([SNAPSHOT], lambda name: name in stop) - named(*CONFORMING)) == []


def test_what_checks_is_in_the_version_that_checks_or_conforms() -> None:
    made = reached([ISSUES], lambda name: name in KEEPS_BYTES)
    assert {"warehouse/expressions.py", "sources/generated_ids.py"} <= made
    assert sorted(made - named(*CONFORMING, *CHECKING)) == []


def test_what_reads_is_in_the_version_that_reads() -> None:
    made = reached([PACKAGE / "warehouse" / "load.py"], lambda name: name.startswith("warehouse/"))
    made |= reached([PACKAGE / "sources" / "__init__.py"], lambda _: False)
    assert len(made) > 50
    assert sorted(made - named(*READING)) == []


@pytest.mark.parametrize("pattern", [*READING, *CONFORMING, *CHECKING])
def test_each_pattern_names_a_file(pattern: str) -> None:
    assert files_of([pattern])


@pytest.mark.parametrize("name", KEEPS_BYTES)
def test_what_is_let_off_is_there_and_in_no_list(name: str) -> None:
    assert (PACKAGE / name).is_file()
    assert name not in named(*CONFORMING, *CHECKING)


def test_sql_and_rules_are_in_a_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One byte of a fact's SQL, or of a rule, is another version."""
    for patterns, name in ((CONFORMING, "warehouse/facts/x.sql"), (CHECKING, "sources/quality/rules/x.yml")):
        hashes = []
        for content in ("one", "two"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            with monkeypatch.context() as patch:
                patch.setattr(versions, "PACKAGE", tmp_path)
                hashes.append(versions.hash_of(patterns))
        assert hashes[0] != hashes[1], name
