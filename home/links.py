"""Links that an editor writes: to a page of the site, or to an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

if TYPE_CHECKING:
    from wagtail.models import Page

#: An address of this site, or one that says by which way it goes; nothing that runs.
_ADDRESS = re.compile(r"(/(?![/\\])|https?://[^/]|mailto:|tel:)\S*", re.ASCII | re.IGNORECASE)


def check_address(address: str) -> None:
    """Refuse what is neither an address of this site nor a web, mail or telephone address."""
    if not _ADDRESS.match(address):
        raise ValidationError(_("An address begins with “/”, “https://”, “mailto:” or “tel:”."))


class LinkValue(blocks.StructValue):
    """A link as a template needs it."""

    @property
    def target(self) -> Page | None:
        """The page it leads to, in the language of the present one where it has been translated."""
        page = self.get("page")
        return page.localized if page is not None else None

    @property
    def is_there(self) -> bool:
        """Whether the link leads somewhere today: its page may be gone or unpublished."""
        page = self.get("page")
        return page.live if page is not None else bool(self.get("address"))


class LinkBlock(blocks.StructBlock):
    """A link with its words."""

    label = blocks.CharBlock(label=_("words of the link"), max_length=120)
    page = blocks.PageChooserBlock(label=_("page of the site"), required=False)
    address = blocks.CharBlock(
        label=_("or an address"),
        max_length=500,
        required=False,
        validators=[check_address],
        help_text=_("https://…, or /routes/ for a part of this site without a page."),
    )

    class Meta:
        icon = "link"
        label = _("link")
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        """Ask for exactly one of page and address."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("address")):
            raise StructBlockValidationError(
                block_errors={"address": ValidationError(_("Choose a page or write an address."))}
            )
        return cleaned
