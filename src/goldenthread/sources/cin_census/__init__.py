"""The children in need census: one XML return a year, read record by record and linked by the child's id.

A return is one reading and one load. Its records carry ids made of the child and their own dates, so that an
episode that stands in two years' returns is one record, whichever way they were loaded; the later one counts.
"""

from goldenthread.sources.cin_census.layout import COLLECTION
from goldenthread.sources.cin_census.reader import STANDARD, read_cin_census, read_ids

__all__ = ["COLLECTION", "STANDARD", "read_cin_census", "read_ids"]
