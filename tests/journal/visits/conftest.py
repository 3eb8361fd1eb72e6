"""A sheet as the form sends it, and as the act takes it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from iom_wagtail.journal.visits import actions
from iom_wagtail.journal.visits.sets import sets_in_use

DAY = dt.date(2025, 11, 12)


@pytest.fixture
def first_set(cast):
    """The set the school starts with."""
    return sets_in_use(cast.school)[0]


@pytest.fixture
def write(cast, first_set):
    """Return a function that writes a sheet through the act."""

    def written(who="mentor", **values):
        host = {"host": "Р. С. Исаева"} if who == "teacher" else {}
        sheet = {
            "visited_on": DAY,
            "lesson_no": 4,
            "classes": "5 «А»",
            "topic": "Сравнение дробей",
            "criteria_set": first_set,
            "scores": [2, 2, 2, 2, 2, 1, 2, 1],
            "recommendations": ["Оставлять 3 минуты на итог"],
            **host,
            **values,
        }
        return actions.add_visit(cast.route, cast.user(who), **sheet)[0]

    return written


@pytest.fixture
def typed(first_set):
    """What the browser sends for a new sheet."""

    def data(**values):
        return {
            "client_key": str(uuid.uuid4()),
            "criteria_set": str(first_set.pk),
            "visited_on": DAY.isoformat(),
            "lesson_no": "4",
            "class_choice": "5 «А»",
            "classes": "",
            "topic": "Сравнение дробей",
            **{f"c{no}": score for no, score in enumerate("22222121")},
            "strengths": "Дети сами поставили цель\n\nВзаимопроверка",
            "r1": "Оставлять 3 минуты на итог",
            **values,
        }

    return data


@pytest.fixture
def address(cast):
    """Return a function that gives an address of this route."""

    def of(name, visit=None):
        if name == "route":
            return reverse("iom_route", args=[cast.route.pk])
        args = [cast.route.pk, visit.uuid] if visit else [cast.route.pk]
        return reverse(f"iom_route_{name}", args=args)

    return of
