"""Errors put into correct commentary by chance are found, and correct commentary is left alone (P5)."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import goldenthread.sample
from goldenthread.analysis.targets import Rating
from goldenthread.editions.commentary.binding import bind
from goldenthread.editions.commentary.checking import check
from goldenthread.editions.commentary.files import read_sections
from goldenthread.editions.commentary.grammar import Reference, WrongReference, parse
from goldenthread.editions.commentary.resolve import rated_of, resolve
from goldenthread.editions.commentary.world import World
from tests.editions.commentary.worlds import by_chance

GOOD = read_sections(Path(goldenthread.sample.__file__).parent / "commentary")
REFERENCE = re.compile(r"\{\{(.*?)\}\}")
SWAPS = {
    "rose": "fell",
    "fell": "rose",
    "higher than": "lower than",
    "lower than": "higher than",
    "is up from": "is down from",
    "is down from": "is up from",
    "met the target": "missed the target",
    "missed the target": "met the target",
}


def sentence(world: World, rng: random.Random) -> str | None:
    """A correct sentence with a direction or a target, true of the figures; None where they are alike."""
    measure = world.measures[rng.choice([m for m in world.shown if world.measures[m].split is None])]
    name, against = measure.id, rng.choice(["previous", "last_year"])
    now, then = (world.result(name, world.period_of(name, one)) for one in ("", against))
    if now is None or then is None or now.value is None or then.value is None:
        return None
    full, old = f"{{{{ {name} | in full }}}}", f"{{{{ {name} | {against} | in full }}}}"
    if abs(now.value - then.value) < 1.01:
        return None
    rose = now.value > then.value
    rated = rated_of(Reference(name), measure, now, world)
    forms = [
        f"It {'rose' if rose else 'fell'} to {full} from {old}.",
        f"At {full} it is {'higher than' if rose else 'lower than'} the {old} of the earlier time.",
        f"The figure is {'up' if rose else 'down'} from {old} to {full}.",
    ]
    if rated.rating in (Rating.MET, Rating.MISSED, Rating.NEAR):
        forms.append(f"With {full} it {'met' if rated.rating is Rating.MET else 'missed'} the target.")
    return rng.choice(forms)


def typed_wrong(text: str, world: World, rng: random.Random) -> str:
    """A reference to a figure becomes its printed text with one digit changed."""
    found = rng.choice([one for one in REFERENCE.finditer(text) if "when" not in one[1]])
    printed = "".join(w if isinstance(w, str) else w.text for w in resolve(parse(found[1]), world))
    places = [at for at, char in enumerate(printed) if char.isdigit()]
    if not places:
        return text + " It was 7."
    at = rng.choice(places)
    digit = rng.choice([d for d in "123456789" if d != printed[at]])
    return text[: found.start()] + printed[:at] + digit + printed[at + 1 :] + text[found.end() :]


def misspelt(text: str, _: World, rng: random.Random) -> str:
    found = rng.choice(list(REFERENCE.finditer(text)))
    at = found.start() + 4 + rng.randrange(3)
    return text[:at] + "q" + text[at:]


def swapped(text: str, world: World, rng: random.Random) -> str:
    word = next(
        (w for w in SWAPS if re.search(rf"\b{w}\b", REFERENCE.sub(lambda m: "#" * len(m[0]), text))), None
    )
    if word is None:
        return typed_wrong(text, world, rng)
    return re.sub(rf"\b{word}\b(?![^{{]*\}}\}})", SWAPS[word], text, count=1)


def unit_twice(text: str, world: World, rng: random.Random) -> str:
    for found in REFERENCE.finditer(text):
        printed = "".join(w if isinstance(w, str) else w.text for w in resolve(parse(found[1]), world))
        if printed.endswith("%"):
            return text[: found.end()] + " per cent" + text[found.end() :]
    return typed_wrong(text, world, rng)


def unfinished(text: str, _: World, rng: random.Random) -> str:
    return (
        text
        + " "
        + rng.choice(["TBC", "[insert figure]", "XX", "Needs updating.", "??", "Figures to follow."])
    )


ERRORS: tuple[Callable[[str, World, random.Random], str], ...] = (
    typed_wrong,
    misspelt,
    swapped,
    unit_twice,
    unfinished,
)


def blocks(
    text: str, world: World, section: str = "summary", written: Mapping[str, str] | None = None
) -> bool:
    return any(one.blocks for one in check(section, text, world, written_with=written or {}))


def figures(count: int, seed: int) -> tuple[Counter[str], list[str], list[str]]:
    """Errors by kind, those missed, and correct text that was stopped."""
    rng, world = random.Random(seed), by_chance(seed)
    kinds: Counter[str] = Counter()
    missed: list[str] = []
    false: list[str] = []
    while sum(kinds.values()) < count:
        text = sentence(world, rng) if rng.random() < 0.7 else rng.choice(paragraphs(world))
        if text is None:
            continue
        error = ERRORS[sum(kinds.values()) % len(ERRORS)]
        wrong = error(text, world, rng)
        kinds[error.__name__] += 1
        if not blocks(wrong, world):
            missed.append(f"{error.__name__}: {wrong}")
        if blocks(text, world):
            false.append(text)
    return kinds, missed, false


def paragraphs(world: World) -> list[str]:
    """The lines of the good commentary whose references all print in this world."""
    lines = [line.removeprefix("- ") for text in GOOD.values() for line in text.splitlines() if "{{" in line]
    lines = [line for line in lines if any("when" not in found for found in REFERENCE.findall(line))]
    return [line for line in lines if all(prints(found[1], world) for found in REFERENCE.finditer(line))]


def prints(text: str, world: World) -> bool:
    try:
        return bool(resolve(parse(text), world))
    except WrongReference:
        return False


def judge(count: int, seed: int) -> None:
    kinds, missed, false = figures(count, seed)
    assert set(kinds) == {error.__name__ for error in ERRORS}
    assert len(missed) <= 0.01 * count, missed[:5]
    assert len(false) <= 0.02 * count, false[:5]


def test_seeded_errors_are_found_and_correct_prose_is_left() -> None:
    judge(200, 1)


@pytest.mark.long
@pytest.mark.parametrize("seed", [11, 12, 13, 14, 15])
def test_a_thousand_seeded_errors(seed: int) -> None:
    judge(1000, seed)


def test_a_figure_that_moved_is_found() -> None:
    world = by_chance(2)
    for section, text in GOOD.items():
        printed = bind(section, text, world).printed
        changed = {name: text + "9" for name, text in printed.items()}
        assert any(one.code == "moved" for one in check(section, text, world, written_with=changed))
        assert not any(one.code == "moved" for one in check(section, text, world, written_with=printed))
