"""Conforming: canonical tables to facts, once per load."""

from goldenthread.warehouse.conform.run import Conformed, conform

__all__ = ["Conformed", "conform"]
