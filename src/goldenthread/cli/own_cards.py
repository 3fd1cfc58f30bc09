"""A council's own cards prove themselves: their worked examples run when a card is new or has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from goldenthread.base.errors import BadCard
from goldenthread.cli.say import working
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.examples import run_examples
from goldenthread.model.measure import Measure
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.files import write_whole
from goldenthread.warehouse.memory import MemorySnapshot
from goldenthread.warehouse.versions import conforming_version
from goldenthread.warehouse.workspace import Workspace

PROVED = "proved-cards.json"


def prove_own_cards(here: Workspace, measures: Mapping[str, Measure]) -> None:
    """Run the examples of cards that are not the shipped ones; refuse when a figure does not come out."""
    own = [one for one in measures.values() if shipped_measures().get(one.id) != one]
    if not own:
        return
    digest = hashlib.sha256(repr(own).encode() + conforming_version().encode()).hexdigest()
    path = here.store / PROVED
    if path.is_file() and json.loads(path.read_text(encoding="utf-8")) == digest:
        return
    with working(f"Running the examples of {len(own)} cards of this workspace"):
        missed = run_examples(
            own,
            measures,
            lambda tables, covers, day, only: MemorySnapshot(DuckDB(), tables, covers, day, only=only),
        )
    if missed:
        raise BadCard(
            "A worked example does not come out: " + "; ".join(map(str, missed[:3])),
            where=f"catalogue/{missed[0].file}",
            why="The card's rule and its example say different things.",
            do="Mend whichever is wrong.",
        )
    here.store.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(digest).encode())
