"""The words by which forms of the regulation, and their home-made kin, name their places. Pure.

Everything is compared in small letters with «е» for «ё», see ``plain``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LOWER = str.maketrans({"ё": "е", "Ё": "е", "\u00a0": " ", "\u202f": " ", "\t": " "})

WHOM = (
    r"(?: (?:молодого |начинающего )?(?:учителя|специалиста|педагога)"
    r"| сопровождаемого(?: учителя)?)"
)
_OF = (
    r"(?: (?:и задачи|программы|сопровождения|работы|маршрута|иом|индивидуального|деятельности"
    r"|учителя|наставника|на год|на учебный год)){0,4}"
)
_FIO = r"(?:ф\. ?и\. ?о\.?|фио|фамилия,? имя,? отчество)"

#: What forms say in brackets under a line to be filled in.
HINT = re.compile(
    r"\((?: ?ф\. ?и\. ?о\.?[^)]*| ?фио[^)]*| ?дата(?: (?:решения|проведения|заполнения))?"
    r"| ?подпись[^)]*| ?нужное[^)]*"
    r"| ?указать[^)]*| ?указываются[^)]*| ?расшифровка[^)]*)\)"
)
#: Titles of the forms, where nothing else stands beside them.
FORM = re.compile(
    r"(?:паспорт|карта)(?: программы)?(?: индивидуального)?(?: сопровождения)?"
    rf"{WHOM}?|(?:реализуемые )?программы(?: \(?по классам\)?)?|программа(?: индивидуального)? "
    rf"сопровождения{WHOM}?|деятельность|индивидуальный образовательный маршрут(?: \(иом\))?"
    rf"{WHOM}?|сведения об? {WHOM.strip()}|содержание программы|дополнительные сведения"
)
#: Headings of their parts, which may name a part of somebody's programme as well.
PART = re.compile(
    r"(?:диагностика|выявление) (?:затруднений|проблем)(?: \(проблем\))?(?: молодых педагогов)?"
)
#: «2025/26 учебный год» in a line of its own.
YEAR_LINE = re.compile(
    r"(?:на )?20\d\d\s*[/–—-]\s*(?:20)?\d\d\s*(?:учебный год|уч\. ?г(?:од|\.)?)\.?"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a place: the field it stands for, and whether it needs a colon to be one."""

    field: str
    pattern: re.Pattern[str]
    sure: bool = False


def _label(field: str, pattern: str, *, sure: bool = False) -> Label:
    return Label(field, re.compile(rf"(?:{pattern})(?![а-яa-z])"), sure)


LABELS = (
    _label("teacher", rf"паспорт(?: программы)? индивидуального сопровождения{WHOM}?", sure=True),
    _label("teacher", rf"индивидуального сопровождения{WHOM}?", sure=True),
    _label("teacher", rf"карта индивидуального сопровождения{WHOM}?", sure=True),
    _label("teacher", rf"{_FIO}{WHOM}?"),
    _label(
        "teacher",
        r"(?:сопровождаемый(?: (?:учитель|педагог|специалист))?"
        r"|молодой (?:учитель|специалист|педагог)|учитель)",
    ),
    _label("decision", r"решение о(?: \w+)? ?сопровождении(?: \w+)? принято", sure=True),
    _label(
        "mentor",
        r"(?:индивидуальное )?сопровождение(?: учителя)? (?:ведет|осуществляет)",
        sure=True,
    ),
    _label(
        "mentor",
        rf"(?:{_FIO} )?(?:(?:учитель|педагог)-)?(?:наставник|сопровождающий|наставника|"
        r"сопровождающего)(?: (?:учитель|специалист|педагог))?",
    ),
    _label(
        "participants", r"(?:в организации(?: \w+)? ?сопровождения )?принимают участие", sure=True
    ),
    _label("participants", r"участники(?: сопровождения)?"),
    _label("objectives", rf"задачи{_OF}"),
    _label("goal", rf"цел[ьи]{_OF}"),
    _label(
        "period",
        r"(?:срок|сроки|период)(?: (?:реализации|действия|прохождения|сопровождения|работы))?"
        r"(?: (?:программы|маршрута|иом|сопровождения))?",
    ),
    _label("decision_basis", r"основание(?: решения| сопровождения)?"),
    _label(
        "mentor_order", r"приказ о (?:назначении|закреплении) наставника|приказ о наставничестве"
    ),
    _label("consent", r"согласие наставника"),
    _label("mentor_consent_document", r"документ о согласии(?: наставника)?"),
    _label("self_education_topic", r"тема(?: по)? самообразовани[яю]"),
    _label("achievements", r"достижения(?: учителя)?"),
    _label("requests", r"(?:образовательные )?(?:запросы|потребности)(?: и интересы)?"),
    _label("strengths", r"сильные стороны(?: учителя| деятельности)?"),
    _label("weaknesses", r"слабые стороны(?: учителя| деятельности)?"),
    _label("dominance", r"доминанта(?: маршрута)?"),
    _label(
        "place", r"где реализуется(?: маршрут)?|место(?: (?:реализации|прохождения))?(?: маршрута)?"
    ),
    _label("subject", r"преподаваем(?:ый|ые) предметы?|предмет"),
    _label("total_experience", r"(?:общий )?(?:педагогический|трудовой) стаж|общий стаж"),
    _label(
        "school_experience",
        r"стаж(?: работы)? в (?:оу|оо|школе|данно[йм] \w+|учреждении|образовательн\w+ \w+)",
    ),
    _label("load_hours", r"всего(?: часов)? учебной нагрузки|всего часов"),
    _label("load_words", r"(?:учебная )?нагрузка(?: в (?:этом |текущем )?учебном году)?"),
    _label("classes", r"классы,? в которых (?:преподает|работает)(?: учитель)?|классы"),
    _label("education", r"образование"),
    _label("category", r"(?:квалификационная )?категория"),
    _label("diagnosed_on", r"дата(?: проведения)? диагностики"),
    _label("diagnosed", r"(?:диагностика )?проведена"),
    _label("diagnosed_by", r"диагностику (?:провел[аи]?|проводил[аи]?)|кто проводил диагностику"),
    _label(
        "difficulties",
        rf"(?:выявленные |основные )?(?:затруднения|проблемы)(?: \(проблемы\))?{WHOM}?",
    ),
    _label("checkpoints", r"контрольные срезы(?: маршрута)?"),
)

_START = re.compile(r"\s*(?:(?:\d{1,2}|[ivx]{1,4})(?:\.\d{1,2})*[.)]\s*)?[•–—*-]?\s*")
_AFTER = re.compile(r"\s*(?P<colon>[:_–—-]?)")
_BLANKS = re.compile(r"_{3,}|\.{4,}|…{2,}")


def plain(text: str) -> str:
    """Return a text in small letters for comparing, of the same length."""
    text = text.translate(_LOWER)
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def is_blank(text: str) -> bool:
    """Return whether a text only leaves room: underscores, dots, hints in brackets."""
    return not re.search(r"[^\W_]", HINT.sub("", plain(text)))


def without_hints(text: str) -> str:
    """Return a text without the form's hints and the lines to write on."""
    while found := HINT.search(plain(text)):
        text = text[: found.start()] + " " + text[found.end() :]
    return _BLANKS.sub(" ", text).strip()


def is_title(text: str) -> bool:
    """Return whether a text is the title of a form or of a part of it, and nothing more."""
    told = _title_of(text)
    return bool(FORM.fullmatch(told) or PART.fullmatch(told))


def is_form_title(text: str) -> bool:
    """Return whether a text is the title of a form: no part of a programme is called so."""
    return bool(FORM.fullmatch(_title_of(text)))


def _title_of(text: str) -> str:
    told = " ".join(plain(without_hints(text)).split()).strip(' .:«»"')
    return told[_START.match(told).end() :]


def find_label(text: str) -> tuple[Label, str] | None:
    """Return the label that a line begins with, and its value there; None without one."""
    low = plain(text)
    start = _START.match(low).end()
    for label in LABELS:
        found = label.pattern.match(low, start)
        if found is None:
            continue
        after = _AFTER.match(low, found.end())
        rest = text[after.end() :]
        value = without_hints(rest)
        if label.sure or after["colon"] or is_blank(rest):
            return label, value.strip("_ ").lstrip(":–— ").strip()
        hint = HINT.match(low, after.end())
        if hint is not None:
            return label, without_hints(text[hint.end() :]).strip("_ ").lstrip(":–— ").strip()
    return None


@dataclass(frozen=True, slots=True)
class Header:
    """A role of a column, and how its head may be called."""

    role: str
    pattern: re.Pattern[str]


def _header(role: str, pattern: str) -> Header:
    return Header(role, re.compile(pattern))


_DOES = r"(?:деятельность |действия |работа )?"
#: Kinds of tables: the heads of their columns, and those without which it is another table.
PROGRAMME = (
    _header("number", r"(?:№|n|п ?/ ?п).{0,8}"),
    _header("due", r"(?:срок|сроки|дата|время|когда|период)(?!\w).{0,40}"),
    _header("done", r"отметка.*|выполнено.*|выполнение.*|примечани[ея].*|подпись.*"),
    _header("joint", rf"{_DOES}совместная.{{0,30}}|совместно"),
    _header("accompanying", rf"{_DOES}(?:учителя-|педагога-)?(?:сопровождающ|наставник)\w*"
            r"(?: \w+){0,2}"),
    _header("accompanied", rf"{_DOES}(?:сопровождаем\w+|наставляем\w+|молодого|учителя|педагога|"
            r"молодой)(?: \w+){0,2}"),
    _header("direction", r"(?:направлени[ея]|раздел|блок|этап)(?: \w+){0,3}"),
    _header("result", r"(?:ожидаем\w+ |планируем\w+ )?результат\w*(?: \w+)?"
            r"|форма отчет\w*.*|выход"),
    _header("responsible", r"ответственн\w+.*|исполнител\w+|кто проводит"),
    _header("content", r"содержание(?: \w+){0,3}|(?:наименование |название )?"
            r"мероприяти[еяй](?: \w+)?|пункты? программы|виды? (?:работы|деятельности)|"
            r"тема(?: \w+)?|что делаем"),
)  # fmt: skip
TAUGHT = (
    _header("number", r"(?:№|п ?/ ?п).{0,8}"),
    _header("classes", r"класс(?:ы)?(?: \w+)?"),
    _header("programme", r"(?:рабочая |учебная )?программ[аы](?: [\w,()]+){0,5}"),
    _header(
        "planning", r"(?:тематическое |календарно-тематическое |ктп.*)?планирование.{0,20}|ктп"
    ),
    _header(
        "textbook_set", r"учебный комплекс.{0,20}|умк.{0,20}|учебно-методический.{0,20}|учебник\w*"
    ),
)
DIFFICULTIES = (
    _header("number", r"(?:№|п ?/ ?п).{0,8}"),
    _header("kind", r"(?:вид|характер|группа|тип|область)(?: \w+){0,2}"),
    _header("severity", r"(?:степень|выраженность|уровень)(?: \w+){0,2}"),
    _header("methods", r"(?:способ|метод|методы|как)(?: \w+){0,3}"),
    _header("text", r"(?:выявленн\w+ )?(?:затруднени[еяй]|проблем[аы])(?: \(\w+\))?(?: \w+){0,2}|"
            r"содержание затруднени\w+|в чем затруднени\w+"),
)  # fmt: skip
CHECKPOINTS = (
    _header("number", r"(?:№|п ?/ ?п).{0,8}"),
    _header("planned_on", r"(?:срок|сроки|дата|когда)(?!\w).{0,40}"),
    _header("held_by", r"кто проводит|ответственн\w+.*|проводит|с кем"),
    _header("kind", r"(?:форма|вид)(?: (?:контрольного )?среза| контроля)?"),
    _header("title", r"контрольн(?:ый|ые) срезы?(?: \w+){0,2}|срез|тема среза|содержание среза"),
)
#: Kind → its columns, and which of them must be there: all of the first, one of the second.
KINDS = {
    "programme": (PROGRAMME, {"content"}, {"due", "joint", "accompanied", "accompanying"}),
    "taught": (TAUGHT, {"classes"}, {"programme", "planning", "textbook_set"}),
    "checkpoints": (CHECKPOINTS, {"title"}, {"planned_on", "held_by", "kind"}),
    "difficulties": (DIFFICULTIES, {"text"}, {"kind", "severity", "methods", "number"}),
}
#: Kind → heads that mean its columns where the heading over the table names it.
UNDER = {"checkpoints": (_header("title", r"содержание(?: \w+)?|что"),)}
#: The analysis of outcomes (5.4) is written on the conclusion, not on a draft.
OUTCOME = re.compile(r"состояние проблемы|после завершения сопровождения")


def role_of(head: str, columns: tuple[Header, ...]) -> str:
    """Return the role of a column by its head; "" when no form has such a column."""
    told = " ".join(plain(without_hints(head)).split()).strip(" .:")
    return next((each.role for each in columns if each.pattern.fullmatch(told)), "")
