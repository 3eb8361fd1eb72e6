"""Comparing two revisions in words: numbers instead of uuids, labels, names, Russian dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import compare

from iom_wagtail.routes.fields import format_date


class DateComparison(compare.FieldComparison):
    """Two days as 17.06.2026."""

    def htmldiff(self) -> SafeString:
        """Return both days, the old one struck out."""
        return compare.diff_text(format_date(self.val_a), format_date(self.val_b)).to_html()


class ListComparison(compare.FieldComparison):
    """Two lists of ticked values, each written by its label."""

    choices: Sequence[tuple[str, Any]] = ()

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.obj_a, self.obj_b = obj_a, obj_b

    def labels(self, values: list[Any], obj: Any) -> list[str]:
        """Return the labels of one version's values."""
        names = dict(self.choices)
        return [str(names.get(value, value)) for value in values or ()]

    def has_changed(self) -> bool:
        """Compare as sets: the order of ticks means nothing."""
        return set(self.val_a or ()) != set(self.val_b or ())

    def htmldiff(self) -> SafeString:
        """Return the labels of both versions, added and removed ones marked."""
        before = self.labels(self.val_a, self.obj_a)
        after = self.labels(self.val_b, self.obj_b)
        if before == after:
            return escape(", ".join(after))
        changes = [("equal" if text in after else "deletion", text) for text in before]
        changes += [("addition", text) for text in after if text not in before]
        return compare.TextDiff(changes, separator=", ").to_html()


class StaffComparison(ListComparison):
    """People by their names, also those no longer on the route."""

    def labels(self, values: list[Any], obj: Any) -> list[str]:
        """Return «Лебедева А. И.» for each key; a key of nobody stays a key."""
        people = apps.get_model("iom_wagtail", "StaffMember")._default_manager.in_bulk(
            [value for value in values or () if isinstance(value, int)]
        )
        return [people[v].list_name if v in people else str(v) for v in values or ()]


class DifficultyComparison(ListComparison):
    """Difficulties by their numbers in the version the row belongs to."""

    def labels(self, values: list[Any], obj: Any) -> list[str]:
        """Return «1», «3» …; a difficulty that is gone is called so."""
        numbers = {
            str(row.uuid): number for number, row in enumerate(obj.page.difficulties.all(), start=1)
        }
        return [
            str(numbers[value]) if value in numbers else _("a deleted difficulty")
            for value in sorted(values or (), key=lambda value: numbers.get(value, 999))
        ]


class RowsComparison(compare.ChildRelationComparison):
    """Rows of two versions, matched by their stable uuid; keys change (facts 13)."""

    def get_mapping(
        self, objs_a: list[Any], objs_b: list[Any]
    ) -> tuple[dict[int, int], dict[int, int], list[int], list[int]]:
        """Return the pairs both ways, and the indexes of added and deleted rows."""
        places = {row.uuid: place for place, row in enumerate(objs_b)}
        forwards = {
            place: places[row.uuid] for place, row in enumerate(objs_a) if row.uuid in places
        }
        backwards = {b: a for a, b in forwards.items()}
        added = [place for place in range(len(objs_b)) if place not in backwards]
        deleted = [place for place in range(len(objs_a)) if place not in forwards]
        return forwards, backwards, added, deleted
