"""What a route needs before it goes to approval: one pure rule over plain values.

Errors stop submission; warnings are shown and may stay. Every message names its row and
leads to a field; the clause of the regulation stands beside the check.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from iom_wagtail.approval.rules import Problem
from iom_wagtail.routes.choices import CheckpointKind, DiagnosisMethod, Severity
from iom_wagtail.routes.route_draft import (
    CheckpointDraft,
    DifficultyDraft,
    ItemDraft,
    RouteDraft,
)

__all__ = ["CheckpointDraft", "DifficultyDraft", "ItemDraft", "RouteDraft", "problems"]

#: A half-year of which the route touches fewer days needs no checkpoint of its own.
SHORT_HALF = 30


def problems(draft: RouteDraft) -> list[Problem]:
    """Return everything missing or contradictory, in the order of the papers."""
    found = [
        *_passport(draft),
        *_card(draft),
        *_diagnosis(draft),
        *_programme(draft),
        *_checkpoints(draft),
    ]
    return found


def _passport(draft: RouteDraft) -> Iterator[Problem]:
    """People, decision and period (5.1, items 1 and 2), goal (2.1)."""
    tab = "passport"
    if draft.stopped:
        yield Problem(
            _("The route is stopped (%(reason)s). It can be sent once it is resumed.")
            % {"reason": draft.stopped},
            "people",
            tab,
        )
    if draft.teacher is None:
        yield Problem(_("The route has no teacher. Add one under “People”."), "people", tab)
    if draft.mentor is None:
        yield Problem(
            _("Nobody leads the route. Appoint the mentor who leads it under “People”."),
            "people",
            tab,
        )
    if draft.mentor is not None and draft.mentor == draft.teacher:
        yield Problem(_("The mentor and the teacher are the same person."), "people", tab)
    if draft.start_on is None:
        yield Problem(_("Passport: say when the period begins."), "start_on", tab)
    if draft.end_on is None:
        yield Problem(_("Passport: say when the period ends."), "end_on", tab)
    if draft.start_on and draft.end_on and draft.end_on < draft.start_on:
        yield Problem(_("Passport: the period ends before it begins."), "end_on", tab)
    if draft.decision_date is None:
        yield Problem(_("Passport: no date of the decision."), "decision_date", tab)
    elif draft.end_on and draft.decision_date > draft.end_on:
        yield Problem(
            _("Passport: the decision is dated after the end of the period."),
            "decision_date",
            tab,
        )
    if not draft.goal.strip():
        yield Problem(_("Passport: the goal is empty."), "goal", tab)
    for index, text in enumerate(draft.tasks):
        if not text.strip():
            yield Problem(
                _("Task %(no)d: the text is empty.") % {"no": index + 1},
                f"objectives-{index}-text",
                tab,
            )


def _card(draft: RouteDraft) -> Iterator[Problem]:
    """The card may be completed later (5.2): warnings only."""
    messages = {
        "subject": _("Card: the subject is not given."),
        "education": _("Card: the education is not given."),
        "total_experience": _("Card: the total experience is not given."),
        "load_words": _("Card: the load in the school year is not given."),
        "classes": _("Card: the classes are not given."),
    }
    for name, message in messages.items():
        if not str(draft.card.get(name) or "").strip():
            yield Problem(message, name, "card", blocking=False)


def _diagnosis(draft: RouteDraft) -> Iterator[Problem]:
    """Date, people, and at least one complete difficulty (4.1, 4.2)."""
    tab = "diagnosis"
    if draft.diagnosed_on is None:
        yield Problem(_("Diagnosis: no date."), "diagnosed_on", tab)
    if not draft.diagnosed_by:
        yield Problem(
            _("Diagnosis: nobody is named as having held it."), "diagnosed_by", tab, blocking=False
        )
    if not draft.difficulties:
        yield Problem(_("Diagnosis: not a single difficulty."), "difficulties", tab)
    answered = {key for item in draft.items for key in item.difficulties}
    for index, row in enumerate(draft.difficulties):
        yield from _difficulty(row, index, tab)
        if row.severity == Severity.SEVERE and row.uuid not in answered:
            yield Problem(
                _("Difficulty %(no)d needs help, but no item of the programme answers it.")
                % {"no": index + 1},
                f"difficulties-{index}-text",
                tab,
            )


def _difficulty(row: DifficultyDraft, index: int, tab: str) -> Iterator[Problem]:
    no = {"no": index + 1}
    name = f"difficulties-{index}"
    if not row.kind:
        yield Problem(_("Difficulty %(no)d: choose the kind.") % no, f"{name}-kind", tab)
    if not row.text.strip():
        yield Problem(_("Difficulty %(no)d: the text is empty.") % no, f"{name}-text", tab)
    if row.severity is None:
        yield Problem(_("Difficulty %(no)d: choose the severity.") % no, f"{name}-severity", tab)
    if not row.methods:
        yield Problem(_("Difficulty %(no)d: say how it was found.") % no, f"{name}-methods", tab)
    if DiagnosisMethod.OTHER in row.methods and not row.method_other.strip():
        yield Problem(
            _("Difficulty %(no)d: “other” is ticked; write which method.") % no,
            f"{name}-method_other",
            tab,
        )


def _programme(draft: RouteDraft) -> Iterator[Problem]:
    """Every item with content, due date and somebody's activity (5.1, table)."""
    tab = "programme"
    if not draft.items:
        yield Problem(_("Programme: not a single item."), "programme_items", tab)
    for index, row in enumerate(draft.items):
        yield from _item(row, index, draft, tab)


def _item(row: ItemDraft, index: int, draft: RouteDraft, tab: str) -> Iterator[Problem]:
    no = {"no": index + 1}
    name = f"programme_items-{index}"
    if not row.content.strip():
        yield Problem(_("Item %(no)d: the content is empty.") % no, f"{name}-content", tab)
    if not (row.due_from or row.due_to or row.due_words.strip()):
        yield Problem(
            _("Item %(no)d: no due date. Give dates, or say it in words.") % no,
            f"{name}-due_to",
            tab,
        )
    if not any(text.strip() for text in row.activities):
        yield Problem(
            _("Item %(no)d: say what at least one of the two does.") % no,
            f"{name}-activity_accompanied",
            tab,
        )
    if row.due_from and row.due_to and row.due_from > row.due_to:
        yield Problem(_("Item %(no)d: due “from” is later than “to”.") % no, f"{name}-due_to", tab)
    early = _("Item %(no)d: the due date %(day)s is before the period begins (%(edge)s).")
    late = _("Item %(no)d: the due date %(day)s is after the period ends (%(edge)s).")
    for key in ("due_from", "due_to"):
        if message := _outside(getattr(row, key), draft, early, late, index):
            yield Problem(message, f"{name}-{key}", tab)
    if draft.difficulties and not row.difficulties:
        yield Problem(
            _("Item %(no)d answers no difficulty. It may stay so.") % no,
            f"{name}-difficulties",
            tab,
            blocking=False,
        )


def _outside(day: dt.date | None, draft: RouteDraft, early: str, late: str, index: int) -> str:
    """Return one of two messages, filled in, when a day lies outside the period; else ""."""
    if day is None:
        return ""
    for edge, message, outside in (
        (draft.start_on, early, draft.start_on and day < draft.start_on),
        (draft.end_on, late, draft.end_on and day > draft.end_on),
    ):
        if edge and outside:
            return message % {
                "no": index + 1,
                "day": f"{day:%d.%m.%Y}",
                "edge": f"{edge:%d.%m.%Y}",
            }
    return ""


def _checkpoints(draft: RouteDraft) -> Iterator[Problem]:
    """Every checkpoint with kind, title, date; one in each half-year (3.1)."""
    tab = "checkpoints"
    early = _("Checkpoint %(no)d: %(day)s is before the period begins (%(edge)s).")
    late = _("Checkpoint %(no)d: %(day)s is after the period ends (%(edge)s).")
    for index, row in enumerate(draft.checkpoints):
        no = {"no": index + 1}
        name = f"checkpoints-{index}"
        if not row.kind:
            yield Problem(_("Checkpoint %(no)d: choose the kind.") % no, f"{name}-kind", tab)
        if row.kind == CheckpointKind.OTHER and not row.kind_other.strip():
            yield Problem(
                _("Checkpoint %(no)d: “other” is chosen; write which kind.") % no,
                f"{name}-kind_other",
                tab,
            )
        if not row.title.strip():
            yield Problem(_("Checkpoint %(no)d: the title is empty.") % no, f"{name}-title", tab)
        if row.planned_on is None:
            yield Problem(_("Checkpoint %(no)d: no date.") % no, f"{name}-planned_on", tab)
        elif message := _outside(row.planned_on, draft, early, late, index):
            yield Problem(message, f"{name}-planned_on", tab)
        if not row.held:
            yield Problem(
                _("Checkpoint %(no)d: nobody is named as holding it.") % no,
                f"{name}-held_by",
                tab,
                blocking=False,
            )
    planned = [row.planned_on for row in draft.checkpoints if row.planned_on]
    for first, last in half_years(draft.start_on, draft.end_on):
        if not any(first <= day <= last for day in planned):
            yield Problem(
                _("No checkpoint between %(first)s and %(last)s.")
                % {"first": f"{first:%d.%m.%Y}", "last": f"{last:%d.%m.%Y}"},
                "checkpoints",
                tab,
                blocking=False,
            )


def half_years(start: dt.date | None, end: dt.date | None) -> list[tuple[dt.date, dt.date]]:
    """Return the parts of a period by school half-year (to 31 December, to 31 July).

    Parts shorter than ``SHORT_HALF`` days are left out.
    """
    found: list[tuple[dt.date, dt.date]] = []
    if start is None or end is None:
        return found
    first = start
    while first <= end:
        edge = dt.date(first.year, 12, 31) if first.month >= 8 else dt.date(first.year, 7, 31)
        last = min(edge, end)
        if (last - first).days + 1 >= SHORT_HALF:
            found.append((first, last))
        first = last + dt.timedelta(days=1)
    return found
