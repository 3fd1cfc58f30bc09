"""Small measures and results for tests of analysis."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from goldenthread.model.measure import Measure
from goldenthread.model.result import Result, Status
from goldenthread.model.strategy import Target

BASE = Measure(
    id="m",
    name="Re-referrals",
    form="percentage",
    timing="flow",
    polarity="lower",
    unit="percent",
    breakdowns=(),
    standards=("ssd",),
    subject="s",
    why="",
    reference="",
    owner="",
    version=1,
    valid_from=dt.date(2023, 4, 1),
)


def measure(**more: object) -> Measure:
    return replace(BASE, **more)  # type: ignore[arg-type]


def result(
    value: float | None, top: float | None = None, bottom: float | None = None, **more: object
) -> Result:
    status = Status.OK if value is not None else Status.NOT_AVAILABLE
    made = Result("m", "E1", "2023-12", "flow", "all", "all", top, bottom, value, status, "s", 1)
    return replace(made, **more)  # type: ignore[arg-type]


def share(top: float, bottom: float, **more: object) -> Result:
    return result(top / bottom * 100, top, bottom, **more)


def target(value: float, margin: float | None = None, **more: object) -> Target:
    made = Target("m", "all", value, "plan", dt.date(2023, 4, 1), None, margin)
    return replace(made, **more)  # type: ignore[arg-type]
