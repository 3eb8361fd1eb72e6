"""The table of the analysis of outcomes, in the order and words of the paper form (5.4)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.outcome.choices import RowState
from iom_wagtail.routes.tables import Cell, Column, Table, column

# Translators: «Состояние проблемы» (5.4)
_STATE = _("State of the problem")

OUTCOME_ROWS = Table(
    relation="outcome_rows",
    # Translators: «Анализ итогов реализации программы индивидуального сопровождения учителя»
    caption=_("Analysis of the outcomes of the programme of individual accompaniment"),
    # Translators: «Проблема» (5.4)
    row=pgettext_lazy("row", "Problem"),
    add="",
    empty=_("No problems yet."),
    clause=_("Clause 5.4 of the regulation, the analysis of outcomes."),
    columns=(
        column(
            Cell("before", "text", _("State before the accompaniment")),
            # Translators: «до начала сопровождения» (5.4)
            heading=pgettext_lazy("state", "before the accompaniment"),
            group=_STATE,
        ),
        column(
            Cell("after", "text", _("State after the accompaniment")),
            # Translators: «после завершения сопровождения» (5.4)
            heading=pgettext_lazy("state", "after the accompaniment"),
            group=_STATE,
        ),
        # Translators: «Способ диагностики результатов» (5.4)
        column(Cell("method", "text", _("How the results were found"))),
        Column(
            # Translators: «Выводы» (5.4)
            _("Findings"),
            (
                Cell("state", "select", _("Is it resolved?"), RowState.choices),
                Cell("finding", "text", _("Finding in words")),
            ),
        ),
    ),
    fixed=True,
    tells=True,
)
