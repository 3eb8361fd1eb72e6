"""One row of every record model on the planted route, a canary in each of its texts.

Models are found by themselves: a record that somebody adds tomorrow is planted without anybody
remembering it, and one that this file can't fill stops the build.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from iom_wagtail.files.models import PrivateFile
from iom_wagtail.routes.models import ArchivedRoute, RouteAssignment, RoutePage, RouteStop
from iom_wagtail.school.models import School, StaffMember
from tests.access.canaries import texts
from tests.factories import Cast

#: On a route, but no record: who is on it (planted by ``canaries.py``), and where it stands.
ELSEWHERE = {RouteAssignment, ArchivedRoute, RouteStop}

#: Texts that hold a code, not somebody's words.
NO_WORDS = {"signedscan": {"paper"}}


def record_models() -> list[type[models.Model]]:
    """Return the plugin's models with a key to a route under the name ``route``."""
    found = []
    for model in apps.get_app_config("iom_wagtail").get_models():
        keys = {f.name: f.related_model for f in model._meta.fields if f.is_relation}
        if keys.get("route") is RoutePage and model not in ELSEWHERE:
            found.append(model)
    return found


def plant_records(cast: Cast) -> tuple[dict[str, str], dict[str, models.Model]]:
    """Plant a row of each record model; return path → canary, and model name → row."""
    words: dict[str, str] = {}
    rows: dict[str, models.Model] = {}
    pending = record_models()
    while pending:
        model = next(
            (m for m in pending if not {f.related_model for f in _needed(m)} & set(pending)), None
        )
        assert model is not None, f"these records need each other: {pending}"
        pending.remove(model)
        name = model._meta.model_name
        row = model(**{f.name: _value(f, cast, rows) for f in _needed(model)})
        for field in _planted(model):
            word = f"Rkn{name}{field.name}q".replace("_", "")[: field.max_length]
            words[f"record.{name}.{field.name}"] = word
            setattr(row, field.name, _shaped(name, field, word))
        if name == "checkpointresult":
            row.held_on = dt.date(2025, 10, 1)  # only what was held is printed
        if isinstance(row, PrivateFile):
            row.file_kind, row.file_size, row.sha256 = "pdf", 20, "0" * 64
            row.file.save("x", ContentFile(b"%PDF-1.4 Rknthefileq"), save=False)
            row.preview.save("x", ContentFile(b"Rknsmallcopyq"), save=False)
            words[f"record.{name}.file"] = "Rknthefileq"
            words[f"record.{name}.preview"] = "Rknsmallcopyq"
        row.save()
        rows[name] = row
    return words, rows


def _planted(model: type[models.Model]) -> list[models.Field]:
    """Return the fields that hold somebody's words."""
    own = set(texts(model)) - NO_WORDS.get(model._meta.model_name, set()) - {"sha256", "file_kind"}
    return [
        field
        for field in model._meta.fields
        if field.name in own or (isinstance(field, models.JSONField) and not field.null)
    ]


def _shaped(name: str, field: models.Field, word: str) -> Any:
    """Return a canary in the shape its column has: a text, or a list of texts or criteria."""
    if not isinstance(field, models.JSONField):
        return word
    if (name, field.name) == ("lessonvisit", "criteria"):
        return [{"text": word, "hint": "", "score": 1}]
    return [word]


def _needed(model: type[models.Model]) -> list[models.Field]:
    """Return the fields without which a row can't be saved."""
    return [
        field
        for field in model._meta.fields
        if not field.primary_key
        and not field.null
        and not field.has_default()
        and not isinstance(field, models.FileField)
        and field not in _planted(model)
        and field.name not in ("file_size", "sha256", "file_kind")
    ]


def _value(field: models.Field, cast: Cast, rows: dict[str, Any]) -> Any:
    """Return something that fits a needed field."""
    if field.is_relation:
        known = {RoutePage: cast.route, StaffMember: cast.teacher, School: cast.school}
        return known.get(field.related_model) or rows[field.related_model._meta.model_name]
    if field.name == "paper":
        return "passport"
    if field.choices:
        return field.choices[0][0]
    match field:
        case models.DateTimeField():
            return timezone.now()
        case models.DateField():
            return dt.date(2025, 10, 1)
        case models.UUIDField() if field.name in ("item", "checkpoint"):
            table = "programme" if field.name == "item" else "checkpoints"
            return UUID(cast.route.version_in_force().data[table][0]["uuid"])
        case models.UUIDField():
            return UUID("00000000-0000-4000-8000-000000000000")
        case models.IntegerField():
            return 1
    raise AssertionError(f"how is {field.model.__name__}.{field.name} planted?")
