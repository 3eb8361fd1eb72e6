"""The site's own models; everything about routes lies in the plugin."""

from home.models.documents import SchoolDocument
from home.models.footer import SiteFooter
from home.models.pages import ContentPage, HomePage, MentoringPage
from home.models.public import PublicChange, PublicText

__all__ = [
    "ContentPage",
    "HomePage",
    "MentoringPage",
    "PublicChange",
    "PublicText",
    "SchoolDocument",
    "SiteFooter",
]
