"""Application config of the school site."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The site's own pages; everything about routes lies in the plugin."""

    name = "home"
    verbose_name = _("School site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register checks; take the panel for a profile picture out of the account screen."""
        from home import avatars, languages, translation

        import_module("home.checks")
        avatars.switch_off()
        languages.remember()
        translation.leave_private_pages_alone()
