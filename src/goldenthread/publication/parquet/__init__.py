"""Writes an edition's results as Parquet: one table of facts among its dimensions, for reporting tools."""

from goldenthread.publication.parquet.write import files

__all__ = ["files"]
