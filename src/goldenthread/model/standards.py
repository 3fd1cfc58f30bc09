"""Codes of standards that the code itself must know. All of them are in the code list `std`."""

from __future__ import annotations

LOCAL = "L"
"""A register that the council keeps itself: it stands beside the records of each child-level standard."""
