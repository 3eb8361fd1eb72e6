"""Which column of a table is which of the programme's (5.1), by its heading. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from iom_wagtail.files.sheets.book import Sheet, SheetRow, letter

#: Fields of a line, in the order of the paper form.
FIELDS = (
    "content",
    "due",
    "activity_accompanied",
    "activity_accompanying",
    "activity_joint",
    "direction",
    "expected_result",
)
ACTIVITIES = FIELDS[2:5]

#: Headings of a column, without case, blanks and signs. "" is a column that isn't needed.
_HEADINGS = {
    "content": {
        *("содержаниепунктапрограммы", "содержание", "пунктпрограммы", "содержаниеработы"),
        *("содержаниепункта", "содержаниедеятельности", "содержаниемероприятия", "мероприятие"),
        *("мероприятия", "наименованиемероприятия", "тема", "темы", "content"),
        *("contentoftheprogrammeitem", "видыдеятельности", "формаработы"),
    },
    "due": {
        *("сроквыполнения", "срок", "сроки", "срокивыполнения", "срокисполнения", "duedate", "due"),
        *("срокреализации", "срокпроведения", "срокипроведения", "срокиреализации", "дата"),
        *("датапроведения", "датавыполнения", "когда", "период"),
    },
    "due_from": {"с", "датаначала", "начало", "срокс", "from"},
    "due_to": {"по", "до", "датаокончания", "окончание", "конец", "срокпо", "срокдо", "to"},
    "activity_accompanied": {
        *("сопровождаемого", "деятельностьсопровождаемого", "сопровождаемый", "молодойучитель"),
        *("молодогоучителя", "деятельностьмолодогоучителя", "молодойспециалист", "наставляемый"),
        *("деятельностьмолодогоспециалиста", "деятельностьмолодогопедагога", "молодойпедагог"),
        *("деятельностьнаставляемого", "ofaccompanied", "activityoftheaccompanied"),
    },
    "activity_accompanying": {
        *("сопровождающего", "деятельностьсопровождающего", "сопровождающий", "наставник"),
        *("наставника", "деятельностьнаставника", "activityoftheaccompanying"),
    },
    "activity_joint": {"совместная", "совместнаядеятельность", "совместно", "jointactivity"},
    "direction": {"направление", "направлениеработы", "направлениедеятельности", "раздел"},
    "expected_result": {
        *("ожидаемыйрезультат", "ожидаемыерезультаты", "планируемыйрезультат", "результат"),
        *("планируемыерезультаты", "expectedresult"),
    },
    "group": {"деятельность", "activity"},
    "": {"", "пп", "номер", "n", "no", "nпп", "номерпп"},
}
_FIELD_OF = {heading: name for name, headings in _HEADINGS.items() for heading in headings}
_TERMS = frozenset({"due", "due_from", "due_to"})


@dataclass(slots=True)
class Columns:
    """Where each field stands (index of the column), and what has no place here.

    ``depth`` is how many rows the head takes; ``counter`` is the column of numbers.
    """

    places: dict[str, int] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    counter: int | None = None
    depth: int = 1

    def letter_of(self, name: str) -> str:
        """Return the letters of a field's column; "" when the table has none."""
        place = self.places.get(name)
        if place is None and name == "due":
            place = self.places.get("due_from", self.places.get("due_to"))
        return "" if place is None else letter(place)


def _field_of(heading: str) -> str | None:
    """Return the field of a heading, "" for one not needed, None for an unknown one."""
    joined = re.sub(r"-\n", "", heading.casefold()).replace("ё", "е")
    return _FIELD_OF.get(re.sub(r"[^a-zа-я]", "", joined))


def recognise(sheet: Sheet, index: int) -> Columns | None:
    """Return the columns when a row is the head of a programme, alone or with the row below it.

    It needs a column of contents, and a term or an activity.
    """
    head = _named(sheet.rows[index])
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else None
    named_below = _named(below) if below else {}
    depth = 1
    if "content" in head.values() and _is_second_row(named_below, below, sheet.rows[index]):
        head, depth = {**head, **{i: n for i, n in named_below.items() if n != "group"}}, 2
    names = set(head.values())
    if "content" not in names or not names & {*_TERMS, *ACTIVITIES}:
        return None
    columns = Columns(depth=depth)
    for place, name in sorted(head.items()):
        if name == "" and columns.counter is None:
            columns.counter = place
        elif name is None:
            columns.unknown[place] = " ".join(sheet.rows[index].cell(place).split())
        elif name and name != "group":
            columns.places.setdefault(name, place)
    return columns


def _named(row: SheetRow) -> dict[int, str | None]:
    return {index: _field_of(row.cell(index)) for index in row.filled}


def _is_second_row(named: dict[int, str | None], row: SheetRow | None, above: SheetRow) -> bool:
    """Return whether a row holds headings only, and some that stand under a common one.

    What isn't known may stand there only as the lower part of a tall cell.
    """
    under = {*ACTIVITIES, "due_from", "due_to"}
    return bool(under & set(named.values())) and all(
        name is not None or row.cell(place) == above.cell(place) for place, name in named.items()
    )
