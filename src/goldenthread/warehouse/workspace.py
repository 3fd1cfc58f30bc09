"""A council's workspace: its settings, its own definitions, and the store."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from goldenthread.base.errors import RefusedInput, UsageError
from goldenthread.base.folders import SETTINGS
from goldenthread.warehouse.files import write_whole
from goldenthread.warehouse.keys import Keys, default_key_path, make_key, read_keys
from goldenthread.warehouse.vault import Vault

UNCHECKED = ("databases", "spc", "comparators", "slides", "editions_database", "paper", "disclosure")
"""Settings that are checked by those who use them."""

CODE = re.compile(r"[A-Za-z0-9]{1,9}")
NOT_A_COUNCIL = re.compile(r"[XZ][0-9]{8}")
"""Codes made like the national ones, with a letter that no country has."""


@dataclass(frozen=True)
class Workspace:
    """A workspace folder and what its settings say."""

    root: Path
    authority: str
    name: str
    key_path: Path
    key_check: str | None = None
    databases: object = field(default=None, compare=False)  # what the settings say of them, unchecked
    spc: object = field(default=None, compare=False)  # the same of the rules of control charts
    comparators: object = field(default=None, compare=False)  # and of comparators
    slides: object = field(default=None, compare=False)  # and of slides
    editions_database: object = field(default=None, compare=False)  # where commentary and releases are kept
    paper: object = field(default=None, compare=False)  # and of the title block of a committee's paper
    disclosure: object = field(default=None, compare=False)  # and of what the public may see
    contact: str = ""  # whom readers outside the council may ask, as the public edition prints it

    @property
    def editions(self) -> Path:
        """Where editions, commentary and releases are kept."""
        return self.root / "editions"

    @property
    def store(self) -> Path:
        """Where loads and snapshots are kept."""
        return self.root / "store"

    @property
    def catalogue(self) -> Path:
        """The council's own cards."""
        return self.root / "catalogue"

    @cached_property
    def keys(self) -> Keys:
        """The derived keys, read when first needed. Another council's key is refused."""
        return _right_keys(self.key_path, self.key_check)

    @property
    def vault(self) -> Vault:
        """The vault of received files."""
        return Vault(self.store / "vault", self.keys.vault)

    @property
    def synthetic(self) -> bool:
        """Whether its people are invented: the code says so even when the name does not."""
        return bool(NOT_A_COUNCIL.fullmatch(self.authority.upper())) or "synthetic" in self.name.lower()


CHOICES = """
# Whom the council compares itself with, beside England, its region and its statistical neighbours. Take away
# the marks before the lines that you want. compared_as is for a council that published figures do not know
# (an invented, merged or new one): it is set beside what the council of that number is set beside, and every
# page says so.
#comparators:
#  authorities: [851, 850, 921]   # named councils, by number or code
#  average: median                # of the neighbours; mean where this says nothing
#  compared_as: 852
#  region: South East             # where no file says in which region the council lies
"""
"""What a new workspace's settings say of choices that it may make; see docs/how-to."""


def create(
    root: Path, authority: str, name: str | None, key_path: Path | None = None
) -> tuple[Workspace, bool]:
    """Make a workspace (and its key, outside it). Returns it and whether a new key was made.

    Doing it again with the same authority changes nothing.
    """
    if not CODE.fullmatch(authority):
        raise UsageError(
            f"'{authority}' is not an authority code.",
            do="Use up to 9 letters and digits, such as E06000045.",
        )
    root = root.resolve()
    key = (key_path or default_key_path(authority)).expanduser().resolve()
    if key.is_relative_to(root):
        raise UsageError(
            "The key may not lie inside the workspace.", why="A copy of one would be a copy of both."
        )
    if (root / SETTINGS).exists():
        made = read(root)
        if made.authority != authority:
            raise RefusedInput(f"This workspace belongs to {made.authority}.", where=str(root / SETTINGS))
        _right_keys(made.key_path, made.key_check)
        return made, False
    new_key = make_key(key)
    workspace = Workspace(root, authority, name or authority, key, read_keys(key).check)
    for folder in ("catalogue", "store", "editions"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for folder in ("store", "editions"):  # records of children, small numbers: for its owner alone
        (root / folder).chmod(0o700)
    settings = {
        "authority": authority,
        "name": workspace.name,
        "key": str(key),
        "key_check": workspace.key_check,
    }
    text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True) + CHOICES
    write_whole(root / SETTINGS, text.encode())
    return workspace, new_key


def find(start: Path) -> Workspace:
    """The workspace of a folder: the folder itself or the nearest above it that has settings."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / SETTINGS).is_file():
            return read(folder)
    raise UsageError(
        f"There is no workspace in {start} or above it.",
        do="Make one with: goldenthread init DIR --authority CODE, or name it with --workspace DIR.",
    )


def read(root: Path) -> Workspace:
    """Read the settings of a workspace."""
    path = root / SETTINGS
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
        authority, name = str(settings["authority"]), str(settings.get("name") or settings["authority"])
        key = Path(settings.get("key") or default_key_path(authority)).expanduser()
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise RefusedInput(
            "The settings cannot be read.", where=str(path), do="They need at least a line 'authority: CODE'."
        ) from error
    if not CODE.fullmatch(authority):
        raise RefusedInput(f"'{authority}' is not an authority code.", where=str(path))
    key = key if key.is_absolute() else (root / key).resolve()
    check = settings.get("key_check")
    check = None if check is None else str(check)
    said = {name: settings.get(name) for name in UNCHECKED}
    contact = str(settings.get("contact") or "")
    return Workspace(root.resolve(), authority, name, key, check, contact=contact, **said)


def _right_keys(path: Path, check: str | None) -> Keys:
    keys = read_keys(path)
    if check not in (None, keys.check):
        raise RefusedInput(
            "This is not the key that the workspace was made with.",
            where=str(path),
            why="Under another key the same child would be another one, and received files cannot be read.",
            do="Put back the right key, or name its place as 'key' in goldenthread.yml.",
        )
    return keys
