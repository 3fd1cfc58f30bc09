"""The owners' words as an audience may read them: without the points whose figures it may not see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from goldenthread.analysis.change import change
from goldenthread.analysis.figures import Figure, Words, difference_of, part_of, percent_of, value_of
from goldenthread.editions.commentary.about import contradicting, finder
from goldenthread.editions.commentary.said import FOR_EVERYBODY, Said, SaidList, SaidParagraph
from goldenthread.model.result import ALL, Result
from goldenthread.publication.audiences import Audience
from goldenthread.publication.edition import Edition

UNBOUND = "{{"
"""What a reference begins with for which nothing could be printed: it stands as its writer wrote it."""


def said_for(edition: Edition, audience: Audience) -> Mapping[str, Said]:
    """The commentary by section. A paragraph or point goes with a figure that the audience may not see, since
    what is said around it would tell of it."""
    kept = {section: _kept(edition, said, audience) for section, said in edition.commentary.items()}
    return {section: said for section, said in kept.items() if said}


def _kept(edition: Edition, said: Said, audience: Audience) -> Said:
    found: list[SaidParagraph | SaidList] = []
    for each in said:
        if isinstance(each, SaidList):
            items = tuple(item for item in each.items if _may_be_said(edition, item, audience))
            found += [replace(each, items=items)] if items else []
        elif _may_be_said(edition, each.words, audience):
            found.append(each)
    return tuple(found)


def _may_be_said(edition: Edition, words: Words, audience: Audience) -> bool:
    """Whether each figure of a sentence is one that the audience may see. In an edition for everybody it must
    also read as its result does now, which may have been rounded or hidden since the words were bound, and no
    rounded count may contradict a share in the same words."""
    figures = [each for each in words if isinstance(each, Figure)]
    if not all(each.breakdown == ALL or audience.allows(each.breakdown) for each in figures):
        return False
    if not audience.plain:
        return True
    if any(isinstance(each, str) and UNBOUND in each for each in words):
        return False
    if edition.rounding != 1 and contradicting(
        words, edition.measures, finder(edition.results, edition.authority)
    ):
        return False
    return all(each.text in _as_shown(edition, each) for each in figures)


def _as_shown(edition: Edition, figure: Figure) -> tuple[str, ...]:
    """The texts that a figure may have by the results that are shown; none of a part that is not printed."""
    now, measure = _result(edition, figure, figure.period), edition.measures[figure.measure]
    if now is None or now.value is None or figure.part not in FOR_EVERYBODY:
        return ()
    if figure.part == "value":
        return tuple(value_of(measure, now, table=table).text for table in (False, True))
    if figure.part in ("numerator", "denominator"):
        return (part_of(now, figure.part).text,)
    moved = change(measure, now, _result(edition, figure, figure.against))
    if figure.part == "difference" and moved.difference is not None:
        return (difference_of(measure, now, figure.against, moved.difference).text,)
    if figure.part == "percent" and moved.percent is not None:
        return (percent_of(now, figure.against, moved.percent).text,)
    return ()


def _result(edition: Edition, figure: Figure, period: str) -> Result | None:
    return edition.results.find(figure.measure, edition.authority, period, figure.breakdown, figure.group)
