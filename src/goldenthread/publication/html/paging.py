"""Dividing pages over files so that none grows too heavy to open on a telephone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goldenthread.publication.tree import Block, Document, Page, Section

LIMIT = 150_000
"""Bytes of sections a file holds at most, so that with its style and opening it stays under 200,000."""


@dataclass(frozen=True)
class Part:
    """One file: the page it belongs to, which part of how many, and what stands on it."""

    page: Page
    file: str
    number: int
    of: int
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The heading, with the part when there are several; its words are kept on one line."""
        part = f"(part {self.number} of {self.of})".replace(" ", "\N{NO-BREAK SPACE}")
        return self.page.title if self.of == 1 else f"{self.page.title} {part}"


def parts_of(document: Document, weight: Callable[[Block], int]) -> list[Part]:
    """All files of a document in reading order. `weight` is the size of a block in bytes."""
    return [part for page in document.pages for part in _divide(page, weight)]


def _divide(page: Page, weight: Callable[[Block], int]) -> list[Part]:
    opening = sum(weight(block) for block in page.opening)
    weights = [weight(section) for section in page.sections]
    groups = _groups(weights, opening, _share(weights, opening))
    files = [f"{page.stem}.html", *(f"{page.stem}-{n}.html" for n in range(2, len(groups) + 1))]
    return [
        Part(
            page=page,
            file=files[index],
            number=index + 1,
            of=len(groups),
            opening=page.opening if index == 0 else (),
            sections=page.sections[group.start : group.stop],
        )
        for index, group in enumerate(groups)
    ]


def _share(weights: Sequence[int], opening: int) -> int:
    """How much each file should hold so that the files are of like size and under the limit."""
    total = opening + sum(weights)
    files = -(-total // LIMIT) or 1
    return min(LIMIT, total // files + max(weights, default=0) // 2)


def _groups(weights: Sequence[int], opening: int, share: int) -> list[range]:
    groups, start, held = [], 0, opening
    for index, weight in enumerate(weights):
        if index > start and held + weight > share:
            groups.append(range(start, index))
            start, held = index, 0
        held += weight
    return [*groups, range(start, len(weights))]


def anchors(blocks: Sequence[Block]) -> list[str]:
    """Every anchor of sections, however deep."""
    found = []
    for block in blocks:
        if isinstance(block, Section):
            found += [block.anchor, *anchors(block.blocks)]
    return found
