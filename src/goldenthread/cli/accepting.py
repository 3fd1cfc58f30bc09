"""`check --accept`: open issues of a rule are accepted, with the reason kept."""

from __future__ import annotations

import datetime as dt

import pyarrow.compute as pc

from goldenthread.base.errors import UsageError
from goldenthread.base.numbers import count_of
from goldenthread.cli.say import say, user_name
from goldenthread.warehouse.quality.accepted import FILE, Standing, accept
from goldenthread.warehouse.workspace import Workspace


def accept_issues(here: Workspace, found: Standing, rule: str, reason: str | None) -> None:
    """Accept every issue of a rule that is open now; each opens again when its record says something else."""
    if not (reason or "").strip():
        raise UsageError("Say why they are accepted: --reason TEXT.", why="The reason is kept with each.")
    chosen = found.open.filter(pc.equal(found.open["rule"], rule))
    if not chosen.num_rows:
        say(f"No open issue of {rule}.")
        return
    accept(here, chosen, by=user_name(), reason=str(reason), on=dt.datetime.now(dt.UTC).date())
    say(f"{count_of(chosen.num_rows, 'issue')} of {rule} accepted, in {here.root / FILE}.")
    say("Each opens again when its record changes. To open one yourself, delete its line.")
