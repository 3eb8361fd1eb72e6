"""The index of stories follows its pages; a new school gets the places where they lie."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from iom_wagtail.school.models import School
from iom_wagtail.school.signals import school_created
from iom_wagtail.stories.choices import Reason
from iom_wagtail.stories.listing import keep
from iom_wagtail.stories.models import SuccessStoryPage
from iom_wagtail.stories.placement import ensure_places
from iom_wagtail.stories.taking_down import page_models, settle


@receiver(school_created, dispatch_uid="iom_wagtail_place_stories")
def place_stories(school: School, **kwargs: Any) -> None:
    """Give a new school the places where its stories and celebrations will lie."""
    ensure_places(school)


def follow_save(instance: SuccessStoryPage, raw: bool = False, **kwargs: Any) -> None:
    """Keep the index after a story was saved; a fixture brings its own rows."""
    if not raw:
        keep(instance)


def follow_act(instance: Any, **kwargs: Any) -> None:
    """Keep the index after publishing and unpublishing, whichever object was at hand."""
    if isinstance(story := instance.specific, SuccessStoryPage):
        keep(story)


def follow_move(
    instance: Any, parent_page_before: Any, parent_page_after: Any, **kwargs: Any
) -> None:
    """Keep the index after a story was moved; below a moved index everything stays as it was.

    On the site of another school the consents to this one allow nothing.
    """
    if issubclass(instance.specific_class or type(instance), SuccessStoryPage):
        keep(instance.specific)
    if parent_page_before.get_site() != parent_page_after.get_site():
        for model in page_models():
            settle(model.objects.live().descendant_of(instance, inclusive=True), Reason.MOVED)


def connect() -> None:
    """Listen."""
    post_save.connect(follow_save, sender=SuccessStoryPage, dispatch_uid="iom_story_saved")
    page_published.connect(follow_act, sender=SuccessStoryPage, dispatch_uid="iom_story_up")
    page_unpublished.connect(follow_act, sender=SuccessStoryPage, dispatch_uid="iom_story_down")
    post_page_move.connect(follow_move, dispatch_uid="iom_story_moved")
