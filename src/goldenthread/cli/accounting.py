"""The rows behind figures, accounted for, as the edition and `explain` print them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goldenthread.base.periods import Period
from goldenthread.engine.accounts import Account, accounts
from goldenthread.model.measure import Measure
from goldenthread.model.tables import TABLES
from goldenthread.publication.edition import FigureAccount
from goldenthread.warehouse.snapshot import Snapshot


def figure_accounts(
    loaded: Snapshot,
    catalogue: Mapping[str, Measure],
    measures: Iterable[Measure],
    authority: str,
    when: Period,
) -> tuple[FigureAccount, ...]:
    """The account of every measure that has a figure for the period."""
    return tuple(_told(one) for one in accounts(loaded, catalogue, measures, authority, when))


def _told(account: Account) -> FigureAccount:
    return FigureAccount(
        account.measure,
        ", ".join([*([] if account.role == "base" else [account.role]), *account.lines]),
        account.period,
        tuple(TABLES[name].title.lower() for name in account.tables),
        account.stored,
        tuple(account.fates.items()),
        account.used,
    )
