"""Models of the stories room."""

from iom_wagtail.stories.models.celebration import (
    CelebrationIndexPage,
    CelebrationPage,
    HonouredPerson,
    ProgrammePoint,
)
from iom_wagtail.stories.models.entry import StoryEntry, StoryWord
from iom_wagtail.stories.models.index import SuccessStoryIndexPage
from iom_wagtail.stories.models.story import StoryPerson, SuccessStoryPage

__all__ = [
    "CelebrationIndexPage",
    "CelebrationPage",
    "HonouredPerson",
    "ProgrammePoint",
    "StoryEntry",
    "StoryPerson",
    "StoryWord",
    "SuccessStoryIndexPage",
    "SuccessStoryPage",
]
