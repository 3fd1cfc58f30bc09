"""Children of a census return: hashes in every list, their own ids only for a purpose that is logged."""

from __future__ import annotations

from pathlib import Path

from tests.sources.census_written import child, episode, written
from tests.support.solmere import run_command


def test_own_ids_come_back_from_the_return_itself(tmp_path: Path) -> None:
    home, root = tmp_path / "home", tmp_path / "council"
    file = tmp_path / "return.xml"
    file.write_bytes(written([child("ANN-1"), child("BEN-2", episode("2023-05-01"))]))
    assert run_command(home, "init", root, "--authority", "X09000998").returncode == 0
    assert run_command(home, "--workspace", root, "load", file).returncode == 0
    words = ("--workspace", root, "children", "referrals_received", "--period", "2023-05")
    hidden = run_command(home, *words)
    assert hidden.returncode == 0, hidden.stderr
    assert "BEN-2" not in hidden.stdout + hidden.stderr
    shown = run_command(home, *words, "--reveal", "--purpose", "to call the school")
    assert shown.returncode == 0, shown.stderr
    assert "BEN-2" in shown.stdout
    assert "ANN-1" not in shown.stdout
