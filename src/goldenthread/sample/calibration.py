"""How many: the monthly quotas of the synthetic council, in one place.

The simulation decides who and on which day, at random; this module decides how many in each month, so
that the published figures of the sample are planned and never patched. Curves give the level between
anchor months, seasons the dips of August and December, EXACT the months whose figures are planted.
"""

from __future__ import annotations

import random
from bisect import bisect_right

from goldenthread.sample.planted import EXACT

Curve = list[tuple[str, float]]

CURVES: dict[str, Curve] = {
    "contacts": [
        ("2018-01", 1230),
        ("2020-02", 1310),
        ("2020-05", 1150),
        ("2022-01", 1330),
        ("2024-01", 1240),
    ],
    "referrals": [
        ("2018-01", 352),
        ("2020-02", 388),
        ("2020-05", 342),
        ("2022-01", 392),
        ("2023-06", 380),
        ("2024-01", 366),
    ],
    "rereferral_rate": [
        ("2018-01", 0.23),
        ("2020-06", 0.25),
        ("2022-06", 0.28),
        ("2023-06", 0.30),
        ("2024-01", 0.29),
    ],
    "uasc_referrals": [("2018-01", 1.2), ("2021-01", 1.2), ("2022-06", 2.6), ("2024-01", 2.0)],
    "s47_completed": [
        ("2018-01", 118),
        ("2020-06", 134),
        ("2022-06", 136),
        ("2023-06", 130),
        ("2024-01", 120),
    ],
    "cp_stock": [
        ("2018-01", 296),
        ("2019-01", 318),
        ("2020-03", 342),
        ("2021-03", 366),
        ("2022-01", 352),
        ("2022-12", 346),
        ("2023-05", 341),
    ],
    "cp_starts": [("2018-01", 32), ("2021-01", 36), ("2023-01", 33), ("2024-01", 28)],
    "cp_repeat_share": [("2018-01", 0.25), ("2020-01", 0.262), ("2022-01", 0.285), ("2023-06", 0.306)],
    "cp_transfer_in": [("2018-01", 0.9), ("2024-01", 0.9)],
    "icpc_no_plan": [("2018-01", 3.6), ("2024-01", 3.2)],
    "cla_stock": [
        ("2018-01", 488),
        ("2019-06", 508),
        ("2020-06", 524),
        ("2021-12", 530),
        ("2022-08", 546),
        ("2022-12", 549),
        ("2023-03", 542),
        ("2023-06", 532),
        ("2023-11", 507),
    ],
    "cla_starts": [("2018-01", 19), ("2022-06", 21), ("2024-01", 18)],
    "cla_left_within_month": [("2018-01", 1.6), ("2024-01", 2.0)],
    "placement_moves": [("2018-01", 25), ("2024-01", 28)],
    "early_help_stock": [
        ("2018-01", 545),
        ("2020-03", 610),
        ("2021-03", 590),
        ("2022-06", 665),
        ("2023-06", 712),
        ("2023-09", 728),
    ],
    "early_help_starts": [("2018-01", 84), ("2022-06", 98), ("2024-01", 106)],
    "early_help_assessments": [("2018-01", 78), ("2022-06", 92), ("2024-01", 103)],
    "step_downs": [("2018-01", 21), ("2022-01", 27), ("2024-01", 26)],
    "police_share": [("2018-01", 0.56), ("2022-01", 0.59), ("2023-06", 0.605), ("2024-01", 0.61)],
    "strategy_without_s47": [("2018-01", 22), ("2024-01", 24)],
}

# How each kind of month bends a flow: August is school holidays, December is short.
FLOW = {4: 0.97, 8: 0.82, 12: 0.88, 1: 1.0, 3: 1.05, 6: 1.04, 10: 1.05, 11: 1.06}
GENTLE = {8: 0.9, 12: 0.88, 3: 1.05, 11: 1.04}
SEASONS: dict[str, dict[int, float]] = {
    "contacts": FLOW,
    "referrals": FLOW,
    "s47_completed": FLOW,
    "cp_starts": {8: 0.78, 12: 0.74, 3: 1.1},
    "early_help_starts": FLOW,
    "early_help_assessments": FLOW,
    "step_downs": GENTLE,
    "placement_moves": {12: 0.95, 8: 1.08},
    "strategy_without_s47": FLOW,
}
JITTER: dict[str, float] = {
    "contacts": 0.03,
    "referrals": 0.04,
    "s47_completed": 0.06,
    "cp_starts": 0.12,
    "cla_starts": 0.18,
    "placement_moves": 0.14,
    "early_help_starts": 0.06,
    "early_help_assessments": 0.07,
    "step_downs": 0.14,
    "cp_stock": 0.006,
    "cla_stock": 0.002,
    "early_help_stock": 0.008,
    "rereferral_rate": 0.05,
    "police_share": 0.025,
    "strategy_without_s47": 0.12,
    "uasc_referrals": 0.5,
    "cp_transfer_in": 0.9,
    "icpc_no_plan": 0.5,
    "cla_left_within_month": 0.7,
}


def month_key(number: int) -> str:
    """'2023-12' of a month number (months since January 1970)."""
    return f"{1970 + number // 12}-{number % 12 + 1:02d}"


def month_of(key: str) -> int:
    """The month number of '2023-12'."""
    return (int(key[:4]) - 1970) * 12 + int(key[5:]) - 1


class Plan:
    """The quotas of one council. Only the planted council has the exact figures."""

    def __init__(self, seed: int, scale: float = 1.0, planted: bool = True) -> None:
        self.seed, self.scale, self.planted = seed, scale, planted

    def level(self, name: str, month: int) -> float:
        """The unrounded level of a series in a month, at the size of the first council."""
        base = interpolate(CURVES[name], month)
        season = SEASONS.get(name, {}).get(month % 12 + 1, 1.0)
        spread = JITTER.get(name, 0.0)
        noise = random.Random(f"{self.seed}/{name}/{month}").uniform(-spread, spread)
        return base * season * (1 + noise)

    def count(self, name: str, month: int) -> int:
        """The quota of a month, exact where it is planted."""
        exact = self.exact(name, month)
        if exact is not None:
            return int(exact)
        return max(0, int(self.level(name, month) * self.scale + 0.5))

    def share(self, name: str, month: int) -> float:
        """A share between 0 and 1, exact where it is planted."""
        exact = self.exact(name, month)
        return float(exact) if exact is not None else self.level(name, month)

    def exact(self, name: str, month: int) -> float | None:
        """The planted figure of a month, if this council has one."""
        return EXACT.get(name, {}).get(month_key(month)) if self.planted else None

    def path(self, curve: Curve, name: str, month: int, spread: float) -> float:
        """A level along a curve of another module, with the same kind of noise."""
        exact = self.exact(name, month)
        if exact is not None:
            return float(exact)
        noise = random.Random(f"{self.seed}/{name}/{month}").uniform(-spread, spread)
        return interpolate(curve, month) * (1 + noise)


def interpolate(curve: Curve, month: int) -> float:
    """Straight lines between the anchors of a curve, flat outside them."""
    points = [(month_of(key), value) for key, value in curve]
    position = bisect_right([at for at, _ in points], month)
    if position == 0:
        return points[0][1]
    if position == len(points):
        return points[-1][1]
    (left, low), (right, high) = points[position - 1], points[position]
    return low + (high - low) * (month - left) / (right - left)
