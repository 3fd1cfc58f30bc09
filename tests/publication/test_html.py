"""Pages: content, escaping, one set of bytes, whole or absent."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.base.errors import UsageError
from goldenthread.model.results import Results
from goldenthread.model.strategy import Priority, Strategy
from goldenthread.publication import pack
from goldenthread.publication.edition import Edition
from goldenthread.publication.pack import write_pack
from tests.golden import assert_golden
from tests.publication.made_up import AUTHORITY, STRATEGY, made_up_edition
from tests.publication.pages import assert_links_lead_somewhere, outline, pages_of, parse

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "<script>alert('x')</script>&\"'><img src=//evil.example/x>"


def few_measures() -> Edition:
    """An edition with one measure of each kind of section."""
    kept = {"rereferrals_12m_pct", "supervision_in_date_pct", "strategy_discussions_held", "audit_grade_pct",
            "cla_started", "cla_started_in_care_at_end", "contacts_police_share_pct"}  # fmt: skip
    shown = tuple(s for priority in STRATEGY.priorities for s in priority.measures if s.measure in kept)
    strategy = Strategy("Plan", (Priority("one", "One priority", "Children thrive.", shown),))
    return made_up_edition(strategy=strategy)


@pytest.mark.golden
@pytest.mark.parametrize("name", ["index", "priority-1", "definitions", "data"])
def test_content(name: str) -> None:
    pages = pages_of(few_measures())
    look_for = "true sentences; n of d first under 100; statuses with reasons; no claim of significance"
    assert_golden(GOLDEN / f"{name}.txt", outline(parse(pages[f"{name}.html"])), look_for=look_for)


def test_the_same_edition_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_pack(made_up_edition(), ("html",), tmp_path / "a")
    second = write_pack(made_up_edition(), ("html",), tmp_path / "b")
    assert [p.name for p in first] == [p.name for p in second]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_pages_need_nothing_from_elsewhere() -> None:
    for name, text in pages_of(made_up_edition()).items():
        without = text.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "://" not in without, name
        assert "<script" not in text
        assert "<link" not in text
        assert "url(" not in text
        assert "@import" not in text


def test_no_page_is_heavy() -> None:
    assert {n: len(t) for n, t in pages_of(made_up_edition()).items() if len(t.encode()) > 200_000} == {}


def test_a_heavy_page_is_divided_and_its_links_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.publication.html.paging.LIMIT", 40_000)
    pages = pages_of(made_up_edition())
    assert "priority-1-2.html" in pages
    assert_links_lead_somewhere(pages)
    assert "(part\u00a02\u00a0of\u00a0" in pages["priority-1-2.html"]


def test_every_link_leads_somewhere() -> None:
    assert_links_lead_somewhere(pages_of(made_up_edition()))


def test_every_page_says_where_its_figures_come_from() -> None:
    for name, text in pages_of(made_up_edition()).items():
        page = parse(text)
        said = page.find("main")[0].text()
        for words in ("31 December 2023", "December 2023", "2024-01-04T07-05-made-up", "mid-2022 estimate"):
            assert words in said, (name, words)
        assert "Synthetic" in page.find("header")[0].text()
        assert len(page.find("h1")) == 1
        assert "not available" in page.find("footer")[0].text()


def test_real_data_carries_no_synthetic_banner() -> None:
    for text in pages_of(made_up_edition(synthetic=False)).values():
        assert "Synthetic" not in parse(text).find("body")[0].text()


def test_hostile_names_are_text() -> None:
    edition = made_up_edition()
    table = edition.results.table.to_pandas()
    table["reason"] = table["reason"].where(table["reason"] == "", HOSTILE)
    table["group"] = table["group"].replace({"central": HOSTILE, "Team 4": HOSTILE})
    import pyarrow as pa

    measures = {name: replace(m, name=f"{m.name} {HOSTILE}") for name, m in edition.measures.items()}
    priorities = tuple(replace(p, name=HOSTILE, outcome=HOSTILE) for p in edition.strategy.priorities)
    hostile = replace(
        edition,
        authority_name=HOSTILE,
        snapshot=HOSTILE,
        population_note=HOSTILE,
        notes=(HOSTILE,),
        measures=measures,
        strategy=replace(edition.strategy, priorities=priorities),
        results=Results(
            pa.Table.from_pandas(table, schema=edition.results.table.schema, preserve_index=False)
        ),
    )
    for name, text in pages_of(hostile).items():
        page = parse(text)
        assert page.find("script") == [], name
        assert page.find("img") == [], name
        assert HOSTILE in page.text(), name


def test_absence_is_said_with_its_reason_and_what_would_supply_it() -> None:
    pages = pages_of(made_up_edition())
    text = parse(pages["priority-1.html"]).text()
    assert "No register of strategy discussions is loaded. It would come from: SSD: its own table" in text
    text = parse(pages["priority-4.html"]).text()
    assert "15 working days have not passed since every start." in text
    assert "not yet known" in text
    assert "By role of worker: not available [x]" in text


def test_a_former_pack_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    write_pack(made_up_edition(), ("html",), out)
    said = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    said["files"]["old-page.html"] = ""
    (out / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    (out / "old-page.html").write_text("old", encoding="utf-8")
    written = write_pack(made_up_edition(), ("html",), out)
    assert sorted(out.iterdir()) == sorted(written)
    assert [p.name for p in tmp_path.iterdir()] == ["pack"]


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="not replaced"):
        write_pack(made_up_edition(), ("html",), tmp_path)
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="not replaced"):
        write_pack(made_up_edition(), ("html",), tmp_path)
    assert (tmp_path / "letter.docx").read_text(encoding="utf-8") == "mine"


def test_a_former_pack_stays_where_the_new_one_cannot_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "pack"
    write_pack(made_up_edition(), ("html",), out)
    (out / "index.html").write_text("former", encoding="utf-8")
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if target == out and not self.name.startswith(".old"):
            raise OSError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError):
        write_pack(made_up_edition(), ("html",), out)
    assert (out / "index.html").read_text(encoding="utf-8") == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> dict[str, bytes]:
        return {"index.html": b"x", "index.html/no-folder.html": b"y"}

    monkeypatch.setattr(pack, "files_of", fails)
    with pytest.raises(FileExistsError):
        write_pack(made_up_edition(), ("html",), tmp_path / "pack")
    assert list(tmp_path.iterdir()) == []


def test_an_edition_with_nothing_in_it_still_reads() -> None:
    none = Results(made_up_edition().results.table.slice(0, 0))
    empty = made_up_edition(results=none, targets=(), accounts=(), notes=(), definitions={})
    pages = pages_of(empty)
    assert "No measure in this edition can be rated" in pages["index.html"]
    assert "No load is recorded" in pages["data.html"]
    assert empty.authority == AUTHORITY
