"""Reads the parsed tags of a template: which fields of its paper they print, which aren't there.

The kinds of values are known from the dataclasses, so «group.rows» inside «for group in groups»
is followed to its row. What can't be known is let pass.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from functools import singledispatchmethod
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

from iom_wagtail.paperwork.rendering.placeholders import EXTRAS

#: Filters that hand on what they were given, or one of it.
SAME = {"across", "blank", "capital", "default", "d", "list", "reverse", "sort", "trim", "unique"}
ONE = {"first", "last"}

Scope = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is unknown on a line: ``kind`` is name, filter or tag; ``known`` is what there is."""

    line: int
    kind: str
    name: str
    known: list[str]


class Reader:
    """Reads templates of one paper; ``used`` collects (class, field), ``complaints`` the rest."""

    def __init__(self, environment: Environment, paper: type) -> None:
        self.environment = environment
        self.paper = paper
        self.used: set[tuple[type, str]] = set()
        self.complaints: list[Complaint] = []

    def read(self, tree: nodes.Template) -> None:
        """Read one part of the template."""
        self._all(tree.body, dict.fromkeys(EXTRAS, Any))

    def _all(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._kind(node, scope)

    def _complain(self, node: nodes.Node, kind: str, name: str, known: Any) -> Any:
        self.complaints.append(Complaint(node.lineno, kind, name, sorted(known)))
        return Any

    # Each of these returns the kind of value the node stands for; Any where it can't be known.

    @singledispatchmethod
    def _kind(self, node: nodes.Node, scope: Scope) -> Any:
        self._all(list(node.iter_child_nodes()), scope)
        return Any

    @_kind.register
    def _(self, node: nodes.Name, scope: Scope) -> Any:
        if node.name in scope:
            return scope[node.name]
        hints = get_type_hints(self.paper)
        if node.name in hints:
            self.used.add((self.paper, node.name))
            return _certain(hints[node.name])
        return self._complain(node, "name", node.name, [*hints, *scope])

    @_kind.register
    def _(self, node: nodes.Getattr, scope: Scope) -> Any:
        return self._field(node, self._kind(node.node, scope), node.attr)

    @_kind.register
    def _(self, node: nodes.Getitem, scope: Scope) -> Any:
        whole = self._kind(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node, whole, node.arg.value)
        self._kind(node.arg, scope)
        return whole if isinstance(node.arg, nodes.Slice) or whole is str else _one(whole)

    def _field(self, node: nodes.Node, whole: Any, name: str) -> Any:
        if whole is Any:
            return Any
        if is_dataclass(whole):
            hints = get_type_hints(whole)
            if name in hints:
                self.used.add((whole, name))
                return _certain(hints[name])
            return self._complain(node, "name", f"{_written(node)}", hints)
        plain = get_origin(whole) or whole
        if hasattr(plain, name) and not name.startswith("_"):
            return Any
        return self._complain(node, "name", f"{_written(node)}", [])

    @_kind.register
    def _(self, node: nodes.Filter, scope: Scope) -> Any:
        given = self._kind(node.node, scope) if node.node else Any
        self._all([*node.args, *node.kwargs], scope)
        if node.name not in self.environment.filters:
            return self._complain(node, "filter", node.name, self.environment.filters)
        if node.name in ONE:
            return _one(given)
        return given if node.name in SAME else Any

    @_kind.register
    def _(self, node: nodes.Or, scope: Scope) -> Any:
        self._kind(node.right, scope)
        return self._kind(node.left, scope)

    @_kind.register
    def _(self, node: nodes.CondExpr, scope: Scope) -> Any:
        self._kind(node.test, scope)
        if node.expr2:
            self._kind(node.expr2, scope)
        return self._kind(node.expr1, scope)

    @_kind.register
    def _(self, node: nodes.For, scope: Scope) -> Any:
        each = _one(self._kind(node.iter, scope))
        inside = {**scope, "loop": Any, **_targets(node.target, each)}
        if node.test:
            self._kind(node.test, inside)
        self._all(node.body, inside)
        self._all(node.else_, scope)
        return Any

    @_kind.register
    def _(self, node: nodes.Assign, scope: Scope) -> Any:
        value = self._kind(node.node, scope)
        scope.update(_targets(node.target, value))
        return Any

    @_kind.register
    def _(self, node: nodes.With, scope: Scope) -> Any:
        inside = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inside.update(_targets(target, self._kind(value, scope)))
        self._all(node.body, inside)
        return Any

    @_kind.register(nodes.Extends)
    @_kind.register(nodes.Include)
    @_kind.register(nodes.Import)
    @_kind.register(nodes.FromImport)
    @_kind.register(nodes.Block)
    @_kind.register(nodes.Macro)
    @_kind.register(nodes.CallBlock)
    def _(self, node: nodes.Node, scope: Scope) -> Any:
        return self._complain(node, "tag", type(node).__name__.lower(), [])


def _certain(hint: Any) -> Any:
    """Return a hint without «| None»."""
    some = [each for each in get_args(hint) if each is not NoneType]
    return some[0] if len(some) == 1 and NoneType in get_args(hint) else hint


def _one(hint: Any) -> Any:
    """Return what a tuple holds."""
    return get_args(hint)[0] if get_origin(hint) is tuple else Any


def _targets(target: nodes.Node, value: Any) -> Scope:
    if isinstance(target, nodes.Name):
        return {target.name: value}
    return {name.name: Any for name in target.find_all(nodes.Name)}


def _written(node: nodes.Node) -> str:
    """Return «row.content» for what stands in the template."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_written(node.node)}.{node.arg.value}"
    return "…"
