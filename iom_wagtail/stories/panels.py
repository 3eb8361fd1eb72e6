"""The edit forms of public pages, in the order in which an author thinks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)

from iom_wagtail.school.widgets import AdminStaffChooser
from iom_wagtail.stories.consent.panels import ConsentPanel
from iom_wagtail.stories.forms import PersonForm, SuggestedInput


class PeoplePanel(InlinePanel):
    """The people of a page, whom its form narrows to those of the page's school.

    Russian says «Добавить человека», but «Человек 1»: the rows have a word of their own.
    """

    class BoundPanel(InlinePanel.BoundPanel):
        """The panel on a page."""

        template_name = "iom_wagtail/stories/editor/people.html"

    def get_form_options(self) -> dict[str, Any]:
        """Build the rows on our form."""
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = type("PersonForm", (PersonForm, formset.get("form", PersonForm)), {})
        return options


def person_panels(*own: str) -> list[Any]:
    """Return the fields of one person; ``own`` are those that only this kind of page has."""
    return [
        *(FieldPanel(name) for name in own),
        FieldPanel(
            "person",
            widget=AdminStaffChooser,
            help_text=_("Somebody of the school's staff. Pages show what a person consented to."),
        ),
        FieldPanel(
            "consent",
            help_text=_("A pupil, a parent, a guest: by the consent that was signed for them."),
        ),
        FieldRowPanel([FieldPanel("shown_name"), FieldPanel("shown_position")]),
        FieldPanel("in_picture"),
    ]


def _people(heading: Any, label: Any, help_text: Any) -> PeoplePanel:
    return PeoplePanel("people", heading=heading, label=label, help_text=help_text)


def _picture() -> MultiFieldPanel:
    return MultiFieldPanel(
        [FieldPanel("cover", heading=_("picture")), FieldPanel("cover_alt")],
        heading=_("Picture above the text"),
        help_text=_("Enter everybody to be recognised in it in the list of people, too."),
    )


def index_panels() -> list[Any]:
    """Return the fields of a page that lists others."""
    return [TitleFieldPanel("title"), FieldPanel("lead")]


def story_panels() -> list[Any]:
    """Return the fields of a story: what is told, of whom, where it stands in lists."""
    return [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        _picture(),
        FieldPanel("body"),
        _people(
            pgettext_lazy("of a story", "People"),
            # Translators: «Человек 1»
            pgettext_lazy("add to a story", "a person"),
            _("Everybody who is named, or to be recognised in a picture."),
        ),
        ConsentPanel(heading=_("Consents")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("subject", widget=SuggestedInput)]),
                FieldRowPanel([FieldPanel("year_start"), FieldPanel("told_on")]),
            ],
            heading=_("Where the story stands in lists"),
            help_text=_("Visitors choose by these."),
        ),
    ]


def celebration_panels() -> list[Any]:
    """Return the fields of a celebration: when and where, what happens, who is honoured."""
    return [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("begins_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
            ],
            heading=_("When and where"),
        ),
        InlinePanel(
            "programme",
            heading=_("Programme"),
            # Translators: «Добавить: пункт программы»
            label=pgettext_lazy("add to a programme", "a point of the programme"),
            panels=[FieldRowPanel([FieldPanel("time"), FieldPanel("title")])],
        ),
        _people(
            _("Who is honoured, and who is to be seen"),
            pgettext_lazy("add to a celebration", "a person"),
            _("Everybody who is named, or to be recognised in a picture."),
        ),
        ConsentPanel(heading=_("Consents")),
        _picture(),
        FieldPanel("body"),
    ]
