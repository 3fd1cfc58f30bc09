"""The pages of ways and of comparison as a command writes them, from a council of few children."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Place


def test_a_pack_has_the_pages_of_ways_and_says_how_to_compare(council: Place, tmp_path: Path) -> None:
    ran = council.run("pack", "--period", "2023-11", "--out", tmp_path / "pack")
    assert ran.code == 0, ran.err
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "pack").glob("*.html")}
    assert {"compared", "flow", "journeys", "ahead"} <= pages.keys()
    assert "goldenthread benchmarks load" in pages["compared"]
    for name in ("flow", "journeys", "ahead"):
        assert re.search(r"<table|class=\"notice\"", pages[name]), name
    shown = set(re.findall(r"<code>(\w{8})</code>", pages["flow"] + pages["ahead"]))
    titled = set(re.findall(r'title="Proof (\w{8})"', pages["flow"] + pages["ahead"]))
    assert shown <= titled
    assert shown


def test_a_pack_for_the_leadership_has_the_days_of_rare_events(council: Place, tmp_path: Path) -> None:
    said = {}
    for audience in ("leadership", "exempt"):
        out = tmp_path / audience
        ran = council.run("pack", "--period", "2023-11", "--audience", audience, "--out", out)
        assert ran.code == 0, ran.err
        said[audience] = "".join(path.read_text(encoding="utf-8") for path in out.glob("priority*.html"))
    assert "etween rare events" in said["leadership"]
    assert "etween rare events" not in said["exempt"]


def test_numpy_is_not_read_before_its_threads_are_settled() -> None:
    code = "import sys, goldenthread.cli; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
