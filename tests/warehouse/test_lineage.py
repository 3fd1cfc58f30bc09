"""What a fact is made from, and that a rule guards it."""

from __future__ import annotations

import re

import pytest
import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage

from goldenthread.sources.quality import not_guarded, rules
from goldenthread.warehouse.conform.run import HERE, STATES
from goldenthread.warehouse.facts import facts
from goldenthread.warehouse.lineage import columns_in, columns_read, known_columns, with_states

SHARED = frozenset().union(*(columns_in((HERE / f"{s}.sql").read_text(encoding="utf-8")) for s in STATES))
"""What several facts share, breakdowns too."""
READ = SHARED.union(*(columns_read(name, std) for name, fact in facts().items() for std in fact.sql))
GUARDED = {column for rule in rules().values() for column in rule.guards}


def test_every_column_that_a_fact_reads_is_guarded_or_needs_no_rule() -> None:
    assert sorted(READ - GUARDED - set(not_guarded())) == []


def test_no_column_is_said_to_need_no_rule_in_vain() -> None:
    assert sorted(set(not_guarded()) - READ) == [], "no fact reads it"
    assert sorted(set(not_guarded()) & GUARDED) == [], "a rule guards it"


def test_a_column_is_found_where_it_is_written() -> None:
    read = columns_read("assessments", "")
    assert {"assessments.authorised_date", "referrals.referral_date"} <= read
    assert "assessments.child_seen" not in read
    assert "persons.dob" in columns_read("looked_after", ""), "through what several facts share"


@pytest.mark.parametrize("name", facts())
def test_what_a_fact_declares_it_reads(name: str) -> None:
    """A column that the header needs stands in the SQL of some standard, or in what breakdowns come from."""
    fact = facts()[name]
    read = SHARED.union(*(columns_read(name, standard) for standard in fact.sql))
    for column in fact.columns.values():
        options = [option for needed in column.needs for option in needed.split("|")]
        plain = [option for option in options if "=" not in option and not re.search(r"_id$", option)]
        assert not plain or set(plain) & read, column.name


@pytest.mark.parametrize(("name", "standard"), [(name, one) for name, f in facts().items() for one in f.sql])
def test_the_rows_of_a_fact_are_made_of_the_tables_that_its_header_says(name: str, standard: str) -> None:
    """By following its references to rows through the SQL to the tables that they count in."""
    tree = with_states(sqlglot.parse_one(facts()[name].sql_for(standard), dialect="duckdb"))
    node = lineage("row_ref", tree, schema=known_columns(), dialect="duckdb")
    ends = {
        one.source.name for one in node.walk() if isinstance(one.source, exp.Table) and not one.downstream
    }
    assert ends == set(facts()[name].made_from(standard))
