"""What is attached to the card (5.3): the list of it, and testimonials."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from iom_wagtail.journal.choices import AttachmentKind, Circle, Moment, Source
from iom_wagtail.paperwork.papers.heads import day_of, head_of, line_of, mentor_of
from iom_wagtail.paperwork.papers.parts import Paper
from iom_wagtail.school import words

if TYPE_CHECKING:
    from iom_wagtail.journal.attachments.models import Attachment
    from iom_wagtail.journal.testimonials.models import Testimonial
    from iom_wagtail.paperwork.sources import Sources

#: What the list of attachments calls its parts: the words of 5.3.
ATTACHED = {
    AttachmentKind.PUPILS: "Сравнительный анализ работ учащихся до и после работы "
    "по сопровождению учителя",
    AttachmentKind.TESTS: "Сравнительный анализ срезовых работ, тестов до и после работы "
    "по сопровождению учителя",
    AttachmentKind.MATERIALS: "Сравнительный анализ личных материалов учителя (планов, "
    "конспектов, разработок, дидактических материалов) до и после работы по сопровождению учителя",
    AttachmentKind.SURVEY: "Результаты анкетирования учащихся (администрацией, методистом, "
    "наставником, психологом, самим учителем и др.)",
    AttachmentKind.OTHER: "Другие материалы",
}
TESTIMONIALS = "Отзывы (данные собеседований)"
#: What a testimonial is called on paper and in a file's name, by whose it is.
TESTIMONIAL_TITLES = {
    Source.PUPILS: "Отзыв учащихся",
    Source.CLASS_TEACHERS: "Отзыв классных руководителей",
    Source.PARENTS: "Отзыв родителей",
    Source.PSYCHOLOGISTS: "Отзыв психолога",
    Source.MENTOR: "Отзыв наставника",
    Source.OTHER: "Отзыв других участников образовательного процесса",
}


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file attached to the card."""

    no: int
    title: str
    moment: str
    on: str
    by_whom: str
    note: str
    file: str


@dataclass(frozen=True, slots=True)
class AttachmentGroup:
    """The attachments of one kind, in the regulation's words."""

    kind: str
    rows: tuple[AttachmentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentList(Paper):
    """«К карте индивидуального сопровождения прилагаются» (5.3)."""

    groups: tuple[AttachmentGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestimonialPaper(Paper):
    """A testimonial (5.3), the mentor's among them."""

    source: str
    author: str
    on: str
    text: tuple[str, ...]


def attachments(sources: Sources) -> AttachmentList:
    """Return the list of attachments in the order of 5.3, numbered through.

    Testimonials end it, so the files before them have the same numbers in a dossier.
    """
    groups: dict[str, list[AttachmentRow]] = {}
    for no, row in enumerate(sources.attachments, start=1):
        groups.setdefault(ATTACHED[AttachmentKind(row.kind)], []).append(_attached(no, row))
    for no, row in enumerate(told_testimonials(sources), start=len(sources.attachments) + 1):
        groups.setdefault(TESTIMONIALS, []).append(_testimonial_row(no, row))
    line = mentor_of(sources.programme)
    return AttachmentList(
        **head_of(
            sources,
            sources.programme,
            "attachments",
            "Перечень приложений к карте индивидуального сопровождения",
        ),
        signatures=(line,) if line else (),
        groups=tuple(AttachmentGroup(kind, tuple(rows)) for kind, rows in groups.items()),
    )


def told_testimonials(sources: Sources) -> list[Testimonial]:
    """Return the testimonials that the list of attachments names, of those its reader may read.

    What only its author and the deputy may read is left out: the list goes from hand to hand.
    """
    return [row for row in sources.testimonials if row.circle != Circle.NARROW]


def _attached(no: int, row: Attachment) -> AttachmentRow:
    """Return the row of a file, whose name is told where it says more than the title."""
    stem = row.file_name.rpartition(".")[0]
    same = stem.casefold().startswith(row.title.casefold())
    return AttachmentRow(
        no=no,
        title=row.title,
        moment=str(Moment(row.moment).label) if row.moment else "",
        on=words.ru_date(row.dated_on, "short"),
        by_whom=row.by_whom,
        note=row.note,
        file="" if same else row.file_name,
    )


def _testimonial_row(no: int, row: Testimonial) -> AttachmentRow:
    return AttachmentRow(
        no=no,
        title=testimonial_title(row),
        moment="",
        on=words.ru_date(row.given_on, "short"),
        by_whom=_author(row),
        note="",
        file="",
    )


def testimonial_title(row: Testimonial) -> str:
    """Return what a testimonial is called: «Отзыв учащихся»."""
    return TESTIMONIAL_TITLES[Source(row.source)]


def _author(row: Testimonial) -> str:
    return row.author_words or (row.created_by.full_name if row.source == Source.MENTOR else "")


def testimonial(sources: Sources, row: Testimonial) -> TestimonialPaper:
    """Return one testimonial; who wrote it, or wrote down what others said, signs it."""
    line = line_of(row.created_by)
    if row.source != Source.MENTOR:
        line = replace(line, position=f"Отзыв записал(а): {row.created_by.position}")
    return TestimonialPaper(
        **head_of(sources, sources.programme, "testimonial", testimonial_title(row)),
        signatures=(line,),
        source=str(Source(row.source).label),
        author=_author(row),
        on=day_of(row.given_on),
        text=tuple(words.lines(row.text)),
    )
