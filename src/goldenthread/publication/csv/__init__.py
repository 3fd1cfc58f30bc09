"""Writes an edition's results as CSV: tidy tables, and data files of explore education statistics."""

from goldenthread.publication.csv.write import files

__all__ = ["files"]
