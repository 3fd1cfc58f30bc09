"""What the cards of the real catalogue count, written from the specification (measures.md) and nothing else.

A quantity is a number of records: of a table, by start, by end or open on the last day, by a condition,
over a number of months. A card prints one quantity or sets one over another. Relations are what anybody
who knows the work can say of two quantities. Nothing here was taken from what the control knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Quantity:
    """Records of `table` counted `by` start, end or as open, where the flag `where` holds, over `months`."""

    table: str
    by: str
    where: str = ""
    months: str = "month"


@dataclass(frozen=True)
class Card:
    """One card of the catalogue as shown: numerator, denominator and the breakdowns to choose from."""

    measure: str
    top: Quantity
    bottom: Quantity | None = None
    breakdowns: tuple[str, ...] = ()
    rate: bool = False
    minus: Quantity | None = None
    """Of a difference: what is taken off."""
    split: bool = False
    """The breakdown's groups are lines of shares: each has the whole as its denominator."""


@dataclass(frozen=True)
class Theme:
    """Tables with their columns, cards, and what is known of quantities beyond the cards.

    `within`: the first is at most the second, in every group. `apart`: the first are together at most the
    second. `bridges`: (stock, started, ended).
    """

    tables: dict[str, tuple[str, ...]]
    cards: tuple[Card, ...]
    within: tuple[tuple[Quantity, Quantity], ...] = ()
    apart: tuple[tuple[tuple[Quantity, ...], Quantity], ...] = ()
    bridges: tuple[tuple[Quantity, Quantity, Quantity], ...] = ()
    flags: dict[str, tuple[str, ...]] = field(default_factory=dict)


Q = Quantity
OPEN, STARTED, ENDED = Q("plans", "open"), Q("plans", "start"), Q("plans", "end")
OPEN_REPEAT, OPEN_LONG, VISITED = (Q("plans", "open", w) for w in ("repeat", "long", "visited"))
DUE = Q("plans", "open", "due")
EVER, RECENT = Q("plans", "start", "repeat"), Q("plans", "start", "recent")
ENDED_LONG = Q("plans", "end", "long")
X = " × "

PROTECTION = Theme(
    {"plans": ("locality", "age_band", "sex", "abuse_category")},
    (
        Card(
            "cp_plans_open", OPEN, None, ("locality", "age_band", "sex", "abuse_category", f"age_band{X}sex")
        ),
        Card("cp_plan_rate", OPEN, None, ("locality",), rate=True),
        Card("repeat_cp_current_pct", OPEN_REPEAT, OPEN, ("locality", "abuse_category", "sex")),
        Card("cp_plans_2y_open_pct", OPEN_LONG, OPEN, ("abuse_category",)),
        Card("cp_plans_started", STARTED, None, ("locality", "abuse_category", "sex", "age_band")),
        Card("repeat_cp_ever_pct", EVER, STARTED, ("locality", "abuse_category")),
        Card("repeat_cp_24m_pct", RECENT, STARTED, ("locality", "abuse_category")),
        Card("cp_plans_ended", ENDED, None, ("locality", "sex", "age_band")),
        Card("cp_plans_2y_ended_pct", ENDED_LONG, ENDED, ("abuse_category",)),
        Card("cp_plans_net_change", STARTED, None, ("locality",), minus=ENDED),
        Card("cp_visits_in_date_pct", VISITED, DUE, ("locality", "age_band")),
    ),
    within=((RECENT, EVER), (DUE, OPEN)),
    bridges=((OPEN, STARTED, ENDED),),
    flags={"plans": ("repeat", "recent", "visited")},
)

CONTACTS, POLICE, QUICK = (
    Q("contacts", "start"),
    Q("contacts", "start", "police"),
    Q("contacts", "start", "quick"),
)
QUARTER, YEAR, TO_DATE = (Q("contacts", "start", "", m) for m in ("quarter", "rolling_12", "fytd"))
REFERRALS = Q("referrals", "start")
SCHOOLS, NFA, NO_NEED = (Q("referrals", "start", w) for w in ("schools", "nfa", "no_need"))

FRONT_DOOR = Theme(
    {"contacts": ("source", "locality", "age_band", "sex"), "referrals": ("source", "locality")},
    (
        Card("contacts_received", CONTACTS, None, ("source", "locality", "age_band", f"age_band{X}sex")),
        Card("contacts_police_share_pct", POLICE, CONTACTS, (f"age_band{X}sex", "locality", "age_band")),
        Card("contacts_decision_1wd_pct", QUICK, CONTACTS, ("source",)),
        Card("contacts_received", QUARTER, None, ("source", "locality")),
        Card("contacts_received", YEAR, None, ("source", "locality")),
        Card("contacts_received", TO_DATE, None, ("source",)),
        Card("referrals_received", REFERRALS, None, ("locality", "source")),
        Card("referrals_rate", REFERRALS, None, ("locality",), rate=True),
        Card("referrals_from_schools", SCHOOLS, None, ("locality",)),
        Card("referrals_nfa_pct", NFA, REFERRALS, ("source", "locality")),
        Card("referrals_not_in_need_pct", NO_NEED, REFERRALS, ("source",)),
    ),
    apart=(((NFA, NO_NEED), REFERRALS),),
    flags={"contacts": ("police", "quick"), "referrals": ("schools", "nfa", "no_need")},
)

CARE, CAME, LEFT = Q("care", "open"), Q("care", "start"), Q("care", "end")
HOME, ADOPTED = Q("care", "end", "home"), Q("care", "end", "adopted")
MISSING, FAR, NEET = Q("care", "open", "missing"), Q("care", "open", "far"), Q("care", "open", "neet")
STAYED = Q("care", "open", "new")

LOOKED_AFTER = Theme(
    {"care": ("placement_group", "age_band", "sex", "locality")},
    (
        Card("cla_count", CARE, None, ("placement_group", "age_band", "sex", "locality")),
        Card("placement_mix_pct", CARE, CARE, ("placement_group",), split=True),
        Card("cla_rate", CARE, None, ("locality",), rate=True),
        Card("cla_started", CAME, None, ("age_band", "locality", "sex")),
        Card("cla_ceased", LEFT, None, ("age_band", "sex", "placement_group")),
        Card("cla_ceased_home_pct", HOME, LEFT, ("age_band",)),
        Card("adopted_pct", ADOPTED, LEFT, ("age_band",)),
        Card("cla_net_change", CAME, None, ("locality",), minus=LEFT),
        Card("cla_missing_pct", MISSING, CARE, ("placement_group",)),
        Card("placed_20_miles_pct", FAR, CARE, ("placement_group", "age_band")),
        Card("cla_neet_16_17", NEET, None, ()),
    ),
    within=((STAYED, CAME), (NEET, CARE)),
    apart=(((HOME, ADOPTED), LEFT),),
    bridges=((CARE, CAME, LEFT),),
    flags={"care": ("home", "adopted", "missing", "far", "neet")},
)

AUDITS, DONE, TALKED = (Q("audits", "start", w) for w in ("", "done", "talked"))
GRADED, FORMS = Q("audits", "start", "graded"), Q("forms", "start")
VISITS = Q("visits", "start")

PRACTICE = Theme(
    {"audits": ("service", "grade"), "forms": ("band", "locality"), "visits": ("hub_locality",)},
    (
        Card("audits_completed_pct", Q("audits", "start", "in_time"), AUDITS, ("service",)),
        Card("audit_discussion_pct", TALKED, DONE, ("service",)),
        Card("audit_grade_pct", GRADED, GRADED, ("grade",), split=True),
        Card("sf_outcome_band_pct", FORMS, FORMS, ("band",), split=True),
        Card("sf_forms_completed", FORMS, None, ("locality",)),
        Card("hub_visits", VISITS, None, ()),
        Card("hub_visit_share_pct", VISITS, VISITS, ("hub_locality",), split=True),
    ),
    within=((GRADED, DONE), (DONE, AUDITS), (Q("audits", "start", "in_time"), DONE)),
    flags={"audits": ("done", "talked", "graded", "in_time")},
)

THEMES = (PROTECTION, FRONT_DOOR, LOOKED_AFTER, PRACTICE)
