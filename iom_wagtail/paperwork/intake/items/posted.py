"""The preview as a form: what was shown comes back as it was mended. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from iom_wagtail.files.sheets.book import MOST_ROWS
from iom_wagtail.files.sheets.values import clean
from iom_wagtail.paperwork.intake.items.columns import FIELDS
from iom_wagtail.paperwork.intake.items.reading import Line, Programme

PREFIX = "line"


def is_preview(data: Mapping[str, Any]) -> bool:
    """Return whether a form that came is the preview, not the upload."""
    return f"{PREFIX}-total" in data


def about(programme: Programme) -> str:
    """Return what the preview carries along beside its lines."""
    return json.dumps(
        {
            "sheet": programme.sheet,
            "letters": programme.letters,
            "left_out": programme.left_out,
        }
    )


def programme_of(data: Mapping[str, Any]) -> Programme:
    """Return the lines of a preview as they were sent; a forged form gives what it gives."""
    told = _told(data.get("about"))
    total = _number(data.get(f"{PREFIX}-total"))
    return Programme(
        sheet=str(told.get("sheet", "")),
        letters={
            name: str(letter)[:3]
            for name, letter in _dict(told.get("letters")).items()
            if name in FIELDS
        },
        left_out=[str(each) for each in told.get("left_out") or [] if isinstance(each, str)],
        lines=[_line(data, place) for place in range(min(total, MOST_ROWS))],
    )


def _line(data: Mapping[str, Any], place: int) -> Line:
    prefix = f"{PREFIX}-{place}"
    return Line(
        number=_number(data.get(f"{prefix}-number")),
        values={name: clean(data.get(f"{prefix}-{name}") or "") for name in FIELDS},
        taken=bool(data.get(f"{prefix}-take")),
    )


def _number(text: Any) -> int:
    return int(text) if str(text or "").isdecimal() and len(str(text)) < 8 else 0


def _told(text: Any) -> dict[str, Any]:
    try:
        return _dict(json.loads(text or "{}"))
    except ValueError:
        return {}


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
