"""A programme item as its readers see it on a day: the plan, and what is known of its progress.

Pure. Without states (an older version, a preview) the dates alone speak.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from iom_wagtail.routes.rules import Timing, timing
from iom_wagtail.routes.states import ItemState
from iom_wagtail.school import words

#: How a timing looks: state of the row, kind of the badge, icon.
LOOKS: dict[Timing, tuple[str, str, str]] = {
    Timing.WORDS: ("plan", "", "cal"),
    Timing.PAST: ("past", "off", "clock"),
    Timing.OVERDUE: ("late", "late", "alert"),
    Timing.NOW: ("work", "work", "work"),
    Timing.SOON: ("plan", "due", "clock"),
    Timing.AHEAD: ("plan", "", "todo"),
}

#: The same for what people have set; these two ask for nothing any more.
SETTLED = frozenset({"done", "cancelled"})


#: In a longer programme the settled items are shown briefly. A full row weighs a kilobyte and a
#: half: so many of them, with all that stands around, are half of the 120 KB a page may weigh,
#: and more than anybody reads through. A usual programme has a dozen items and is shown whole.
LONG = 30


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word, with its icon and colour."""

    label: str
    kind: str
    icon: str


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the programme on a day."""

    row: dict[str, Any]
    no: int
    due: str
    state: str
    badge: Badge
    timing: Timing
    due_from: dt.date | None
    due_to: dt.date | None
    difficulties: str
    #: How many they are: «затруднение 6», «затруднения 1–6».
    difficulty_count: int = 0
    progress: ItemState | None = None
    #: It stands in a long programme, of which the whole was not asked for.
    in_brief: bool = False

    @property
    def brief(self) -> bool:
        """Whether its row shows no plan: what asks for nothing makes room for what does."""
        return self.in_brief and self.settled

    @property
    def settled(self) -> bool:
        """Whether the item is done or taken off, so that nothing is asked of it."""
        return self.progress is not None and self.progress.status in SETTLED

    @property
    def begun(self) -> bool:
        """Whether its term runs or is over."""
        return self.timing in (Timing.NOW, Timing.OVERDUE, Timing.PAST)

    @property
    def offers_done(self) -> bool:
        """Whether its reader may tick it off right here."""
        return bool(self.progress and "done" in self.progress.acts and not self.settled)


def read_item(
    row: dict[str, Any],
    order: dict[str, int],
    today: dt.date,
    soon_days: int,
    state: ItemState | None = None,
    *,
    in_brief: bool = False,
) -> Item:
    """Return a row of the snapshot as it stands today."""
    first, last = words.as_date(row["due_from"]), words.as_date(row["due_to"])
    planned = words.span(first, last) or row["due_words"]
    if state is not None and state.moved_to:
        last = state.moved_to
        first = first if first and first <= last else None
    when = timing(first, last, today, soon_days=soon_days)
    if state is not None and when == Timing.PAST:
        when = Timing.OVERDUE  # what nobody has ticked off stays due, however long ago
    look, badge = _look(when, last, today, state)
    numbers = [order[key] for key in row["difficulties"] if key in order]
    return Item(
        row=row,
        no=row["no"],
        due=planned,
        state=look,
        badge=badge,
        timing=when,
        due_from=first,
        due_to=last,
        difficulties=words.numbers(numbers),
        difficulty_count=len(numbers),
        progress=state,
        in_brief=in_brief,
    )


def _look(
    when: Timing, last: dt.date | None, today: dt.date, state: ItemState | None
) -> tuple[str, Badge]:
    status = state.status if state else ""
    if status == "done":
        day = words.ru_date(state.done_on, "daymonth")
        # Translators: «выполнено 26.09»
        return "done", Badge(_("done %(date)s") % {"date": day}, "done", "done")
    if status == "cancelled":
        return "past", Badge(_("taken off"), "off", "minus")
    if when == Timing.OVERDUE:
        return "late", Badge(timing_label(when, last, today), "late", "alert")
    if status == "moved":
        # Translators: «перенесено на 30.01.2026»
        label = _("moved to %(date)s") % {"date": words.ru_date(last, "short")}
        return "plan", Badge(label, "due", "clock")
    if status == "work":
        return "work", Badge(_("in work"), "work", "work")
    look, kind, icon = LOOKS[when]
    return look, Badge(timing_label(when, last, today), kind, icon)


def timing_label(when: Timing, last: dt.date | None, today: dt.date) -> str:
    """Return the words for where a term stands."""
    match when:
        case Timing.OVERDUE if last:
            # Translators: «срок прошёл 3 дня назад»
            return _("term ended %(when)s") % {"when": words.relative_days(last, today)}
        case Timing.PAST | Timing.OVERDUE:
            return _("term is over")
        case Timing.NOW:
            return _("under way")
        case Timing.SOON:
            return _("soon")
        case Timing.AHEAD:
            return _("ahead")
    return _("no exact date")
