"""The lines of a paper's title block that only a council knows: to whom it is, for which meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from goldenthread.base.dates import day_words
from goldenthread.base.errors import RefusedInput, suggest

TitleBlock = tuple[tuple[str, str], ...]
"""Pairs of a term and what is said, in the order of printing."""

EXEMPT_UNDER = "Exempt under"

LINES = {
    "report_to": "Report to",
    "meeting": "Meeting",
    "item": "Agenda item",
    "report_of": "Report of",
    "exempt_under": EXEMPT_UNDER,
}
"""Names of the lines in a workspace's settings, and what stands before each on the paper."""


def title_block_of(spec: object, file: str) -> TitleBlock:
    """The lines that a workspace's settings give under `paper`. Raises RefusedInput."""
    if spec is None:
        return ()
    if not isinstance(spec, Mapping):
        raise RefusedInput(
            "Expected 'name: text' lines.", where=f"{file}, paper", do=f"Names are: {', '.join(LINES)}."
        )
    for name in spec:
        if name not in LINES:
            raise RefusedInput(
                f"A paper has no line '{name}'.", where=f"{file}, paper", do=suggest(str(name), LINES)
            )
    return tuple((term, _words(spec[name])) for name, term in LINES.items() if spec.get(name) is not None)


def _words(value: object) -> str:
    return day_words(value) if isinstance(value, dt.date) else " ".join(str(value).split())
