"""Application config of the school site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The site's own pages; everything about routes lies in the plugin."""

    name = "home"
    verbose_name = _("School site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register checks and receivers; take the panel for a profile picture out of the account
        screen; keep wagtail-localize away from private pages.
        """
        from home import avatars, checks, first_pages, languages, translation  # noqa: F401
        from home.search import receivers  # noqa: F401

        avatars.switch_off()
        languages.remember()
        translation.leave_private_pages_alone()
