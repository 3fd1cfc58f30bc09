"""The edition of a month, put together from what a workspace holds."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from goldenthread.analysis.annotations import with_register
from goldenthread.analysis.broken import first_day
from goldenthread.analysis.comparators import comparators, prepare
from goldenthread.analysis.figures import Key
from goldenthread.analysis.findings import HISTORY
from goldenthread.analysis.spc import RuleSet, rule_set_of
from goldenthread.base.beside import Beside
from goldenthread.base.dates import day_words, month_number
from goldenthread.base.errors import UsageError
from goldenthread.base.folders import SETTINGS
from goldenthread.base.periods import Period, financial_year_end, month
from goldenthread.cli import context
from goldenthread.cli.accounting import figure_accounts
from goldenthread.cli.compared_with import wanted
from goldenthread.cli.for_the_public import Public, for_the_public
from goldenthread.cli.held_rows import held_lines
from goldenthread.cli.others import others
from goldenthread.cli.own_texts import found_words, telling_texts
from goldenthread.cli.paths import FORECAST, paths
from goldenthread.cli.proving import with_proofs
from goldenthread.cli.rare_events import with_events
from goldenthread.cli.released import last_release_before, with_since
from goldenthread.cli.say import say
from goldenthread.cli.settings import own_annotations
from goldenthread.cli.slides import slides_template
from goldenthread.cli.snapshot_words import labels_of, targets_of
from goldenthread.cli.standards import comparison, source_lines
from goldenthread.cli.stored_commentary import Behind, with_stored_commentary
from goldenthread.cli.team_findings import judged_teams
from goldenthread.engine.changes import rule_changes
from goldenthread.engine.figures import figures
from goldenthread.engine.parameters import ParameterSet, parameter_values
from goldenthread.engine.population import Populations
from goldenthread.engine.revisions import flagged
from goldenthread.engine.strategy import MOST_LAG
from goldenthread.engine.words import words
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL
from goldenthread.model.strategy import Strategy
from goldenthread.publication.audiences import LEADERSHIP, PUBLIC, Audience
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.content.title_block import title_block_of
from goldenthread.publication.edition import AccountLine, Definition, Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.judging import TEAM, with_drivers, with_register_of, with_teams
from goldenthread.warehouse.loads import StoredLoad
from goldenthread.warehouse.published.store import open_published
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.workspace import Workspace

MONTH = re.compile(r"\d{4}-\d{2}")
LOOKING = "looking for what would give a child away"
UNPROVED = (
    "Not proved safe in this edition, of numbers that nobody may pin down: {}. Its draft is for your eyes "
    "alone, and a release of it is refused. goldenthread disclosure says of which measures."
)

MONTHS_SHOWN = MOST_LAG + 1
"""The edition's month and the 24 before it: two years, and the same month two years ago."""


def first_month(loaded: Snapshot, when: Period, rules: RuleSet) -> Period:
    """Where series begin. With a baseline at the first month that any table covers: limits from first points
    would move with a start that moves from month to month."""
    first = when.back(HISTORY)
    if not rules.baseline:
        return first
    covered = (month(month_number(cover.covers_from)) for cover in loaded.covers)
    return min([first, *covered], key=lambda each: each.last_month)


def edition(
    here: Workspace,
    loaded: Snapshot,
    when: Period,
    readers: Audience = LEADERSHIP,
    step: Callable[[str], None] = lambda _: None,
    second: Beside | None = None,
) -> Edition:
    """Everything the edition of a month is made from, as far as its audience may see it. A `second` process
    does what can be done apart."""
    made = whole(here, loaded, when, second, readers)
    if readers is not PUBLIC:
        made = with_stored_commentary(here, replace(made, audience=readers.name))
        return with_since(here, for_audience(made))
    step(LOOKING)
    public = for_the_public(here, loaded, made)
    if not public.report.is_proved:
        say(UNPROVED.format(f"{len(public.report.unproved):,}"))
    if found := telling_texts(public.edition, public.policy.threshold):
        say(found_words(found))
    return finished_public(here, public, made)


def finished_public(here: Workspace, public: Public, made: Edition) -> Edition:
    """The public edition with the words that are stored for it, bound to the figures that it may print, and
    with what changed since the last one. `made` is the edition before it was cut down."""
    said = with_stored_commentary(here, public.edition, Behind(made, public.policy))
    return with_since(here, for_audience(said))


def whole(
    here: Workspace,
    loaded: Snapshot,
    when: Period,
    second: Beside | None = None,
    readers: Audience = PUBLIC,
) -> Edition:
    """Everything the edition of a month is made from, before it is cut down for its audience: what only some
    `readers` have is worked out for them alone."""
    measures = context.catalogue(here)
    strategy = context.strategy(here, measures)
    values = parameter_values(loaded.rows("parameters"))
    months = tuple(month(n) for n in range(when.last_month - MONTHS_SHOWN + 1, when.last_month + 1))
    first = first_month(loaded, when, rule_set_of(here.spc, SETTINGS))
    register = own_annotations(here, measures)

    def as_told(one: str) -> Measure:
        return with_register(with_changes(measures[one], measures, values, here.authority, first), register)

    shown = [as_told(one) for one in shown_measures(strategy)]
    breaks = {one: as_told(one).breaks for one in FORECAST if one in measures}
    by_team = [one for one in shown if one.id in read_by_team(strategy, readers)]
    breakdowns = list(dict.fromkeys((*strategy_breakdowns(strategy, measures), *([TEAM] if by_team else []))))
    earlier = tuple(month(n) for n in range(first.last_month, months[0].last_month))
    judged = [one for one in shown if one.split is None and one.form != "index"]
    ask = (second or Beside()).ask
    before_them = ask(figures, loaded, measures, judged, earlier, ())
    on_the_way = ask(paths, loaded, measures, here.authority, when, breaks)
    accounted = ask(figure_accounts, loaded, measures, shown, here.authority, when)
    all_months, rules = (*earlier, *months), rule_set_of(here.spc, SETTINGS)
    of_teams = (
        ask(judged_teams, loaded, measures, by_team, here.authority, all_months, rules, register)
        if by_team
        else None
    )
    found = figures(loaded, measures, shown, months, breakdowns)
    before = published_before(here, when, loaded)
    if before:
        found = flagged(found, figures(before, measures, shown, months, breakdowns))
    found = found.with_earlier(before_them())

    def prove(keys: Iterable[Key]) -> dict[Key, str]:
        going_out = found.rows((key[0], here.authority, *key[1:]) for key in keys)
        codes = with_proofs(here, loaded, measures, going_out)
        return {(one.measure, one.period, one.breakdown, one.group): one.proof for one in codes}

    population = _population(loaded, when)
    made = Edition(
        authority=here.authority,
        authority_name=here.name,
        synthetic=here.synthetic,
        period=when,
        months=months,
        data_date=loaded.extracted_on,
        snapshot=loaded.id,
        strategy=strategy,
        measures={**measures, **{one.id: one for one in shown}},
        definitions={one.id: _definition(one, measures, values, here.authority) for one in shown},
        results=found,
        prove=prove,
        targets=tuple(targets_of(loaded)),
        accounts=tuple(_accounts(loaded)),
        held=held_lines(loaded, {one.id: one for one in shown}),
        notes=tuple(dict.fromkeys(note for load in loaded.loads for note in notes_of(load))),
        population_note=population_words(when, loaded.extracted_on, *population) if population else NO_RATES,
        population=population,
        labels=labels_of(loaded),
        sources=source_lines(loaded, measures, shown, here.authority, when),
        comparison=comparison(loaded, measures, shown, here.authority, when),
        annotations=register,
        rules=rules,
        before=earlier,
        title_block=title_block_of(here.paper, SETTINGS),
        slides_template=slides_template(here),
        contact=here.contact,
    )
    # The register reads periods that `found` holds: those of the ways are their own.
    made = with_events(loaded, measures, made)
    made = with_drivers(with_register_of(_beside_others(here, made)))
    made = with_teams(made, of_teams()) if of_teams else made
    ways, of_ways = on_the_way()
    found = found.with_earlier(of_ways)
    return replace(made, results=found, paths=ways, figure_accounts=accounted())


def _beside_others(here: Workspace, made: Edition) -> Edition:
    """The edition with the published figures that each of its measures may be set beside, where any are
    loaded, and with those of others side by side."""
    published, settings = open_published(here), wanted(here)
    made = replace(made, others=others(made, published, settings))
    if not published.files:
        return made
    measures = [shown.measure for shown in all_shown(made)]
    prepare(measures, published)
    found = {
        shown.measure.id: comparators(
            shown.measure,
            made.authority,
            made.period.end,
            published,
            value=result.value if (result := shown.result(shown.period)) else None,
            wanted=settings,
            months=shown.period.months,
            known_by=made.data_date,
        )
        for shown in all_shown(made)
        if shown.measure.benchmarks and shown.split is None
    }
    name = published.name(published.number(settings.compared_as)) if settings.compared_as else ""
    return replace(made, comparators=found, compared_as=name)


def published_before(here: Workspace, when: Period, loaded: Snapshot) -> Snapshot | None:
    """The snapshot of the last edition before this one in the workspace, when it is another one: figures that
    it gave otherwise are marked as revised."""
    earlier, snapshot = _edition_before(here, when)
    if snapshot is None or snapshot == loaded.id:
        return None
    try:
        return context.snapshot(here, context.catalogue(here), snapshot)
    except UsageError:
        say(f"The edition of {earlier} was made from another store: nothing is marked as revised since.")
        return None


def _edition_before(here: Workspace, when: Period) -> tuple[str, str | None]:
    """The last month before this one that was released, or of which the workspace holds a pack where none
    was; and the snapshot that it was made from, None where that is not known."""
    if released := last_release_before(here, when):
        return released.period, released.snapshot
    editions = {path.parent.name: path for path in here.editions.glob("*/manifest.json")}
    earlier = max((name for name in editions if MONTH.fullmatch(name) and name < when.label), default="")
    if not earlier:
        return "", None
    try:
        return earlier, str(json.loads(editions[earlier].read_text(encoding="utf-8"))["snapshot"])
    except (OSError, ValueError, KeyError, TypeError):
        say(f"{editions[earlier]} cannot be read: nothing is marked as revised since {earlier}.")
        return earlier, None


def shown_measures(strategy: Strategy) -> list[str]:
    """The measures that the strategy shows, each once, in its order."""
    return list(dict.fromkeys(s.measure for priority in strategy.priorities for s in priority.measures))


def read_by_team(strategy: Strategy, readers: Audience) -> set[str]:
    """The measures whose teams are ranked for an audience: those under which it finds them."""
    if not readers.allows(TEAM):
        return set()
    each = (shown for priority in strategy.priorities for shown in priority.measures)
    return {shown.measure for shown in each if readers.first == TEAM or TEAM in shown.breakdowns}


def with_changes(
    measure: Measure, measures: dict[str, Measure], values: ParameterSet, authority: str, first: Period
) -> Measure:
    """The measure with the changes of its rule by the council's dated parameters, as far as the periods shown
    reach back, beside those that its card names."""
    since = first_day(measure, first)
    found = rule_changes(measure, measures, values, authority)
    kept = tuple(made for made in found if made in measure.breaks or made.on > since)
    return replace(measure, breaks=kept)


def strategy_breakdowns(strategy: Strategy, measures: dict[str, Measure]) -> list[str]:
    """Every breakdown that some page shows."""
    found: dict[str, None] = {}
    for priority in strategy.priorities:
        for shown in priority.measures:
            split = measures[shown.measure].split
            found.update(dict.fromkeys(b for b in shown.breakdowns if not (split and b == split.by)))
    return list(found)


def _definition(
    measure: Measure, measures: dict[str, Measure], values: ParameterSet, authority: str
) -> Definition:
    said = words(measure, measures, values, authority)
    return Definition(measure.id, said.sentence, said.rule, measure.standards, said.parameters)


def _accounts(loaded: Snapshot) -> list[AccountLine]:
    return [
        AccountLine(
            load.standard, a.list_name, a.file, a.sheet, a.rows_in, a.stored, a.held, a.refused, a.excluded
        )
        for load in loaded.loads
        for a in load.accounts
    ]


def notes_of(load: StoredLoad) -> tuple[str, ...]:
    """What readers should know of a load: first that its feed moved and somebody said that it is meant."""
    return (*([load.accepted.note()] if load.accepted else []), *load.notes)


NO_RATES = "No population is loaded, so rates are not available."


def _population(loaded: Snapshot, when: Period) -> tuple[int, int] | None:
    """The year of the mid-year estimate that the rates of a month use, and the children in it."""
    populations = Populations(loaded.rows("population"), loaded.extracted_on)
    for authority in loaded.covers.authorities():
        year = populations.year_for(authority, when)
        persons = populations.groups(authority, when, (), "0-17").get(ALL)
        if year and persons:
            return year, int(persons)
    return None


def population_words(when: Period, known_on: dt.date, year: int, persons: int) -> str:
    """Which mid-year estimate the rates of a month use, and why not a later one."""
    wanted = financial_year_end(when.last_month) - 1
    why = "the one of its financial year"
    if year < wanted:
        why = f"because no mid-{wanted} estimate released by {day_words(known_on)} is loaded"
    return (
        f"Rates of {when.words()} use the mid-{year} estimate of {persons:,} children aged 0 to 17, {why}. "
        "Each earlier month uses the estimate of its own financial year, or the latest before it."
    )
