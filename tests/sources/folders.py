"""Small deliveries for tests: one child through the dataset and the registers."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from goldenthread.sources import Delivery, Identities, read
from goldenthread.sources.reading import Reading

AUTHORITY = "E06000045"
KEY = bytes(range(32))
AS_AT = dt.date(2024, 1, 31)

Rows = Sequence[Mapping[str, object]]

SSD: dict[str, Rows] = {
    "ssd_person": [
        {
            "pers_person_id": "CANARYID1",
            "pers_forename": "CANARYFORENAME",
            "pers_surname": "CANARYSURNAME",
            "pers_sex": "F",
            "pers_ethnicity": "WBRI",
            "pers_dob": "2010-05-06T00:00:00",
            "pers_upn": "CANARYUPN",
            "pers_common_child_id": "CANARYNHS",
        }
    ],
    "ssd_address": [
        {
            "addr_table_id": "CANARYEVENT0",
            "addr_person_id": "CANARYID1",
            "addr_address_type": "Home",
            "addr_address_start_date": "2019-01-01",
            "addr_address_end_date": "",
            "addr_address_postcode": "ZZ1 1AA",
            "addr_address_json": '{"HOUSE": "CANARYHOUSE", "STREET": "CANARYSTREET"}',
        }
    ],
    "ssd_contacts": [
        {
            "cont_contact_id": "CANARYEVENT1",
            "cont_person_id": "CANARYID1",
            "cont_contact_date": "2019-02-03",
            "cont_contact_source_code": "6",
            "cont_contact_source_desc": "Police",
            "cont_contact_outcome_json": '{"NEW_REFERRAL_FLAG": "N", "ADVICE_FLAG": "Y", "NFA_FLAG": "Y"}',
        }
    ],
    "ssd_cin_assessments": [
        {
            "cina_assessment_id": "CANARYEVENT2",
            "cina_person_id": "CANARYID1",
            "cina_referral_id": "CANARYEVENT3",
            "cina_assessment_start_date": "2023-02-03",
            "cina_assessment_auth_date": "2023-03-03",
            "cina_assessment_outcome_json": '{"NFA_FLAG": "", "COMMENTS": "CANARYCOMMENT"}',
        }
    ],
    "ssd_assessment_factors": [
        {"cinf_assessment_id": "CANARYEVENT2", "cinf_assessment_factors_json": '["1A", "2B", "99Z"]'},
        {"cinf_assessment_id": "CANARYEVENT9", "cinf_assessment_factors_json": '{"3C": "Yes", "4A": "No"}'},
        {"cinf_assessment_id": "CANARYEVENT8", "cinf_assessment_factors_json": ""},
    ],
    "ssd_s47_enquiry": [
        {
            "s47e_s47_enquiry_id": "CANARYEVENT4",
            "s47e_person_id": person,
            "s47e_s47_start_date": "2023-04-03",
            "s47e_s47_end_date": "2023-04-20",
            "s47e_s47_nfa": "N",
            "s47e_s47_outcome_json": outcome,
        }
        for person, outcome in (
            ("CANARYID1", '{"CP_CONFERENCE_FLAG": "Y", "NFA_FLAG": "N"}'),
            ("CANARYID2", '{"CP_CONFERENCE_FLAG": "N", "NFA_FLAG": "Y"}'),
            ("CANARYID3", ""),
        )
    ],
    "ssd_initial_cp_conference": [
        {
            "icpc_icpc_id": "CANARYEVENT5",
            "icpc_s47_enquiry_id": "canaryevent4 ",
            "icpc_person_id": "canaryid1",
            "icpc_icpc_transfer_in": "",
            "icpc_icpc_date": "24/04/2023",
        }
    ],
    "ssd_legal_status": [
        {
            "lega_legal_status_id": "CANARYEVENT6",
            "lega_person_id": "CANARYID1",
            "lega_legal_status": "C2 - Full care order",
            "lega_legal_status_start_date": "2023-05-01",
            "lega_legal_status_end_date": "",
        }
    ],
    "ssd_cla_episodes": [
        {
            "clae_cla_episode_id": "CANARYEVENT7",
            "clae_person_id": "CANARYID1",
            "clae_cla_id": "CANARYPERIOD",
            "clae_cla_placement_id": "CANARYPLACE",
            "clae_cla_episode_start_date": "2023-05-01",
            "clae_cla_episode_start_reason": "S",
            "clae_cla_episode_ceased": "",
            "clae_cla_primary_need_code": "N1",
            "clae_entered_care_date": "2023-05-01",
            "clae_cla_last_iro_contact_date": "1900-01-01",
        }
    ],
    "ssd_cla_placement": [
        {
            "clap_cla_placement_id": "CANARYPLACE",
            "clap_person_id": "CANARYID1",
            "clap_cla_id": "CANARYPERIOD",
            "clap_cla_placement_start_date": "2023-05-01",
            "clap_cla_placement_end_date": "9999-12-31",
            "clap_cla_placement_type": "U6",
        }
    ],
    "ssd_cla_reviews": [
        {
            "clar_cla_review_id": "CANARYREVIEW",
            "clar_cla_id": "CANARYPERIOD",
            "clar_cla_review_date": "2023-05-20",
        }
    ],
    "ssd_care_leavers": [
        {
            "clea_person_id": "CANARYID9",
            "clea_care_leaver_in_touch": "YES",
            "clea_care_leaver_accom_suitable": "2",
        }
    ],
    "ssd_professionals": [
        {
            "prof_professional_id": "CANARYWORKER",
            "prof_staff_id": "CANARYSTAFF",
            "prof_professional_name": "CANARYWORKERNAME",
            "prof_social_worker_registration_no": "CANARYSWE",
            "prof_agency_worker_flag": "PLACEHOLDER_DATA",
        }
    ],
    "ssd_involvements": [
        {
            "invo_involvements_id": "CANARYINVO",
            "invo_professional_id": "CANARYWORKER",
            "invo_person_id": "CANARYID1",
            "invo_professional_role_id": "ALLOCATED CASE WORKER",
            "invo_professional_team": "T1",
            "invo_involvement_start_date": "2023-05-01",
        }
    ],
}

REGISTERS: dict[str, Rows] = {
    "hubs": [{"hub_id": "H1", "name": "Central hub", "locality_id": "central"}],
    "hub_attendance": [
        {"Attendee ID": "CANARYATTENDEE", "hub id": "H1", "Attended On": "03/01/2024", "is_child": "Yes"},
        {"Attendee ID": "CANARYATTENDEE", "hub id": "H1", "Attended On": "03/01/2024", "is_child": "Yes"},
    ],
    "supervision": [
        {
            "person_id": "CANARYID1",
            "case_type": "Child Protection Plan",
            "supervision_date": "2023-11-15",
            "worker_id": "CANARYWORKER",
        }
    ],
    "workforce": [
        {
            "staff_id": "CANARYSTAFF",
            "start_date": "2020-02-15",
            "end_date": "",
            "fte": "1",
            "role": "Social worker",
            "is_agency": "no",
        }
    ],
}


def write_folder(folder: Path, files: Mapping[str, Rows]) -> Path:
    """One CSV a name; the header is the columns of the first row."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def write_all(folder: Path) -> Path:
    """The dataset and the registers in their sub-folders."""
    write_folder(folder / "ssd", SSD)
    write_folder(folder / "registers", REGISTERS)
    return folder


def load(*paths: Path, as_at: dt.date | None = AS_AT, **more: object) -> Delivery:
    """What `read` makes of paths."""
    identities = Identities(KEY, AUTHORITY)
    return read(list(paths), authority=AUTHORITY, identities=identities, as_at=as_at, **more)  # type: ignore[arg-type]


def reading(delivery: Delivery, standard: str) -> Reading:
    """The one reading of a standard."""
    (found,) = [one for one in delivery.readings if one.standard == standard]
    return found


def rows_of(found: Reading, table: str) -> list[dict[str, object]]:
    """The rows of a table as dictionaries."""
    (batch,) = [one for one in found.batches if one.table == table]
    rows: list[dict[str, object]] = batch.rows.to_pylist()
    return rows


def hashed(kind: str, *parts: str) -> str:
    """The hash of an id of the small council."""
    return Identities(KEY, AUTHORITY).hash(kind, *parts)
