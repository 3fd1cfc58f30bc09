"""Census returns as tests write them: records as plain dicts, and the layouts of the years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from hypothesis import strategies as st

KEY = b"a key that only the tests know ."
AUTHORITY = "X09000998"

Record = dict[str, object]
"""Element to a text, to a list of texts or records, or to one record; None is left out."""


def written(children: Iterable[Record], reference: str = "2024-03-31", **changes: str) -> bytes:
    """A return of children, each {'ChildIdentifiers': …, 'CINdetails': […]}."""
    header = {
        "CollectionDetails": {
            "Collection": changes.get("Collection", "CIN"),
            "Year": reference[:4],
            "ReferenceDate": reference,
        },
        "Source": {
            "SourceLevel": "L",
            "LEA": changes.get("LEA", "998"),
            "DateTime": changes.get("DateTime", "2024-05-01T09:00:00"),
        },
    }
    message: Record = {"Header": header, "Children": {"Child": list(children)}}
    return xml({"Message": message}, changes.get("space", "\n")).encode()


def xml(record: Mapping[str, object], space: str = "") -> str:
    """Elements for a record; `space` stands between all of them."""
    parts = []
    for name, value in record.items():
        for one in value if isinstance(value, list) else [value]:
            if one is None:
                continue
            inside = space + xml(one, space) if isinstance(one, Mapping) else escape(str(one))
            parts.append(f"<{name}>{inside}</{name}>{space}")
    return "".join(parts)


def child(name: str, *episodes: Record, **more: object) -> Record:
    """A child with its episodes of need."""
    born = more.pop("born", "2015-06-01")
    return {
        "ChildIdentifiers": {"LAchildID": name, "PersonBirthDate": born, "GenderCurrent": "1", **more},
        "ChildCharacteristics": {"Ethnicity": "WBRI", "Disabilities": {"Disability": ["NONE"]}},
        "CINdetails": list(episodes),
    }


def episode(referred: str, **more: object) -> Record:
    """An episode of need."""
    return {"CINreferralDate": referred, "ReferralSource": "6", "ReferralNFA": "0", **more}


days = st.dates(dt.date(2021, 4, 1), dt.date(2024, 3, 31)).map(str)
maybe = st.one_of(st.none(), days)


def _assessments() -> st.SearchStrategy[Record]:
    factors = st.lists(st.sampled_from(["1A", "4B", "21", "ZZ"]), max_size=3, unique=True)
    return st.fixed_dictionaries(
        {
            "AssessmentActualStartDate": maybe,
            "AssessmentAuthorisationDate": maybe,
            "FactorsIdentifiedAtAssessment": factors.map(lambda found: {"AssessmentFactors": found}),
        }
    )


def _enquiries() -> st.SearchStrategy[Record]:
    required = st.sampled_from([None, "true", "false", "1", "0"])
    return st.fixed_dictionaries(
        {
            "S47ActualStartDate": days,
            "InitialCPCtarget": maybe,
            "DateOfInitialCPC": maybe,
            "ICPCnotRequired": required,
        }
    )


def _plans() -> st.SearchStrategy[Record]:
    return st.fixed_dictionaries(
        {
            "CPPstartDate": days,
            "CPPendDate": maybe,
            "LatestCategoryOfAbuse": st.sampled_from(["NEG", "EMO"]),
            "NumberOfPreviousCPP": st.integers(0, 3),
            "Reviews": st.lists(days, max_size=2, unique=True).map(lambda found: {"CPPreviewDate": found}),
        }
    )


def _episodes() -> st.SearchStrategy[Record]:
    return st.fixed_dictionaries(
        {
            "CINreferralDate": maybe,
            "ReferralSource": st.sampled_from(["1A", "6", "99"]),
            "PrimaryNeedCode": st.sampled_from([None, "N1", "N8"]),
            "CINclosureDate": maybe,
            "DateOfInitialCPC": maybe,
            "Assessments": st.lists(_assessments(), max_size=2),
            "CINPlanDates": st.lists(
                st.fixed_dictionaries({"CINPlanStartDate": days, "CINPlanEndDate": maybe}), max_size=2
            ),
            "Section47": st.lists(_enquiries(), max_size=2),
            "ReferralNFA": st.sampled_from([None, "0", "true"]),
            "ChildProtectionPlans": st.lists(_plans(), max_size=2),
        }
    )


def children(most: int = 6) -> st.SearchStrategy[list[Record]]:
    """Children of all kinds; now and then two blocks are of one child."""
    identifiers = st.fixed_dictionaries(
        {
            "LAchildID": st.one_of(st.none(), st.sampled_from(["A1", "a1", " B-2 ", "C&3", "é4", "00005"])),
            "UPN": st.one_of(st.none(), st.just("A123456789123")),
            "FormerUPN": st.one_of(st.none(), st.just("B123456789123")),
            "PersonBirthDate": maybe,
            "GenderCurrent": st.sampled_from([None, "1", "2", "9"]),
            "Sex": st.sampled_from([None, "M", "F", "U"]),
        }
    )
    characteristics = st.fixed_dictionaries(
        {
            "Ethnicity": st.sampled_from([None, "WBRI", "REFU"]),
            "Disabilities": st.lists(st.sampled_from(["NONE", "LD", "AUT"]), max_size=2, unique=True).map(
                lambda found: {"Disability": found}
            ),
        }
    )
    one = st.fixed_dictionaries(
        {
            "ChildIdentifiers": identifiers,
            "ChildCharacteristics": characteristics,
            "CINdetails": st.lists(_episodes(), max_size=3),
        }
    )
    return st.lists(one, max_size=most)
