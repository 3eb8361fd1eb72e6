"""The edit form of a conclusion: two tabs like the two papers; fields appear when they apply."""

from __future__ import annotations

from typing import Any

from django import forms
from django.templatetags.static import static
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.admin.telepath import register as register_telepath_adapter

from iom_wagtail.outcome.choices import HEADINGS, NUMBERS, Further, Problems
from iom_wagtail.outcome.forms import GivenRows, OutcomeRowForm
from iom_wagtail.outcome.tables import OUTCOME_ROWS
from iom_wagtail.routes import comparisons
from iom_wagtail.routes.field_panels import DateFieldPanel, PlainFieldPanel
from iom_wagtail.routes.info_panels import InfoPanel
from iom_wagtail.routes.panels import RouteTab, RouteTabs
from iom_wagtail.routes.table_panel import TablePanel


class FurtherPanel(PlainFieldPanel):
    """Several answers of a closed list, named and compared in words."""

    class BoundPanel(PlainFieldPanel.BoundPanel):
        """Names the chosen answers."""

        def words(self, value: Any) -> str:
            """Return the answers, one after the other."""
            chosen = set(value or ())
            return "; ".join(str(answer.label) for answer in Further if answer in chosen)

    def get_comparison_class(self) -> type:
        """Return what compares ticked answers."""
        return type(
            "FurtherComparison", (comparisons.ListComparison,), {"choices": Further.choices}
        )


class LinesPanel(PlainFieldPanel):
    """A list of short texts, one a line."""

    class BoundPanel(PlainFieldPanel.BoundPanel):
        """Writes the list out."""

        def words(self, value: Any) -> str:
            """Return the lines with semicolons between them."""
            return "; ".join(value or ())

    def get_comparison_class(self) -> type:
        """Return what compares lines."""
        return comparisons.ListComparison


class ConclusionNotePanel(InfoPanel):
    """Whether this is the first draft, what is approved, or opened again, and why."""

    template_name = "iom_wagtail/outcome/editor/note.html"

    def facts(self, page: Any, user: Any) -> dict[str, Any]:
        """Return the version in force and its reopening, if any."""
        version = page.version_in_force()
        reopened = page.reopenings.filter(version=version.number).first() if version else None
        return {"version": version, "reopened": reopened}


class EvidencePanel(InfoPanel):
    """Checkpoints with their assessments and visits with their scores, for all rows together."""

    template_name = "iom_wagtail/outcome/editor/evidence.html"

    def facts(self, page: Any, user: Any) -> dict[str, Any]:
        """Return what the person may see of the route's journal."""
        return {"evidence": page.evidence_for(user)}


class ConclusionTabs(RouteTabs):
    """The tabs, with the script that shows a field when it applies."""

    @register_telepath_adapter
    class BoundPanel(RouteTabs.BoundPanel):
        """Without JavaScript every field is shown."""

        @property
        def media(self) -> forms.Media:
            """Add the script."""
            return super().media + forms.Media(js=[static("iom_wagtail/editor/applies.js")])


def _field(name: str, *, kind: type[PlainFieldPanel] = PlainFieldPanel, **kwargs: Any) -> Any:
    return kind(name, disable_comments=True, **kwargs)


def _when(*conditions: str) -> dict[str, str]:
    """Return the mark of a field that applies when one of «name=value,value» is chosen."""
    return {"data-iom-when": " ".join(conditions)}


def _heading(name: str) -> Any:
    """Return «6.3. Причины…», as the paper form has it."""
    words = HEADINGS[name]
    if name == "problems":
        words = format_lazy("{}", _Blank(words))
    return format_lazy("{}. {}", NUMBERS[name], words)


class _Blank:
    """A heading with its blank drawn as on paper."""

    def __init__(self, words: Any) -> None:
        self.words = words

    def __str__(self) -> str:
        return str(self.words) % {"blank": "___"}


LEFT = ",".join((Problems.PARTLY, Problems.NAMED_REMAIN, Problems.NONE))
NAMED = ",".join((Problems.PARTLY, Problems.NAMED_REMAIN))
NEEDS = ",".join(answer for answer in Further if answer != Further.NO)


def _analysis() -> RouteTab:
    return RouteTab(
        [
            ConclusionNotePanel(),
            TablePanel(
                "outcome_rows",
                tab="analysis",
                table=OUTCOME_ROWS,
                row_form=OutcomeRowForm,
                formset=GivenRows,
            ),
            # Translators: «На что опираются выводы»
            EvidencePanel(heading=gettext_lazy("What the findings rest on")),
            MultiFieldPanel(
                [_field("open_items_note")],
                heading=gettext_lazy("Items of the programme that stayed open"),
            ),
        ],
        slug="analysis",
        # Translators: «Анализ итогов» (5.4)
        heading=gettext_lazy("Analysis of outcomes"),
    )


def _conclusion() -> RouteTab:
    return RouteTab(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [_field("took_place"), _field("concluded_on", kind=DateFieldPanel)]
                    )
                ],
                heading=gettext_lazy("The accompaniment"),
            ),
            MultiFieldPanel([_field("result", heading="")], heading=_heading("result")),
            MultiFieldPanel(
                [
                    _field("diagnosis_blank"),
                    _field("problems_state"),
                    _field("remaining", kind=LinesPanel, attrs=_when(f"problems_state={NAMED}")),
                ],
                heading=_heading("problems"),
            ),
            MultiFieldPanel(
                [_field("reasons")],
                heading=_heading("reasons"),
                attrs=_when(
                    f"problems_state={LEFT}", "took_place=False", "state=partly,unresolved"
                ),
            ),
            MultiFieldPanel([_field("further", kind=FurtherPanel)], heading=_heading("further")),
            MultiFieldPanel(
                [_field("best_ways")],
                heading=_heading("ways"),
                attrs=_when(f"further={NEEDS}"),
            ),
        ],
        slug="conclusion",
        # Translators: «Общее заключение» (5.4)
        heading=gettext_lazy("General conclusion"),
    )


def conclusion_edit_handler() -> ConclusionTabs:
    """Return the edit form of a conclusion; no Promote tab, no title, no slug, no comments."""
    return ConclusionTabs([_analysis(), _conclusion()])
