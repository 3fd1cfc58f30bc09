"""Results with earlier ones beside them: each of both once, found as if they had been computed together."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.results import SCHEMA, Results

Row = tuple[str, str, str]
ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("12345"), st.sampled_from(["all", "F", "M"]))
)


def made(rows: list[Row], value: float) -> Results:
    columns = {
        "measure": [measure for measure, _, _ in rows],
        "authority": ["E1"] * len(rows),
        "period": [f"2023-0{month}" for _, month, _ in rows],
        "timing": ["flow"] * len(rows),
        "breakdown": ["all" if group == "all" else "sex" for *_, group in rows],
        "group": [group for *_, group in rows],
        "numerator": [value] * len(rows),
        "denominator": [None] * len(rows),
        "value": [value] * len(rows),
        "status": ["ok"] * len(rows),
        "snapshot": ["s"] * len(rows),
        "definition_version": [1] * len(rows),
        "flags": ["provisional; revised"] * len(rows),
        "reason": [None] * len(rows),
    }
    return Results(pa.table(columns, schema=SCHEMA))


@given(ROWS.map(lambda rows: sorted(set(rows))), ROWS.map(lambda rows: sorted(set(rows))))
def test_results_beside_earlier_ones_are_found_as_if_computed_together(
    now: list[Row], then: list[Row]
) -> None:
    joined = made(now, 2.0).with_earlier(made(then, 1.0))
    fresh = Results(joined.table)
    assert list(joined.every_key()) == list(fresh.every_key())
    assert list(joined) == list(fresh)
    assert len(joined) == len({*now, *then})
    for measure, month, group in {*now, *then}:
        breakdown = "all" if group == "all" else "sex"
        one = joined.get(measure, "E1", f"2023-0{month}", breakdown, group)
        assert one.value == (2.0 if (measure, month, group) in now else 1.0)
        assert one.flags == ("provisional", "revised")
        assert joined.groups(measure, "E1", f"2023-0{month}", breakdown) == fresh.groups(
            measure, "E1", f"2023-0{month}", breakdown
        )
    assert [joined.periods(measure) for measure in "ab"] == [fresh.periods(measure) for measure in "ab"]
