"""Whom the council compares itself with: `comparators` in goldenthread.yml."""

from __future__ import annotations

from collections.abc import Mapping

from goldenthread.analysis.comparators import Wanted
from goldenthread.base.errors import RefusedInput, suggest
from goldenthread.base.folders import SETTINGS
from goldenthread.model.published import REGIONS
from goldenthread.sources.published.areas import region_number
from goldenthread.warehouse.workspace import Workspace

ALLOWED = ("authorities", "average", "compared_as", "region")
AVERAGES = ("mean", "median")
WHERE = f"{SETTINGS}, comparators"


def wanted(here: Workspace) -> Wanted:
    """What the settings say, checked; without them the neighbours' mean and no named authority."""
    said = here.comparators
    if said is None:
        return Wanted()
    if not isinstance(said, Mapping):
        raise RefusedInput(
            "Comparators need lines such as 'authorities: [851, 850]'.",
            where=WHERE,
            do="Indent the lines below it.",
        )
    for name in said:
        if name not in ALLOWED:
            raise RefusedInput(
                f"Comparators have no setting '{name}'.", where=WHERE, do=suggest(str(name), ALLOWED)
            )
    average = str(said.get("average", "mean"))
    if average not in AVERAGES:
        raise RefusedInput(
            f"Neighbours cannot be put together by '{average}'.", where=WHERE, do=suggest(average, AVERAGES)
        )
    named = said.get("authorities", ())
    if not isinstance(named, list | tuple):
        raise RefusedInput(
            "'authorities' is a list.", where=WHERE, do="Write it as: authorities: [851, 850, 921]"
        )
    return Wanted(
        authorities=tuple(str(one) for one in named),
        average="median" if average == "median" else "mean",
        compared_as=str(said.get("compared_as", "")),
        region=_region(str(said.get("region", ""))),
    )


def _region(text: str) -> str:
    """A region's number, by its number, its code or its name."""
    number = text if text in REGIONS else region_number(text, text)
    if text and not number:
        names = [name for _, name in REGIONS.values()]
        raise RefusedInput(f"'{text}' is no region.", where=WHERE, do=suggest(text, names))
    return number
