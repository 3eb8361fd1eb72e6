"""Who gets which papers: by the oracle and by what is theirs to read."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iom_wagtail.journal.choices import Circle, Source
from iom_wagtail.journal.testimonials import actions as testimonials
from iom_wagtail.paperwork.exceptions import NoPaper
from iom_wagtail.paperwork.kinds import KINDS, offers
from iom_wagtail.paperwork.sources import Sources
from iom_wagtail.routes.models import RoutePage
from tests import factories

ALWAYS = {"passport", "sheet", "card"}


def sources(cast, name, **kwargs):
    """Return the sources of the cast's route as somebody of the cast reads it."""
    user = cast.user(name)
    page = RoutePage.objects.visible_to(user).with_stop().get(pk=cast.route.pk)
    page.reader = page.permissions_for_user(user)
    return Sources(page, **kwargs)


def codes(cast, name, **kwargs):
    return {offer.kind.code for offer in offers(sources(cast, name, **kwargs))}


@pytest.mark.parametrize("name", ["teacher", "mentor", "deputy", "director", "methodist"])
def test_whoever_sees_the_route_prints_what_was_approved(cast, name):
    assert codes(cast, name) == ALWAYS


def test_before_approval_only_who_reads_the_draft_prints_it(db):
    cast = factories.make_cast()
    factories.make_route(cast)
    assert codes(cast, "mentor") == {"passport", "card"}
    assert {offer.draft for offer in offers(sources(cast, "mentor"))} == {True}
    with pytest.raises(NoPaper):
        offers(sources(cast, "teacher"))


def test_the_draft_beside_a_version_is_for_its_writers(cast):
    page = cast.route.get_latest_revision_as_object()
    page.goal = "Новая цель"
    page.save_revision(user=cast.user("mentor"))
    old = KINDS["passport"].paper(sources(cast, "mentor"))
    new = KINDS["passport"].paper(sources(cast, "mentor", draft=True))
    assert not old.draft
    assert new.draft
    assert "Новая цель" in {fact.text for fact in new.facts}
    assert "Новая цель" not in {fact.text for fact in old.facts}
    with pytest.raises(NoPaper):
        KINDS["passport"].paper(sources(cast, "teacher", draft=True))


def test_a_version_prints_what_was_approved_whatever_changed_since(cast):
    before = KINDS["passport"].paper(sources(cast, "deputy"))
    cast.mentor.surname = "Иная"
    cast.mentor.save()
    RoutePage.objects.filter(pk=cast.route.pk).update(goal="Подменённая цель")
    assert KINDS["passport"].paper(sources(cast, "deputy")) == before


def test_an_older_version_is_printed_as_it_was(cast):
    first = KINDS["passport"].paper(sources(cast, "deputy"))
    page = cast.route.get_latest_revision_as_object()
    page.goal = "Цель второй редакции"
    page.save_revision(user=cast.user("mentor"))
    factories.approve(cast)
    assert KINDS["passport"].paper(sources(cast, "teacher", version=1)) == first
    second = KINDS["passport"].paper(sources(cast, "teacher"))
    assert "Цель второй редакции" in {fact.text for fact in second.facts}
    with pytest.raises(NoPaper):
        KINDS["passport"].paper(sources(cast, "teacher", version=3))


def test_case_13_testimonials_are_printed_by_those_who_may_read_them(cast):
    for circle in (Circle.LEADERS, Circle.NARROW):
        testimonials.testify(
            cast.route,
            cast.user("deputy"),
            source=Source.PARENTS,
            given_on=dt.date(2025, 10, 1),
            author_words="",
            text=f"Отзыв {circle}",
            circle=circle,
            shown_to_teacher=False,
        )

    def printed(name):
        found = sources(cast, name)
        return {
            text
            for offer in offers(found)
            if offer.kind.code == "testimonial"
            for text in offer.kind.paper(found, offer.uuid).text
        }

    assert printed("deputy") == {"Отзыв leaders", "Отзыв narrow"}
    assert printed("mentor") == {"Отзыв leaders"}
    assert printed("teacher") == set()


def test_all_papers_of_a_route_cost_few_queries(cast):
    factories.make_conclusion(cast)
    factories.approve_conclusion(cast)
    found = sources(cast, "deputy")
    with CaptureQueriesContext(connection) as asked:
        papers = [offer.kind.paper(found, offer.uuid) for offer in offers(found)]
    assert {"analysis", "conclusion"} <= {paper.kind for paper in papers}
    assert len(asked) <= 12


def test_a_conclusion_in_draft_is_printed_by_its_readers_alone(cast):
    factories.make_conclusion(cast)
    assert {"analysis", "conclusion"} <= codes(cast, "mentor")
    assert not {"analysis", "conclusion"} & codes(cast, "teacher")
    paper = KINDS["conclusion"].paper(sources(cast, "mentor"))
    assert paper.draft
    assert [clause.number for clause in paper.clauses] == ["1", "6.2", "6.3", "6.4", "6.5"]


def test_the_school_chooses_between_the_regulations_numbers_and_its_own(cast):
    factories.make_conclusion(cast)
    cast.school.print_clause_numbers = False
    cast.school.print_grif = False
    cast.school.save()
    paper = KINDS["conclusion"].paper(sources(cast, "mentor"))
    assert [clause.number for clause in paper.clauses] == ["1", "2", "3", "4", "5"]
    assert paper.grifs == ()
