"""The page of journeys: how stocks came about, from where to where children moved, how long steps took."""

from __future__ import annotations

from goldenthread.publication.content.bridges import bridge_sections
from goldenthread.publication.content.flows import flow_sections
from goldenthread.publication.content.waits import waits_section
from goldenthread.publication.edition import Edition
from goldenthread.publication.paths import Paths
from goldenthread.publication.tree import Page, Paragraph

_LEAD = (
    "How many children there are is what came, less what left. This page takes each number apart so that it "
    "adds up, says where children moved, and how long each step of their way took."
)


def journeys_page(edition: Edition, paths: Paths) -> Page:
    """Bridges, flows, waits."""
    return Page(
        stem="journeys",
        title="Journeys and bridges",
        name="Journeys",
        opening=(Paragraph((_LEAD,), "lead"),),
        sections=(
            *bridge_sections(edition, paths),
            *flow_sections(edition, paths),
            *waits_section(paths),
        ),
        contents=True,
    )
