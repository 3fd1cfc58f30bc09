"""The lines that are printed: one a capability."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from benchmarks import capabilities, returns
from benchmarks.clock import Taken, in_own_process

TIMES = 3
LINES: dict[str, Callable[[Path], Taken]] = {
    "read": capabilities.reading,
    "store and conform": capabilities.storing,
    "results, 48 months": capabilities.results,
    "edition and pages": capabilities.edition,
    "files to HTML": capabilities.files_to_html,
    "internal pack": capabilities.internal_pack,
    "public pack": capabilities.public_pack,
    "read Annex A": capabilities.annex_a,
    "load Annex A": capabilities.annex_a_load,
    "read census, 100 MB": returns.census,
    "load census, 100 MB": returns.census_load,
    "published statistics": capabilities.published,
}
"""In this order: results, editions and packs need the snapshot that storing leaves."""

if find_spec("sfdata_stream_parser"):
    LINES["sector's XML, 20 MB"] = returns.sector_parser


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="make bench", description="How fast each capability is here.")
    options.add_argument("--quick", action="store_true", help="each once, not the best of three")
    options.add_argument("--sample", type=Path, help="a folder that 'goldenthread sample' wrote")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        heads = f"{'':20}{'rows':>11}{'seconds':>10}{'rows/s':>11}{'processor':>11}{'memory':>9}"
        print(f"{heads}{'floor':>8}{'ratio':>8}")
        if chosen.sample:
            (folder / "sample").symlink_to(chosen.sample.resolve())
        else:
            _print("sample", in_own_process(capabilities.sample, folder))
        for line, capability in LINES.items():
            runs = [in_own_process(capability, folder) for _ in range(1 if chosen.quick else TIMES)]
            _print(line, min(runs, key=lambda taken: taken.spent.clock))


def _print(line: str, taken: Taken) -> None:
    print(
        f"{line:20}{taken.rows:>11,}{taken.spent.clock:>8.1f} s{taken.rows / taken.spent.clock:>11,.0f}"
        f"{taken.spent.processor:>9.1f} s"
        f"{taken.spent.memory / 1e6:>6,.0f} MB{taken.floor:>6.2f} s{taken.ratio:>7,.0f}×",
        flush=True,
    )
