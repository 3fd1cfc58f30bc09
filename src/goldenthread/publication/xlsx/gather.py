"""The figures of the tree by their results: for each priority its series, its groups and its changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goldenthread.analysis.figures import Figure, Key, Part
from goldenthread.base.periods import parse
from goldenthread.model.result import ALL
from goldenthread.publication.content.dataset import Datum, GroupNames, parts_of
from goldenthread.publication.content.tables import short_period
from goldenthread.publication.content.words import FLAGS, breakdown_words
from goldenthread.publication.edition import Edition
from goldenthread.publication.figures_in import figures_in, labels_in
from goldenthread.publication.tree import Document, Proof, Table
from goldenthread.publication.xlsx.flat import Raw, words_of
from goldenthread.publication.xlsx.numbers import cell_of
from goldenthread.publication.xlsx.pages import tables_in
from goldenthread.publication.xlsx.sheet import Cell

BY_RESULT: Mapping[Part, str] = {
    "numerator": "Number",
    "denominator": "Out of",
    "value": "Value",
    "usual_low": "Usual range from",
    "usual": "Usual level",
    "usual_high": "Usual range to",
    "interval_low": "95% interval from",
    "interval_high": "95% interval to",
}
"""What is printed of one result, and the heading of its column."""

BY_COMPARISON: Mapping[Part, str] = {
    "difference": "Change",
    "percent": "Change in per cent",
    "contribution": "Adds to the change of the total",
    "others": "All other groups add",
    "level": "Level since then",
    "sum": "Sum of the groups",
    "remainder": "What remains of the other measure",
}
"""What is printed of a result beside another period or measure. What a release printed of it stands on the
sheets of what changed since."""

SAID = ("Signal", "Target")
"""Headings of the words that tables have beside a result's figures."""


@dataclass(frozen=True)
class Gathered:
    """Figures by result and part, figures by result, what it is compared with and part, words by result."""

    results: Mapping[Key, Mapping[Part, Figure]]
    comparisons: Mapping[tuple[Key, str], Mapping[Part, Figure]]
    words: Mapping[tuple[Key, str], str]


def gather(document: Document, proofs: Mapping[Key, str]) -> Gathered:
    """Every figure of the tree, labels of charts too. Of one printed twice, the text with more digits
    stands."""
    results: dict[Key, dict[Part, Figure]] = {}
    comparisons: dict[tuple[Key, str], dict[Part, Figure]] = {}
    words: dict[tuple[Key, str], str] = {}
    for table in tables_in(document.pages):
        words |= _said(table, proofs)
    for figure in (*figures_in(document.pages), *labels_in(document.pages)):
        if figure.part not in BY_RESULT and figure.part not in BY_COMPARISON:
            continue
        held = results.setdefault(figure.key, {})
        if figure.part not in BY_RESULT:
            held = comparisons.setdefault((figure.key, figure.against), {})
        if figure.part not in held or len(figure.text) > len(held[figure.part].text):
            held[figure.part] = figure
    return Gathered(results, comparisons, words)


def _said(table: Table, proofs: Mapping[Key, str]) -> Iterator[tuple[tuple[Key, str], str]]:
    """The words of the columns `SAID`, by the result whose proof code stands in the row."""
    heads = [column.heading for column in table.columns]
    for row in table.rows:
        key = next((each.key for cell in row for each in cell if isinstance(each, Proof)), None)
        for name in SAID:
            if key and name in heads:
                yield (key, name), words_of(row[heads.index(name)], proofs)


class Rows:
    """Rows of the sheets of a priority, made from what was gathered."""

    def __init__(
        self,
        edition: Edition,
        gathered: Gathered,
        data: list[Datum],
        raw: Raw,
        proofs: Mapping[Key, str],
    ) -> None:
        self._edition, self._gathered, self._raw, self._proofs = edition, gathered, raw, proofs
        self._names = GroupNames(edition, data)
        self._data = {datum.key: datum for datum in data}

    def series(self, measures: list[str]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
        """Totals, a row for each measure and period, newest first."""
        columns = ("Measure", "Period", *BY_RESULT.values(), "Remarks", "Signal", "Proof")
        rows = [
            (self._name(key), self._period(key[1]), *self._numbers(key), *self._beside(key, "Signal"))
            for key in self._keys(measures)
            if key[2] == ALL
        ]
        return columns, rows

    def groups(self, measures: list[str]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
        """A row for each group and period."""
        columns = (
            "Measure",
            "Broken down by",
            "Group",
            "Period",
            *BY_RESULT.values(),
            "Remarks",
            "Target",
            "Proof",
        )
        rows = [
            (
                *(self._name(key), *self._group(key), self._period(key[1])),
                *(*self._numbers(key), *self._beside(key, "Target")),
            )
            for key in self._keys(measures)
            if key[2] != ALL
        ]
        return columns, rows

    def changes(self, measures: list[str]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
        """A row for each result and what it is compared with."""
        columns = ("Measure", "Broken down by", "Group", "Period", "Compared with", *BY_COMPARISON.values())
        found = [each for each in self._gathered.comparisons.items() if each[0][0][0] in measures]
        found.sort(key=lambda each: measures.index(each[0][0][0]))
        rows = [
            (
                *(self._name(key), *self._group(key), self._period(key[1]), self._against(against)),
                *(self._cell(held.get(part)) for part in BY_COMPARISON),
            )
            for (key, against), held in found
        ]
        return columns, rows

    def _keys(self, measures: list[str]) -> list[Key]:
        """The results of some measures in their order, each measure's by breakdown, newest period first."""
        found = [key for key in self._gathered.results if key[0] in measures and self._gathered.results[key]]
        breakdowns = {key[:1] + key[2:3]: place for place, key in reversed(list(enumerate(found)))}
        return sorted(
            found, key=lambda k: (measures.index(k[0]), breakdowns[k[:1] + k[2:3]], -parse(k[1]).last_month)
        )

    def _name(self, key: Key) -> str:
        return self._edition.measures[key[0]].name

    def _group(self, key: Key) -> tuple[str | None, str | None]:
        if key[2] == ALL:
            return (None, None)
        said = [self._names.name(*part) for part in parts_of(*key[2:]).items()] if key[3] else ["All groups"]
        return breakdown_words(key[2]).capitalize(), ", ".join(said)

    def _period(self, label: str) -> str:
        return short_period(parse(label))

    def _against(self, against: str) -> str | None:
        if against in self._edition.measures:
            return self._edition.measures[against].name
        return self._period(against) if against else None

    def _numbers(self, key: Key) -> tuple[Cell, ...]:
        held = self._gathered.results[key]
        return tuple(self._cell(held.get(part)) for part in BY_RESULT)

    def _cell(self, figure: Figure | None) -> Cell:
        return cell_of(figure, self._raw(figure)) if figure else None

    def _beside(self, key: Key, name: str) -> tuple[str, str, str]:
        """The marks of a figure or why there is none, what a table says beside it in the column so named, and
        its proof code."""
        datum = self._data.get(key)
        marks = [FLAGS.get(flag, flag) for flag in datum.flags] if datum else []
        remarks = "; ".join([*marks, *([datum.reason] if datum and datum.reason else [])])
        return remarks, self._gathered.words.get((key, name), ""), self._proofs.get(key, "")
