"""A process of its own for a file that may be hostile: little memory, little time, and no file to write to.

Whatever goes wrong is a `Refusal` in the words of the kind of file. The child runs one module's `main`, reads
settings and then the file from standard input, and answers on standard output. It takes the modules it needs
and not the packages they lie in, whose imports are slow.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

MEGABYTE = 1_000_000
ROOT = Path(__file__).parents[2]
PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP")
START = """
import importlib, sys, types
sys.modules.update(dict.fromkeys(sys.argv[3].split()))
for name in sys.argv[4:]:
    package = types.ModuleType(name)
    package.__path__ = [sys.argv[1] + "/" + name.replace(".", "/")]
    sys.modules[name] = package
importlib.import_module(sys.argv[2]).main()
"""


class Refusal(Exception):
    """A file that is not taken: what, why and what to do, in a user's words; never a cell's value."""

    def __init__(
        self, what: str, why: str, do: str, sheet: str | None = None, row: int | None = None
    ) -> None:
        self.what, self.why, self.do, self.sheet, self.row = what, why, do, sheet, row
        super().__init__(what)

    def said(self) -> dict[str, Any]:
        """What the child says of it: the arguments it was made with."""
        return {name: getattr(self, name) for name in ("what", "why", "do", "sheet", "row")}


def run_confined(
    module: str,
    settings: dict[str, Any],
    content: bytes,
    *,
    seconds: float,
    too_big: Callable[[str], Refusal],
    without: str = "",
    variables: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[bytes]:
    """Run `main` of a module over the content. Where it takes too long or no process starts, raises what
    `too_big` makes of the reason.

    `without` names libraries that the child is not to find, which it can do without and which start slowly;
    `variables` are added to the few that its environment has.
    """
    said = json.dumps(settings).encode()
    parts = module.split(".")
    packages = [".".join(parts[:count]) for count in range(1, len(parts))]
    known = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        return subprocess.run(
            [sys.executable, "-I", "-B", "-c", START, str(ROOT), module, without, *packages],
            input=struct.pack("<I", len(said)) + said + content,
            capture_output=True,
            timeout=seconds,
            env={**known, **variables},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise too_big(f"it could not be read in {seconds:g} seconds") from None
    except OSError:
        raise too_big("no process of its own could be started for it") from None


def check_size(content: bytes, most: int, too_big: Callable[[str], Refusal]) -> None:
    """Refuse a content of more bytes than `most` before anything is made of it."""
    if len(content) > most:
        raise too_big(f"it has more than {most // MEGABYTE:,} MB")


def received() -> tuple[dict[str, Any], bytes]:
    """In the child: the settings and the file."""
    source = sys.stdin.buffer
    size = struct.unpack("<I", source.read(4))[0]
    return (json.loads(source.read(size)) if size else {}), source.read()


def limit_memory(allowance: int) -> None:
    """Let this process take so many bytes more than it has now; where the platform cannot, go on."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + allowance, hard))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return
