"""The conclusion of the example route: analysed, agreed, signed, taken note of by the council."""

from __future__ import annotations

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval.rules import Document
from iom_wagtail.management.demo.route import Users, stable
from iom_wagtail.management.demo.source import at, day, example
from iom_wagtail.outcome import actions
from iom_wagtail.outcome.choices import RowState
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.outcome.opening import open_conclusion
from iom_wagtail.routes.models import RoutePage

#: Which object of the example's approvals this is.
OBJECT = "general_conclusion"

#: The order by which the director approves; the file doesn't tell its number.
ORDER = "64-од"


def state_of(words: str) -> RowState:
    """Return the state that a finding of the example says in words: «снята», «снята частично»."""
    if "частично" in words.lower():
        return RowState.PARTLY
    return RowState.RESOLVED if "снята" in words.lower() else RowState.UNRESOLVED


def load(route: RoutePage, users: Users) -> ConclusionPage:
    """Open the conclusion and lead it to approval and council, on the example's dates."""
    data = example()["general_conclusion"]
    way = next(row for row in example()["approvals"] if row["object"] == OBJECT)
    route = RoutePage.objects.get(pk=route.pk)
    page = open_conclusion(route, users["deputy"], moment=at(data["date"], hour=8))
    _write(page, users)
    page = _fresh(page)
    approval.submit(page, users[way["submitted_by"]], moment=at(way["submitted_at"], hour=10))
    for hour, login in ((12, "mentor"), (14, data["acquainted"])):
        page = _fresh(page)
        approval.agree(
            page,
            users[login],
            revision_id=page.latest_revision_id,
            moment=at(data["date"], hour=hour),
        )
    page = _fresh(page)
    approval.agree(
        page,
        users[data["approved_by"]],
        revision_id=page.latest_revision_id,
        document=Document(ORDER, day(data["approved_at"])),
        moment=at(data["approved_at"]),
    )
    council = data["council"]
    actions.record_council(
        _fresh(page),
        users["deputy"],
        protocol_no=council["protocol_no"],
        held_on=day(council["date"]),
        decision=council["decision"],
    )
    return _fresh(page)


def _fresh(page: ConclusionPage) -> ConclusionPage:
    return ConclusionPage.objects.get(pk=page.pk)


def _write(page: ConclusionPage, users: Users) -> None:
    """Fill the draft in as the deputy did."""
    data = example()["general_conclusion"]
    found = {str(stable(row["difficulty"])): row for row in example()["outcome_analysis"]}
    draft = _fresh(page).get_latest_revision_as_object()
    rows = list(draft.outcome_rows.all())
    for row in rows:
        source = found[str(row.difficulty)]
        row.before, row.after = source["before"], source["after"]
        row.method, row.finding = source["method"], source["conclusion"]
        row.state = state_of(source["conclusion"])
    draft.outcome_rows = rows
    draft.concluded_on = day(data["date"])
    draft.result = data["p6_1_result"]
    (draft.problems_state,) = data["p6_2_problems"]
    draft.remaining = data["p6_2_remaining"]
    draft.reasons = data["p6_3_reasons"]
    draft.further = data["p6_4_further"]
    draft.best_ways = data["p6_5_best_ways"]
    actions.save_draft(draft, users["deputy"], moment=at(data["date"], hour=9))
