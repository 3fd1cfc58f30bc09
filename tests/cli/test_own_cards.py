"""A council's own card is held to its own examples, and to being a card."""

from __future__ import annotations

import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from tests.support.solmere import run_command

CARD = """
id: my_referrals
name: Referrals from the police
form: count
timing: flow
fact: referrals
date: referral_date
where: {where}
polarity: neutral
unit: referrals
breakdowns: [locality]
standards: [ssd]
why: To see what the police send us.
reference: Local
owner: Head of the front door
version: 1
valid_from: 2023-04-01
examples:
  - period: 2023-12
    rows:
      referrals: |
        referral_date | source | why
        2023-12-01    | 6      | from the police on the first day
        2023-12-31    | 1A     | from somebody else
    expect: {{numerator: {expected}}}
"""


def explain(home: Path, where: str, expected: int, folder: str = "local") -> subprocess.CompletedProcess[str]:
    workspace = home / "workspace"
    if not workspace.exists():
        assert run_command(home, "init", workspace, "--authority", "X09000001").returncode == 0
    place = workspace / "catalogue" / folder
    place.mkdir(parents=True, exist_ok=True)
    (place / "my_referrals.yml").write_text(CARD.format(where=where, expected=expected), encoding="utf-8")
    return run_command(home, "--workspace", workspace, "explain", "my_referrals")


def test_a_card_whose_example_comes_out_is_taken(tmp_path: Path) -> None:
    done = explain(tmp_path, "source = 'police'", 1)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Referrals from the police")


def test_a_card_whose_example_does_not_come_out_is_refused(tmp_path: Path) -> None:
    done = explain(tmp_path, "source = 'police'", 5)
    assert done.returncode == 1
    assert "expected 5, found 1" in done.stderr


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("referral_date > '2023-12-10'", "date '2023-12-10'"),
        ("source_code = 5", "is compared with 5"),
        ("referral_date", "is not a condition"),
        ("sorce = 'police'", "Did you mean 'source'?"),
        ("read_text('/etc/passwd') is not null", "is not allowed"),
    ],
)
def test_a_bad_filter_is_refused_where_it_is_written(tmp_path: Path, where: str, said: str) -> None:
    done = explain(tmp_path, where, 1)
    assert done.returncode == 1
    assert "local/my_referrals.yml" in done.stderr
    assert said in done.stderr


def test_a_card_outside_a_subject_folder_is_named(tmp_path: Path) -> None:
    done = explain(tmp_path, "source = 'police'", 1, folder=".")
    assert done.returncode == 1
    assert "catalogue/local/my_referrals.yml" in done.stderr


def test_a_card_in_the_place_of_another_answers_for_the_same_periods(tmp_path: Path) -> None:
    """Pages show a shipped card beside others by month: by quarter it had no figure there."""
    assert run_command(tmp_path, "init", tmp_path / "workspace", "--authority", "X09000001").returncode == 0
    place = tmp_path / "workspace" / "catalogue" / "local"
    place.mkdir(parents=True)
    shipped = files("goldenthread.catalogue").joinpath("care", "cla_started.yml").read_text(encoding="utf-8")
    (place / "cla_started.yml").write_text(f"{shipped}\nperiods: [quarter]\n", encoding="utf-8")
    done = run_command(tmp_path, "--workspace", tmp_path / "workspace", "explain", "cla_started")
    assert done.returncode != 0
    assert "which is counted by month, and has other periods" in done.stderr
    assert "cla_started_by_period" in done.stderr
