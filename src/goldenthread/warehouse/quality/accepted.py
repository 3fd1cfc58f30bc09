"""Issues that somebody has looked at and accepted, with the reason: until the record says something else.

`accepted.csv` in the workspace holds a line for each accepted record: the rule, a keyed hash of what the
record says, who accepted it, when and why. It holds no id, and without the council's key nothing can be told
from it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.accounting import inert
from goldenthread.sources.identity import Identities
from goldenthread.warehouse.files import write_whole
from goldenthread.warehouse.workspace import Workspace

FILE = "accepted.csv"
COLUMNS = ("rule", "record", "accepted_on", "by", "reason")


@dataclass(frozen=True)
class Standing:
    """The issues that are open, and how many of each rule are accepted."""

    open: pa.Table
    accepted: Mapping[str, int]


def standing(here: Workspace, issues: pa.Table) -> Standing:
    """Which issues are open. Of records that say the same, as many are accepted as were."""
    lines = _lines(here)
    if not lines:
        return Standing(issues, {})
    left = Counter((line["rule"], line["record"]) for line in lines)
    accepted: Counter[str] = Counter()
    keep = []
    for rule, record in zip(issues["rule"].to_pylist(), _keyed(here, issues), strict=True):
        taken = left[rule, record] > 0
        left[rule, record] -= taken
        accepted[rule] += taken
        keep.append(not taken)
    return Standing(issues.filter(pa.array(keep, pa.bool_())), +accepted)


def accept(here: Workspace, issues: pa.Table, *, by: str, reason: str, on: dt.date) -> None:
    """Accept issues, each bound to what its record says now."""
    own = {"accepted_on": on.isoformat(), "by": by, "reason": " ".join(reason.split())}
    rules = issues["rule"].to_pylist()
    new = [{**own, "rule": rule, "record": r} for rule, r in zip(rules, _keyed(here, issues), strict=True)]
    write_whole(here.root / FILE, _text([*_lines(here), *new]).encode())


def _keyed(here: Workspace, issues: pa.Table) -> list[str]:
    """A hash of each issue's record that only the council's key can make."""
    identities = Identities(here.keys.identities, here.authority)
    pairs = zip(issues["rule"].to_pylist(), issues["record"].to_pylist(), strict=True)
    return [identities.hash("record", rule, record) for rule, record in pairs]


def _lines(here: Workspace) -> list[dict[str, str]]:
    path = here.root / FILE
    if not path.is_file():
        return []
    lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    for number, line in enumerate(lines, start=2):
        if set(line) != set(COLUMNS) or not all(line.get(name) for name in COLUMNS):
            raise RefusedInput(
                "The line does not say what was accepted, by whom, when and why.",
                where=Place(FILE, None, number),
                do=f"Give each line {', '.join(COLUMNS)}, or delete it: the issue is then open again.",
            )
    return lines


def _text(lines: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: inert(line[name]) for name in COLUMNS} for line in lines)
    return text.getvalue()
