"""False discoveries: of many tests at once, which may be told so that few of those told are chance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def controlled(probabilities: Sequence[float]) -> list[float]:
    """For each probability the least share of false discoveries at which it is told (Benjamini and Hochberg
    1995, as adjusted probabilities). SciPy has the same, and takes most of a second to be read."""
    if not probabilities:
        return []
    p = np.asarray(probabilities)
    order = np.argsort(p)
    shares = p[order] * len(p) / np.arange(1, len(p) + 1)
    least = np.minimum.accumulate(shares[::-1])[::-1]
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(least, 1.0)
    return [float(each) for each in adjusted]
