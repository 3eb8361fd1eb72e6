"""Reading a pasted or uploaded staff list: rows, and what is wrong in plain words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from iom_wagtail.files.sheets.book import Sheet, is_error
from iom_wagtail.files.sheets.text import delimiter
from iom_wagtail.school import list_text, names, written_names

#: More than any school has; a longer list is a wrong file.
MOST_ROWS = 500

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
    # The last two stand in the file with the rows to mend.
    "": {"№", "№пп", "пп", "номер", "n", "no", "number", "чтоисправить", "whattomend"},
}
_COLUMNS_IN_ONE = ("fio", "position", "subject", "email")
_COLUMNS_IN_THREE = ("surname", "given_name", "patronymic", "position", "subject", "email")

#: What stands above the rows that are left, so that their columns are known when they return.
_TITLES = {
    "fio": "ФИО",
    "surname": "Фамилия",
    "given_name": "Имя",
    "patronymic": "Отчество",
    "position": "Должность",
    "subject": "Предмет",
    "email": "Почта",
}


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
    """What was read: good rows, and the rest with reasons, both in the order of the list.

    ``left`` is the text of the rows to mend, under a head that names their columns, and
    ``to_mend`` the same as cells with what is wrong in each; people who are known already, or
    named twice, need no mending and don't stand there.
    """

    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    left: str = ""
    head: list[str] = field(default_factory=list)
    to_mend: list[tuple[list[str], str]] = field(default_factory=list)


def text_of(sheets: list[Sheet]) -> str:
    """Return the list of a workbook as text, each row on the line that has its number.

    The first sheet with a head is taken, from the head on; without any the first sheet.
    """
    rows = sheets[0].rows
    for sheet in sheets:
        start = next((i for i, row in enumerate(sheet.rows[:30]) if _header(row.cells)), None)
        if start is not None:
            rows = sheet.rows[start:]
            break
    left = min((row.filled[0] for row in rows), default=0)
    lines: list[list[str]] = []
    for row in rows:
        lines += [[]] * (row.number - 1 - len(lines))
        lines.append([" ".join(cell.split()) for cell in row.cells[left:]])
    return list_text.written(lines, "\t")


def parse(text: str, known: Iterable[str] = ()) -> StaffList:
    """Read a list: name in one cell or three, position, subject, e-mail; a header row or none.

    ``known`` are full names already on the staff. Nothing is raised: every row that can't be
    taken is an error that names its number and its person.
    """
    result = StaffList()
    mark = delimiter(text)
    try:
        lines = list_text.cells_of(text, mark)
    except list_text.Unreadable as error:
        message = _("This row can't be read. Check the quotation marks.")
        return StaffList(errors=[RowError(error.number, "", message)], left=text)
    if not lines:
        return result
    columns = _header(lines[0][1])
    if columns:
        head = lines.pop(0)[1]
    else:
        lines = list_text.without_counters(lines)
        columns = _COLUMNS_IN_THREE if _names_in_three(lines) else _COLUMNS_IN_ONE
        head = [_TITLES[column] for column in columns]
    seen = {_key(name): 0 for name in known}
    result.head = head
    for number, cells in lines[:MOST_ROWS]:
        row = _row(number, cells, columns)
        found = (_broken(cells), _complaint(row) or _missing(row), _lost(cells, columns))
        message = " ".join(filter(None, found))
        if message:
            result.to_mend.append((cells, message))
        else:
            message = _repeated(row, seen)
        if message:
            person = row.full_name[:80] or " ".join(cell for cell in cells if cell)[:80]
            result.errors.append(RowError(number, person, message))
            continue
        seen[_key(row.full_name)] = number
        result.rows.append(row)
    if lines[MOST_ROWS:]:
        result.errors.append(RowError(0, "", _too_long()))
        result.to_mend += [(cells, "") for _number, cells in lines[MOST_ROWS:]]
    if result.to_mend:
        left = [cells for cells, _message in result.to_mend]
        result.left = list_text.written([head, *left], mark)
    return result


def errors_table(read: StaffList) -> tuple[list[str], list[list[str]]]:
    """Return head and rows of the file with the rows to mend; its last column says what."""
    width = max([len(read.head), *(len(cells) for cells, _message in read.to_mend)])
    # The column of remarks of an earlier such file would stand there twice.
    old = {i for i, name in enumerate(read.head) if _plain(name) in ("чтоисправить", "whattomend")}
    kept = [index for index in range(width) if index not in old]

    def line(cells: list[str], last: str) -> list[str]:
        return [*(cells[i] if i < len(cells) else "" for i in kept), last]

    head = line(read.head, "Что исправить")
    return head, [line(cells, message) for cells, message in read.to_mend]


def _too_long() -> str:
    return _("The list is longer than %(count)d rows. Take these first, then the rest.") % {
        "count": MOST_ROWS
    }


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
        len(cells) > 2 and all(map(_is_one_name, cells[:2])) and " " not in cells[2]
        for _number, cells in lines
    )
    return single * 2 > len(lines)


def _is_one_name(cell: str) -> bool:
    return " " not in cell and cell[:1].isupper() and bool(written_names.NAME.fullmatch(cell))


def _row(number: int, cells: list[str], columns: tuple[str, ...]) -> Row:
    values: dict[str, str] = {}
    for index, cell in enumerate(cells):
        column = columns[index] if index < len(columns) else ""
        if cell and "@" in cell and column != "email":
            column = "email"
        if column and cell and not values.get(column):
            values[column] = cell
    if "fio" in values:
        fio = re.sub(r"^\d+[.)] ?", "", values.pop("fio"))
        values.update(written_names.split(fio))
    parts = written_names.calm(*(values.get(name, "") for name in written_names.PARTS))
    return Row(number, **{**values, **parts})


def _key(name: str) -> str:
    return " ".join(name.split()).casefold().replace("ё", "е")


def _broken(cells: list[str]) -> str:
    """Return a complaint about an error value of a spreadsheet, or ""."""
    wrong = next((cell for cell in cells if is_error(cell)), "")
    if not wrong:
        return ""
    return _("A cell shows the error %(value)s instead of a value.") % {"value": wrong}


def _complaint(row: Row) -> str:
    """Return what is wrong with a row, or ""."""
    if wrong := written_names.complaint(row.surname, row.given_name, row.patronymic):
        return wrong
    for name, length in LENGTHS.items():
        if len(getattr(row, name)) > length:
            return _("One of the cells is longer than %(count)d characters.") % {"count": length}
    if row.email:
        try:
            validate_email(row.email)
        except ValidationError:
            return _("«%(email)s» is not an e-mail address.") % {"email": row.email}
    return ""


def _missing(row: Row) -> str:
    """Return what a row of a list lacks; a person's own screen takes a single name."""
    if row.given_name:
        return ""
    return _("There is no given name. A person with one name is added on the screen “Staff”.")


def _lost(cells: list[str], columns: tuple[str, ...]) -> str:
    """Return a complaint about a cell that stands beyond the last column."""
    beyond = next((cell for cell in cells[len(columns) :] if cell and "@" not in cell), "")
    if not beyond:
        return ""
    return _("The row has too many cells: it is not clear what «%(text)s» is.") % {
        "text": beyond[:80]
    }


def _repeated(row: Row, seen: dict[str, int]) -> str:
    """Return who stood there before, or ""."""
    earlier = seen.get(_key(row.full_name))
    if earlier == 0:
        return _("This person is on the staff already.")
    if earlier is not None:
        return _("This person stands in the list twice: see row %(number)d.") % {"number": earlier}
    return ""
