"""The vault: files as received, by the hash of their content, encrypted, never changed.

A long file is sealed in parts, each bound to the file, its place in it and whether it is the last, so that no
part can be left out, doubled or moved, and sealing takes little memory.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.mapped import Content, let_go, sha256
from goldenthread.warehouse.files import remove_partials, write_whole

NONCE = 12
TAG = 16
PART = 16 * 1024 * 1024
"""Bytes of a file that are sealed at a time; a file no longer than that is one."""

IN_PARTS = b"sealed in parts 1"
"""What a file sealed in parts begins with."""


class Vault:
    """A folder of encrypted files. The name is the SHA-256 of the content, bound into the encryption."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)

    def put(self, content: Content) -> str:
        """Keep a file; the same content is kept once. Returns its SHA-256."""
        digest = sha256(content)
        path = self._path(digest)
        if not path.exists():
            remove_partials(path.parent)
            write_whole(
                path,
                self._sealed(content, digest)
                if len(content) > PART
                else self._seal(memoryview(content), digest),
            )
        return digest

    def _seal(self, content: bytes | memoryview, bound_to: str) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, bound_to.encode())

    def _sealed(self, content: Content, digest: str) -> Iterator[bytes]:
        yield IN_PARTS
        view = memoryview(content)
        last = (len(view) - 1) // PART
        for number in range(last + 1):
            yield self._seal(
                view[number * PART : (number + 1) * PART], _place(digest, number, number == last)
            )
            let_go(content, number * PART)

    def _open(self, sealed: memoryview, bound_to: str) -> bytes:
        return self._cipher.decrypt(bytes(sealed[:NONCE]), sealed[NONCE:], bound_to.encode())

    def _opened(self, sealed: memoryview, digest: str) -> Iterator[bytes]:
        size = NONCE + PART + TAG
        last = (len(sealed) - 1) // size
        for number in range(last + 1):
            yield self._open(
                sealed[number * size : (number + 1) * size], _place(digest, number, number == last)
            )

    def get(self, digest: str) -> bytes:
        """A file's content. Refuses a file that is gone, damaged or under another key."""
        try:
            sealed = memoryview(self._path(digest).read_bytes())
            if sealed[: len(IN_PARTS)] == IN_PARTS:
                return b"".join(self._opened(sealed[len(IN_PARTS) :], digest))
            return self._open(sealed, digest)
        except (FileNotFoundError, InvalidTag, ValueError) as error:
            raise RefusedInput(
                "A received file in the vault is missing or damaged, or the key is not its own.",
                where=digest[:12],
                do="Restore the store and the key from the same backup.",
            ) from error

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def _place(digest: str, number: int, is_last: bool) -> str:
    """What a part is bound to: the file, its number, and whether it is the last."""
    return f"{digest} {number}{' last' if is_last else ''}"
