"""Letters that may stand on a public page, in a feed and in a calendar. Pure."""

from __future__ import annotations

import re

#: What no reader sees and some programs fall over: control characters (XML forbids them), and
#: marks that turn the direction of whatever follows. Those for Arabic and Hebrew words stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")


def tidy(text: object) -> str:
    """Return a text without what can't be seen; its line breaks stay."""
    return _UNSEEN.sub("", str(text)) if text else ""


def one_line(text: object) -> str:
    """Return a text in one line: for a title, a name, a line of a calendar."""
    return _SPACES.sub(" ", tidy(text)).strip()


def shortened(text: str, length: int) -> str:
    """Return the beginning of a text in whole words, with an ellipsis where something follows."""
    line = one_line(text)
    if len(line) <= length:
        return line
    head = line[: length - 1]
    cut = head.rpartition(" ")[0] if line[length - 1] != " " else head
    return f"{(cut or head).rstrip(' ,;:—–-')}…"
