"""Lists of Annex A whose ids differ by zeros stop the load; children of one list alone do not."""

from __future__ import annotations

import pytest

from goldenthread.warehouse.contract.limits import limits_of
from goldenthread.warehouse.contract.moved import Moved
from goldenthread.warehouse.contract.unlisted import moved_in_people
from tests.sources.annex_a.lists_made import read, record, table


def moved(of_list_6: list[str]) -> list[Moved]:
    dates = [f"2023-{10 + number % 3}-{1 + number % 31 % 30:02d}" for number in range(200)]
    contacts = [record(1, child=f"00{101 + at}", contact_date=day) for at, day in enumerate(dates)]
    in_need = [record(6, child=one) for one in of_list_6]
    return list(moved_in_people(read(table(1, contacts), table(6, in_need)), limits_of("AA")))


def ids(lost: int, number: int = 100) -> list[str]:
    """Ids of list 6, of which so many lost their zeros."""
    return [f"{'' if at < lost else '00'}{101 + at}" for at in range(number)]


def test_a_list_whose_ids_lost_their_zeros_stops() -> None:
    one, other = moved(ids(100))
    assert one.stops
    assert "of 200 people of List 1 200 are not in any other list, 100 of them only because" in str(one)
    assert "of 100 people of List 6 100 are not in any other list, all of them only because" in str(other)
    assert "leading zeros. Did a spreadsheet" in str(other)


@pytest.mark.parametrize(("lost", "stops"), [(10, True), (9, False)])
def test_ten_of_them_stop_a_list(lost: int, stops: bool) -> None:
    assert bool(moved(ids(lost))) == stops


def test_children_of_one_list_alone_and_of_another_system_are_no_fault() -> None:
    assert moved([f"EH{number}" for number in range(101, 201)]) == []
