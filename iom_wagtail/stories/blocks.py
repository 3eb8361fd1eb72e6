"""What the text of a story or a celebration is made of."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

#: What a paragraph may hold; ``javascript:`` addresses are stripped by Wagtail's own whitelist.
RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    """A picture with the words that stand for it: no picture goes without."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("what the picture shows"),
        max_length=300,
        help_text=_("Read aloud to those who don't see it: who does what, where."),
    )
    caption = blocks.CharBlock(
        label=pgettext_lazy("picture", "caption"), max_length=300, required=False
    )

    class Meta:
        icon = "image"
        label = _("picture")
        template = "iom_wagtail/stories/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=pgettext_lazy("quote", "words"), max_length=1000)
    who = blocks.CharBlock(label=_("whose words"), max_length=200, required=False)

    class Meta:
        icon = "openquote"
        label = _("quote")
        template = "iom_wagtail/stories/blocks/quote.html"


class AchievementBlock(blocks.StructBlock):
    """One achievement, as the author writes it."""

    title = blocks.CharBlock(label=_("achievement"), max_length=300)
    detail = blocks.CharBlock(label=_("where and when"), max_length=300, required=False)


class FigureBlock(blocks.StructBlock):
    """One figure before and after, typed by the author and never read from a route."""

    what = blocks.CharBlock(label=_("what was measured"), max_length=300)
    before = blocks.CharBlock(label=pgettext_lazy("figure", "before"), max_length=30)
    after = blocks.CharBlock(label=pgettext_lazy("figure", "after"), max_length=30)


class VideoBlock(blocks.StructBlock):
    """A way to a video elsewhere: a picture that is a link. No foreign frame is opened here."""

    # Browsers run some addresses instead of opening them; these two are pages of the web.
    url = blocks.URLBlock(
        label=_("address of the video"), validators=[URLValidator(schemes=["http", "https"])]
    )
    title = blocks.CharBlock(label=pgettext_lazy("video", "title"), max_length=200)
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(label=_("what the picture shows"), max_length=300)

    class Meta:
        icon = "media"
        label = _("video elsewhere")
        template = "iom_wagtail/stories/blocks/video.html"


class StoryBlocks(blocks.StreamBlock):
    """The text of a story or a celebration."""

    text = blocks.RichTextBlock(
        label=_("text"), features=RICH_TEXT, template="iom_wagtail/stories/blocks/text.html"
    )
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = blocks.ListBlock(
        PictureBlock(),
        label=_("gallery"),
        icon="image",
        min_num=2,
        template="iom_wagtail/stories/blocks/gallery.html",
    )
    achievements = blocks.ListBlock(
        AchievementBlock(),
        label=_("achievements"),
        icon="pick",
        template="iom_wagtail/stories/blocks/achievements.html",
    )
    figures = blocks.ListBlock(
        FigureBlock(),
        label=_("before and after"),
        icon="order",
        template="iom_wagtail/stories/blocks/figures.html",
    )
    video = VideoBlock()
