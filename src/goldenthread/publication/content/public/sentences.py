"""Short sentences about a measure. Each rests on figures that are shown; one that is hidden takes with it
every sentence that would compare it."""

from __future__ import annotations

from collections.abc import Callable

from goldenthread.analysis.few import count_first, parts_agree
from goldenthread.analysis.figures import Words, is_count, is_money, number, part_of, value_of
from goldenthread.analysis.findings import FindingKind
from goldenthread.analysis.sentences import amount, counted, target_words, when
from goldenthread.analysis.spc import Rule
from goldenthread.analysis.targets import NEARLY, Rating
from goldenthread.base.periods import Period
from goldenthread.model.result import Result, Status
from goldenthread.publication.content.public.tables import plain_rating_tag
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import short_period
from goldenthread.publication.tree import Text

_Pair = tuple[Period, Result]
"""A month with its figure."""

WHY_NOT = {
    Status.CONFIDENTIAL: "We keep this figure back [c], so that nobody can find out about a child.",
    Status.NOT_AVAILABLE: "We do not know. The records that we hold do not tell us.",
    Status.NOT_YET_KNOWN: "We do not know yet. For some children the time allowed has not run out.",
    Status.NO_CASES: "There was nothing to count [z].",
}
"""What stands in the place of a figure."""

_USUAL = "It moves as it often does, so there is no sign of a real change."
_WANT = {
    "higher": "We want this to be high.",
    "lower": "We want this to be low.",
    "nearest": "",
    "neutral": "",
}
_RATED = {
    Rating.MET: "We have met it.",
    Rating.NEAR: f"We have {NEARLY} it.",
    Rating.MISSED: "We have not met it.",
    Rating.TOO_FEW: "The numbers are too small to tell if we have met it.",
}


def value_of_now(shown: Shown) -> Result | None:
    """The result of the period shown where its value is shown too."""
    result = shown.result(shown.period)
    return result if result is not None and result.value is not None else None


def now_sentence(shown: Shown) -> Words:
    """'There were 303 children at 31 May 2023.', 'It was 25% (77 of 308) in May 2023.'; or why not."""
    now = value_of_now(shown)
    if now is None:
        return (why_not(shown.result(shown.period)),)
    return (*_said(shown, now), f" {when(shown.measure, shown.period)}.")


def why_not(result: Result | None) -> str:
    """Why there is no figure, without what only the council's staff need to know."""
    return WHY_NOT[Status.NOT_AVAILABLE if result is None else result.status]


def _said(shown: Shown, result: Result) -> Words:
    measure = shown.measure
    if measure.form == "sum":
        unit = () if is_money(measure) else (f" {measure.unit}",)
        return ("It came to ", *amount_said(shown, result), *unit)
    if is_count(measure):
        was = "was" if result.value == 1 else "were"
        return (f"There {was} ", *amount_said(shown, result), counted(measure, result))
    return ("It was ", *amount_said(shown, result))


def amount_said(shown: Shown, result: Result) -> Words:
    """The value as it is read aloud: of fewer than 100 the count first, 'about 15 of 25 (59%)', else '25%
    (about 80 of 310)'. Rounded counts, and a rate that is made of one, are said to be about right; counts
    that contradict their percentage leave it with its base alone, '83% of about 110'."""
    measure = shown.measure
    if shown.edition.rounding == 1 or result.value is None:
        return amount(measure, result)
    if is_count(measure) or measure.form == "rate":
        return (*_about(shown, result), *amount(measure, result))
    if measure.form != "percentage" or result.numerator is None or result.denominator is None:
        return amount(measure, result)
    value, base = value_of(measure, result), part_of(result, "denominator")
    if not parts_agree(measure, result):
        return (value, " of about ", base)
    parts: Words = ("about ", part_of(result, "numerator"), " of ", base)
    return (*parts, " (", value, ")") if count_first(measure, result) else (value, " (", *parts, ")")


def year_sentence(shown: Shown) -> Words:
    """' A year before it was 30%.'; nothing where a side is hidden or absent, or the rule changed between."""
    then = shown.against("year")
    if then is None or shown.is_across(then):
        return ()
    now, before = value_of_now(shown), shown.result(then)
    if now is None or before is None or before.value is None:
        return ()
    if number(shown.measure, now.value or 0) == number(shown.measure, before.value):
        return (" A year before it was much the same, at ", *amount_said(shown, before), ".")
    was = "it was" if shown.measure.form != "count" else "there was" if before.value == 1 else "there were"
    return (f" A year before {was} ", *amount_said(shown, before), ".")


def change_sentence(shown: Shown) -> str:
    """Whether it changed by more than chance; nothing where that cannot be told."""
    way, than = _course(shown)
    if not way:
        return _USUAL if than else ""
    said = f"This is {way} than usual"
    if than == _BEFORE:
        said = f"The last months, taken together, are {way} than those before"
    return f"{said}, by more than chance."


def course(shown: Shown) -> str:
    """The same in a word or two, for a list of many measures: 'Better than usual.'"""
    way, than = _course(shown)
    if not way:
        return "As usual." if than else ""
    return f"{way.capitalize()} than {than}."


_AS_EVER, _BEFORE = "usual", "before"


def _course(shown: Shown) -> tuple[str, str]:
    """Which way it goes by more than chance, and than what; no way where it is as usual, and nothing at all
    where that cannot be told."""
    own = shown.own_finding()
    if own is None or value_of_now(shown) is None:
        return "", ""
    if own.is_claim and own.direction:
        return own.direction, _AS_EVER if _stands_alone(shown, own.kind) else _BEFORE
    return "", _AS_EVER if own.kind is FindingKind.USUAL else ""


def _stands_alone(shown: Shown, kind: FindingKind) -> bool:
    """Whether the latest figure is a signal by itself, not only with those before it."""
    judged = shown.judged()
    latest = judged.chart.latest if judged and judged.chart else None
    alone = latest is not None and any(each.rule is Rule.OUTSIDE for each in latest.signals)
    return kind is not FindingKind.DRIFT and alone


def want_sentence(shown: Shown) -> str:
    """Which way is better."""
    return _WANT[shown.measure.polarity]


def target_sentence(shown: Shown) -> Text:
    """'Our target is 90%. We have not met it.', with the word of the rating; nothing where none is set."""
    rated = shown.rated()
    if rated.target is None:
        return ()
    target = f"Our target is {target_words(shown.measure, rated.target)}."
    if shown.measure.polarity == "neutral":
        return (f"{target} Since neither high nor low is better, we do not say if we have met it.",)
    if rated.rating not in _RATED:
        return (f"{target} We cannot say if we have met it.",)
    return (f"{target} {_RATED[rated.rating]} ", *plain_rating_tag(rated))


def range_sentence(shown: Shown) -> Words:
    """The lowest and the highest of the months, each with the latest month of which it is printed.

    Small figures are the ones that are hidden, so that the shown ones lean: with a gap the sentence speaks of
    the months that can be shown, and with fewer than half of them it names neither.
    """
    every = [(period, shown.result(period)) for period in shown.periods()]
    held = [(period, r) for period, r in every if r is not None and r.value is not None]
    if not held:
        return ("No month can be shown.",)
    gaps = sum(r is None or (r.value is None and r.status is not Status.NO_CASES) for _, r in every)
    steps = _STEPS.get(shown.period.kind, "years")
    if gaps > len(held):
        return (f"We can show {len(held)} of {len(held) + gaps} {steps}.",)
    low, high = (_latest_of(shown, held, end) for end in (min, max))
    if _printed(shown, low) == _printed(shown, high):
        start, end = (
            (f"In the {steps} that we can show, it was ", ".") if gaps else ("It was ", " each time.")
        )
        return (start, *_about(shown, low[1]), value_of(shown.measure, low[1]), end)
    return (
        f"Of the {steps} that we can show, the lowest was " if gaps else "The lowest was ",
        *_of_month(shown, low),
        " and the highest ",
        *_of_month(shown, high),
        ".",
    )


_STEPS = {"month": "months", "quarter": "quarters"}


def _of_month(shown: Shown, pair: tuple[Period, Result]) -> Words:
    """A figure with its month; a share of few with what it is of, too: about 5 of 15 (36%), in May 2022."""
    period, result = pair
    if count_first(shown.measure, result):
        return (*amount_said(shown, result), f", in {short_period(period)},")
    return (*_about(shown, result), value_of(shown.measure, result), f" ({short_period(period)})")


def _about(shown: Shown, result: Result) -> Words:
    """'about ' before a rounded count, or a rate that is made of one. A printed 0 is a true nought."""
    is_rounded = shown.edition.rounding != 1 and (is_count(shown.measure) or shown.measure.form == "rate")
    return ("about ",) if is_rounded and result.value else ()


def _latest_of(shown: Shown, held: list[_Pair], end: Callable[[list[float]], float]) -> _Pair:
    """The lowest or the highest; of months that are printed alike the latest, so that the month shown is not
    said to be other than an extreme that it equals."""
    value = end([result.value or 0.0 for _, result in held])
    text = number(shown.measure, value)
    return max((pair for pair in held if _printed(shown, pair) == text), key=lambda pair: pair[0])


def _printed(shown: Shown, pair: _Pair) -> str:
    return number(shown.measure, pair[1].value or 0.0)
