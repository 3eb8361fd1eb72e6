"""Values that stand beside a name: lines of the passport and of the card. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.dates.periods import Period
from iom_wagtail.paperwork.intake.dates.terms import read_days, read_due, read_school_year
from iom_wagtail.paperwork.intake.word import printed, ticks
from iom_wagtail.paperwork.intake.word.blocks import Piece
from iom_wagtail.paperwork.intake.word.draft import (
    Book,
    Checkpoint,
    Difficulty,
    Draft,
    Objective,
)
from iom_wagtail.paperwork.intake.word.names import name_of
from iom_wagtail.paperwork.intake.word.people import Named, Person, find_all, find_one
from iom_wagtail.paperwork.intake.word.vocabulary import plain

#: Labels whose value is a list that may go on in the following paragraphs.
LISTS = ("objectives", "difficulties", "checkpoints")
_HOURS = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*(?:ч(?:\.|ас\w*)?)?(?:\s*(?:в|/)\s*нед\w*\.?)?")


class Values:
    """Puts values at their places in the draft, and remembers from where each came."""

    def __init__(self, draft: Draft, book: Book, staff: Sequence[Person], period: Period) -> None:
        self.draft = draft
        self.book = book
        self.staff = staff
        self.period = period
        #: Where difficulties stand in the draft, by the number that the file gives them.
        self.numbered: dict[int, int] = {}

    def take(self, field: str, text: str, piece: Piece) -> None:
        """Take the value of a label; what of it has no place goes to the note."""
        match field:
            case "teacher" | "mentor":
                self._person(field, text, piece)
            case "participants":
                self._participants(text, piece)
            case "decision":
                self._decision(text, piece)
            case "period":
                self._period(text, piece)
            case "consent":
                self._consent(text, piece)
            case "dominance":
                self._choice("dominance", text, piece, ticks.DOMINANCES)
            case "place":
                self._place(text, piece)
            case "load_hours":
                self._hours(text, piece)
            case "diagnosed_on":
                self._day("diagnosed_on", text, piece)
            case "diagnosed":
                self._diagnosed(text, piece)
            case _ if field in LISTS:
                for line in text.split("\n"):
                    self.listed(field, line, piece)
            case _:
                self.text(field, text, piece)

    def text(self, field: str, text: str, piece: Piece) -> None:
        """Put a text into a field; a second one goes behind the first."""
        before = self.draft.values.get(field, "")
        if plain(text) not in plain(before):
            joint = "\n" if field in _LONG else "; "
            self.draft.values[field] = f"{before}{joint}{text}" if before else text
        self.book.placed(piece, name_of(field))

    def note(self, piece: Piece, text: str, label: str = "") -> None:
        """Keep a text in the note, with its place in the file."""
        place = str(piece.place)
        head = f"{place[:1].upper()}{place[1:]}"
        self.draft.notes.append(f"{head}{f' ({label})' if label else ''}: {text}")
        self.book.placed(piece, _("note"))

    # --- people ---------------------------------------------------------------

    def _person(self, field: str, text: str, piece: Piece) -> None:
        found = find_one(text, self.staff)
        if found is None:
            return
        before: Named | None = getattr(self.draft, field)
        if before is not None and not _same(before, found):
            self.note(piece, text, name_of(field))
            self.book.remark(piece, _("The file names somebody else here than before."))
            return
        if before is None or (before.key is None and found.key is not None):
            setattr(self.draft, field, found)
        self.book.placed(piece, name_of(field), doubt(found, self.staff))
        if found.beside and not self._known_post(found):
            self.note(piece, f"{found.written}, {found.beside}", name_of(field))

    def _known_post(self, named: Named) -> bool:
        people = {person.key: person for person in self.staff}
        return named.key is not None and plain(people[named.key].position) == plain(named.beside)

    def _participants(self, text: str, piece: Piece) -> None:
        for named in find_all(text, self.staff):
            known = [person for person in self.draft.participants if _same(person, named)]
            if not known:
                self.draft.participants.append(named)
            self.book.placed(piece, name_of("participants"), doubt(named, self.staff))

    # --- days and choices -----------------------------------------------------

    def _decision(self, text: str, piece: Piece) -> None:
        days = read_days(text, self.period)
        rest = self._first_day("decision_date", text, piece)
        if re.search(r"[^\W_]", rest):
            self.text("decision_basis", rest, piece)
        if not days:
            self.book.remark(piece, _("No date was found here."))

    def _first_day(self, field: str, text: str, piece: Piece) -> str:
        """Take the first day of a text; return the text, without the day where it begins with it.

        Another day than before stays in the words.
        """
        days = read_days(text, self.period)
        if not days:
            return text
        day, spelled = days[0]
        if self.draft.values.setdefault(field, day) != day:
            return text
        self.book.placed(piece, name_of(field))
        return printed.without_day(text, spelled)

    def _diagnosed(self, text: str, piece: Piece) -> None:
        """Take «19 сентября 2025, М. В. Орлова»: when the diagnosis was held, and by whom."""
        rest = self._first_day("diagnosed_on", text, piece)
        if re.search(r"[^\W_]", rest):
            self.text("diagnosed_by", rest, piece)

    def _day(self, field: str, text: str, piece: Piece) -> None:
        days = read_days(text, self.period)
        if len(days) == 1 and not read_due(text, self.period).due_words:
            self.draft.values.setdefault(field, days[0][0])
            self.book.placed(piece, name_of(field))
            return
        if days:
            self.draft.values.setdefault(field, days[0][0])
            self.book.placed(piece, name_of(field))
        self.note(piece, text, name_of(field))

    def _period(self, text: str, piece: Piece) -> None:
        self.book.placed(piece, _("period"))
        if read_school_year(text) is not None and len(text.split()) <= 4:
            return
        if not re.fullmatch(r"[\W\d]*(?:с|по|до|г|года)?[\W\d]*(?:по|до|г)?[\W\d]*", plain(text)):
            self.note(piece, text, _("period"))

    def _choice(
        self, field: str, text: str, piece: Piece, choices: Sequence[tuple[str, str]]
    ) -> None:
        value = ticks.choose(text, choices)
        if not value:
            self.note(piece, text, name_of(field))
            return
        self.draft.values.setdefault(field, value)
        self.book.placed(piece, name_of(field))
        if not ticks.has_boxes(text) and len(text.split()) > 1:
            self.note(piece, text, name_of(field))

    def _place(self, text: str, piece: Piece) -> None:
        value, note = printed.place_of(text) or (ticks.choose(text, ticks.PLACES), text)
        if value:
            self.draft.values.setdefault("place", value)
            self.book.placed(piece, name_of("place"))
        if note and (not ticks.has_boxes(text) or not value):
            self.text("place_note", note, piece)

    def _consent(self, text: str, piece: Piece) -> None:
        answers = ticks.marked(text) or ([] if ticks.has_boxes(text) else [text])
        given = next((answer for answer in answers if ticks.YES.match(plain(answer))), "")
        if given:
            self.draft.values["mentor_consent"] = True
            self.book.placed(piece, name_of("mentor_consent"))
        said = printed.after_answer(given or "; ".join(answers) or text, ticks.YES)
        rest = self._first_day("mentor_consent_on", said, piece)
        if re.search(r"[^\W_]", rest):
            self.text("mentor_consent_document", rest, piece)

    def _hours(self, text: str, piece: Piece) -> None:
        found = _HOURS.match(plain(text).strip())
        if found:
            self.draft.values.setdefault("load_hours", Decimal(found[1].replace(",", ".")))
            self.book.placed(piece, name_of("load_hours"))
        if not found or found.end() < len(plain(text).strip(" .")):
            self.text("load_words", text, piece)

    # --- lists ----------------------------------------------------------------

    def listed(self, field: str, line: str, piece: Piece) -> None:
        """Add a line of a list as a row of its table."""
        text = BULLET.sub("", line).strip()
        if not text:
            return
        match field:
            case "objectives":
                self.draft.objectives.append(Objective([], *printed.task_of(text)))
                number = len(self.draft.objectives)
            case "difficulties":
                kind = ticks.choose(text.partition(":")[0], ticks.DIFFICULTY_KINDS)
                self.draft.difficulties.append(Difficulty(kind=kind, text=text))
                number = len(self.draft.difficulties)
                self.numbered.setdefault(printed.number_of(line) or number, number)
            case _:
                self.draft.checkpoints.append(self.cut(text, text))
                number = len(self.draft.checkpoints)
        self.book.placed(
            piece, _("%(table)s, row %(row)d") % {"table": name_of(field), "row": number}
        )

    def cut(self, title: str, when: str) -> Checkpoint:
        """Return a checkpoint; a day that isn't one day stays in its words."""
        due = read_due(when, self.period)
        days = read_days(when, self.period)
        row = Checkpoint(kind=ticks.choose(title, ticks.CUTS), title=title)
        if len(days) == 1:
            row.planned_on = days[0][0]
        elif when.strip():
            row.remarks.append(due.remark or _("There is no single day: write the date."))
        if when is not title and due.due_words:
            row.title = f"{title} ({due.due_words})" if title else due.due_words
        elif when is not title and len(days) != 1 and when.strip():
            row.title = f"{title} ({' '.join(when.split())})"
        return row


#: Texts of several lines; the others are one line.
_LONG = ("goal", "achievements", "requests", "strengths", "weaknesses", "load_words")
BULLET = re.compile(r"^\s*(?:\d{1,3}[.)]\s*|[•·–—*▪-]\s*)")


def doubt(named: Named, staff: Sequence[Person]) -> str:
    """Return what to look at in a name, or ""."""
    if named.key is not None:
        return ""
    if named.keys:
        people = {person.key: person.full_name for person in staff}
        return _("“%(name)s” may be several people: %(people)s. Choose one.") % {
            "name": named.written,
            "people": ", ".join(people[key] for key in named.keys),
        }
    return _("“%(name)s” was not found on the staff. Choose somebody.") % {"name": named.written}


def _same(one: Named, other: Named) -> bool:
    """Return whether two names are of one person, as far as can be told."""
    if one.keys and other.keys:
        return bool(set(one.keys) & set(other.keys))
    return plain(one.written) == plain(other.written)
