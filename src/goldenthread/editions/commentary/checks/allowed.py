"""Numbers that state no figure of the edition, each by a rule: dates, ages, the law, limits in a name."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goldenthread.editions.commentary.checks.numerals import COUNTED, PEOPLE, WORDS
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.model.measure import Measure

MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_N = rf"(?:\d+(?:\.\d+)?|{'|'.join(WORDS)})"
_TIME = r"(?:working\s+days?|days?|weeks?|months?|years?|quarters?)"


_BETWEEN = (
    r"to|for|that|the|of|by|is|are|was|were|in|on|with|what|how|where|when|if|a|an|who|and|or|as|at|from|which"
    r"|may|must|can"
)
_OF_TIME = (
    r"last|this|that|past|each|every|per|any|next|previous|recent|current|same|another|prior|coming|following"
    r"|these|those|first|second|third|fourth"
)
_OF_YEARS = (
    rf"{_OF_TIME}|the|over|a|whole|full|financial|calendar|academic|many|some|few|several|other|most|all|both|half"
    r"|of|by|our"
)
_PUPILS = r"\s+(?:pupils?|students?)\b"
_SCHOOL_YEAR = r"(?:1[0-3]|[1-9])\b"


def none_follow(counted: str) -> str:
    """A pattern of where a number counts nothing: none of `counted` follows within two words. A verb in -s is
    none of those words, so that 'part 3 lets children speak' is the law."""
    pair = r"(?:\s+(?:and|or)\s+\w+)?"
    words = rf"(?:\s+(?!(?:{_BETWEEN})\b)[\w-]*(?:[^\W_s]|ss|ous)\b){{0,2}}"
    not_act = r"\b(?!\s+(?:Act|First|Bill|Regulations)\b)"
    of = rf"\s+of\s+(?:them|whom|(?:(?:the|our|these|those|all)\s+(?:[\w-]+\s+)?)?{PEOPLE}){not_act}"
    return rf"(?!{pair}(?:{of}|{words}\s+{counted}{not_act}))"


_NOTHING = none_follow(COUNTED)
_NOBODY = none_follow(PEOPLE)


def _is_named(found: re.Match[str]) -> bool:
    """Whether a number is part of a name: 'stage 2', but not 'at this stage 2'."""
    return re.search(rf"\b(?:{_OF_TIME})\s+$", found.string[: found.start()], re.IGNORECASE) is None


def _is_school_year(found: re.Match[str]) -> bool:
    """Whether a year is one of school: 'last year 4' and 'over the two years 3' begin a count. Before pupils
    it is so only as a name, with a capital, for 'in year 4 pupils left' may be either."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    if re.search(rf"\b(?:{_OF_YEARS}|\d+|{'|'.join(WORDS)})[-\s]+$", before, re.IGNORECASE):
        return False
    return found[0][0] == "Y" or not re.match(_PUPILS, after, re.IGNORECASE)


_FIRST = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def is_day(text: str) -> bool:
    """Whether a date is one of the calendar: neither '32 December 2023' nor '31/02/23' is. Without a year any
    day that the month may have is."""
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    name = re.search(MONTHS, text, re.IGNORECASE)
    if name is None:
        if re.match(r"\d{4}-", text):
            year, month, day = numbers
        else:
            day, month, year = numbers
        days, year = [day], year if year > 99 else 2000 + year
    else:
        month = _FIRST.index(name[0].lower()[:3]) + 1
        has_year = re.search(r"\b(?:19|20)\d\d$", text) is not None
        year = numbers[-1] if has_year else 2000  # a leap year
        days = numbers[:-1] if has_year else numbers
    return 1 <= month <= 12 and all(1 <= day <= calendar.monthrange(year, month)[1] for day in days)


def _is_date(found: re.Match[str]) -> bool:
    return _is_month(found) and is_day(found[0])


def no_days(typed: str) -> Iterator[re.Match[str]]:
    """What is written as a date and is none."""
    for found in re.finditer(DATE, typed, re.IGNORECASE):
        if _is_month(found) and not is_day(found[0]):
            yield found


def _is_month(found: re.Match[str]) -> bool:
    """Whether a date has a month: 'may' and 'march' without a capital and a year are verbs, so that '45 may
    need one' counts."""
    name = re.search(rf"{MONTHS}\b", found[0], re.IGNORECASE)
    is_verb = name is not None and name[0] in ("may", "march", "mar")
    return not is_verb or re.search(r"\d{4}$", found[0]) is not None


_YEAR = r"(?:19|20)\d\d"
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|for|into|across|through|during|before|after|throughout|pre|post|mid|early|late|around|year|FY|CY|ending"
    r"|spring|summer|autumn|winter|Christmas|Easter|term|half|quarter|week|weekend)[\s-]+"
    rf"|\b{MONTHS},?\s+|\b(?:by|from)\s+|\b(?:than|with|on|against)\s+(?:in\s+)?"
    r"|\b(?:end|start|beginning|close|middle|rest|half|part|months?|years?|days|budget|census|school|class|course|data"
    rf"|figures|outturn|version|edition|{MONTHS})\s+(?:of|for|to)\s+"
    rf"|\b{_YEAR}(?:\s*(?:,|and|or|to|–|-|/)\s*)+|[(\[]|[\w’']\s?/\s?|\b(?:the|our|its|this|that|their|a)\s+(?:\w+\s+)?)$",
    re.IGNORECASE,
)
_MOVED_BEFORE = re.compile(
    r"\b(?:fell|falls?|rose|rises?|grew|dropped|increased?|decreased?|reduced|up|down|more|fewer|less|moved)\s+"
    r"(?:by|from)\s+$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"(?:(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]*|\b[A-Z]{2,}\d*)(?:\s+\([A-Z]\w+\))?,?\s+$")
_AFTER_YEAR = re.compile(
    r"^(?:['’]s\b|\s+(?:Act|Regulations?|Order|Code|Census|Guidance|Strategy|Plan|Review|Report|Framework|Survey"
    r"|Budget|Programme|estimates?|code|census|guidance|strategy|report|inspection|review|survey|figures|data|budget"
    r"|baseline|levels?|rate|average|target|framework|programme|cohort|edition|return|population|rules?)\b)"
)
_STARTS_WITH = re.compile(r"^\s+(?:was|saw|brought|will|has|is|ended|began)\b")


def _is_year(found: re.Match[str]) -> bool:
    """Whether a number from 1950 to 2099 is said as a year: after 'in' or 'since', a month, another year or a
    name. 'Stood at 2019' is a count."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    if _AFTER_YEAR.match(after):
        return True
    if _MOVED_BEFORE.search(before) and not re.match(rf"\s+to\s+{_YEAR}\b", after):
        return False
    if _BEFORE_YEAR.search(before) or _NAME_BEFORE.search(before):
        return True
    return not before.strip(" -•") and (_STARTS_WITH.match(after) is not None or not after.strip(" .:"))


def _is_version(found: re.Match[str]) -> bool:
    """Whether a number such as 2.0 ends a name: 'Signs of Safety 2.0'."""
    return re.search(r"\b[A-Z]\w+\s+(?:\w+\s+)?[A-Z]\w+\s+$", found.string[: found.start()]) is not None


def _follows(found: re.Match[str]) -> bool:
    """Whether the second year follows the first, so that '21/22' is a year and '21/23' is not."""
    first, second = (int(part) % 100 for part in re.findall(r"\d+", found[0]))
    return second == (first + 1) % 100


_EACH = r"(?:a|per|each|every)"
_SERVICE = (
    r"(?:teams|hubs|offices|buildings|sites|venues|rooms|(?:news)?papers|leaflets|posters|websites|newsletters"
    r"|campaigns|workshops|briefings|courses|councils|boroughs|districts|localities|strands|themes|pillars"
    r"|priorities|principles|objectives|recommendations|phases)"
)
"""What a service has or does of which no measure counts how many."""

_KIND_OF = (
    r"(?!(?:children|people|families|babies|boys|girls|of|and|or|in|to|for|the|from|with|who|that|were|are|have|had"
    r"|was|is|has|at|by|on)\b)[\w’'-]+"
)
THING_AFTER = re.compile(rf"\s+{_KIND_OF}", re.IGNORECASE)
"""A number followed by what it may count."""

SERVICE_AFTER = re.compile(rf"\s+(?:{_KIND_OF}\s+){{0,2}}?{_SERVICE}\b(?!['’]|\s+{COUNTED})", re.IGNORECASE)
"""A number followed by something of the service itself."""


def _is_small(found: re.Match[str]) -> bool:
    """Whether a number is a whole one below 100."""
    return re.search(r"\d{3}|\d\.\d", found[0]) is None


@dataclass(frozen=True)
class Allowed:
    """A rule: its name, what it takes, an example of it, and one like it that is a figure."""

    name: str
    pattern: str
    example: str
    not_this: str
    holds: Callable[[re.Match[str]], bool] | None = None


DATE = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:to|and|–|-)\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+{MONTHS}\b(?:\s+(?:19|20)\d\d\b)?"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b"
)
ALLOWED = (
    Allowed(
        "date",
        DATE,
        "on 31 December 2023",
        "31 may need it",
        _is_date,
    ),
    Allowed("month", rf"\b{MONTHS}\s+(?:19|20)\d\d\b", "in December 2023", "In December 2,023"),
    Allowed(
        "financial year",
        r"\b(?:20)?\d\d\s?[/–-]\s?(?:20)?\d\d\b(?!/)",
        "in 2022/23",
        "21/23 of them",
        _follows,
    ),
    Allowed(
        "year",
        rf"(?:(?<![\d,.–-])|(?<=[Mm]id-))(?:19[5-9]\d|20\d\d)(?![\d,]*\d|\.\d|\s?%|\s+{COUNTED}\b)",
        "since 2021",
        "it stood at 2021",
        _is_year,
    ),
    Allowed(
        "age",
        r"\b(?:aged?|ages)\s+(?:of\s+|under\s+|over\s+|between\s+)?\d{1,2}(?:\s*(?:to|and|or|–|-)\s*\d{1,2})?(?![\d%]|,\d)"
        r"|\b\d{1,2}(?:(?:\s*(?:to|and|or|–|-)\s*|,\s*)\d{1,2})*[- ]year[- ]olds?"
        rf"|\b(?:under|over)[- ](?:1|2|5|10|11|12|13|14|15|16|18|21|25)s?\b"
        rf"(?!\s+{COUNTED}|\s?%|\s+per\s?cent)"
        r"|\b\d{1,2}(?:\s*(?:to|and|or|–|-)\s*\d{1,2})?\s+years?\s+(?:of\s+age|old)\b"
        rf"|\b(?:11|13|14|16|18|21|25)\+(?!\s*(?:\w+\s+)?{COUNTED})",
        "young people aged 16 and 17",
        "16 of 17",
    ),
    Allowed(
        "law",
        r"\b(?:sections|parts|regulations|schedules|articles|chapters|paragraphs|standards|pages|stages|levels|tiers"
        r"|forms|versions|questions)\s+(?:\d{1,3}[A-Z]?,\s+)*\d{1,3}[A-Z]?\s+(?:and|or|to)\s+\d{1,3}[A-Z]?"
        rf"(?![\d%]){_NOTHING}"
        r"|\b(?:sections?|part|regulations?|schedule|articles?|chapter|annex|paragraph|standard|appendix|page"
        r"|slide|list|table|figure|stage|phase|level|tier|band|grade|priority|outcome|objective|key\s+stage|form"
        r"|version|question|clause)\s+\d++[A-Z]?(?:\(\d+\))?"
        rf"(?:\s+(?:and|or|to)\s+\d{{1,3}}[A-Z]?(?![\d%])(?!\s+(?:\w+\s+)?{COUNTED}){_NOTHING})?(?!%){_NOTHING}"
        rf"|\b(?:section|regulation|article|schedule)\s+\d++[A-Z]?(?:\(\d+\))?(?!%){_NOBODY}"
        r"|\b(?:section\s+|s\.?\s?)(?:17|20|31|38|47)s?\b(?!%)|\bstage\s+[1-3](?=\s+complaints?\b)",
        "under section 47",
        "a section of 47",
        _is_named,
    ),
    Allowed(
        "school year",
        rf"\byears?\s+(?:{_SCHOOL_YEAR},\s+)*{_SCHOOL_YEAR}(?:\s+(?:and|or|to)\s+{_SCHOOL_YEAR})?(?![\d%.,]*\d|%)"
        rf"(?:(?={_PUPILS})|{_NOTHING})",
        "Year 11 pupils",
        "last year 11 pupils",
        _is_school_year,
    ),
    Allowed(
        "quarter",
        rf"\bquarters?\s+(?:[1-4]|one|two|three|four)\b(?![\d%.,]*\d|%){_NOTHING}|\bQ[1-4]\b",
        "during quarter 2",
        "2 quarters",
        _is_named,
    ),
    Allowed(
        "per", r"\bper\s+(?:10,000|1,000|100,000|100|10\s?000)\b", "per 10,000 children", "10,000 children"
    ),
    Allowed(
        "span",
        rf"\b{_N}[- ](?:working\s+)?(?:day|week|month|year|hour)\s+"
        r"(?:limit|deadline|rule|standard|timescale|period|review)s?\b"
        rf"|\b(?:within|every|(?:last|past|previous|next|coming|first|following))\s+{_N}[- ]{_TIME}\b"
        rf"|\b{_N}[- ](?:weekly|monthly|yearly)\b|\b{_N}-(?:day|week|month|year|hour)\b",
        "over the last 6 months",
        "took 6 months",
    ),
    Allowed(
        "clock",
        r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)\b|\b24/7\b(?!\s+of\b)|\b24[- ]hours?\b"
        rf"|\b{_N}\s+(?:hours?\s+{_EACH}\s+(?:day|week)|(?:days?|nights?|evenings?|mornings?)\s+{_EACH}\s+week)\b",
        "open until 7pm",
        "7 permanent staff",
    ),
    Allowed(
        "name",
        r"\bone[- ]to[- ]one\b|\b1:1\b|\bCOVID-19\b|\bone\s+another\b|\bhalf[- ]terms?\b"
        r"|\b0\s?(?:to|–|-)\s?(?:5|18|19|25)\b"
        r"|\bthree[- ]way\b|\btwo[- ]way\b",
        "one-to-one support",
        "one child",
    ),
    Allowed("version", r"(?<=\s)\d\.\d\b", "Signs of Safety 2.0", "an average of 2.0", _is_version),
    Allowed(
        "one way in",
        r"\bone\s+(?:shared\s+|single\s+)?(?:front\s+door|door|point\s+of\s+(?:contact|entry|access)|way\s+in|stop\s+shop"
        r"|phone\s+number|number\s+to\s+call)\b",
        "one front door for families",
        "one family at the door",
    ),
    Allowed(
        "service",
        rf"\b{_N}\s+(?:{_KIND_OF}\s+){{0,2}}?{_SERVICE}\b(?!['’]|\s+{COUNTED})",
        "two assessment teams merged",
        "two families left",
        _is_small,
    ),
    Allowed(
        "motto",
        r"\bone\s+(?:\w+\s+)?\w+(?:,|,?\s+and)\s+one\s+(?:plan|record|worker|system|place|conversation|story)\b"
        r"(?:(?:,|,?\s+and)\s+one\s+\w+\b)?",
        "one child, one plan",
        "one child and one adult",
    ),
    Allowed("ordinal", r"\b\d{1,2}(?:st|nd|rd|th)\b", "the 3rd stage", "3 stages"),
)
"""Every rule, with an example on either side. The page on commentary lists them."""

_RULES = [(re.compile(one.pattern, re.IGNORECASE), one.holds) for one in ALLOWED]


def allowed_spans(typed: str, section: Section) -> list[tuple[int, int]]:
    """The stretches of a text whose numbers are no figures."""
    spans = [
        found.span()
        for pattern, holds in _RULES
        for found in pattern.finditer(typed)
        if holds is None or holds(found)
    ]
    for phrase in _phrases(section):
        spans += [found.span() for found in re.finditer(rf"\b{phrase}\b", typed, re.IGNORECASE)]
    return spans


def _phrases(section: Section) -> Iterator[str]:
    """Limits and bands that stand in the name or parameters of a measure of the section, and names."""
    for measure in section.own:
        yield from _of_name(measure)
        yield from _of_groups(measure, section)
        for _, value in section.world.parameters.get(measure.id, ()):
            if re.fullmatch(r"\d+", value):
                yield rf"{value}\s+{_TIME}"
    for name in section.world.own_names:
        yield re.escape(name)


def _of_name(measure: Measure) -> Iterator[str]:
    """'45 working days' of 'Assessments completed within 45 working days'."""
    for number, word in re.findall(
        r"(?<![\w,.-])(\d+)[ -]([a-z]+(?:[ -](?:working|to|or) ?\w*)?)", measure.name
    ):
        yield rf"{number}[ -]{re.escape(word)}"
        if word.startswith("working") or "day" in word:
            yield rf"{number}\s+(?:working\s+)?days"


def _of_groups(measure: Measure, section: Section) -> Iterator[str]:
    """Bands such as 'three or more', of a measure whose lines are bands."""
    if measure.split is None:
        return
    period = section.world.period_of(measure.id)
    label = period.label if period else ""
    for one in section.world.results.groups(measure.id, section.world.authority, label, measure.split.by):
        said = one.group.replace("_", " ")
        if re.search(rf"\d|\b{_N}\b", said):
            digits = " ".join(str(WORDS.get(word, word)) for word in said.split())
            yield rf"(?:{re.escape(said)}|{re.escape(digits)})"
