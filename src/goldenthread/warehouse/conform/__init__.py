"""Conforming: canonical tables to facts, once per load."""

from goldenthread.warehouse.conform.run import PERSON_NUMBERS, Conformed, conform

__all__ = ["PERSON_NUMBERS", "Conformed", "conform"]
