"""What the home page and the plain content pages are made of."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from home.links import LinkBlock
from iom_wagtail.stories.blocks import RICH_TEXT, PictureBlock, QuoteBlock

#: Icons of the sprite that an editor may choose from.
ICONS = [
    ("search", _("magnifying glass")),
    ("plan", pgettext_lazy("icon", "plan")),
    ("flag", _("flag")),
    ("meet", _("two people")),
    ("lesson", pgettext_lazy("icon", "lesson")),
    ("award", _("award")),
    ("care", _("hand with a heart")),
    ("doc", pgettext_lazy("icon", "document")),
    ("school", _("school building")),
    ("cal", pgettext_lazy("icon", "calendar")),
    ("party", pgettext_lazy("icon", "celebration")),
    ("info", pgettext_lazy("icon", "information")),
]


class IconBlock(blocks.ChoiceBlock):
    """An icon beside words; ornament alone."""

    choices = ICONS

    class Meta:
        label = _("icon")


class HeroBlock(blocks.StructBlock):
    """The head of the home page: title and lead of the page, two buttons, a picture."""

    buttons = blocks.ListBlock(LinkBlock(), label=_("buttons"), min_num=0, max_num=2)
    image = ImageChooserBlock(
        label=_("picture"),
        required=False,
        help_text=_("Without one, the site's own drawing is shown."),
    )
    alt = blocks.CharBlock(
        label=_("what the picture shows"),
        max_length=300,
        required=False,
        help_text=_("Read aloud to those who don't see it: who does what, where."),
    )

    class Meta:
        icon = "home"
        label = _("head of the page")
        template = "home/blocks/hero.html"

    def clean(self, value: Any) -> Any:
        """Ask for the words that stand for a picture."""
        cleaned = super().clean(value)
        if cleaned.get("image") and not cleaned.get("alt"):
            raise StructBlockValidationError(
                block_errors={"alt": ValidationError(_("Say what the picture shows."))}
            )
        return cleaned


class StepBlock(blocks.StructBlock):
    """One step."""

    icon = IconBlock(default="flag")
    title = blocks.CharBlock(label=pgettext_lazy("step", "title"), max_length=120)
    text = blocks.TextBlock(label=_("text"), max_length=400)


class StepsBlock(blocks.StructBlock):
    """Steps side by side, with a small note below."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=1, max_num=6)
    note = blocks.TextBlock(label=_("small note"), max_length=400, required=False)

    class Meta:
        icon = "list-ol"
        label = _("steps")
        template = "home/blocks/steps.html"


class _Headed(blocks.StructBlock):
    """A heading of the editor's; what stands below it, the site finds by itself."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)


class StoriesBlock(_Headed):
    """The newest stories; nothing while there are none."""

    class Meta:
        icon = "pick"
        label = _("newest stories")
        template = "home/blocks/stories.html"


class CelebrationBlock(_Headed):
    """The next celebration, or the latest one; nothing while there is none."""

    class Meta:
        icon = "date"
        label = _("next celebration")
        template = "home/blocks/celebration.html"


class CountsBlock(_Headed):
    """This year's mentoring in numbers, without names; nothing while there is none."""

    class Meta:
        icon = "order"
        label = _("mentoring in numbers")
        template = "home/blocks/counts.html"


class IconLinkBlock(LinkBlock):
    """A link with an icon before it."""

    icon = IconBlock(default="doc")


class LinksBlock(blocks.StructBlock):
    """Links as large tiles."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120, required=False)
    links = blocks.ListBlock(IconLinkBlock(), label=_("links"), min_num=1)

    class Meta:
        icon = "link"
        label = _("links")
        template = "home/blocks/links.html"


class TextBlocks(blocks.StreamBlock):
    """The text of a plain content page."""

    text = blocks.RichTextBlock(
        label=_("text"), features=RICH_TEXT, template="home/blocks/text.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    links = LinksBlock()


class HomeBlocks(TextBlocks):
    """What the home page is made of."""

    hero = HeroBlock()
    steps = StepsBlock()
    stories = StoriesBlock()
    celebration = CelebrationBlock()
    counts = CountsBlock()

    class Meta:
        block_counts = {
            name: {"max_num": 1} for name in ("hero", "stories", "celebration", "counts")
        }


class FooterColumnBlock(blocks.StructBlock):
    """A column of links in the footer."""

    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    links = blocks.ListBlock(LinkBlock(), label=_("links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("column")
