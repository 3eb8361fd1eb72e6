"""Words as Russian readers expect them: dates, spans, non-breaking spaces. Pure functions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

NBSP = "\u00a0"
_LETTER = "A-Za-zА-Яа-яЁёӀӏ"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"

#: (what to find, what to put); the order matters, every rule may run twice without harm.
_GLUE: tuple[tuple[re.Pattern[str], str], ...] = (
    # before a dash, never at the start of a line
    (re.compile(r"(?<=\S) (?=[—–] )"), NBSP),
    # after words of one or two letters: «и», «на», «не»
    (re.compile(rf"(?<![{_LETTER}\d-])([{_LETTER}]{{1,2}}) (?=\S)"), rf"\1{NBSP}"),
    # inside «А. И. Лебедева»
    (re.compile(r"\b([А-ЯЁӀ]\.) (?=[А-ЯЁӀ])"), rf"\1{NBSP}"),
    # «Лебедева А. И.»
    (re.compile(rf"(?<=[а-яёӏ]) (?=[А-ЯЁӀ]\.[\s{NBSP}][А-ЯЁӀ]\.)"), NBSP),
    # «7 «Б»», «№ 14», «§ 3»
    (re.compile(r"(?<=\d) (?=«)"), NBSP),
    (re.compile(r"(?<=[№§]) (?=\d)"), NBSP),
    # «27 марта», «82 %», «36 ч», «2026 г.»
    (re.compile(rf"(?<=\d) (?=(?:{_MONTHS})\b|[%₽]|(?:ч|мин|г|гг|кл|л|мм|см|м|км|кг)\b)"), NBSP),
)


def ru_typography(text: str) -> str:
    """Return a text with its non-breaking spaces set; nothing else changes."""
    for pattern, replacement in _GLUE:
        text = pattern.sub(replacement, text)
    return text


def as_date(value: dt.date | str | None) -> dt.date | None:
    """Return a date from a date, a moment or its ISO spelling; None from nothing."""
    if not value:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value[:10])


def ru_date(value: dt.date | str | None, form: str = "long") -> str:
    """Return a date in words of the active language; "" for no date.

    ``long`` «27 марта 2026», ``day`` «27 марта», ``short`` «27.03.2026», ``daymonth`` «27.03».
    """
    day = as_date(value)
    if day is None:
        return ""
    if form == "short":
        return f"{day:%d.%m.%Y}"
    if form == "daymonth":
        return f"{day:%d.%m}"
    pattern = "j E" if form == "day" else "j E Y"
    return date_format(day, pattern).replace(" ", NBSP)


def span(start: dt.date | str | None, end: dt.date | str | None) -> str:
    """Return «01.09 – 26.09.2025», the year once when it is the same; one date stands alone."""
    first, last = as_date(start), as_date(end)
    if first and last and first != last:
        head = ru_date(first, "daymonth" if first.year == last.year else "short")
        return f"{head}{NBSP}– {ru_date(last, 'short')}"
    if last:
        return (
            ru_date(last, "short")
            if first
            else _("until %(date)s") % {"date": ru_date(last, "short")}
        )
    if first:
        return _("from %(date)s") % {"date": ru_date(first, "short")}
    return ""


def relative_days(value: dt.date | str, today: dt.date) -> str:
    """Return how far a day is from today: «сегодня», «завтра», «через неделю», «3 дня назад»."""
    days = (as_date(value) - today).days
    if days in (-1, 0, 1):
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[days]
    amount = abs(days)
    if amount == 7:
        # Translators: «через неделю», «неделю назад»
        return _("in a week") if days > 0 else _("a week ago")
    if amount % 7 == 0 and amount <= 28:
        weeks = amount // 7
        text = (
            ngettext("in %(count)d week", "in %(count)d weeks", weeks)
            if days > 0
            else ngettext("%(count)d week ago", "%(count)d weeks ago", weeks)
        )
        return text % {"count": weeks}
    text = (
        ngettext("in %(count)d day", "in %(count)d days", amount)
        if days > 0
        else ngettext("%(count)d day ago", "%(count)d days ago", amount)
    )
    return text % {"count": amount}


def days_left(value: dt.date | str, today: dt.date) -> str:
    """Return how long is left: «сегодня последний день», «остался 1 день», «осталось 18 дней»."""
    days = (as_date(value) - today).days
    if days <= 0:
        return _("today is the last day")
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}


def numbers(values: Iterable[int]) -> str:
    """Return «1–3, 6» for 1, 2, 3, 6: runs of three and more as a span."""
    runs: list[list[int]] = []
    for value in sorted(set(values)):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def joined(values: Iterable[str]) -> str:
    """Return «А, Б и В»."""
    items = [value for value in values if value]
    if len(items) < 2:
        return "".join(items)
    return pgettext("list of names", "%(first)s and %(last)s") % {
        "first": ", ".join(items[:-1]),
        "last": items[-1],
    }


def noted(label: str, note: str) -> str:
    """Return «в рамках школы, с выходом на район»: a label and its note, nothing said twice."""
    if note.casefold().startswith(label.casefold()):
        return note
    return ", ".join(filter(None, [label, note]))


def lines(text: str) -> list[str]:
    """Return the non-empty lines of a text that holds one thing a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
