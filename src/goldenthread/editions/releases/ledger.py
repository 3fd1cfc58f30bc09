"""The ledger: everything that was ever released to the public, as disclosure control holds it against a new
release. Beside what was printed it holds what that was before it was rounded, and the policy of its day; both
stay in the council."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pyarrow.parquet as pq

from goldenthread.analysis.disclosure import Earlier, Policy
from goldenthread.editions.releases.folders import folder_of, read_sealed_file
from goldenthread.editions.releases.frozen import read_results
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.editions.store.place import has_store
from goldenthread.model.results import Results
from goldenthread.warehouse.workspace import Workspace

BEHIND = "frozen/behind.parquet"
POLICY = "frozen/policy.json"


def ledger(here: Workspace) -> Sequence[Earlier]:
    """Each public release, corrected ones too, oldest first."""
    if not has_store(here):
        return []
    from goldenthread.editions.store.models.release import PUBLIC
    from goldenthread.editions.store.opened import open_store
    from goldenthread.editions.store.releases import releases

    with open_store(here):
        found = [one for one in releases() if one.audience == PUBLIC]
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


def _earlier(here: Workspace, release: ReleaseRecord) -> Earlier:
    behind = pq.read_table(io.BytesIO(read_sealed_file(here, release, BEHIND)))
    policy = json.loads(read_sealed_file(here, release, POLICY))
    return Earlier(read_results(here, release), Policy(**policy), Results(behind))
