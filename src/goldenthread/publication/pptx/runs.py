"""Text of the content tree as runs of a slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from goldenthread.analysis.figures import Figure, Key
from goldenthread.publication.tree import Band, Icon, Inline, Link, Minor, Proof, Tag, Term, Text


@dataclass(frozen=True)
class Run:
    """Words in one manner. `standing` is good, bad or nothing."""

    text: str
    bold: bool = False
    minor: bool = False
    standing: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Runs on lines of their own. `size` is in points at full scale, `before` the space above in sizes."""

    runs: tuple[Run, ...]
    size: float
    bullet: bool = False
    before: float = 0.45
    grey: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


_SHAPES = {"high": "▲ ", "low": "▼ "}
TAGS = {"good": "✓ ", "near": "≈ ", "bad": "✗ ", "plain": ""}
"""The sign before the word of a tag, as on the pages: colour alone says nothing."""

_STANDINGS = {"concern": "bad", "improvement": "good", "fail": "bad", "pass": "good"}


def runs_of(text: Text, proofs: Mapping[Key, str]) -> tuple[Run, ...]:
    """The runs of a text in order. Words with a standing are kept apart from what follows them."""
    made: list[Run] = []
    for index, part in enumerate(text):
        run = _run(part, proofs)
        after = text[index + 1] if index + 1 < len(text) else ""
        if isinstance(part, Icon | Tag) and index + 1 < len(text) and not _opens_apart(after):
            run = replace(
                run, text=f"{run.text}. " if isinstance(after, Icon | Tag | str) else f"{run.text} "
            )
        if run.text:
            made.append(run)
    return tuple(made)


def plain_text(text: Text, proofs: Mapping[Key, str]) -> str:
    """The same without manners."""
    return "".join(run.text for run in runs_of(text, proofs))


def _opens_apart(part: Inline) -> bool:
    """Whether what follows begins with a space or a stop of its own."""
    return isinstance(part, str) and part[:1] in (" ", ",", ";", ":", ".", ")")


def _run(part: Inline, proofs: Mapping[Key, str]) -> Run:
    match part:
        case str():
            return Run(part)
        case Figure():
            return Run(part.text)
        case Link():
            return Run(part.text)  # a slide leads nowhere: programs break linked text within words
        case Tag():
            return Run(f"{TAGS[part.kind]}{part.text}", bold=True, standing=part.kind)
        case Icon():
            kind, _, side = part.name.partition("-")
            return Run(f"{_SHAPES.get(side, '')}{part.word}", bold=True, standing=_STANDINGS.get(kind, ""))
        case Band():
            return Run(part.letter, bold=True)
        case Minor():
            return Run(part.text, minor=True)
        case Term():
            return Run(f"{part.text}: {part.meaning}.", minor=True)
        case Proof():
            return Run(proofs.get(part.key, ""))
