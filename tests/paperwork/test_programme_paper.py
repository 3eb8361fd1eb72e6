"""The passport as a value: nothing is said twice, and what is no part of a list stands apart."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.papers.programme import UNDIRECTED, Passport
from iom_wagtail.routes import actions
from iom_wagtail.routes.models import RoutePage
from tests.paperwork.test_sources import sources

PLACE = "Где реализуется"


@pytest.fixture
def paper(drafted):
    """Return a function that changes the draft of a route and prints its passport."""

    def changed(change) -> Passport:
        draft = RoutePage.objects.get(pk=drafted.route.pk).get_latest_revision_as_object()
        change(draft)
        actions.save_draft(draft, drafted.user("deputy"))
        return KINDS["passport"].paper(sources(drafted, "deputy", draft=True))

    return changed


def facts(paper: Passport) -> dict[str, str]:
    return {fact.label: fact.text for fact in paper.facts}


@pytest.mark.parametrize(
    ("place", "note", "printed"),
    [
        ("school", "в рамках школы, с выходом на район", "в рамках школы, с выходом на район"),
        ("school", "В рамках школы № 3", "В рамках школы № 3"),
        ("school", "с выходом на район", "в рамках школы, с выходом на район"),
        ("school", "", "в рамках школы"),
        ("", "с выходом на район", "с выходом на район"),
    ],
)
def test_a_place_is_said_once_on_the_paper_and_on_the_page(drafted, paper, place, note, printed):
    def change(draft):
        draft.place, draft.place_note = place, note

    assert facts(paper(change))[PLACE] == printed
    draft = RoutePage.objects.get(pk=drafted.route.pk).get_latest_revision_as_object()
    reading = draft.read(draft.snapshot())
    page = render_to_string("iom_wagtail/routes/passport.html", {"reading": reading})
    page = page.replace("\u00a0", " ")
    assert printed in page
    assert page.casefold().count("в рамках школы") <= 1


def test_consent_and_its_document_are_two_facts(paper):
    def change(draft):
        draft.mentor_consent, draft.mentor_consent_document = False, "Получено устно"

    found = facts(paper(change))
    assert found["Документ о согласии"] == "Получено устно"
    assert "Согласие наставника" not in found


def test_whoever_is_no_name_stands_behind_a_semicolon(paper):
    def change(draft):
        draft.diagnosed_by_other = "комиссия района"

    assert paper(change).diagnosed.endswith(" Орлова; комиссия района".replace(" О", "\u00a0О"))


def test_a_method_and_a_form_of_ones_own_are_told_from_the_list(paper):
    def change(draft):
        row, cut = draft.difficulties.all()[0], draft.checkpoints.all()[0]
        row.methods, row.method_other = ["lessons", "other"], "беседа"
        cut.kind, cut.kind_other = "interview", "за чаем"
        draft.difficulties, draft.checkpoints = [row], [cut]

    made = paper(change)
    assert made.difficulties[0].methods == "анализ уроков, др.: беседа"
    assert made.checkpoints[0].kind == "собеседование, за чаем"


def test_rows_without_a_direction_do_not_seem_to_belong_to_the_one_above(paper):
    def change(draft):
        first, second = draft.programme_items.all()
        first.direction = "методика"
        draft.programme_items = [first, second]

    assert [group.direction for group in paper(change).groups] == ["методика", UNDIRECTED]


def test_a_programme_without_directions_has_no_row_that_says_so(paper):
    assert [group.direction for group in paper(lambda draft: None).groups] == [""]
