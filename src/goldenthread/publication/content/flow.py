"""The page of flow and fairness: which groups are met more often on the way from contact to care, and what
became of those who reached a stage."""

from __future__ import annotations

from goldenthread.publication.content.funnel import funnel_section
from goldenthread.publication.content.groups import group_sections
from goldenthread.publication.content.taken import taken_section
from goldenthread.publication.edition import Edition
from goldenthread.publication.paths import Paths
from goldenthread.publication.tree import Page, Paragraph

_LEAD = (
    "Which children are met more often, or less often, at each step from contact to care than their number "
    "in the population leads one to expect?"
)
_WHY = (
    "A difference is no verdict: need, poverty, who reports and what is decided all lie behind it. One that "
    "grows from one step to the next points to the step between them."
)


def flow_page(edition: Edition, paths: Paths) -> Page:
    """A section for each way of telling children apart, then the funnel, and each step by month."""
    return Page(
        stem="flow",
        title="Flow and fairness",
        name="Flow and fairness",
        opening=(Paragraph((_LEAD,), "lead"), Paragraph((_WHY,))),
        sections=(*group_sections(edition, paths), *funnel_section(edition, paths), *taken_section(paths)),
        contents=True,
    )
