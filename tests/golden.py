"""Golden files: reviewed output that a change must not alter unseen."""

from __future__ import annotations

import os
from pathlib import Path


def assert_golden(path: Path, text: str, *, look_for: str) -> None:
    """`text` equals the golden file at `path`, which opens with what a reviewer should look for.

    `make golden-update` writes the file; its difference is then read and committed like code.
    """
    whole = f"# Look for: {look_for}\n\n{text.rstrip()}\n"
    if os.environ.get("GOLDEN_UPDATE") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(whole, encoding="utf-8")
    assert path.is_file(), f"{path} does not exist yet. Run: make golden-update"
    assert whole == path.read_text(encoding="utf-8")
