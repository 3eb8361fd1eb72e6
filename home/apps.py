"""Application config of the school site."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: Modules that are only imported: their checks and receivers connect themselves.
LISTENING = ("checks", "demo.receivers", "first_pages", "logins", "search.receivers")


class HomeConfig(AppConfig):
    """The site's own pages; everything about routes lies in the plugin."""

    name = "home"
    verbose_name = _("School site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register checks and receivers; take the panel for a profile picture out of the account
        screen; keep wagtail-localize away from private pages, and let it speak.
        """
        from home import avatars, languages, translation

        for module in LISTENING:
            import_module(f"home.{module}")
        avatars.switch_off()
        languages.remember()
        translation.leave_private_pages_alone()
        translation.answer_wrong_files_in_words()
