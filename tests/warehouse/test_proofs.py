"""The register of proof codes: whole or absent, never changed, and longer where two would be one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from goldenthread.warehouse.proofs import Register


def row(whole: str, value: float | None = 1.0) -> tuple[Any, ...]:
    return (whole, "cla_count", "X1", "2023-12", "all", "all", "s1", "d1", "p1", value, None, value, "ok")


def test_two_figures_never_share_a_code(tmp_path: Path) -> None:
    register = Register(tmp_path / "proofs.sqlite")
    assert register.add([row("ABCDEFGH11"), row("ABCDEFGH21")], {}) == ["ABCDEFGH", "ABCDEFGH2"]
    assert register.add([row("ABCDEFGH22"), row("ABCDEFGH11")], {}) == ["ABCDEFGH22", "ABCDEFGH"]
    found = register.find("ABCDEFGH2")
    assert found is not None
    assert (found.code, found.measure, found.value) == ("ABCDEFGH2", "cla_count", 1.0)


def test_what_is_registered_is_never_changed(tmp_path: Path) -> None:
    register = Register(tmp_path / "proofs.sqlite")
    register.add([row("ABCDEFGH11", 1.0)], {"d1": [1]})
    register.add([row("ABCDEFGH11", 2.0)], {"d1": [2]})
    found = register.find("ABCDEFGH")
    assert found is not None
    assert (found.value, register.kept("d1")) == (1.0, [1])


def test_a_batch_is_whole_or_absent(tmp_path: Path) -> None:
    register = Register(tmp_path / "proofs.sqlite")
    with pytest.raises(Exception, match="NOT NULL"):
        register.add([row("ABCDEFGH11"), ("BBBBBBBB11", None, *row("")[2:])], {})
    assert register.find("ABCDEFGH") is None


def test_many_at_once_register_one_after_the_other(tmp_path: Path) -> None:
    def add(number: int) -> list[str]:
        return Register(tmp_path / "proofs.sqlite").add([row(f"{n:08d}{n % 7}") for n in range(number)], {})

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(add, range(1, 40)))
    assert [len(set(one)) for one in codes] == list(range(1, 40))


def test_nothing_is_found_before_anything_is_registered(tmp_path: Path) -> None:
    assert Register(tmp_path / "proofs.sqlite").find("ABCDEFGH") is None
    assert not (tmp_path / "proofs.sqlite").exists()
