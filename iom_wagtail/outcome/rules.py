"""What a conclusion needs, and what in it contradicts itself. Pure: plain values in and out.

Of prose only this is read: whether there is any. What it says is the writer's (issue: states and
choices, never words).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from iom_wagtail.approval.rules import Problem
from iom_wagtail.outcome.choices import Further, Problems, Result, RowState
from iom_wagtail.school import words

ANALYSIS, CONCLUSION = "analysis", "conclusion"


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row of the analysis of outcomes."""

    state: str = ""
    before: str = ""
    after: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionDraft:
    """A conclusion as plain values.

    ``open_items`` are the numbers of programme items that nobody settled, ``missing`` those of
    difficulties without a row; ``alone`` says that nobody but the mentor has assessed anything.
    """

    took_place: bool = True
    concluded_on: dt.date | None = None
    rows: tuple[RowDraft, ...] = ()
    missing: tuple[int, ...] = ()
    result: str = ""
    problems: str = ""
    remaining: tuple[str, ...] = ()
    reasons: str = ""
    further: tuple[str, ...] = ()
    best_ways: str = ""
    open_items: tuple[int, ...] = ()
    open_items_note: str = ""
    alone: bool = False


def problems(draft: ConclusionDraft) -> list[Problem]:
    """Return everything missing or contradictory, in the order of the papers."""
    return [
        *_analysis(draft),
        *_open_items(draft),
        *_result(draft),
        *_problems(draft),
        *_reasons(draft),
        *_further(draft),
    ]


def resolved_fully(draft: ConclusionDraft) -> bool:
    """Return whether nothing in states and choices says that a problem is left."""
    left = {RowState.PARTLY, RowState.UNRESOLVED}
    return draft.problems in ("", Problems.ALL) and not any(row.state in left for row in draft.rows)


def _numbers(draft: ConclusionDraft, *states: str) -> str:
    """Return the numbers of the rows in one of these states: «1, 3–5»; "" when there is none."""
    return words.numbers(no for no, row in enumerate(draft.rows, start=1) if row.state in states)


def _analysis(draft: ConclusionDraft) -> Iterator[Problem]:
    """Each problem with its state after and how it was found; only what took place is analysed."""
    if not draft.rows:
        yield Problem(_("Analysis: not a single problem."), "outcome_rows", ANALYSIS)
    if draft.missing:
        yield Problem(
            _(
                "Analysis: the programme has got new difficulties since (%(numbers)s). "
                "Add their rows on the page of the conclusion."
            )
            % {"numbers": words.numbers(draft.missing)},
            "outcome_rows",
            ANALYSIS,
        )
    if not draft.took_place:
        return
    for index, row in enumerate(draft.rows):
        no, name = {"no": index + 1}, f"outcome_rows-{index}"
        if not row.after.strip():
            yield Problem(
                _("Problem %(no)d: say what its state is now.") % no, f"{name}-after", ANALYSIS
            )
        if not row.method.strip():
            yield Problem(
                _("Problem %(no)d: say how the result was found.") % no, f"{name}-method", ANALYSIS
            )
        if not row.state:
            yield Problem(
                _("Problem %(no)d: choose whether it is resolved.") % no, f"{name}-state", ANALYSIS
            )


def _open_items(draft: ConclusionDraft) -> Iterator[Problem]:
    if draft.took_place and draft.open_items and not draft.open_items_note.strip():
        yield Problem(
            _("Items of the programme are open (%(numbers)s). Say in a word why.")
            % {"numbers": words.numbers(draft.open_items)},
            "open_items_note",
            ANALYSIS,
        )
    if draft.alone:
        yield Problem(
            _(
                "Nobody but the mentor has assessed a lesson or a checkpoint of this route: "
                "the mentor assesses alone."
            ),
            "outcome_rows",
            ANALYSIS,
            blocking=False,
        )


def _result(draft: ConclusionDraft) -> Iterator[Problem]:
    """Clause 1."""
    if draft.concluded_on is None:
        yield Problem(_("Conclusion: no date."), "concluded_on", CONCLUSION)
    if not draft.result:
        yield Problem(
            _("1: choose what the accompaniment can be considered."), "result", CONCLUSION
        )
    elif not draft.took_place and draft.result != Result.FAIL:
        yield Problem(
            _("1: accompaniment that did not take place can only be “ineffective”."),
            "result",
            CONCLUSION,
        )
    elif draft.result == Result.SUCCESS and not _numbers(draft, RowState.RESOLVED):
        yield Problem(
            _("1: “successful”, but not a single problem in the analysis is resolved."),
            "result",
            CONCLUSION,
        )


def _problems(draft: ConclusionDraft) -> Iterator[Problem]:
    """Clause 6.2 against the states of the rows."""
    if not draft.problems and draft.took_place:
        yield Problem(_("6.2: choose what became of the problems."), "problems_state", CONCLUSION)
    left = _numbers(draft, RowState.PARTLY, RowState.UNRESOLVED)
    resolved = _numbers(draft, RowState.RESOLVED)
    if draft.problems == Problems.ALL and (left or not draft.took_place):
        yield Problem(
            _("6.2: “resolved completely”, but in the analysis problems are left: %(numbers)s.")
            % {"numbers": left}
            if left
            else _("6.2: “resolved completely”, but the accompaniment did not take place."),
            "problems_state",
            CONCLUSION,
        )
    if draft.problems == Problems.NONE and resolved:
        yield Problem(
            _("6.2: “not a single problem”, but in the analysis some are resolved: %(numbers)s.")
            % {"numbers": resolved},
            "problems_state",
            CONCLUSION,
        )
    if draft.problems == Problems.NAMED_REMAIN and not any(
        text.strip() for text in draft.remaining
    ):
        yield Problem(
            _("6.2: “not resolved”, but the problems are not named."), "remaining", CONCLUSION
        )
    all_resolved = draft.rows and all(row.state == RowState.RESOLVED for row in draft.rows)
    if draft.problems in (Problems.PARTLY, Problems.NAMED_REMAIN) and all_resolved:
        yield Problem(
            _("6.2 names problems that are left, but in the analysis all are resolved."),
            "problems_state",
            CONCLUSION,
            blocking=False,
        )


def _reasons(draft: ConclusionDraft) -> Iterator[Problem]:
    """Clause 6.3: needed whenever something is left, or nothing took place."""
    if draft.reasons.strip():
        return
    if not draft.took_place:
        message = _("6.3: say why the accompaniment did not take place.")
    elif not resolved_fully(draft):
        message = _("6.3: problems are left; say for which reasons.")
    else:
        return
    yield Problem(message, "reasons", CONCLUSION)


def _further(draft: ConclusionDraft) -> Iterator[Problem]:
    """Clauses 6.4 and 6.5."""
    if not draft.further and draft.took_place:
        yield Problem(_("6.4: choose what the teacher needs further."), "further", CONCLUSION)
    if Further.NO in draft.further and len(draft.further) > 1:
        yield Problem(
            _("6.4: “needs no accompaniment” excludes everything else."), "further", CONCLUSION
        )
    if set(draft.further) - {Further.NO} and not draft.best_ways.strip():
        yield Problem(
            _("6.5: the most effective ways are not named."),
            "best_ways",
            CONCLUSION,
            blocking=False,
        )


def offers_story(result: str) -> bool:
    """Return whether an approved conclusion with this answer to clause 1 is a success to tell of.

    Only «успешным, эффективным»: the story speaks for the school.
    """
    return result == Result.SUCCESS


def opening_problem(*, has_version: bool, exists: bool, archived: bool) -> str:
    """Return why a conclusion can't be opened on a route, or ""."""
    if archived:
        return _("The route is in the archive: it is read, not changed.")
    if not has_version:
        return _("Nothing has been approved yet: there is nothing to draw conclusions from.")
    return _("The conclusion of this route is open already.") if exists else ""
