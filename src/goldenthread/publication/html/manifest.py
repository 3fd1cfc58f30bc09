"""The manifest of a pack: what it is made from, and the hash of every file in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.edition import Edition

MANIFEST = "manifest.json"


def manifest(edition: Edition, files: Mapping[str, str]) -> str:
    """The manifest as JSON with its keys in order. The same edition gives the same text."""
    said = {
        "authority": edition.authority,
        "authority_name": edition.authority_name,
        "audience": edition.audience,
        "synthetic": edition.synthetic,
        "period": edition.period.label,
        "data_date": edition.data_date.isoformat(),
        "snapshot": edition.snapshot,
        "measures": {each.measure.id: each.measure.version for each in all_shown(edition)},
        "files": {name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in files.items()},
    }
    return json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
