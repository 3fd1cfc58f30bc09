"""`python -m tools.docs` writes the generated documents; with `--check` it only says which are stale."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.docs import generated, stale, write

DOCS = Path(__file__).parents[2] / "docs"


def main(arguments: list[str]) -> int:
    """Write or check; the exit code is 1 when a check finds a stale page."""
    pages = generated()
    if arguments == ["--check"]:
        found = stale(DOCS, pages)
        for path in found:
            print(f"docs/{path} is stale. Run: make docs", file=sys.stderr)
        return 1 if found else 0
    if arguments:
        print("Usage: python -m tools.docs [--check]", file=sys.stderr)
        return 2
    for path in write(DOCS, pages):
        print(f"docs/{path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
