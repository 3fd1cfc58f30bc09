"""The rule set: which patterns count as more than chance. A stated option, because the NHS's tools differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Literal

from goldenthread.base.errors import Place, RefusedInput, suggest


class Rule(StrEnum):
    """A pattern that is more than chance, in words that stand after 'because'."""

    OUTSIDE = "outside the limits"
    NEAR = "two of three near a limit"
    RUN = "a run on one side of the mean"
    TREND = "a trend"


@dataclass(frozen=True)
class RuleSet:
    """How a chart is judged.

    `run` and `trend`: points in a row on one side of the mean, or each above (below) the one before.
    `near`: whether two of three points beyond two thirds of the way to a limit count. `screened`: whether
    moving ranges beyond 3.267 times their mean are left out of the limits. `widened`: whether a p or u chart
    gets Laney's wider limits where its points spread more than by chance. `baseline`: how many points the
    limits are made from, the first after each start; None takes all. `minimum`: points below which no limits
    are drawn. `trend_side`: whether a trend is high or low by its direction, or by its side of the mean.
    """

    name: str
    run: int = 7
    trend: int = 7
    near: bool = True
    screened: bool = False
    widened: bool = True
    baseline: int | None = None
    minimum: int = 12
    trend_side: Literal["direction", "mean"] = "direction"

    def __post_init__(self) -> None:
        if self.run < 2 or self.trend < 3 or self.minimum < 3:
            raise ValueError("a run needs 2 points, a trend and limits 3")
        if self.baseline is not None and self.baseline < self.minimum:
            raise ValueError("a baseline may not be shorter than the minimum")


NHS_ENGLAND = RuleSet("nhs_england")
"""The spreadsheet tools of Making Data Count: seven points, every moving range, all points."""

RULE_SETS: Mapping[str, RuleSet] = {
    rules.name: rules
    for rules in (
        NHS_ENGLAND,
        replace(NHS_ENGLAND, name="nhs_england_six", run=6, trend=6),
        replace(NHS_ENGLAND, name="nhs_r", screened=True, trend_side="mean"),
    )
}
"""Rule sets by the name that a workspace gives: the spreadsheet tools, the same with six points, and
NHSRplotthedots, which screens moving ranges and gives a trend the side of the mean its points are on."""

_OPTIONS = ("rules", *(field.name for field in fields(RuleSet) if field.name != "name"))


def rule_set_of(spec: object, file: str) -> RuleSet:
    """The rule set that a workspace's settings ask for under `spc`; nothing asks for NHS England's.

    A name alone, or `rules: NAME` with options that differ from it. Raises RefusedInput.
    """
    if spec is None:
        return NHS_ENGLAND
    options: Mapping[str, Any] = {"rules": spec} if isinstance(spec, str) else _options(spec, file)
    for option in options:
        if option not in _OPTIONS:
            raise _refused(f"There is no option '{option}'.", file, str(option), suggest(option, _OPTIONS))
    name = str(options.get("rules", NHS_ENGLAND.name))
    if name not in RULE_SETS:
        raise _refused(f"There is no rule set '{name}'.", file, "rules", suggest(name, RULE_SETS))
    given: dict[str, Any] = {
        option: _value(option, value, file) for option, value in options.items() if option != "rules"
    }
    try:
        found = replace(RULE_SETS[name], **given)
    except ValueError as error:
        raise _refused(f"The options do not fit: {error}.", file, "", "Mend the numbers.") from None
    return found if found == RULE_SETS[name] else replace(found, name=f"{name}, changed")


def rule_words(rules: RuleSet) -> str:
    """The rule set in a sentence, for a page that states it."""
    made = f"the first {rules.baseline} points" if rules.baseline else "all points"
    near = "; two of three points near a limit" if rules.near else ""
    screen = " without the widest moving ranges" if rules.screened else ""
    return (
        f"More than chance: a point outside the limits; {rules.run} in a row on one side of the mean; "
        f"{rules.trend} in a row rising or falling{near}. Limits from {made}{screen}, "
        f"from {rules.minimum} points on."
    )


def _options(spec: object, file: str) -> Mapping[str, Any]:
    if not isinstance(spec, Mapping):
        raise _refused("Expected a rule set or 'option: value' lines.", file, "", suggest("", RULE_SETS))
    return {str(option): value for option, value in spec.items()}


def _value(option: str, value: object, file: str) -> object:
    if option in ("near", "screened", "widened"):
        good = isinstance(value, bool)
        wanted = "yes or no"
    elif option == "trend_side":
        good, wanted = value in ("direction", "mean"), "direction or mean"
    else:
        whole = isinstance(value, int) and not isinstance(value, bool)
        good = whole or (option == "baseline" and value is None)
        wanted = "a whole number of points"
    if not good:
        raise _refused(f"'{str(value)[:40]}' is not {wanted}.", file, option, f"Give {wanted}.")
    return value


def _refused(what: str, file: str, option: str, do: str) -> RefusedInput:
    column = f"spc.{option}" if option else "spc"
    why = "Every control chart of an edition is judged by these rules."
    return RefusedInput(what, where=Place(file, column=column), why=why, do=do)
