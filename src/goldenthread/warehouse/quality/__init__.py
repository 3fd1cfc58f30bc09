"""Data quality: rules run over the canonical rows of a snapshot, and the issues kept with it."""

from goldenthread.warehouse.quality.issues import CHECKED, ISSUES, Issues

__all__ = ["CHECKED", "ISSUES", "Issues"]
