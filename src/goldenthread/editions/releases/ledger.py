"""The ledger: everything that was ever released to the public, as disclosure control holds it against a new
release. Beside what was printed it holds what that was before it was rounded, and the policy of its day; both
stay in the council."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pyarrow.parquet as pq

from goldenthread.analysis.disclosure import Earlier, Policy
from goldenthread.base.errors import RefusedInput
from goldenthread.editions.releases.folders import folder_of, read_sealed_file, unknown_folders
from goldenthread.editions.releases.frozen import read_results
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.editions.store.place import has_store
from goldenthread.model.results import Results
from goldenthread.warehouse.workspace import Workspace

BEHIND = "frozen/behind.parquet"
POLICY = "frozen/policy.json"


def ledger(here: Workspace) -> Sequence[Earlier]:
    """Each public release, corrected ones too, oldest first. Raises RefusedInput where a folder holds one
    that the store does not know: what is hidden now could be found by subtraction from it."""
    if not has_store(here):
        _check_whole(here, [])
        return []
    from goldenthread.editions.store.models.release import PUBLIC
    from goldenthread.editions.store.opened import open_store
    from goldenthread.editions.store.releases import releases

    with open_store(here):
        every = releases()
    _check_whole(here, every)
    found = [one for one in every if one.audience == PUBLIC]
    return [_earlier(here, one) for one in found]


def behind(here: Workspace, release: ReleaseRecord) -> Results | None:
    """What a public release printed as it was before it was rounded; None of a release for others."""
    if not (folder_of(here, release) / BEHIND).is_file():
        return None
    return Results(pq.read_table(io.BytesIO(read_sealed_file(here, release, BEHIND))))


def behind_files(results: Results, policy: Policy) -> dict[str, bytes]:
    """The files that a release keeps for the ledger, named from its folder."""
    written = io.BytesIO()
    pq.write_table(results.table, written, compression="zstd")
    return {BEHIND: written.getvalue(), POLICY: f"{json.dumps(policy.settings(), indent=1)}\n".encode()}


def _check_whole(here: Workspace, known: list[ReleaseRecord]) -> None:
    unknown = [folder for folder in unknown_folders(here, known) if folder.name.startswith("public-")]
    if unknown:
        raise RefusedInput(
            "This folder holds a public release that the store does not know.",
            where=str(unknown[0]),
            why="What is hidden now could be found by subtraction from what it shows.",
            do="Restore the store of editions as it was then: 'goldenthread releases' says how.",
        )


def _earlier(here: Workspace, release: ReleaseRecord) -> Earlier:
    behind = pq.read_table(io.BytesIO(read_sealed_file(here, release, BEHIND)))
    policy = json.loads(read_sealed_file(here, release, POLICY))
    return Earlier(read_results(here, release), Policy(**policy), Results(behind))
