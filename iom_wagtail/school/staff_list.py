"""Reading a pasted or uploaded staff list: rows, and what is wrong in plain words. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from iom_wagtail.school import names

#: More than any school has; a longer list is a wrong file.
MOST_ROWS = 500
MOST_BYTES = 1_000_000

#: Longest value of each field, as the model has it.
LENGTHS = {
    "surname": 100,
    "given_name": 100,
    "patronymic": 100,
    "position": 200,
    "subject": 200,
    "email": 254,
}

#: What the first row may call a column; compared without case, dots and spaces.
_HEADERS = {
    "fio": {"фио", "фамилияимяотчество", "сотрудник", "name", "fullname"},
    "surname": {"фамилия", "surname", "lastname"},
    "given_name": {"имя", "givenname", "firstname"},
    "patronymic": {"отчество", "patronymic"},
    "position": {"должность", "position", "post"},
    "subject": {"предмет", "предметы", "subject"},
    "email": {"почта", "электроннаяпочта", "email", "mail", "адресэлектроннойпочты"},
    "": {"№", "№пп", "пп", "номер", "n", "no", "number"},
}
_COLUMNS_IN_ONE = ("fio", "position", "subject", "email")
_COLUMNS_IN_THREE = ("surname", "given_name", "patronymic", "position", "subject", "email")

_WORD = r"[^\W\d_]+(?:[-’'`ʼ][^\W\d_]+)*"
_NAME = re.compile(rf"{_WORD}(?: {_WORD})*")
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_HIDDEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list, with the number of the row as a spreadsheet shows it."""

    number: int
    surname: str
    given_name: str = ""
    patronymic: str = ""
    position: str = ""
    subject: str = ""
    email: str = ""

    @property
    def full_name(self) -> str:
        """«Лебедева Анна Игоревна»."""
        return names.full_name(self.surname, self.given_name, self.patronymic)

    @property
    def record(self) -> dict[str, str]:
        """The fields of a staff record; the e-mail belongs to the account."""
        return {name: getattr(self, name) for name in LENGTHS if name != "email"}


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row: its number, whom it is about, what to do. 0: the whole list."""

    number: int
    person: str
    message: str


@dataclass(slots=True)
class StaffList:
    """What was read: good rows, and the rest with reasons, both in the order of the list."""

    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


class NotAList(ValueError):
    """The file can't be a staff list; the message is for the user."""


def decode(data: bytes) -> str:
    """Return the text of an uploaded file: UTF-8, UTF-16 with a mark, or Windows-1251.

    Raises ``NotAList`` for a spreadsheet or document saved in its own format, or a huge file.
    """
    if len(data) > MOST_BYTES:
        raise NotAList(_("The file is too large for a staff list."))
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise NotAList(
            _("This is a spreadsheet or a document. Save it as CSV, or copy and paste its cells.")
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def parse(text: str, known: Iterable[str] = ()) -> StaffList:
    """Read a list: name in one cell or three, position, subject, e-mail; a header row or none.

    ``known`` are full names already on the staff. Nothing is raised: every row that can't be
    taken is an error that names its number and its person.
    """
    result = StaffList()
    lines = _cells(text, result)
    if not lines:
        return result
    columns = _header(lines[0][1])
    if columns:
        lines = lines[1:]
    else:
        columns = _COLUMNS_IN_THREE if _names_in_three(lines) else _COLUMNS_IN_ONE
    seen = {_key(name): 0 for name in known}
    for number, cells in lines:
        if len(result.rows) >= MOST_ROWS:
            result.errors.append(RowError(0, "", _too_long()))
            break
        row = _row(number, cells, columns)
        message = _complaint(row, seen)
        if message:
            person = row.full_name[:80] or " ".join(cell for cell in cells if cell)[:80]
            result.errors.append(RowError(number, person, message))
            continue
        seen[_key(row.full_name)] = number
        result.rows.append(row)
    return result


def _too_long() -> str:
    return _("The list is longer than %(count)d people; the rest was left out.") % {
        "count": MOST_ROWS
    }


def _cells(text: str, result: StaffList) -> list[tuple[int, list[str]]]:
    """Return (row number, cells) of every row that isn't empty."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(_HIDDEN.sub("", text)), delimiter=_delimiter(text))
    found = []
    number = 0
    try:
        for number, raw in enumerate(reader, start=1):
            cells = [" ".join(cell.split()) for cell in raw]
            if any(cells):
                found.append((number, cells))
    except csv.Error:
        result.errors.append(
            RowError(number + 1, "", _("This row can't be read. Check the quotation marks."))
        )
    return found


def _delimiter(text: str) -> str:
    """Return what separates cells: a tab or a semicolon where most rows have it, else a comma."""
    rows = [row for row in text.split("\n") if row.strip()]
    for mark in "\t;":
        if sum(mark in row for row in rows) * 2 > len(rows):
            return mark
    return ","


def _plain(cell: str) -> str:
    return re.sub(r"[\s./()«»\"-]", "", cell.casefold())


def _header(cells: list[str]) -> tuple[str, ...]:
    """Return the columns that a header row names, or nothing when it isn't one."""
    found = []
    for cell in cells:
        name = next((key for key, words in _HEADERS.items() if _plain(cell) in words), None)
        found.append(name)
    if not {"fio", "surname"} & set(found):
        return ()
    return tuple(name or "" for name in found)


def _names_in_three(lines: list[tuple[int, list[str]]]) -> bool:
    """Return whether most rows hold one capitalised word in each of the first two cells."""
    single = sum(
        1
        for _number, cells in lines
        if len(cells) > 2
        and all(
            _NAME.fullmatch(cell) and " " not in cell and cell[0].isupper() for cell in cells[:2]
        )
        and " " not in cells[2]
    )
    return single * 2 > len(lines)


def _row(number: int, cells: list[str], columns: tuple[str, ...]) -> Row:
    values: dict[str, str] = {}
    for index, cell in enumerate(cells):
        column = columns[index] if index < len(columns) else ""
        if cell and "@" in cell and column != "email":
            column = "email"
        if column and cell and not values.get(column):
            values[column] = cell
    if "fio" in values:
        values.update(split_name(values.pop("fio")))
    return Row(number, **{"surname": "", **values})


def split_name(fio: str) -> dict[str, str]:
    """Split «Мамедов Али Гусейн оглы»: what follows the second word is the patronymic."""
    surname, given_name, patronymic = [*" ".join(fio.split()).split(" ", 2), "", "", ""][:3]
    return {"surname": surname, "given_name": given_name, "patronymic": patronymic}


def name_complaint(surname: str, given_name: str = "", patronymic: str = "") -> str:
    """Return what is wrong with a name, or ""."""
    return _complaint(Row(0, surname, given_name, patronymic), {})


def _key(name: str) -> str:
    return " ".join(name.split()).casefold().replace("ё", "е")


def _complaint(row: Row, seen: dict[str, int]) -> str:
    """Return what is wrong with a row, or ""."""
    if not row.surname:
        return _("There is no surname.")
    if _INITIAL.search(row.full_name):
        return _("Write the given name and the patronymic in full, without initials.")
    if not all(
        _NAME.fullmatch(part) for part in (row.surname, row.given_name, row.patronymic) if part
    ):
        return _("A name has letters and hyphens only.")
    for name, length in LENGTHS.items():
        if len(getattr(row, name)) > length:
            return _("One of the cells is longer than %(count)d characters.") % {"count": length}
    if row.email:
        try:
            validate_email(row.email)
        except ValidationError:
            return _("«%(email)s» is not an e-mail address.") % {"email": row.email}
    earlier = seen.get(_key(row.full_name))
    if earlier == 0:
        return _("This person is on the staff already.")
    if earlier is not None:
        return _("This person stands in the list twice: see row %(number)d.") % {"number": earlier}
    return ""
