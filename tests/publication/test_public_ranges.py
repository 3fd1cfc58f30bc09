"""What the words for everybody say of the lowest, the highest and the targets, where months are hidden."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from goldenthread.analysis.figures import in_words
from goldenthread.analysis.targets import Rating
from goldenthread.model.result import ALL
from goldenthread.model.results import SCHEMA, Results
from goldenthread.publication.content.lines import line_block
from goldenthread.publication.content.public.priority import targets_met
from goldenthread.publication.content.public.sentences import range_sentence, target_sentence
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.slide_glance import met_words
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.tree import Tag
from tests.publication.made_up import MONTHS, made_up_edition

PLANS = "cp_plans_open"
HIDDEN = {"status": "confidential", "value": None, "numerator": None, "denominator": None}
UNKNOWN = {**HIDDEN, "status": "not_available"}
NO_CASES = {**HIDDEN, "status": "no_cases"}


def shown(
    gaps: int, how: dict[str, object] = HIDDEN, flat: float | None = None, audience: str = "public"
) -> Shown:
    """The plans with their oldest months without a figure, all other months alike where `flat` is given."""
    first = {period.label for period in MONTHS[:gaps]}
    rows = made_up_edition().results.table.to_pylist()
    for row in (row for row in rows if row["measure"] == PLANS and row["breakdown"] == ALL):
        row.update(how if row["period"] in first else {"value": row["value"] if flat is None else flat})
    results = Results(pa.Table.from_pylist(rows, schema=SCHEMA))
    edition = made_up_edition(results=results, audience=audience)
    return next(each for each in all_shown(for_audience(edition)) if each.measure.id == PLANS)


def said(each: Shown) -> str:
    return in_words(range_sentence(each))


def test_with_every_month_the_lowest_and_the_highest_are_told() -> None:
    assert said(shown(0)).startswith("The lowest was 303 (Dec 2023) and the highest ")
    assert said(shown(0, flat=300)) == "It was 300 each time."
    assert said(shown(3, NO_CASES, flat=300)) == "It was 300 each time."


def test_of_months_that_are_printed_alike_the_latest_is_named() -> None:
    """'The lowest was 300 (Apr 2022)' is odd where the month shown is 300 too."""
    rows = made_up_edition().results.table.to_pylist()
    for row in (row for row in rows if row["measure"] == PLANS and row["breakdown"] == ALL):
        row["value"] = 300.0 if row["period"] in ("2022-04", "2023-12") else 340.0
    results = Results(pa.Table.from_pylist(rows, schema=SCHEMA))
    for audience, rounding, about in (("public", 1, ""), ("public", 5, "about ")):
        edition = for_audience(made_up_edition(results=results, audience=audience, rounding=rounding))
        plans = next(each for each in all_shown(edition) if each.measure.id == PLANS)
        told = f"The lowest was {about}300 (Dec 2023) and the highest {about}340 (Nov 2023)."
        assert said(plans) == told
    whole = next(each for each in all_shown(made_up_edition(results=results)) if each.measure.id == PLANS)
    assert line_block(whole).chart.summary.endswith(
        "the lowest was 300 (Dec 2023) and the highest 340 (Nov 2023)."
    )


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ((Rating.NEAR,), "There is one target here that we can check. We have nearly met it."),
        ((Rating.NEAR, Rating.NEAR), "Of 2 targets we have nearly met both."),
        ((Rating.NEAR, Rating.MET, Rating.MET), "Of 3 targets we have met 2 and nearly met 1."),
        (
            (Rating.NEAR, Rating.NEAR, Rating.TOO_FEW),
            "There are 2 targets here that we can check. We have nearly met both.",
        ),
        ((Rating.TOO_FEW,), "There is no target here that we can check."),
    ],
)
def test_targets_are_summed_up_in_plain_words(
    ratings: tuple[Rating, ...], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = for_audience(made_up_edition(audience="public"))
    every = [each for each in all_shown(edition) if each.rated().target is not None and not each.split]
    told = [each for each in every if each.measure.polarity != "neutral"][: len(ratings)]
    rated = {
        each.measure.id: replace(each.rated(), rating=it) for each, it in zip(told, ratings, strict=True)
    }
    monkeypatch.setattr(Shown, "rated", lambda each: rated[each.measure.id])
    assert targets_met(told) == words
    near = next((each for each in told if each.rated().rating is Rating.NEAR), None)
    if near:
        *sentence, tag = target_sentence(near)
        assert "We have nearly met it." in "".join(map(str, sentence))
        assert tag == Tag("Nearly met", "near")


@pytest.mark.parametrize(
    ("met", "rated", "words"),
    [
        (0, 1, "the one target that can be rated is not met"),
        (1, 1, "the one target that can be rated is met"),
        (0, 4, "none of 4 targets is met"),
        (1, 4, "1 of 4 targets is met"),
        (3, 4, "3 of 4 targets are met"),
        (4, 4, "all 4 targets are met"),
    ],
)
def test_the_title_of_a_slide_counts_targets_as_one_says_it(met: int, rated: int, words: str) -> None:
    assert met_words(met, rated) == words


@pytest.mark.parametrize("how", [HIDDEN, UNKNOWN])
def test_with_a_month_that_is_not_shown_they_are_of_those_that_are(how: dict[str, object]) -> None:
    """Small figures are hidden, so that the shown ones lean."""
    assert said(shown(1, how)).startswith("Of the months that we can show, the lowest was ")
    assert said(shown(12, how, flat=300)) == "In the months that we can show, it was 300."


def test_with_fewer_than_half_of_the_months_there_is_neither() -> None:
    assert said(shown(13)) == "We can show 12 of 25 months."
    assert said(shown(13, flat=300)) == "We can show 12 of 25 months."
    assert said(shown(25)) == "No month can be shown."


def test_the_words_for_a_drawing_say_of_how_many_periods_the_lowest_is() -> None:
    def summary(gaps: int) -> str:
        return line_block(shown(gaps, UNKNOWN, audience="leadership")).chart.summary

    assert "Over 25 periods the lowest was" in summary(0)
    assert "In the 24 of 25 periods that have a figure, the lowest was" in summary(1)
    assert summary(13).endswith("Only 12 of 25 periods have a figure.")


def test_targets_that_cannot_be_told_are_not_passed_over() -> None:
    """'Of 2 targets we have missed both' is untrue where a third is hidden."""
    edition = for_audience(made_up_edition(audience="public"))
    every = [each for each in all_shown(edition) if each.rated().target is not None and not each.split]
    told = [each for each in every if each.measure.polarity != "neutral"][:3]
    assert len(told) == 3
    whole = targets_met(told)
    assert whole.startswith("Of 3 targets we have ")
    name = told[0].measure.id
    rows = [
        row | HIDDEN if row["measure"] == name and row["breakdown"] == ALL else row
        for row in edition.results.table.to_pylist()
    ]
    hidden = replace(
        edition, results=Results(pa.Table.from_pylist(rows, schema=edition.results.table.schema))
    )
    left = [replace(each, edition=hidden) for each in told]
    assert targets_met(left).startswith("There are 2 targets here that we can check. We have ")
