"""What printed files are called: the paper and its day, never a person. Pure."""

from __future__ import annotations

import datetime as dt

from iom_wagtail.files.names import neutral_stem


def paper_name(title: str, suffix: str, *, on: dt.date | None = None, no: int | None = None) -> str:
    """Return «07 Карта посещения и анализа урока 17.09.2025.docx».

    ``no`` puts the paper into its place in a dossier.
    """
    parts = [f"{no:02d}" if no is not None else "", title, f"{on:%d.%m.%Y}" if on else ""]
    return f"{neutral_stem(' '.join(filter(None, parts)) + '.' + suffix)}.{suffix}"


def route_folder(route_title: str) -> str:
    """Return «ИОМ 2025-26 № 14», which every system takes as a folder's name."""
    return neutral_stem(route_title.replace("/", "-") + ".zip")
