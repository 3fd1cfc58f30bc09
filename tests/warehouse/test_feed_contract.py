"""The feed contract: each thing that may move, on both sides of its limit, through real files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import Delivery
from goldenthread.warehouse import conforming
from goldenthread.warehouse.conform import Conformed
from goldenthread.warehouse.contract.limits import LIMITS, limits_of
from goldenthread.warehouse.contract.moved import Kind
from goldenthread.warehouse.load import LoadReport, Meant, load
from goldenthread.warehouse.loads import read_load
from goldenthread.warehouse.snapshot import current_load_ids, pointed
from goldenthread.warehouse.workspace import Workspace
from tests.support import small_store
from tests.support.small_store import store_hashes
from tests.warehouse.conftest import copied

Lines = list[str]
Edit = Callable[[Lines], Lines]
PEOPLE = 100
MEANT = Meant("an analyst", "the service was split in two")
JANUARY = dt.date(2024, 1, 31)


def day(number: int) -> str:
    return (dt.date(2023, 1, 1) + dt.timedelta(number)).isoformat()


def written(folder: Path, extracted_on: str, edits: Mapping[str, Edit] | None = None) -> Path:
    """An extract of a hundred invented people with a contact and a plan each, its files edited."""
    numbers = range(1, PEOPLE + 1)
    files: dict[str, Lines] = {
        "ssd_person": [
            "pers_person_id,pers_sex,pers_ethnicity,pers_dob",
            *(f"KIND{n:05d},{'FM'[n % 2]},WBRI,2012-{1 + n % 9:02d}-{1 + n % 12:02d}" for n in numbers),
        ],
        "ssd_contacts": [
            "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_outcome_json",
            *(f"C{n},KIND{n:05d},{day(n)},3A," for n in numbers),
        ],
        "ssd_cp_plans": [
            (
                "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
                "cppl_cp_plan_initial_category"
            ),
            *(f"P{n},KIND{n:05d},{day(n)},{day(n + 90) if n % 2 else ''},NEG" for n in numbers),
        ],
    }
    folder.mkdir(parents=True)
    for name, lines in files.items():
        edited = (edits or {}).get(name, lambda lines: lines)(lines)
        if edited:
            (folder / f"{name}.csv").write_text("\n".join(edited) + "\n", encoding="utf-8")
    cover = [
        f"{table},2023-01-01,{extracted_on},{extracted_on}" for table in ("persons", "contacts", "cp_plans")
    ]
    (folder / "cover.csv").write_text(
        "\n".join(["table,covers_from,covers_to,extracted_on", *cover]) + "\n", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module", autouse=True)
def light() -> Iterator[None]:
    """Conform nothing: what stops stops before that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conforming, "conform", lambda *_, **__: Conformed({}))
        yield


@pytest.fixture(scope="module")
def december(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace in which December is loaded, which no test changes."""
    folder = tmp_path_factory.mktemp("december")
    made = small_store.workspace(folder)
    small_store.load_paths(made, written(folder / "december", "2023-12-31"))
    return made


@pytest.fixture
def here(december: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, to do with as a test likes."""
    return copied(december, tmp_path)


def january(here: Workspace, edits: Mapping[str, Edit], name: str = "january") -> Delivery:
    folder = written(here.root.parent / name, JANUARY.isoformat(), edits)
    return small_store.delivery(here, folder)


def loaded(here: Workspace, edits: Mapping[str, Edit], meant: Meant | None = None) -> LoadReport:
    return load(here, january(here, edits), meant=meant)


def stopped(here: Workspace, edits: Mapping[str, Edit]) -> str:
    """What is said when the load stops; that nothing was stored is seen to."""
    before = store_hashes(here)
    with pytest.raises(RefusedInput) as error:
        loaded(here, edits)
    assert store_hashes(here) == before
    assert "KIND0" not in str(error.value)
    return str(error.value)


def all_but(rows: int) -> Edit:
    """Without the last rows."""
    return lambda lines: lines[: len(lines) - rows]


def putting(old: str, new: str, rows: int = PEOPLE + 1) -> Edit:
    """One text in place of another, in so many lines."""
    return lambda lines: [line.replace(old, new) if n < rows else line for n, line in enumerate(lines)]


def both(*edits: Edit) -> Edit:
    def edit(lines: Lines) -> Lines:
        for one in edits:
            lines = one(lines)
        return lines

    return edit


# -- what stops ----------------------------------------------------------------------------------------------


def test_a_feed_that_is_what_it_was_passes(here: Workspace) -> None:
    assert loaded(here, {}).changes == 1


def test_a_renamed_column_is_named_with_the_guess(here: Workspace) -> None:
    said = stopped(here, {"ssd_contacts": putting("cont_contact_source_code", "cont_contact_source_cd")})
    assert "ssd_contacts.csv, column 'cont_contact_source_code': the column is not there." in said
    assert "Is it 'cont_contact_source_cd' now?" in said
    assert "--accept-changes" in said


def test_a_column_that_is_gone(here: Workspace) -> None:
    said = stopped(here, {"ssd_contacts": lambda lines: [",".join(line.split(",")[:3]) for line in lines]})
    assert "column 'cont_contact_source_code': the column is not there." in said


def test_a_column_that_is_new_passes(here: Workspace) -> None:
    edits = {"ssd_contacts": lambda lines: [lines[0] + ",cont_new", *(line + ",x" for line in lines[1:])]}
    assert loaded(here, edits).changes == 1


@pytest.mark.parametrize(("filled", "stops"), [(0, True), (1, False)])
def test_a_column_that_is_empty_now(here: Workspace, filled: int, stops: bool) -> None:
    def edit(lines: Lines) -> Lines:
        return [line if n <= filled else line.replace(",NEG", ",") for n, line in enumerate(lines)]

    if stops:
        assert "every cell is empty; 100% of the last load's said something." in stopped(
            here, {"ssd_cp_plans": edit}
        )
    else:
        assert loaded(here, {"ssd_cp_plans": edit}).changes == 1


def test_a_list_that_did_not_come(here: Workspace) -> None:
    said = stopped(here, {"ssd_cp_plans": lambda _: []})
    assert "ssd_cp_plans.csv: the list 'ssd_cp_plans' did not come; the last load had 100 rows of it." in said


def header_alone(here: Workspace, table: str, name: str) -> Delivery:
    """January with the header alone of a list that cover.csv does not name."""
    folder = written(here.root.parent / "header alone", JANUARY.isoformat(), {table: all_but(PEOPLE)})
    cover = folder / "cover.csv"
    lines = cover.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"{name},")]
    cover.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return small_store.delivery(here, folder)


@pytest.mark.parametrize(
    ("table", "name"), [("ssd_person", "persons"), ("ssd_contacts", "contacts"), ("ssd_cp_plans", "cp_plans")]
)
def test_a_list_that_came_with_its_header_alone(here: Workspace, table: str, name: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        load(here, header_alone(here, table, name))
    said = str(refused.value)
    assert f"{table}.csv: the list '{table}' has no row that can be used; the last load had 100." in said
    assert "Was the extract cut off after its headers?" in said
    assert "rest on an earlier load or are not available" in said
    assert "one thing moved" in said


@pytest.mark.parametrize("table", ["ssd_person", "ssd_contacts", "ssd_cp_plans"])
def test_a_list_that_is_said_to_be_complete_without_a_row(here: Workspace, table: str) -> None:
    said = stopped(here, {table: all_but(PEOPLE)})
    assert f"{table}.csv: the list '{table}' has no row that can be used; the last load had 100." in said
    assert "cover.csv says that it is complete: if so, figures count none" in said
    assert "one thing moved" in said


def test_a_list_of_which_the_few_rows_are_held(here: Workspace) -> None:
    """So few that their share says nothing: what stops is that none of a hundred is left."""
    edits = both(all_but(PEOPLE - 9), putting("2023-", "then-"))
    assert "the list 'ssd_contacts' has no row that can be used" in stopped(here, {"ssd_contacts": edits})


@pytest.mark.parametrize(("before", "stops"), [(19, False), (20, True)])
def test_a_short_list_that_came_with_its_header_alone(tmp_path: Path, before: int, stops: bool) -> None:
    here = small_store.workspace(tmp_path)
    first = written(tmp_path / "first", "2023-12-31", {"ssd_cp_plans": all_but(PEOPLE - before)})
    small_store.load_paths(here, first)
    if stops:
        assert f"the last load had {before}." in stopped(here, {"ssd_cp_plans": all_but(PEOPLE)})
    else:
        loaded(here, {"ssd_cp_plans": all_but(PEOPLE)})


def test_an_empty_list_that_is_meant_leaves_the_last_one_in_force(here: Workspace) -> None:
    report = load(here, header_alone(here, "ssd_cp_plans", "cp_plans"), meant=MEANT)
    (load_,) = report.loads
    assert load_.accepted is not None
    assert not load_.has("cp_plans")
    assert not report.withdrawn
    assert any("cp_plans" in note and "rest on an earlier load" in note for note in load_.notes)


def test_a_new_code_is_placed_and_never_shown(here: Workspace) -> None:
    said = stopped(here, {"ssd_contacts": putting(",3A,", ",3AX,", rows=6)})
    assert "ssd_contacts.csv, row 2, column 'cont_contact_source_code': a code that is in no list" in said
    assert "in 5 cells. Is it '3A'?" in said
    assert "3AX" not in said


def test_a_code_that_was_unknown_before_passes(tmp_path: Path) -> None:
    here = small_store.workspace(tmp_path)
    edits = {"ssd_contacts": putting(",3A,", ",3AX,", rows=6)}
    small_store.load_paths(here, written(tmp_path / "december", "2023-12-31", edits))
    assert loaded(here, edits).changes == 1


def test_a_listed_code_that_nobody_used_before_passes(here: Workspace) -> None:
    assert loaded(here, {"ssd_contacts": putting(",3A,", ",6,", rows=6)}).changes == 1


@pytest.mark.parametrize(("rows", "stops"), [(20, True), (19, False)])
def test_ids_of_another_form(here: Workspace, rows: int, stops: bool) -> None:
    edits = {
        name: putting("KIND0", "KIND", rows + 1) for name in ("ssd_person", "ssd_contacts", "ssd_cp_plans")
    }
    if stops:
        said = stopped(here, edits)
        assert (
            "column 'pers_person_id': 20% of the ids are of another form: letters then digits, 8 long" in said
        )
        assert "where the last load's were letters then digits, 9 long" in said
    else:
        assert loaded(here, edits).changes == 1


@pytest.mark.parametrize(("rows", "stops"), [(50, True), (49, False)])
def test_people_whom_nobody_knows(here: Workspace, rows: int, stops: bool) -> None:
    """Ids of the same form that stand for others."""
    edits = {
        name: putting("KIND00", "KIND70", rows + 1) for name in ("ssd_person", "ssd_contacts", "ssd_cp_plans")
    }
    if stops:
        assert "People: of 100 people of the last load 50 (50%) are not in this one." in stopped(here, edits)
    else:
        assert loaded(here, edits).changes == 1


@pytest.mark.parametrize(
    ("table", "title"), [("ssd_contacts", "Contacts"), ("ssd_cp_plans", "Child protection plans")]
)
@pytest.mark.parametrize(("rows", "stops"), [(30, True), (28, False)])
def test_an_extract_that_is_short(here: Workspace, table: str, title: str, rows: int, stops: bool) -> None:
    if stops:
        said = stopped(here, {table: all_but(rows)})
        assert f"{title}: 30% short: 70 rows of 1 January 2023 to 31 December 2023" in said
        assert "where the last load had 100." in said
    else:
        assert loaded(here, {table: all_but(rows)}).changes == 1


@pytest.mark.parametrize(("rows", "said"), [(15, True), (14, False)])
def test_an_extract_that_is_a_little_short_is_said(here: Workspace, rows: int, said: bool) -> None:
    (stored,) = loaded(here, {"ssd_contacts": all_but(rows)}).loads
    assert ("Contacts: 15% short: 85 rows of" in " ".join(stored.notes)) == said
    assert stored.accepted is None


def test_a_new_month_does_not_hide_that_an_extract_is_short(here: Workspace) -> None:
    """Only the days that both cover are compared."""
    more = [f"N{n},KIND{n:05d},2024-01-15,3A," for n in range(1, 41)]
    said = stopped(here, {"ssd_contacts": lambda lines: [*lines[:-40], *more]})
    assert "Contacts: 40% short: 60 rows" in said


@pytest.mark.parametrize(("rows", "stops"), [(20, True), (19, False)])
def test_dates_that_shifted(here: Workspace, rows: int, stops: bool) -> None:
    def shifted(lines: Lines) -> Lines:
        return [line.replace(day(n), day(n + 1)) if n <= rows else line for n, line in enumerate(lines)]

    if stops:
        said = stopped(here, {"ssd_contacts": shifted})
        assert "Contacts: 20% of 100 records in both loads have another contact date." in said
        assert "Nearly all by 1 day later." in said
    else:
        assert loaded(here, {"ssd_contacts": shifted}).changes == 1


def test_days_and_months_that_changed_places(here: Workspace) -> None:
    def swapped(lines: Lines) -> Lines:
        parts = [line.rsplit("-", 2) for line in lines[1:]]
        return [lines[0], *(f"{before}-{d}-{m}" for before, m, d in parts)]

    said = stopped(here, {"ssd_person": swapped})
    assert "records in both loads have another dob. Day and month changed places." in said


def test_a_thing_that_is_small_says_nothing(here: Workspace, tmp_path: Path) -> None:
    """Below twenty rows a share is chance."""
    here = small_store.workspace(tmp_path / "few")
    few = {name: all_but(PEOPLE - 19) for name in ("ssd_person", "ssd_contacts", "ssd_cp_plans")}
    small_store.load_paths(here, written(tmp_path / "few" / "december", "2023-12-31", few))
    fewer = {**few, "ssd_contacts": all_but(PEOPLE - 2)}
    assert loaded(here, fewer).changes == 1


def test_everything_that_moved_is_said_at_once(here: Workspace) -> None:
    said = stopped(
        here,
        {
            "ssd_contacts": both(putting(",3A,", ",3AX,", rows=6), all_but(40)),
            "ssd_cp_plans": lambda _: [],
        },
    )
    assert "3 things moved since the last load" in said
    assert said.count("- SSD: ") == 3


@pytest.mark.parametrize(("upto", "stops"), [(30, True), (28, False)])
def test_open_records_that_are_gone(here: Workspace, upto: int, stops: bool) -> None:
    """Of 50 open plans 15, which is 15% of all rows, or 14."""
    edits = {
        "ssd_cp_plans": lambda lines: [line for n, line in enumerate(lines) if not 0 < n <= upto or n % 2]
    }
    if stops:
        said = stopped(here, edits)
        assert "of 50 records that the last load had open on 31 December 2023, 15 (30%) are not in" in said
        assert "Were open records left out?" in said
    else:
        assert loaded(here, edits).changes == 1


# -- what is kept --------------------------------------------------------------------------------------------


def test_a_first_load_has_no_contract(tmp_path: Path) -> None:
    here = small_store.workspace(tmp_path)
    assert loaded(here, {"ssd_cp_plans": lambda _: []}).changes == 1


def test_an_override_is_kept_with_the_load(here: Workspace) -> None:
    report = loaded(here, {"ssd_contacts": all_but(40)}, MEANT)
    (stored,) = report.loads
    accepted = read_load(stored.folder).accepted
    assert accepted is not None
    assert (accepted.who, accepted.reason) == (MEANT.who, MEANT.why)
    assert accepted.at.endswith("+00:00")
    assert len(accepted.what) == 1
    assert "Contacts: 40% short" in accepted.what[0]
    assert "accepted by an analyst" in accepted.note()
    assert pointed(here) == report.snapshot


def test_a_reason_for_nothing_is_not_kept(here: Workspace) -> None:
    (stored,) = loaded(here, {}, MEANT).loads
    assert stored.accepted is None


def test_what_was_accepted_is_what_the_next_load_is_held_against(here: Workspace) -> None:
    loaded(here, {"ssd_contacts": all_but(40)}, MEANT)
    folder = written(here.root.parent / "february", "2024-02-29", {"ssd_contacts": all_but(40)})
    assert load(here, small_store.delivery(here, folder)).changes == 1


def test_the_same_files_again_move_nothing(here: Workspace) -> None:
    edits = {"ssd_contacts": all_but(40)}
    loaded(here, edits, MEANT)
    again = january(here, edits, "again")
    assert load(here, again).changes == 0


def test_an_older_extract_is_held_against_the_one_before_it(here: Workspace) -> None:
    """A late arrival is compared with its neighbour in time, on the days that both cover."""
    loaded(here, {})
    folder = written(here.root.parent / "november", "2023-11-30", {"ssd_contacts": all_but(30)})
    with pytest.raises(RefusedInput, match="Contacts: 30% short"):
        load(here, small_store.delivery(here, folder))


def test_a_profile_holds_no_value_of_a_child(here: Workspace) -> None:
    loaded(here, {"ssd_contacts": putting(",3A,", ",KINDLICH,", rows=6)}, MEANT)
    for identity in current_load_ids(here):
        text = (here.store / "loads" / identity / "load.json").read_text(encoding="utf-8")
        assert "KIND" not in text.upper()
        assert '"filled": 100' in text


def test_registers_come_one_by_one(here: Workspace, tmp_path: Path) -> None:
    """A register that stays out is no change; one that comes again is held against its own last."""
    for name, rows in (("audits", 40), ("supervision", 40)):
        folder = tmp_path / name / "registers"
        folder.mkdir(parents=True)
        (folder / f"{name}.csv").write_text("\n".join(register(name, rows)) + "\n", encoding="utf-8")
        said = f"{name.rstrip('s')}s,2023-01-01,2023-12-31,2023-12-31"
        cover = f"table,covers_from,covers_to,extracted_on\n{said}\n"
        (folder / "cover.csv").write_text(cover, encoding="utf-8")
        assert small_store.load_paths(here, folder).changes == 1
    folder = tmp_path / "again" / "registers"
    folder.mkdir(parents=True)
    (folder / "audits.csv").write_text("\n".join(register("audits", 20)) + "\n", encoding="utf-8")
    cover = "table,covers_from,covers_to,extracted_on\naudits,2023-01-01,2024-01-31,2024-01-31\n"
    (folder / "cover.csv").write_text(cover, encoding="utf-8")
    with pytest.raises(RefusedInput, match="L: Practice audits: 50% short"):
        small_store.load_paths(here, folder)
    (folder / "cover.csv").unlink()
    (folder / "audits.csv").write_text("\n".join(register("audits", 0)) + "\n", encoding="utf-8")
    dated = folder.rename(folder.with_name("2024-01-31")) / "audits.csv"
    with pytest.raises(
        RefusedInput, match=r"list 'audits' has no row that can be used; the last load had 40"
    ):
        small_store.load_paths(here, dated.rename(dated.with_name("audits 2024-01-31.csv")))


def register(name: str, rows: int) -> Lines:
    if name == "audits":
        head = "audit_id,audit_month,service,person_id,allocated_date,completed_date,grade"
        return [
            head,
            *(
                f"A{n},2023-{1 + n % 12:02d}-01,North,KIND{n:05d},2023-03-02,2023-03-20,good"
                for n in range(rows)
            ),
        ]
    head = "supervision_id,person_id,case_type,supervision_date"
    return [head, *(f"S{n},KIND{n:05d},cp,{day(n)}" for n in range(rows))]


# -- what is held of one load --------------------------------------------------------------------------------


def american(rows: int) -> Edit:
    """Contacts whose dates fit only month-first, in so many lines."""
    return lambda lines: [
        ",".join([*line.split(",")[:2], "12/31/2023", *line.split(",")[3:]]) if 0 < n <= rows else line
        for n, line in enumerate(lines)
    ]


def first_load(folder: Path, edits: Mapping[str, Edit], meant: Meant | None = None) -> LoadReport:
    here = small_store.workspace(folder)
    delivered = small_store.delivery(here, written(folder / "first", "2023-12-31", edits))
    return load(here, delivered, meant=meant)


def test_a_first_load_of_which_many_rows_are_held_stops(tmp_path: Path) -> None:
    """There is nothing to compare it with: a figure would be short and look right."""
    with pytest.raises(RefusedInput) as stops:
        first_load(tmp_path, {"ssd_contacts": american(30)})
    assert "Too many rows of a list cannot be used." in str(stops.value)
    said = (
        "ssd_contacts.csv, column 'cont_contact_date': 30 of 100 rows (30%) are held or refused, so that no "
    )
    assert said in str(stops.value)
    assert "all for this: The cell is a date only when read month-first" in str(stops.value)
    assert "set to the United States" in str(stops.value)
    assert "KIND0" not in str(stops.value)


def test_held_rows_that_are_meant_are_stored_with_the_reason(tmp_path: Path) -> None:
    (stored,) = first_load(tmp_path, {"ssd_contacts": american(30)}, MEANT).loads
    assert stored.accepted is not None
    assert "30 of 100 rows (30%) are held or refused" in stored.accepted.note()


@pytest.mark.parametrize(("rows", "said"), [(29, True), (10, True), (9, False)])
def test_fewer_held_rows_are_said(tmp_path: Path, rows: int, said: bool) -> None:
    (stored,) = first_load(tmp_path, {"ssd_contacts": american(rows)}).loads
    assert (f"{rows} of 100 rows ({rows}%) are held" in " ".join(stored.notes)) == said


def of_nobody(rows: int, month: str = "2023-12") -> Edit:
    """A thousand contacts of five years, 40 of them in one month, of which so many are nobody's."""
    whose = ["UNKNOWN" if n < rows else f"KIND{1 + n:05d}" for n in range(40)]
    one = [f"M{n},{who},{month}-{1 + n % 28:02d},3A," for n, who in enumerate(whose)]
    others = [f"O{n},KIND{1 + n % 100:05d},{2018 + n % 5}-{1 + n % 12:02d}-15,3A," for n in range(960)]
    return lambda lines: [lines[0], *one, *others]


@pytest.mark.parametrize(("rows", "said"), [(9, False), (10, True), (11, True)])
def test_held_rows_of_one_month_are_said(tmp_path: Path, rows: int, said: bool) -> None:
    """They are one in a hundred of all rows."""
    (stored,) = first_load(tmp_path, {"ssd_contacts": of_nobody(rows)}).loads
    assert (f"{rows} of 40 rows of December 2023" in " ".join(stored.notes)) == said


def test_a_month_of_which_many_rows_are_held_stops(tmp_path: Path) -> None:
    with pytest.raises(RefusedInput) as stops:
        first_load(tmp_path, {"ssd_contacts": of_nobody(12)})
    assert "ssd_contacts.csv: 12 of 40 rows of December 2023 (30%) are held" in str(stops.value)


def test_months_of_long_ago_are_no_news(tmp_path: Path) -> None:
    (stored,) = first_load(tmp_path, {"ssd_contacts": of_nobody(12, "2022-11")}).loads
    assert "rows of November 2022" not in " ".join(stored.notes)


def test_a_stored_load_says_what_is_held_by_column_and_reason(tmp_path: Path) -> None:
    (stored,) = first_load(tmp_path, {"ssd_contacts": american(7)}).loads
    (held,) = stored.held()
    assert (held.list_name, held.column, held.rows, held.of) == ("ssd_contacts", "cont_contact_date", 7, 100)
    assert {cover.table: cover.held for cover in stored.covers} == {
        "contacts": (7, 100),
        "persons": (0, 100),
        "cp_plans": (0, 100),
    }


def month_first(rows: int) -> Edit:
    """Dates of birth written month-first, of which the rows can do without."""
    return lambda lines: [
        ",".join([*line.split(",")[:3], "12/31/2012"]) if 0 < n <= rows else line
        for n, line in enumerate(lines)
    ]


def test_a_first_load_of_which_many_optional_dates_cannot_be_read_stops(tmp_path: Path) -> None:
    """The rows stay and every figure by age is wrong."""
    with pytest.raises(RefusedInput) as stops:
        first_load(tmp_path, {"ssd_person": month_first(30)})
    assert "Too many cells of a column cannot be used." in str(stops.value)
    said = (
        "ssd_person.csv, column 'pers_dob': 30 of the 100 cells that say anything (30%) cannot be used and "
    )
    assert said + "count as empty" in str(stops.value)
    assert "set to the United States" in str(stops.value)


def test_fewer_dates_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    (stored,) = first_load(tmp_path, {"ssd_person": month_first(29)}).loads
    assert "ssd_person, column 'pers_dob': 29 cells are taken as empty" in " ".join(stored.notes)
    assert [(one.column, one.cells, one.of) for each in stored.profiles for one in each.left_out] == [
        ("dob", 29, 100)
    ]


def test_dates_that_are_meant_are_stored_with_the_reason(tmp_path: Path) -> None:
    (stored,) = first_load(tmp_path, {"ssd_person": month_first(30)}, MEANT).loads
    assert stored.accepted is not None
    assert "30 of the 100 cells" in stored.accepted.note()


def local_codes(rows: int) -> Edit:
    """A category of plans in a word of the authority's own."""
    return lambda lines: [
        line.replace(",NEG", ",Neglegted") if 0 < n <= rows else line for n, line in enumerate(lines)
    ]


def test_a_first_load_of_codes_that_no_list_has_stops(tmp_path: Path) -> None:
    with pytest.raises(RefusedInput) as stops:
        first_load(tmp_path, {"ssd_cp_plans": local_codes(30)})
    said = (
        "column 'cppl_cp_plan_initial_category': 30 of the 100 cells that say anything (30%) cannot be used"
    )
    assert said in str(stops.value)
    assert "count as unknown" in str(stops.value)
    assert "Is it 'NEG'?" in str(stops.value)
    assert "Neglegted" not in str(stops.value)
    assert first_load(tmp_path / "fewer", {"ssd_cp_plans": local_codes(29)}).loads


def test_codes_that_were_meant_do_not_stop_again(tmp_path: Path) -> None:
    """A later load is held against the last one."""
    here = small_store.workspace(tmp_path)
    for month, day_ in (("first", "2023-12-31"), ("next", "2024-01-31")):
        extract = written(tmp_path / month, day_, {"ssd_cp_plans": local_codes(40)})
        meant = MEANT if month == "first" else None
        assert load(here, small_store.delivery(here, extract), meant=meant).loads


def ids_by(change: Callable[[str], str], rows: int) -> Edit:
    """The ids of people otherwise in so many lines."""
    return lambda lines: [
        re.sub("KIND[0-9]+", lambda found: change(found[0]), line) if 0 < n <= rows else line
        for n, line in enumerate(lines)
    ]


LOST: dict[str, tuple[Callable[[str], str], str]] = {
    "zeros": (lambda one: one.replace("KIND0", "KIND").replace("KIND00", "KIND"), "leading zeros"),
    "letters": (lambda one: one.replace("KIND", ""), "letters or zeros before the digits"),
    "signs": (lambda one: one.replace("KIND0", "KIND-"), "spaces, dashes or leading zeros"),
}


@pytest.mark.parametrize("lost", LOST)
def test_a_first_load_of_which_one_list_writes_its_ids_otherwise_stops(tmp_path: Path, lost: str) -> None:
    change, said = LOST[lost]
    with pytest.raises(RefusedInput) as stops:
        first_load(tmp_path, {"ssd_cp_plans": ids_by(change, 10)})
    assert "Lists of one delivery do not know each other's people." in str(stops.value)
    assert (
        "SSD: ssd_cp_plans.csv, column 'cppl_person_id': of 100 people of ssd_cp_plans 10 are not in "
        f"ssd_person, all of them only because of {said}. Did a spreadsheet"
    ) in str(stops.value)
    assert "KIND0" not in str(stops.value)
    (stored,) = first_load(tmp_path / "fewer", {"ssd_cp_plans": ids_by(change, 9)}).loads
    assert f"9 are not in ssd_person, all of them only because of {said}" in " ".join(stored.notes)
    (stored,) = first_load(tmp_path / "meant", {"ssd_cp_plans": ids_by(change, 10)}, MEANT).loads
    assert stored.accepted is not None
    assert "10 are not in ssd_person" in stored.accepted.note()


def test_a_first_load_of_which_a_list_is_of_people_whom_nobody_knows_stops(tmp_path: Path) -> None:
    with pytest.raises(RefusedInput) as stops:
        first_load(tmp_path, {"ssd_cp_plans": ids_by(lambda one: f"{one}X", 30)})
    assert "of 100 people of ssd_cp_plans 30 are not in ssd_person. Are the ids another" in str(stops.value)
    assert first_load(tmp_path / "fewer", {"ssd_cp_plans": ids_by(lambda one: f"{one}X", 29)}).loads


def test_a_feed_that_was_in_order_stops_when_one_list_loses_its_zeros(here: Workspace) -> None:
    said = stopped(here, {"ssd_contacts": ids_by(lambda one: one.replace("KIND0", "KIND"), 12)})
    assert "one thing moved" not in said
    assert "12 are not in ssd_person" in said


def test_every_kind_is_tested_here() -> None:
    assert {str(kind) for kind in Kind} == {
        "list_gone", "list_empty", "column_renamed", "column_gone", "column_empty", "new_code", "id_form",
        "strangers", "short", "moved_dates", "open_gone", "held", "left_out", "authority", "unlisted",
    }  # fmt: skip


def test_limits_are_shares() -> None:
    for limits in (*LIMITS.values(), limits_of("another")):
        shares = (limits.short, limits.unseen_forms, limits.strangers, limits.moved_dates, limits.emptied)
        assert all(0 < share < 1 for share in shares)
        assert limits.least > 1
    assert replace(LIMITS["SSD"]) == limits_of("another")
