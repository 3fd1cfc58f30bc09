"""The command line: wires the packages, prints figures to standard output and messages to standard error."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Entry point. Exit codes: 0 done, 1 refused input, 2 usage, 3 internal."""
    from goldenthread.cli.app import app
    from goldenthread.cli.failures import guarded

    code = guarded(lambda: app(standalone_mode=False))
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
