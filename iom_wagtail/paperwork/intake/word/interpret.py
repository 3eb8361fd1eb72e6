"""From plain blocks to a route's draft, with what became of every piece. Pure.

A route may be put together from several files: the passport in one, the card in another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.dates.periods import Period
from iom_wagtail.paperwork.intake.dates.terms import read_days, read_school_year
from iom_wagtail.paperwork.intake.word import limits
from iom_wagtail.paperwork.intake.word.blocks import (
    Document,
    Paragraph,
    distinct,
    pieces,
)
from iom_wagtail.paperwork.intake.word.draft import Book, Draft
from iom_wagtail.paperwork.intake.word.labels import Values
from iom_wagtail.paperwork.intake.word.names import name_of
from iom_wagtail.paperwork.intake.word.people import Person
from iom_wagtail.paperwork.intake.word.rest import leave_rest
from iom_wagtail.paperwork.intake.word.vocabulary import (
    find_label,
    plain,
)
from iom_wagtail.paperwork.intake.word.walk import Walk
from iom_wagtail.routes.rules import academic_year
from iom_wagtail.school import words

#: A date with its year.
_YEAR = re.compile(r"20\d\d|\d[./]\d{1,2}[./]\d\d(?!\d)")


def interpret(
    documents: Sequence[Document],
    staff: Sequence[Person],
    *,
    year: int,
    max_rows: int,
    school: Sequence[str] = (),
) -> Draft:
    """Return what the files of one route say as its draft.

    ``year`` is the school year of dates that name none, unless a file names its own; ``school``
    what the school is called, which no route repeats. Raises ``WordRefused`` for more rows than a
    table of the editor takes, or a text beyond its limit.
    """
    for document in documents:
        limits.check_texts(document)
    draft, book = Draft(), Book()
    period, told = period_of(documents, year)
    draft.values.update({"start_on": period.start_on, "end_on": period.end_on})
    values = Values(draft, book, staff, period)
    for document in documents:
        walk = Walk(document, values)
        walk.go()
        leave_rest(document, values, walk.rows, walk.left, school)
    _check_answers(draft, values.numbered)
    limits.check_rows(draft, max_rows)
    limits.fit(draft)
    if not told:
        draft.remarks.append(_("The file doesn't tell the school year: check the period."))
    if any(document.pictures for document in documents):
        draft.remarks.append(_("Pictures of the file are not carried over; attach them later."))
    if any(document.embedded for document in documents):
        draft.remarks.append(
            _("A part of the file is inserted from another one. Open it in Word, save it anew.")
        )
    draft.traces = [book.trace(piece) for document in documents for piece in pieces(document)]
    return draft


def _check_answers(draft: Draft, numbered: dict[int, int]) -> None:
    """Let items name difficulties by their place in the draft; the others go to the note."""
    for number, item in enumerate(draft.programme_items, start=1):
        lost = [each for each in item.answers if each not in numbered]
        item.answers = [numbered[each] for each in item.answers if each in numbered]
        if lost:
            where = _("%(table)s, row %(row)d") % {
                "table": name_of("programme_items"),
                "row": number,
            }
            draft.notes.append(f"{where}, «{name_of('answers')}»: {words.numbers(lost)}")
            item.remarks.append(
                _("The file holds no difficulty № %(numbers)s.") % {"numbers": words.numbers(lost)}
            )


def period_of(documents: Sequence[Document], year: int) -> tuple[Period, bool]:
    """Return the period that the files name, and whether they name one.

    The label «Срок реализации», a school year in words, the date of the decision, the school
    year of most other dates, in this order.
    """
    usual = Period.of_year(year)
    decided: list[Period] = []
    named: list[Period] = []
    dated: Counter[int] = Counter()
    for text in (text for document in documents for text in _texts(document)):
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
