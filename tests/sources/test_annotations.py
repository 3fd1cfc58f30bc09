"""The register of annotations: what is read, and what is refused with file, row, column and nearest name."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.sources.annotations import ANNOTATIONS, read_annotations
from goldenthread.sources.csv_files import read_csv

MEASURES = ["cla_rate", "referrals_received", "cp_plans"]
HEADER = "date,measures,kind,text,decided_by\n"
KNOWN = frozenset(column.name for column in ANNOTATIONS.columns)


def register(*lines: str, header: str = HEADER) -> tuple[Annotation, ...]:
    content = (header + "".join(f"{line}\n" for line in lines)).encode()
    return read_annotations(read_csv("annotations.csv", content, KNOWN), MEASURES)


def test_entries_are_read_in_order_of_days() -> None:
    found = register(
        "2023-09-01,cla_rate; cp_plans,redesign,New teams,",
        '01/04/2023,all,outage,"The case system was down, for a week",IT',
        "2023-10-01,referrals_received,Rebase,New front door,Assistant director",
        "2023-05-01,,note,Election,",
    )
    assert found == (
        Annotation(
            dt.date(2023, 4, 1), AnnotationKind.OUTAGE, "The case system was down, for a week", (), "IT"
        ),
        Annotation(dt.date(2023, 5, 1), AnnotationKind.NOTE, "Election"),
        Annotation(dt.date(2023, 9, 1), AnnotationKind.REDESIGN, "New teams", ("cla_rate", "cp_plans")),
        Annotation(
            dt.date(2023, 10, 1),
            AnnotationKind.REBASE,
            "New front door",
            ("referrals_received",),
            "Assistant director",
        ),
    )
    assert found[0].is_of("anything")
    assert found[2].is_of("cp_plans")
    assert not found[2].is_of("referrals_received")


def test_columns_that_need_not_be_given() -> None:
    found = register("2023-09-01,note,New teams", header="date,kind,text\n")
    assert found == (Annotation(dt.date(2023, 9, 1), AnnotationKind.NOTE, "New teams"),)


@pytest.mark.parametrize(
    ("line", "place", "what", "do"),
    [
        (
            "2023-09-01,cla_rates,note,Words,",
            "annotations.csv, row 2, column 'measures'",
            "'cla_rates' is not one of the measures.",
            "Did you mean 'cla_rate'?",
        ),
        (
            "2023-09-01,cp_plans;cla_rat,note,Words,",
            "annotations.csv, row 2, column 'measures'",
            "'cla_rat' is not one of the measures.",
            "Did you mean 'cla_rate'?",
        ),
        (
            "2023-09-01,all,redesgn,Words,",
            "annotations.csv, row 2, column 'kind'",
            "'redesgn' is no kind of annotation.",
            "Did you mean 'redesign'?",
        ),
        (
            "2023-13-01,all,note,Words,",
            "annotations.csv, row 2, column 'date'",
            "The cell is not a date that can be read.",
            "Mend the row.",
        ),
        (
            ",all,note,Words,",
            "annotations.csv, row 2, column 'date'",
            "The cell is empty",
            "Mend the row.",
        ),
        (
            "2023-09-01,all,,Words,",
            "annotations.csv, row 2, column 'kind'",
            "The cell is empty",
            "Mend the row.",
        ),
        (
            "2023-09-01,all,note,,",
            "annotations.csv, row 2, column 'text'",
            "The cell is empty",
            "Mend the row.",
        ),
        (
            "2023-09-01,all,rebase,Words,",
            "annotations.csv, row 2, column 'decided_by'",
            "Nobody has decided this rebase.",
            "Give the person or meeting",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_where_it_stands(
    line: str, place: str, what: str, do: str
) -> None:
    with pytest.raises(RefusedInput) as caught:
        register(line)
    message = caught.value.message()
    assert message.startswith(f"{place}: {what}")
    assert "drawn on charts" in message or "decision" in message
    assert do in message


def test_a_file_without_a_needed_column_is_refused() -> None:
    with pytest.raises(RefusedInput, match="kind"):
        register("2023-09-01,Words", header="date,text\n")


def test_the_same_entry_twice_is_refused() -> None:
    with pytest.raises(RefusedInput, match="repeats another row"):
        register(*["2023-09-01,all,note,Words,"] * 2)


def test_two_entries_of_one_day_and_kind_both_stand() -> None:
    found = register("2023-09-01,all,note,One thing,", "2023-09-01,all,note,Another thing,")
    assert [each.text for each in found] == ["Another thing", "One thing"]
