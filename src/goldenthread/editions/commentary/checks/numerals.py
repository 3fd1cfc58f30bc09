"""Numbers in prose, in digits or words: where they stand and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Sort = Literal["count", "percent", "points", "share", "times"]

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}

PEOPLE = (
    r"(?:child(?:ren)?|young\s+(?:person|people|man|men|woman|women|adults?)|bab(?:y|ies)|infants?|boys?|girls?"
    r"|teenagers?|adolescents?|siblings?|brothers?|sisters?|twins?|pupils?|famil(?:y|ies)|households?|parents?"
    r"|mothers?|fathers?|carers?|people|person|individuals?|care\s+leavers?|toddlers?|newborns?|minors?"
    r"|residents?|apprentices?|students?|adopters?|youngsters?|lads?|relatives?|refugees?|asylum\s+seekers?|sons?|daughters?"
    r"|year[- ]olds"
    r"|care[- ]experienced\s+\w+|unaccompanied\s+\w+)"
)
"""Those who can be found by a number."""

THINGS = (
    r"(?:contacts?|referrals?|re-referrals?|assessments?|enquir(?:y|ies)|plans?|conferences?|visits?|audits?"
    r"|placements?|moves?|reviews?|applications?|proceedings|step-downs?|discussions?|attendances?|forms?"
    r"|cases?|workers?|social\s+workers?|posts?|vacanc(?:y|ies)|episodes?|screenings?|carers?|adoptions?"
    r"|deaths?|births?|incidents?|allegations?|exclusions?|arrests?|breakdowns?|disruptions?|admissions?|removals?"
    r"|convictions?|complaints?|orders?|meetings?|strategy\s+\w+|core\s+groups?|home\s+visits?|searches|files?|records?|S\.?47s?)"
)
COUNTED = rf"(?:{PEOPLE}|{THINGS})"
"""What counts count."""

_WORD = "|".join([*_TENS, *sorted(_ONES, key=len, reverse=True)])
_SPELT = (
    rf"(?:(?:{_WORD})(?:[- ](?:{_WORD}))?(?:\s+(?:hundred|thousand|million))?"
    rf"(?:\s+(?:and\s+)?(?:{_WORD})(?:[- ](?:{_WORD}))?)?|(?:a|several)\s+hundred|hundreds|thousands"
    r"|(?:half\s+)?a\s+dozen|dozens?|nought|naught|nil(?=\s+[a-z])|(?:a|three|four)\s+score(?=\s+of\b)|scores(?=\s+of\b)"
    rf"|a\s+gross(?=\s+of\b)|a\s+(?:couple|pair)(?=\s+of\s+(?:[\w-]+\s+){{0,2}}?{COUNTED}\b))"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_UNIT = r"(?P<unit>\s?%|\s?per\s?cent\b|\s+percentage\s+points?\b|\s+points?\b)?"
_NUMBER = re.compile(
    rf"(?<![A-Za-z\d.])(?P<digits>{_DIGITS})(?![\d])(?!\.\d){_UNIT}"
    rf"|\b(?P<spelt>{_SPELT})\b{_UNIT.replace('unit', 'unit2')}"
    r"|(?P<sign>[½¼¾⅓⅔])",
    re.IGNORECASE,
)
_PART = r"(?:quarter|fifth|tenth|eighth|sixth|seventh|ninth)"
_SHARE = re.compile(
    r"\b(?:(?:just|nearly|almost|about|around|over|under|more\s+than|less\s+than)\s+)?"
    r"(?:(?:a|one)\s+third(?!\s+(?:party|parties|sector|person|time|plan|year|placement|stage"
    r"|opens?|opened|opening|starts?|started|begins?|began|follows?|joins?|will|way|of\s+its\s+kind"
    r"|hubs?|home|team|centre|unit|worker|round|review|meeting|visit|call|school|house|site|office|post|manager))"
    r"|(?:two|three|four)[- ](?:thirds|quarters|fifths|tenths|eighths)"
    rf"|(?:a|one)\s+{_PART}(?!\s+of\s+an?\s+(?:year|hour|century|day)\b)(?=\s+(?:of|more|fewer|less|lower|higher|were|was|are|came|went)\b)"
    rf"|(?<=by\s)(?:(?:nearly|almost|about|around|over|just\s+over|just\s+under)\s+)?(?:a|one)\s+{_PART}\b"
    r"|half(?=\s+(?:of|the|our|all|those|these|as)\b)|by\s+half|halved|halving)\b",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    rf"\b(?:(?:nearly|almost|about|around|over|under|roughly)\s+)?(?P<of>{_WORD}|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"(?P<all>{_WORD}|\d{{1,3}})(?=\s+(?:[\w-]+\s+){{0,2}}?{COUNTED}\b)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:doubled|doubling|trebled|tripled|quadrupled|twice(?=\s+(?:as|the|that|its)\b)"
    rf"|(?:{_WORD}|\d+(?:\.\d+)?)[- ]?(?:times|fold)\b)",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:\s*\([^()]{{0,60}}\))?(?:\s+(?:\w+[- ])?(?:\w+\s+)?(?:\w+\s+)?{COUNTED}\b|\s+in\s+(?:{_WORD}|\d+)\b"
    rf"|\s+(?:in|of|from|among)\s+(?:the|our|this|a)\s+(?:[\w-]+\s+){{0,2}}?(?:of\s+)?{PEOPLE}\b"
    r"|\s+(?:has|had|is|was|went|remains?|returned|moved|left|came)\b"
    r"|\s+of\s+(?:whom|them|these|those)\b)",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    r"\b(?:no|any|every|each|number|the|this|that|which|only\s+the|day|at)[- ]$", re.IGNORECASE
)
_SIGNS = {"½": 50.0, "¼": 25.0, "¾": 75.0, "⅓": 100 / 3, "⅔": 200 / 3}
_SHARES = {"third": 100 / 3, "thirds": 200 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0, "eighth": 12.5}


@dataclass(frozen=True)
class Numeral:
    """A number that was typed. `value` is None where the words give none to look up ('doubled')."""

    start: int
    end: int
    text: str
    value: float | None
    sort: Sort


def numerals(typed: str) -> Iterator[Numeral]:
    """The numbers in a text, in order. 'One' is a number only where it counts something."""
    taken: list[tuple[int, int]] = []
    found: list[Numeral] = []
    for pattern, sort in ((_TIMES, "times"), (_SHARE, "share")):
        for each in pattern.finditer(typed):
            taken.append(each.span())
            value = _share(each[0]) if sort == "share" else None
            found.append(Numeral(*each.span(), each[0], value, "share" if sort == "share" else "times"))
    for each in _NUMBER.finditer(typed):
        if any(start < each.end() and each.start() < end for start, end in taken):
            continue
        if _is_one(each["spelt"]) and not _counts(typed, each):
            continue
        found.append(_numeral(each))
    return iter(sorted(found, key=lambda one: one.start))


def ones_in(typed: str) -> Iterator[Numeral]:
    """Shares such as 'one in four referrals', each one number with its percentage."""
    for found in _ONE_IN.finditer(typed):
        part, whole = (float(one) if one.isdigit() else _spelt(one) for one in (found["of"], found["all"]))
        if part and whole and part < whole:
            yield Numeral(*found.span(), found[0], 100 * part / whole, "share")


def _is_one(spelt: str | None) -> bool:
    return bool(spelt) and str(spelt).lower() == "one"


def _counts(typed: str, found: re.Match[str]) -> bool:
    """Whether this 'one' counts: 'one child', 'one of them', 'one in five'; not 'no one', 'the one'."""
    before, after = typed[: found.start("spelt")], typed[found.end("spelt") :]
    return not _NOT_ONE.search(before) and bool(_ONE.match(after) or found["unit2"])


def _numeral(found: re.Match[str]) -> Numeral:
    if found["sign"]:
        return Numeral(*found.span(), found[0], _SIGNS[found["sign"]], "share")
    unit = (found["unit"] or found["unit2"] or "").strip().lower()
    sort: Sort = "points" if "point" in unit else "percent" if unit else "count"
    value = float(found["digits"].replace(",", "")) if found["digits"] else _spelt(found["spelt"])
    return Numeral(*found.span(), found[0].strip(), value, sort)


def _spelt(text: str) -> float | None:
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in WORDS:
            current += WORDS[word]
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0
        elif word in ("nought", "naught", "nil"):
            current += 0
        elif word not in ("and", "a"):
            return None
    return total + current


def _share(text: str) -> float | None:
    last = text.lower().replace("-", " ").split()[-1]
    if last in ("quarters", "fifths", "tenths", "eighths"):
        count = WORDS.get(text.lower().replace("-", " ").split()[-2], 1)
        return count * _SHARES[last.removesuffix("s")]
    return _SHARES.get(last, 50.0 if "hal" in last else None)
