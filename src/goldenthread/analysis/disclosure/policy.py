"""The policy of public editions: what is a small number, how numbers are rounded, how far a withheld one must
stay uncertain. A council may set it in goldenthread.yml under `disclosure`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from goldenthread.base.errors import Place, RefusedInput, suggest

SETTING = "disclosure"


@dataclass(frozen=True)
class Policy:
    """Numbers are of people or of what happened to them, unless said otherwise.

    `threshold`: 1 to one below it is a small number; nought is not. `protection`: how far at the least a
    reader's best bounds of a small number lie to either side of it. `rounding`: the multiple to which counts
    are rounded, 1 for none. `moving_rounding`: the same for groups of stocks and of rolling windows, whose
    difference from month to month tells who came and went. `smallest_base`: percentages, averages, medians,
    ratios and indices of fewer are withheld. `whole_group_below`: of fewer, "all" and "none" are withheld as
    well. `rest_of_totals`: whether of a percentage of the whole authority a small number of those who are not
    in it is protected too, and the small rest that two of its totals leave. `dominance`: the share in per
    cent from which on two contributors dominate a sum.
    `totals_known`: whether readers are taken to hold the exact totals of the authority. `seconds`: the time
    after which what is not proved safe is withdrawn.
    """

    threshold: int = 6
    protection: int = 3
    rounding: int = 5
    moving_rounding: int = 10
    smallest_base: int = 10
    whole_group_below: int = 20
    rest_of_totals: bool = True
    dominance: int = 90
    totals_known: bool = True
    seconds: int = 90

    def __post_init__(self) -> None:
        if self.threshold < 2:
            raise ValueError("the threshold is 2 or more")
        if self.protection < 1 or self.protection > self.threshold:
            raise ValueError("protection lies between 1 and the threshold")
        if self.rounding < 1 or self.moving_rounding < self.rounding:
            raise ValueError("rounding is 1 or more, and that of moving groups no finer")
        if 2 * self.threshold < self.moving_rounding:
            raise ValueError(
                "the threshold is half of every rounding or more, for a printed 0 is a true nought"
            )
        if self.smallest_base < self.threshold or self.whole_group_below < self.smallest_base:
            raise ValueError("threshold, smallest_base and whole_group_below may not decrease")
        if not 50 <= self.dominance <= 100:
            raise ValueError("dominance lies between 50 and 100 per cent")
        if self.seconds < 1:
            raise ValueError("seconds is 1 or more")

    def is_small(self, number: float) -> bool:
        """Whether a number, or a move up or down, is small; nought is not."""
        return 0 < abs(number) < self.threshold

    def settings(self) -> dict[str, int | bool]:
        """The policy as plain values, to be kept with a release."""
        return asdict(self)


DEFAULT = Policy()
OPTIONS = tuple(field.name for field in fields(Policy))
FLOORS = {"threshold": 5, "protection": 2}
"""What a workspace may set at the least: below, one child could be told from another."""


def policy_of(spec: object, file: str) -> Policy:
    """The policy that a workspace's settings ask for under `disclosure`; nothing asks for the default.

    Raises RefusedInput, with the nearest valid name.
    """
    if spec is None:
        return DEFAULT
    if not isinstance(spec, Mapping):
        raise _refused("Expected lines such as 'threshold: 6'.", file, "", "Indent them below 'disclosure:'.")
    for name in spec:
        if name not in OPTIONS:
            raise _refused(f"There is no option '{name}'.", file, str(name), suggest(str(name), OPTIONS))
    said = {str(name): _value(str(name), value, file) for name, value in spec.items()}
    for name, least in FLOORS.items():
        if said.get(name, least) < least:
            what = f"'{name}' is {said[name]}; no council may go below {least}."
            raise _refused(
                what, file, name, f"Write {least} or more; the default is {getattr(DEFAULT, name)}."
            )
    try:
        return Policy(**said)
    except ValueError as error:
        raise _refused(f"The options do not fit: {error}.", file, "", "Mend the numbers.") from None


def _value(name: str, value: object, file: str) -> Any:
    wanted = type(getattr(DEFAULT, name))
    if type(value) is wanted:
        return value
    kind = "true or false" if wanted is bool else "a whole number"
    raise _refused(f"'{name}' is {kind}.", file, name, f"The default is {getattr(DEFAULT, name)}.".lower())


def _refused(what: str, file: str, option: str, do: str) -> RefusedInput:
    where = f"{SETTING}, {option}" if option else SETTING
    why = "The policy decides which numbers the public sees."
    return RefusedInput(what, where=Place(file, column=where), why=why, do=do)


__all__ = ["DEFAULT", "OPTIONS", "SETTING", "Policy", "policy_of"]
