"""Moving rows without JavaScript: a submit button rewrites the posted data before it is read.

Pure: posted data in, posted data out. Buttons (``value`` is the row's place, counted from 1):
``<prefix>-insert`` puts a blank row after that place (0: first), ``-up`` and ``-down`` move.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.http import QueryDict

VERBS = ("insert", "up", "down")


def _number(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


def order_of(data: QueryDict, prefix: str, total: int) -> list[int]:
    """Return the indexes of the rows in the order they are to stand.

    A missing or unreadable ORDER keeps the row where it was posted.
    """
    places = {}
    for index in range(total):
        place = _number(data.get(f"{prefix}-{index}-ORDER"))
        places[index] = index + 1 if place is None else place
    return sorted(places, key=lambda index: (places[index], index))


def _moved(order: list[int], verb: str, place: int) -> list[int]:
    """Return the order after moving the row at a place (from 1) one step."""
    here = place - 1
    there = here - 1 if verb == "up" else here + 1
    if 0 <= here < len(order) and 0 <= there < len(order):
        order = order.copy()
        order[here], order[there] = order[there], order[here]
    return order


def rewrite(data: QueryDict, prefixes: Iterable[str], most: int) -> tuple[QueryDict, str]:
    """Return the data with ORDER normalised to 1…n and the pressed button carried out.

    Also returns the name of the row to come back to («programme_items-2», by its new place),
    or "" when no such button was pressed. Tables that weren't posted stay untouched.
    """
    result, target = data.copy(), ""
    for prefix in prefixes:
        total = _number(data.get(f"{prefix}-TOTAL_FORMS"))
        if total is None or not 0 <= total <= most:
            continue
        order = order_of(data, prefix, total)
        for verb in VERBS:
            place = _number(data.get(f"{prefix}-{verb}"))
            if place is None:
                continue
            if verb == "insert":
                place = max(0, min(place, len(order)))
                order = [*order[:place], total, *order[place:]]
                result[f"{prefix}-TOTAL_FORMS"] = str(total + 1)
                result[f"{prefix}-{total}-id"] = ""
                result[f"{prefix}-{total}-uuid"] = str(uuid.uuid4())
                target = f"{prefix}-{place}"
            else:
                order = _moved(order, verb, place)
                step = -2 if verb == "up" else 0
                target = f"{prefix}-{max(0, min(place + step, len(order) - 1))}"
        for place, index in enumerate(order, start=1):
            result[f"{prefix}-{index}-ORDER"] = str(place)
    return result, target
