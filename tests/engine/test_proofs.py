"""Definitions kept beside proof codes are the cards themselves, in all that a figure depends on."""

from __future__ import annotations

import dataclasses
import json

import pytest

from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.proofs import PROSE, as_typed, definition_of, digest_of, measures_of
from goldenthread.model.measure import Measure


def rule_of(measure: Measure) -> dict[str, object]:
    return {k: v for k, v in dataclasses.asdict(measure).items() if k not in PROSE}


@pytest.mark.parametrize("name", sorted(shipped_measures()))
def test_a_card_comes_back_from_its_kept_definition(name: str) -> None:
    catalogue = shipped_measures()
    kept = json.loads(json.dumps(definition_of(catalogue[name], catalogue)))
    again = measures_of(kept)
    assert rule_of(again[name]) == rule_of(catalogue[name])
    assert digest_of(definition_of(again[name], again)) == digest_of(kept)


def test_another_rule_has_another_hash_and_other_words_do_not() -> None:
    catalogue = shipped_measures()
    card = catalogue["rereferrals_12m_pct"]
    hashed = digest_of(definition_of(card, catalogue))
    reworded = dataclasses.replace(card, why="Other words.", notes=())
    assert digest_of(definition_of(reworded, catalogue)) == hashed
    assert card.base is not None
    narrowed = dataclasses.replace(card, base=dataclasses.replace(card.base, where="not is_nfa"))
    assert digest_of(definition_of(narrowed, catalogue)) != hashed


def test_a_code_as_it_is_heard() -> None:
    assert as_typed(" d5y6-vqso ") == "D5Y6VQS0"
    assert as_typed("iL0O") == "1100"
