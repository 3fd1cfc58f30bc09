"""As published and as now known: late, changed, withdrawn, merged and unmerged records through real files.

Two or three loads of a small council each: faults L21, L22, L24, L25 and T1, T2, T4, T5. L23 is tested
with the feed contract, T3 with the ids.
"""

from __future__ import annotations

import functools
import itertools
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.base.periods import parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.engine.revisions import REVISED, Revision, flagged, revisions
from goldenthread.model.tables import TABLES
from goldenthread.warehouse import conforming
from goldenthread.warehouse.conform import run
from goldenthread.warehouse.facts import facts
from goldenthread.warehouse.load import conform_as_known
from goldenthread.warehouse.snapshot import Snapshot, current_snapshot, open_snapshot, pointed
from goldenthread.warehouse.timeline import states
from goldenthread.warehouse.workspace import Workspace
from tests.support import small_store
from tests.support.small_council import DECEMBER, child, write_council

FACTS = frozenset({"contacts", "cp_plans", "cp_visits", "looked_after", "referrals"})
MEASURES = ("contacts_received", "cp_plans_open", "cp_plans_started", "cla_count", "cin_rate")
Lines = list[str]
Edit = Callable[[Lines], Lines]
NOVEMBER = parse("2023-11")


@pytest.fixture(scope="module", autouse=True)
def few_facts() -> Iterator[None]:
    """Conform the facts that these measures count: a load costs a second then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conforming, "conform", functools.partial(run.conform, only=FACTS))
        yield


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with November in it, which no test changes."""
    folder = tmp_path_factory.mktemp("november")
    here = small_store.workspace(folder)
    small_store.load_paths(here, write_council(folder / "november"))
    return here


@pytest.fixture
def november(first: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it."""
    root = tmp_path / "workspace"
    shutil.copytree(first.root, root)
    return replace(first, root=root)


def december(folder: Path, edits: Mapping[str, Edit], registers: Mapping[str, Lines] | None = None) -> Path:
    """December's extract with some of its files edited, and registers added."""
    write_council(folder, DECEMBER)
    for name, edit in edits.items():
        path = folder / "ssd" / f"{name}.csv"
        path.write_text(
            "\n".join(edit(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8"
        )
    for name, lines in (registers or {}).items():
        (folder / "registers" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def adding(*lines: str) -> Edit:
    return lambda before: [*before, *lines]


def without(text: str) -> Edit:
    return lambda before: [line for line in before if text not in line]


def putting(old: str, new: str) -> Edit:
    """Put one text in the place of another, which must be there."""

    def edit(before: Lines) -> Lines:
        assert any(old in line for line in before)
        return [line.replace(old, new) for line in before]

    return edit


def both(*edits: Edit) -> Edit:
    """One edit after the other."""
    return lambda before: functools.reduce(lambda lines, edit: edit(lines), edits, before)


def with_column(header: str) -> Edit:
    """With a column more, which is empty."""
    return lambda before: [f"{before[0]},{header}", *(f"{line}," for line in before[1:])]


def with_source(code: str) -> Edit:
    """Every contact with another code of its source."""
    return lambda before: [before[0], *(f"{line.rpartition(',')[0]},{code}" for line in before[1:])]


def total(loaded: Snapshot, measure: str, period: str = "2023-11") -> float | None:
    catalogue = shipped_measures()
    found = figures(loaded, catalogue, [catalogue[measure]], [parse(period)], [])
    return found.get(measure, "X06000099", period).numerator


def moved(here: Workspace, then: str, *measures: str) -> dict[tuple[str, str], Revision]:
    """What moved since an earlier snapshot, by measure and group."""
    catalogue = shipped_measures()
    chosen = [catalogue[name] for name in measures or MEASURES]
    found = revisions(open_snapshot(here, then), current_snapshot(here), catalogue, chosen, [NOVEMBER])
    return {(one.figure.measure, one.figure.group): one for one in found}


def load_december(here: Workspace, folder: Path, edits: Mapping[str, Edit]) -> str:
    """Load an edited December; the snapshot in force before."""
    then = str(pointed(here))
    small_store.load_paths(here, december(folder, edits))
    return then


# -- as published beside as now known ------------------------------------------------------------------------


def test_a_late_record_moves_what_is_known_and_not_what_was_published(
    november: Workspace, tmp_path: Path
) -> None:
    """L21: a contact of 20 November typed in December."""
    late = f"KANARICONTACT90,{child(5)},2023-11-20,6"
    then = load_december(november, tmp_path / "december", {"ssd_contacts": adding(late)})
    assert total(current_snapshot(november), "contacts_received") == 5
    for known in (then, "2023-11-30", states(november)[0].loads[0], states(november)[0].loads[0][:8]):
        as_known = open_snapshot(november, conform_as_known(november, known))
        assert total(as_known, "contacts_received") == 4
    assert pointed(november) != then
    found = moved(november, then)
    assert set(found) == {("contacts_received", "all")}
    revision = found["contacts_received", "all"]
    assert (revision.was.numerator, revision.now.numerator) == (4, 5)
    assert revision.because == {("late", "contacts"): 1}


def test_what_is_newly_covered_is_no_revision(november: Workspace, tmp_path: Path) -> None:
    then = load_december(november, tmp_path / "december", {})
    assert moved(november, then) == {}


def test_a_withdrawn_record_counts_no_longer(november: Workspace, tmp_path: Path) -> None:
    """L22: a contact of November is not in December's extract, which is complete for November."""
    edits = {"ssd_contacts": without("KANARICONTACT22,")}
    then = load_december(november, tmp_path / "december", edits)
    revision = moved(november, then)["contacts_received", "all"]
    assert (revision.was.numerator, revision.now.numerator) == (4, 3)
    assert revision.because == {("withdrawn", "contacts"): 1}


def test_a_whole_episode_deleted_in_the_case_system(november: Workspace, tmp_path: Path) -> None:
    """L22: the plan, its visits and all: the child is no longer counted, and each table says so."""
    edits = {"ssd_cp_plans": without("KANARIPLAN2,"), "ssd_cp_visits": without("KANARIPLAN2,")}
    then = load_december(november, tmp_path / "december", edits)
    revision = moved(november, then, "cp_plans_open")["cp_plans_open", "all"]
    assert (revision.was.numerator, revision.now.numerator) == (2, 1)
    assert revision.because == {("withdrawn", "cp_plans"): 1}


def unreadable(text: str) -> Edit:
    """With a date that cannot be read in each line that has the text."""

    def edit(before: Lines) -> Lines:
        return [re.sub(r"\d{4}-\d\d-\d\d", "soon", line) if text in line else line for line in before]

    return edit


def test_a_record_that_is_held_is_not_withdrawn(november: Workspace, tmp_path: Path) -> None:
    """L22: December's extract has the contact and the plan; their rows cannot be used."""
    then = str(pointed(november))
    edits = {"ssd_contacts": unreadable("KANARICONTACT22,"), "ssd_cp_plans": unreadable("KANARIPLAN2,")}
    report = small_store.load_paths(november, december(tmp_path / "december", edits))
    assert report.withdrawn == {}
    assert report.held == {("SSD", "contacts"): 1, ("SSD", "cp_plans"): 1}
    found = moved(november, then)
    assert found["contacts_received", "all"].because == {("held", "contacts"): 1}
    assert found["cp_plans_open", "all"].because == {("held", "cp_plans"): 1}
    then = str(pointed(november))
    small_store.load_paths(november, write_council(tmp_path / "mended", DECEMBER))
    assert moved(november, then)["contacts_received", "all"].because == {("late", "contacts"): 1}


def test_what_an_extract_does_not_say_it_holds_is_not_withdrawn(november: Workspace, tmp_path: Path) -> None:
    """L22: December's contacts are said to be complete for December alone, so November's stand."""
    folder = december(tmp_path / "december", {"ssd_contacts": without("KANARICONTACT22,")})
    cover = folder / "ssd" / "cover.csv"
    said = cover.read_text(encoding="utf-8")
    assert "contacts,2022-01-01" in said
    cover.write_text(said.replace("contacts,2022-01-01", "contacts,2023-12-01"), encoding="utf-8")
    report = small_store.load_paths(november, folder)
    assert report.withdrawn == {}
    assert total(current_snapshot(november), "contacts_received") == 4
    assert total(current_snapshot(november), "contacts_received", "2023-12") == 3


def test_what_is_withdrawn_is_told_at_once(november: Workspace, tmp_path: Path) -> None:
    """L22: the load itself says of how many records it took the last word back."""
    edits = {"ssd_cp_plans": without("KANARIPLAN2,"), "ssd_cp_visits": without("KANARIPLAN2,")}
    report = small_store.load_paths(november, december(tmp_path / "december", edits))
    assert report.withdrawn == {("SSD", "cp_plans"): 1, ("SSD", "visits"): 8}


def test_a_backdated_start_is_a_change(november: Workspace, tmp_path: Path) -> None:
    """A third load says that the plan of 5 December began on 20 November."""
    small_store.load_paths(november, write_council(tmp_path / "december", DECEMBER))
    then = str(pointed(november))
    edits = {
        "ssd_cp_plans": putting(
            "KANARIREFERRAL4,KANARIKIND004,2023-12-05", "KANARIREFERRAL4,KANARIKIND004,2023-11-20"
        )
    }
    small_store.load_paths(november, december(tmp_path / "again", edits))
    found = moved(november, then, "cp_plans_open", "cp_plans_started")
    for measure, was in (("cp_plans_open", 2), ("cp_plans_started", 0)):
        revision = found[measure, "all"]
        assert (revision.was.numerator, revision.now.numerator) == (was, was + 1)
        assert revision.because == {("changed", "cp_plans"): 1}
    assert total(open_snapshot(november, then), "cp_plans_open") == 2


def test_a_reopened_referral_is_open_again(november: Workspace, tmp_path: Path) -> None:
    edits = {"ssd_cin_episodes": putting("RC1,2023-06-30,T2", ",,T2")}
    then = load_december(november, tmp_path / "december", edits)
    revision = moved(november, then, "cin_rate")["cin_rate", "all"]
    assert revision.was.numerator == 8
    reopened = int(revision.now.numerator or 0) - 8
    assert reopened > 0
    assert revision.because == {("changed", "referrals"): reopened}


def test_a_changed_date_of_birth_moves_the_past_too(november: Workspace, tmp_path: Path) -> None:
    """A child in care turns out to have been 18 in October."""
    edits = {"ssd_person": putting("2011-06-15", "2005-10-15")}
    then = load_december(november, tmp_path / "december", edits)
    revision = moved(november, then, "cla_count")["cla_count", "all"]
    assert (revision.was.numerator, revision.now.numerator) == (2, 1)
    assert revision.because == {("changed", "persons"): 1}


def test_ids_numbered_anew_change_no_figure(november: Workspace, tmp_path: Path) -> None:
    """L24: the case system gives every contact another number overnight."""
    edits = {"ssd_contacts": putting("KANARICONTACT", "KANARINUMBER7")}
    then = load_december(november, tmp_path / "december", edits)
    assert moved(november, then) == {}
    assert total(current_snapshot(november), "contacts_received") == 4


EVENTS = (
    *(
        "CONTACT",
        "REFERRAL",
        "ASSESSMENT",
        "PLAN",
        "VISIT",
        "EPISODE",
        "PLACEMENT",
        "CARE",
        "LEGAL",
        "INVOLVED",
    ),
    "ADDRESS",
)
"""What the ids of events of the small council begin with, after KANARI."""


def test_all_ids_numbered_anew_are_no_change(november: Workspace, tmp_path: Path) -> None:
    """L24: every table's own numbers and every reference to them; nothing is withdrawn, changed or late."""
    folder = december(tmp_path / "december", {})
    for path in (folder / "ssd").glob("ssd_*.csv"):
        text = path.read_text(encoding="utf-8")
        for event in EVENTS:
            text = text.replace(f"KANARI{event}", f"KANARINEW{event}9")
        path.write_text(text, encoding="utf-8")
    then = str(pointed(november))
    report = small_store.load_paths(november, folder)
    assert report.withdrawn == {}
    assert moved(november, then) == {}
    plain = december(tmp_path / "plain", {})
    same = small_store.workspace(tmp_path / "same")
    small_store.load_paths(same, plain)
    periods = ("2023-11", "2023-12")
    for name, period in itertools.product(MEASURES, periods):
        assert total(current_snapshot(november), name, period) == total(current_snapshot(same), name, period)


def test_of_rows_with_one_id_the_last_one_counts_and_the_older_is_counted_out(
    november: Workspace, tmp_path: Path
) -> None:
    """L25: the plan of child 1 stands twice, first as it was and then ended: the older never wins."""
    ended = f"KANARIPLAN1,KANARIREFERRAL1,{child(1)},2023-02-01,2023-12-15,N,NEG,NEG"
    older = ended.replace("2023-12-15", "")
    then = load_december(
        november, tmp_path / "december", {"ssd_cp_plans": lambda lines: [lines[0], older, *lines[1:]]}
    )
    assert moved(november, then) == {}
    assert total(current_snapshot(november), "cp_plans_open", "2023-12") == 2
    plans = current_snapshot(november).stored_rows("cp_plans", ["end_date", "excluded"]).to_pylist()
    assert [(row["end_date"], row["excluded"]) for row in plans if row["excluded"]] == [(None, "superseded")]


def test_rows_multiplied_by_a_join_count_once(november: Workspace, tmp_path: Path) -> None:
    """L25: every contact three times."""
    edits = {"ssd_contacts": lambda lines: [lines[0], *(line for line in lines[1:] for _ in range(3))]}
    then = load_december(november, tmp_path / "december", edits)
    assert moved(november, then) == {}
    rows = current_snapshot(november).stored_rows("contacts", ["excluded"])["excluded"].to_pylist()
    assert Counter(rows) == {None: 19, "duplicate": 38}


def test_revised_figures_carry_the_flag(november: Workspace, tmp_path: Path) -> None:
    late = f"KANARICONTACT90,{child(5)},2023-11-20,6"
    then = load_december(november, tmp_path / "december", {"ssd_contacts": adding(late)})
    catalogue = shipped_measures()
    chosen = [catalogue[name] for name in ("contacts_received", "cp_plans_open")]
    periods = [parse("2023-10"), NOVEMBER, parse("2023-12")]
    was, now = (
        figures(one, catalogue, chosen, periods, [])
        for one in (open_snapshot(november, then), current_snapshot(november))
    )
    marked = {(result.measure, result.period) for result in flagged(now, was) if REVISED in result.flags}
    assert marked == {("contacts_received", "2023-11")}


def test_a_group_that_has_no_row_left_moved(november: Workspace, tmp_path: Path) -> None:
    """Every contact of November turns out to be from another source: one group is gone, another is new."""
    catalogue = shipped_measures()
    chosen = [catalogue["contacts_received"]]
    asked = {"breakdowns": ["source"]}
    then = load_december(november, tmp_path / "december", {"ssd_contacts": with_source("10")})
    found = {
        (one.figure.breakdown, one.figure.group): one
        for one in revisions(
            open_snapshot(november, then), current_snapshot(november), catalogue, chosen, [NOVEMBER], **asked
        )
    }
    assert ("all", "all") not in found
    gone = {group: one for (_, group), one in found.items() if one.now is None}
    new = {group: one for (_, group), one in found.items() if one.was is None}
    assert len(new) == 1
    assert sum(one.was.numerator for one in gone.values()) == 4 == sum(n.now.numerator for n in new.values())
    for one in found.values():
        assert {kind for kind, _ in one.because} == {"changed"}, one


# -- merged and unmerged ids ---------------------------------------------------------------------------------

MERGES = "person_id,former_id,merged_on,unmerged_on"
MERGED = f"{child(1)},{child(2)},2023-12-10,"
UNMERGED = f"{child(1)},{child(2)},2023-12-10,2023-12-20"


def test_merged_and_unmerged_ids_end_where_they_began(november: Workspace, tmp_path: Path) -> None:
    """T1 and T2: two ids with a plan each turn out to be one child, and then two after all."""
    then = str(pointed(november))
    never = {name: total(current_snapshot(november), name) for name in MEASURES}
    small_store.load_paths(november, december(tmp_path / "one", {}, {"person_merges": [MERGES, MERGED]}))
    merged = current_snapshot(november)
    found = moved(november, then)
    revision = found["cp_plans_open", "all"]
    assert (revision.was.numerator, revision.now.numerator) == (2, 1)
    assert revision.count("merged") > 0
    assert {kind for kind, _ in revision.because} == {"merged"}
    plans = merged.stored_rows("cp_plans", ["person_id", "excluded"]).to_pylist()
    assert len(plans) == 4
    assert not any(row["excluded"] for row in plans)
    assert total(merged, "contacts_received") == never["contacts_received"]
    between = str(pointed(november))
    small_store.load_paths(november, december(tmp_path / "two", {}, {"person_merges": [MERGES, UNMERGED]}))
    assert {name: total(current_snapshot(november), name) for name in MEASURES} == never
    assert moved(november, then) == {}
    back = moved(november, between)["cp_plans_open", "all"]
    assert {kind for kind, _ in back.because} == {"unmerged"}


def test_two_ids_of_one_child_whose_plans_overlap_count_once_and_are_flagged(
    november: Workspace, tmp_path: Path
) -> None:
    """T2: once the ids are said to be one child the two plans that run at once are an issue of the data, and
    both rows stay."""
    before = issues_of_plans(november)
    small_store.load_paths(november, december(tmp_path / "one", {}, {"person_merges": [MERGES, MERGED]}))
    merged = current_snapshot(november)
    assert total(merged, "cp_plans_open") == 1
    assert merged.stored_rows("cp_plans", ["excluded"])["excluded"].to_pylist() == [None] * 4
    assert (before, issues_of_plans(november)) == (0, 1)


def issues_of_plans(here: Workspace) -> int:
    return current_snapshot(here).issues()["rule"].to_pylist().count("cp_plans_overlap")


def test_a_child_who_was_adopted_is_another_person(november: Workspace, tmp_path: Path) -> None:
    """T5: the new record has the birthday, sex, ethnicity and pupil number of the old one, and begins when
    that ends. Nobody joins the two: the old record keeps its history, the new one begins with nothing."""
    born = "KANARIUPN005,Kanariforename5,Kanarisurname5,M,WBRI,2011-06-15"
    new = f"KANARIKIND905,{born.replace('surname5', 'newname')}"
    edits = {
        "ssd_person": both(putting(f"{child(5)},{born}", f"{child(5)},{born}"), adding(new)),
        "ssd_cla_episodes": putting("S,N1,,,KANARICARE5", "S,N1,2023-12-10,E11,KANARICARE5"),
        "ssd_contacts": adding("KANARICONTACT95,KANARIKIND905,2023-12-12,6"),
    }
    load_december(november, tmp_path / "december", edits)
    now = current_snapshot(november)
    assert now.merges == {}
    assert (total(now, "cla_count"), total(now, "cla_count", "2023-12")) == (2, 1)
    assert total(now, "contacts_received", "2023-12") == 4
    people = now.stored_rows("persons", ["person_id", "dob", "excluded"]).to_pylist()
    alike = [row["person_id"] for row in people if str(row["dob"]) == "2011-06-15"]
    assert len(set(alike)) == 2
    assert not any(row["excluded"] for row in people)


SHARED = {"upn", "upn_unknown", "id_value", "former_id"}
"""What an old identity and a new one may have in common, or what tells that they are one."""


def test_no_list_holds_what_two_identities_share() -> None:
    """T5: lists of children and what is printed are made of facts, and no fact has such a column."""
    columns = {name for one in facts().values() for name in one.columns}
    assert len(columns) > 50
    assert SHARED & columns == set()
    assert {c.name for one in TABLES.values() for c in one.columns} >= SHARED


def test_an_unborn_child_counts_and_has_no_age(november: Workspace, tmp_path: Path) -> None:
    """T5: a contact about a child who is expected in March is in the count and in no age band."""
    edits = {
        "ssd_person": both(
            with_column("pers_expected_dob"), adding("KANARIKIND906,,Kanari,Kanari,,,,2024-03-10")
        ),
        "ssd_contacts": adding("KANARICONTACT96,KANARIKIND906,2023-12-12,6"),
    }
    load_december(november, tmp_path / "december", edits)
    now = current_snapshot(november)
    assert total(now, "contacts_received", "2023-12") == 4
    catalogue = shipped_measures()
    found = figures(now, catalogue, [catalogue["contacts_received"]], [parse("2023-12")], ["age_band"])
    ages = {one.group: one.numerator for one in found if one.breakdown == "age_band" and one.numerator}
    assert ages == {"unborn": 1, "10-15": 2, "16-17": 1, "10-17": 3}


def test_twins_are_never_merged_by_guess(november: Workspace, tmp_path: Path) -> None:
    """T4: the same birthday, surname and address; two children still."""
    twin = putting("Kanarisurname2,F,WBRI,2008-03-15", "Kanarisurname1,F,WBRI,2007-02-15")
    load_december(november, tmp_path / "december", {"ssd_person": twin})
    assert total(current_snapshot(november), "cp_plans_open") == 2
    assert current_snapshot(november).merges == {}
