"""What has to be done once a day: rooms add to the list, ``manage.py iom_daily`` works it off.

A room registers in ``AppConfig.ready``, by way of its own ``register()``. A task may run twice a
day, or again after a day was missed: it asks the database what is due, not the clock alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from iom_wagtail.faults import told

logger = logging.getLogger("iom_wagtail.daily")

#: Returns how many things it did; the words of what it did stay in the room.
Act = Callable[[], int]


class UnknownTask(Exception):
    """A task was asked for that no room has registered; ``args`` are the names."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task: how many things it did, or None when it failed."""

    name: str
    count: int | None


_tasks: dict[str, Act] = {}


def register(name: str, act: Act) -> None:
    """Add a task to the end of the list; under the same name again it takes the former's place."""
    _tasks[name] = act


def names() -> list[str]:
    """Return the names of all tasks, in their order."""
    return list(_tasks)


def run(chosen: Collection[str] = ()) -> Iterator[Done]:
    """Do every task, or those that are named, in the order of the list; yield what came of each.

    One that fails stops no other; it is logged by its kind and place, without anybody's words.
    Raises ``UnknownTask`` before anything is done.
    """
    if unknown := [name for name in chosen if name not in _tasks]:
        raise UnknownTask(*unknown)
    return _run([name for name in _tasks if not chosen or name in chosen])


def _run(chosen: list[str]) -> Iterator[Done]:
    for name in chosen:
        try:
            count = _tasks[name]()
        except Exception as error:
            logger.error("Daily task %s failed: %s", name, told(error))
            yield Done(name, None)
        else:
            yield Done(name, count)
