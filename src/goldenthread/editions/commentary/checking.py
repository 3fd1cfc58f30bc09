"""Check a section: everything that keeps it from release, and what a person should decide on."""

from __future__ import annotations

from collections.abc import Mapping

from goldenthread.base.errors import suggest
from goldenthread.editions.commentary.binding import Bound, bind
from goldenthread.editions.commentary.checks import CHECKS, Section
from goldenthread.editions.commentary.checks.telling import telling
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.world import World

NOTHING: Mapping[str, str] = {}


def check(
    section: str,
    text: str,
    world: World,
    *,
    audience: str = "internal",
    written_with: Mapping[str, str] = NOTHING,
) -> tuple[Remark, ...]:
    """The remarks on a section in reading order. `written_with` is what each reference printed when the words
    were written, by the reference as `Bound.printed` has it."""
    if section not in world.sections:
        message = f"There is no section '{section}' in this edition."
        return (Remark(section, 1, 1, "unknown_section", message, suggest(section, world.sections)),)
    return check_bound(bind(section, text, world), world, audience=audience, written_with=written_with)


def check_bound(
    bound: Bound, world: World, *, audience: str = "internal", written_with: Mapping[str, str] = NOTHING
) -> tuple[Remark, ...]:
    """The same of a section that is bound already."""
    seen = Section(bound.section, bound.passages, world, written_with)
    checks = (*CHECKS, telling) if audience == "public" else CHECKS
    found = [*bound.remarks, *(remark for each in checks for remark in each(seen))]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.line, one.column)))
