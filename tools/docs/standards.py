"""Whether two standards mean the same by a measure, from the list of coincidences."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.coincidences import VERDICTS, coincidence, meeting, reasons
from goldenthread.model.codes import code_list
from goldenthread.model.measure import Measure
from tools.docs.markdown import code, table

INTRO = """# One measure by several standards

A figure is read from one standard, the first in its card's order that can supply it. This page says of
every measure, and of every two standards that could both be read, whether they give the same figure,
and if not, why not. The tests hold it against invented councils whose returns all tell of the same children.
[Several standards](../explanation/standards.md) says how to read it."""

MEANS = {
    "coincide": "Both give the same figure for every period that both cover, if they tell the same events.",
    "within": "They differ by no more than the share that is named, for the reason given.",
    "differ": "They count different things, for the reason given: their figures do not belong in one series.",
    "never": "The card names both, and one of the two does not hold what the figure needs.",
}

UNSHOWN = "No invented return shows it: declared from the definitions."


def pages() -> dict[str, str]:
    """One page: the verdicts, the reasons, and a table for each subject."""
    measures = shipped_measures()
    verdicts = table(("Verdict", "Meaning"), [(VERDICTS[name], MEANS[name]) for name in VERDICTS])
    listed = table(("Reason", "In words"), [(code(name), says) for name, says in reasons().items()])
    parts = [INTRO, "## Verdicts", verdicts, "## Reasons", listed]
    subjects = dict.fromkeys(measure.subject for measure in measures.values())
    for subject in subjects:
        rows = [row for one in measures.values() if one.subject == subject for row in _rows(one, measures)]
        if rows:
            heading = f"## {subject.replace('_', ' ').capitalize()}"
            parts += [heading, table(("Measure", "Standards", "Verdict", "Why"), rows)]
    return {"reference/standards.md": "\n\n".join(parts)}


def _rows(measure: Measure, measures: dict[str, Measure]) -> Iterator[tuple[str, str, str, str]]:
    label = code_list("std").label
    for pair in meeting(measure, measures):
        known = coincidence(measure, pair)
        verdict, says = (known.words, known.says) if known else ("not declared", "")
        unshown = UNSHOWN if known and not known.shown else ""
        why = " ".join(filter(None, (says, unshown)))
        yield code(measure.id), " and ".join(map(label, pair)), verdict, why
