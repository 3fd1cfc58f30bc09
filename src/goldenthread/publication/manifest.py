"""The manifest of a pack: what it is made from, and the hash of every file in it."""

from __future__ import annotations

import hashlib
import json

from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.rendering import Files

MANIFEST = "manifest.json"


def manifest(edition: Edition, files: Files) -> bytes:
    """The manifest as JSON with its keys in order. The same edition gives the same text."""
    said = {
        "authority": edition.authority,
        "authority_name": edition.authority_name,
        "audience": audience_of(edition.audience).name,
        "synthetic": edition.synthetic,
        "period": edition.period.label,
        "data_date": edition.data_date.isoformat(),
        **({"snapshot": edition.snapshot} if edition.snapshot else {}),
        "measures": {each.measure.id: each.measure.version for each in all_shown(edition)},
        "files": {name: hashlib.sha256(held).hexdigest() for name, held in files.items()},
    }
    text = json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()
