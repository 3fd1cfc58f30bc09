"""What two releases tell together: a card that comes later, a number of which another counts some, values
that are corrected, cards that are gone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Released, suppress
from goldenthread.base.errors import RefusedInput
from goldenthread.engine.cards import shipped_measures
from goldenthread.model.result import ALL
from tests.attack.by_hand import Number, Table, release, results
from tests.attack.worlds import AUTHORITY

NOW = "2023-12"


def of(measure: str, number: Number, breakdown: str = "", group: str = "", period: str = NOW) -> Table:
    return {(measure, period, breakdown, group): number}


def by(measure: str, breakdown: str, groups: Mapping[str, Number]) -> Table:
    return {(measure, NOW, breakdown, group): number for group, number in groups.items()}


def shown(out: Released, measure: str, breakdown: str = "", group: str = "", period: str = NOW) -> object:
    """The value as printed; None where it is withheld."""
    return out.results.get(measure, AUTHORITY, period, breakdown or ALL, group or ALL).value


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(
            of("contacts_received", 69)
            | by("contacts_received", "source", {"police": 40, "health": 26, "school": 3}),
            of("contacts_police_share_pct", (40, 69)),
            id="the share gives the number of police to the unit, so that of schools",
        ),
        pytest.param(
            of("statutory_open_children", 50)
            | by("statutory_open_children", "stage", {"cla": 40, "cp": 7, "cin": 3}),
            of("cla_count", 40),
            id="the last stage is the children in care",
        ),
        pytest.param(
            of("cp_plans_started", 30) | of("cp_plans_ended", 3),
            of("cp_plans_net_change", 27),
            id="started less the net change is ended",
        ),
        pytest.param(
            by("contacts_received", "age_band × sex", {"1-4 × male": 12, "1-4 × female": 3}),
            by("contacts_received", "age_band", {"1-4": 15}),
            id="crossed groups add to their margin",
        ),
        pytest.param(
            of("repeat_cp_24m_pct", (5, 40)),
            of("repeat_cp_ever_pct", (6, 40)),
            id="some of those with an earlier plan",
        ),
        pytest.param(
            of("icpc_held", 40),
            of("icpc_to_cp_plan_pct", (30, 38)),
            id="the rest of two cards is two children",
        ),
    ],
)
def test_a_card_that_comes_later_is_held_against_what_was_told(before: Table, now: Table) -> None:
    _, out = release([before, now])
    assert out.report.is_proved
    assert shown(out, next(iter(now))[0], *next(iter(now))[2:]) is None
    assert shown(release([now])[0], next(iter(now))[0], *next(iter(now))[2:]) is not None


def test_a_rest_that_links_tell_of_is_protected() -> None:
    """12 had an earlier plan, 11 within 24 months: one child's was longer ago."""
    [out] = release([of("repeat_cp_ever_pct", (12, 41)) | of("repeat_cp_24m_pct", (11, 41))])
    assert None in (shown(out, "repeat_cp_ever_pct"), shown(out, "repeat_cp_24m_pct"))


@pytest.mark.parametrize(("number", "is_told"), [(12, False), (19, False), (20, True)])
def test_all_of_few_in_one_group(number: int, is_told: bool) -> None:
    name = "cla_u16_out_of_education"
    groups: dict[str, Number] = {"residential": number, "foster": 0, "parents": 0}
    [out] = release([of(name, number) | by(name, "placement_group", groups)])
    noughts = [shown(out, name, "placement_group", group) for group in ("foster", "parents")]
    assert (noughts == [0, 0]) is is_told


@pytest.mark.parametrize(
    ("measure", "before", "now", "value"),
    [
        ("placement_cost_weekly_avg", (50_000, 50), (100_000, 50), 2000),
        ("sdq_average", (1400, 100), (2400, 100), 24),
        ("sdq_average", (1400, 100), (2520, 105), None),
        ("sdq_average", (1400, 100), (1442, 103), 14),
        ("cla_rate", (500, 100_000), (500, 200_000), 25),
    ],
)
def test_a_corrected_value_is_not_left_standing(
    measure: str, before: Number, now: Number, value: float | None
) -> None:
    """Of the fourth the number moved by three and the mean not at all: what was shown stands."""
    assert shown(release([of(measure, before), of(measure, now)])[-1], measure) == value


def test_parts_of_a_longer_period_of_persons_are_held_against_it() -> None:
    """60 children in the year to November, 63 to December: three or more came in December."""
    before = of("cla_started", 60, period="FYTD2023-11") | of("cla_started", 3, period=NOW)
    out = release([before, of("cla_started", 63, period="FYTD2023-12")])[-1]
    assert shown(out, "cla_started", period="FYTD2023-12") is None
    far = release([before, of("cla_started", 60, period="FYTD2023-12")])[-1]
    assert shown(far, "cla_started", period="FYTD2023-12") == 60


def test_a_public_card_that_is_gone_stops_the_next_release() -> None:
    before, now = results(of("cla_count", 100)), results(of("contacts_received", 100))
    told = suppress(before, shipped_measures(), AUTHORITY, DEFAULT)
    cards = {name: card for name, card in shipped_measures().items() if name != "cla_count"}
    with pytest.raises(RefusedInput, match="showed cla_count, of which there is no card any more"):
        suppress(now, cards, AUTHORITY, DEFAULT, ledger=[Earlier(told.results, DEFAULT, before)])
