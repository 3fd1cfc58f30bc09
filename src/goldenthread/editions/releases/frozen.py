"""What a release was made from, frozen beside it: its results, and what it said of measures, rules and
events."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow.parquet as pq

from goldenthread.editions.releases.folders import read_sealed_file
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.model.results import Results
from goldenthread.warehouse.workspace import Workspace

RESULTS = "frozen/results.parquet"
SAID = "frozen/said.json"

PRINTED = "-"
"""What stands in the place of the code of a figure that was printed without one."""

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Frozen:
    """`results` have the proof code of each figure that was printed, or `PRINTED`; none beside the others.

    By measure: `names`, and `definitions`, a hash of each rule with its parameters. `targets`: by measure and
    group. `events`: the entries of the register, each as a sentence. `commentary`: by section.
    """

    results: Results
    names: Texts = field(default_factory=dict)
    definitions: Texts = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    targets: Texts = field(default_factory=dict)
    events: tuple[str, ...] = ()
    rules: str = ""
    commentary: Texts = field(default_factory=dict)


def frozen_files(frozen: Frozen) -> dict[str, bytes]:
    """The files of it, named from the release's folder."""
    said = {
        "names": dict(frozen.names),
        "definitions": dict(frozen.definitions),
        "versions": dict(frozen.versions),
        "targets": dict(frozen.targets),
        "events": list(frozen.events),
        "rules": frozen.rules,
        "commentary": dict(frozen.commentary),
    }
    written = io.BytesIO()
    pq.write_table(frozen.results.table, written, compression="zstd")
    return {
        RESULTS: written.getvalue(),
        SAID: f"{json.dumps(said, indent=1, ensure_ascii=False)}\n".encode(),
    }


def read_frozen(here: Workspace, release: ReleaseRecord) -> Frozen:
    """What a release was made from; refused where a file is not as it was released."""
    said = json.loads(read_sealed_file(here, release, SAID).decode("utf-8"))
    return Frozen(results=read_results(here, release), **{**said, "events": tuple(said["events"])})


def read_results(here: Workspace, release: ReleaseRecord) -> Results:
    """The results that a release was made from."""
    return Results(pq.read_table(io.BytesIO(read_sealed_file(here, release, RESULTS))))
