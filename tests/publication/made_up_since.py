"""A made-up edition that follows a release: the made-up edition as it was before some of its records came
late."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pyarrow as pa

from goldenthread.editions.commentary.said import SaidParagraph
from goldenthread.editions.releases.changes import since
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.results import Results
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.freezing import freeze, freeze_printed
from goldenthread.publication.pack import content_of
from tests.publication.made_up import made_up_edition

RELEASE = ReleaseRecord(
    number=2,
    period="2023-12",
    audience="internal",
    snapshot="earlier",
    content="",
    manifest="",
    made_by="Ada",
    made_at=dt.datetime(2024, 1, 5, 10, 31, tzinfo=dt.UTC),
)
LATE = {"contacts_received": 3.0, "cp_plans_open": 1.0}
"""How many records of each measure came late, in each of the months from `FROM`."""

EVENTS = (Annotation(dt.date(2023, 12, 4), AnnotationKind.OUTAGE, "No case system for a day"),)


def as_it_was(edition: Edition, months: tuple[str, ...]) -> Edition:
    """The edition before the late records of some months, of totals and of one locality."""
    rows = []
    for row in edition.results.table.to_pylist():
        late = LATE.get(row["measure"], 0.0)
        if late and row["period"] in months and row["group"] in ("all", "east") and row["value"]:
            row |= {"value": row["value"] - late, "numerator": row["numerator"] - late}
        rows.append(row)
    table = pa.Table.from_pylist(rows, schema=edition.results.table.schema)
    return replace(edition, results=Results(table))


def edition_after(
    months: tuple[str, ...] = ("2023-11",),
    period: str = "2023-12",
    audience: str = "leadership",
    **then: object,
) -> Edition:
    """The made-up edition, after a release of the same that did not know some records. `then` is what the
    release had otherwise."""
    now = made_up_edition(
        annotations=EVENTS,
        commentary={"summary": (SaidParagraph(("Fewer contacts.",)),)},
    )
    changes = {"annotations": (), "commentary": {}, **then}
    before = replace(as_it_was(now, months), **changes)  # type: ignore[arg-type]
    before = replace(before, audience=audience)
    now = for_audience(replace(now, audience=audience))
    release = replace(RELEASE, period=period, audience=audience)
    return replace(now, since=since(release, freeze_printed(content_of(before)), freeze(now), "2023-12"))
