"""A draft that tells the same without naming somebody: what can be emptied is, the rest is listed.

Nothing is published, and nothing that is live changes: whoever edits the page reads the draft.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.coreutils import find_available_slug
from wagtail.fields import StreamField

from iom_wagtail.stories import rules
from iom_wagtail.stories.choices import ConsentField
from iom_wagtail.stories.texts import texts_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.stories.consent.models import PublicationConsent
    from iom_wagtail.stories.models.base import ConsentedPage

#: Blocks that show people.
PICTURES = frozenset({"picture", "gallery", "video"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft without names, and the places in it that still tell one."""

    page: ConsentedPage
    left: tuple[rules.Named, ...]


class NotNow(Exception):
    """A page can't be changed just now: it waits for somebody's decision, or is locked."""


@transaction.atomic
def anonymise(page: ConsentedPage, user: AbstractBaseUser, people: Collection[str]) -> Draft:
    """Write a draft of a page that no longer names some of its people; return it.

    ``people`` are keys (``rules.Shown.key``). Names and positions are emptied; pictures, in
    which somebody who did not allow it is to be recognised, are taken out; an address that
    tells the name becomes another one. What the text itself tells is left to the editor.

    Whether the user may write the page is the caller's to ask. Raises ``NotNow``.
    """
    lock = page.get_lock()
    if page.alias_of_id is not None or (lock is not None and lock.for_user(user)):
        raise NotNow
    draft: ConsentedPage = page.get_latest_revision_as_object()
    shown = draft.shown_people()
    given = draft.consents(shown)
    rows = list(draft.people.all())
    pictures_go = False
    for row, one in zip(rows, shown, strict=True):
        if one.key not in people:
            continue
        row.shown_name = row.shown_position = ""
        may = rules.allowed(one, given, draft.goes_live_on())
        if row.in_picture and ConsentField.PHOTO not in may:
            row.in_picture, pictures_go = False, True
    draft.people = rows
    if pictures_go:
        _take_pictures_out(draft)
    if any(place.field == "slug" for place in draft.told_names()):
        plain = f"{draft._meta.model_name.removesuffix('page')}-{draft.pk}"
        draft.slug = find_available_slug(draft.get_parent(), plain, ignore_page_id=draft.pk)
    draft.save_revision(user=user, log_action="iom_wagtail.anonymise", clean=False)
    return Draft(draft, tuple(rules.named(draft.shown_people(), texts_of(draft))))


def _take_pictures_out(page: Any) -> None:
    """Take every picture out of a page: which of them shows whom, nobody has written down."""
    page.cover, page.cover_alt = None, ""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            kept = [raw for raw in value.raw_data if raw["type"] not in PICTURES]
            setattr(page, field.name, blocks.StreamValue(value.stream_block, kept, is_lazy=True))


def prepare_without(
    consent: PublicationConsent, pages: Iterable[ConsentedPage], user: AbstractBaseUser
) -> list[Draft]:
    """Make drafts of pages without the person of a consent, where a page can be changed now."""
    person, first = consent.person_id, consent.first_key
    key = f"p{person}" if person is not None else f"c{first}"
    drafts = []
    for page in pages:
        page = type(page).objects.get(pk=page.pk)
        if page.alias_of_id is not None:  # follows its page
            continue
        try:
            drafts.append(anonymise(page, user, {key}))
        except NotNow:
            continue
    return drafts


def who_can_be_unnamed(page: ConsentedPage) -> list[tuple[str, str, bool]]:
    """Return key, name, and whether something is missing, of everybody a draft names or shows."""
    draft: ConsentedPage = page.get_latest_revision_as_object()
    lacking = {one.shown.key for one in draft.missing_consents(draft.goes_live_on())}
    return [
        (one.key, one.name or _("somebody"), one.key in lacking)
        for one in draft.shown_people()
        if one.key and one.fields
    ]
