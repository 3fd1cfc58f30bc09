"""A children in need census of any size, of invented children, written for the benchmark."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

REFERENCE = date(2024, 3, 31)
FIRST = date(2023, 4, 1)
AT_ONCE = 2_000

HEADER = f"""<?xml version="1.0" encoding="utf-8"?>
<Message>
  <Header>
    <CollectionDetails>
      <Collection>CIN</Collection>
      <Year>2024</Year>
      <ReferenceDate>{REFERENCE}</ReferenceDate>
    </CollectionDetails>
    <Source>
      <SourceLevel>L</SourceLevel>
      <LEA>999</LEA>
      <SoftwareCode>Invented</SoftwareCode>
      <DateTime>2024-05-31T09:00:00</DateTime>
    </Source>
  </Header>
  <Children>
"""
FOOTER = "  </Children>\n</Message>\n"

SEED = 1
"""Of the invented children: the same in every run."""


def write_census(path: Path, size: int) -> int:
    """Write a census of about `size` bytes; the number of its children."""
    chance = random.Random(SEED)
    children = written = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        while written < size:
            block = "".join(_child(chance, children + number) for number in range(AT_ONCE))
            children += AT_ONCE
            written += file.write(block)
        file.write(FOOTER)
    return children


def _child(chance: random.Random, number: int) -> str:
    born = FIRST - timedelta(chance.randrange(17 * 365))
    episodes = "".join(_episode(chance) for _ in range(chance.choice((1, 1, 1, 1, 2))))
    disability = chance.choice(("NONE", "NONE", "NONE", "NONE", "LD", "AUT"))
    return (
        "    <Child>\n      <ChildIdentifiers>\n"
        f"        <LAchildID>{7_000_000 + number * 7}</LAchildID>\n        <UPNunknown>UN3</UPNunknown>\n"
        f"        <PersonBirthDate>{born}</PersonBirthDate>\n"
        f"        <GenderCurrent>{chance.choice('12')}</GenderCurrent>\n      </ChildIdentifiers>\n"
        "      <ChildCharacteristics>\n"
        f"        <Ethnicity>{chance.choice(('WBRI', 'WOTH', 'BAFR'))}</Ethnicity>\n"
        f"        <Disabilities>\n          <Disability>{disability}</Disability>\n        </Disabilities>\n"
        f"      </ChildCharacteristics>\n{episodes}    </Child>\n"
    )


def _episode(chance: random.Random) -> str:
    referred = FIRST + timedelta(chance.randrange(-300, 330))
    parts = [
        _element("CINreferralDate", referred),
        _element("ReferralSource", chance.choice(("6", "2A", "3A"))),
    ]
    parts.append(_element("PrimaryNeedCode", chance.choice(("N1", "N1", "N2", "N5"))))
    if chance.random() < 0.6:
        closed = referred + timedelta(chance.randrange(20, 400))
        parts += [_element("CINclosureDate", closed), _element("ReasonForClosure", "RC7")]
    if chance.random() < 0.8:
        parts.append("".join(_assessment(chance, referred + timedelta(chance.randrange(10)))))
    if chance.random() < 0.4:
        plan = _element("CINPlanStartDate", referred + timedelta(50), 10)
        parts.append(_group("CINPlanDates", plan))
    if chance.random() < 0.25:
        parts.append(_protection(chance, referred + timedelta(chance.randrange(60))))
    return _group("CINdetails", "".join(parts), 6)


def _assessment(chance: random.Random, start: date) -> Iterator[str]:
    factors = "".join(
        _element("AssessmentFactors", one, 12) for one in chance.sample(("3A", "4B", "1C", "16A"), 2)
    )
    dates = _element("AssessmentActualStartDate", start, 10)
    dates += _element("AssessmentAuthorisationDate", start + timedelta(chance.randrange(10, 80)), 10)
    yield _group("Assessments", dates + _group("FactorsIdentifiedAtAssessment", factors, 10))


def _protection(chance: random.Random, start: date) -> str:
    held = start + timedelta(chance.randrange(10, 25))
    enquiry = _element("S47ActualStartDate", start, 10) + _element(
        "InitialCPCtarget", start + timedelta(21), 10
    )
    enquiry += _element("DateOfInitialCPC", held, 10) + _element("ICPCnotRequired", "false", 10)
    plan = _element("CPPstartDate", held, 10) + _element("InitialCategoryOfAbuse", "NEG", 10)
    plan += _element("LatestCategoryOfAbuse", "NEG", 10) + _element("NumberOfPreviousCPP", 0, 10)
    reviews = _group("Reviews", _element("CPPreviewDate", held + timedelta(80), 12), 10)
    return _group("Section47", enquiry) + _group("ChildProtectionPlans", plan + reviews)


def _element(name: str, value: object, indent: int = 8) -> str:
    return f"{' ' * indent}<{name}>{value}</{name}>\n"


def _group(name: str, inside: str, indent: int = 8) -> str:
    return f"{' ' * indent}<{name}>\n{inside}{' ' * indent}</{name}>\n"
