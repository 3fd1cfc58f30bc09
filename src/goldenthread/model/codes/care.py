"""Code lists of looked-after children and care leavers."""

from __future__ import annotations

import datetime as dt

from goldenthread.model.codes.code_list import Code, CodeList, labelled, since, until

RNE = CodeList(
    "rne",
    "Reason for a new episode",
    labelled(
        {
            "S": "Started to be looked after",
            "L": "Change of legal status only",
            "P": "Change of placement and carer",
            "T": "Change of placement, same carer",
            "B": "Change of legal status, placement and carer",
            "U": "Change of legal status and placement, same carer",
        }
    ),
)

REC = CodeList(
    "rec",
    "Reason an episode ceased",
    (
        *labelled(
            {
                "X1": "Episode ceases, another starts",
                "E11": "Adopted, unopposed",
                "E12": "Adopted, consent dispensed with by the court",
                "E2": "Died",
                "E3": "Care taken over by another authority",
                "E4A": "Returned home, planned",
                "E4B": "Returned home, not planned",
                "E13": "Left to live with people without parental responsibility",
                "E41": "Child arrangements order",
            }
        ),
        *until(
            dt.date(2018, 3, 31),
            {
                "E43": "Special guardianship order to former foster carers",
                "E44": "Special guardianship order to others",
            },
        ),
        *since(
            dt.date(2018, 4, 1),
            {
                "E45": "Special guardianship order to relatives or friends who fostered",
                "E46": "Special guardianship order to other former foster carers",
                "E47": "Special guardianship order to relatives or friends who did not foster",
                "E48": "Special guardianship order to others",
            },
        ),
        *labelled(
            {
                "E5": "Independent living with support",
                "E6": "Independent living without support",
                "E7": "Residential care of adult services",
                "E8": "Another reason",
                "E9": "Sentenced to custody",
                "E14": "Remand ended",
                "E15": "Age assessed as 18 or over",
                "E16": "Moved abroad",
                "E17": "Aged 18, stayed with the carers",
            }
        ),
    ),
)

LS = CodeList(
    "ls",
    "Legal status",
    (
        *labelled({"C1": "Interim care order", "C2": "Full care order"}),
        Code("D1", "Freeing order (historic)"),
        *labelled(
            {
                "E1": "Placement order",
                "V1": "Short breaks, local code",
                "V2": "Accommodated under section 20",
                "V3": "Short breaks, each stay recorded",
                "V4": "Short breaks, the agreement recorded",
                "L1": "Police protection",
                "L2": "Emergency protection order",
                "L3": "Child assessment order",
                "J1": "Remanded",
                "J2": "Detained under police powers",
                "J3": "Youth rehabilitation order",
            }
        ),
    ),
)

SHORT_BREAKS = ("V1", "V3", "V4")
"""Legal statuses of short breaks; a period of care under nothing else is not counted as looked after."""

TEMPORARY_PLACES = ("T0", "T1", "T2", "T3", "T4")
"""Temporary placements: their group is that of the placement before them."""

SEMI_INDEPENDENT_ENDS = dt.date(2024, 3, 31)

PLACE = CodeList(
    "place",
    "Placement type",
    (
        *labelled(
            {
                "A3": "Placed for adoption with consent, with the current foster carer",
                "A4": "Placed for adoption with consent, not with the current foster carer",
                "A5": "Placed for adoption under an order, with the current foster carer",
                "A6": "Placed for adoption under an order, not with the current foster carer",
            },
            "adoption",
        ),
        *labelled(
            {
                "U2": "Foster care by relatives or friends who are also adopters",
                "U5": "Foster care by other carers who are also adopters",
            },
            "foster_to_adopt",
        ),
        Code("P1", "With parents", "parents"),
        *labelled(
            {
                "U1": "Long-term foster care by relatives or friends",
                "U3": "Other foster care by relatives or friends",
            },
            "family_friends",
        ),
        *labelled({"U4": "Long-term foster care", "U6": "Other foster care"}, "foster_external"),
        *until(SEMI_INDEPENDENT_ENDS, {"H5": "Semi-independent living, not a registered home"}, "supported"),
        *since(dt.date(2024, 4, 1), {"K3": "Registered supported accommodation"}, "supported"),
        *until(dt.date(2023, 10, 27), {"P2": "Independent living"}, "supported"),
        *labelled(
            {"K2": "Children's home", "R1": "Residential care home", "S1": "Residential school"},
            "residential",
        ),
        Code("K1", "Secure children's home", "secure"),
        *labelled(
            {
                "P3": "Residential employment",
                "R2": "NHS or other health provision",
                "R3": "Family centre or mother and baby unit",
                "R5": "Young offender institution or prison",
            },
            "other",
        ),
        *until(dt.date(2025, 3, 31), {"Z1": "Other placement"}, "other"),
        *since(
            dt.date(2025, 4, 1),
            {
                "Z11": "Other placement, first kind",
                "Z12": "Other placement, second kind",
                "Z13": "Other placement, third kind",
                "Z14": "Other placement, fourth kind",
            },
            "other",
        ),
        *labelled(
            {
                "T0": "Temporary move",
                "T1": "Temporary: in hospital",
                "T2": "Temporary: on holiday",
                "T3": "Temporary: while the foster carer is on holiday",
                "T4": "Temporary: other, seven days or less",
            }
        ),
    ),
    {
        "adoption": "Placed for adoption",
        "foster_to_adopt": "Fostering for adoption",
        "parents": "With parents",
        "family_friends": "Family and friends",
        "foster_in_house": "Foster care, in-house",
        "foster_external": "Foster care, external",
        "supported": "Supported accommodation",
        "residential": "Residential",
        "secure": "Secure",
        "other": "Other",
        "unknown": "Not known",
    },
    "Foster care (U4, U6) is in-house when the authority itself provides it (PR1), external when another "
    "does; without a provider it is not known. "
    "Temporary placements (T0 to T4) take the group of the placement before them.",
)

PROVIDER = CodeList(
    "provider",
    "Placement provider",
    labelled(
        {
            "PR0": "Parents",
            "PR1": "The authority itself",
            "PR2": "Another authority",
            "PR3": "Other public body",
            "PR4": "Private",
            "PR5": "Voluntary",
        }
    ),
)

MOVE_REASON = CodeList(
    "move_reason",
    "Reason for a placement change",
    (
        *labelled(
            {
                "CARPL": "Care plan put into effect or changed",
                "CLOSE": "Provision closed or carer resigned",
                "ALLEG": "Allegation",
                "STAND": "Concern about standards",
                "APPRR": "Approval removed",
                "CREQB": "Carer's request, because of behaviour",
                "CREQO": "Carer's request, another reason",
                "CHILD": "Child's request",
                "LAREQ": "Authority's request",
                "PLACE": "Change in the status of the placement only",
            }
        ),
        *since(dt.date(2018, 4, 1), {"CUSTOD": "Custody"}),
        Code("OTHER", "Other"),
    ),
)

SW_REASON = CodeList(
    "sw_reason",
    "Reason for a change of social worker",
    labelled(
        {
            "MANAGE": "Management of caseloads",
            "FCONTA": "First social worker",
            "LEFTRL": "Left the role",
            "ORGRST": "Reorganisation",
            "TSPROC": "Transfer to another team, as the process provides",
            "ABSENC": "Absence",
            "CHCHAN": "Child's request",
            "PCCHAN": "Parent's or carer's request",
            "SWDIED": "Died",
            "OTHERS": "Other",
        }
    ),
)

PERMANENCE = CodeList(
    "permanence",
    "Permanence plan",
    labelled(
        {
            "REMAINSUP": "Stay with the family, supported",
            "RETURN1M": "Return within a month",
            "RETURN6M": "Return within six months",
            "RETURNEV": "Return in the end",
            "LTRELFR": "Long-term with relatives or friends",
            "LTFOST18": "Foster care to 18",
            "RESPLMT": "Residential to 18",
            "SUPPLIV": "Supported living",
            "ADOPTION": "Adoption",
            "OTHERPLN": "Other plan, among them guardianship and child arrangements",
        }
    ),
)

ELIGIBILITY = CodeList(
    "eligibility",
    "Entitlement to leaving care services",
    labelled(
        {
            "eligible": "Eligible",
            "relevant": "Relevant",
            "former_relevant": "Former relevant",
            "qualifying": "Qualifying",
            "none": "None",
        }
    ),
)

IN_TOUCH = CodeList(
    "in_touch",
    "In touch with a care leaver",
    labelled(
        {
            "YES": "In touch",
            "NO": "Not in touch",
            "DIED": "Died",
            "REFU": "Refuses contact",
            "NREQ": "Services no longer needed",
            "RHOM": "Home for six months or more",
        }
    ),
)

ACCOM = CodeList(
    "accom",
    "Accommodation of a care leaver",
    labelled(
        {
            "B": "With parents or relatives",
            "C": "Residential",
            "D": "Semi-independent",
            "E": "Supported lodgings",
            "G": "Abroad",
            "H": "Deported",
            "K": "Ordinary lodgings",
            "R": "Not known",
            "S": "No fixed abode",
            "T": "Foyer",
            "U": "Independent living",
            "V": "Emergency accommodation",
            "W": "Bed and breakfast",
            "X": "In custody",
            "Y": "Other",
            "Z": "With former foster carers",
            "0": "No information, not in touch",
        }
    ),
    note="The yearly return adds 1 for suitable and 2 for unsuitable; that is a column of its own here.",
)

APPRENTICESHIPS_START = dt.date(2021, 4, 1)
APPRENTICESHIPS_JOINED_UNTIL = dt.date(2021, 3, 31)

ACTIVITY = CodeList(
    "activity",
    "Activity of a care leaver",
    (
        *labelled(
            {
                "F1": "Full time: higher education",
                "P1": "Part time: higher education",
                "F2": "Full time: other education",
                "P2": "Part time: other education",
            }
        ),
        *until(
            APPRENTICESHIPS_JOINED_UNTIL,
            {"F3": "Full time: training or work", "P3": "Part time: training or work"},
        ),
        *since(
            APPRENTICESHIPS_START,
            {
                "F4": "Full time: apprenticeship",
                "P4": "Part time: apprenticeship",
                "F5": "Full time: training or work",
                "P5": "Part time: training or work",
            },
        ),
        *labelled(
            {
                "G4": "Not in education, employment or training: illness or disability",
                "G5": "Not in education, employment or training: other",
                "G6": "Not in education, employment or training: pregnancy or parenting",
                "0": "No information, not in touch",
            }
        ),
    ),
)

HEALTH = CodeList(
    "health",
    "Health check",
    labelled(
        {
            "iha": "Initial health assessment",
            "rha": "Review health assessment",
            "ha_unspecified": "Health assessment of unstated type",
            "dental": "Dental check",
            "development": "Development check",
            "immunisation": "Immunisation",
        }
    ),
)

LISTS = (
    RNE,
    REC,
    LS,
    PLACE,
    PROVIDER,
    MOVE_REASON,
    SW_REASON,
    PERMANENCE,
    ELIGIBILITY,
    IN_TOUCH,
    ACCOM,
    ACTIVITY,
    HEALTH,
)
