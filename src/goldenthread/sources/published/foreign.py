"""Layouts that are known and not read, with the reason and what to do instead."""

from __future__ import annotations

from collections.abc import Collection

FOREIGN: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset({"overall_effectiveness", "local_authority_area_code"}),
        (
            "Ofsted's inspection outcomes: judgements are words, and no figure can be set beside them. "
            "Keep the file with the edition's commentary."
        ),
    ),
    (
        frozenset({"indicator_id", "area_code", "time_period_sortable"}),
        (
            "a Fingertips file (Office for Health Improvement and Disparities): its areas, ages and "
            "periods are its own. Type the figures you need into the template, or take them from LAIT."
        ),
    ),
    (
        frozenset({"stat_neighbours", "stat_neighbours_previous"}),
        (
            "a look-up of providers, which does not say of which edition its neighbours are. "
            "Load the Department for Education's own sets of statistical neighbours."
        ),
    ),
    (
        frozenset({"ltla23cd", "utla23cd"}),
        "a look-up of districts and counties, with no figures. It is not needed here.",
    ),
)
"""Folded headers that only such a file has, and what is said of it."""


def foreign(headers: Collection[str]) -> str:
    """Why a table with these folded headers is not read; empty when it is no foreign layout."""
    there = set(headers)
    return next((says for known, says in FOREIGN if known <= there), "")
