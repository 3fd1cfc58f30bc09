"""The commentary of editions: writing it whole or not at all, and reading what stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Max

from goldenthread.base.errors import RefusedInput
from goldenthread.editions.commentary.decisions import Decision
from goldenthread.editions.commentary.versions import Base, hash_of
from goldenthread.editions.releases.record import london
from goldenthread.editions.store.models import Commentary
from goldenthread.editions.store.models import Decision as DecisionRow
from goldenthread.editions.store.sealing import bytes_digest, digest
from goldenthread.editions.store.writing import add_line, named, now, writing

WRITTEN = "commentary written"
DECIDED = "decision taken"

Place = tuple[str, str]
"""Period and section."""


@dataclass(frozen=True)
class Words:
    """The words of a section as they are written, and the printed figures that they named then; of words that
    stand, their version."""

    text: str
    written_with: Mapping[str, str] = field(default_factory=dict)
    version: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Stored:
    """What a write changed: the new version of each section that did, and the decisions that were new. And
    of each section that was left as it stands, for somebody else changed it, who and when."""

    versions: Mapping[Place, int]
    decisions: tuple[Decision, ...] = ()
    left: Mapping[Place, str] = field(default_factory=dict)


def write_commentary(
    *,
    words: Mapping[Place, Words],
    by: str,
    decisions: Mapping[str, Mapping[str, Decision]] | None = None,
    bases: Mapping[Place, Base] | None = None,
    replace_newer: bool = False,
    at: dt.datetime | None = None,
) -> Stored:
    """Store the words of sections and, by period and key, what a person decided on some of them: all, or
    none.

    Words that stand already, and name the same figures, are no change; empty ones withdraw what stood. A
    decision that stands is never changed.

    `bases` says which words the writer began with. Where other words stand by now, a section that the writer
    did not change is left as it stands; one that both changed is refused, unless `replace_newer`.
    """
    author, when = named(by), at or now()
    began = bases or {}
    with writing():
        standing = _latest()
        newer = {
            place: row
            for place, base in began.items()
            if place in words
            and (row := standing.get(place))
            and Base(row.version, hash_of(row.text)) != base
        }
        left = {
            place: row for place, row in newer.items() if hash_of(words[place].text) == began[place].words
        }
        if not replace_newer:
            _check_both(words, began, {place: newer[place] for place in newer.keys() - left.keys()})
        changed = {
            place: said
            for place, said in sorted(words.items())
            if place not in left and said != _words(standing.get(place))
        }
        return Stored(
            {place: _add(place, said, standing.get(place), author, when) for place, said in changed.items()},
            tuple(
                decision
                for period, taken in sorted((decisions or {}).items())
                for decision in _decide(period, taken, author, when)
            ),
            {place: _who(row) for place, row in sorted(left.items())},
        )


def commentary_of(period: str) -> dict[str, Words]:
    """The words that stand for a period, by section, those withdrawn left out."""
    return {section: _words(row) for (_, section), row in _latest(period).items() if row.text}


def decisions_of(period: str) -> dict[str, Decision]:
    """What a person decided on words of a period, by key."""
    rows = DecisionRow.objects.filter(period=period).order_by("key")
    return {row.key: Decision(row.key, row.decided_by, row.decided_on, row.reason) for row in rows}


def periods_with_commentary() -> list[str]:
    """The periods for which words stand, oldest first."""
    return sorted({period for (period, _), row in _latest().items() if row.text})


def about_words(row: Commentary) -> dict[str, object]:
    """What the audit trail says of a version: enough to find any change of its row."""
    return {
        "period": row.period,
        "section": row.section,
        "version": row.version,
        "text": bytes_digest(row.text.encode()),
        "written_with": digest(row.written_with),
    }


def about_decision(row: DecisionRow) -> dict[str, object]:
    """The same of a decision."""
    return {
        "period": row.period,
        "key": row.key,
        "decided_by": row.decided_by,
        "decided_on": row.decided_on.isoformat(),
        "reason": row.reason,
    }


def _words(row: Commentary | None) -> Words:
    return Words(row.text, row.written_with, row.version) if row else Words("")


def _who(row: Commentary) -> str:
    withdrawn = "" if row.text else ", withdrawn"
    return f"version {row.version}, {row.author}, {london(row.written_at)}{withdrawn}"


def _check_both(
    words: Mapping[Place, Words], bases: Mapping[Place, Base], newer: Mapping[Place, Commentary]
) -> None:
    """Refuse words in the place of others that their writer has not seen."""
    lost = {
        place: row
        for place, row in sorted(newer.items())
        if hash_of(row.text) not in (bases[place].words, hash_of(words[place].text))
    }
    if lost:
        named = "; ".join(f"{period} {section} ({_who(row)})" for (period, section), row in lost.items())
        raise RefusedInput(
            f"Somebody else changed these words since you took them out: {named}.",
            why="What they wrote would be taken back. Nothing of the folder was stored.",
            do="Write what stands into another folder (goldenthread commentary export OTHER), put your words "
            "in there and import it; or import yours in their place all the same: --replace-newer.",
        )


def _add(place: Place, said: Words, before: Commentary | None, by: str, at: dt.datetime) -> int:
    row = Commentary(
        period=place[0],
        section=place[1],
        version=before.version + 1 if before else 1,
        text=said.text,
        author=by,
        written_at=at,
        written_with=dict(said.written_with),
    )
    row.event = add_line(by=by, action=WRITTEN, about=about_words(row), at=at)
    row.save(force_insert=True)
    return int(row.version)


def _decide(period: str, taken: Mapping[str, Decision], by: str, at: dt.datetime) -> list[Decision]:
    """The decisions that are new, stored."""
    known = decisions_of(period)
    for key, decision in taken.items():
        if known.get(key, decision) != decision:
            raise RefusedInput(
                f"{known[key].decided_by} decided on the words '{key}' of {period} already.",
                why="A decision is kept as it was taken.",
                do="Take the line out, or change the words: nothing is decided on other words.",
            )
    new = [taken[key] for key in sorted(taken.keys() - known.keys())]
    for one in new:
        row = DecisionRow(
            period=period,
            key=one.key,
            decided_by=one.decided_by,
            decided_on=one.decided_on,
            reason=one.reason,
        )
        row.event = add_line(by=by, action=DECIDED, about=about_decision(row), at=at)
        row.save(force_insert=True)
    return new


def _latest(period: str | None = None) -> dict[Place, Commentary]:
    rows = Commentary.objects.all() if period is None else Commentary.objects.filter(period=period)
    last = {
        (one["period"], one["section"]): one["last"]
        for one in rows.values("period", "section").annotate(last=Max("version"))
    }
    return {(row.period, row.section): row for row in rows if last[row.period, row.section] == row.version}
