"""Every address of the site and its admin, with its parameters filled.

Case 3 of ``abuse-cases.md``: a parameter that nobody taught this file how to fill raises
``UnknownParameter``, and the build fails until somebody has thought about the new address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import URLResolver, get_resolver, reverse
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from tests.access.fillings import GROUPS
from tests.access.parameters import BY_NAME, BY_SPACE, UNNAMED
from tests.access.world import World

Value = Callable[[World], Any]


class UnknownParameter(Exception):
    """An address has a parameter that the matrix does not know how to fill."""


@dataclass(frozen=True)
class Address:
    """One row of the matrix: a name, perhaps which of several fillings, and the path of it."""

    label: str
    name: str
    parameters: tuple[str, ...] = ()
    given: dict[str, Value] = field(default_factory=dict)
    query: Callable[[World], dict[str, Any]] | None = None

    def path(self, world: World) -> str:
        """Return the address with its parameters and its query."""
        if self.name in UNNAMED:
            return UNNAMED[self.name]
        values = {name: self._value(name)(world) for name in self.parameters}
        if all(name.isdigit() for name in values):
            path = reverse(self.name, args=list(values.values()))
        else:
            path = reverse(self.name, kwargs=values)
        if self.query is None:
            return path
        return f"{path}?{urlencode(self.query(world), doseq=True)}"

    def _value(self, parameter: str) -> Value:
        if parameter in self.given:
            return self.given[parameter]
        space = self.name.rpartition(":")[0]
        for key in ((self.name, parameter), (space, parameter)):
            if key in BY_SPACE:
                return BY_SPACE[key]
        if parameter in BY_NAME:
            return BY_NAME[parameter]
        raise UnknownParameter(f"{self.name}: how is {parameter!r} filled?")


def walk(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple]:
    """Yield (full name, parameter names) of every address the resolver knows."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from walk(entry, inner)
            continue
        pattern = entry.pattern
        parameters = tuple(pattern.converters) if hasattr(pattern, "converters") else ()
        if not parameters and hasattr(pattern, "regex"):
            named = tuple(pattern.regex.groupindex)
            parameters = named or tuple(str(n) for n in range(pattern.regex.groups))
        yield ":".join([*spaces, entry.name or str(pattern)]), parameters


def _bulk_actions() -> Iterator[tuple[str, dict[str, Value], Any]]:
    """Yield every bulk action that any app registers, each on a thing of its kind."""
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in sorted(bulk_action_registry.actions.items()):
        for model, actions in sorted(models.items()):
            thing = GROUPS[f"{app}.{model}"]
            for action in sorted(actions):
                given = {
                    "app_label": lambda w, app=app: app,
                    "model_name": lambda w, model=model: model,
                    "action": lambda w, action=action: action,
                }
                yield f"{model} {action}", given, lambda w, thing=thing: {"id": thing(w)}


def _fillings(name: str) -> Iterator[tuple[str, dict[str, Value], Any]]:
    """Yield (suffix, values given, query) of an address: once plainly, or several times."""
    if name == "wagtail_bulk_action":
        yield from _bulk_actions()
    elif name == "wagtailadmin_api:pages:action":
        for action in sorted(PagesAdminAPIViewSet.actions):
            yield action, {"action_name": lambda w, action=action: action}, None
    elif name in GROUPS:
        yield from GROUPS[name]
    else:
        yield "", {}, None


def addresses() -> list[Address]:
    """Return all rows of the matrix, in the order of the resolver."""
    found: dict[str, Address] = {}
    for name, parameters in walk():
        for suffix, given, query in _fillings(name):
            label = f"{name} [{suffix}]" if suffix else name
            if label in found:
                label = f"{label} ({', '.join(parameters)})"
            found[label] = Address(label, name, parameters, given, query)
    return list(found.values())
