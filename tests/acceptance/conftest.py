"""Fixtures of the acceptance tests."""

from __future__ import annotations

import pytest

from tests.support.solmere import Solmere, solmere_in


@pytest.fixture(scope="session")
def solmere(tmp_path_factory: pytest.TempPathFactory) -> Solmere:
    """The sample council, loaded and published."""
    return solmere_in(tmp_path_factory)
