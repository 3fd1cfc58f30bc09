"""Which rows of older loads count: the code against a twin that walks over every day, on generated loads."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.model.tables import TABLES
from goldenthread.warehouse.cover import TableCover
from goldenthread.warehouse.current import current_covers, current_tables, sole_load
from goldenthread.warehouse.times import TIMES, dates_of, record_of, time_of
from tests.support.made_loads import FIRST, Row, Sent, stored

LAST = 24  # days that the generated rows may name


def counted(sent: Sequence[Sent], name: str, *, standard: str = "SSD") -> list[tuple[int, str]]:
    """(number of the load, id of the row) of each row in force."""
    own = TABLES[name].key[-2]
    with tempfile.TemporaryDirectory() as folder:
        loads = [stored(Path(folder), number, one, standard) for number, one in enumerate(sent)]
        rows = current_tables(loads)[name].to_pylist()
    return sorted((int(row["load_id"]), row[own]) for row in rows)


# -- the twin ------------------------------------------------------------------------------------------------


def held(start: int | None, end: int | None, *, last_day: bool = False) -> set[int]:
    """The days on which a spell holds; that of its start even when it ended the same day."""
    begin = -1 if start is None else start
    stop = LAST + 50 if end is None else end + (1 if last_day else 0)
    return set(range(begin, stop)) | ({start} if start is not None else set())


DAYS: dict[str, Callable[[Row], set[int]]] = {
    "contacts": lambda row: {row["contact_date"]},
    "cp_plans": lambda row: held(row["start_date"], row["end_date"]),
    "missing_episodes": lambda row: held(row["start_date"], row["end_date"], last_day=True),
    "referrals": lambda row: held(
        row["referral_date"],
        row["referral_date"] if row["nfa"] and row["closure_date"] is None else row["closure_date"],
    ),
    "permanence": lambda row: {row[name] for name in STEPS if row[name] is not None} or {LAST + 50},
}
STEPS = ("decision_date", "placed_date", "order_date")


def twin(sent: Sequence[Sent], name: str) -> list[tuple[int, str]]:
    """A row counts when no load after its own has its record, and none of its days is in a cover after it."""
    own = TABLES[name].key[-2]
    found = []
    for number, load in enumerate(sent):
        after = sent[number + 1 :]
        for row in load.tables[name]:
            again = any(row[own] == other[own] for one in after for other in one.tables[name])
            inside = any(one.begins <= each for one in after for each in DAYS[name](row))
            if not again and not inside:
                found.append((number, row[own]))
    return sorted(found)


IDS = st.sampled_from("abcdef")
NUMBERS = st.integers(0, LAST)
MAYBE = st.none() | NUMBERS


def rows_of(name: str) -> st.SearchStrategy[Row]:
    """Rows of a table by a small choice of ids and days."""
    own = TABLES[name].key[-2]
    if name == "contacts":
        return st.fixed_dictionaries({own: IDS, "contact_date": NUMBERS})
    if name == "referrals":
        return st.fixed_dictionaries(
            {own: IDS, "referral_date": NUMBERS, "closure_date": MAYBE, "nfa": st.none() | st.booleans()}
        )
    if name == "permanence":
        return st.fixed_dictionaries({own: IDS, **dict.fromkeys(STEPS, MAYBE)})
    return st.fixed_dictionaries({own: IDS, "start_date": NUMBERS, "end_date": MAYBE})


@st.composite
def deliveries(draw: st.DrawFn, name: str) -> list[Sent]:
    """One to four loads, each later than the one before; ids differ within a load."""
    own = TABLES[name].key[-2]
    dates = sorted(draw(st.lists(NUMBERS, min_size=1, max_size=4)))
    return [
        Sent(
            draw(st.integers(0, extracted)),
            extracted,
            {name: draw(st.lists(rows_of(name), max_size=5, unique_by=lambda row: row[own]))},
        )
        for extracted in dates
    ]


@pytest.mark.parametrize("name", ["contacts", "cp_plans", "missing_episodes", "referrals", "permanence"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_older_rows_count_as_the_twin_says(name: str, data: st.DataObject) -> None:
    sent = data.draw(deliveries(name))
    assert counted(sent, name) == twin(sent, name)


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_a_later_load_of_everything_leaves_nothing_of_the_others(data: st.DataObject) -> None:
    """A load complete from the first day on is the whole truth, whatever came before it."""
    sent = data.draw(deliveries("cp_plans"))
    rows = [{"cp_plan_id": "z", "start_date": 3, "end_date": None}]
    whole = Sent(0, LAST, {"cp_plans": rows})
    assert counted([*sent, whole], "cp_plans") == [(len(sent), "z")]


# -- each kind by itself -------------------------------------------------------------------------------------


def two(name: str, older: Sequence[Row], newer: Sequence[Row], begins: int = 10) -> list[str]:
    """Ids of the older load's rows that count beside a newer load complete from `begins`."""
    sent = [Sent(0, begins, {name: older}), Sent(begins, LAST, {name: newer})]
    return [own for number, own in counted(sent, name) if number == 0]


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        (2, 9, True),
        (2, 10, True),  # ended on the first covered day: the day before was the last it was open
        (2, 11, False),
        (2, None, False),  # still open says the older load, and the newer has none: withdrawn
        (10, 10, False),  # began and ended on the first covered day
        (9, 9, True),
    ],
)
def test_a_spell_whose_end_is_the_first_day_without_it(start: int, end: int | None, counts: bool) -> None:
    rows = [{"cp_plan_id": "a", "start_date": start, "end_date": end}]
    assert two("cp_plans", rows, []) == (["a"] if counts else [])


@pytest.mark.parametrize(("end", "counts"), [(9, True), (10, False), (None, False)])
def test_a_spell_whose_end_is_its_last_day(end: int | None, counts: bool) -> None:
    rows = [{"missing_id": "a", "person_id": "p", "missing_type": "M", "start_date": 2, "end_date": end}]
    assert two("missing_episodes", rows, []) == (["a"] if counts else [])


def test_a_spell_that_the_newer_load_has_is_the_newer_loads() -> None:
    older = [{"cp_plan_id": "a", "start_date": 2, "end_date": 5}]
    newer = [{"cp_plan_id": "a", "start_date": 2, "end_date": None}]
    assert two("cp_plans", older, newer) == []


def test_what_a_load_between_said_is_not_undone_by_its_withdrawal() -> None:
    """Closed says the first load, reopened the second; the third has none: it does not close again."""
    closed = {"cp_plan_id": "a", "start_date": 2, "end_date": 4}
    sent = [
        Sent(0, 8, {"cp_plans": [closed]}),
        Sent(3, 12, {"cp_plans": [{**closed, "end_date": None}]}),
        Sent(10, 20, {"cp_plans": []}),
    ]
    assert counted(sent, "cp_plans") == []


def test_yearly_returns_join() -> None:
    """Each return lists the spells of its year: those that ended before it stay from the older ones."""
    first = {"episode_id": "a", "start_date": 1, "end_date": 5}
    second = {"episode_id": "b", "start_date": 5, "end_date": None}
    third = {"episode_id": "c", "start_date": 12, "end_date": None}
    sent = [
        Sent(0, 9, {"cla_episodes": [first, second]}),
        Sent(10, 19, {"cla_episodes": [{**second, "end_date": 12}, third]}),
    ]
    assert counted(sent, "cla_episodes", standard="903") == [(0, "a"), (1, "b"), (1, "c")]


def test_a_referral_closed_at_once_is_not_open() -> None:
    rows = [
        {"referral_id": "a", "referral_date": 3, "nfa": True},
        {"referral_id": "b", "referral_date": 3, "case_status": "closed"},
        {"referral_id": "c", "referral_date": 3, "nfa": False},
        {"referral_id": "d", "referral_date": 10, "nfa": True},
    ]
    assert two("referrals", rows, []) == ["a", "b"]


def test_a_source_that_says_no_end_is_read_by_the_start() -> None:
    rows = [
        {"s47_id": "a", "person_id": "p", "start_date": 9},
        {"s47_id": "b", "person_id": "p", "start_date": 10},
    ]
    older = Sent(0, 10, {"s47_enquiries": rows}, lacks=frozenset({"end_date"}))
    newer = Sent(10, 20, {"s47_enquiries": []})
    assert counted([older, newer], "s47_enquiries") == [(0, "a")]
    assert two("s47_enquiries", rows, []) == []


def test_a_review_that_was_not_held_lies_where_it_was_due() -> None:
    rows = [
        {"cla_review_id": "a", "due_date": 9},
        {"cla_review_id": "b", "due_date": 10},
        {"cla_review_id": "c", "due_date": 8, "review_date": 10},
        {"cla_review_id": "d", "due_date": 11, "review_date": 9},
        {"cla_review_id": "e"},
    ]
    assert two("cla_reviews", [{**row, "latest_only": False} for row in rows], []) == ["a", "d"]


def test_a_last_date_of_an_older_load_does_not_outlive_the_newer_one() -> None:
    rows = [{"cla_review_id": "a", "review_date": 5, "latest_only": True}]
    assert two("cla_reviews", rows, []) == []


def test_people_whom_the_newer_load_does_not_know_stay_known() -> None:
    """Their ended spells count, so their date of birth and address are needed; a known person's are the newer
    load's to give, but for an address that ended before it."""
    people = [{"person_id": one, "sex": "F", "ethnicity": "NOBT"} for one in "pq"]
    homes = [
        {"address_id": "a", "person_id": "p", "start_date": 1},
        {"address_id": "b", "person_id": "q", "start_date": 1},
        {"address_id": "c", "person_id": "q", "start_date": 0, "end_date": 1},
    ]
    needs = [{"person_id": one, "disability": "MOB", "is_flag_only": False} for one in "pq"]
    older = Sent(0, 10, {"persons": people, "addresses": homes, "disabilities": needs})
    newer = Sent(10, 20, {"persons": people[1:], "addresses": [], "disabilities": []})
    sent = [older, newer]
    assert counted(sent, "persons") == [(0, "p"), (1, "q")]
    assert counted(sent, "addresses") == [(0, "a"), (0, "c")]
    with tempfile.TemporaryDirectory() as folder:
        loads = [stored(Path(folder), number, one) for number, one in enumerate(sent)]
        assert current_tables(loads)["disabilities"]["person_id"].to_pylist() == ["p"]


def test_parts_count_with_their_record() -> None:
    plans = [
        {"assessment_id": "a", "start_date": 2, "authorised_date": 4},
        {"assessment_id": "b", "start_date": 2, "authorised_date": None},
    ]
    parts = [{"assessment_id": one, "factor": "1A"} for one in "ab"]
    older = Sent(0, 10, {"assessments": plans, "assessment_factors": parts})
    for newer in ({"assessments": []}, {"assessments": [], "assessment_factors": []}):
        with tempfile.TemporaryDirectory() as folder:
            loads = [
                stored(Path(folder), number, one) for number, one in enumerate((older, Sent(10, 20, newer)))
            ]
            assert current_tables(loads)["assessment_factors"]["assessment_id"].to_pylist() == ["a"]
            assert sole_load("assessment_factors", loads) is None


def findings(*sent: Sent) -> list[tuple[int, str, str]]:
    """(number of the load, audit, theme) of each finding in force, of registers that came in these loads."""
    with tempfile.TemporaryDirectory() as folder:
        loads = [stored(Path(folder), number, one, "L") for number, one in enumerate(sent)]
        rows = current_tables(loads)["audit_findings"].to_pylist()
    return sorted((int(row["load_id"]), row["audit_id"], row["theme"]) for row in rows)


def audits(begins: int, extracted: int, **days: int) -> Sent:
    """A register of audits, each with its day."""
    rows = [{"audit_id": one, "audit_month": day, "service": "CP"} for one, day in days.items()]
    return Sent(begins, extracted, {"audits": rows})


def themes(begins: int, extracted: int, **of_audit: str) -> Sent:
    """A register of findings, one theme of each audit."""
    rows = [
        {"audit_id": one, "theme": theme, "finding_no": 1, "kind": "tested"}
        for one, theme in of_audit.items()
    ]
    return Sent(begins, extracted, {"audit_findings": rows})


def test_parts_that_come_in_loads_of_their_own_count_with_their_record() -> None:
    """Audits and their findings are two registers, which need not come together, in either order."""
    first, its = audits(0, 9, a=3), themes(0, 9, a="plans")
    second, theirs = audits(10, 19, b=12), themes(10, 19, b="voice")
    for sent in ((first, its), (its, first)):
        assert [(audit, theme) for _, audit, theme in findings(*sent)] == [("a", "plans")]
        both = findings(*sent, second, theirs)
        assert [(audit, theme) for _, audit, theme in both] == [("a", "plans"), ("b", "voice")]


def test_the_newest_findings_of_an_audit_stand() -> None:
    first, its = audits(0, 9, a=3, b=8), themes(0, 9, a="plans", b="plans")
    assert findings(first, its, themes(8, 19, b="voice")) == [(1, "a", "plans"), (2, "b", "voice")]
    assert findings(first, its, themes(8, 19)) == [(1, "a", "plans")], "the newer list has none of b"
    again = audits(0, 19, a=3, b=8)
    assert findings(first, its, again) == [(1, "a", "plans"), (1, "b", "plans")]


def test_findings_of_an_audit_that_was_withdrawn_count_no_longer() -> None:
    first, its = audits(0, 9, a=3, b=8), themes(0, 9, a="plans", b="plans")
    assert findings(first, its, audits(5, 19)) == [(1, "a", "plans")]


def test_names_stay_known_and_lists_are_replaced() -> None:
    assert two("teams", [{"team_id": one, "name": one} for one in "ab"], [{"team_id": "b", "name": "B"}]) == [
        "a"
    ]
    with tempfile.TemporaryDirectory() as folder:
        rows = [{"locality_id": "west", "name": "West"}]
        sent = [Sent(0, 10, {"localities": rows}), Sent(10, 20, {"localities": []})]
        loads = [stored(Path(folder), number, one) for number, one in enumerate(sent)]
        assert current_tables(loads)["localities"].num_rows == 0


def test_another_standard_or_authority_is_another_source() -> None:
    rows = {"cp_plans": [{"cp_plan_id": "a", "start_date": 2, "end_date": None}]}
    with tempfile.TemporaryDirectory() as folder:
        loads = [
            stored(Path(folder), 0, Sent(0, 10, rows), "SSD"),
            stored(Path(folder), 1, Sent(5, 20, rows), "CIN"),
        ]
        assert current_tables(loads)["cp_plans"].num_rows == 2


# -- covers --------------------------------------------------------------------------------------------------


def cover(table: str, begins: int, ends: int, stock: int | None = None) -> TableCover:
    days = [FIRST + dt.timedelta(number) for number in (begins, ends, begins if stock is None else stock)]
    return TableCover("X1", "SSD", table, days[0], days[1], days[2], frozenset())


def joined(folder: Path, older: TableCover, newer: TableCover) -> tuple[int, int, int]:
    """First day, last day, and first day of stocks of two covers put together."""
    template = stored(folder, 0, Sent(0, 1, {}))
    loads = [replace(template, covers=(one,)) for one in (older, newer)]
    found = current_covers(loads).supplier("X1", "SSD", older.table)
    assert found is not None
    return tuple((each - FIRST).days for each in (found.covers_from, found.covers_to, found.stock_from))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        ((0, 9, 0), (10, 20, 10), (0, 20, 0)),  # stocks reach back with the events
        ((0, 9, 4), (10, 20, 10), (0, 20, 4)),
        ((0, 9, 0), (10, 20, 20), (0, 20, 20)),  # what was open is listed on the last day alone
        ((0, 9, 0), (11, 20, 11), (11, 20, 11)),  # a day between them is unknown
        ((5, 9, 5), (3, 20, 3), (3, 20, 3)),
    ],
)
def test_covers_of_spells_join(tmp_path: Path, older: Any, newer: Any, expected: Any) -> None:
    assert joined(tmp_path, cover("cp_plans", *older), cover("cp_plans", *newer)) == expected


@pytest.mark.parametrize(
    ("older", "newer", "first"),
    [
        (30, 58, 30),  # 31 January and 28 February: no end of a month between
        (29, 57, 57),  # 30 January and 27 February: what held on 31 January is unknown
        (30, 59, 59),  # 31 January and 1 March: nor that on 28 February
        (31, 58, 31),
    ],
)
def test_covers_of_readings_join_from_month_to_month(
    tmp_path: Path, older: int, newer: int, first: int
) -> None:
    found = joined(tmp_path, cover("care_leavers", older, older), cover("care_leavers", newer, newer))
    assert found == (first, newer, first)


# -- the declarations ----------------------------------------------------------------------------------------


def test_every_table_of_records_has_its_time() -> None:
    assert {name for name, table in TABLES.items() if table.record} == set(TIMES)


def test_declared_columns_are_the_tables_own() -> None:
    for name in TIMES:
        columns = {column.name: column for column in TABLES[name].columns}
        assert all(columns[date].type == "date" for date in dates_of(name)), name
        assert set(record_of(TABLES[name])) <= {"authority", *columns}, name
        for column, _ in getattr(time_of(name), "not_open", ()):
            assert column in columns


def test_ends_are_read_as_the_dictionary_says() -> None:
    """A column that means the last day of something is declared as such, and no other is."""
    told = {name for name in TIMES if getattr(time_of(name), "last_day", False)}
    for name, pair in ((name, dates_of(name)) for name in TIMES):
        time = time_of(name)
        if hasattr(time, "end"):
            meaning = TABLES[name].column(pair[1]).meaning
            assert ("Last day" in meaning or "returned" in meaning) == (name in told), name


def test_the_kinds_are_all_used() -> None:
    kinds = {type(time).__name__ for time in TIMES.values()}
    assert kinds == {"About", "Alone", "Event", "Named", "Part", "Path", "Reading", "Spell"}
