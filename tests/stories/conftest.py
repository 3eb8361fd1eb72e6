"""A school that tells of its successes."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from iom_wagtail.stories.choices import StoryKind
from iom_wagtail.stories.models import CelebrationIndexPage, SuccessStoryIndexPage, SuccessStoryPage
from tests.factories import Cast, make_cast
from tests.stories.telling import consent, full_body, make_feasts, make_index, make_picture, tell


@dataclass
class Told:
    """The cast, the two lists and a story with every kind of block."""

    cast: Cast
    index: SuccessStoryIndexPage
    feasts: CelebrationIndexPage
    picture: Any
    story: SuccessStoryPage


def _told() -> Told:
    cast = make_cast()
    index, feasts, picture = make_index(), make_feasts(), make_picture()
    consent(cast.teacher)
    consent(cast.mentor)
    story = tell(
        index,
        title="Первый год: от «тише, пожалуйста» до диплома",
        slug="first-year",
        lead="Молодой учитель рассказывает, что помогло.",
        kind=StoryKind.FIRST_YEAR,
        subject="Математика",
        year_start=2025,
        told_on=dt.date(2026, 5, 27),
        cover=picture,
        cover_alt="Учитель у доски с карточками",
        body=full_body(picture),
        people=(
            {
                "part": "hero",
                "person": cast.teacher,
                "shown_name": "Анна Игоревна Лебедева",
                "shown_position": "учитель математики",
            },
            {
                "part": "mentor",
                "person": cast.mentor,
                "shown_name": "Марина Викторовна Орлова",
                "shown_position": "учитель математики",
            },
        ),
    )
    return Told(cast, index, feasts, picture, story)


@pytest.fixture(scope="module")
def told_once(once):
    """The school, as it was made."""
    return once(_told)


@pytest.fixture
def told(told_once, db):
    """The school with its first story."""
    return copy.deepcopy(told_once)
