"""Conforming: canonical tables to facts, once per load."""

from goldenthread.warehouse.conform.canonical import PERSON_NUMBERS
from goldenthread.warehouse.conform.run import Conformed, conform

__all__ = ["PERSON_NUMBERS", "Conformed", "conform"]
