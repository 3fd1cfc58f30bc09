"""A page for each priority: its outcome in its own words, its measures at a glance, a section for each."""

from __future__ import annotations

from goldenthread.model.strategy import Priority
from goldenthread.publication.content.commentary import commentary_place
from goldenthread.publication.content.glance import glance_table
from goldenthread.publication.content.measure import measure_section
from goldenthread.publication.content.reader import shown_measures
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Block, Notice, Page, Paragraph, Section


def priority_page(edition: Edition, priority: Priority, number: int) -> Page:
    """The page of one priority."""
    shown = list(shown_measures(edition, priority))
    by_id = {each.measure.id: each for each in shown}
    opening: list[Block] = [
        Section(f"p-{priority.id}-outcome", "Desired outcome", (Paragraph((priority.outcome,), "lead"),))
    ]
    if shown:
        opening.append(glance_table(f"{priority.name}: measures at a glance", shown))
    else:
        opening.append(
            Notice("No measure yet", ("No measure that this edition holds serves this priority.",))
        )
    absent = [s.measure for s in priority.measures if s.measure not in edition.measures]
    if absent:
        opening.append(Notice("Measures without a definition", (", ".join(absent) + ".",)))
    opening.append(commentary_place(edition, priority.id, f"p-{priority.id}-words", priority.name))
    return Page(
        stem=f"priority-{number}",
        title=priority.name,
        name=priority.name,
        opening=tuple(opening),
        sections=tuple(measure_section(each, by_id) for each in shown),
    )
