"""The content tree: what an edition says, in order, with no format in it. Renderers only translate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from goldenthread.analysis.figures import Figure, Key
from goldenthread.publication.charts.description import Chart, SmallChart


@dataclass(frozen=True)
class Link:
    """Text that leads to an anchor somewhere in the document; the renderer finds the page."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Tag:
    """A word with a standing: the word is printed, the standing only adds shape and colour."""

    text: str
    kind: Literal["good", "near", "bad", "plain"]


@dataclass(frozen=True)
class Icon:
    """A small drawing with the word that says the same; `title` says it in full."""

    name: str
    word: str
    title: str


@dataclass(frozen=True)
class Band:
    """The quarter in which a figure lies, A (best) to D: the letter is printed, the shade only adds to it."""

    letter: str


@dataclass(frozen=True)
class Minor:
    """Words in smaller print beside a figure."""

    text: str


@dataclass(frozen=True)
class Proof:
    """The proof code of a result. A renderer finds it in the edition's codes."""

    key: Key


@dataclass(frozen=True)
class Term:
    """A word of the field with what it means in a few words, after the text in which a page first uses it. A
    renderer that has no way of its own prints "Word: meaning."."""

    text: str
    meaning: str


Inline = str | Figure | Link | Tag | Icon | Band | Minor | Proof | Term
Text = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. A lead is the one sentence to read if only one is read."""

    text: Text
    kind: Literal["plain", "lead", "small"] = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list of equal points."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Column:
    """A table column: its heading and whether it holds numbers."""

    heading: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption, which may go on with a finding. The first cell of a row is its heading. One of
    many narrow columns is `dense`. `about` is what a caption is of that others have too, such as the measure
    under whose heading the table stands: no two tables have one name."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption_shown: bool = True
    finding: Text = ()
    dense: bool = False
    about: str = ""

    @property
    def name(self) -> str:
        """What it is called in a list of tables: 'Contacts received: Dec 2023 beside earlier periods'."""
        return ": ".join(filter(None, (self.about, self.caption)))


@dataclass(frozen=True)
class Terms:
    """Pairs of a term and what it says, such as a definition's rule."""

    pairs: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class ChartBlock:
    """A chart under the sentence that states its finding, with the table that holds the same figures.

    The table is opened on demand, or stands beside the chart when there is room for it; with `table_at` it
    stands in the section of that anchor, to which the chart leads. `notes` are what the numbers of the
    chart's marks mean, in their order.
    """

    anchor: str
    finding: Text
    chart: Chart
    table: Table
    table_beside: bool = False
    notes: tuple[Text, ...] = ()
    table_at: str = ""


@dataclass(frozen=True)
class Glimpse:
    """A small chart under a sentence. Its figures stand in a table elsewhere, to which the sentence leads."""

    anchor: str
    text: Text
    chart: SmallChart


@dataclass(frozen=True)
class Glimpses:
    """Small charts side by side where there is room."""

    items: tuple[Glimpse, ...]


@dataclass(frozen=True)
class Details:
    """Blocks that a reader opens on demand; printed open."""

    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Beside:
    """Two groups of blocks side by side where there is room."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True)
class CommentaryPlace:
    """An owner's words about a measure or a section: paragraphs and lists, none where nobody wrote."""

    anchor: str
    about: str
    blocks: tuple[Paragraph | Bullets, ...] = ()


@dataclass(frozen=True)
class Notice:
    """Something that a reader must not miss: what is absent, and why."""

    title: str
    text: Text


@dataclass(frozen=True)
class Section:
    """A titled part of a page, or of another section."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    label: str = ""


Block = (
    Paragraph
    | Bullets
    | Table
    | Terms
    | ChartBlock
    | Glimpses
    | Details
    | Beside
    | CommentaryPlace
    | Notice
    | Section
)


@dataclass(frozen=True)
class Page:
    """A page: the stem of its file, its heading, its name in the navigation, what comes first, its sections.

    `contents` asks for a list of the sections, where no table of the opening leads to them.

    A renderer may divide the sections over several files; the opening stays on the first.
    """

    stem: str
    title: str
    name: str
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    contents: bool = False


@dataclass(frozen=True)
class Document:
    """An edition as content. `standing` is the line under every heading: data date, edition, snapshot.
    `readers` says whom it is for. `rounding` says how figures are rounded."""

    title: str
    readers: str
    standing: tuple[tuple[str, str], ...]
    synthetic: str
    symbols: tuple[tuple[str, str], ...]
    pages: tuple[Page, ...]
    rounding: str


@dataclass(frozen=True)
class Slide:
    """One idea: the title says it, the blocks show it, the notes say what stands behind its figures.

    `label` is the part of the deck that it belongs to. Links lead to the anchor of another slide.
    """

    anchor: str
    title: Text
    label: str
    blocks: tuple[Block, ...]
    notes: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Deck:
    """The slides of a meeting. `standing` and `synthetic` are as those of a document; `lines` stand beneath
    the title of the opening slide, `foot` and `dated`, the day up to which the records go, at the foot of
    each."""

    title: str
    foot: str
    dated: str
    lines: tuple[str, ...]
    standing: tuple[tuple[str, str], ...]
    synthetic: str
    slides: tuple[Slide, ...]
