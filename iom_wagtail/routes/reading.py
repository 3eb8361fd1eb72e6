"""The route as its readers see it: a pure presentation of the snapshot on a given day.

Plain values in, plain values out. Approved texts pass through as they were signed; only what
the day adds (what is overdue, what comes next) is worded here, in the reader's language.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from iom_wagtail.routes.rules import Timing, timing
from iom_wagtail.routes.strip import Strip, year_strip
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

#: Severity grows to the left, as on the scale «было → стало»; x of its mark, by value.
SEVERITY_X = {3: 10, 2: 103, 1: 196, 0: 289}


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
    difficulty_count: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A planned checkpoint on a day."""

    row: dict[str, Any]
    no: int
    planned_on: dt.date | None
    heading: str
    kind: str
    holders: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Trouble:
    """A difficulty with the items that answer it."""

    row: dict[str, Any]
    no: int
    methods: str
    mark_x: int | None
    answered_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing under «Что дальше»."""

    anchor: str
    heading: str
    when: str
    badge: Badge
    part: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a reading page shows, beside the raw snapshot."""

    data: dict[str, Any]
    today: dt.date
    leading: dict[str, Any] | None
    items: list[Item]
    cuts: list[Cut]
    troubles: list[Trouble]
    strip: Strip | None
    next_top: NextStep | None
    next_list: list[NextStep] = field(default_factory=list)

    @property
    def past_count(self) -> int:
        """How many items' terms are over."""
        return sum(item.timing in (Timing.PAST, Timing.OVERDUE) for item in self.items)

    @property
    def now_count(self) -> int:
        """How many items run today."""
        return sum(item.timing == Timing.NOW for item in self.items)

    @property
    def past_cuts(self) -> int:
        """How many checkpoints' dates are over."""
        return sum(bool(cut.planned_on and cut.planned_on < self.today) for cut in self.cuts)

    @property
    def period(self) -> str:
        """First and last day of the route."""
        passport = self.data["passport"]
        return words.span(passport["start_on"], passport["end_on"])


def read_route(
    data: dict[str, Any], today: dt.date, *, soon_days: int = 14, part: str = ""
) -> Reading:
    """Return the reading of a snapshot on a day.

    ``part`` names the column of activities that is the reader's own ("accompanied" for the
    teacher, "accompanying" for the mentor, "" for others).
    """
    troubles = data["diagnosis"]["difficulties"]
    order = {row["uuid"]: row["no"] for row in troubles}
    items = [_item(row, order, today, soon_days) for row in data["programme"]]
    cuts = _cuts(data["checkpoints"], today)
    top, others = _next(items, cuts, today, part)
    mentors = data["people"]["mentors"]
    passport = data["passport"]
    return Reading(
        data=data,
        today=today,
        leading=next((person for person in mentors if person["leads"]), None),
        items=items,
        cuts=cuts,
        troubles=[_trouble(row, data["programme"]) for row in troubles],
        strip=year_strip(
            words.as_date(passport["start_on"]),
            words.as_date(passport["end_on"]),
            today,
            [(cut.no, cut.planned_on) for cut in cuts if cut.planned_on],
        ),
        next_top=top,
        next_list=others,
    )


def _item(row: dict[str, Any], order: dict[str, int], today: dt.date, soon_days: int) -> Item:
    first, last = words.as_date(row["due_from"]), words.as_date(row["due_to"])
    when = timing(first, last, today, soon_days=soon_days)
    state, kind, icon = LOOKS[when]
    numbers = [order[key] for key in row["difficulties"] if key in order]
    return Item(
        row=row,
        no=row["no"],
        due=words.span(first, last) or row["due_words"],
        state=state,
        badge=Badge(_timing_label(when, last, today), kind, icon),
        timing=when,
        due_from=first,
        due_to=last,
        difficulties=words.numbers(numbers),
        difficulty_count=len(numbers),
    )


def _timing_label(when: Timing, last: dt.date | None, today: dt.date) -> str:
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


def _cuts(rows: list[dict[str, Any]], today: dt.date) -> list[Cut]:
    dates = [words.as_date(row["planned_on"]) for row in rows]
    coming = min((day for day in dates if day and day >= today), default=None)
    return [_cut(row, day, today, coming) for row, day in zip(rows, dates, strict=True)]


def _cut(row: dict[str, Any], day: dt.date | None, today: dt.date, coming: dt.date | None) -> Cut:
    if day is None:
        badge = Badge(_("no date yet"), "", "todo")
    elif day < today:
        badge = Badge(_("date is over"), "off", "clock")
    elif day == coming:
        badge = Badge(words.relative_days(day, today), "work", "work")
    else:
        badge = Badge(_("planned"), "", "todo")
    kind = row["kind_other"] or (row["kind"] or {}).get("label", "")
    title = row["title"] or kind
    return Cut(
        row=row,
        no=row["no"],
        planned_on=day,
        heading=title,
        kind=kind if kind != title else "",
        holders=holders(row),
        badge=badge,
    )


def holders(row: dict[str, Any]) -> str:
    """Return who holds a checkpoint: «Е. С. Журавлёва и М. В. Орлова»."""
    return words.joined([*(p["short"] for p in row["held_by"]), row["held_by_other"]])


def _trouble(row: dict[str, Any], programme: list[dict[str, Any]]) -> Trouble:
    # The closed list ends with «др.»: its own words stand in its place.
    other = row["method_other"]
    methods = [m["label"] for m in row["methods"] if not (other and m["value"] == "other")]
    return Trouble(
        row=row,
        no=row["no"],
        methods=", ".join([*methods, other] if other else methods),
        mark_x=SEVERITY_X.get(row["severity"]["value"]) if row["severity"] else None,
        answered_by=tuple(i["no"] for i in programme if row["uuid"] in i["difficulties"]),
    )


def _next(
    items: list[Item], cuts: list[Cut], today: dt.date, part: str
) -> tuple[NextStep | None, list[NextStep]]:
    """Return the most urgent step and at most three that follow, by date.

    Of what is overdue only the two latest are shown, so that old terms don't hide new ones.
    """
    overdue = sorted(
        (item for item in items if item.timing == Timing.OVERDUE),
        key=lambda item: item.due_to,
        reverse=True,
    )
    opened = [i for i in items if i.timing in (Timing.NOW, Timing.SOON, Timing.AHEAD)]
    steps = [_item_step(item, today, part) for item in opened]
    steps += [
        NextStep(
            anchor=f"c{cut.no}",
            heading=_("Checkpoint %(no)d. %(title)s") % {"no": cut.no, "title": cut.heading},
            when=", ".join(filter(None, [words.ru_date(cut.planned_on, "day"), cut.holders])),
            badge=cut.badge,
            part="",
            on=cut.planned_on,
        )
        for cut in cuts
        if cut.planned_on and cut.planned_on >= today
    ]
    steps.sort(key=lambda step: step.on)
    queue = [*(_item_step(item, today, part) for item in overdue[:2]), *steps]
    return (queue[0], queue[1:4]) if queue else (None, [])


def _item_step(item: Item, today: dt.date, part: str) -> NextStep:
    number = _("item %(no)d") % {"no": item.no}
    if item.timing == Timing.NOW:
        on = item.due_to or today
        when = [words.days_left(item.due_to, today)] if item.due_to else []
        term = _("until %(date)s") % {"date": words.ru_date(on, "day")} if item.due_to else ""
    elif item.timing == Timing.OVERDUE:
        on, when = item.due_to, []
        term = _("until %(date)s") % {"date": words.ru_date(on, "day")}
    else:
        on = item.due_from or item.due_to
        when = [words.relative_days(on, today)]
        term = (
            # Translators: «начнётся 6 апреля»
            _("begins %(date)s") if item.due_from else _("until %(date)s")
        ) % {"date": words.ru_date(on, "day")}
    text = ", ".join(filter(None, [number, term, *when]))
    return NextStep(
        anchor=f"p{item.no}",
        heading=item.row["content"],
        when=text[:1].upper() + text[1:],
        badge=item.badge,
        part=item.row["activity"].get(part, "") if part else "",
        on=on,
    )
