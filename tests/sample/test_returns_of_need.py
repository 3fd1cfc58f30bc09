"""The children in need and workforce censuses of the sample: read by a plain reader and recounted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, parse

import pytest

from goldenthread.sample import cin_census, truths, workforce_census
from tests.sample.returned_council import returned_council

FIRST, LAST = dt.date(2021, 4, 1), dt.date(2023, 3, 31)
LABELS = ("2021-22", "2022-23")
ORDER = {
    "Child": "ChildIdentifiers ChildCharacteristics CINdetails",
    "ChildIdentifiers": "LAchildID UPN FormerUPN UPNunknown PersonBirthDate ExpectedPersonBirthDate"
    " GenderCurrent PersonDeathDate",
    "ChildCharacteristics": "Ethnicity Disabilities",
    "CINdetails": "CINreferralDate ReferralSource PrimaryNeedCode CINclosureDate ReasonForClosure"
    " DateOfInitialCPC Assessments CINPlanDates Section47 ReferralNFA ChildProtectionPlans",
    "Assessments": "AssessmentActualStartDate AssessmentInternalReviewDate AssessmentAuthorisationDate"
    " FactorsIdentifiedAtAssessment",
    "CINPlanDates": "CINPlanStartDate CINPlanEndDate",
    "Section47": "S47ActualStartDate InitialCPCtarget DateOfInitialCPC ICPCnotRequired",
    "ChildProtectionPlans": "CPPstartDate CPPendDate InitialCategoryOfAbuse LatestCategoryOfAbuse"
    " NumberOfPreviousCPP Reviews",
}
"""The elements of each group in the order in which the department's schema has them."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("censuses")
    cin_census.write(returned_council(), place / "cin")
    workforce_census.write(returned_council(), place / "workforce")
    return place


@pytest.fixture(scope="module")
def roots(folder: Path) -> dict[str, Element]:
    return {label: parse(folder / "cin" / f"CIN_{label}.xml").getroot() for label in LABELS}


def episodes(roots: dict[str, Element]) -> Iterator[tuple[str, str, Element]]:
    """Label of the return, child, episode: earlier returns first."""
    for label, root in roots.items():
        for child in root.iter("Child"):
            key = child.findtext("ChildIdentifiers/LAchildID") or ""
            yield from ((label, key, one) for one in child.findall("CINdetails"))


def test_the_files_say_what_they_are(folder: Path, roots: dict[str, Element]) -> None:
    assert sorted(path.name for path in (folder / "cin").iterdir()) == [f"CIN_{one}.xml" for one in LABELS]
    for label, root in roots.items():
        assert root.findtext("Header/CollectionDetails/Collection") == "CIN"
        assert root.findtext("Header/CollectionDetails/ReferenceDate") == f"20{label[-2:]}-03-31"
        assert "synthetic" in (root.findtext("Header/Source/SoftwareCode") or "")


def test_elements_stand_in_the_order_of_the_schema(roots: dict[str, Element]) -> None:
    seen: Counter[str] = Counter()
    for root in roots.values():
        for group in root.iter():
            order = ORDER.get(group.tag, "").split()
            if order:
                places = [order.index(one.tag) for one in group]
                assert places == sorted(places), group.tag
                seen.update(one.tag for one in group)
    assert set(" ".join(ORDER.values()).split()) - set(seen) == {
        "FormerUPN",
        "PersonDeathDate",
        "AssessmentInternalReviewDate",
    }


def test_nothing_is_known_of_later_days(roots: dict[str, Element]) -> None:
    allowed = ("InitialCPCtarget", "ExpectedPersonBirthDate")
    for label, root in roots.items():
        last = f"20{label[-2:]}-03-31"
        later = [
            one.tag
            for child in root.iter("Child")
            for one in child.iter()
            if "Date" in one.tag or one.tag.endswith("CPC")
            if one.tag not in allowed and (one.text or "").strip() > last
        ]
        assert later == []


def test_a_child_is_born_or_expected(roots: dict[str, Element]) -> None:
    unborn = 0
    for root in roots.values():
        for one in root.iter("ChildIdentifiers"):
            assert one.find("PersonBirthDate") is None or one.find("ExpectedPersonBirthDate") is None
            unborn += one.find("ExpectedPersonBirthDate") is not None
            assert (one.find("UPN") is None) != (one.find("UPNunknown") is None)
    assert unborn > 5


def test_after_no_further_action_there_is_nothing(roots: dict[str, Element]) -> None:
    ended = [one for _, _, one in episodes(roots) if one.findtext("ReferralNFA") == "1"]
    assert len(ended) > 50
    for one in ended:
        assert {part.tag for part in one} <= {
            "CINreferralDate",
            "ReferralSource",
            "PrimaryNeedCode",
            "ReferralNFA",
        }


def test_closed_episodes_of_the_first_year_do_not_come_again(roots: dict[str, Element]) -> None:
    first, second = ([one for one in episodes(roots) if one[0] == label] for label in LABELS)
    closed = {
        (key, one.findtext("CINreferralDate"))
        for _, key, one in first
        if one.find("CINclosureDate") is not None
    }
    again = [one for _, key, one in second if (key, one.findtext("CINreferralDate")) in closed]
    assert all(_unfinished(one) for one in again)
    assert len(again) < len(closed) / 50


def _unfinished(episode: Element) -> bool:
    """Something of the episode happened in the second year though it had closed."""
    dates = [one.text or "" for one in episode.iter() if "Date" in one.tag or one.tag.endswith("CPC")]
    return max(dates) > "2022-03-31"


def test_counts_of_the_files_are_the_truths(roots: dict[str, Element]) -> None:
    """Referrals, assessments, enquiries and plans by month, counted here from the elements alone."""
    found: dict[tuple[str, str], set[tuple[str, ...]]] = {}

    def count(measure: str, day: str | None, key: tuple[str, ...]) -> None:
        if day:
            found.setdefault((measure, day[:7]), set()).add(key)

    open_plans: dict[tuple[str, str], str | None] = {}
    for _, child, episode in episodes(roots):
        referred = episode.findtext("CINreferralDate") or ""
        count("referrals_received", referred, (child, referred))
        for one in episode.findall("Assessments"):
            start = one.findtext("AssessmentActualStartDate") or ""
            count("assessments_started", start, (child, start))
            count("assessments_completed", one.findtext("AssessmentAuthorisationDate"), (child, start))
        for one in episode.findall("Section47"):
            start = one.findtext("S47ActualStartDate") or ""
            count("s47_started", start, (child, start))
            count("icpc_held", one.findtext("DateOfInitialCPC"), (child, start))
        count("icpc_held", episode.findtext("DateOfInitialCPC"), (child, "moved in"))
        for one in episode.findall("ChildProtectionPlans"):
            start = one.findtext("CPPstartDate") or ""
            count("cp_plans_started", start, (child, start))
            count("cp_plans_ended", one.findtext("CPPendDate"), (child, start))
            open_plans[child, start] = one.findtext("CPPendDate")
    months = [
        day
        for year in (2021, 2022, 2023)
        for month in range(1, 13)
        if FIRST <= (day := dt.date(year, month, 1) - dt.timedelta(1)) <= LAST
    ]
    measures = [
        "referrals_received",
        "assessments_started",
        "assessments_completed",
        "s47_started",
        "icpc_held",
        "cp_plans_started",
        "cp_plans_ended",
    ]
    planted = _totals(months, [*measures, "cp_plans_open"])
    for month in months:
        label = f"{month:%Y-%m}"
        for measure in measures:
            assert planted[measure, label] == len(found.get((measure, label), ())), (measure, label)
        end = month.isoformat()
        held = [key for key, ended in open_plans.items() if key[1] <= end and (not ended or ended > end)]
        assert planted["cp_plans_open", label] == len({child for child, _ in held})


def _totals(months: list[dt.date], measures: list[str]) -> dict[tuple[str, str], float | None]:
    lines = truths.compute(returned_council(), months, measures)
    return {(line[0], line[2]): line[5] for line in lines if line[3] == "all" and len(line[2]) == 7}


def test_workforce_of_each_september_is_the_councils(folder: Path) -> None:
    """Hours of agency workers and of all, and who left in the year: from the elements alone."""
    for year in (2020, 2021, 2022, 2023):
        path = folder / "workforce" / f"CSWW_{year}.xml"
        assert path.exists() == (year >= 2020)
        workers = list(parse(path).getroot().iter("CSWWWorker"))
        here = [one for one in workers if one.find("RoleEndDate") is None]
        agency = [_hours(one) for one in here if one.findtext("AgencyWorker") == "1"]
        day = dt.date(year, 9, 30)
        lines = truths.compute(returned_council(), [day], ["agency_rate_pct"])
        (total,) = [line for line in lines if line[2] == f"{day:%Y-%m}" and line[3] == "all"]
        assert total[5] == pytest.approx(sum(agency))
        assert total[6] == pytest.approx(sum(map(_hours, here)))
        gone = [one.findtext("RoleEndDate") or "" for one in workers if one not in here]
        assert all(f"{year - 1}-10-01" <= end <= f"{year}-09-30" for end in gone)


def _hours(worker: Element) -> float:
    return float(worker.findtext("FTE") or 0)
