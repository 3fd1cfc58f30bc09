"""Who sees what: each edition holds what the narrower one holds, says it alike, and no more than it may."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pyarrow as pa
import pytest

from goldenthread.base.errors import UsageError
from goldenthread.editions.commentary.said import SaidParagraph
from goldenthread.model.results import Results
from goldenthread.model.strategy import Priority, ShownMeasure, Strategy
from goldenthread.publication.audiences import AUDIENCES, EXEMPT, LEADERSHIP, PUBLIC, TEAM, audience_of
from goldenthread.publication.content.document import document
from goldenthread.publication.content.paper import paper
from goldenthread.publication.content.slides import deck
from goldenthread.publication.edition import Edition
from goldenthread.publication.editions_compared import difference
from goldenthread.publication.figures_in import figures_in
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.judging import with_drivers
from goldenthread.publication.manifest import manifest
from goldenthread.publication.pack import content_of
from goldenthread.publication.tree import Document
from tests.publication.made_up import STRATEGY, made_up_edition
from tests.publication.pages import pages_of, parse

NAMES = [each.name for each in AUDIENCES]


def edition(audience: str) -> Edition:
    """The made-up edition for an audience; contacts are counted by team too, unasked by the strategy."""
    made = made_up_edition()
    contacts = [row for row in made.results.table.to_pylist() if row["measure"] == "contacts_received"]
    contacts = [row for row in contacts if row["group"] == "all"]
    teams = [row | {"breakdown": "team", "group": f"Team {n}"} for row in contacts for n in (1, 2)]
    more = pa.Table.from_pylist(teams, schema=made.results.table.schema)
    return replace(made, audience=audience, results=Results(pa.concat_tables([made.results.table, more])))


@cache
def said(audience: str) -> Document:
    return document(edition(audience))


@pytest.mark.parametrize(("wide", "narrow"), list(pairwise(NAMES)))
def test_each_edition_holds_all_that_the_narrower_one_holds_and_says_it_alike(wide: str, narrow: str) -> None:
    found = difference(said(wide), said(narrow))
    assert found.more
    assert found.missing == ()
    assert found.unequal == ()


def test_what_drove_a_change_is_told_by_the_groups_that_an_audience_may_see() -> None:
    made = edition("leadership")
    table = made.results.table
    rows = [row for row in table.to_pylist() if row["measure"] == "cp_plans_open"]
    teams = [{**row, "breakdown": "team"} for row in rows if row["breakdown"] == "locality"]
    more = pa.concat_tables([table, pa.Table.from_pylist(teams, schema=table.schema)])
    whole = with_drivers(replace(made, results=Results(more)))
    told, pages = {}, {}
    for name in NAMES:
        cut = for_audience(replace(whole, audience=name))
        assert cut.register
        told[name] = {one.breakdown for each in cut.register.findings for one in each.drove}
        pages[name] = "".join(pages_of(cut).values())
    assert told["team"] == told["leadership"] == {"team", "locality"}
    assert told["exempt"] == {"locality"}
    assert told["public"] == set()
    for name in NAMES:
        assert ("of the change of" in pages[name]) is (name != "public")
        assert ("By team: Central" in pages[name]) is (name in ("team", "leadership"))


@pytest.mark.parametrize("audience", NAMES)
def test_every_page_says_whom_it_is_for_as_slides_and_paper_do(audience: str) -> None:
    words = audience_of(audience).words()
    assert words.startswith("For ")
    assert ("not for publication" in words) is (audience != "public")
    made = for_audience(edition(audience))
    for name, text in pages_of(made).items():
        assert words in parse(text).find("header")[0].text(), name
    assert words in deck(made).lines
    assert f"For {dict(paper(made, document(made)).standing)['For']}" == words


def test_a_difference_would_be_seen() -> None:
    changed = edition("exempt")
    rows = changed.results.table.to_pylist()
    for row in rows:
        if row["measure"] == "cp_plans_open" and row["group"] == "all" and row["period"] == "2023-12":
            row["value"] = 304.0
    changed = replace(
        changed, results=Results(pa.Table.from_pylist(rows, schema=changed.results.table.schema))
    )
    found = difference(said("leadership"), document(changed))
    assert {(figure[0][0], text, other) for figure, text, other in found.unequal} >= {
        ("cp_plans_open", "304", "303")
    }
    found = difference(said("exempt"), said("leadership"))
    assert {figure[0][2] for figure in found.missing} == {"team"}


def test_a_committee_sees_no_team_and_no_file() -> None:
    for text in pages_of(edition("exempt")).values():
        assert "Team " not in text
        assert "annex_a_2023-12.xlsx" not in text
        assert "Rows behind each figure" not in text
    assert "annex_a_2023-12.xlsx" in pages_of(edition("leadership"))["data.html"]
    assert "[c]" not in {
        figure.text for figure in figures_in(said("exempt"))
    }  # small numbers are for it to see


def test_a_team_sees_itself_first_under_every_measure_that_is_counted_by_team() -> None:
    shown = for_audience(edition("team")).strategy.priorities[0].measures[0]
    assert shown == ShownMeasure("contacts_received", ("team", "locality"))
    assert for_audience(edition("leadership")).strategy == STRATEGY
    assert for_audience(edition("team")).strategy.priorities[1] == STRATEGY.priorities[1]


def test_an_edition_is_cut_down_once() -> None:
    for name in NAMES:
        once = for_audience(edition(name))
        twice = for_audience(once)
        assert twice.results.table == once.results.table
        assert replace(twice, results=once.results, register=None) == replace(once, register=None)
        assert (twice.register and twice.register.headline()) == (once.register and once.register.headline())


def test_the_public_is_given_nothing_but_what_is_printed() -> None:
    public = for_audience(edition("public"))
    printed = {figure.key for figure in figures_in(said("public"))}
    held = {(one.measure, one.period, one.breakdown, one.group) for one in public.results}
    unprinted = held - printed
    assert {key[2] for key in unprinted} <= {"locality", "age_band", "theme", "hub_locality", "band", "all",
                                            "placement_group", "destination", "stage", "grade"}  # fmt: skip
    assert content_of(public).proofs == {}
    assert (public.accounts, public.figure_accounts, public.notes, public.comparison) == ((), (), (), None)
    assert public.before == ()


def test_a_breakdown_is_allowed_with_all_its_parts() -> None:
    assert TEAM.allows("team")
    assert LEADERSHIP.allows("grade × team")
    assert not EXEMPT.allows("grade × team")
    assert EXEMPT.allows("age_band × sex")
    assert PUBLIC.allows("age_band")
    assert not PUBLIC.allows("age_band × sex")
    assert not PUBLIC.allows("abuse_category")


def test_a_measure_whose_lines_may_not_be_seen_is_left_out() -> None:
    split = replace(made_up_edition().measures["audit_grade_pct"].split, by="team")  # type: ignore[type-var]
    made = made_up_edition(audience="exempt")
    measures = {**made.measures, "audit_grade_pct": replace(made.measures["audit_grade_pct"], split=split)}
    strategy = Strategy("Plan", (Priority("one", "One", "More.", (ShownMeasure("audit_grade_pct"),)),))
    left = for_audience(replace(made, measures=measures, strategy=strategy))
    assert left.strategy.priorities[0].measures == ()
    assert "No measure" in pages_of(left)["priority-1.html"]


def test_internal_is_another_word_for_leadership() -> None:
    assert audience_of("internal") is LEADERSHIP
    assert b'"audience": "leadership"' in manifest(made_up_edition(audience="internal"), {})
    with pytest.raises(UsageError, match="no audience 'leaders'") as refused:
        audience_of("leaders")
    assert "leadership" in str(refused.value)


@pytest.mark.parametrize(("audience", "kept"), [("leadership", 2), ("public", 1)])
def test_a_reference_without_a_figure_is_not_for_everybody(audience: str, kept: int) -> None:
    """Where a reference prints nothing, what was written stands in its place, for the writer to mend."""
    words = (
        SaidParagraph(("Families were asked.",)),
        SaidParagraph(("They came, {{ contacts_received | usual in words }}.",)),
    )
    made = for_audience(replace(edition(audience), commentary={"summary": words}))
    assert len(made.commentary["summary"]) == kept
