"""A council of a dozen invented children, written by hand: small enough for a test to load a hundred times.

Every name, id, postcode and remark in it is a canary: none may be seen outside the vault, but the postcodes
of addresses. Two extracts: that of November 2023, and that of December, which adds and closes records.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from openpyxl import Workbook

from goldenthread.sample.annex_a.headings import HEADINGS

AUTHORITY = "X06000099"
NOVEMBER, DECEMBER = dt.date(2023, 11, 30), dt.date(2023, 12, 31)
CHILDREN = range(1, 13)
FIRST = "2022-01-01"

Lines = list[str]


def child(number: int) -> str:
    """A child's own id."""
    return f"KANARIKIND{number:03d}"


def annex_a_child(number: int) -> str:
    """A child's own id in the workbook."""
    return f"KANARIANNEX{number:03d}"


def postcode(number: int) -> str:
    """A postcode of no postal area."""
    return f"ZZ{number} 9QX"


CANARIES = ("KANARI", "Kanari", "kanari")
"""What no output, log, error or file of the store may hold; postcodes are looked for apart."""

POSTCODE_END = "9QX"


def write_council(folder: Path, extracted_on: dt.date = NOVEMBER) -> Path:
    """The extracts of a day in `folder/ssd` and `folder/registers`."""
    late = extracted_on >= DECEMBER
    _write(folder / "ssd", _ssd(late), extracted_on)
    _write(folder / "registers", _registers(late), extracted_on)
    return folder


def write_annex_a(folder: Path, extracted_on: dt.date = NOVEMBER) -> Path:
    """A workbook of the 11 lists with children in lists 1, 6, 7 and 8."""
    book = Workbook()
    book.remove(book.active)
    for name, headings in HEADINGS.items():
        sheet = book.create_sheet(name)
        sheet.append(headings)
        for row in _LISTS.get(name, ()):
            sheet.append([row.get(heading) for heading in headings])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"Annex A {extracted_on}.xlsx"
    book.save(path)
    return path


def _ssd(late: bool) -> dict[str, Lines]:
    """The tables of the dataset, comma by comma."""
    end = "2023-12-15" if late else ""
    return {
        "ssd_person": [
            "pers_person_id,pers_upn,pers_forename,pers_surname,pers_sex,pers_ethnicity,pers_dob",
            *(
                f"{child(n)},KANARIUPN{n:03d},Kanariforename{n},Kanarisurname{n},{'FM'[n % 2]},WBRI,"
                f"{2006 + n}-0{1 + n % 9}-15"
                for n in CHILDREN
            ),
        ],
        "ssd_address": [
            (
                "addr_table_id,addr_person_id,addr_address_type,addr_address_start_date,addr_address_end_date,"
                "addr_address_postcode,addr_address_json"
            ),
            *(f"KANARIADDRESS{n},{child(n)},HOME,2015-01-01,,{postcode(n)},1 Kanaristreet" for n in CHILDREN),
        ],
        "ssd_contacts": [
            "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code",
            *(f"KANARICONTACT{n},{child(n)},2022-{n:02d}-03,3A" for n in CHILDREN),
            *(f"KANARICONTACT{20 + n},{child(n)},2023-11-{n + 1:02d},6" for n in CHILDREN[:4]),
            *(
                [f"KANARICONTACT{40 + n},{child(n)},2023-12-{n + 1:02d},6" for n in CHILDREN[:3]]
                if late
                else []
            ),
        ],
        "ssd_cin_episodes": [
            (
                "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,"
                "cine_referral_source_code,cine_referral_nfa,cine_close_reason,cine_close_date,cine_referral_team,"
                "cine_referral_worker_id"
            ),
            *(
                f"KANARIREFERRAL{n},{child(n)},2022-{n:02d}-04,N1,3A,N,{'RC1' if n > 8 else ''},"
                f"{'2023-06-30' if n > 8 else ''},T{1 + n % 2},KANARIWORKER{1 + n % 3}"
                for n in CHILDREN
            ),
        ],
        "ssd_cin_assessments": [
            (
                "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,"
                "cina_assessment_child_seen,cina_assessment_auth_date,cina_assessment_outcome_nfa,"
                "cina_assessment_team,cina_assessment_worker_id"
            ),
            *(
                f"KANARIASSESSMENT{n},{child(n)},KANARIREFERRAL{n},2023-{8 + n % 3:02d}-05,Y,"
                f"2023-{10 + n % 2}-{10 + n},N,T1,KANARIWORKER1"
                for n in CHILDREN[:6]
            ),
        ],
        "ssd_cp_plans": [
            (
                "cppl_cp_plan_id,cppl_referral_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
                "cppl_cp_plan_ola,cppl_cp_plan_initial_category,cppl_cp_plan_latest_category"
            ),
            f"KANARIPLAN1,KANARIREFERRAL1,{child(1)},2023-02-01,{end},N,NEG,NEG",
            f"KANARIPLAN2,KANARIREFERRAL2,{child(2)},2023-03-01,,N,EMO,EMO",
            f"KANARIPLAN3,KANARIREFERRAL3,{child(3)},2023-04-01,2023-09-30,N,PHY,PHY",
            *([f"KANARIPLAN4,KANARIREFERRAL4,{child(4)},2023-12-05,,N,NEG,NEG"] if late else []),
        ],
        "ssd_cp_visits": [
            (
                "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen,"
                "cppv_cp_visit_seen_alone,cppv_cp_visit_bedroom"
            ),
            *(
                f"KANARIVISIT{10 * n + m},{child(n)},KANARIPLAN{n},2023-{m:02d}-20,Y,Y,Y"
                for n in (1, 2)
                for m in range(4, 13 if late else 12)
            ),
        ],
        "ssd_cla_episodes": [
            (
                "clae_cla_episode_id,clae_person_id,clae_cla_placement_id,clae_cla_episode_start_date,"
                "clae_cla_episode_start_reason,clae_cla_primary_need_code,clae_cla_episode_ceased_date,"
                "clae_cla_episode_ceased_reason,clae_cla_id,clae_referral_id,clae_entered_care_date"
            ),
            *(
                f"KANARIEPISODE{n},{child(n)},KANARIPLACEMENT{n},2023-05-0{n},S,N1,,,KANARICARE{n},"
                f"KANARIREFERRAL{n},2023-05-0{n}"
                for n in (5, 6)
            ),
        ],
        "ssd_cla_placement": [
            (
                "clap_cla_placement_id,clap_cla_id,clap_person_id,clap_cla_placement_start_date,"
                "clap_cla_placement_type,clap_cla_placement_provider,clap_cla_placement_postcode,"
                "clap_cla_placement_end_date"
            ),
            *(
                f"KANARIPLACEMENT{n},KANARICARE{n},{child(n)},2023-05-0{n},U6,PR1,{postcode(n)},"
                for n in (5, 6)
            ),
        ],
        "ssd_legal_status": [
            (
                "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,"
                "lega_legal_status_end_date"
            ),
            *(f"KANARILEGAL{n},{child(n)},C2,2023-05-0{n}," for n in (5, 6)),
        ],
        "ssd_involvements": [
            (
                "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,"
                "invo_person_id,invo_involvement_start_date,invo_involvement_end_date"
            ),
            *(
                f"KANARIINVOLVED{n},KANARIWORKER{1 + n % 3},ALLOCATED CASE WORKER,T{1 + n % 2},{child(n)},"
                f"2022-{n:02d}-05,"
                for n in CHILDREN[:8]
            ),
        ],
        "ssd_professionals": [
            (
                "prof_professional_id,prof_staff_id,prof_professional_name,prof_social_worker_registration_no,"
                "prof_agency_worker_flag,prof_full_time_equivalency"
            ),
            *(f"KANARIWORKER{n},KANARISTAFF{n},Kanariworkername,KANARISWE{n},N,1.0" for n in (1, 2, 3)),
        ],
    }


def _registers(late: bool) -> dict[str, Lines]:
    """The council's own registers and reference files."""
    ages = [f"2022,ALL,{age},{age},{sex},ALL,100,2023-11-23" for age in range(18) for sex in "MF"]
    return {
        "audits": [
            "audit_id,audit_month,service,team_id,person_id,allocated_date,completed_date,grade,discussion_held",
            *(
                f"KANARIAUDIT{n},2023-{8 + n:02d}-01,Assessment,T1,{child(n)},2023-{8 + n:02d}-02,"
                f"2023-{8 + n:02d}-20,good,yes"
                for n in ((1, 2, 3, 4) if late else (1, 2, 3))
            ),
        ],
        "supervision": [
            "supervision_id,person_id,case_type,supervision_date,worker_id,supervisor_id",
            *(
                f"KANARISUPERVISION{n},{child(n)},cp,2023-11-{n + 10},KANARIWORKER1,KANARIWORKER3"
                for n in (1, 2, 3)
            ),
        ],
        "teams": ["team_id,name", "T1,Assessment [north]", "T2,Family support"],
        "localities": [
            "area_code,locality_id,name,valid_from",
            *(
                f"{postcode(n)},{'east' if n % 2 else 'west'},{'East' if n % 2 else 'West'},2010-04-01"
                for n in CHILDREN
            ),
        ],
        "population": ["mid_year,locality_id,age_from,age_to,sex,ethnicity,persons,released_on", *ages],
        "parameters": ["name,value,valid_from", "cp_visit_days,28,2017-04-01"],
    }


_LISTS = {
    "List 1": [
        {"Child Unique ID": annex_a_child(n), "Gender": "f) Female", "Ethnicity": "a) WBRI",
         "Date of Birth": dt.date(2012, 3, n), "Date of Contact": dt.date(2023, 11, n),
         "Contact Source": "3A) Health"}
        for n in (1, 2, 3)
    ],
    "List 7": [
        {"Child Unique ID": annex_a_child(n), "Gender": "f) Female", "Ethnicity": "a) WBRI",
         "Date of Birth": dt.date(2012, 3, n), "Child Protection Plan Start Date": dt.date(2023, 9, n),
         "Initial Category of Abuse": "a) Neglect", "Latest Category of Abuse": "a) Neglect",
         "Allocated Team": "T1", "Allocated Worker": "Kanariworkername"}
        for n in (1, 2)
    ],
}  # fmt: skip

_COVERED = {
    "ssd": (
        "persons addresses contacts referrals assessments cp_plans visits cla_episodes cla_periods placements"
        " legal_statuses involvements workers"
    ),
    "registers": "audits supervisions",
}


def _write(folder: Path, files: dict[str, Lines], extracted_on: dt.date) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    cover = [
        f"{table},{FIRST},{extracted_on},{extracted_on}" for table in sorted(_COVERED[folder.name].split())
    ]
    header = "table,covers_from,covers_to,extracted_on"
    (folder / "cover.csv").write_text("\n".join([header, *cover]) + "\n", encoding="utf-8", newline="\n")
