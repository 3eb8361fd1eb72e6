"""People of the demo school: the example's six, and four more whom the product needs."""

from __future__ import annotations

from dataclasses import dataclass

from iom_wagtail.management.demo.source import example

#: Positions of JSON people stand in the file; subject, category and education are ours.
SUBJECTS = {"teacher": "Математика", "mentor": "Математика", "methodist": "Математика"}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A fictional person: login, name parts, post, and the groups given by hand."""

    login: str
    surname: str
    given_name: str
    patronymic: str
    position: str
    subject: str = ""
    category: str = ""
    education: str = ""
    group: str = ""


def _from_example() -> list[DemoPerson]:
    data = example()
    people = []
    for row in data["people"]:
        surname, given_name, patronymic = row["full_name"].split()
        is_teacher = row["id"] == "teacher"
        people.append(
            DemoPerson(
                login=row["id"],
                surname=surname,
                given_name=given_name,
                patronymic=patronymic,
                position=row["position"],
                subject=SUBJECTS.get(row["id"], ""),
                category=data["card"]["ext_category"] if is_teacher else "",
                education=data["card"]["ext_education"] if is_teacher else "",
            )
        )
    return people


def everybody() -> list[DemoPerson]:
    """Return all ten demo people; the first six are the example's."""
    return [
        *_from_example(),
        DemoPerson(
            "mentor2", "Карпов", "Игорь", "Леонидович", "учитель информатики", "Информатика"
        ),
        DemoPerson(
            "teacher2",
            "Зимин",
            "Павел",
            "Артёмович",
            "учитель информатики",
            "Информатика",
            "без категории",
            "Педагогический университет, 2026 г.",
        ),
        DemoPerson(
            "editor", "Белова", "Татьяна", "Николаевна", "педагог-библиотекарь", group="site_editor"
        ),
        DemoPerson("technician", "Громов", "Денис", "Олегович", "инженер", group="technician"),
    ]
