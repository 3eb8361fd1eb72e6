"""A second route, half written: another teacher, another mentor, this school year."""

from __future__ import annotations

import datetime as dt

from iom_wagtail.management.demo.route import Staff, Users
from iom_wagtail.routes import actions
from iom_wagtail.routes.models import Difficulty, ProgrammeItem, RoutePage
from iom_wagtail.routes.opening import Opening, open_route
from iom_wagtail.school.models import School

DECIDED = dt.date(2026, 9, 1)


def load(school: School, staff: Staff, users: Users) -> RoutePage:
    """Open the route and leave it as an unfinished draft of its mentor."""
    route = open_route(
        school,
        users["deputy"],
        Opening(
            teacher=staff["teacher2"],
            mentor=staff["mentor2"],
            start_on=DECIDED,
            end_on=dt.date(2027, 5, 31),
            decision_date=DECIDED,
            decision_basis="Приказ № 98-од от 01.09.2026",
        ),
    )
    draft = route.get_latest_revision_as_object()
    draft.goal = "Помочь молодому учителю уверенно вести уроки информатики в 7–9 классах."
    draft.classes = "7 «А», 8 «А», 9 «Б»"
    difficulty = Difficulty(
        sort_order=0,
        kind="method",
        text="Практическая часть урока не укладывается во время",
        severity=2,
        methods=["lessons"],
    )
    draft.difficulties = [difficulty]
    draft.programme_items = [
        ProgrammeItem(
            sort_order=0,
            content="Планирование практической части урока",
            due_words="в течение I полугодия",
            activity_accompanied="Составляет хронометраж двух уроков",
            activity_accompanying="Посещает два урока",
            difficulties=[str(difficulty.uuid)],
        )
    ]
    actions.save_draft(draft, users["mentor2"])
    return route
