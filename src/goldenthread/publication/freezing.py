"""What is frozen of an edition when it is released, and the hash by which the same again is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from goldenthread.analysis.figures import Key, in_words
from goldenthread.base.dates import day_words
from goldenthread.editions.commentary.said import Said, SaidList
from goldenthread.editions.releases.frozen import PRINTED, RESULTS, Frozen, frozen_files
from goldenthread.model.annotation import Annotation
from goldenthread.model.results import Results
from goldenthread.model.strategy import Target
from goldenthread.publication.content.dataset import leaving_keys
from goldenthread.publication.content.document import document
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.rendering import Content


def freeze_printed(content: Content) -> Frozen:
    """What a content is made from, with the codes of the figures that leave with it."""
    edition = content.edition
    printed = dict.fromkeys(leaving_keys(edition, content.document), PRINTED)
    return freeze(edition, {**printed, **content.proofs})


def freeze(edition: Edition, proofs: Mapping[Key, str] | None = None) -> Frozen:
    """What an edition, as its audience sees it, is made from. `proofs` are the codes of printed figures."""
    names = {shown.measure.id: shown.measure.name for shown in all_shown(edition)}
    return Frozen(
        results=_with_proofs(edition.results, proofs or {}),
        names=names,
        definitions={name: _hash(edition.definitions.get(name)) for name in names},
        versions={name: edition.measures[name].version for name in names},
        targets=_targets(edition, names),
        events=tuple(_event(one, names) for one in edition.annotations if one.day <= edition.period.end),
        rules=_hash(edition.rules),
        commentary={section: _text(said) for section, said in edition.commentary.items()},
    )


def content_hash(edition: Edition) -> str:
    """The hash of what an edition says, whatever the formats, but for its number and for what changed since
    another release. What the council says above its paper and the template of its slides are part of it: they
    go out too."""
    bare = replace(edition, release=None, since=None)
    results = frozen_files(freeze(bare))[RESULTS]
    template = hashlib.sha256(edition.slides_template or b"").hexdigest()
    return _hash((document(bare), hashlib.sha256(results).hexdigest(), edition.title_block, template))


def _hash(said: object) -> str:
    """The hash of records, whatever process asks: the order in which a set is walked differs from one to the
    next."""
    text = "".join(_parts(said))
    return hashlib.sha256(text.encode()).hexdigest()


def _parts(node: Any) -> Iterator[str]:
    """Texts that name everything in a tree of records."""
    if is_dataclass(node):
        yield f"{type(node).__name__}("
        for field in fields(node):
            yield from _parts(getattr(node, field.name))
        yield ")"
    elif isinstance(node, tuple):
        yield "("
        for each in node:
            yield from _parts(each)
        yield ")"
    elif isinstance(node, frozenset):
        yield from sorted("".join(_parts(each)) for each in node)
    elif isinstance(node, Mapping):
        yield from _parts(tuple(sorted(node.items())))
    else:
        yield f"{node!r},"


def _with_proofs(results: Results, proofs: Mapping[Key, str]) -> Results:
    """The results, each with the code under which it was printed, or none."""
    names = ("measure", "period", "breakdown", "group")
    keys = zip(*(results.table.column(name).to_pylist() for name in names), strict=True)
    return results.with_proofs([proofs.get(key, "") for key in keys])


def _targets(edition: Edition, names: Mapping[str, str]) -> dict[str, str]:
    """The targets of each measure up to the end of the month, as one text."""
    said: dict[str, str] = {}
    for target in edition.targets:
        if target.measure in names and target.valid_from <= edition.period.end:
            said[target.measure] = f"{said.get(target.measure, '')}{_level(target)}; "
    return said


def _level(target: Target) -> str:
    return (
        f"{target.scope} {target.value} within {target.amber_margin} by {target.trajectory}"
        f" from {target.valid_from} to {target.valid_to}"
    )


def _event(one: Annotation, names: Mapping[str, str]) -> str:
    """An entry of the register as a sentence."""
    of = ", ".join(names[measure] for measure in one.measures if measure in names) or "every measure"
    return f"{day_words(one.day)}: {one.text} ({of})"


def _text(said: Said) -> str:
    """The words of a section, a line for each paragraph and point."""
    parts = (each.items if isinstance(each, SaidList) else (each.words,) for each in said)
    return "\n".join(in_words(words) for each in parts for words in each)
