"""Releases of one month for different audiences, made from the same records: a figure is the same in each.

A public one is held by what its figures were before they were rounded. What it withholds it does not print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from goldenthread.editions.releases.frozen import read_results
from goldenthread.editions.releases.ledger import behind
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.model.result import Status
from goldenthread.model.results import KEY, Results
from goldenthread.warehouse.workspace import Workspace

Named = Mapping[tuple[str, ...], tuple[object, ...]]
"""By the key of a result, its status and numbers."""

FIELDS = ("status", "numerator", "denominator", "value")


def unlike_releases(
    here: Workspace, releases: Sequence[ReleaseRecord], only: ReleaseRecord | None = None
) -> list[str]:
    """A sentence for each two releases that stand for one month and snapshot and give a figure in two ways;
    of one release and others where `only` is named."""
    standing = [one for one in releases if one.corrected_by is None]
    pairs = [
        (one, other)
        for one, other in combinations(standing, 2)
        if (one.period, one.snapshot) == (other.period, other.snapshot)
        and (only is None or only.number in (one.number, other.number))
    ]
    read = {one.number: numbers(exact(here, one)) for pair in pairs for one in pair}
    return [
        f"{_named(one)} and {_named(other)} of {one.period} are made from the same records, and {said}"
        for one, other in pairs
        if (said := unlike(read[one.number], read[other.number]))
    ]


def _named(one: ReleaseRecord) -> str:
    return f"Release {one.number} for {one.audience}"


def unlike(one: Named, other: Named) -> str:
    """What two editions give in two ways, the first by name; '' where they agree on all that both have."""
    found = [key for key, said in one.items() if key in other and other[key] != said]
    if not found:
        return ""
    measure, _, period, breakdown, group = found[0]
    of = "" if group == breakdown else f", {breakdown} {group}"
    more = "" if len(found) == 1 else f" and {len(found) - 1:,} other figures"
    return f"they give {measure} of {period}{of}{more} in two ways."


def exact(here: Workspace, release: ReleaseRecord) -> Results:
    """The results of a release as they were before they were rounded or withheld for the public."""
    found = behind(here, release)
    return read_results(here, release) if found is None else found


def numbers(results: Results) -> Named:
    """The results of which a number is known."""
    columns = [results.table.column(name).to_pylist() for name in (*KEY, *FIELDS)]
    rows = zip(*columns, strict=True)
    silent = {str(Status.CONFIDENTIAL), str(Status.NOT_AVAILABLE)}
    return {row[: len(KEY)]: row[len(KEY) :] for row in rows if str(row[len(KEY)]) not in silent}
