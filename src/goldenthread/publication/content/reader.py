"""Look-ups on an edition: which period a measure is read in, its series, its rating, its change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.analysis.annotations import annotations_of
from goldenthread.analysis.annotations import marks as places
from goldenthread.analysis.broken import CHANGED, across, marks
from goldenthread.analysis.change import Against, Change, change, earlier
from goldenthread.analysis.comparators import Comparators
from goldenthread.analysis.findings import Finding, FindingKind, Judged
from goldenthread.analysis.ranking import Reading
from goldenthread.analysis.targets import Rated, rate, scope_of, target_in_force
from goldenthread.base.errors import UsageError
from goldenthread.base.periods import Period, ending
from goldenthread.model.annotation import Annotation
from goldenthread.model.measure import Break, Measure
from goldenthread.model.result import ALL, Result
from goldenthread.model.strategy import Priority, ShownMeasure
from goldenthread.publication.content.names import group_name
from goldenthread.publication.edition import Edition


@dataclass(frozen=True)
class Shown:
    """One measure of one priority, with the period in which this edition reads it."""

    edition: Edition
    measure: Measure
    breakdowns: tuple[str, ...]
    period: Period

    @property
    def anchor(self) -> str:
        """The anchor of the measure's section."""
        return f"m-{self.measure.id}"

    @property
    def split(self) -> str | None:
        """The breakdown that a split measure always has; such a measure has no total."""
        return self.measure.split.by if self.measure.split else None

    def name(self, breakdown: str, group: str) -> str:
        """A group as a reader says it."""
        return group_name(breakdown, group, self.edition.labels)

    def result(self, period: Period | None, breakdown: str = ALL, group: str = ALL) -> Result | None:
        """The result of one period and group, or None when it was not computed."""
        if period is None:
            return None
        edition = self.edition
        return edition.results.find(self.measure.id, edition.authority, period.label, breakdown, group)

    def groups(self, breakdown: str, period: Period | None = None) -> list[Result]:
        """The groups of one breakdown in the period shown, or in another."""
        label = (period or self.period).label
        return self.edition.results.groups(self.measure.id, self.edition.authority, label, breakdown)

    def periods(self) -> tuple[Period, ...]:
        """The periods of the series, oldest first, as far back as the edition's months reach."""
        return self._periods_since(self.edition.months[0])

    def judged_periods(self) -> tuple[Period, ...]:
        """The same and those before them, by which the usual is known."""
        return self._periods_since((*self.edition.before, *self.edition.months)[0])

    def _periods_since(self, month: Period) -> tuple[Period, ...]:
        found = [self.period]
        step = {"quarter": 3, "financial_year": 12, "calendar_year": 12}.get(self.period.kind, 1)
        first = month.first_month
        while found[-1].first_month - step >= first or (step == 1 and found[-1].last_month > first):
            found.append(found[-1].back(step))
        return tuple(reversed(found))

    def against(self, name: Against) -> Period | None:
        """The earlier period of a named comparison."""
        return earlier(self.period, name)

    def change(self, name: Against, breakdown: str = ALL, group: str = ALL) -> Change:
        """The change against a named earlier period."""
        now = self.result(self.period, breakdown, group)
        then = self.result(self.against(name), breakdown, group)
        if self.is_across(self.against(name)):
            return Change(now, then, None, None, CHANGED)
        return change(self.measure, now, then)

    def is_across(self, then: Period | None) -> bool:
        """Whether the rule changed between an earlier period and the one shown."""
        return across(self.measure, then, self.period)

    def changed(self) -> tuple[tuple[int, Break], ...]:
        """The changes of the rule within the series, each with the place of the first period after it."""
        return marks(self.measure, self.periods())

    def annotations(self) -> tuple[tuple[int, Annotation], ...]:
        """The entries of the register within the series, changes of the rule among them, each with the place
        of the first period that it reaches."""
        return places(annotations_of(self.measure, self.edition.annotations), self.periods())

    def judged(self) -> Judged | None:
        """What was found of its total in its period; None where that was not judged."""
        register = self.edition.register
        for each in register.judged if register else ():
            series = each.series
            if self._is_of(series.measure.id, series.breakdown, series.period.label):
                return each
        return None

    def own_finding(self) -> Finding | None:
        """The finding of the series itself, not of its target or of a comparator."""
        register = self.edition.register
        for each in register.findings if register else ():
            if self._is_of(each.measure, each.breakdown, each.period) and each.kind not in _OF_ANOTHER:
                return each
        return None

    def _is_of(self, measure: str, breakdown: str, period: str) -> bool:
        """Whether something found is of the total of this measure in its period."""
        return (measure, breakdown, period) == (self.measure.id, ALL, self.period.label)

    def comparators(self) -> Comparators | None:
        """The published figures that it is set beside; None where none were looked for."""
        return self.edition.comparators.get(self.measure.id)

    def rated(self, breakdown: str = ALL, group: str = ALL) -> Rated:
        """The rating of the latest result against the target in force on the last day of its period."""
        scope = scope_of(breakdown, group)
        target = target_in_force(self.edition.targets, self.measure.id, self.period.end, scope)
        return rate(self.measure, self.result(self.period, breakdown, group), target)

    def reading(self) -> Reading:
        """The measure as the first page ranks it."""
        return Reading(self.measure, self.result(self.period), self.rated(), self.change("year"))

    def group_readings(self) -> list[Reading]:
        """The groups that have a target of their own, such as one type of case, each as a reading."""
        scopes = dict.fromkeys(
            target.scope
            for target in self.edition.targets
            if target.measure == self.measure.id and target.scope != ALL and target.in_force(self.period.end)
        )
        keys = [scope.partition("=")[::2] for scope in scopes]
        return [
            Reading(self.measure, self.result(self.period, *key), self.rated(*key), self.change("year", *key))
            for key in keys
        ]

    def has_value(self) -> bool:
        """Whether any figure of the measure can be shown in the period or before it."""
        if self.split:
            shown = dict.fromkeys((self.split, *self.breakdowns))
            return any(result.value is not None for name in shown for result in self.groups(name))
        series = (self.result(period) for period in self.periods())
        return any(result is not None and result.value is not None for result in series)


_OF_ANOTHER = (FindingKind.TARGET, FindingKind.COMPARATOR)


def shown_measures(edition: Edition, priority: Priority) -> Iterator[Shown]:
    """The measures of a priority in its own order; one whose card is not loaded is named by the page."""
    for shown in priority.measures:
        measure = edition.measures.get(shown.measure)
        if measure is not None:
            yield Shown(edition, measure, _breakdowns(measure, shown), _period(edition, measure, shown))


def all_shown(edition: Edition) -> list[Shown]:
    """Every measure once, in the order of the strategy."""
    found = [s for priority in edition.strategy.priorities for s in shown_measures(edition, priority)]
    return list({shown.measure.id: shown for shown in found}.values())


def _breakdowns(measure: Measure, shown: ShownMeasure) -> tuple[str, ...]:
    """An index sets groups against each other: its lines alone, of everybody, say nothing."""
    alone = measure.form == "index" and shown.breakdowns
    split = (measure.split.by,) if measure.split and not alone else ()
    return tuple(dict.fromkeys((*split, *shown.breakdowns)))


def _period(edition: Edition, measure: Measure, shown: ShownMeasure) -> Period:
    """The latest whole period of the measure's kind that ends by the edition's month, less its lag."""
    kind = shown.period if not measure.periods or shown.period in measure.periods else measure.periods[0]
    last = edition.period.back(shown.lag_months or measure.lag_months)
    for months in range(12):
        try:
            return ending(kind, last.back(months).end)
        except UsageError:
            continue
    return last
