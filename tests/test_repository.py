"""The repository as a whole: what it may not name, how large it may be, and whether its pages hold."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from goldenthread.model.measure import Form, Polarity, Timing
from goldenthread.model.result import Status

ROOT = Path(__file__).parents[1]

INDEX_HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"))]
FORBIDDEN = re.compile("|".join([*map(re.escape, INDEX_HOSTS), r"(?<![\w.~-])/" + r"work/"]))
"""Hosts of package indexes, and the path of one particular workplace."""

LARGEST_FILE = 2_000_000
LARGEST_BINARY = 500_000


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps and that is there."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return tuple(path for path in (ROOT / name for name in names.split("\0") if name) if path.is_file())


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def is_binary(data: bytes) -> bool:
    return b"\0" in data[:8000]


def offences(text: str) -> list[str]:
    return FORBIDDEN.findall(text)


def test_no_file_names_an_index_host_or_a_workplace() -> None:
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if not is_binary(data) and (named := offences(data.decode("utf-8", "replace"))):
            found[path.relative_to(ROOT).as_posix()] = named
    assert found == {}


@pytest.mark.parametrize("text", [f"https://{host}/simple" for host in INDEX_HOSTS] + ["cd /" + "work/main"])
def test_an_index_host_or_a_workplace_would_be_seen(text: str) -> None:
    assert offences(text)


def test_no_file_is_too_large_to_review_or_carry() -> None:
    too_large = []
    for path in tracked():
        limit = LARGEST_BINARY if is_binary(path.read_bytes()) else LARGEST_FILE
        if path.stat().st_size > limit:
            too_large.append(path.relative_to(ROOT).as_posix())
    assert too_large == []


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))


def test_every_target_is_documented_and_listed() -> None:
    pages = read("README.md") + read("CONTRIBUTING.md")
    assert {name for name in targets() if f"make {name}" not in pages} == set()
    assert set(re.findall(r"^([a-z][a-z-]*):.*## ", read("Makefile"), re.MULTILINE)) == targets()


def test_every_target_that_a_page_names_exists() -> None:
    pages = [path for path in tracked() if path.suffix == ".md"]
    named = {name for page in pages for name in re.findall(r"`make ([a-z][a-z-]*)", page.read_text("utf-8"))}
    assert named - targets() == set()


def test_phony_targets_are_declared() -> None:
    declared = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)
    assert declared is not None
    assert set(declared[1].split()) == targets()


LOCKS = {"base": ("base", "build"), "test": ("test",), "bench": ("bench",), "lock": ("lock",)}


def requirements(text: str) -> dict[str, int]:
    """Each pinned name of a lock, with its number of hashes."""
    blocks = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    pins = [block for block in blocks if block.strip()]
    return {re.split(r"[=\s]", pin.strip())[0]: pin.count("--hash=sha256:") for pin in pins}


@pytest.mark.parametrize(("lock", "sources"), LOCKS.items(), ids=LOCKS)
def test_every_locked_requirement_is_pinned_and_hashed(lock: str, sources: tuple[str, ...]) -> None:
    text = read(f"requirements/{lock}.txt")
    pins = requirements(text)
    assert {name for name, hashes in pins.items() if not hashes} == set()
    assert text.count("==") >= len(pins)
    lines = [line for name in sources for line in read(f"requirements/{name}.in").splitlines()]
    asked = {re.split(r"[\s<>=!~\[;]", line)[0].lower() for line in lines if line and line[0] not in "#-"}
    assert asked - {name.lower() for name in pins} == set()


def test_an_unhashed_requirement_would_be_seen() -> None:
    hashed = " \\\n    --hash=sha256:00"
    text = f"alpha==1{hashed}\nbeta==2\ngamma==3{hashed}{hashed}\n"
    assert requirements(text) == {"alpha": 1, "beta": 0, "gamma": 2}


def test_every_lock_has_its_line_in_the_runner() -> None:
    files = {path.stem for path in (ROOT / "requirements").glob("*.txt")} - {"system-test"}
    assert files == set(LOCKS)
    assert all(f"requirements/{name}.txt" in read("tools/lock") for name in LOCKS)


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in (path for path in tracked() if path.suffix == ".md"):
        text = page.read_text("utf-8").replace("](no figure)", "]")  # commentary's word for a number, no link
        for link in re.findall(r"\]\(([^)#\s]+)", text):
            target = (page.parent / link).resolve()
            known = "://" in link or link.startswith(("mailto:", "source:")) or target.exists()
            if not known:
                broken.append(f"{page.relative_to(ROOT)}: {link}")
    assert broken == []


def test_the_glossary_has_the_words_of_the_code() -> None:
    glossary = read("GLOSSARY.md").lower()
    words = [*get_args(Form), *get_args(Timing), *get_args(Polarity), *(status.value for status in Status)]
    assert [word for word in words if word.replace("_", " ") not in glossary] == []


def test_the_changelog_keeps_its_headings() -> None:
    changelog = read("CHANGELOG.md")
    releases = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    assert releases
    assert [release.splitlines()[0] for release in releases if "### Figures change" not in release] == []


def test_decisions_are_numbered_and_say_why() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text("utf-8")
        assert text.startswith(f"# {int(record.name[:4])}. "), record.name
        assert all(f"## {part}" in text for part in ("Context", "Decision", "Consequence")), record.name
