"""The published series that stand beside each measure, from the cards and their descriptions."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.analysis.comparators.likeness import why_unlike
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.published_series import published_series
from goldenthread.model.measure import Measure
from tools.docs.markdown import code, table

INTRO = """# Published series by measure

Which published figures each measure is set beside, of which kind of period, and whether they may be ranked
and rated together. Where they may not, they are shown side by side with the reason.
[Compare with others](../how-to/compare-with-others.md) says how they are loaded and read.

A rank has a likely range. Where the counts behind the figures are published, the range follows from these:
the last column names their series. Elsewhere it follows from how much figures move from year to year."""

HEADINGS = ("Measure", "Series", "What it is", "Unit", "Period", "Ranked and rated", "Counts")


def pages() -> dict[str, str]:
    """One page, with a table for each subject."""
    measures = shipped_measures()
    parts = [INTRO]
    for subject in dict.fromkeys(one.subject for one in measures.values()):
        rows = [row for one in measures.values() if one.subject == subject for row in _rows(one)]
        if rows:
            heading = f"## {subject.replace('_', ' ').capitalize()}"
            parts += [heading, table(HEADINGS, rows)]
    return {"reference/published-series.md": "\n\n".join(parts)}


def _rows(measure: Measure) -> Iterator[tuple[str, ...]]:
    for series in measure.benchmarks:
        basis = published_series()[series]
        unlike = why_unlike(measure, basis)
        like = f"no: {unlike}" if unlike else "yes"
        what = f"{basis.name} (typed in from: {basis.typed})" if basis.typed else basis.name
        if basis.population:
            what += ", computed where a release does not print it"
        counts = code(basis.of or basis.count)
        yield code(measure.id), code(series), what, basis.unit, basis.kind, like, counts
