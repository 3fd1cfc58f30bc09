"""The eleven lists, as data: wordings of the template's years, and where each column goes."""

from __future__ import annotations

from goldenthread.sources.annex_a.lists.adoption import LIST_10, LIST_11
from goldenthread.sources.annex_a.lists.care import LIST_8, LIST_9
from goldenthread.sources.annex_a.lists.front_door import LIST_1, LIST_2, LIST_3, LIST_4
from goldenthread.sources.annex_a.lists.protection import LIST_5, LIST_6, LIST_7
from goldenthread.sources.annex_a.shapes import AnnexList

LISTS: tuple[AnnexList, ...] = (
    LIST_1,
    LIST_2,
    LIST_3,
    LIST_4,
    LIST_5,
    LIST_6,
    LIST_7,
    LIST_8,
    LIST_9,
    LIST_10,
    LIST_11,
)
