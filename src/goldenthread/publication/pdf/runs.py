"""The runs of a text as plain data: strings, and records of what has a standing or leads somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from goldenthread.analysis.figures import Figure, Key
from goldenthread.publication.pdf.drawings import icon_drawing
from goldenthread.publication.pdf.printable import breakable
from goldenthread.publication.tree import Band, Icon, Inline, Link, Minor, Proof, Tag, Term, Text

Run = str | dict[str, str]
"""A string, or a record that one of its names tells the kind of: link, tag, icon, band, minor, proof."""


@dataclass
class Runs:
    """Makes runs. A link to an anchor that is not in `linked` is plain text; `icons` are those met so far."""

    proofs: Mapping[Key, str]
    linked: frozenset[str]
    icons: dict[str, str] = field(default_factory=dict)

    def of(self, text: Text) -> list[Run]:
        """The runs of a text; neighbouring strings are one."""
        out: list[Run] = []
        for part in text:
            run, last = self._run(part), out[-1] if out else None
            if isinstance(run, str) and isinstance(last, str):
                out[-1] = last + run
            elif run:
                out.append(run)
        return out

    def _run(self, part: Inline) -> Run:
        match part:
            case str():
                return breakable(part)
            case Figure():
                return breakable(part.text)
            case Link():
                words = breakable(part.text)
                return {"link": part.anchor, "text": words} if part.anchor in self.linked else words
            case Tag():
                return {"tag": part.kind, "text": breakable(part.text)}
            case Icon():
                self.icons.setdefault(part.name, icon_drawing(part))
                return {"icon": part.name, "word": part.word, "title": part.title}
            case Band():
                return {"band": part.letter}
            case Minor():
                return {"minor": breakable(part.text)}
            case Term():
                return {"minor": breakable(f"{part.text}: {part.meaning}.")}
            case Proof():
                return {"proof": self.proofs[part.key]} if part.key in self.proofs else ""
        assert_never(part)  # a run without a record would be text that is silently lost
