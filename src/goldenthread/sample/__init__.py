"""The SYNTHETIC sample council: simulated records in the layouts that councils hold. No real person.

`write_sample` writes a folder with `ssd/`, `registers/`, `annex_a/` and `truths.csv`, all of it invented; and
the yearly returns, when they are asked for, from the same journeys. Real are only the figures of other areas
in `benchmarks/`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from goldenthread.base.errors import UsageError
from goldenthread.sample import simulate
from goldenthread.sample.calibration import Plan
from goldenthread.sample.council import Council
from goldenthread.sample.formats import FORMATS, USUAL

README = """SYNTHETIC DATA. No person, family, worker or home in these files is real.

The files describe an invented council: {name} ({code}), extracted on {day}.
{files}
Postcodes begin with ZZ, which is no postal area; pupil numbers and returns name authority 999, which is none.
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
    formats: Collection[str] = USUAL,
    progress: Callable[[str], None] | None = None,
) -> list[Council]:
    """Write one folder a council (the folder itself if there is one council) and return the councils.

    The first council carries the planted figures; the others differ in size and chance. `formats` are names
    of FORMATS.
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
        write_council(council, folder, formats)
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


def write_council(council: Council, folder: Path, formats: Collection[str] = USUAL) -> None:
    """The folder of one council: each format asked for, under its own name, and what they are."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {name: form for name, form in FORMATS.items() if name in formats}
    width = max(len(form.path) for form in chosen.values()) + 2
    text = README.format(
        name=council.name,
        code=council.authority,
        day=f"{council.extracted_on:%d %B %Y}",
        files="\n".join(f"{form.path:{width}}{form.what}" for form in chosen.values()),
    )
    (folder / "README.txt").write_text(text, encoding="utf-8", newline="\n")
    for form in chosen.values():
        form.write(council, folder / form.path)
