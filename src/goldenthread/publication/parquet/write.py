"""From a content to the Parquet files of its data folder."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.publication.content.dataset import data_of
from goldenthread.publication.parquet.star import star
from goldenthread.publication.rendering import Content, Files


def files(content: Content) -> Files:
    """The table of facts and each dimension as a file."""
    made = star(content.edition, data_of(content.edition, content.document, content.proofs))
    return {f"data/{stem}.parquet": _written(table) for stem, table in made.items()}


def _written(table: pa.Table) -> bytes:
    """The table in one row group, compressed by what every reader has."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="snappy", version="2.6", row_group_size=max(table.num_rows, 1))
    return bytes(sink.getvalue().to_pybytes())
