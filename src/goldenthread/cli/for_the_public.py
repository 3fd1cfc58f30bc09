"""The public edition of a month: what its pages print, as far as disclosure control leaves it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from goldenthread.analysis.disclosure import Policy, Report, policy_of, suppress
from goldenthread.analysis.figures import Key
from goldenthread.base.folders import SETTINGS
from goldenthread.editions.releases.ledger import ledger
from goldenthread.engine.contributors import largest_contributors
from goldenthread.model.results import Results
from goldenthread.publication.audiences import PUBLIC
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.workspace import Workspace


@dataclass(frozen=True)
class Public:
    """The edition as everybody may see it, what was done to it by which policy, and the unrounded results
    behind it, which stay in the council."""

    edition: Edition
    report: Report
    policy: Policy
    behind: Results


def for_the_public(here: Workspace, loaded: Snapshot, whole: Edition) -> Public:
    """The edition cut down to what its pages print, passed through disclosure control beside every earlier
    public release, and judged anew by what was left. `whole` is not cut down."""
    cut = for_audience(replace(whole, audience=PUBLIC.name))
    keys = _keys(cut.results)
    policy = policy_of(here.disclosure, SETTINGS)
    released = suppress(
        whole.results,
        whole.measures,
        whole.authority,
        policy,
        public=keys,
        ledger=ledger(here),
        contributions=largest_contributors(loaded, whole.measures, whole.authority, _keys(whole.results)),
    )
    public = replace(cut, results=released.results, rounding=policy.rounding)
    behind = whole.results.rows((key[0], whole.authority, *key[1:]) for key in keys)
    return Public(for_audience(public), released.report, policy, behind)


def _keys(results: Results) -> set[Key]:
    """The keys of one authority's results, as an edition has them."""
    return {
        (measure, period, breakdown, group) for measure, _, period, breakdown, group in results.every_key()
    }
