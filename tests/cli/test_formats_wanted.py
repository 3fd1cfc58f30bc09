"""Formats that an audience cannot have are refused before anything is computed."""

from __future__ import annotations

import pytest

from goldenthread.base.errors import UsageError
from goldenthread.cli.packing import check_wanted


@pytest.mark.parametrize("formats", ["pptx", "html,pptx"])
def test_there_are_no_slides_for_the_public(formats: str) -> None:
    with pytest.raises(UsageError, match="no slides for the public"):
        check_wanted(formats, "public")


def test_other_formats_and_audiences_have_what_they_want() -> None:
    assert check_wanted("html,pdf,xlsx,csv,parquet", "public").name == "public"
    assert check_wanted("html,pptx", "leadership").name == "leadership"
