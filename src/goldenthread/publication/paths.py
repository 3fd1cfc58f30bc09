"""What the pages of flow, journeys and forecasts are made from, as counted and judged before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goldenthread.analysis.fairness import Fairness
from goldenthread.analysis.forecast import Forecast
from goldenthread.analysis.funnel import Conversion, Taken
from goldenthread.analysis.journeys import Journey
from goldenthread.base.periods import Period
from goldenthread.model.bridge import Bridge
from goldenthread.model.flow import Flow


@dataclass(frozen=True)
class StockAhead:
    """A stock's months as known, the latest last, and those to come."""

    measure: str
    known: tuple[Period, ...]
    forecast: Forecast


@dataclass(frozen=True)
class Paths:
    """The ways of children through the services. `taken` has the months of each step of the path together,
    the latest last; `steps` says each step of a journey in words. Results behind figures of the funnel and of
    stocks are among those of the edition."""

    fairness: tuple[Fairness, ...] = ()
    funnel: tuple[Conversion, ...] = ()
    taken: tuple[Taken, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    flows: tuple[Flow, ...] = ()
    journeys: tuple[Journey, ...] = ()
    steps: Mapping[str, str] = field(default_factory=dict)
    stocks: tuple[StockAhead, ...] = ()
