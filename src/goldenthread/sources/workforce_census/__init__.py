"""The children's social work workforce census: one XML return a year, of 30 September.

It fills the registers of employment and of posts as far as it can, so that turnover, agency share and
vacancies have a figure for September where a council keeps no monthly register.
"""

from goldenthread.sources.workforce_census.reader import COLLECTION, read_workforce_census

__all__ = ["COLLECTION", "read_workforce_census"]
