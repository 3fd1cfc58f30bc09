"""Records linked upwards: each with its child, its episode, and an id made of what it is.

The census numbers nothing but children. A record's id is made of the child's id and the dates that say
which record it is, so that the same record has the same id in every year's return. Records of one kind that
begin on the same day of the same episode are told apart by their order, unless they are alike in everything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import TABLES
from goldenthread.sources.cells import parse
from goldenthread.sources.generated_ids import joined
from goldenthread.sources.identity import normalise_column

EPISODE = "CINdetails"
BEGINS = {
    EPISODE: "CINreferralDate",
    "Assessments": "AssessmentActualStartDate",
    "CINPlanDates": "CINPlanStartDate",
    "Section47": "S47ActualStartDate",
    "ChildProtectionPlans": "CPPstartDate",
}
"""The date that says which record of its kind one is."""

ITEMS = {"AssessmentFactors": "Assessments", "CPPreviewDate": "ChildProtectionPlans"}
"""Lists of values, and the records that they belong to."""

_DATE = TABLES["referrals"].column("referral_date")


@dataclass(frozen=True)
class Linked:
    """One kind of record: its cells, and by row the child's id, the id of the episode, and its own id (of a
    list of values the id of the record that it belongs to)."""

    cells: pa.Table
    numbers: pa.Array
    person: pa.Array
    episode: pa.Array
    id: pa.Array

    def filter(self, kept: pa.Array) -> Linked:
        """The rows where `kept` is true."""
        return Linked(
            self.cells.filter(kept),
            self.numbers.filter(kept),
            self.person.filter(kept),
            self.episode.filter(kept),
            self.id.filter(kept),
        )


def link(tables: dict[str, pa.Table]) -> tuple[dict[str, Linked], dict[str, int]]:
    """Every kind of record of a return, linked, and how many of each kind their order alone tells apart.

    Takes the tables out of the dict, so that none lies in memory twice.
    """
    by_order: dict[str, int] = {}
    children = tables.pop("Child").combine_chunks()
    ids = normalise_column(column(children, "LAchildID"))
    none = pa.nulls(len(ids), pa.string())
    found = {"Child": _linked(children, ids, none, none)}
    disabilities = tables.pop("Disability").combine_chunks()
    whose = ids.take(column(disabilities, "parent"))
    none = pa.nulls(len(whose), pa.string())
    found["Disability"] = _linked(disabilities, whose, none, none)
    for name in BEGINS:
        cells = tables.pop(name).combine_chunks()
        above = column(cells, "parent")
        if name == EPISODE:
            person = ids.take(above)
            episode = pa.nulls(len(person), pa.string())
            own, by_order[name] = _ids(name, cells, person)
        else:
            episodes = found[EPISODE]
            person, episode = episodes.person.take(above), episodes.id.take(above)
            own, by_order[name] = _ids(name, cells, episode)
        found[name] = _linked(cells, person, episode, own)
    for name, of in ITEMS.items():
        cells = tables.pop(name).combine_chunks()
        above = column(cells, "parent")
        holder = found[of]
        found[name] = _linked(
            cells, holder.person.take(above), holder.episode.take(above), holder.id.take(above)
        )
    return found, by_order


def _linked(cells: pa.Table, person: pa.Array, episode: pa.Array, own: pa.Array) -> Linked:
    return Linked(cells, column(cells, "number"), person, episode, own)


def column(cells: pa.Table, name: str) -> pa.Array:
    """One column as one array."""
    found = cells[name].combine_chunks()
    return found if isinstance(found, pa.Array) else pa.concat_arrays(found.chunks)


def day_texts(cells: pa.Array) -> pa.Array:
    """Dates as 2023-12-31, null where there is none that can be read."""
    return parse(_DATE, cells).values.cast(pa.string())


def made_id(*parts: pa.Array | str) -> pa.Array:
    """Parts joined to one id; an empty one is an empty text."""
    return pc.binary_join_element_wise(*parts, "|", null_handling="replace", null_replacement="")


def _ids(name: str, cells: pa.Table, above: pa.Array) -> tuple[pa.Array, int]:
    """Ids of records of one kind, and how many of them hang on the order of the records; `above` is the id of
    what they belong to."""
    days = day_texts(column(cells, BEGINS[name]))
    ordinals = _ordinals(cells, days)
    later: int = pc.sum(pc.and_(pc.not_equal(ordinals, "0"), pc.is_valid(days))).as_py() or 0
    return made_id(name, days, ordinals, above), later


def _ordinals(cells: pa.Table, days: pa.Array) -> pa.Array:
    """'0' for the first of the records that begin on one day in one record above, '1' for the next that says
    something else; one that says the same has the same."""
    count = cells.num_rows
    keys = made_id(column(cells, "parent").cast(pa.string()), days).dictionary_encode()
    if len(keys.dictionary) == count:
        return pa.repeat(pa.scalar("0"), count)
    times = pc.value_counts(keys.indices)
    repeated = times.field("values").filter(pc.greater(times.field("counts"), 1))
    rows = pc.indices_nonzero(pc.is_in(keys.indices, value_set=repeated))
    names = [name for name in cells.column_names if name not in ("parent", "number", "line")]
    contents = joined({name: column(cells, name).take(rows) for name in names}, names, len(rows))
    seen: dict[int, dict[str, int]] = defaultdict(dict)
    ordinals = ["0"] * count
    for row, key, content in zip(
        rows.to_pylist(), keys.indices.take(rows).to_pylist(), contents, strict=True
    ):
        ordinals[row] = str(seen[key].setdefault(content, len(seen[key])))
    return pa.array(ordinals, pa.string())
