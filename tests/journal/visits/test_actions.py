"""Writing and changing a sheet: who, once, by whose criteria; «ознакомлен(а)»."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import PageLogEntry

from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, RouteClosed, WrongRecord
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.visits import actions, sets
from iom_wagtail.journal.visits.models import CriteriaSet, LessonVisit
from iom_wagtail.routes.stopping import stop_route
from tests import factories

pytestmark = pytest.mark.django_db

ON_ROUTE = ("teacher", "mentor", "psychologist", "methodist", "deputy", "director")
LAW = [{"text": "Своё", "hint": ""}]


@pytest.mark.parametrize("who", ON_ROUTE)
def test_everybody_on_the_route_writes_a_sheet(cast, write, who):
    visit = write(who)
    assert visit.created_by == getattr(cast, who)
    assert visit.by_teacher is (who == "teacher")
    assert list(visit.visitors.all()) == [getattr(cast, who)]
    assert visit.mean == Decimal("1.75")
    assert visit.criteria[0]["hint"] and visit.criteria[5]["score"] == 1


def test_a_colleague_and_another_school_write_none(cast, write):
    with pytest.raises(NotAllowed):
        write("colleague")
    other = factories.make_cast()
    with pytest.raises(NotAllowed):
        actions.add_visit(cast.route, other.user("director"), visited_on=dt.date(2025, 11, 12))
    assert not LessonVisit.objects.exists()


def test_more_visitors_are_named_by_their_names_of_that_day(cast, write):
    visit = write(visitors=[cast.psychologist, cast.colleague])
    people = [cast.mentor, cast.colleague, cast.psychologist]
    assert visit.visited_by == [person.short_name for person in people]
    assert set(visit.visitors.all()) == set(people)


def test_neither_the_teacher_nor_a_stranger_visits_the_teachers_lesson(cast, write):
    stranger = factories.make_cast().mentor
    for person in (cast.teacher, stranger):
        with pytest.raises(WrongRecord) as refused:
            write(visitors=[person])
        assert set(refused.value.message_dict) == {"visitors"}
    assert not LessonVisit.objects.exists()


def test_forged_criteria(cast, write):
    for scores in ([2] * 7, [2] * 9, [3] * 8, ["2"] * 8):
        with pytest.raises(WrongRecord) as refused:
            write(scores=scores)
        assert set(refused.value.message_dict) == {"criteria"}
    other = factories.make_cast()
    theirs = sets.sets_in_use(other.school)[0]
    with pytest.raises(WrongRecord) as refused:
        write(criteria_set=theirs)
    assert set(refused.value.message_dict) == {"criteria_set"}
    assert not LessonVisit.objects.exists()


def test_a_sheet_sent_twice_is_one_visit(cast, write):
    key = uuid.uuid4()
    first, second = write(client_key=key), write(client_key=key, topic="Иначе")
    assert first == second and second.topic == "Сравнение дробей"
    assert LessonVisit.objects.count() == RecordChange.objects.count() == 1


def test_two_tabs_at_the_very_same_moment(cast, write, monkeypatch):
    """The second has looked for the key before the first was saved."""
    key = uuid.uuid4()
    first = write(client_key=key)
    look, looked = actions._sent_before, []

    def too_early(*args):
        looked.append(args)
        return None if len(looked) == 1 else look(*args)

    monkeypatch.setattr(actions, "_sent_before", too_early)
    assert write(client_key=key) == first
    assert len(looked) == 2 and LessonVisit.objects.count() == 1


def test_somebody_elses_key_opens_nothing(cast, write):
    key = uuid.uuid4()
    write(client_key=key)
    with pytest.raises(NotAllowed):
        write("deputy", client_key=key)


def test_nobody_but_the_author_changes_or_removes(cast, write):
    visit = write()
    for who in set(ON_ROUTE) - {"mentor"}:
        with pytest.raises(NotAllowed):
            actions.change_visit(visit, cast.user(who), scores=[0] * 8, topic="Чужое")
        with pytest.raises(NotAllowed):
            actions.remove_visit(visit, cast.user(who))
    visit.refresh_from_db()
    assert (visit.topic, visit.removed_at) == ("Сравнение дробей", None)


def test_changing_keeps_the_criteria_and_counts_the_mean_anew(cast, write):
    visit = write()
    sets.change_set(visit.criteria_set, cast.user("methodist"), name="Урок", criteria=LAW)
    change = actions.change_visit(
        visit, cast.user("mentor"), seen=1, scores=[0] * 8, visitors=[cast.psychologist]
    )
    visit.refresh_from_db()
    assert (visit.mean, len(visit.criteria), visit.edition) == (Decimal("0.00"), 8, 2)
    assert visit.visitors.count() == 2 and "visited_by" in change.fields


def test_two_tabs_of_the_author(cast, write):
    visit, same = write(), {"scores": [2, 2, 2, 2, 2, 1, 2, 1]}
    author = cast.user("mentor")
    assert actions.change_visit(visit, author, seen=1, topic="Первая вкладка", **same)
    with pytest.raises(RecordChanged):
        actions.change_visit(visit, author, seen=1, topic="Вторая вкладка", **same)
    # the answer to the first was lost on the way, and the browser sends it again
    assert actions.change_visit(visit, author, seen=1, topic="Первая вкладка", **same) is None
    assert LessonVisit.objects.get().topic == "Первая вкладка"


def test_the_teacher_is_acquainted_once(cast, write):
    visit, teacher = write(), cast.user("teacher")
    for who in set(ON_ROUTE) - {"teacher"}:
        with pytest.raises(NotAllowed):
            actions.acquaint(visit, cast.user(who))
    change = actions.acquaint(visit, teacher, " Спасибо ", seen=1)
    assert change.edition == 2
    first = LessonVisit.objects.get()
    assert (first.acquainted_words, first.acquainted_at is not None) == ("Спасибо", True)
    assert actions.acquaint(visit, teacher, "Ещё раз") is None
    assert LessonVisit.objects.get().acquainted_words == "Спасибо"
    entry = PageLogEntry.objects.filter(action="iom_wagtail.record").latest("pk")
    assert entry.data["record"] == str(visit.uuid) and "Спасибо" not in str(entry.data)


def test_the_teacher_marks_what_was_shown(cast, write):
    visit = write()
    actions.change_visit(visit, cast.user("mentor"), scores=[0] * 8)
    with pytest.raises(RecordChanged):
        actions.acquaint(visit, cast.user("teacher"), seen=1)


def test_a_visit_to_a_colleague_asks_for_no_mark(cast, write):
    with pytest.raises(NotAllowed):
        actions.acquaint(write("teacher"), cast.user("teacher"))


def test_changing_after_the_mark_takes_it_away_and_the_history_says_so(cast, write):
    visit = write()
    actions.acquaint(visit, cast.user("teacher"), "Спасибо")
    change = actions.change_visit(visit, cast.user("mentor"), scores=[0] * 8)
    visit.refresh_from_db()
    assert (visit.acquainted_at, visit.acquainted_words) == (None, "")
    assert "acquainted_at" in change.fields
    actions.acquaint(visit, cast.user("teacher"))
    assert LessonVisit.objects.get().acquainted_at


def test_a_marked_sheet_stays(cast, write):
    visit, author = write(), cast.user("mentor")
    actions.acquaint(visit, cast.user("teacher"))
    with pytest.raises(NotAllowed):
        actions.remove_visit(visit, author)


def test_a_stopped_route_takes_no_sheet(cast, write):
    visit = write()
    stop_route(cast.route, cast.user("deputy"), reason="leave", stopped_on=dt.date(2025, 12, 1))
    cast.route = type(cast.route).objects.get(pk=cast.route.pk)
    visit.route = cast.route
    with pytest.raises(RouteClosed):
        write()
    with pytest.raises(RouteClosed):
        actions.acquaint(visit, cast.user("teacher"))


# --- the school's sets ----------------------------------------------------------------------


def test_a_school_starts_with_one_set_of_eight(cast):
    first = sets.sets_in_use(cast.school)
    assert sets.sets_in_use(cast.school) == first
    assert [len(row.criteria) for row in first] == [8]
    assert first[0].criteria[5]["text"] == "Работа с ошибками"


def test_a_changed_set_is_the_next_edition_and_old_visits_keep_theirs(cast, write, first_set):
    visit = write()
    made = sets.change_set(first_set, cast.user("methodist"), name="Новое имя", criteria=LAW)
    assert (made.edition, made.series) == (2, first_set.series)
    assert sets.sets_in_use(cast.school) == [made]
    visit.refresh_from_db()
    assert visit.criteria_set == first_set and len(visit.criteria) == 8


def test_who_was_offline_is_judged_by_the_edition_that_was_shown(cast, write, first_set):
    sets.change_set(first_set, cast.user("methodist"), name="Урок", criteria=LAW)
    assert len(write(criteria_set=first_set).criteria) == 8


@pytest.mark.parametrize("who", ["teacher", "mentor", "psychologist", "colleague"])
def test_others_keep_no_sets(cast, first_set, who):
    user = cast.user(who)
    with pytest.raises(PermissionDenied):
        sets.add_set(cast.school, user, name="Чужой", criteria=LAW)
    with pytest.raises(PermissionDenied):
        sets.use_set(first_set, user, active=False)
    assert CriteriaSet.objects.count() == 1


@pytest.mark.parametrize("who", ["methodist", "deputy", "director"])
def test_those_who_keep_sets(cast, first_set, who):
    user = cast.user(who)
    row = sets.add_set(cast.school, user, name="Открытый урок", criteria=LAW)
    sets.use_set(first_set, user, active=False)
    assert sets.sets_in_use(cast.school) == [row]
    with pytest.raises(WrongRecord):
        sets.use_set(row, user, active=False)


def test_two_savers_of_a_set(cast, first_set):
    sets.change_set(first_set, cast.user("deputy"), name="Первый", criteria=LAW)
    with pytest.raises(WrongRecord):
        sets.change_set(first_set, cast.user("methodist"), name="Второй", criteria=LAW)
    assert sets.sets_in_use(cast.school)[0].name == "Первый"


def test_nothing_different_makes_no_edition_and_names_are_not_taken_twice(cast, first_set):
    user = cast.user("deputy")
    same = {"name": first_set.name, "criteria": first_set.criteria}
    assert sets.change_set(first_set, user, **same) == first_set
    with pytest.raises(WrongRecord) as refused:
        sets.add_set(cast.school, user, name=first_set.name.upper(), criteria=LAW)
    assert set(refused.value.message_dict) == {"name"}


def test_another_schools_leaders_keep_no_sets_here(cast, first_set):
    other = factories.make_cast()
    assert not sets.keeps_criteria(other.user("director"), cast.school)
