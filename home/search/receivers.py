"""When words are written down and when they are dropped: with the page itself, at once."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.search.keeping import forget, note_change, remember
from iom_wagtail.stories.signals import shown, taken_down


@receiver(page_published, dispatch_uid="home_remember_page")
def remember_page(instance: Page, **kwargs: Any) -> None:
    """Write down the words of a page that was published."""
    remember([instance.specific])
    note_change()


@receiver(page_unpublished, dispatch_uid="home_forget_page")
def forget_page(instance: Page, **kwargs: Any) -> None:
    """Drop the words of a page that was taken down by Wagtail."""
    forget([instance.pk])
    note_change()


@receiver(taken_down, dispatch_uid="home_forget_taken_down")
def forget_taken_down(pages: list[Page], **kwargs: Any) -> None:
    """Drop the words of pages that the stories room took down."""
    forget([page.pk for page in pages])
    note_change()


@receiver(shown, dispatch_uid="home_note_shown")
def note_shown(**kwargs: Any) -> None:
    """Hear that a page came to be shown."""
    note_change()


@receiver(post_page_move, dispatch_uid="home_note_move")
def note_move(**kwargs: Any) -> None:
    """Hear that addresses have changed."""
    note_change()


@receiver(post_delete, dispatch_uid="home_note_deletion")
def note_deletion(sender: Any, **kwargs: Any) -> None:
    """Hear that a page was deleted; its words go with it."""
    if issubclass(sender, Page):
        note_change()


@receiver((post_save, post_delete), sender=PageViewRestriction, dispatch_uid="home_note_wall")
def note_restriction(**kwargs: Any) -> None:
    """Hear that pages were closed or opened."""
    note_change()
