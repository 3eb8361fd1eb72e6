"""Links that an editor writes: to a page of the site, or to an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The columns of a page that a link needs.
_SHOWN = "id, path, depth, translation_key, locale_id, live, title, slug, content_type_id, url_path"

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


class LinkedPageBlock(blocks.PageChooserBlock):
    """A page to lead to; whole pages would be the dearest part of a home page."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Page | None]:
        """Return the pages as far as a link shows them, in the order of their keys."""
        keys = list(values)
        asked = [key for key in dict.fromkeys(keys) if key is not None]
        if not asked:
            return keys
        marks = ", ".join(["%s"] * len(asked))
        sql = f"SELECT {_SHOWN} FROM {Page._meta.db_table} WHERE id IN ({marks})"
        found = {page.pk: page for page in Page.objects.raw(sql, asked)}
        return [found.get(key) for key in keys]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Be Wagtail's block for migrations: what is stored is the same."""
        _name, arguments, options = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", arguments, options


class LinkBlock(blocks.StructBlock):
    """A link with its words."""

    label = blocks.CharBlock(label=_("words of the link"), max_length=120)
    page = LinkedPageBlock(label=_("page of the site"), required=False)
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
