"""Yearly returns in XML: which one a file is, and its readings in the order in which they count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import cin_census, workforce_census
from goldenthread.sources.identity import Identities
from goldenthread.sources.mapped import Content
from goldenthread.sources.reading import RawTable, Reading
from goldenthread.sources.received import Received
from goldenthread.sources.xml_files.header import Header, refuse_strangers
from goldenthread.sources.xml_files.look import is_xml, look

Reader = Callable[[str, Content, Identities, Callable[[str], None]], tuple[Header, Reading]]

READERS: dict[str, Reader] = {
    cin_census.COLLECTION: cin_census.read_cin_census,
    workforce_census.COLLECTION: workforce_census.read_workforce_census,
}
"""The readers of returns by the collection that their header names."""

RETURNS = {
    cin_census.COLLECTION: "children in need census",
    workforce_census.COLLECTION: "social work workforce census",
}
"""What a file of each collection is called."""


def return_of(file: Received) -> str | None:
    """The collection of a return that is read here; None for any other XML file. A return that is damaged at
    its beginning, or declares a document type, is refused."""
    if not is_xml(file.data):
        return None
    seen = look(file.data)
    if seen.damaged and seen.is_return:
        raise RefusedInput(
            "The beginning of the return cannot be read.",
            where=file.name,
            why="It is not well-formed XML, or declares a document type, which no return does.",
            do="Export the return again.",
        )
    return seen.collection if seen.root == "Message" and seen.collection in READERS else None


def why_not(file: Received) -> str:
    """Why an XML file is no return that is read."""
    seen = look(file.data)
    if seen.root == "Message" and not seen.collection:
        return "it has no Header that names the return (its Collection): export it again with its header"
    return "its header names no return that is read"


def children_of(file: str, content: bytes) -> list[RawTable]:
    """The children of a return by their number in the file, each with its own id alone."""
    if not is_xml(content) or look(content).collection != cin_census.COLLECTION:
        return []
    return [cin_census.read_ids(file, content)]


def read_returns(
    files: Sequence[tuple[str, Received]], identities: Identities, progress: Callable[[str], None]
) -> list[Reading]:
    """A reading for each return, the last one to count at the end: by its day, then by when it was made."""
    read = [(file.name, *READERS[kind](file.name, file.data, identities, progress)) for kind, file in files]
    refuse_strangers({name: header for name, header, _ in read})
    return [one for _, _, one in sorted(read, key=lambda each: (each[1].reference, each[1].order, each[0]))]
