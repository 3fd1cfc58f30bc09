"""Code lists about people, and the standards that rows come from."""

from __future__ import annotations

import datetime as dt

from goldenthread.model.codes.code_list import Code, CodeList, labelled

OLD_SEX_CODES_END = dt.date(2024, 3, 31)

STD = CodeList(
    "std",
    "Standards",
    labelled(
        {
            "SSD": "Standard Safeguarding Dataset",
            "AA": "Annex A",
            "903": "SSDA903",
            "CIN": "Children in need census",
            "L": "Local register",
        }
    ),
)

SEX = CodeList(
    "sex",
    "Sex",
    (
        Code("F", "Female", "female"),
        Code("M", "Male", "male"),
        Code("U", "Not known, unborn or not stated", "unknown"),
        Code("1", "Male", until=OLD_SEX_CODES_END, reads_as="M"),
        Code("2", "Female", until=OLD_SEX_CODES_END, reads_as="F"),
        Code("0", "Not recorded, or unborn", until=OLD_SEX_CODES_END, reads_as="U"),
        Code("9", "Indeterminate", until=OLD_SEX_CODES_END, reads_as="U"),
    ),
    {"female": "Female", "male": "Male", "unknown": "Not known"},
)

GENDER = CodeList(
    "gender",
    "Gender identity",
    labelled({"00": "Not stated", "01": "Male", "02": "Female", "09": "Neither"}),
)

ETHNICITY = CodeList(
    "ethnicity",
    "Ethnicity",
    (
        *labelled(
            {
                "WBRI": "White British",
                "WIRI": "White Irish",
                "WIRT": "Traveller of Irish heritage",
                "WROM": "Gypsy or Roma",
                "WOTH": "Any other White background",
            },
            "white",
        ),
        *labelled(
            {
                "MWBC": "White and Black Caribbean",
                "MWBA": "White and Black African",
                "MWAS": "White and Asian",
                "MOTH": "Any other Mixed background",
            },
            "mixed",
        ),
        *labelled(
            {
                "AIND": "Indian",
                "APKN": "Pakistani",
                "ABAN": "Bangladeshi",
                "CHNE": "Chinese",
                "AOTH": "Any other Asian background",
            },
            "asian",
        ),
        Code("CNHE", "Chinese, as one standard prints the code", reads_as="CHNE"),
        *labelled(
            {"BCRB": "Caribbean", "BAFR": "African", "BOTH": "Any other Black background"},
            "black",
        ),
        Code("OOTH", "Any other ethnic group", "other"),
        *labelled({"REFU": "Refused", "NOBT": "Not yet obtained"}, "unknown"),
    ),
    {
        "white": "White",
        "mixed": "Mixed or multiple ethnic groups",
        "asian": "Asian or Asian British",
        "black": "Black or Black British",
        "other": "Other ethnic group",
        "unknown": "Not known",
    },
)

DISABILITY = CodeList(
    "disability",
    "Disability",
    (
        Code("NONE", "No disability", "no"),
        *labelled(
            {
                "MOB": "Mobility",
                "HAND": "Hand function",
                "PC": "Personal care",
                "INC": "Incontinence",
                "COMM": "Communication",
                "LD": "Learning",
                "HEAR": "Hearing",
                "VIS": "Vision",
                "BEH": "Behaviour",
                "CON": "Consciousness",
                "AUT": "Autism or Asperger syndrome",
                "DDA": "Another disability under the Equality Act",
            },
            "yes",
        ),
    ),
    {"yes": "Disabled", "no": "Not disabled", "unknown": "Not known"},
)

LISTS = (STD, SEX, GENDER, ETHNICITY, DISABILITY)
