"""Releases of a few made-up files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.editions.store.releases import Plan, plan_release, publish
from goldenthread.editions.store.requests import ask
from goldenthread.publication.audiences import PUBLIC as EVERYBODY
from goldenthread.warehouse.workspace import Workspace

PUBLIC = EVERYBODY.name
FILES = {"pack/index.html": b"<p>77 of 308</p>", "pack/data/all.csv": b"a,b\n", "frozen/said.json": b"{}"}
AT = dt.datetime(2024, 1, 2, 10, 31, tzinfo=dt.UTC)


def plan(here: Workspace, period: str = "2023-12", **more: Any) -> Plan:
    return plan_release(here, **{"period": period, "audience": "internal", "by": "Ada", **more})[0]


def release(here: Workspace, content: str = "one", period: str = "2023-12", **more: Any) -> ReleaseRecord:
    """A release whose content is named by a word. One for the public is asked for first."""
    if more.get("audience") == PUBLIC:
        asking = plan(here, period, **{name: said for name, said in more.items() if name != "approved_by"})
        ask(plan=asking, content=content, formats=("html",), at=AT)
    return publish_planned(here, plan(here, period, **more), content)


def publish_planned(
    here: Workspace, planned: Plan, content: str = "one", at: dt.datetime = AT
) -> ReleaseRecord:
    files = {**FILES, "pack/content.txt": content.encode()}
    return publish(here, plan=planned, snapshot="snapshot", content=content, files=files, at=at)
