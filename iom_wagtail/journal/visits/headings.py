"""How a visit is called. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _


def lesson(*, classes: str, lesson_no: int | None, topic: str) -> str:
    """Return «5 «А», 4-й урок, «Сравнение дробей»»; "" when nothing is known."""
    # Translators: «4-й урок»
    number = _("lesson %(no)d") % {"no": lesson_no} if lesson_no is not None else ""
    return ", ".join(filter(None, [classes, number, f"«{topic}»" if topic else ""]))


def heading(*, host: str, classes: str, lesson_no: int | None, topic: str) -> str:
    """Return «Посещение: 5 «А», …», or «Посещение урока коллеги: Р. С. Исаева, 5 «А», …»."""
    what = lesson(classes=classes, lesson_no=lesson_no, topic=topic)
    if host:
        return _("Visit to a colleague's lesson: %(what)s") % {
            "what": ", ".join(filter(None, [host, what]))
        }
    return _("Visit: %(what)s") % {"what": what} if what else _("Lesson visit")
