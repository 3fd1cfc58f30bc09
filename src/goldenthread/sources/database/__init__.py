"""The Standard Safeguarding Dataset straight from the database that holds it.

What is read becomes Parquet files, a table each, as if they had been extracted: from there on a database is
read, accounted for, kept in the vault and read again like any folder of files.
"""

from __future__ import annotations

from goldenthread.sources.database.extract import Extract, extract, read_database
from goldenthread.sources.database.settings import DatabaseSource, database_source

__all__ = ["DatabaseSource", "Extract", "database_source", "extract", "read_database"]
