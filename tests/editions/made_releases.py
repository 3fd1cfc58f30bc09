"""Releases of a few made-up files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.editions.store.releases import Plan, plan_release, publish
from goldenthread.warehouse.workspace import Workspace

FILES = {"pack/index.html": b"<p>77 of 308</p>", "pack/data/all.csv": b"a,b\n", "frozen/said.json": b"{}"}
AT = dt.datetime(2024, 1, 2, 10, 31, tzinfo=dt.UTC)


def plan(here: Workspace, period: str = "2023-12", **more: Any) -> Plan:
    return plan_release(here, **{"period": period, "audience": "internal", "by": "Ada", **more})[0]


def release(here: Workspace, content: str = "one", period: str = "2023-12", **more: Any) -> ReleaseRecord:
    """A release whose content is named by a word."""
    return publish_planned(here, plan(here, period, **more), content)


def publish_planned(here: Workspace, planned: Plan, content: str = "one") -> ReleaseRecord:
    files = {**FILES, "pack/content.txt": content.encode()}
    return publish(here, plan=planned, snapshot="snapshot", content=content, files=files, at=AT)
