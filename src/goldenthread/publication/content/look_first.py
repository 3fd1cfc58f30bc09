"""What opens the edition: the measures that changed for a reason, the strongest first, and how many chance
alone would have called so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from goldenthread.analysis.findings import Finding, FindingKind, Judged, Register, findings_rules
from goldenthread.model.result import ALL
from goldenthread.publication.content.lines import small_chart, small_group_chart, without_name, without_start
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.signals import icon_of
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import (
    Block,
    Bullets,
    Details,
    Glimpse,
    Glimpses,
    Link,
    Paragraph,
    Section,
    Text,
)

Key = tuple[str, str, str]
"""Measure, breakdown and group."""

AllJudged = Mapping[Key, Judged]

MOST = 12
"""So many findings have a chart on the first page; the rest are a list of sentences."""


def look_first(edition: Edition, shown: Mapping[str, Shown]) -> list[Section]:
    """The section, or none where nothing was judged."""
    register = edition.ranked
    if register is None:
        return []
    judged = register.by_series
    claims = [each for each in register.claims if each.measure in shown]
    blocks: list[Block] = [Paragraph((_how(register),), "small")]
    if claims:
        blocks.append(
            Glimpses(
                tuple(_glimpse(n, each, shown[each.measure], judged) for n, each in enumerate(claims[:MOST]))
            )
        )
    if claims[MOST:]:
        rest: tuple[Block, ...] = (
            Bullets(tuple(_text(each, shown[each.measure], judged) for each in claims[MOST:])),
        )
        blocks.append(Details(f"{len(claims[MOST:])} more that changed for a reason", rest))
    return [Section("look-first", "Look here first", tuple(blocks))]


def _glimpse(place: int, finding: Finding, shown: Shown, judged: AllJudged) -> Glimpse:
    text = _text(finding, shown, judged)
    if finding.breakdown == ALL:
        return Glimpse(f"look-{finding.measure}", text, small_chart(shown))
    chart = small_group_chart(shown, judged[_key(finding)], finding)
    return Glimpse(f"look-{finding.measure}-{place + 1}", text, chart)


def _key(finding: Finding) -> Key:
    return finding.measure, finding.breakdown, finding.group


def _text(finding: Finding, shown: Shown, judged: AllJudged) -> Text:
    icon = icon_of(judged[_key(finding)])
    if finding.breakdown != ALL:
        name, measure = shown.name(finding.breakdown, finding.group), shown.measure
        said = without_start(f"{measure.name}, {name}: ", finding.sentence)
        return (*((icon,) if icon else ()), Link(f"{measure.name}, {name}", shown.anchor), ": ", *said)
    sentence = without_name(shown, finding.sentence)
    drove = finding.drove[0].sentence if finding.drove else ()
    said = (*sentence, *((" ", *drove) if drove else ()))
    return (*((icon,) if icon else ()), Link(shown.measure.name, shown.anchor), ": ", *said)


def _how(register: Register) -> str:
    """The order, how firm the findings are, the rules, and what could not be judged."""
    claims, firm = len(register.claims), len(register.firm)
    words = ""
    if claims:
        words = f"The strongest evidence stands first. {_firm(claims, firm)} "
    counts = Counter(each.kind for each in register.judged if not each.is_tested)
    unsaid = [f"{counts[kind]} {said}" for kind, said in _NOT_JUDGED.items() if counts[kind]]
    without = f" Not judged: {_listed(unsaid)}." if unsaid else ""
    chance = ""
    if register.chance.series:
        chance = f"Were nothing to change, 19 months of 20 would show no more than {register.chance.most}. "
    return f"{words}{chance}{findings_rules(register.rules)}{without}"


def _firm(claims: int, firm: int) -> str:
    if not firm:
        return "None is firm: each may be chance."
    every = "All" if firm == claims else f"The first {firm}"
    return (
        f"{every} are firm: of such findings about one in ten may be false."
        if firm > 1
        else ("One is firm: of such findings about one in ten may be false.")
    )


_NOT_JUDGED = {
    FindingKind.TOO_FEW: "rest on fewer than 20",
    FindingKind.NO_RANGE: "have no usual range",
    FindingKind.NO_FIGURE: "have no figure",
}


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
