"""Application config of the plugin: one app, one label, one migration history."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: Modules that are only imported: their checks and receivers connect themselves.
LISTENING = (
    "checks",
    "files.checks",
    "school.temporary_password",
    "approval.receivers",
    "routes.guards",
    "routes.receivers",
    "journal.meetings.notifier",
    "outcome.receivers",
    "stories.moderation.notifier",
    "paperwork.dossier.receivers",
)


class IomWagtailConfig(AppConfig):
    """The only Django app of the plugin; its rooms are plain sub-packages."""

    name = "iom_wagtail"
    label = "iom_wagtail"
    verbose_name = _("Individual educational routes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register system checks, the page policy and signal receivers."""
        from iom_wagtail import daily
        from iom_wagtail.approval import handover, notifier
        from iom_wagtail.files.models import watch_deletions
        from iom_wagtail.journal import contribution
        from iom_wagtail.outcome import contribution as outcome
        from iom_wagtail.outcome import kind as outcome_kind
        from iom_wagtail.paperwork import contribution as paperwork
        from iom_wagtail.paperwork.dossier import actions as dossiers
        from iom_wagtail.paperwork.intake.word import hooks as word_intake
        from iom_wagtail.routes import kind, policy
        from iom_wagtail.school import user_guard
        from iom_wagtail.stories import contribution as stories
        from iom_wagtail.stories import expiry, uploads
        from iom_wagtail.stories import receivers as story_receivers

        for module in LISTENING:
            import_module(f"iom_wagtail.{module}")
        watch_deletions()
        policy.register()
        kind.register()
        contribution.register()
        outcome.register()
        outcome_kind.register()
        paperwork.register()
        stories.register()
        word_intake.register()
        user_guard.install()
        story_receivers.connect()
        uploads.watch()
        notifier.quiet_stock_mail()
        daily.register("delegations", handover.tell_begun)
        daily.register("dossiers", dossiers.forget_expired)
        daily.register("consents", expiry.expire)
