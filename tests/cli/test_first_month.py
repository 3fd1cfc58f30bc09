"""Where the months begin that findings and editions look back over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

from goldenthread.analysis.spc import NHS_ENGLAND
from goldenthread.base.periods import parse
from goldenthread.cli.month_edition import first_month
from goldenthread.warehouse.snapshot import Snapshot


def test_a_baseline_starts_where_the_data_start_whatever_the_month() -> None:
    covers = [SimpleNamespace(covers_from=day) for day in (dt.date(2018, 4, 1), dt.date(2016, 9, 20))]
    loaded = cast(Snapshot, SimpleNamespace(covers=covers))
    frozen = replace(NHS_ENGLAND, name="frozen", baseline=24)
    found = [first_month(loaded, parse(when), frozen).label for when in ("2023-11", "2023-12")]
    assert found == ["2016-09", "2016-09"]
    assert first_month(loaded, parse("2023-12"), NHS_ENGLAND).label == "2018-12"
