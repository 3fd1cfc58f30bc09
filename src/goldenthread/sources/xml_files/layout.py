"""Layouts: which elements of a return are records, which are values, and how they stand in one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

NOWHERE = -1


@dataclass(frozen=True)
class Group:
    """A record: an element that may be repeated, and the values in it.

    `path` leads from the enclosing group's element to this one ('Children/Child'), `fields` from this one to
    its values ('ChildIdentifiers/UPN'; the last part is the value's name). A group whose one field is '' is
    its own value: a list of codes.
    """

    path: str
    fields: tuple[str, ...]
    groups: tuple[Group, ...] = ()

    @property
    def name(self) -> str:
        """The element's name."""
        return self.path.rpartition("/")[2]

    @property
    def is_value(self) -> bool:
        """Whether the element itself is the value."""
        return self.fields == ("",)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its values."""
        return (self.name,) if self.is_value else tuple(path.rpartition("/")[2] for path in self.fields)


@dataclass(eq=False, slots=True)
class Node:
    """An element as the walk meets it. `group`: the number of the record it opens; `place`: where its value
    stands in the record's row; neither: it only holds others."""

    name: str
    inside: dict[str, Node] = field(default_factory=dict)
    group: int = NOWHERE
    place: int = NOWHERE
    is_value: bool = False
    is_known: bool = True

    @property
    def holds(self) -> bool:
        """Whether elements may stand in it."""
        return self.place == NOWHERE and not self.is_value


def groups_of(root: Group) -> tuple[Group, ...]:
    """A group and all below it, each before those in it."""
    return (root, *(one for group in root.groups for one in groups_of(group)))


def compiled(root: Group, first_place: int, unread: Iterable[str] = ()) -> Node:
    """The nodes of a layout; values stand in a row from `first_place`. `unread` are elements that may stand
    anywhere and are passed over."""
    numbers = {id(group): number for number, group in enumerate(groups_of(root))}
    top = Node("")
    _add(top, root, numbers, first_place)
    passed = {name: _passing(name) for name in unread}
    _pass_over(top, passed)
    return top


def _add(above: Node, group: Group, numbers: dict[int, int], first_place: int) -> None:
    node = _reach(above, group.path)
    node.group = numbers[id(group)]
    if group.is_value:
        node.is_value = True
        return
    for place, path in enumerate(group.fields):
        _reach(node, path).place = first_place + place
    for one in group.groups:
        _add(node, one, numbers, first_place)


def _reach(above: Node, path: str) -> Node:
    for name in path.split("/"):
        above = above.inside.setdefault(name, Node(name))
    return above


def _passing(name: str) -> Node:
    return Node(name, is_known=False)


def _pass_over(node: Node, passed: dict[str, Node]) -> None:
    for child in list(node.inside.values()):
        _pass_over(child, passed)
    if node.holds:
        for name, one in passed.items():
            node.inside.setdefault(name, one)
