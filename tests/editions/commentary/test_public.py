"""Words for everybody are judged by the figures that everybody sees; what is left out asks for nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from goldenthread.editions.commentary.checking import check
from goldenthread.editions.commentary.public import check_for_public, left_out
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.world import World
from goldenthread.model.result import ALL, Status
from goldenthread.model.results import Results
from tests.editions.commentary.worlds import made_up

Row = dict[str, Any]


def seen_by_all(change: Callable[[Row], Row | None], **more: Any) -> World:
    """The made-up edition after its results were changed row by row, or left out."""
    own = made_up()
    table = own.results.table
    rows = [row for one in table.to_pylist() if (row := change(dict(one))) is not None]
    return replace(own, results=Results(pa.Table.from_pylist(rows, schema=table.schema)), **more)


def rounded(row: Row) -> Row:
    """Counts to the nearest 100, as a policy might."""
    if row["measure"] == "contacts_received" and row["value"] is not None:
        row["numerator"] = row["value"] = round(row["value"] / 100) * 100.0
    return row


def hidden(row: Row) -> Row | None:
    """Contacts confidential, and no locality shown."""
    if row["measure"] == "contacts_received" and row["breakdown"] == ALL:
        row |= {"status": str(Status.CONFIDENTIAL), "numerator": None, "denominator": None, "value": None}
    return None if row["breakdown"] == "locality" else row


def found(text: str, public: World, section: str = "summary", **more: Any) -> tuple[Remark, ...]:
    return check_for_public(section, text, made_up(), public, **more)


def test_a_direction_is_judged_by_the_rounded_figures() -> None:
    """1,556 after 1,631 fell, and as everybody sees them 1,600 after 1,600 are the same."""
    text = "Contacts fell to {{ contacts_received }} from {{ contacts_received | previous }}."
    assert [one.code for one in found(text, made_up())] == []
    (remark,) = found(text, seen_by_all(rounded))
    assert remark.code == "direction"
    assert "1,600 now, 1,600 in November 2023" in remark.message
    assert "1,556" not in remark.message


def test_a_typed_figure_is_held_against_what_everybody_sees() -> None:
    (remark,) = found("There were 1,600 contacts received.", seen_by_all(rounded))
    assert remark.mend == "Write {{ contacts_received }}."


def test_a_figure_that_was_only_rounded_did_not_move() -> None:
    text, public = "We took {{ contacts_received }} contacts.", seen_by_all(rounded)
    assert found(text, public, written_with={"{{ contacts_received }}": "1,556"}) == ()
    (remark,) = found(text, public, written_with={"{{ contacts_received }}": "1,550"})
    assert remark.code == "moved"


@pytest.mark.parametrize("reference", ["contacts_received", "cp_plans_open | by locality=east"])
def test_a_point_that_everybody_is_not_shown_is_left_out_and_asks_for_nothing(reference: str) -> None:
    text = (
        f"- TBC: {{{{ {reference} }}}}, and one child was found.\n- All is well, for {{{{ cla_started }}}}."
    )
    remarks = found(text, seen_by_all(hidden))
    assert [(one.code, one.line, one.blocks) for one in remarks] == [("absent", 1, False)]
    assert "this paragraph or point is left out" in remarks[0].message


def test_a_section_of_which_all_is_left_out_is_not_called_empty() -> None:
    remarks = found("There were {{ contacts_received }} contacts.", seen_by_all(hidden))
    assert [one.code for one in remarks] == ["absent"]


def test_a_wrong_reference_blocks_whatever_everybody_is_shown() -> None:
    (remark,) = found("There were {{ contacts_recieved }}.", seen_by_all(hidden))
    assert (remark.code, remark.blocks) == ("reference", True)


def test_a_section_that_everybody_is_not_shown_asks_for_nothing() -> None:
    public = made_up()
    public = replace(public, sections={"summary": public.sections["summary"]})
    (remark,) = found("TBC", public, "cla_rate")
    assert (remark.code, remark.blocks) == ("absent", False)
    (remark,) = found("TBC", public, "cla_rat")
    assert (remark.code, remark.blocks) == ("unknown_section", True)


def test_what_a_sentence_speaks_of_is_known_by_the_name_that_its_writer_knows() -> None:
    """'12 months' is no figure, for it stands in the name that the card has; everybody reads another name."""
    name = "rereferrals_12m_pct"
    public = made_up()
    plain = replace(public.measures[name], name="Families who came back", short_name="")
    public = replace(public, measures={**public.measures, name: plain})
    text = (
        "Re-referrals within 12 months of the referral before: {{ rereferrals_12m_pct }} came in 12 months."
    )
    assert found(text, public, name) == ()
    assert [one.code for one in check(name, text, public)] == ["unbound"]


def test_what_is_small_is_said_by_the_policy() -> None:
    text = "Seven children wait for {{ contacts_received }} of us."
    assert "telling" not in {one.code for one in found(text, made_up())}
    assert "telling" in {one.code for one in found(text, replace(made_up(), threshold=10))}


@pytest.mark.parametrize("form", ["usual", "usual in words"])
def test_a_usual_range_is_left_out_and_the_check_says_so(form: str) -> None:
    """The public pack prints none, so that the paragraph would go without a word."""
    (remark,) = found(f"The number lies by {{{{ contacts_received | {form} }}}}.", made_up())
    assert (remark.code, remark.blocks) == ("absent", False)
    assert "this paragraph or point is left out" in remark.message


def test_what_is_left_out_is_named_apart_from_what_is_wrong() -> None:
    text = "It lies by {{ contacts_received | usual }}.\n\nWe had {{ contacts_recieved }}."
    (gone,) = left_out("summary", text, made_up(), seen_by_all(hidden))
    assert (gone.line, gone.code, gone.blocks) == (1, "absent", False)
    assert left_out("no_section", text, made_up(), made_up()) == ()
    public = made_up()
    public = replace(public, sections={"summary": public.sections["summary"]})
    (whole,) = left_out("cla_rate", "TBC", made_up(), public)
    assert "not shown this section" in whole.message


def to_fives(row: Row) -> Row:
    """Counts to the nearest 5."""
    if row["measure"] == "cp_plans_open" and row["value"] is not None:
        row["numerator"] = row["value"] = round(row["value"] / 5) * 5.0
    return row


def test_rounded_parts_need_not_add_to_their_rounded_whole() -> None:
    """120 + 101 + 82 = 303 is printed as 120, 100 and 80 of 305."""
    central, east, west = (
        f"{{{{ cp_plans_open | by locality={place} }}}}" for place in ("central", "east", "west")
    )
    every = f"Central ({central}), the east ({east}) and the west ({west}) together make up the whole."
    as_sum = f"Of {{{{ cp_plans_open }}}} plans: {central} central, {east} in the east, {west} in the west."
    two = f"Central ({central}) and the east ({east}) together make up the whole."
    for text in (every, as_sum):
        assert found(text, seen_by_all(to_fives, rounding=5)) == ()
        assert {one.code for one in found(text, seen_by_all(to_fives))} & {"sum", "unsaid"}
    assert {one.code for one in found(two, seen_by_all(to_fives, rounding=5))} == {"sum"}
