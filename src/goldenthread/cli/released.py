"""What an edition takes from the releases before it. A workspace without any loads nothing for it."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.base.periods import Period
from goldenthread.cli.opening import opened
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.editions.store.place import has_store
from goldenthread.publication.edition import Edition
from goldenthread.warehouse.workspace import Workspace


def last_release_before(here: Workspace, when: Period) -> ReleaseRecord | None:
    """The release that stands for the last month before a month, for whichever audience."""
    if not has_store(here):
        return None
    from goldenthread.editions.store.releases import releases

    with opened(here):
        earlier = [one for one in releases() if one.period < when.label]
    return max(earlier, key=lambda one: (one.period, one.number), default=None)


def with_since(here: Workspace, made: Edition) -> Edition:
    """The edition with what changed since the release before it, of the same audience, where there is one."""
    if not has_store(here):
        return made
    from goldenthread.editions.releases.changes import since
    from goldenthread.editions.releases.frozen import read_frozen
    from goldenthread.editions.store.releases import before
    from goldenthread.publication.freezing import freeze

    with opened(here):
        release = before(made.period.label, made.audience)
    if release is None:
        return made
    return replace(made, since=since(release, read_frozen(here, release), freeze(made), made.period.label))
