"""Lists that need their children's ages are not read without them."""

from __future__ import annotations

import pytest

from goldenthread.base.errors import RefusedInput
from tests.sources.annex_a.lists_made import Row, read, record, rows_of, table


def children(number: int, first: int, count: int, without: int) -> list[Row]:
    """Rows of as many children, the first ones without a date of birth."""
    return [
        record(number, child=f"A{first + at}", **({"dob": None} if at < without else {}))
        for at in range(count)
    ]


@pytest.mark.parametrize("number", [8, 9])
@pytest.mark.parametrize("header", [True, False])
def test_a_list_of_which_no_other_list_knows_the_ages_is_refused(number: int, header: bool) -> None:
    in_need = table(6, children(6, 100, 40, 0))
    ageless = table(number, children(number, 500, 40, 40), headers={} if header else {"dob": None})
    with pytest.raises(RefusedInput, match="40 of 40 children have no date of birth") as caught:
        read(in_need, ageless)
    assert caught.value.do


def test_another_list_may_know_them() -> None:
    found = read(table(8, children(8, 500, 40, 0)), table(9, children(9, 500, 40, 40)))
    assert [row["dob"] for row in rows_of(found, "persons")].count(None) == 0


@pytest.mark.parametrize(("without", "refused"), [(11, False), (12, True)])
def test_the_share_that_stops(without: int, refused: bool) -> None:
    lists = table(9, children(9, 500, 40, without))
    if not refused:
        assert len(rows_of(read(lists), "persons")) == 40
        return
    with pytest.raises(RefusedInput, match="12 of 40"):
        read(lists)


def test_a_few_children_and_contacts_may_have_no_age() -> None:
    in_care = table(8, children(8, 100, 40, 0))
    read(in_care, table(9, children(9, 500, 19, 19)))
    contacts = [{**one, "contact_date": "2023-12-28"} for one in children(1, 500, 40, 30)]
    read(in_care, table(1, contacts))


def test_lists_of_which_none_has_ages_have_no_figures_of_ages() -> None:
    found = read(table(9, children(9, 500, 40, 40)))
    assert "dob" not in found.covers["persons"].columns
