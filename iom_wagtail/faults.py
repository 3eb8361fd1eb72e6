"""A fault in words that are nobody's, for logs: what kind of error it is, and where it happened.

The message of an error may repeat a name or a text that somebody wrote; its kind and its place
can't.
"""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

#: How many places are told, the innermost last.
PLACES = 4


def told(error: BaseException) -> str:
    """Return «OSError ENOSPC at making.py:120 _put > making.py:140 _copy»."""
    number = getattr(error, "errno", None)
    known = errno.errorcode.get(number, "") if isinstance(number, int) else ""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    kind = " ".join(filter(None, [type(error).__name__, known]))
    return f"{kind} at {' > '.join(places)}" if places else kind
