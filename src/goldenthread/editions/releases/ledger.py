"""The ledger: the results of everything that was ever released for an audience."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.editions.releases.frozen import read_results
from goldenthread.editions.store.place import has_store
from goldenthread.model.results import Results
from goldenthread.warehouse.workspace import Workspace


def ledger(here: Workspace, audience: str = "public") -> Sequence[Results]:
    """The results of each release for an audience, corrected ones too, oldest first, each as it went out."""
    if not has_store(here):
        return []
    from goldenthread.editions.store.opened import open_store
    from goldenthread.editions.store.releases import releases

    with open_store(here):
        found = [one for one in releases() if one.audience == audience]
    return [read_results(here, one) for one in found]
