"""Stored commentary in an edition and a release: figures bound, drafts kept back, decisions kept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pyarrow.compute as pc
import pytest

from goldenthread.analysis.disclosure import Policy
from goldenthread.cli import stored_commentary
from goldenthread.cli.stored_commentary import Behind, with_stored_commentary
from goldenthread.model.results import Results
from tests.cli.conftest import Place
from tests.cli.test_releases import STRATEGY
from tests.cli.test_time_lines import december
from tests.publication.made_up import made_up_edition

MONTH = ("--period", "2023-11", "--by", "Ada")


@pytest.fixture(scope="module")
def here(council: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """November loaded, with a strategy of two measures."""
    folder = tmp_path_factory.mktemp("bound")
    shutil.copytree(council.root, folder / "here")
    (folder / "here" / "strategy.yml").write_text(STRATEGY, encoding="utf-8")
    return Place(folder / "here", council.line, council.key)


def test_words_are_bound_kept_back_moved_and_confirmed(here: Place, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "summary.md").write_text("There were 9 contacts. TBC", encoding="utf-8")
    ran = here.run("commentary", "import", words, *MONTH)
    assert ran.code == 0, ran.err
    assert "2023-11: 2 remarks, of which 2 keep it from release." in ran.err
    ran = here.run("release", *MONTH)
    assert ran.code == 1
    assert "summary.md, line 1, column 12: '9' is typed" in ran.err
    assert "Nothing was released." in ran.err
    assert here.run("releases").out == ""

    (words / "summary.md").write_text("There were {{ contacts_received }} contacts.", encoding="utf-8")
    assert "0 changes" not in here.run("commentary", "import", words, *MONTH).err
    again = here.run("commentary", "import", words, *MONTH)
    assert "1 section read, 0 changes." in again.err
    ran = here.run("release", *MONTH)
    assert ran.code == 0, ran.err
    page = here.root / "editions" / "releases" / "2023-11" / "leadership-1" / "pack" / "index.html"
    assert "There were <span" in page.read_text(encoding="utf-8")

    assert here.run("load", december(tmp_path / "december")).code == 0
    correct = ("release", *MONTH, "--corrects", 1, "--reason", "Late records.")
    ran = here.run(*correct)
    assert ran.code == 1
    assert "was 4 when this was written and is 5 now." in ran.err, ran.err

    out = tmp_path / "out"
    assert here.run("commentary", "export", out, *MONTH[:2]).code == 0
    printed = out / "printed.csv"
    assert printed.read_text() == "section,reference,printed\nsummary,{{ contacts_received }},4\n"
    unread = here.run("commentary", "import", out, *MONTH)  # out and in again is no reading
    assert "1 section read, 0 changes." in unread.err, unread.err
    assert "was 4 when this was written and is 5 now." in here.run(*correct).err

    confirmed = here.run("commentary", "import", words, *MONTH)
    assert "2023-11 summary: version 3" in confirmed.err
    assert here.run(*correct).code == 0
    ran = here.run("commentary", "export", out, *MONTH[:2])
    assert "1 section:" in ran.err, ran.err
    assert printed.read_text().endswith(",5\n")


def test_words_that_are_changed_after_they_came_out_are_of_the_figures_of_the_day(
    here: Place, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert here.run("commentary", "export", out, *MONTH[:2]).code == 0
    (out / "printed.csv").write_text("section,reference,printed\nsummary,{{ contacts_received }},4\n")
    assert "1 change." in here.run("commentary", "import", out, *MONTH).err  # written with 4, it says
    assert "was 4 when this was written" in here.run("commentary", "check", out, *MONTH[:2]).out
    (out / "summary.md").write_text("We had {{ contacts_received }} contacts.", encoding="utf-8")
    assert "1 change." in here.run("commentary", "import", out, *MONTH).err
    assert here.run("commentary", "export", tmp_path / "again", *MONTH[:2]).code == 0
    assert (tmp_path / "again" / "printed.csv").read_text().endswith(",5\n")


def test_a_broken_file_of_what_was_printed_is_refused(here: Place, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert here.run("commentary", "export", out, *MONTH[:2]).code == 0
    (out / "printed.csv").write_text("section,reference,printed\nsummary\n")
    ran = here.run("commentary", "import", out, *MONTH)
    assert ran.code == 1
    assert "A line has not three cells." in ran.err


def test_decisions_travel_with_the_words_and_are_never_changed(fresh: Place, tmp_path: Path) -> None:
    words, out = tmp_path / "words", tmp_path / "out"
    words.mkdir()
    (words / "summary.md").write_text("One child went to college.", encoding="utf-8")
    decisions = words / "decisions.csv"
    decisions.write_text("key,decided_by,decided_on,reason\nabc,Ben,2024-01-03,A made-up child\n")
    ran = fresh.run("commentary", "import", words, *MONTH)
    assert ran.code == 0, ran.err
    assert "1 section read, 1 change, 1 new decision." in ran.err
    assert fresh.run("commentary", "export", out, "--period", "2023-11").code == 0
    assert (out / "decisions.csv").read_bytes() == decisions.read_bytes()
    assert "1 section read, 0 changes." in fresh.run("commentary", "import", out, *MONTH).err
    decisions.write_text(decisions.read_text().replace("Ben", "Eve"))
    (words / "summary.md").write_text("Other words.", encoding="utf-8")
    ran = fresh.run("commentary", "import", words, *MONTH)
    assert ran.code == 1
    assert "Ben decided on the words 'abc' of 2023-11 already." in ran.err
    assert "0 changes." in fresh.run("commentary", "import", out, *MONTH).err


def test_a_pack_with_a_reference_that_prints_nothing_says_that_it_is_a_draft(
    here: Place, tmp_path: Path
) -> None:
    words = tmp_path / "words"
    words.mkdir()
    text = "We had {{ contacts_received }}, and {{ contacts_received | by team=Nowhere }} there."
    (words / "summary.md").write_text(text, encoding="utf-8")
    assert here.run("commentary", "import", words, *MONTH).code == 0
    ran = here.run("pack", "--period", "2023-11", "--out", tmp_path / "pack")
    assert ran.code == 0, ran.err
    assert "This edition is a draft" in ran.err
    assert "summary.md, line 1, column 37" in ran.err
    page = (tmp_path / "pack" / "index.html").read_text(encoding="utf-8")
    assert "[DRAFT: {{ contacts_received | by team=Nowhere }} prints no figure]" in page
    assert here.run("release", *MONTH).code == 1


def test_a_figure_that_the_public_is_not_shown_makes_no_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody outside is shown a usual range or the east, so those go; of that team there is no figure."""
    right = "Usual are {{ contacts_received | usual }}.\n\nEast: {{ contacts_received | by locality=east }}."
    said: list[str] = []

    def told(text: str) -> str:
        words = {"summary": SimpleNamespace(text=text)}
        monkeypatch.setattr(stored_commentary, "_stored", lambda *_: words)
        monkeypatch.setattr(stored_commentary, "say", said.append)
        said.clear()
        public = made_up_edition(audience="public")
        shown = public.results.table.filter(pc.not_equal(public.results.table["breakdown"], "locality"))
        public = replace(public, results=Results(shown))
        with_stored_commentary(None, public, Behind(made_up_edition(), Policy()))  # type: ignore[arg-type] # no store is read
        return "\n".join(said)

    only_left_out = told(right)
    assert "The public edition leaves out these paragraphs" in only_left_out
    assert "line 1, column 11: The public is not shown {{ contacts_received | usual }}" in only_left_out
    assert (
        "line 3, column 7: The public is not shown {{ contacts_received | by locality=east }}"
        in only_left_out
    )
    assert "draft" not in only_left_out
    both = told(f"{right}\n\nThere: {{{{ contacts_received | by team=Nowhere }}}}.")
    assert "The public edition leaves out these paragraphs" in both
    assert "This edition is a draft" in both
    assert "line 5, column 8" in both.split("This edition is a draft")[1]
    assert "east" not in both.split("This edition is a draft")[1]
    assert told("There were {{ contacts_received }}.") == ""
