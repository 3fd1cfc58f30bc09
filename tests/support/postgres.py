"""A PostgreSQL server of the tests' own: made in a new folder, started, and stopped with its data removed."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
from psycopg import sql

from tests.support.native import native_table

OWNER = "owner"
TYPES = {
    "bool": "boolean",
    "int64": "bigint",
    "date32[day]": "date",
    "timestamp[us]": "timestamp",
    "string": "varchar(4000)",
}


@dataclass(frozen=True)
class Server:
    """A running server. Through its socket everyone is let in; over the network a password is asked for."""

    folder: Path
    port: int

    def connect(self, database: str = "postgres", user: str = OWNER) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.folder), port=self.port, dbname=database, user=user, autocommit=True
        )

    def new_database(self, name: str) -> str:
        with self.connect() as link:
            link.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))
            link.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        return name


def programs() -> Path | None:
    """Where PostgreSQL's server programs lie: Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    other = shutil.which("initdb")
    return found[-1].parent if found else Path(other).parent if other else None


@contextmanager
def server() -> Iterator[Server]:
    """A new server, which runs as a user without rights when the tests run as root."""
    bin_folder = programs()
    assert bin_folder, "PostgreSQL is not installed: see requirements/system-test.txt"
    root = Path(tempfile.mkdtemp(prefix="gt-pg-"))
    user = _user(root)
    data = root / "data"

    def run(*words: str | Path) -> None:
        done = subprocess.run(
            [str(word) for word in words], check=False, cwd=root, user=user, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        run(bin_folder / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "--no-sync", "-E", "UTF8")
        (data / "pg_hba.conf").write_text(
            "local all all trust\nhost all all 127.0.0.0/8 scram-sha-256\n", encoding="utf-8"
        )
        settings = ("listen_addresses=127.0.0.1,127.0.0.2", "fsync=off", "timezone=America/Lima")
        options = " ".join([f"-p {port} -k {root}", *(f"-c {one}" for one in settings)])
        run(bin_folder / "pg_ctl", "-D", data, "-w", "-l", root / "log", "-o", options, "start")
        yield Server(root, port)
    finally:
        if (data / "postmaster.pid").exists():
            run(bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(root, ignore_errors=True)


def _user(root: Path) -> int | None:
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam("postgres").pw_uid
    os.chown(root, user, -1)
    root.chmod(0o755)
    return user


def fill(link: psycopg.Connection[Any], folder: Path, schema: str = "public") -> None:
    """The CSV extracts of a folder as tables of native types, rows in another order than the files'."""
    for path in sorted(folder.glob("ssd_*.csv")):
        table = native_table(path)
        name = sql.Identifier(schema, path.stem)
        columns = [
            sql.SQL("{} {}").format(sql.Identifier(field.name), sql.SQL(TYPES[str(field.type)]))
            for field in table.schema
        ]
        link.execute(sql.SQL("create table {} ({})").format(name, sql.SQL(", ").join(columns)))
        with link.cursor().copy(sql.SQL("copy {} from stdin").format(name)) as copy:
            for row in reversed(list(_rows(table))):
                copy.write_row(row)


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)
