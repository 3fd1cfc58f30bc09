"""Commentary moves in and out as files: whole or not at all, to the byte, with every version kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.cli.conftest import Place

SUMMARY = "Fewer contacts than in any December.\r\n\r\n- One\n- Two – “quoted”"


def folder_of(path: Path, **sections: str) -> Path:
    path.mkdir(parents=True)
    for name, text in sections.items():
        (path / f"{name}.md").write_bytes(text.encode())
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def test_out_comes_what_went_in(fresh: Place, tmp_path: Path) -> None:
    written = folder_of(tmp_path / "in" / "2023-12", summary=SUMMARY, right_help="\ufeffMore.", cla_count="")
    folder_of(tmp_path / "in" / "2023-11", summary="November.")
    ran = fresh.run("commentary", "import", tmp_path / "in", "--by", "Ada")
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert "4 sections read, 3 changes." in ran.err
    again = fresh.run("commentary", "import", tmp_path / "in", "--by", "Ben")
    assert "4 sections read, 0 changes." in again.err
    out = tmp_path / "out"
    assert fresh.run("commentary", "export", out).code == 0
    (written / "cla_count.md").unlink()  # of which nothing was said
    assert contents(out) == contents(tmp_path / "in")
    back = fresh.run("commentary", "import", out, "--by", "Ben")
    assert "3 sections read, 0 changes." in back.err


def test_one_month_lies_in_the_folder_itself(fresh: Place, tmp_path: Path) -> None:
    written = folder_of(tmp_path / "in", summary="December.", contacts_received="Fewer.")
    assert fresh.run("commentary", "import", written, "--period", "2023-12", "--by", "Ada").code == 0
    ran = fresh.run("commentary", "export", tmp_path / "out", "--period", "2023-12")
    assert ran.code == 0, ran.err
    assert contents(tmp_path / "out") == contents(written)
    assert "No commentary" in fresh.run("commentary", "export", tmp_path / "none", "--period", "2023-11").err


def test_other_words_are_another_version_and_the_first_is_kept(fresh: Place, tmp_path: Path) -> None:
    written = folder_of(tmp_path / "in", summary="First.")
    month = ("--period", "2023-12")
    assert fresh.run("commentary", "import", written, *month, "--by", "Ada").code == 0
    (written / "summary.md").write_text("Second.")
    ran = fresh.run("commentary", "import", written, *month, "--by", "Ben")
    assert "2023-12 summary: version 2" in ran.err
    store = sqlite3.connect(fresh.root / "editions" / "editions.sqlite3")
    rows = store.execute("select version, text, author from editions_commentary order by version").fetchall()
    store.close()
    assert rows == [(1, "First.", "Ada"), (2, "Second.", "Ben")]


def stored(here: Place) -> str:
    return here.run("commentary", "export", here.root / "nowhere").err


REFUSED = {
    "an unknown section": ({"sumary": "x"}, "2023-12", 1, "Did you mean 'summary'?"),
    "an unknown measure": ({"contacts_recieved": "x"}, "2023-12", 1, "Did you mean 'contacts_received'?"),
    "no month": ({"summary": "x"}, None, 2, "says no month"),
    "no month but a year": ({"summary": "x"}, "CY2023", 2, "Commentary is of a month"),
    "no file": ({}, "2023-12", 1, "There is no commentary in this folder."),
    "a character that no text has": ({"summary": "a\0b"}, "2023-12", 1, "a character that no text has"),
    "a book": ({"summary": "a" * 100_001}, "2023-12", 1, "is longer than 100,000 bytes"),
}


def test_a_folder_is_stored_whole_or_not_at_all(fresh: Place, tmp_path: Path) -> None:
    for case, (sections, period, code, said) in REFUSED.items():
        written = folder_of(tmp_path / case, **sections)
        if period and code == 1 and sections:
            (written / "right_help.md").write_text("Good.")
        month = ("--period", period) if period else ()
        ran = fresh.run("commentary", "import", written, *month, "--by", "Ada")
        assert (ran.code, ran.out) == (code, ""), ran.err
        assert said in ran.err, ran.err
    assert "No commentary is stored." in stored(fresh)


def test_a_file_in_another_encoding_and_a_writer_without_a_name_are_refused(
    fresh: Place, tmp_path: Path
) -> None:
    written = folder_of(tmp_path / "in", summary="x")
    ran = fresh.run("commentary", "import", written, "--period", "2023-12")
    assert ran.code == 2
    assert "Say who does it: --by NAME." in ran.err
    (written / "summary.md").write_bytes("£".encode("latin-1"))
    ran = fresh.run("commentary", "import", written, "--period", "2023-12", "--by", "Ada")
    assert ran.code == 1
    assert "not in UTF-8" in ran.err


def test_words_that_were_not_imported_are_not_lost(fresh: Place, tmp_path: Path) -> None:
    written = folder_of(tmp_path / "in", summary="First.", right_help="Help.")
    month = ("--period", "2023-12")
    assert fresh.run("commentary", "import", written, *month, "--by", "Ada").code == 0
    (written / "summary.md").write_text("Second.")
    (written / "right_help.md").unlink()
    ran = fresh.run("commentary", "export", written, *month)
    assert ran.code == 1
    assert "holds other words" in ran.err
    assert contents(written) == {"summary.md": b"Second."}


MONTH = ("--period", "2023-12")


def taken_out_by_two(fresh: Place, tmp_path: Path) -> tuple[Path, Path]:
    """Words that Ada and Ben take out; Ada imports another summary."""
    first = folder_of(tmp_path / "in", summary="First.\n", right_help="Help.\n")
    assert fresh.run("commentary", "import", first, *MONTH, "--by", "Ada").code == 0
    ada, ben = tmp_path / "ada", tmp_path / "ben"
    for folder in (ada, ben):
        assert fresh.run("commentary", "export", folder, *MONTH).code == 0
    (ada / "summary.md").write_text("Ada's paragraph.\n")
    assert fresh.run("commentary", "import", ada, *MONTH, "--by", "Ada").code == 0
    return ada, ben


def test_a_section_that_was_not_touched_does_not_take_back_what_another_wrote(
    fresh: Place, tmp_path: Path
) -> None:
    ada, ben = taken_out_by_two(fresh, tmp_path)
    for number, words in ((2, "More help.\n"), (3, "Help again.\n")):  # he goes on in his folder
        (ben / "right_help.md").write_text(words)
        ran = fresh.run("commentary", "import", ben, *MONTH, "--by", "Ben")
        assert ran.code == 0, ran.err
        assert f"2023-12 right_help: version {number}\n" in ran.err
        assert "2023-12 summary: left as it stands (version 2, Ada, " in ran.err
        assert "2 sections read, 1 change." in ran.err
    ran = fresh.run("commentary", "export", ben, *MONTH)
    assert ran.code == 0, ran.err
    assert contents(ben) == {"summary.md": b"Ada's paragraph.\n", "right_help.md": b"Help again.\n"}
    (ada / "summary.md").write_text("Ada's second paragraph.\n")
    ran = fresh.run("commentary", "import", ada, *MONTH, "--by", "Ada")
    assert "2023-12 summary: version 3" in ran.err, ran.err


def test_a_section_that_both_changed_is_refused_and_may_be_imported_all_the_same(
    fresh: Place, tmp_path: Path
) -> None:
    _, ben = taken_out_by_two(fresh, tmp_path)
    (ben / "summary.md").write_text("Ben's paragraph.\n")
    (ben / "right_help.md").write_text("More help.\n")
    ran = fresh.run("commentary", "import", ben, *MONTH, "--by", "Ben")
    assert (ran.code, ran.out) == (1, "")
    assert "2023-12 summary (version 2, Ada, " in ran.err
    assert "Nothing of the folder was stored." in ran.err
    assert fresh.run("commentary", "export", ben, *MONTH).code == 1  # his words are not lost
    newer = tmp_path / "newer"
    assert fresh.run("commentary", "export", newer, *MONTH).code == 0
    assert contents(newer) == {"summary.md": b"Ada's paragraph.\n", "right_help.md": b"Help.\n"}
    ran = fresh.run("commentary", "import", ben, *MONTH, "--by", "Ben", "--replace-newer")
    assert ran.code == 0, ran.err
    assert "2023-12 summary: version 3" in ran.err


def test_words_that_are_withdrawn_and_written_again_in_one_folder_are_ones_own(
    fresh: Place, tmp_path: Path
) -> None:
    _, ben = taken_out_by_two(fresh, tmp_path)
    for number, words in ((2, ""), (3, "Help again.\n")):
        (ben / "right_help.md").write_text(words)
        ran = fresh.run("commentary", "import", ben, *MONTH, "--by", "Ben")
        assert f"2023-12 right_help: version {number}\n" in ran.err, ran.err


def test_a_file_of_versions_that_cannot_be_read_is_refused(fresh: Place, tmp_path: Path) -> None:
    _, ben = taken_out_by_two(fresh, tmp_path)
    for text, said in (
        ("section;version\n", "not those of versions"),
        (None, "row 2: A line is not a section"),
    ):
        (ben / "versions.csv").write_text(text or "section,version,words\nsummary,one,abc\n")
        ran = fresh.run("commentary", "import", ben, *MONTH, "--by", "Ben")
        assert ran.code == 1
        assert said in ran.err
