"""Texts as paper can carry them."""

from __future__ import annotations

import re
from typing import Any

#: All that ends a line.
_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
#: The last two codes of every plane of Unicode are no characters.
_LAST = "".join(chr(end - 2) + chr(end - 1) for end in range(0x10000, 0x110001, 0x10000))
#: What no paper can show and nobody typed on purpose: control characters, soft hyphens, marks
#: that turn the order of letters round (a name would read as another), halves of characters,
#: codes that are no characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u202a-\u202e\u2066-\u2069\ufeff"
    f"\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb{_LAST}]"
)

#: What a narrow column may break anywhere: see ``lib.typ``, which looks for the same.
_WIDE = re.compile(r"[^\sА-Яа-яЁёӀӏ-]{14}|[^\W_]{3}[._/][^\W\d_]{2}")


def printable(value: Any) -> Any:
    """Return a text, or all texts in lists and dictionaries, without what paper can't carry."""
    if isinstance(value, str):
        return _UNSEEN.sub("", _ENDS.sub("\n", value)).replace("\t", " ")
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(each) for each in value]
    return value


def is_wide(value: Any) -> bool:
    """Return whether a text, or any in lists and dictionaries, is wider than a narrow column.

    That is a long word in letters not Russian (an address), or the name of a file.
    """
    if isinstance(value, str):
        return _WIDE.search(value) is not None
    if isinstance(value, dict):
        return is_wide(list(value.values()))
    return isinstance(value, (list, tuple)) and any(map(is_wide, value))
