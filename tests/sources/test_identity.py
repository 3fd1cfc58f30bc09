"""Identity: one form of an id, a keyed hash that nothing else gives, and near misses named by position."""

from __future__ import annotations

import hashlib
import random
from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.identity import Identities, near_misses, normalise_column, normalise_id

KEY = bytes(range(32))
IDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)


def expected(authority: str, kind: str, one: str, key: bytes = KEY) -> str:
    """The hash by the standard library, from the words of the docstring."""
    message = f"{len(authority)}:{authority}{len(kind)}:{kind}{one}".encode()
    short = key if len(key) <= 64 else hashlib.blake2b(key).digest()
    return hashlib.blake2b(message, key=short, digest_size=16).hexdigest()


@given(IDS, st.sampled_from(["person", "worker", "event"]), st.binary(min_size=16, max_size=100))
def test_a_hash_is_keyed_blake2b_over_authority_kind_and_id(one: str, kind: str, key: bytes) -> None:
    identities = Identities(key, "E06000045")
    assert identities.hash(kind, one) == expected("E06000045", kind, one, key)
    assert identities.column(kind, pa.array([one, None, one])).to_pylist() == [
        identities.hash(kind, one),
        None,
        identities.hash(kind, one),
    ]


@given(IDS, IDS, IDS)
def test_parts_cannot_be_taken_for_one_another(a: str, b: str, c: str) -> None:
    identities = Identities(KEY, "E06000045")
    hashes = {
        identities.hash("event", a, b),
        identities.hash("event", a + b),
        identities.hash("event", a + b, c),
    }
    assert len(hashes) == 3
    if (a, b + c) != (a + b, c):
        assert identities.hash("event", a, b + c) != identities.hash("event", a + b, c)


def test_another_key_authority_or_kind_gives_another_hash() -> None:
    one = Identities(KEY, "E06000045")
    others = {
        one.hash("person", "A1"),
        one.hash("event", "A1"),
        Identities(KEY, "E06000046").hash("person", "A1"),
        Identities(bytes(32), "E06000045").hash("person", "A1"),
    }
    assert len(others) == 4


def test_without_a_key_nothing_is_hashed() -> None:
    with pytest.raises(RefusedInput, match="key"):
        Identities(b"", "E06000045")


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (" c01 ", "C01"),
        ("0012", "0012"),
        ("12.0", "12.0"),
        ("\u200bC01\u00a0", "C01"),
        ("\uff23\uff10\uff11", "C01"),
        ("c 01", "C 01"),
        ("N/A", None),
        ("null", None),
        ("", None),
    ],
)
def test_one_form(text: str, one: str | None) -> None:
    assert normalise_id(text) == one


def test_a_number_loses_its_decimals_only_when_the_cell_held_a_number() -> None:
    assert normalise_id("1001.0", numeric=True) == "1001"
    assert normalise_id("1001.5", numeric=True) == "1001.5"
    assert normalise_column(pa.array(["1001.0"]), numeric=True).to_pylist() == ["1001"]


@given(st.lists(st.none() | st.text(max_size=8), max_size=20), st.booleans())
def test_columns_are_read_as_their_cells(texts: list[str | None], numeric: bool) -> None:
    found = normalise_column(pa.array(texts, pa.string()), numeric=numeric).to_pylist()
    assert found == [None if text is None else normalise_id(text, numeric=numeric) for text in texts]


@given(st.text(max_size=12))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_id(text)
    assert once is None or normalise_id(once) == once


def test_near_misses_are_named_by_position() -> None:
    ids = ["A-1", "B2", "A1", "B2", "0123", "123", "O123", "AB", "\u0410B", None]
    assert near_misses(ids) == [(0, 2), (4, 5, 6), (7, 8)]
    assert near_misses(["A1", "A2", "A1"]) == []
    assert near_misses(["123", "123.0", "1230"]) == [(0, 1)]


JOINED = {
    "case": str.lower,
    "space around": lambda one: f" {one}\u00a0",
    "a sign that is not seen": lambda one: f"{one[:2]}\u200b{one[2:]}",
    "wide letters": lambda one: "".join(chr(ord(letter) + 0xFEE0) for letter in one),
    "kept as text by a formula": lambda one: f'="{one}"',
}
"""Writings of one id: the rule by which they are one is `normalise_id`."""

NEAR = {
    "a dash": lambda one: f"{one[:3]}-{one[3:]}",
    "a space inside": lambda one: f"{one[:3]} {one[3:]}",
    "a stroke": lambda one: f"{one[:3]}/{one[3:]}",
    "zeros before": lambda one: f"00{one}",
    "a letter for a digit": lambda one: one.translate(str.maketrans("015", "OIS")),
    "a letter of another alphabet": lambda one: one.translate(str.maketrans("AKC", "\u0410\u041a\u0421")),
}
"""Writings that may be one id or two: listed for a person, never joined."""

APART = {
    "another digit": lambda one: one[:-1] + str((int(one[-1]) + 1) % 10),
    "two digits exchanged": lambda one: one[:-2] + one[-1] + one[-2],
    "a zero at the end": lambda one: f"{one}0",
}


def test_ten_thousand_pairs_are_joined_by_the_stated_rule_alone(
    record_property: pytest.RecordProperty,
) -> None:
    """T3: ids that differ by case, space, zeros, dash or letters that look alike."""
    chance = random.Random(3)
    pairs: Counter[str] = Counter()
    ways = [
        (fate, one) for fate, group in (("joined", JOINED), ("near", NEAR), ("apart", APART)) for one in group
    ]
    for number in range(10_000):
        fate, how = ways[number % len(ways)]
        end = "72" if fate == "apart" else str(chance.randrange(10, 99))
        one = f"{chance.choice('AKC')}{chance.choice('AKC')}015{chance.randrange(10**5):05d}{end}"
        other = {"joined": JOINED, "near": NEAR, "apart": APART}[fate][how](one)
        ids = [normalise_id(one), normalise_id(other)]
        assert other != one
        assert (ids[0] == ids[1]) == (fate == "joined"), (one, other)
        assert near_misses(ids) == ([(0, 1)] if fate == "near" else []), (one, other)
        hashes = {Identities(bytes(32), "E06000045").hash("person", each or "") for each in ids}
        assert len(hashes) == (1 if fate == "joined" else 2)
        pairs[fate] += 1
    record_property("count", f"pairs of ids: {dict(pairs)}")
    assert pairs.total() == 10_000
