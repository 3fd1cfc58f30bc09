"""Everything an edition is made from. Publication adds no figure of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from goldenthread.analysis.comparators import Comparators
from goldenthread.analysis.figures import Key
from goldenthread.analysis.findings import Register
from goldenthread.analysis.spc import NHS_ENGLAND, RuleSet
from goldenthread.base.periods import Period
from goldenthread.editions.commentary.said import Said
from goldenthread.editions.releases.changes import Since
from goldenthread.editions.releases.record import Numbered
from goldenthread.model.annotation import Annotation
from goldenthread.model.event import Events
from goldenthread.model.measure import Measure
from goldenthread.model.results import Results
from goldenthread.model.strategy import Strategy, Target
from goldenthread.publication.content.title_block import TitleBlock
from goldenthread.publication.others import Others
from goldenthread.publication.paths import Paths


@dataclass(frozen=True)
class Definition:
    """A measure's definition as a reader needs it, made from the card."""

    measure: str
    sentence: str  # the rule in words, generated from the card's expressions
    rule: tuple[tuple[str, str], ...]  # (label, text): fact, date, denominator, numerator, window ...
    sources: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]  # (name, value in force)


@dataclass(frozen=True)
class AccountLine:
    """One list of one load: rows in = stored + held + refused."""

    standard: str
    list_name: str
    file: str
    sheet: str | None
    rows_in: int
    stored: int
    held: int
    refused: int
    excluded: int


@dataclass(frozen=True)
class HeldLine:
    """Rows of one list that one column kept out for one reason, of how many in the list, and the measures
    that are counted from it."""

    standard: str
    list_name: str
    file: str
    sheet: str | None
    column: str
    reason: str
    rows: int
    of: int
    measures: tuple[str, ...]


@dataclass(frozen=True)
class FigureAccount:
    """What became of the stored rows behind one part of a figure: stored = the sum of `fates`, each with the
    rows that had it, those that count first."""

    measure: str
    part: str  # '' where the figure has one part
    period: str
    tables: tuple[str, ...]  # titles of the tables that the rows are stored in
    stored: int
    fates: tuple[tuple[str, int], ...]
    used: int


@dataclass(frozen=True)
class SourceLine:
    """Where a measure is read from in the edition's month. `standards`: what each loaded standard is to it,
    by code: 'read', or why it is not read; a standard that is no source of the measure is not in it."""

    measure: str
    period: str
    standards: Mapping[str, str]


@dataclass(frozen=True)
class Disagreement:
    """A measure, or a line of its split, of which two standards give different figures, each read as if the
    other were not loaded. `values` are those of `period`, the last in which they differ."""

    measure: str
    line: str
    standards: tuple[str, str]
    period: str
    values: tuple[float | None, float | None]
    compared: int
    differing: int
    why: str


@dataclass(frozen=True)
class Comparison:
    """How many figures two loaded standards could both supply in the edition's month and the 12 before it,
    and those in which they differ. Totals of the authority alone, for its own eyes: see `audiences`."""

    figures: int
    differing: int
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True)
class Edition:
    """One month's issue before rendering.

    `results` holds every month of `months` (oldest first, the edition's month last) for each shown
    measure, and the other periods that the strategy asks for; of totals also those of `before`, the months
    before them by which the usual is known. `prove` registers results as figures that go out and gives the
    code of each.
    """

    authority: str
    authority_name: str
    synthetic: bool
    period: Period
    months: tuple[Period, ...]
    data_date: dt.date
    snapshot: str  # empty of an edition for everybody
    strategy: Strategy
    measures: dict[str, Measure]
    definitions: dict[str, Definition]
    results: Results
    targets: tuple[Target, ...]
    accounts: tuple[AccountLine, ...]
    notes: tuple[str, ...]
    population_note: str
    prove: Callable[[Iterable[Key]], Mapping[Key, str]]
    audience: str = "leadership"  # the name of one of `audiences`
    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # breakdown -> group -> printed name
    held: tuple[HeldLine, ...] = ()  # rows that are held or refused
    figure_accounts: tuple[FigureAccount, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    comparison: Comparison | None = None  # None where one standard alone is loaded
    annotations: tuple[Annotation, ...] = ()  # the register of the workspace, in order of days
    rules: RuleSet = NHS_ENGLAND  # by which control charts are judged
    before: tuple[Period, ...] = ()  # months before `months`, oldest first
    register: Register | None = None  # the findings of the totals; None where nothing was judged
    teams: Register | None = None  # the findings of totals and teams as one list; None where none is read of
    comparators: Mapping[str, Comparators] = field(default_factory=dict)  # measure -> published figures
    events: Mapping[str, Events] = field(default_factory=dict)  # measure -> the days of its rare events
    compared_as: str = ""  # the name of the council as which one that is not published is compared
    others: Others | None = None  # published figures side by side; None where nobody asked for them
    commentary: Mapping[str, Said] = field(default_factory=dict)  # section -> its owner's words
    title_block: TitleBlock = ()  # what a council says of its committee, for the paper
    paths: Paths | None = None  # the ways of children; None where they were not counted
    slides_template: bytes | None = None  # the council's own template of slides, checked; None for ours
    release: Numbered | None = None  # None where it is not released
    since: Since | None = None  # what changed since the release before; None where there is none
    rounding: int = 1  # the multiple to which disclosure control rounded its counts; 1 where they are exact
    population: tuple[int, int] | None = None  # year and children of the mid-year estimate behind its rates
    contact: str = ""  # whom readers outside may ask; empty where the settings do not say

    @property
    def ranked(self) -> Register | None:
        """What it says changed, in one list and with one number everywhere: totals, and teams where it has
        them."""
        return self.teams or self.register
