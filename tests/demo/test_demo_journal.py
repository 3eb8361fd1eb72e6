"""Each kind of record of the demo, compared with the example row by row."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from iom_wagtail.files.keeping import check
from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.choices import AttachmentKind, Circle, Moment, Source
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.meetings.models import Consultation
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.testimonials import models as testimonials
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.management.demo import papers
from iom_wagtail.management.demo.attachments import material
from iom_wagtail.management.demo.journal import SOURCES, feedback
from iom_wagtail.management.demo.route import stable
from iom_wagtail.management.demo.source import example
from iom_wagtail.routes.models import RoutePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def iso(moment):
    """Return the day of a moment as the file writes days."""
    return timezone.localdate(moment).isoformat()


def login(staff):
    """Return the file's word for a person."""
    return staff.user.username


def test_every_kind_has_as_many_records_as_the_file():
    data = example()
    counts = {
        ItemProgress: len(data["programme_items"]),
        CheckpointResult: len(data["checkpoints"]),
        DiaryEntry: len(data["diary"]),
        LessonVisit: len(data["lesson_visits"]),
        Consultation: len(data["consultations"]),
        Achievement: len(data["events"]),
        Encouragement: sum(row["kind"] == "success_feast" for row in data["events"]),
        testimonials.Testimonial: len(feedback()) + 1,  # and the mentor's own
    }
    assert all(counts.values())
    assert {model: model.objects.count() for model in counts} == counts
    assert RoutePage.objects.get(year_start=2025).pk == LessonVisit.objects.first().route_id


def test_items_are_ticked_off_by_the_teacher_on_their_days():
    rows = {row.item: row for row in ItemProgress.objects.all()}
    for source in example()["programme_items"]:
        row = rows[stable(f"item{source['no']}")]
        assert (row.status, row.actual_result) == (source["status"], source["ext_actual_result"])
        assert row.done_on.isoformat() == iso(row.created_at) == source["done_at"]
        assert login(row.created_by) == "teacher"


def test_results_hold_both_assessments():
    rows = {row.checkpoint: row for row in CheckpointResult.objects.all()}
    for source in example()["checkpoints"]:
        row = rows[stable(f"checkpoint{source['no']}")]
        assert (row.held_on and row.held_on.isoformat()) == source["held"]
        own, theirs = source["self_assessment"] or {}, source["assessment"] or {}
        assert (row.self_score, row.self_text) == (own.get("score"), own.get("text", ""))
        assert (row.score, row.text) == (theirs.get("score"), theirs.get("text", ""))
        assert row.decision == source["decision"]


def test_entries_of_the_diary_are_shown_to_whom_the_file_says():
    for source in example()["diary"]:
        row = DiaryEntry.objects.get(text=source["text"])
        marks = {"mentor": row.to_mentor, "methodist": row.to_methodist, "deputy": row.to_deputy}
        assert sorted(who for who, shown in marks.items() if shown) == sorted(source["shared_with"])
        assert not row.to_all
        assert row.happened_on.isoformat() == iso(row.created_at) == source["date"]
        assert (row.insight, row.next_step) == (source["insight"], source["next_step"])


def test_sheets_of_lessons_hold_criteria_words_visitors_and_the_mark():
    for source in example()["lesson_visits"]:
        row = LessonVisit.objects.get(visited_on=source["date"])
        assert [{"text": c["text"], "score": c["score"]} for c in row.criteria] == [
            {"text": c["text"], "score": c["score"]} for c in source["criteria"]
        ]
        assert (row.strengths, row.recommendations) == (
            source["strengths"],
            source["recommendations"],
        )
        assert (row.lesson_no, row.classes, row.topic, row.goal) == (
            source["lesson_no"],
            source["class"],
            source["topic"],
            source["goal"],
        )
        assert (row.follow_up and row.follow_up.isoformat()) == source["follow_up"]
        assert login(row.created_by) == source["visited_by"][0]
        assert {login(person) for person in row.visitors.all()} == set(source["visited_by"])
        assert (row.acquainted_at is not None) == source["teacher_acquainted"]
        assert iso(row.created_at) == iso(row.acquainted_at) == source["date"]
        assert login(row.changed_by) == "teacher" and not row.by_teacher
        assert row.criteria_set.school == row.route.school


def test_the_mean_of_the_open_lesson_is_the_one_the_programme_tells():
    row = LessonVisit.objects.get(goal="Открытый урок")
    told = example()["programme_items"][9]["ext_actual_result"]
    assert f"средний балл карты {row.mean}".replace(".", ",") in told


def test_consultations_are_written_by_who_gave_them():
    for source in example()["consultations"]:
        row = Consultation.objects.get(topic=source["topic"])
        assert login(row.specialist) == login(row.created_by) == source["with"]
        assert row.held_on.isoformat() == iso(row.created_at) == source["date"]
        assert (row.minutes, row.result) == (source["minutes"], source["result"])


def test_events_are_achievements_and_the_directors_thanks_an_encouragement():
    for source in example()["events"]:
        row = Achievement.objects.get(title=source["title"])
        with translation.override("ru"):
            assert row.get_level_display() == source["level"]
            told = f"{row.get_kind_display()} {row.title}".lower()
        assert source["kind_ru"] in told
        assert row.happened_on.isoformat() == iso(row.created_at) == source["date"]
        assert login(row.created_by) == "teacher"
        thanks = Encouragement.objects.filter(given_on=source["date"])
        results = {row.result, *(each.title for each in thanks)} - {""}
        assert results == {source["result"]} - {""} if "result" in source else not results
    assert login(Encouragement.objects.get().created_by) == "director"


def test_testimonials_are_read_by_whom_the_file_says():
    day = example()["mentor_review"]["date"]
    for source in feedback():
        whose, _by, said_by = SOURCES[source["source"]]
        row = testimonials.Testimonial.objects.get(source=whose)
        assert row.author_words == said_by
        assert row.text == source["text"] and iso(row.created_at) == day
        assert (row.circle == Circle.NARROW) == (source["visibility"] == "restricted")
        assert not row.shown_to_teacher
    assert (
        login(testimonials.Testimonial.objects.get(source=Source.PSYCHOLOGISTS).created_by)
        == "psychologist"
    )
    review = testimonials.Testimonial.objects.get(source=Source.MENTOR)
    source = example()["mentor_review"]
    assert login(review.created_by) == source["author"] and review.shown_to_teacher
    assert review.given_on.isoformat() == iso(review.created_at) == source["date"]
    assert review.text.startswith(source["text"])
    assert source["readiness"] in review.text


def test_evidence_is_a_file_of_its_own_for_each_name_in_the_file():
    told = [
        (title, row["done_at"])
        for row in example()["programme_items"]
        for title in row["ext_evidence"]
    ]
    rows = Attachment.objects.filter(kind=AttachmentKind.OTHER)
    assert sorted((row.title, row.dated_on.isoformat()) for row in rows) == sorted(told)
    assert all(login(row.added_by) == "teacher" for row in rows)
    assert all(iso(row.added_at) == row.dated_on.isoformat() for row in rows)
    of_item = {
        str(stable(f"item{row['no']}")): set(row["ext_evidence"])
        for row in example()["programme_items"]
    }
    assert all(row.title in of_item[str(row.item)] for row in rows)


def test_comparisons_have_a_file_a_side_and_the_summary_beside_them():
    for source in material():
        rows = Attachment.objects.filter(title=source["title"])
        assert {row.note for row in rows} == {source["summary"]}
        assert len({row.batch for row in rows}) == 1
        survey = source["kind"] == "survey"
        assert {row.moment for row in rows} == ({""} if survey else {Moment.BEFORE, Moment.AFTER})
        assert all(login(row.added_by) == "mentor" and row.by_whom for row in rows)
    kinds = Attachment.objects.exclude(kind=AttachmentKind.OTHER).values_list("kind", flat=True)
    assert set(kinds) == set(AttachmentKind) - {AttachmentKind.OTHER}


def test_files_are_real_and_small():
    rows = list(Attachment.objects.all())
    assert {row.file_kind for row in rows} == {"docx", "xlsx", "png", "pdf"}
    assert sum(row.file_size for row in rows) < 400_000
    for row in rows:
        with row.file.open() as file:
            assert len(file.read()) == row.file_size


@pytest.mark.parametrize("first", ["Отзыв", "Диплом", "Портфолио", "Сводка"])
def test_a_paper_of_any_kind_is_accepted_with_a_long_title(first):
    title = f"{first} " + "до и после → 54 % «дроби» " * 6
    with translation.override("ru"):
        assert check(papers.upload(title[:60], title, "строка " * 60)).accepted.size


def test_history_begins_with_every_record_and_ends_with_the_year():
    models = (ItemProgress, CheckpointResult, DiaryEntry, LessonVisit, Consultation)
    models += (Achievement, Encouragement, testimonials.Testimonial)
    written = RecordChange.objects.filter(edition=1)
    assert written.count() == sum(model.objects.count() for model in models)
    days = [iso(change.moment) for change in RecordChange.objects.all()]
    assert min(days) == example()["consultations"][0]["date"]
    assert max(days) == example()["events"][-1]["date"]
