"""Values of cells as people see them on the sheet. Pure functions."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

#: What no text of a person holds: controls, direction marks, soft hyphens, byte order marks.
_HIDDEN = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069"
    r"\ufeff\ue000\ue001]"
)
#: Parts of a number format that are texts or conditions and name no part of a date.
_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь"),
    *("октябрь", "ноябрь", "декабрь"),
)


def clean(text: str) -> str:
    """Return a text with one kind of line break, no hidden characters, no blanks around it."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HIDDEN.sub("", text).replace("\u2028", "\n").replace("\u2029", "\n")
    lines = (re.sub(r"[ \t\u00a0\u2007\u202f]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).strip("\n ")


def seen(value: Any, number_format: str = "General") -> str:
    """Return a value as it stands on the sheet: 1.0 → «1», 3.5 → «3,5», a date → «01.09.2025»."""
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case bool():
            return "ИСТИНА" if value else "ЛОЖЬ"
        case int() | float():
            return _number(value, number_format)
        case dt.datetime():
            return _moment(value, number_format)
        case dt.date():
            return f"{value:%d.%m.%Y}"
        case dt.time():
            return f"{value:%H:%M}"
        case dt.timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02d}"
    return clean(str(value))


def _number(value: float, number_format: str) -> str:
    bare = _ASIDE.sub("", number_format)
    if "%" in bare:
        return f"{_digits(value * 100)} %"
    if isinstance(value, int) and re.fullmatch(r"0+", bare):
        return str(value).zfill(len(bare))  # «007»
    return _digits(value)


def _digits(value: float) -> str:
    """Return a number as Excel's own format writes it: no «.0», no noise of binary fractions."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")


def _moment(value: dt.datetime, number_format: str) -> str:
    letters = set(_ASIDE.sub("", number_format).lower())
    if {"m", "y"} <= letters and not {"d", "h"} & letters:
        return f"{MONTHS[value.month - 1]} {value.year}"  # shown so, and meant so
    if value.time() == dt.time(0):
        return f"{value:%d.%m.%Y}"
    if value.date() in (dt.date(1899, 12, 30), dt.date(1899, 12, 31), dt.date(1904, 1, 1)):
        return f"{value:%H:%M}"
    return f"{value:%d.%m.%Y %H:%M}"
