"""Disclosure control: no child can be found in a public edition, whatever was released before."""

from __future__ import annotations

from goldenthread.analysis.disclosure.cube import public_keys
from goldenthread.analysis.disclosure.ledger import Earlier
from goldenthread.analysis.disclosure.policy import DEFAULT, Policy, policy_of
from goldenthread.analysis.disclosure.primary import Contributions, Reason
from goldenthread.analysis.disclosure.release import Released, suppress
from goldenthread.analysis.disclosure.report import Report

__all__ = [
    "DEFAULT",
    "Contributions",
    "Earlier",
    "Policy",
    "Reason",
    "Released",
    "Report",
    "policy_of",
    "public_keys",
    "suppress",
]
