"""Text and names as SQL writes them."""

from __future__ import annotations


def text_sql(value: str) -> str:
    """A text between quotes."""
    return "'" + value.replace("'", "''") + "'"


def name_sql(name: str) -> str:
    """A name between quotes."""
    return '"' + name.replace('"', '""') + '"'
