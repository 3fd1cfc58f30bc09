"""Annex A from the workbook to the edition, against a recount that uses nothing of goldenthread."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from importlib.resources import files
from pathlib import Path

import pytest

from goldenthread.base.periods import months_between, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.engine.strategy import read_strategy
from goldenthread.model.result import Result, Status
from goldenthread.warehouse.snapshot import current_snapshot
from goldenthread.warehouse.workspace import read
from tests.support.annex_a_outcomes import outcomes
from tests.support.annex_a_path import path
from tests.support.annex_a_recount import LAST, MONTHS, Book, Figures, recount
from tests.support.solmere import run_command

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "child_level" / "synthetic_marlshire"
WORKBOOK = FOLDER / "Annex_A_Marlshire_2023-12-31.xlsx"

pytestmark = pytest.mark.skipif(
    not WORKBOOK.exists(), reason="the shared data folder is not beside the checkout"
)

Key = tuple[str, str, str, str]

UNKNOWN_TO_ANNEX_A = {
    "s47_completed": "end date of section 47 enquiries is not supplied",
    "s47_to_icpc_pct": "end date of section 47 enquiries is not supplied",
    "iha_20wd_pct": "health events are listed only as at 31 December 2023",
    "placement_moves_by_destination": "it needs the Standard Safeguarding Dataset or the SSDA903 return",
    "placement_moves_children": "it needs the Standard Safeguarding Dataset or the SSDA903 return",
    "placement_moves_unplanned_pct": "it needs the Standard Safeguarding Dataset or the SSDA903 return",
    "placement_longterm_pct": "it needs the Standard Safeguarding Dataset or the SSDA903 return",
    "placed_20_miles_pct": "it needs the Standard Safeguarding Dataset or the SSDA903 return",
    "unregistered_placements": "it needs the Standard Safeguarding Dataset or the SSDA903 return",
    "placement_cost_weekly_avg": "it needs the Standard Safeguarding Dataset",
    "care_proceedings_weeks": "no care proceedings in the load",
    "assessments_45wd_pct__from_referral": "it needs the Standard Safeguarding Dataset or the children in",
    "early_help_open_children": "no early help support in the load",
    "contacts_decision_1wd_pct": "decision date of contacts is not supplied",
    "referrals_not_in_need_pct": "it needs the Standard Safeguarding Dataset or the children in need census",
    "icpc_held__transfer_in": "it needs the Standard Safeguarding Dataset",
    "early_help_partner_led_pct": "no early help support in the load",
    "hub_reach_index": "no family hub attendance in the load",
    "early_help_step_downs": "no step-downs to early help in the load",
    "strategy_discussions_held": "no strategy discussions in the load",
    "core_group_in_date_pct": "no core groups in the load",
    "supervision_in_date_pct": "no supervision in the load",
    "hub_visits": "no family hub attendance in the load",
    "sf_forms_completed": "no supporting families benchmarking in the load",
    "residential_move_plans": "no planned moves out of residential care in the load",
    "fostering_pipeline_stage": "no fostering pipeline in the load",
    "cla_u16_out_of_education": "no education of looked-after children in the load",
    "fostering_conversion_pct": "no fostering pipeline in the load",
    "pep_in_date_pct": "no education of looked-after children in the load",
    "sdq_average": "it needs the Standard Safeguarding Dataset",
    "audits_completed_pct": "no practice audits in the load",
    "caseload_per_fte": "start date of allocations is not supplied",
    "agency_rate_pct": "no employment spells in the load",
}
"""Measures that the lists cannot supply, and how the edition says why."""

STOCKS = (
    "cin_rate",
    "cp_plans_open",
    "cla_count",
    "placement_mix_pct",
    "placements_3plus_pct",
    "rha_in_date_pct",
)
EXACT = ("contacts_received", "referrals_received", "s47_started", "cin_rate", "cp_plans_open", "cla_count")
APPROXIMATE = (
    *(
        "cp_plans_started",
        "cp_plans_ended",
        "repeat_cp_ever_pct",
        "cla_started",
        "cla_ceased",
        "cla_net_change",
    ),
    *("rereferrals_12m_pct", "rha_in_date_pct", "cp_visits_in_date_pct", "cin_visits_statutory_pct"),
)


@dataclass(frozen=True)
class Marlshire:
    """A workspace with a delivery loaded; `said` is what the command printed."""

    root: Path
    said: str

    @property
    def edition(self) -> Path:
        return self.root / "edition"

    @cached_property
    def results(self) -> dict[Key, Result]:
        """Every measure of every month in every breakdown."""
        catalogue = shipped_measures()
        months = list(months_between(parse("2023-06"), parse(LAST)))
        found = figures(
            current_snapshot(read(self.root / "workspace")), catalogue, list(catalogue.values()), months, None
        )
        return {(one.measure, one.period, one.breakdown, one.group): one for one in found}

    def of(self, measure: str, month: str = LAST) -> Result:
        """The total of a measure, else its first line."""
        lines = [one for key, one in self.results.items() if key[:2] == (measure, month)]
        return min(lines, key=lambda one: one.breakdown != "all")


def workspace(folder: Path, command: str, *words: str | Path) -> Marlshire:
    """A new workspace in which one command is run."""
    home, root = folder / "home", folder / "workspace"
    made = run_command(home, "init", root, "--authority", "X09000998", "--name", "Marlshire (synthetic)")
    assert made.returncode == 0, made.stderr
    done = run_command(home, "--workspace", root, command, *words)
    assert done.returncode == 0, done.stderr
    return Marlshire(folder, done.stdout + done.stderr)


@pytest.fixture(scope="module")
def marlshire(tmp_path_factory: pytest.TempPathFactory) -> Marlshire:
    """The workbook with the population beside it."""
    folder = tmp_path_factory.mktemp("marlshire")
    files = (WORKBOOK, FOLDER / "population.csv")
    return workspace(folder, "run", "--period", LAST, "--out", folder / "edition", *files)


@pytest.fixture(scope="module")
def counted() -> Figures:
    book = Book(WORKBOOK)
    return recount(WORKBOOK) | outcomes(book) | path(book)


@pytest.fixture(scope="module")
def lacking(tmp_path_factory: pytest.TempPathFactory) -> Marlshire:
    """The workbook without list 7 and without two columns."""
    folder = tmp_path_factory.mktemp("lacking")
    copy = folder / WORKBOOK.name
    without(copy, sheet="List_7", columns=("Date of Last Health Assessment", "Date Child Was Last Seen"))
    return workspace(folder, "load", copy, FOLDER / "population.csv")


def without(copy: Path, *, sheet: str, columns: tuple[str, ...]) -> None:
    """Write a copy of the workbook with one sheet taken out and the headers of columns changed."""
    with zipfile.ZipFile(WORKBOOK) as whole, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as part:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/workbook.xml":
                content, gone = re.subn(rb'<sheet [^>]*name="%b"[^>]*/>' % sheet.encode(), b"", content)
                assert gone == 1
            for column in columns:
                content = content.replace(f">{column}<".encode(), b">Something else<")
            part.writestr(name, content)


def available(results: dict[Key, Result]) -> Iterator[tuple[Key, tuple[float, float | None]]]:
    """The figures that were given. A share of nothing is no figure, but its base is: nought."""
    for key, one in results.items():
        if one.status is Status.NO_CASES:
            yield key, (0, 0)
        elif one.status is Status.OK:
            yield key, (one.numerator or 0, one.denominator)


def test_every_figure_that_the_lists_can_supply_agrees_with_the_recount(
    marlshire: Marlshire, counted: Figures, record_property: Callable[[str, object], None]
) -> None:
    given = dict(available(marlshire.results))
    of_nobody = {key: (0, None if of is None else 0) for key, (_, of) in given.items()}
    differ = {
        key: (given.get(key), counted.get(key, of_nobody.get(key)))
        for key in given | counted
        if (key in given or counted[key][0])  # a line of nobody need not be there
        and given.get(key) != counted.get(key, of_nobody.get(key))
    }
    assert not differ, f"{len(differ)} of {len(given | counted)} differ, such as {list(differ.items())[:5]}"
    kinds = len({(key[0], key[2]) for key in given})
    record_property("figures compared", len(given))
    said = f"{len(given):,} figures of {kinds} measures and breakdowns agree, {len(counted):,} not nought"
    sys.stdout.write(f"{said}\n")
    assert len(counted) > 2000


def test_values_are_the_share_or_rate_of_their_parts(marlshire: Marlshire) -> None:
    forms = {measure.id: measure.form for measure in shipped_measures().values()}
    averages = {name for name, form in forms.items() if form == "average"}
    for one in marlshire.results.values():
        if (
            forms[one.measure] != "index"
            and one.status is Status.OK
            and one.denominator
            and one.numerator is not None
        ):
            times = 1 if one.measure in averages else 10000 if "_rate" in one.measure else 100
            times *= 12 if one.measure.endswith("__annualised") else 1
            assert one.value == pytest.approx(one.numerator / one.denominator * times)


def test_flows_are_of_the_whole_months_and_stocks_of_the_day(marlshire: Marlshire) -> None:
    for name in ("contacts_received", "referrals_received", "cp_plans_started", "cla_started"):
        assert [marlshire.of(name, month).status for month in MONTHS] == [Status.OK] * 6
        assert "begin on 1 July 2023" in marlshire.of(name, "2023-06").reason
    for name in STOCKS:
        assert marlshire.of(name).status is Status.OK
        assert "are known from 31 December 2023" in marlshire.of(name, "2023-11").reason
    assert "too late to look back 2 months" in marlshire.of("icpc_15wd_pct", "2023-08").reason


def test_what_a_list_with_one_row_a_child_may_miss_is_marked(marlshire: Marlshire) -> None:
    assert {name: marlshire.of(name).flags for name in EXACT} == dict.fromkeys(EXACT, ())
    assert {name: marlshire.of(name).flags for name in APPROXIMATE} == dict.fromkeys(
        APPROXIMATE, ("approximate",)
    )


@pytest.mark.parametrize("name", UNKNOWN_TO_ANNEX_A)
def test_what_the_lists_cannot_supply_is_said_and_never_nought(marlshire: Marlshire, name: str) -> None:
    for key, one in marlshire.results.items():
        if key[0] == name:
            assert (one.status, one.value, one.numerator) == (Status.NOT_AVAILABLE, None, None)
    assert UNKNOWN_TO_ANNEX_A[name] in marlshire.of(name).reason


def test_a_breakdown_that_a_list_does_not_have_is_not_made_up(marlshire: Marlshire) -> None:
    for measure, breakdown, why in (
        ("contacts_received", "team", "allocations are listed only as at 31 December 2023"),
        ("contacts_received", "locality", "no addresses in the load"),
        ("cla_started", "placement_group", "placements are listed only as at 31 December 2023"),
        ("cla_started", "legal_status", "legal statuses are listed only as at 31 December 2023"),
        ("assessments_completed", "primary_need", "referral id of single (continuous) assessments"),
    ):
        lines = [one for key, one in marlshire.results.items() if key[:3] == (measure, LAST, breakdown)]
        assert {one.status for one in lines} == {Status.NOT_AVAILABLE}
        assert why in lines[0].reason


def test_the_edition_states_what_it_has_and_what_it_lacks(marlshire: Marlshire) -> None:
    pages = {page.name: text_of(page) for page in marlshire.edition.glob("*.html")}
    assert {"index.html", "data.html", "definitions.html", "priority-1.html"} <= set(pages)
    everything = " ".join(pages.values())
    text = files("goldenthread.catalogue").joinpath("strategy.yml").read_text(encoding="utf-8")
    strategy = read_strategy(text, file="strategy.yml", catalogue=shipped_measures())
    shown = {one.measure for priority in strategy.priorities for one in priority.measures}
    assert "Marlshire (synthetic)" in pages["index.html"]
    for name, why in UNKNOWN_TO_ANNEX_A.items():
        if name in shown:
            assert why in everything, name
    day = "at 31 December 2023"
    for said in (
        "822 contacts in December 2023",
        f"495 children {day}",
        f"266 children {day}",
        "approximate",
    ):
        assert said in everything


def text_of(page: Path) -> str:
    """A page's words, tags and drawings left out."""
    text = re.sub(r"<(style|svg|script).*?</\1>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


LACKING = {
    **dict.fromkeys(
        (
            *("cp_plans_open", "cp_plan_rate", "cp_plans_started", "cp_plans_ended", "cp_plans_net_change"),
            *("repeat_cp_ever_pct", "repeat_cp_current_pct", "cp_visits_in_date_pct"),
            *("cp_plans_2y_open_pct", "cp_plans_2y_ended_pct", "cp_reviews_in_time_pct"),
            "statutory_open_children",
        ),
        "no child protection plans in the load",
    ),
    "rha_in_date_pct": "no health events of kind 'ha_unspecified' in the load",
    "cin_visits_statutory_pct": "no visits of kind 'any' in the load",
    "cin_visits_3_weekly_pct": "no visits of kind 'any' in the load",
}
"""What list 7 and the two columns are needed for. A child in need is one without a protection plan."""


LACKING_BREAKDOWNS = {("icpc_to_cp_plan_pct", "abuse_category")}
"""Breakdowns by what list 7 says, of measures that have a figure without it."""


def test_a_list_or_column_that_is_missing_is_said(lacking: Marlshire) -> None:
    assert "List 7 (child protection plans) is not there" in lacking.said
    assert "List 8: columns missing: 'Date of Last Health Assessment'." in lacking.said
    assert "List 6: columns missing: 'Date Child Was Last Seen'." in lacking.said


def test_what_needs_it_is_not_available_and_all_else_stays(lacking: Marlshire, marlshire: Marlshire) -> None:
    changed = set()
    for key, one in marlshire.results.items():
        now = lacking.results.get(key)
        if now is None or (now.status, now.numerator, now.denominator) != (
            one.status,
            one.numerator,
            one.denominator,
        ):
            changed |= {key[0]} if (key[0], key[2]) not in LACKING_BREAKDOWNS else set()
    assert changed == set(LACKING)
    for name, why in LACKING.items():
        found = {one.status for key, one in lacking.results.items() if key[0] == name}
        assert found == {Status.NOT_AVAILABLE}
        assert why in lacking.of(name).reason or "child protection plans" in lacking.of(name).reason
