"""YAML by the fast parser: plain values only, and never so deep that the program falls."""

from __future__ import annotations

import pytest
import yaml

from goldenthread.base.documents import DEEPEST, read_yaml


def test_plain_values_are_read_as_the_plain_parser_reads_them() -> None:
    text = "id: a\nlist: [1, 2.5, yes, null, '1']\nday: 2023-12-31\nfolded: >\n  one\n  two\n"
    assert read_yaml(text) == yaml.safe_load(text)
    assert read_yaml("") is None


@pytest.mark.parametrize(
    "text", ["!!python/object/apply:os.getcwd []", "!!python/name:os.system", "!local x"]
)
def test_nothing_but_values_can_be_made(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        read_yaml(text)


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
@pytest.mark.parametrize("levels", [DEEPEST + 1, 60_000])
def test_a_document_nested_too_deeply_is_refused_with_its_line(opened: str, closed: str, levels: int) -> None:
    with pytest.raises(yaml.MarkedYAMLError, match="nested too deeply") as refused:
        read_yaml(opened * levels + "x" + closed * levels)
    assert refused.value.problem_mark is not None
    assert refused.value.problem_mark.line == 0
    assert read_yaml(opened * DEEPEST + "x" + closed * DEEPEST)
