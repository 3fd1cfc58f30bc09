"""The formats of a pack. Each is the package of its renderer, whose `files` translates a content."""

from __future__ import annotations

FORMATS = ("html", "pptx", "pdf", "xlsx", "csv", "parquet")
