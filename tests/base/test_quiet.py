"""What is written past Python's own output."""

from __future__ import annotations

import os

import pytest

from goldenthread.base.quiet import STDOUT, quiet


def test_what_a_library_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(STDOUT, b"before,")
    with quiet():
        os.write(STDOUT, b"noise of a library")
    os.write(STDOUT, b"after")
    assert capfd.readouterr().out == "before,after"


def test_an_error_gives_the_output_back(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="solver"), quiet():
        raise ValueError("solver")
    os.write(STDOUT, b"after")
    assert capfd.readouterr().out == "after"
