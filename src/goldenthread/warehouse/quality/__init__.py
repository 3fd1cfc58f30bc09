"""Data quality: rules run over the canonical rows of a snapshot, and the issues kept with it."""

from goldenthread.warehouse.quality.issues import CHECKED, ISSUES, Issues, checking_version

__all__ = ["CHECKED", "ISSUES", "Issues", "checking_version"]
