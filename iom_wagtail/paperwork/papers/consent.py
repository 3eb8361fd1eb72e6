"""The consent to publish personal data, as a form to sign (152-ФЗ, art. 10.1).

It says what the order of Roskomnadzor № 18 of 24.02.2021 asks for, point by point; what the
school's record doesn't know (address, ИНН, ОГРН, telephone) is a blank for the pen.
"""

from __future__ import annotations

from dataclasses import dataclass

from iom_wagtail.paperwork.papers.parts import Pair, Paper, Signature

TITLE = (
    "Согласие на обработку персональных данных, "
    "разрешённых субъектом персональных данных для распространения"
)
#: What the file is called; the title is too long for that.
SHORT = "Согласие на распространение персональных данных"


@dataclass(frozen=True, slots=True)
class DataRow:
    """One kind of data, to be allowed or not by itself."""

    label: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Paper):
    """The form; ``teacher`` is whose data it is about, "" for a blank."""

    person: tuple[Pair, ...]
    statement: str
    operator: tuple[Pair, ...]
    resource: str
    purpose: str
    rows: tuple[DataRow, ...]
    silence: str
    conditions: tuple[str, ...]
    transfer: tuple[str, ...]
    terms: tuple[str, ...]
    withdrawing: str


def consent(*, school: str, address: str, person: str = "", by_parent: bool = False) -> Consent:
    """Return the form; ``by_parent``: the parent or guardian of a minor signs it."""
    mine = "моих персональных данных"
    whose = "персональных данных моего ребёнка (подопечного)" if by_parent else mine
    contact = "Телефон, адрес электронной почты или почтовый адрес"
    if by_parent:
        who = (
            Pair("Законный представитель (фамилия, имя, отчество)", ""),
            Pair("Кем приходится, документ о полномочиях", ""),
            Pair(f"{contact} представителя", ""),
        )
        signed = (
            Signature("Законный представитель", ""),
            Signature("Несовершеннолетний старше 14 лет", person),
        )
    else:
        who = (Pair(contact, ""),)
        signed = (Signature("Субъект персональных данных", person),)
    return Consent(
        kind="consent",
        title=TITLE,
        school="",
        place="",
        route="",
        year="",
        teacher=person,
        signatures=signed,
        person=who,
        statement=(
            "По своей воле и в соответствии со статьёй 10.1 Федерального закона от 27.07.2006 "
            f"№ 152-ФЗ «О персональных данных» даю оператору согласие на распространение {whose}: "
            "доступ к ним на сайте оператора открывается неограниченному кругу лиц."
        ),
        operator=(
            Pair("Оператор", school),
            Pair("Адрес по ЕГРЮЛ", ""),
            Pair("ИНН, ОГРН", ""),
        ),
        resource=f"{address} (истории успеха, праздники и их переводы)",
        purpose=(
            "рассказать об успехах педагогов и о событиях школы, поощрить участников "
            "(«ситуации успеха», «праздники успеха»)"
        ),
        rows=_rows(by_parent),
        silence=(
            "Отметьте «да» или «нет» в каждой строке. Строка без отметки означает «нет»: молчание "
            "согласием не считается. Специальные категории и биометрические персональные данные "
            "не распространяются."
        ),
        conditions=(
            "условий и запретов не устанавливаю",
            "запрещаю передачу этих данных оператором (кроме предоставления доступа на сайте)",
            "запрещаю обработку этих данных другими лицами (кроме получения доступа к ним)",
            "устанавливаю условия обработки:",
        ),
        transfer=(
            "только по внутренней сети, строго определённым сотрудникам",
            "с использованием информационно-телекоммуникационных сетей",
            "без передачи полученных персональных данных",
        ),
        terms=(
            "по «___» ____________ 20___ г. включительно",
            "до отзыва",
        ),
        withdrawing=(
            "Согласие можно отозвать в любое время, не объясняя причин: подайте в школу требование "
            "с фамилией, именем, отчеством, контактной информацией и перечнем данных. Сотрудник "
            "школы отзывает согласие и сам, на сайте, на странице «Мои согласия». Согласие "
            "перестаёт действовать, как только требование получено; страницы с этими данными сразу "
            "снимаются с сайта."
        ),
    )


def _rows(by_parent: bool) -> tuple[DataRow, ...]:
    work = (
        DataRow("Класс, кружок, секция", "")
        if by_parent
        else DataRow("Должность и преподаваемый предмет", "")
    )
    return (
        DataRow("Фамилия, имя, отчество", ""),
        work,
        DataRow(
            "Фотографии и видео", "на которых человека можно узнать (также статья 152.1 ГК РФ)"
        ),
        DataRow("Результаты и награды", "конкурсы, выступления, показатели работы"),
        *(() if by_parent else (DataRow("Стаж и образование", ""),)),
        DataRow("Дата рождения", "день, месяц, год"),
    )
