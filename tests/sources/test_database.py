"""The dataset read from a real PostgreSQL: the same rows as from CSV, no name read, nothing changed."""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from psycopg import sql

from goldenthread.base.errors import RefusedInput, UsageError
from goldenthread.sources.database import DatabaseSource, Extract, database_source, extract, read_database
from goldenthread.sources.database.plan import Column, TablePlan, plan, readable
from goldenthread.sources.database.postgresql import opened
from goldenthread.sources.database.sqlserver import OdbcReader, SqlServer, opened_odbc
from goldenthread.sources.reading import Reading
from goldenthread.sources.ssd.mapping import SSD_TABLES
from tests.sources.folders import load, reading, rows_of
from tests.sources.test_parquet import assert_same
from tests.support import postgres, small_council
from tests.support.postgres import Server, fill


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres.server() as running:
        yield running


@pytest.fixture(scope="module")
def council(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small council as files and, with names beside, in the database 'council'."""
    folder = small_council.write_council(tmp_path_factory.mktemp("council")) / "ssd"
    with server.connect(server.new_database("council")) as link:
        fill(link, folder)
        link.execute("create table ssd_version_log (version_number text)")
        link.execute("create table ssd_of_our_own (a text)")
        link.execute("create table rent_accounts (a text)")
        link.execute("create role reader login password 'geheim'")
        link.execute("grant select on all tables in schema public to reader")
    return folder


def source(server: Server, database: str = "council", **more: Any) -> DatabaseSource:
    usual = {"host": str(server.folder), "port": server.port, "database": database, "user": "reader"}
    return DatabaseSource("case_system", "postgresql", **{**usual, **more})


@pytest.fixture(scope="module")
def extracted(server: Server, council: Path) -> Extract:
    return read_database(source(server))


@pytest.fixture(scope="module")
def as_read(extracted: Extract) -> Reading:
    return reading(load(as_at=small_council.NOVEMBER, extracted=extracted), "SSD")


def test_the_rows_are_those_of_the_files(as_read: Reading, council: Path) -> None:
    files = sorted(council.glob("ssd_*.csv"))  # without cover.csv, which a database does not have
    assert_same(reading(load(*files, as_at=small_council.NOVEMBER), "SSD"), as_read)
    assert len(files) == len(as_read.files)


def test_the_same_state_gives_the_same_bytes_whatever_the_order_of_its_rows(
    server: Server, extracted: Extract
) -> None:
    with server.connect("council") as link:
        link.execute("create table other as select * from ssd_person order by pers_person_id desc")
        link.execute("truncate ssd_person")
        link.execute("insert into ssd_person select * from other")
        link.execute("drop table other")
    assert read_database(source(server)) == extracted


def test_no_name_leaves_the_database(server: Server, extracted: Extract) -> None:
    """A user who may not even see the names reads everything; so no statement asks for them."""
    with server.connect("council") as link:
        link.execute("create role blind login")
        for name in SSD_TABLES:
            if link.execute("select to_regclass(%s)", [name]).fetchone() == (None,):
                continue
            shown = link.execute(sql.SQL("table {} limit 0").format(sql.Identifier(name)))
            own = [one[0] for one in shown.description or ()]
            wanted = [one for one in own if one in readable(name)]
            link.execute(
                sql.SQL("grant select ({}) on {} to blind").format(
                    sql.SQL(", ").join(map(sql.Identifier, wanted)), sql.Identifier(name)
                )
            )
    assert read_database(source(server, user="blind")).files == extracted.files
    columns = {name for one in extracted.files for name in pq.read_schema(io.BytesIO(one.content)).names}
    assert {"pers_person_id", "addr_address_postcode"} < columns
    assert not columns & {"pers_forename", "pers_surname", "addr_address_json", "prof_professional_name"}


def test_what_is_not_read_is_said(extracted: Extract) -> None:
    assert dict(extracted.passed) == {
        "case_system/ssd_version_log": "Administration of the dataset itself.",
        "case_system/ssd_of_our_own": "no table of the standard that is read",
    }


def test_the_day_of_reading_is_the_extract_date(server: Server, extracted: Extract) -> None:
    """It stands in the names of the files, so that they give it again when they are read anew."""
    with server.connect() as link:
        today = link.execute("select (now() at time zone 'Europe/London')::date").fetchone()
    (person,) = [one for one in extracted.files if "ssd_person" in one.name]
    one = reading(load(as_at=None, extracted=replace(extracted, files=(person,))), "SSD")
    assert (one.extracted_on,) == today
    assert one.how_dated == "from the file names"


@contextmanager
def raw(server: Server, name: str, statements: str) -> Iterator[DatabaseSource]:
    with server.connect(server.new_database(name)) as link:
        link.execute(statements)
    yield source(server, name, user=postgres.OWNER)


PLANS = (
    "create table ssd_cin_plans (cinp_cin_plan_id int, cinp_person_id text, "
    "cinp_cin_plan_start_date timestamptz, cinp_cin_plan_end_date {}); "
)


def plans(found: Extract) -> list[dict[str, object]]:
    return rows_of(reading(load(extracted=found), "SSD"), "cin_plans")


@pytest.mark.parametrize("kind", ["date", "timestamp", "timestamptz", "text"])
def test_dates_of_every_type_and_those_that_mean_none(server: Server, kind: str) -> None:
    ends = ["2023-05-01", "9999-12-31", "1900-01-01", "infinity", None]
    values = ", ".join(
        f"({n}, '{n}', '2023-03-31 23:30:00+00', {'null' if one is None else repr(one)})"
        for n, one in enumerate(ends, start=1)
    )
    with raw(
        server, f"dates_{kind}", PLANS.format(kind) + f"insert into ssd_cin_plans values {values}"
    ) as here:
        rows = plans(read_database(here))
    assert [row["start_date"] for row in rows] == [dt.date(2023, 4, 1)] * 5
    # the server's own zone, Lima, is where a time without one was written to a zoned column
    assert Counter(row["end_date"] for row in rows) == {dt.date(2023, 5, 1): 1, None: 4}


def test_the_tables_are_of_one_moment_and_other_work_goes_on(server: Server, council: Path) -> None:
    with server.connect(server.new_database("moving")) as link:
        fill(link, council)
        before = link.execute("select count(*) from ssd_professionals").fetchone()
        with opened(source(server, "moving", user=postgres.OWNER)) as reader:
            columns = reader.columns()
            changer = threading.Thread(target=lambda: link.execute("delete from ssd_professionals"))
            changer.start()
            changer.join(20)
            assert not changer.is_alive()
            (table,) = [one for one in plan(columns, "x")[0] if one.name == "ssd_professionals"]
            assert (sum(map(len, reader.rows(table))),) == before


def test_the_transaction_can_change_nothing(server: Server, council: Path) -> None:
    with (
        pytest.raises(RefusedInput, match="code 25006"),
        opened(source(server, user=postgres.OWNER)) as reader,
    ):
        reader._connection.execute("delete from ssd_person")


def test_rows_hidden_by_a_policy_are_a_refusal_and_never_a_smaller_count(server: Server) -> None:
    policy = PLANS.format("date") + (
        "insert into ssd_cin_plans values (1, 'KANARI', now(), null); "
        "alter table ssd_cin_plans enable row level security; "
        "create policy few on ssd_cin_plans using (cinp_cin_plan_id > 5); "
        "grant select on ssd_cin_plans to reader"
    )
    with raw(server, "policy", policy), pytest.raises(RefusedInput, match="code 42501") as refused:
        read_database(source(server, "policy"))
    assert "KANARI" not in str(refused.value)


def test_a_failure_half_way_is_silent_about_the_record(server: Server) -> None:
    view = (
        "create view ssd_cin_plans as select 'KANARI' as cinp_person_id, "
        "'KANARI'::text::int as cinp_cin_plan_id"
    )
    with raw(server, "broken", view) as here, pytest.raises(RefusedInput) as refused:
        read_database(here)
    assert "code 22P02" in str(refused.value)
    assert "KANARI" not in str(refused.value)


def test_names_in_capitals_with_spaces_and_quotes(server: Server) -> None:
    odd = (
        'create schema "Child ""Social"; create table "Child ""Social"."SSD_CIN_Plans" '
        '("CINP CIN Plan ID" int, "CINP_PERSON_ID" int, "cinp_cin_plan_start_date" date, "x; drop" int); '
        'insert into "Child ""Social"."SSD_CIN_Plans" values (1, 1001, \'2023-01-02\', 1)'
    )
    with raw(server, "odd", odd) as here:
        assert [row["start_date"] for row in plans(read_database(here))] == [dt.date(2023, 1, 2)]


def test_two_schemas_need_one_to_be_named(server: Server) -> None:
    two = "create schema a; create schema b; " + "".join(
        PLANS.format("date").replace("table ", f"table {one}.") for one in "ab"
    )
    with raw(server, "two", two) as here:
        with pytest.raises(RefusedInput, match="in two schemas, a and b"):
            read_database(here)
        assert len(read_database(source(server, "two", user=postgres.OWNER, schema="b")).files) == 1


def test_a_database_without_the_dataset_is_refused(server: Server) -> None:
    with (
        raw(server, "empty", "create table a (b int)") as here,
        pytest.raises(RefusedInput, match="no table of"),
    ):
        read_database(here)


SECRET = "geheim-und-falsch"


def test_a_password_comes_from_the_surroundings_and_is_in_no_message(
    server: Server, council: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = source(server, host="127.0.0.1")
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    with pytest.raises(RefusedInput, match="asks for a password and none was given"):
        read_database(there)
    monkeypatch.setenv("PGPASSWORD", SECRET)
    with pytest.raises(RefusedInput, match="user or the password is not right") as refused:
        read_database(there)
    assert SECRET not in str(refused.value)
    assert refused.value.__cause__ is None
    monkeypatch.setenv("PGPASSWORD", "geheim")
    assert read_database(there).files
    monkeypatch.delenv("PGPASSWORD")
    (tmp_path / "pass").write_text(f"127.0.0.1:{server.port}:council:reader:geheim\n", encoding="utf-8")
    (tmp_path / "pass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pass"))
    assert read_database(there).files


def test_over_a_network_the_connection_is_encrypted_or_refused(server: Server, council: Path) -> None:
    with pytest.raises(RefusedInput, match="No encrypted connection"):
        read_database(source(server, host="127.0.0.2"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"port": 1}, "Nothing answers"),
        ({"database": "gone"}, "no such database"),
        ({"user": "who"}, "no such"),
    ],
)
def test_why_a_database_is_not_reached(server: Server, change: dict[str, Any], said: str) -> None:
    with pytest.raises(RefusedInput, match=said):
        read_database(source(server, **change))


SETTINGS = {"kind": "postgresql", "host": "h", "port": 5432, "database": "d", "user": "u", "schema": "s"}


def test_settings_name_the_database_and_hold_no_secret() -> None:
    assert database_source("one", {"one": SETTINGS}) == DatabaseSource(
        "one", "postgresql", "h", 5432, "d", "u", "s"
    )
    for key in ("password", "PWD", "url"):
        with pytest.raises(RefusedInput, match="may not hold") as refused:
            database_source("one", {"one": SETTINGS | {key: SECRET}})
        assert SECRET not in str(refused.value)
    with pytest.raises(RefusedInput, match="Did you mean 'schema'"):
        database_source("one", {"one": SETTINGS | {"shema": "x"}})
    with pytest.raises(UsageError, match="Did you mean 'one'"):
        database_source("onee", {"one": SETTINGS})
    with pytest.raises(RefusedInput, match="not read"):
        database_source("one", {"one": {"kind": "oracle"}})


class OverOdbc(OdbcReader):
    """PostgreSQL through ODBC: the reader of SQL Server but for the few sentences that differ."""

    def begin(self) -> None:
        self._connection.execute("set transaction isolation level repeatable read read only")

    def today(self) -> dt.date:
        day: dt.date = self._connection.execute("select current_date").fetchval()
        return day


def test_through_odbc_the_rows_are_the_same(server: Server, as_read: Reading) -> None:
    """The cursor, the order, the types and the accounting of SQL Server's reader, on a real database."""
    link = (
        f"Driver={{PostgreSQL Unicode}};Servername={server.folder};Port={server.port};Database=council;"
        "Uid=reader;BoolsAsChar=0;MaxVarcharSize=4000"
    )
    with opened_odbc(OverOdbc, link, source(server)) as reader:
        found = extract("case_system", reader)
    assert_same(as_read, reading(load(as_at=small_council.NOVEMBER, extracted=found), "SSD"))


def test_the_statement_for_sql_server_is_one_it_can_parse() -> None:
    import sqlglot

    columns = [
        Column("dbo", "ssd_cin_plans", "a]b", "int"),
        Column("dbo", "ssd_cin_plans", "c", "datetimeoffset"),
    ]
    query = SqlServer(None, source_without()).query(
        TablePlan("dbo", "ssd_cin_plans", "ssd_cin_plans", tuple(columns))
    )
    assert query == (
        "select [a]]b], convert(nvarchar(40), switchoffset([c], '+00:00'), 127) from [dbo].[ssd_cin_plans] "
        "order by 1, 2"
    )
    assert sqlglot.parse_one(query, dialect="tsql").sql(dialect="tsql")


def source_without() -> DatabaseSource:
    return DatabaseSource("case_system", "sqlserver", "h")
