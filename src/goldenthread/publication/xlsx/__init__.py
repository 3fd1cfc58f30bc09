"""Writes an edition as a workbook by the guidance of the government's Analysis Function."""

from goldenthread.publication.xlsx.write import files

__all__ = ["files"]
