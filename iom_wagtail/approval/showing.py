"""What a person is shown who decides on a text, or looks how it goes on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import Revision

from iom_wagtail.approval import record
from iom_wagtail.approval.comparison import count
from iom_wagtail.approval.posting import Refusal
from iom_wagtail.approval.rules import EventKind, Step
from iom_wagtail.approval.signing import minutes_refusals

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.approval.models import ApprovalEvent
    from iom_wagtail.approval.waiting import Waiting

#: Decisions whose words the next one to decide should read without looking for them.
_SAYING = (EventKind.AGREED, EventKind.ACQUAINTED)


def shown(
    page: ApprovedPage,
    waiting: Waiting | None,
    user: AbstractBaseUser,
    refusal: Refusal | None = None,
) -> dict[str, Any]:
    """Return the text that waits, what changed in it, its trail, and the form's values.

    Without a text that waits: only how the last approval went.
    """
    events = record.recent_events(page)
    last = events[-1].round if events else 0
    now = [event for event in events if event.round == last]
    refusal = refusal or Refusal()
    context = {
        "page": page,
        "school": page.approval_school(),
        "waiting": waiting,
        "trail": record.trail(now),
        "typed": refusal.typed,
        "errors": refusal.errors,
        "unsent": refusal.words,
        "today": timezone.localdate(),
    }
    if waiting is None:
        return context
    before = [event for event in events if event.round == last - 1]
    said = [event for event in now if event.kind in _SAYING and event.comment]
    return {
        **context,
        **_text(page, waiting, _returned(before)),
        "verb": page.verb(waiting.step),
        "asks_document": page.asks_document and waiting.step == Step.DIRECTOR,
        "minutes": _minutes(page, waiting, user),
        "refused": next((event for event in now if event.kind == EventKind.REFUSED), None),
        "said": record.trail(said),
        "submitted": now[0],
    }


def _minutes(page: ApprovedPage, waiting: Waiting, user: AbstractBaseUser) -> bool:
    """Return whether the user may minute now that the teacher refused."""
    if waiting.step != Step.TEACHER:
        return False
    return any(person.user_id == user.pk for person in minutes_refusals(page))


def _returned(events: list[ApprovalEvent]) -> ApprovalEvent | None:
    """Return the return that ended the round before, if it did end so."""
    return next((event for event in events if event.kind == EventKind.RETURNED), None)


def _text(page: ApprovedPage, waiting: Waiting, returned: ApprovalEvent | None) -> dict[str, Any]:
    """Return the submitted text, what changed in it and what it is warned about."""
    back = returned.revision_id if returned is not None else None
    texts = Revision.objects.in_bulk({waiting.revision_id, back} - {None})
    draft = page.text_of(texts[waiting.revision_id])
    content = draft.snapshot()
    version = page.version_in_force()
    since_return = []
    if back in texts:
        since_return = page.differences(page.text_of(texts[back]).snapshot(), content)
    since_version = page.differences(version.data, content) if version else []
    number = version.number + 1 if version else 1
    return {
        "draft": draft,
        "version": version,
        "next_number": number,
        "kind_words": page.kind_words(number),
        "returned": returned,
        "since_return": since_return,
        "since_return_total": count(since_return),
        "since_version": since_version,
        "since_version_total": count(since_version),
        "warnings": [problem for problem in draft.problems() if not problem.blocking],
        "reading": page.read(content),
    }
