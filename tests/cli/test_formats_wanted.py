"""Every format is made for every audience; one that there is not is refused before anything is computed."""

from __future__ import annotations

import pytest

from goldenthread.base.errors import UsageError
from goldenthread.cli.packing import check_wanted
from goldenthread.publication.audiences import AUDIENCES
from goldenthread.publication.formats import FORMATS


@pytest.mark.parametrize("audience", [each.name for each in AUDIENCES])
def test_every_audience_has_every_format(audience: str) -> None:
    assert check_wanted(",".join(FORMATS), audience).name == audience


def test_a_format_that_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="There is no format 'pptz' yet") as refused:
        check_wanted("html,pptz", "public")
    assert "pptx" in str(refused.value)
