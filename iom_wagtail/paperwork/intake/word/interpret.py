"""From plain blocks to a route's draft, with what became of every piece. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.word import limits
from iom_wagtail.paperwork.intake.word.blocks import (
    Document,
    Paragraph,
    distinct,
    pieces,
)
from iom_wagtail.paperwork.intake.dates.terms import read_days, read_school_year
from iom_wagtail.paperwork.intake.word.draft import Book, Draft
from iom_wagtail.paperwork.intake.word.labels import Values
from iom_wagtail.paperwork.intake.word.people import Person
from iom_wagtail.paperwork.intake.dates.periods import Period
from iom_wagtail.paperwork.intake.word.vocabulary import (
    find_label,
    plain,
)
from iom_wagtail.paperwork.intake.word.walk import Walk
from iom_wagtail.routes.rules import academic_year

#: A date with its year.
_YEAR = re.compile(r"20\d\d|\d[./]\d{1,2}[./]\d\d(?!\d)")


def interpret(document: Document, staff: Sequence[Person], *, year: int, max_rows: int) -> Draft:
    """Return what a file says as a route's draft.

    ``year`` is the school year of dates that name none, unless the file names its own. Raises
    ``WordRefused`` for more rows than a table of the editor takes, or a text beyond its limit.
    """
    limits.check_texts(document)
    draft, book = Draft(), Book()
    period, told = period_of(document, year)
    draft.values.update({"start_on": period.start_on, "end_on": period.end_on})
    walk = Walk(document, Values(draft, book, staff, period))
    walk.go()
    walk.leave_rest()
    limits.check_rows(draft, max_rows)
    limits.fit(draft)
    if not told:
        draft.remarks.append(_("The file doesn't tell the school year: check the period."))
    if document.pictures:
        draft.remarks.append(_("Pictures of the file are not carried over; attach them later."))
    if document.embedded:
        draft.remarks.append(
            _("A part of the file is inserted from another one. Open it in Word, save it anew.")
        )
    draft.traces = [book.trace(piece) for piece in pieces(document)]
    return draft


def period_of(document: Document, year: int) -> tuple[Period, bool]:
    """Return the period that a file names, and whether it names one.

    The label «Срок реализации», a school year in words, the date of the decision, the school
    year of most other dates, in this order.
    """
    usual = Period.of_year(year)
    decided: list[Period] = []
    named: list[Period] = []
    dated: Counter[int] = Counter()
    for text in _texts(document):
        found = find_label(text)
        found_days = read_days(text, usual)
        days = [day for day, _words in found_days]
        dated.update(academic_year(day) for day, words in found_days if _YEAR.search(words))
        if found and found[0].field == "period" and len(days) == 2 and days[0] < days[1]:
            return Period(academic_year(days[0]), days[0], days[1]), True
        school_year = read_school_year(text)
        if school_year is not None and ("уч" in plain(text) or found):
            named.append(Period.of_year(school_year))
        if found and found[0].field == "decision" and days:
            decided.append(Period.of_year(academic_year(days[0])))
    if named or decided:
        return (named or decided)[0], True
    if dated:
        return Period.of_year(dated.most_common(1)[0][0]), True
    return usual, False


def _texts(document: Document) -> list[str]:
    """Return lines, and rows of two cells as lines «label: value»."""
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts += block.text.split("\n")
            continue
        for row in block.rows:
            cells = [cell.text for cell in distinct(row) if cell.text]
            texts += [": ".join(cells)] if len(cells) == 2 else cells
    return texts
