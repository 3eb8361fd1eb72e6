"""Rules of lesson visits: the mean, what a sheet may hold, who changes it. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from iom_wagtail.journal.choices import Score
from iom_wagtail.journal.records.rules import coming_day_problem
from iom_wagtail.routes.rules import Office

#: The teacher takes one or two of them into the next lesson; more are not read (3.3).
MOST_RECOMMENDATIONS = 3
MOST_STRENGTHS = 10
LONGEST_LINE = 1000

LAST_LESSON = 14
#: A visit so long ago is a slip of the pen in the year.
OLDEST = dt.timedelta(days=3 * 365)

MOST_CRITERIA = 30
LONGEST_CRITERION = 300
LONGEST_HINT = 500

Criterion = dict[str, Any]


def mean(scores: Iterable[int | None]) -> Decimal | None:
    """Return the mean of the scores given, to two places; «—» doesn't count. None without any."""
    given = [score for score in scores if score is not None]
    if not given:
        return None
    exact = Decimal(sum(given)) / len(given)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def mean_words(value: Decimal | None) -> str:
    """Return «1,75 из 2»; "" when nothing was scored."""
    if value is None:
        return ""
    shown = formats.number_format(value.normalize() if value % 1 else value.to_integral_value())
    return _("%(mean)s of %(most)d") % {"mean": shown, "most": max(Score.values)}


def writes_as_teacher(offices: Collection[Office]) -> bool:
    """Return whether a visit by this person is one of the route's teacher to others."""
    return Office.TEACHER in offices


def may_change(*, own: bool) -> bool:
    """Return whether somebody changes a sheet: its author alone."""
    return own


def may_remove(*, own: bool, acquainted: bool) -> bool:
    """Return whether somebody removes a sheet: its author, until the teacher has marked it."""
    return own and not acquainted


def may_acquaint(offices: Collection[Office], *, by_teacher: bool, acquainted: bool) -> bool:
    """Return whether somebody marks «ознакомлен(а)»: the teacher, once, under the own lesson."""
    return Office.TEACHER in offices and not by_teacher and not acquainted


def told(fields: Collection[str]) -> str:
    """Return what a sheet's history adds to «changed», by the fields; "" when nothing."""
    if "acquainted_at" not in fields:
        return ""
    if set(fields) - {"acquainted_at", "acquainted_words"}:
        return _("the mark of acquaintance is taken away")
    return _("acquainted")


def judged(criteria: Sequence[Mapping[str, Any]], scores: Sequence[Any]) -> list[Criterion]:
    """Return the criteria with their scores, as a visit keeps them.

    Raises ``ValueError`` for a score that doesn't exist or too few or many of them.
    """
    if len(criteria) != len(scores):
        raise ValueError("as many scores as criteria")
    for score in scores:
        # True == 1 for Python; a score is a number or nothing.
        if score is not None and (type(score) is not int or score not in Score.values):
            raise ValueError("unknown score")
    return [
        {"text": criterion["text"], "hint": criterion.get("hint", ""), "score": score}
        for criterion, score in zip(criteria, scores, strict=True)
    ]


def problems(values: Mapping[str, Any], today: dt.date) -> dict[str, str]:
    """Return what is wrong with a sheet, a message a field; ``values`` are the visit's fields."""
    found: dict[str, str] = {}
    day, again = values["visited_on"], values.get("follow_up")
    if day > today:
        found["visited_on"] = _("This day has not come yet.")
    elif today - day > OLDEST:
        found["visited_on"] = _("Check the year.")
    elif again is not None and again <= day:
        found["follow_up"] = _("The next visit is after this one.")
    elif wrong := coming_day_problem(again, today):
        found["follow_up"] = wrong
    number = values.get("lesson_no")
    if number is not None and not 0 <= number <= LAST_LESSON:
        found["lesson_no"] = _("There is no such lesson.")
    if not values["visited_by"]:
        found["visitors"] = _("Somebody has visited the lesson.")
    if values["by_teacher"] and not values.get("host"):
        found["host"] = _("Write whose lesson it was.")
    found |= _list_problems(values)
    scored = any(row["score"] is not None for row in values["criteria"])
    if not found and not (scored or values["strengths"] or values["recommendations"]):
        found["strengths"] = _("Score a criterion or write a few words.")
    return found


def _list_problems(values: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    if len(values["recommendations"]) > MOST_RECOMMENDATIONS:
        found["recommendations"] = _("Three recommendations at most.")
    if len(values["strengths"]) > MOST_STRENGTHS:
        found["strengths"] = _("Ten lines at most.")
    for name in ("strengths", "recommendations"):
        if any(len(text) > LONGEST_LINE for text in values[name]):
            found[name] = _("A thousand characters a line at most.")
    return found


def classes_of(*texts: str) -> list[str]:
    """Return the classes that the card names, once each: «5 «А», 5 «Б»; 6 «А»» → three."""
    found: dict[str, None] = {}
    for text in texts:
        for part in re.split(r"[,;\n]| и ", text):
            name = " ".join(part.split())
            if name and len(name) <= 20 and name[0].isdigit():
                found[name] = None
    return list(found)


# --- sets of criteria ---------------------------------------------------------------------


def criteria_from(text: str) -> list[Criterion]:
    """Return the criteria of a text: one a line, its hint after « | »."""
    found = []
    for line in text.splitlines():
        head, _bar, hint = line.partition("|")
        if head.strip() or hint.strip():
            found.append({"text": " ".join(head.split()), "hint": " ".join(hint.split())})
    return found


def text_of(criteria: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of a set, as ``criteria_from`` reads it."""
    lines = (
        f"{row['text']} | {row['hint']}" if row.get("hint") else row["text"] for row in criteria
    )
    return "\n".join(lines)


def set_problems(name: str, criteria: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return what is wrong with a set of criteria, a message a field."""
    found: dict[str, str] = {}
    if not name.strip():
        found["name"] = _("Give the set a name.")
    texts = [row["text"] for row in criteria]
    if not texts:
        found["criteria"] = _("Write at least one criterion.")
    elif len(texts) > MOST_CRITERIA:
        found["criteria"] = _("Thirty criteria at most: a lesson has 45 minutes.")
    elif not all(texts):
        found["criteria"] = _("A hint stands after its criterion, in the same line.")
    elif len(set(map(str.casefold, texts))) < len(texts):
        found["criteria"] = _("Two criteria are the same.")
    elif max(map(len, texts)) > LONGEST_CRITERION:
        found["criteria"] = _("A criterion has 300 characters at most.")
    elif max(len(row.get("hint", "")) for row in criteria) > LONGEST_HINT:
        found["criteria"] = _("A hint has 500 characters at most.")
    return found
