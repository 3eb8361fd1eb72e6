"""What is attached to the card (5.3): the list of it on paper, its files in a package."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from iom_wagtail.files.keeping import check
from iom_wagtail.journal.attachments.actions import attach
from iom_wagtail.journal.choices import AttachmentKind, Circle, Moment, Source
from iom_wagtail.journal.testimonials import actions as testimonials
from iom_wagtail.paperwork.dossier import actions, making
from iom_wagtail.paperwork.kinds import KINDS, offers
from iom_wagtail.paperwork.papers.attached import TESTIMONIALS
from iom_wagtail.paperwork.sources import Sources
from iom_wagtail.routes.models import RoutePage
from tests.files import samples

ON = dt.date(2025, 10, 1)


def read_by(cast, name):
    """Return the cast's route as somebody of the cast reads it."""
    user = cast.user(name)
    page = RoutePage.objects.visible_to(user).with_stop().get(pk=cast.route.pk)
    page.reader = page.permissions_for_user(user)
    return page


@pytest.fixture
def filed(cast):
    """Files of several kinds, attached out of order; testimonials for several circles."""
    files = (
        (AttachmentKind.OTHER, "КТП", "КТП 5 класс.pdf", "", 1),
        (AttachmentKind.SURVEY, "Сводка анкет", "scan0001.pdf", "", 2),
        (AttachmentKind.PUPILS, "Работы 5 «А»", "после.pdf", Moment.AFTER, 20),
        (AttachmentKind.PUPILS, "Работы 5 «А»", "до.pdf", Moment.BEFORE, 3),
    )
    for kind, title, name, moment, day in files:
        attach(
            cast.route,
            cast.user("mentor"),
            check(SimpleUploadedFile(name, samples.pdf(name.encode()))),
            kind=kind,
            title=title,
            dated_on=dt.date(2025, 10, day),
            moment=moment,
            by_whom="наставник",
        )
    for source, author, circle, shown in (
        (Source.PARENTS, "deputy", Circle.LEADERS, False),
        (Source.PSYCHOLOGISTS, "deputy", Circle.NARROW, False),
        (Source.MENTOR, "mentor", Circle.LEADERS, True),
    ):
        testimonials.testify(
            cast.route,
            cast.user(author),
            source=source,
            given_on=ON,
            text="Растёт.",
            circle=circle,
            shown_to_teacher=shown,
        )
    return cast


def listed(cast, name):
    """Return number and title of every row by group, as somebody prints the list."""
    paper = KINDS["attachments"].paper(Sources(read_by(cast, name)))
    return {group.kind: [(row.no, row.title) for row in group.rows] for group in paper.groups}


def test_the_list_speaks_the_words_of_5_3_in_their_order(filed):
    assert listed(filed, "mentor") == {
        "Сравнительный анализ работ учащихся до и после работы по сопровождению учителя": [
            (1, "Работы 5 «А»"),
            (2, "Работы 5 «А»"),
        ],
        "Результаты анкетирования учащихся (администрацией, методистом, наставником, "
        "психологом, самим учителем и др.)": [(3, "Сводка анкет")],
        "Другие материалы": [(4, "КТП")],
        TESTIMONIALS: [(5, "Отзыв родителей"), (6, "Отзыв наставника")],
    }


def test_a_files_name_is_told_where_it_says_more_than_the_title(filed):
    paper = KINDS["attachments"].paper(Sources(read_by(filed, "mentor")))
    told = [row.file for group in paper.groups for row in group.rows]
    assert told == ["до.pdf", "после.pdf", "scan0001.pdf", "", "", ""]


def test_case_13_the_list_names_no_testimonial_beyond_its_circle(filed):
    assert [title for _no, title in listed(filed, "teacher")[TESTIMONIALS]] == ["Отзыв наставника"]
    # Who may read it all prints a list that goes from hand to hand.
    assert "Отзыв психолога" not in str(listed(filed, "deputy"))


def test_files_of_a_package_have_the_numbers_of_the_list(filed):
    dossier = making.advance(actions.order(read_by(filed, "deputy"), filed.user("deputy")))
    with dossier.file.open("rb") as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    names = [name.split("/")[1] for name in archive.namelist() if "Приложения/" in name]
    assert [(name[:2], name[3:]) for name in names] == [
        ("01", "до.pdf"),
        ("02", "после.pdf"),
        ("03", "scan0001.pdf"),
        ("04", "КТП 5 класс.pdf"),
    ]


def test_a_testimonial_is_called_by_whose_it_is_on_paper_and_in_a_files_name(filed):
    page = read_by(filed, "deputy")
    sources = Sources(page)
    found = [offer for offer in offers(sources) if offer.kind.code == "testimonial"]
    titles = [offer.kind.paper(sources, offer.uuid).title for offer in found]
    assert sorted(titles) == ["Отзыв наставника", "Отзыв психолога", "Отзыв родителей"]
    assert [offer.name for offer in found] == titles


def test_who_wrote_a_testimonial_or_wrote_it_down_signs_it(filed):
    sources = Sources(read_by(filed, "deputy"))
    signed = {
        paper.title: [(line.position, line.name) for line in paper.signatures]
        for offer in offers(sources)
        if offer.kind.code == "testimonial"
        for paper in [offer.kind.paper(sources, offer.uuid)]
    }
    deputy, mentor = filed.deputy, filed.mentor
    assert signed["Отзыв родителей"] == [
        (f"Отзыв записал(а): {deputy.position}", deputy.short_name)
    ]
    [(position, name)] = signed["Отзыв наставника"]
    assert (position.casefold(), name) == (mentor.position.casefold(), mentor.short_name)
