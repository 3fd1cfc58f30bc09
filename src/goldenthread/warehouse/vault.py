"""The vault: files as received, by the hash of their content, encrypted, never changed."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from goldenthread.base.errors import RefusedInput
from goldenthread.warehouse.files import remove_partials, write_whole

NONCE = 12


class Vault:
    """A folder of encrypted files. The name is the SHA-256 of the content, bound into the encryption."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)

    def put(self, content: bytes) -> str:
        """Keep a file; the same content is kept once. Returns its SHA-256."""
        digest = sha256(content)
        path = self._path(digest)
        if not path.exists():
            remove_partials(path.parent)
            nonce = secrets.token_bytes(NONCE)
            write_whole(path, nonce + self._cipher.encrypt(nonce, content, digest.encode()))
        return digest

    def get(self, digest: str) -> bytes:
        """A file's content. Refuses a file that is gone, damaged or under another key."""
        try:
            sealed = self._path(digest).read_bytes()
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], digest.encode())
        except (FileNotFoundError, InvalidTag, ValueError) as error:
            raise RefusedInput(
                "A received file in the vault is missing or damaged, or the key is not its own.",
                where=digest[:12],
                do="Restore the store and the key from the same backup.",
            ) from error

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def sha256(content: bytes) -> str:
    """The SHA-256 of content, in hex."""
    return hashlib.sha256(content).hexdigest()
