"""The SYNTHETIC sample council: simulated records in the layouts that councils hold. No real person.

`write_sample` writes a folder with `ssd/`, `registers/`, `annex_a/` and `truths.csv`, all of it invented.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from goldenthread.base.errors import UsageError
from goldenthread.sample import annex_a, simulate, truths, write_registers, write_ssd
from goldenthread.sample.calibration import Plan
from goldenthread.sample.council import Council

README = """SYNTHETIC DATA. No person, family, worker or place in these files is real.

The files describe an invented council: {name} ({code}), extracted on {day}.
ssd/        extracts in the layout of the Standard Safeguarding Dataset
registers/  the council's local registers, population, localities, targets and parameters
annex_a/    the inspection lists of the extract date
truths.csv  what counting these records must give, measure by measure
Postcodes begin with ZZ, which is no postal area.
"""
NAMES = [
    "Solmere",
    "Marlbrook",
    "Ashwick",
    "Tarnforth",
    "Eldenham",
    "Wexcombe",
    "Harrowby Vale",
    "Pellmoor",
    "Quenby",
    "Stavering",
]


def write_sample(
    directory: Path | str,
    *,
    authorities: int = 1,
    months: int = 73,
    seed: int = 1,
    progress: Callable[[str], None] | None = None,
) -> list[Council]:
    """Write one folder a council (the folder itself if there is one council) and return the councils.

    The first council carries the planted figures; the others differ in size and chance.
    """
    if months < 2 or authorities < 1:
        raise UsageError(
            f"A sample of {authorities} councils and {months} months cannot be made.",
            do="Ask for one council or more, and 2 months or more (the usual 73 reach back to January 2018).",
        )
    say = progress or _silent
    councils: list[Council] = []
    for number in range(authorities):
        code, name = council_name(number)
        say(f"Simulating {name}")
        council = simulate.build(code, name, council_plan(number, seed), months)
        folder = Path(directory) if authorities == 1 else Path(directory) / code
        say(f"Writing {folder}")
        write_council(council, folder)
        councils.append(council)
    return councils


def _silent(_text: str) -> None:
    """No progress is shown."""


def council_name(number: int) -> tuple[str, str]:
    """Code and name of the n-th council: X is the letter of no country."""
    name = NAMES[number % len(NAMES)] + ("" if number < len(NAMES) else f" {number // len(NAMES) + 1}")
    return f"X060{number + 1:05d}", f"{name} (synthetic)"


def council_plan(number: int, seed: int) -> Plan:
    """The first council has the planted figures at any seed; the others have sizes of their own."""
    sizes = [1.0, 0.7, 1.4, 0.5, 1.15, 0.85, 1.6, 0.6, 1.25, 0.95]
    return Plan(seed + 1000 * number, sizes[number % len(sizes)], planted=number == 0)


def write_council(council: Council, folder: Path) -> None:
    """The folder of one council: its extracts, registers, Annex A, and the planted truths."""
    folder.mkdir(parents=True, exist_ok=True)
    text = README.format(name=council.name, code=council.authority, day=f"{council.extracted_on:%d %B %Y}")
    (folder / "README.txt").write_text(text, encoding="utf-8", newline="\n")
    write_ssd.write(council, folder / "ssd")
    write_registers.write(council, folder / "registers")
    annex_a.write(council, folder / "annex_a")
    truths.write(council, folder / "truths.csv")
