"""Yearly returns in XML: which one a file is, and its readings in the order in which they count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from goldenthread.base.dates import day_words
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

SHARED = 0.10
"""Of the smaller of two censuses of one year the share of children whom the other has too, up to which they
are parts of the year: a return that was made anew has nearly all of them."""


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
    refuse_parts_of_a_year([each for each in read if each[2].standard == cin_census.STANDARD])
    return [one for _, _, one in sorted(read, key=lambda each: (each[1].reference, each[1].order, each[0]))]


def refuse_parts_of_a_year(read: Sequence[tuple[str, Header, Reading]]) -> None:
    """Two censuses of one day in one delivery are a return and the one that was made anew, of which the later
    counts. Refuses those, by the names of their files, of which one has hardly a child of the other: a year
    in parts, of which one part alone would count."""
    for (first, header, one), (second, its, other) in combinations(read, 2):
        if header.reference != its.reference:
            continue
        children = [_children(each) for each in (one, other)]
        both = len(children[0] & children[1])
        if both <= SHARED * min(map(len, children)):
            numbers = " and ".join(f"{len(each):,}" for each in children)
            raise RefusedInput(
                f"Both are children in need censuses of the year to {day_words(header.reference)}, of "
                f"{numbers} children, {both or 'none'} of whom {'is' if both == 1 else 'are'} in both.",
                where=f"{first}; {second}",
                why="Of two files of one year the later one counts; the children of the other would be lost.",
                do="Export the year as one file with all its children. If one of the two is wrong, load the "
                "right one alone.",
            )


def _children(reading: Reading) -> set[str]:
    """The children of a census, by the keyed hashes of their ids."""
    rows = [batch.rows["person_id"] for batch in reading.batches if batch.table == "persons"]
    return {one for each in rows for one in each.to_pylist() if one}
