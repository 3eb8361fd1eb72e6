"""The example route on a day in the middle of its year."""

from __future__ import annotations

import datetime as dt
import io

from django.apps import apps
from django.core.management import call_command

from iom_wagtail.journal.records.models import Record
from iom_wagtail.routes.models import RoutePage

#: The field that tells when something happened, by the model that has it.
HAPPENED = ("held_on", "happened_on", "visited_on", "given_on", "done_on")


def example_on(day: dt.date, monkeypatch) -> RoutePage:
    """Load the demo and return the example route as it stood on a day, which is today now.

    The demo tells the whole year; what it tells of later days had not been written yet.
    """
    call_command("load_demo", "--force", stdout=io.StringIO())
    for model in apps.get_models():
        fields = {field.name for field in model._meta.fields}
        happened = next((name for name in HAPPENED if name in fields), None)
        if issubclass(model, Record) and happened:
            model.objects.filter(**{f"{happened}__gt": day}).delete()
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: day)
    return RoutePage.objects.get(year_start=2025)
