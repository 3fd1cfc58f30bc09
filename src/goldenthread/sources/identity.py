"""Identity: ids made comparable, then hashed with the workspace's key before anything is stored.

Two ids are one only if they are equal after `normalise_id`. What merely looks alike is listed, never joined.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.text import EMPTY_WORDS, clean, is_empty

HASH_LENGTH = 32
"""Hexadecimal characters of a hash."""

SHORTEST_KEY = 16
NO_ID = frozenset(
    {
        "UNKNOWN",
        "NOT KNOWN",
        "NOT APPLICABLE",
        "NONE",
        "NIL",
        "TBC",
        "TBA",
        "TEST",
        "TEST CHILD",
        "TEST PERSON",
    }
    | {"DUMMY", "00000000-0000-0000-0000-000000000000", "{00000000-0000-0000-0000-000000000000}"}
)
"""What data warehouses and people write as the id of nobody: all such rows would be one child."""

NOBODY = r"^(0+(\.0+)?|-[0-9]+(\.[0-9]+)?|9{6,}(\.0+)?|X{3,}|[?]+)$"
"""What no system gives to anybody: 0, numbers below it, six or more nines, and crosses or question marks."""

_EMPTY = pa.array(sorted(EMPTY_WORDS | NO_ID), pa.string())
_NOBODY = re.compile(NOBODY)
FLOAT_TAIL = r"^(-?[0-9]+)\.0+$"
"""A number that was written as one with decimals."""

BETWEEN = "[\\s\\-\u2010-\u2015_/.]"
"""What one system writes between the parts of an id, and another does not."""

_FLOAT_TAIL, _DROPPED = re.compile(FLOAT_TAIL), re.compile(BETWEEN)
_ALIKE = str.maketrans(
    "OQILSBZ"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "0011582A8EKMH0PCTYX1J5A8E2H1KMN0PTYX",
)
"""Latin letters that look like digits, and Cyrillic and Greek capitals that look like Latin ones."""


def normalise_id(text: str, *, numeric: bool = False) -> str | None:
    """An id in its one form: NFKC, trimmed, upper case, zeros kept; None when the cell stands for no value.

    `numeric` says that the cell held a number, and only then '.0' is dropped.
    """
    plain = clean(text if text.isascii() else unicodedata.normalize("NFKC", text)).upper()
    if numeric:
        plain = _FLOAT_TAIL.sub(r"\1", plain)
    return None if is_empty(plain) or plain in NO_ID or _NOBODY.match(plain) else plain


def normalise_column(ids: pa.Array, *, numeric: bool = False) -> pa.Array:
    """`normalise_id` over a column; plain ids, which nearly all are, without looking at each."""
    if pc.any(pc.match_substring_regex(ids, r"[^!-~]|^=")).as_py() or (
        numeric and pc.any(pc.match_substring(ids, ".")).as_py()
    ):
        read = [None if one is None else normalise_id(one, numeric=numeric) for one in ids.to_pylist()]
        return pa.array(read, pa.string())
    upper = pc.utf8_upper(ids)
    empty = pc.or_(
        pc.is_in(upper, value_set=_EMPTY), pc.fill_null(pc.match_substring_regex(upper, NOBODY), False)
    )
    return pc.if_else(empty, pa.scalar(None, pa.string()), upper) if pc.any(empty).as_py() else upper


class Identities:
    """Keyed hashes of one authority's ids: keyed BLAKE2b (RFC 7693) over (authority, kind, id).

    It is a message authentication code like HMAC-SHA256 and takes less than half its time: half of reading a
    delivery is hashing ids.
    """

    def __init__(self, key: bytes, authority: str) -> None:
        if len(key) < SHORTEST_KEY:
            raise RefusedInput(
                "The key that protects ids is missing or too short.",
                why="Without it the ids of children would be stored as they are.",
                do="Run 'goldenthread init', or point to the key that it made.",
            )
        self.authority = authority
        self._key = key
        short = key if len(key) <= hashlib.blake2b.MAX_KEY_SIZE else hashlib.blake2b(key).digest()
        self._keyed = hashlib.blake2b(key=short, digest_size=HASH_LENGTH // 2)
        self._states: dict[str, hashlib.blake2b] = {}

    def __reduce__(self) -> tuple[type[Identities], tuple[bytes, str]]:
        """For a process beside this one: made anew over there, since hashes half done cannot be sent."""
        return Identities, (self._key, self.authority)

    def hash(self, kind: str, *parts: str) -> str:
        """The hash of an id that `normalise_id` has passed; several parts make one id, in their order."""
        if len(parts) == 1:
            return self._hash(kind, parts[0])
        return self._hash(kind, "\x00parts\x00" + "".join(f"{len(part)}:{part}" for part in parts))

    def column(self, kind: str, ids: pa.Array) -> pa.Array:
        """Hashes of a column of normalised ids, nulls kept. Each distinct id is hashed once.

        They are not kept for the next column: over a whole delivery that saves no time, and takes memory for
        every child.
        """
        encoded = ids.dictionary_encode()
        hashes = self._all(kind, encoded.dictionary.to_pylist())
        return pa.array(hashes, pa.string()).take(encoded.indices)

    def _hash(self, kind: str, message: str) -> str:
        return self._all(kind, [message])[0]

    def _all(self, kind: str, messages: Iterable[str]) -> list[str]:
        """Hash after hash from a copy of what all ids of a kind have in common."""
        begun = self._states[kind].copy if kind in self._states else self._begun(kind).copy
        found = []
        for message in messages:
            state = begun()
            state.update(message.encode())
            found.append(state.hexdigest())
        return found

    def _begun(self, kind: str) -> hashlib.blake2b:
        state = self._keyed.copy()
        for part in (self.authority, kind):
            state.update(f"{len(part)}:{part}".encode())
        self._states[kind] = state
        return state


def near_misses(ids: Sequence[str | None]) -> list[tuple[int, ...]]:
    """Groups of positions whose ids differ only by space, dash, leading zeros, look-alike letters or a '.0'
    behind a number.

    Each id of a group is named once, by its first position. Ids come normalised; they are never joined.
    """
    first: dict[str, int] = {}
    for position, one in enumerate(ids):
        if one is not None:
            first.setdefault(one, position)
    groups: dict[str, list[int]] = {}
    for one, position in first.items():
        groups.setdefault(_skeleton(one), []).append(position)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _skeleton(one: str) -> str:
    return _DROPPED.sub("", _FLOAT_TAIL.sub(r"\1", one)).upper().translate(_ALIKE).lstrip("0")
