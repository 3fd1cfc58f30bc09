"""The council's key: one secret, kept outside the workspace, from which two are derived.

One hashes identifiers, the other encrypts the vault; neither tells anything about the other.
"""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from goldenthread.base.errors import RefusedInput

BYTES = 32


@dataclass(frozen=True)
class Keys:
    """The two derived keys. Never printed."""

    identities: bytes = field(repr=False)
    vault: bytes = field(repr=False)
    check: str
    """Tells this key from another, and nothing about it."""


def default_key_path(authority: str) -> Path:
    """Where `init` puts the key of an authority: the user's configuration folder."""
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    safe = re.sub(r"[^A-Za-z0-9_-]", "_", authority)
    return Path(home) / "goldenthread" / f"{safe}.key"


def make_key(path: Path) -> bool:
    """Make a key that only its owner can read; False when there is one already (it is kept)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        return False
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)  # unlike a rename it never replaces a key
    except FileExistsError:
        return False
    finally:
        Path(name).unlink()
    return True


def read_keys(path: Path) -> Keys:
    """Read the key and derive its two. Refuses when it is absent or damaged."""
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise RefusedInput(
            "The council's key is not there.",
            where=str(path),
            why="Without it identifiers cannot be hashed and received files cannot be read.",
            do="Put the key back from its safe copy, or name its place as 'key' in goldenthread.yml.",
        ) from None
    except (ValueError, OSError):
        secret = b""
    if len(secret) != BYTES:
        raise RefusedInput(
            "The council's key cannot be read.", where=str(path), do="Put it back from its safe copy."
        )
    check = _derive(secret, b"check").hex()[:16]
    return Keys(_derive(secret, b"identities"), _derive(secret, b"vault"), check)


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), BYTES, None, b"goldenthread " + purpose).derive(secret)
