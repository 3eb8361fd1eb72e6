"""Sending a sheet: once however often it comes, by the criteria that were shown."""

from __future__ import annotations

import pytest

from iom_wagtail.journal.visits import actions, sets
from iom_wagtail.journal.visits.models import LessonVisit
from tests.journal.visits.reading import plain

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}


def test_sent_twice_is_one_visit_with_the_same_answer(enter, address, typed):
    data = typed()
    answers = [enter("mentor").post(address("visit_new"), data) for _again in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    told = [enter("mentor").post(address("visit_new"), data, headers=JSON) for _again in range(2)]
    assert {answer.json()["href"] for answer in told} == {answers[0]["Location"]}
    assert LessonVisit.objects.count() == 1


def test_sent_again_with_other_words_nothing_typed_is_lost(enter, address, typed):
    data = typed()
    enter("mentor").post(address("visit_new"), data)
    other = {**data, "topic": "Другая вкладка"}
    assert enter("mentor").post(address("visit_new"), other, headers=JSON).status_code == 422
    html = plain(enter("mentor").post(address("visit_new"), other))
    visit = LessonVisit.objects.get()
    assert "Другая вкладка" in html and address("visit_change", visit) in html
    assert "уже отправлен" in html and f'name="seen" value="{visit.edition}"' in html
    saved = enter("mentor").post(address("visit_change", visit), {**other, "seen": "1"})
    assert saved.status_code == 302 and LessonVisit.objects.get().topic == "Другая вкладка"


def test_somebody_elses_key_is_refused(enter, address, typed):
    data = typed()
    enter("mentor").post(address("visit_new"), data)
    assert enter("deputy").post(address("visit_new"), data).status_code == 403
    assert LessonVisit.objects.count() == 1


def test_the_script_is_told_of_a_refusal_without_a_page(enter, address, typed):
    answer = enter("mentor").post(address("visit_new"), typed(c0=""), headers=JSON)
    assert (answer.status_code, answer.content) == (422, b"{}")


def test_a_sheet_sent_again_after_it_was_removed_leads_to_the_list(cast, enter, address, typed):
    data = typed()
    enter("mentor").post(address("visit_new"), data)
    actions.remove_visit(LessonVisit.objects.select_related("route").get(), cast.user("mentor"))
    assert enter("mentor").post(address("visit_new"), data)["Location"] == address("visits")


def test_who_was_offline_is_judged_by_the_edition_on_the_screen(cast, enter, address, typed):
    data = typed()
    first = sets.sets_in_use(cast.school)[0]
    sets.change_set(
        first, cast.user("deputy"), name="Урок", criteria=[{"text": "Новое", "hint": ""}]
    )
    assert enter("mentor").post(address("visit_new"), data).status_code == 302
    visit = LessonVisit.objects.get()
    assert (visit.criteria_set, len(visit.criteria)) == (first, 8)


# --- other criteria, changes ----------------------------------------------------------------


def test_other_criteria_keep_the_words(cast, enter, address, typed):
    row = sets.add_set(
        cast.school,
        cast.user("methodist"),
        name="Открытый урок",
        criteria=[{"text": "Своё", "hint": ""}],
    )
    assert "Открытый урок" in plain(enter("mentor").get(address("visit_new")))
    data = typed(switch=str(row.pk), visited_on="2025-10-01", visitors=[cast.psychologist.pk])
    html = plain(enter("mentor").post(address("visit_new"), data))
    assert "1. Своё" in html and html.count('value="na"') == 1
    assert "Сравнение дробей" in html and 'value="2025-10-01"' in html
    assert "Оставлять 3 минуты на итог" in html and data["client_key"] in html
    assert f'name="criteria_set" value="{row.pk}"' in html
    assert 'role="alert"' not in html and not LessonVisit.objects.exists()


def test_an_edition_conflict_keeps_the_words_and_names_who(cast, enter, write, address, typed):
    visit = write()
    actions.acquaint(visit, cast.user("teacher"))
    data = typed(seen="1", topic="Моя правка")
    html = plain(enter("mentor").post(address("visit_change", visit), data))
    assert "Моя правка" in html and 'name="seen" value="2"' in html
    assert cast.teacher.short_name.replace("\u00a0", " ") in html
    assert (
        enter("mentor").post(address("visit_change", visit), data, headers=JSON).status_code == 422
    )
    assert LessonVisit.objects.get().acquainted_at


def test_the_sheet_is_shown_again_as_it_was_written(cast, enter, write, address):
    visit = write(scores=[2, None, 2, 2, 2, 1, 2, 0], visitors=[cast.psychologist])
    html = plain(enter("mentor").get(address("visit_change", visit)))
    assert 'name="c1" value="na" required aria-label="не предусмотрено уроком" checked' in html
    assert 'name="c7" value="0" required aria-label="0, не проявляется" checked' in html
    assert 'name="class_choice" value="5 «А»" checked' in html
    assert html.count("checked") == 8 + 1 + 1
