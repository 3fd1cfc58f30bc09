"""Half-written files: each kind cut at 500 places is refused whole, or known to be open at its end."""

from __future__ import annotations

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.csv_files import OPEN_END, read_csv
from goldenthread.sources.recognise import KNOWN
from tests.hostile.runner import Worker
from tests.hostile.seeds import TEXTS, seeds

pytestmark = pytest.mark.faults
PLACES = 500


def places(size: int) -> list[int]:
    return sorted({1 + at * (size - 2) // PLACES for at in range(PLACES)})


WITH_AN_END = dict(one for kind in ("parquet", "xlsx", "xls", "zip", "xml") for one in seeds()[kind])


@pytest.mark.parametrize("name", WITH_AN_END)
def test_a_file_with_an_end_of_its_own_cut_anywhere_is_refused(
    name: str, record_property: pytest.RecordProperty
) -> None:
    content = WITH_AN_END[name]
    cuts = places(len(content))
    with Worker() as worker:
        assert worker.judge(name, content, seconds=60)["said"] == "read"
        said = {worker.judge(name, content[:at], seconds=60)["said"] for at in cuts}
    record_property("count", f"L3: {name} cut at {len(cuts)} places, all refused")
    assert len(cuts) == PLACES
    assert said == {"refused"}


@pytest.mark.parametrize("name", ["ssd_contacts.csv", "ssd_person.csv", "supervision.csv"])
def test_a_text_file_cut_anywhere_is_refused_or_holds_whole_rows_alone(
    name: str, record_property: pytest.RecordProperty
) -> None:
    """A text has no mark of its end. A cut inside a row is refused; one inside the last cell cannot be told
    from a file whose last row has no end of line, and that is said."""
    content = TEXTS[name]
    whole = rows(content)
    refused = said = 0
    for at in places(len(content)):
        try:
            file = read_csv(name, content[:at], KNOWN)
        except RefusedInput:
            refused += 1
            continue
        found = list(zip(*(column.to_pylist() for column in file.table.cells.columns), strict=True))
        is_open = any(note.text == OPEN_END for note in file.notes)
        said += is_open
        sure = found[:-1] if is_open else found
        assert sure == whole[: len(sure)]
        if is_open:
            assert [b or "" for b in found[-1]][:-1] == [a or "" for a in whole[len(sure)]][:-1]
        else:
            assert content[:at].endswith(b"\n") or not found
    said_of = f"L3: {name} cut at {PLACES} places, {refused} refused, {said} said to be open at the end"
    record_property("count", said_of)
    assert refused > PLACES / 3
    assert refused + said > PLACES / 2


def rows(content: bytes) -> list[tuple[str | None, ...]]:
    return list(
        zip(*(c.to_pylist() for c in read_csv("x.csv", content, KNOWN).table.cells.columns), strict=True)
    )
