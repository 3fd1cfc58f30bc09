"""From a content to the files of its data folder."""

from __future__ import annotations

from goldenthread.publication.content.dataset import GroupNames, data_of
from goldenthread.publication.csv.cells import table
from goldenthread.publication.csv.ees import META_COLUMNS, pairs
from goldenthread.publication.csv.metadata import metadata
from goldenthread.publication.csv.tidy import groups, measures, remarks, results
from goldenthread.publication.rendering import Content, Files


def files(content: Content) -> Files:
    """The tidy tables with their metadata, then each data file of EES with its own."""
    edition = content.edition
    data = data_of(edition, content.document, content.proofs)
    names = GroupNames(edition, data)
    tidy = (results(data), remarks(data), measures(edition, data), groups(data, names))
    made = {f"data/{one.stem}.csv": table([c.name for c in one.columns], one.rows) for one in tidy}
    made["data/csv-metadata.json"] = metadata(edition, tidy)
    for pair in pairs(edition, data, names):
        made[f"data/{pair.stem}.csv"] = table(pair.columns, pair.rows)
        made[f"data/{pair.stem}.meta.csv"] = table(META_COLUMNS, pair.meta)
    return made
