"""What every renderer is given. A renderer only translates: it makes no figure and leaves none out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goldenthread.analysis.figures import Key
from goldenthread.base.beside import Beside
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Document

Files = dict[str, bytes]
"""Files of a pack: the path from its folder, with `/`, to the content. One edition gives one set of bytes."""


@dataclass(frozen=True)
class Content:
    """An edition, what it says as a tree, and the proof codes of the figures in it; a `second` process, if
    there is one, for a renderer that can share its work."""

    edition: Edition
    document: Document
    proofs: Mapping[Key, str]
    second: Beside = field(default_factory=Beside, compare=False)

    @property
    def stem(self) -> str:
        """The name of a file of the whole edition, without its ending."""
        return f"{self.edition.authority}-{self.edition.period.label}"
