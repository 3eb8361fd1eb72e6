"""Models of the stories room."""

from iom_wagtail.stories.models.celebration import (
    CelebrationIndexPage,
    CelebrationPage,
    HonouredPerson,
    ProgrammePoint,
)
from iom_wagtail.stories.models.story import (
    StoryPerson,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)

__all__ = [
    "CelebrationIndexPage",
    "CelebrationPage",
    "HonouredPerson",
    "ProgrammePoint",
    "StoryPerson",
    "SuccessStoryIndexPage",
    "SuccessStoryPage",
]
