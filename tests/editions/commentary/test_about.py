"""Rounded figures in the council's own words are said to be about right, and contradict no share."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pytest

from goldenthread.analysis.figures import Figure, in_words
from goldenthread.cli.commentary_world import with_commentary, world_of
from goldenthread.editions.commentary.public import check_for_public, left_out
from goldenthread.editions.commentary.said import SaidParagraph
from goldenthread.editions.commentary.world import World
from goldenthread.model.results import SCHEMA, Results
from goldenthread.publication.content.commentary import commentary_place
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.tree import CommentaryPlace, Paragraph
from tests.publication.made_up import made_up_edition
from tests.publication.made_up_rounded import everything_rounded

SHARE = "rereferrals_12m_pct"


@cache
def edition(top: float, bottom: float, value: float) -> Edition:
    """The rounded edition with one share of these parts in its month."""
    whole = everything_rounded()
    rows = whole.results.table.to_pylist()
    for row in rows:
        if (row["measure"], row["period"], row["breakdown"]) == (SHARE, "2023-12", "all"):
            row.update(numerator=top, denominator=bottom, value=value)
    return for_audience(everything_rounded(results=Results(pa.Table.from_pylist(rows, schema=SCHEMA))))


def paragraphs(place: CommentaryPlace) -> list[str]:
    """What stands in a place, which holds paragraphs of words alone."""
    said = [each.text for each in place.blocks if isinstance(each, Paragraph)]
    assert len(said) == len(place.blocks)
    return [in_words(tuple(part for part in text if isinstance(part, str | Figure))) for text in said]


def printed(text: str, share: tuple[float, float, float] = (75, 310, 24)) -> str:
    """What everybody reads of a paragraph; nothing where it is left out."""
    made, _ = with_commentary(edition(*share), {"summary": text})
    place = commentary_place(for_audience(made), "summary", "words", "the month")
    return "".join(paragraphs(place))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{ cp_plans_open | in full }} had a plan.", "About 305 children had a plan."),
        ("On the last day {{ cp_plans_open }} had a plan.", "On the last day about 305 had a plan."),
        ("Roughly {{ cp_plans_open }} had a plan.", "Roughly 305 had a plan."),
        ("Of the {{ cp_plans_open }} plans none ended.", "Of the 305 plans none ended."),
        ("We know why. {{ cp_plans_open }} had one.", "We know why. About 305 had one."),
        (f"{{{{ {SHARE} | in full }}}} came back.", "24% (about 75 of 310) came back."),
        (f"{{{{ {SHARE} | of }}}} came back.", "About 75 of 310 came back."),
        (f"{{{{ {SHARE} }}}} came back.", "24% came back."),
    ],
)
def test_a_rounded_figure_is_said_to_be_about_right(written: str, read: str) -> None:
    assert printed(written) == read


def test_a_count_that_contradicts_its_share_is_not_said() -> None:
    apart = (10.0, 100.0, 12.0)
    assert printed(f"{{{{ {SHARE} | in full }}}} of them.", apart) == "12% (of about 100) of them."
    few = (15.0, 25.0, 59.0)
    assert printed(f"{{{{ {SHARE} | in full }}}} came.", few) == "59% (of about 25) came."


def test_a_paragraph_that_sets_a_count_beside_a_share_it_contradicts_goes_and_its_writer_is_told() -> None:
    text = f"{{{{ {SHARE} | of }}}} came back, which is {{{{ {SHARE} }}}}."
    assert printed(text) == "About 75 of 310 came back, which is 24%."
    assert printed(text, (10, 100, 12)) == ""
    own, public = world_of(made_up_edition()), world_of(edition(10, 100, 12))
    for remark in (*left_out("summary", text, own, public), *check_for_public("summary", text, own, public)):
        assert remark.code == "absent"
        assert "would give another share" in remark.message
        assert f"{{{{ {SHARE} | in full }}}}" in remark.mend
    assert left_out("summary", text, own, world_of(edition(75, 310, 24))) == ()


def test_exact_figures_are_said_as_they_were_written() -> None:
    made, _ = with_commentary(made_up_edition(), {"summary": "{{ cp_plans_open | in full }} had a plan."})
    place = commentary_place(for_audience(made), "summary", "words", "the month")
    assert paragraphs(place) == ["303 children had a plan."]


def test_a_target_is_nearly_met_in_one_word() -> None:
    """The words of who wrote and those of the page are the same."""
    text = (
        "{{ cla_rate | in full }}; the target is {{ cla_rate | target }} and it is {{ cla_rate | rating }}."
    )
    assert printed(text).endswith("and it is nearly met.")
    [said] = with_commentary(made_up_edition(), {"summary": text})[0].commentary["summary"]
    assert isinstance(said, SaidParagraph)
    assert in_words(said.words).endswith("and it is missed, within its amber margin.")


def test_the_world_of_everybody_is_plain() -> None:
    worlds: tuple[World, World] = (world_of(made_up_edition()), world_of(edition(75, 310, 24)))
    assert [each.plain for each in worlds] == [False, True]
