"""Groups along the path: shares at each stage beside that of the base, relative rates, what stands out."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.fairness import (
    FALSE_DISCOVERIES,
    LESS,
    MORE,
    POPULATION,
    TOO_FEW,
    Fairness,
    Met,
)
from goldenthread.analysis.pooling import FEWEST, POOLED, RULE
from goldenthread.base.numbers import plain
from goldenthread.base.periods import parse
from goldenthread.model.result import CROSS
from goldenthread.publication.charts.description import Bar, IntervalChart, Spread
from goldenthread.publication.content.names import group_name, overlaps
from goldenthread.publication.content.words import ORDERS, breakdown_words
from goldenthread.publication.edition import Edition
from goldenthread.publication.paths import Paths
from goldenthread.publication.tree import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Details,
    Minor,
    Notice,
    Paragraph,
    Section,
    Table,
    Tag,
    Text,
)

STAGES = {
    "contact": "Contact",
    "early_help": "Early help",
    "referral": "Referral",
    "assessment": "Assessment",
    "s47": "Section 47 enquiry",
    "plan": "Protection plan",
    "care": "Care",
}
"""The stages in words, in order."""

_AT = {
    "contact": "at contact",
    "early_help": "in early help",
    "referral": "at referral",
    "assessment": "at assessment",
    "s47": "in section 47 enquiries",
    "plan": "among those starting a protection plan",
    "care": "among those coming into care",
}

MOST_DRAWN = 4
"""So many groups of a breakdown are drawn: those whose relative rates lie furthest from 1."""

_SHARE = "its share at the stage with its 95% interval"
_HOLLOW = "hollow: no difference shown"


def group_sections(edition: Edition, paths: Paths) -> tuple[Section, ...]:
    """A section for each breakdown."""
    return tuple(_section(edition, one) for one in paths.fairness)


def _section(edition: Edition, one: Fairness) -> Section:
    words = breakdown_words(one.breakdown)
    anchor = "by-" + one.breakdown.replace(CROSS, "-").replace("_", "-")
    title = f"By {words}"
    if one.reason:
        notice = Notice("Not available [x]", (f"{one.reason[:1].upper()}{one.reason[1:]}.",))
        return Section(anchor, title, (notice,))
    stages = list(dict.fromkeys(met.stage for met in one.met))
    blocks: list[Block] = [Paragraph((_found(one),))]
    blocks += [Bullets(tuple(_changes(edition, one, stages)))] if _changes(edition, one, stages) else []
    blocks += _charts(edition, one, anchor)
    blocks += [
        _rates(edition, one, stages),
        Details("Shares, intervals and tests of every group", (_every(edition, one),)),
        *(Paragraph((text,), "small") for text in _rules(edition, one)),
    ]
    return Section(anchor, title, tuple(blocks))


def _base(one: Fairness) -> str:
    return "the population" if one.base == POPULATION else f"all at {_stage(one.base).lower()}"


def _stage(name: str) -> str:
    return STAGES.get(name, name)


def _name(edition: Edition, one: Fairness, group: str) -> str:
    return "Small groups together" if group == POOLED else group_name(one.breakdown, group, edition.labels)


def _found(one: Fairness) -> str:
    """How many comparisons stand out, of how many, and how many of those may be chance."""
    judged = [met for met in one.met if met.finding != TOO_FEW]
    out = [met for met in judged if met.finding in (MORE, LESS)]
    period = parse(one.period).words()
    if not judged:
        return f"In {period} every group had too few children to tell."
    if not out:
        return f"In {period} none of {plain(len(judged))} comparisons with {_base(one)} shows a difference."
    by_chance = FALSE_DISCOVERIES * len(out)
    chance = f"about {plain(by_chance)}" if by_chance >= 1 else "fewer than 1"
    said = f"In {period}, {plain(len(out))} of {plain(len(judged))} comparisons with {_base(one)} stand out; "
    said += f"{chance} of those may be chance."
    holds = sum(not met.holds for met in out)
    return f"{said} {plain(holds)} might not, were the group of all children known." if holds else said


def _changes(edition: Edition, one: Fairness, stages: Sequence[str]) -> list[Text]:
    """At each stage the group met most and the one met least often, of those that stand out."""
    said: list[Text] = []
    for stage in stages:
        out = [
            met
            for met in one.met
            if met.stage == stage and met.finding in (MORE, LESS) and met.relative and not overlaps(met.group)
        ]
        out.sort(key=lambda met: met.relative.value if met.relative else 1)
        picked = [met for met in (out[-1:] + out[:1]) if met.relative]
        parts = [_times(edition, one, met) for met in dict.fromkeys(picked)]
        if parts:
            said.append((f"{_stage(stage)}: {'; '.join(parts)}.",))
    return said


def _times(edition: Edition, one: Fairness, met: Met) -> str:
    """'Mixed 1.8 times as often as others (1.6 to 2.0)'."""
    rate = met.relative
    value = plain(rate.value, 2) if rate else ""
    sure = (
        f" ({plain(rate.low, 2)} to {plain(rate.high, 2)})"
        if rate and rate.low is not None and rate.high
        else ""
    )
    return f"{_name(edition, one, met.group)} {value} times as often as all others{sure}"


def _order(one: Fairness) -> list[str]:
    """Groups in their own order, crossed ones by their parts; the pool and the adolescent band last."""
    names = [dict.fromkeys(ORDERS.get(part, ())) for part in one.breakdown.split(CROSS)]

    def place(group: str) -> tuple[object, ...]:
        parts = group.split(CROSS)
        at = [
            list(order).index(part) if part in order else len(order)
            for part, order in zip(parts, names, strict=False)
        ]
        return (group == POOLED, overlaps(group), at, group)

    return sorted({met.group for met in one.met}, key=place)


def _charts(edition: Edition, one: Fairness, anchor: str) -> list[Block]:
    """The share of the groups that stand furthest out, stage by stage, beside their share of the base."""
    strength: dict[str, float] = {}
    for met in one.met:
        if (
            met.finding in (MORE, LESS)
            and met.relative
            and met.relative.value > 0
            and not overlaps(met.group)
        ):
            far = max(met.relative.value, 1 / met.relative.value)
            strength[met.group] = max(strength.get(met.group, 0), far)
    furthest = sorted(strength, key=lambda group: (-strength[group], group))[:MOST_DRAWN]
    return [
        _chart(edition, one, group, f"{anchor}-{number}") for number, group in enumerate(furthest, start=1)
    ]


def _chart(edition: Edition, one: Fairness, group: str, anchor: str) -> ChartBlock:
    name = _name(edition, one, group)
    mets = [met for met in one.met if met.group == group]
    base = _base_share(mets[0])
    rows = tuple(_spread(met) for met in mets)
    out = [met for met in mets if met.finding in (MORE, LESS)]
    far = max(out, key=lambda met: abs(_share(met) - base))
    finding = (
        f"{name}: {plain(base)}% of {_base(one)}, {plain(_share(far))}% {_AT[far.stage]} "
        f"({plain(far.children)} of {plain(far.children + far.others)} children)."
    )
    chart = IntervalChart(
        f"{name}: share of children at each stage, beside the share of {_base(one)}",
        finding,
        rows,
        Bar(f"{_base(one)[:1].upper()}{_base(one)[1:]}", base, (f"{plain(base, 1)}%",)),
        key=f"dot: {_SHARE}",
        hollow=_HOLLOW,
        suffix="%",
    )
    columns = (
        Column("Stage"),
        Column("Children", True),
        Column("Share", True),
        Column("95% interval", True),
        Column("Finding"),
    )
    table_rows = tuple(
        (
            (_stage(met.stage),),
            (f"{plain(met.children)} of {plain(met.children + met.others)}",),
            (f"{plain(_share(met), 1)}%",),
            (_share_limits(met),),
            _finding(met),
        )
        for met in mets
    )
    table = Table(f"{name}: share at each stage", columns, table_rows, dense=True)
    return ChartBlock(anchor, (finding,), chart, table, table_beside=True)


def _spread(met: Met) -> Spread:
    low, high = _share_range(met)
    words = f"{plain(_share(met), 1)}%"
    return Spread(_stage(met.stage), _share(met), low, high, (words,), met.finding in (MORE, LESS))


def _share(met: Met) -> float:
    """Of all children of known group at the stage, in per cent."""
    return met.children / ((met.children + met.others) or 1) * 100


def _base_share(met: Met) -> float:
    """Of all children of the base, in per cent."""
    return met.of / ((met.of + met.of_others) or 1) * 100


def _share_range(met: Met) -> tuple[float | None, float | None]:
    """Wilson's limits of the share, in per cent: those of the representation times the share of the base."""
    if met.representation is None or met.representation.low is None or met.representation.high is None:
        return None, None
    base = _base_share(met)
    return met.representation.low * base, met.representation.high * base


def _share_limits(met: Met) -> str:
    low, high = _share_range(met)
    return "–" if low is None or high is None else f"{plain(low, 1)}% to {plain(high, 1)}%"


def _index(met: Met) -> str:
    """'1.35 (1.20 to 1.51)': the share at the stage over that of the base, with its 95% interval."""
    index = met.representation
    if met.finding == TOO_FEW or index is None or index.low is None or index.high is None:
        return "–"
    return f"{plain(index.value, 2)} ({plain(index.low, 2)} to {plain(index.high, 2)})"


def _finding(met: Met) -> Text:
    said = {MORE: "▲ More often", LESS: "▼ Less often"}.get(met.finding)
    if said is None:
        return (Minor(f"{met.finding[:1].upper()}{met.finding[1:]}"),)
    tag = Tag(said, "plain")
    return (tag,) if met.holds else (tag, Minor(" may not hold: many not known"))


def _rates(edition: Edition, one: Fairness, stages: Sequence[str]) -> Table:
    """Relative rates: groups down, stages across, what stands out marked by a shape."""
    found = {(met.group, met.stage): met for met in one.met}
    rows: list[tuple[Text, ...]] = []
    for group in _order(one):
        mets = [found.get((group, stage)) for stage in stages]
        known = next(met for met in mets if met)
        share = f"{plain(_base_share(known), 1)}%"
        rows.append(((_name(edition, one, group),), (share,), *map(_rate_cell, mets)))
    columns = (
        Column("Group"),
        Column(f"Share of {_base(one)}", True),
        *(Column(_stage(stage), True) for stage in stages),
    )
    caption = "Relative rate: how many times as often as all other children (▲ more, ▼ less often)"
    return Table(caption, columns, tuple(rows), dense=True)


def _rate_cell(met: Met | None) -> Text:
    if met is None or met.relative is None:
        return ("–",)
    if met.finding == TOO_FEW:
        return (Minor("too few"),)
    mark = {MORE: "▲ ", LESS: "▼ "}.get(met.finding, "")
    return (f"{mark}{plain(met.relative.value, 2)}",)


def _every(edition: Edition, one: Fairness) -> Table:
    columns = (
        Column("Group, stage"),
        Column("Children", True),
        Column("Share", True),
        Column("Share of the base", True),
        Column("Representation index", True),
        Column("Relative rate", True),
        Column("95% interval", True),
        Column("If unknown none, all", True),
        Column("q", True),
        Column("Finding"),
    )
    rows = [_every_row(edition, one, met) for group in _order(one) for met in one.met if met.group == group]
    return Table(
        f"Every group at every stage, by {breakdown_words(one.breakdown)}", columns, tuple(rows), dense=True
    )


def _every_row(edition: Edition, one: Fairness, met: Met) -> tuple[Text, ...]:
    rate = met.relative
    few = met.finding == TOO_FEW
    sure = (
        "–"
        if few or rate is None or rate.low is None or rate.high is None
        else (f"{plain(rate.low, 2)} to {plain(rate.high, 2)}")
    )
    bounds = (
        "–"
        if few or met.if_none is None or met.if_all is None
        else (f"{plain(met.if_none, 2)}, {plain(met.if_all, 2)}")
    )
    return (
        (f"{_name(edition, one, met.group)}, {_stage(met.stage).lower()}",),
        (f"{plain(met.children)} of {plain(met.children + met.others)}",),
        (f"{plain(_share(met), 1)}%",),
        (f"{plain(_base_share(met), 1)}%",),
        (_index(met),),
        ("–" if few or rate is None else plain(rate.value, 2),),
        (sure,),
        (bounds,),
        ("–" if met.q is None else "under 0.001" if met.q < 0.001 else plain(met.q, 3),),
        _finding(met),
    )


def _rules(edition: Edition, one: Fairness) -> list[str]:
    """The rules of the section: what is compared, pooled, unknown, silent."""
    share = plain(FALSE_DISCOVERIES * 100)
    said = [
        (
            "Different children under 18 at each stage in the year; one is in every group in which it stood. "
            f"A comparison stands out where at most {share} in 100 of all that do are expected to be chance "
            f"(q; Benjamini and Hochberg, over the {plain(one.tests)} tests of this section). “No difference "
            "shown” is not the same as none."
        )
    ]
    if one.base != POPULATION:
        said.append(
            f"No estimate of the population parts children by {breakdown_words(one.breakdown)}, so each "
            f"stage is set against {_base(one)}."
        )
    if one.pool:
        names = "; ".join(group_name(one.breakdown, group, edition.labels) for group in one.pool)
        said.append(
            f"Put together by the rule “{RULE}”, since of each fewer than {FEWEST} children would be "
            f"expected at some stage, were all met alike: {names}."
        )
    unknown = [(stage, n) for stage, n in (one.unknown or {}).items() if n]
    if unknown:
        told = "; ".join(f"{_stage(stage).lower()} {plain(n)}" for stage, n in unknown)
        said.append(
            f"Children whose group is not known: {told}. They are in no share. The relative rate is also "
            "given as if none, and as if all of them, were of the group; where that undoes a finding, it is "
            "said."
        )
    said += [f"{_stage(stage)}: not available, {why}." for stage, why in (one.silent or {}).items()]
    return said
