"""From a content to its workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.figures import Figure
from goldenthread.model.strategy import Priority
from goldenthread.publication.content.dataset import data_of, is_raw
from goldenthread.publication.content.reader import all_shown, shown_measures
from goldenthread.publication.edition import Edition
from goldenthread.publication.rendering import Content, Files
from goldenthread.publication.tree import Details, Page, Section
from goldenthread.publication.xlsx.book import clean, workbook
from goldenthread.publication.xlsx.flat import Raw
from goldenthread.publication.xlsx.front import front_sheets
from goldenthread.publication.xlsx.gather import Rows, gather
from goldenthread.publication.xlsx.pages import BLANK, definitions_sheets, page_sheets, terms_sheets
from goldenthread.publication.xlsx.seal import sealed
from goldenthread.publication.xlsx.sheet import Sheet, without_blank_columns

_OF_RESULT = ("value", "numerator", "denominator")


def files(content: Content) -> Files:
    """The workbook as a file."""
    tables = _tables(content)
    sheets = [*front_sheets(content.edition, content.document, tables), *tables]
    title = clean(f"{content.document.title}: tables")
    says = clean(content.document.synthetic or f"Tables of the edition of {content.edition.period.words()}")
    return {f"{content.stem}.xlsx": sealed(workbook(sheets), title, says)}


def _tables(content: Content) -> list[Sheet]:
    """The sheets of tables in reading order. A priority's page has its measures in three sheets of figures by
    result, in place of some hundred tables."""
    edition, proofs, raw = content.edition, content.proofs, raw_of(content.edition)
    data = data_of(edition, content.document, proofs)
    rows = Rows(edition, gather(content.document, proofs), data, raw, proofs)
    shares = _shares(edition)
    sheets: list[Sheet] = []
    for page in content.document.pages:
        if page.stem == "definitions":
            sheets += definitions_sheets(page, proofs)
        elif page.stem in shares:
            sheets += page_sheets(page, page.opening, raw, proofs, "glance")
            sheets += _priority_sheets(page, shares[page.stem], rows)
            sheets += page_sheets(page, page.sections, raw, proofs, "beside", without_figures=True)
        else:
            sheets += page_sheets(page, (*page.opening, *_without_glances(page)), raw, proofs)
            sheets += terms_sheets(page, proofs)
    return [sheet for sheet in sheets if sheet.rows]


def raw_of(edition: Edition) -> Raw:
    """The unrounded number of a figure, where the audience may have it."""

    def raw(figure: Figure) -> float | None:
        if not is_raw(edition) or figure.part not in _OF_RESULT:
            return None
        result = edition.results.find(figure.measure, edition.authority, *figure.key[1:])
        return getattr(result, figure.part, None)

    return raw


def _shares(edition: Edition) -> dict[str, list[str]]:
    """The measures of each priority by the stem of its page; one of two priorities is given to the first."""
    free = {shown.measure.id for shown in all_shown(edition)}
    found: dict[str, list[str]] = {}
    for number, priority in enumerate(edition.strategy.priorities, start=1):
        own = [name for name in _measures(edition, priority) if name in free]
        free -= set(own)
        found[f"priority-{number}"] = own
    return found


def _measures(edition: Edition, priority: Priority) -> list[str]:
    return [shown.measure.id for shown in shown_measures(edition, priority)]


def _without_glances(page: Page) -> Sequence[Section]:
    """The sections of a page. Of the first page without the glances at each priority, which it folds away and
    which stand on the sheets of their own pages."""
    return [
        replace(section, blocks=tuple(b for b in section.blocks if not isinstance(b, Details)))
        if page.stem == "index" and section.anchor == "all"
        else section
        for section in page.sections
    ]


def _priority_sheets(page: Page, measures: list[str], rows: Rows) -> list[Sheet]:
    made = (
        ("series", "series of each measure", rows.series),
        ("groups", "groups of each measure", rows.groups),
        ("changes", "changes and comparisons", rows.changes),
    )
    sheets = []
    for name, said, make in made:
        columns, held = without_blank_columns(*make(measures))
        sheets.append(Sheet(f"{page.stem} {name}", f"{page.title}: {said}", (BLANK,), columns, held))
    return sheets
