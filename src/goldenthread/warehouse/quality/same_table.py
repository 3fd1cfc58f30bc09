"""Whether another row of the rule's own table is there, asked over all rows with the same keys at once.

A look at each pair of rows takes the square of the rows with one key: one child's 400,000 contacts of one day
are 160 thousand million pairs. A count, or a highest value, over the rows with the same key says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

EXTRACT_DAY = "EXTRACT_DAY"
"""The only day that a rule may name beside the record's own: when the record was extracted."""
OTHER = "other"


@dataclass
class _Parts:
    """What a condition on another row asks: of that row alone, where both agree, where they differ, in what
    it comes before this one, and what must be later than something of this one."""

    alone: list[exp.Expr] = field(default_factory=list)
    same: list[exp.Expr] = field(default_factory=list)
    other_than: list[exp.Expr] = field(default_factory=list)
    before: list[tuple[exp.Expr, bool]] = field(default_factory=list)  # and whether equal will do
    above: list[tuple[exp.Expr, exp.Expr]] = field(default_factory=list)


def another_row(tree: exp.Expr, same: Sequence[str], written: Callable[[exp.Expr], str]) -> str | None:
    """SQL over `r`, that another row with the same keys is there of which the condition holds; None for a
    condition that has to look at each pair. `written` gives a part of the condition, in which no column is
    another row's any more, as SQL."""
    parts = _parts(tree)
    asked = parts and (len(parts.other_than), len(parts.before), len(parts.above))
    if parts is None or asked not in ((0, 0, 0), (1, 0, 0), (0, 1, 1)):
        return None
    keys = [*same, *map(written, parts.same)]
    group = f"PARTITION BY {', '.join(('r.authority', *keys))}"
    alone = " AND ".join(map(written, parts.alone)) or "true"
    if parts.other_than:
        value = written(parts.other_than[0])
        each = [
            f"{end}(CASE WHEN {alone} THEN {value} END) OVER ({group}) <> {value}" for end in ("min", "max")
        ]
        found = f"({' OR '.join(each)})"
    elif parts.before:
        (first, or_equal), (high, low) = parts.before[0], parts.above[0]
        left_out = "CURRENT ROW" if or_equal else "GROUP"
        found = (
            f"{written(first)} IS NOT NULL AND max(CASE WHEN {alone} THEN {written(high)} END) OVER ({group} "
            f"ORDER BY {written(first)} NULLS LAST RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW "
            f"EXCLUDE {left_out}) > {written(low)}"
        )
    else:
        own = f"CASE WHEN {alone} THEN 1 END"
        found = f"count({own}) OVER ({group}) > coalesce({own}, 0)"
    return " AND ".join((*(f"{key} IS NOT NULL" for key in keys), found))


def _parts(tree: exp.Expr) -> _Parts | None:
    found = _Parts()
    for part in _joined_by_and(tree):
        if not _names(part, own=True):
            found.alone.append(_without_other(part))
        elif isinstance(part, exp.EQ) and _of_both(part.left, part.right):
            found.same.append(_without_other(part.left))
        elif isinstance(part, exp.NEQ) and _of_both(part.left, part.right):
            found.other_than.append(_without_other(part.left))
        elif isinstance(part, exp.LT | exp.LTE) and _of_both(part.left, part.right):
            found.before.append((_without_other(part.left), isinstance(part, exp.LTE)))
        elif (
            isinstance(part, exp.GT) and not _names(part.left, own=True) and not _names(part.right, own=False)
        ):
            found.above.append((_without_other(part.left), part.right))
        else:
            return None
    return found


def _joined_by_and(tree: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(tree, exp.And):
        yield from _joined_by_and(tree.left)
        yield from _joined_by_and(tree.right)
    else:
        yield tree


def _names(tree: exp.Expr, *, own: bool) -> bool:
    """Whether a column is named of the row itself (`own`), or of the other one. What is a record's day of
    extract is both's."""
    return any((node.table != OTHER) is own for node in tree.find_all(exp.Column) if node.name != EXTRACT_DAY)


def _of_both(left: exp.Expr, right: exp.Expr) -> bool:
    """Whether the left side says of the other row what the right side says of the row itself."""
    one_each = not _names(left, own=True) and not _names(right, own=False)
    return one_each and _names(right, own=True) and _without_other(left) == right


def _without_other(tree: exp.Expr) -> exp.Expr:
    """The expression, asked of the row itself."""

    def plain(node: exp.Expr) -> exp.Expr:
        other = isinstance(node, exp.Column) and node.table == OTHER
        return exp.column(node.name) if other else node

    return tree.transform(plain)
