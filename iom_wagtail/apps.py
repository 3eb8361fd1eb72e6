"""Application config of the plugin: one app, one label, one migration history."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IomWagtailConfig(AppConfig):
    """The only Django app of the plugin; its rooms are plain sub-packages."""

    name = "iom_wagtail"
    label = "iom_wagtail"
    verbose_name = _("Individual educational routes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register system checks, the page policy and signal receivers."""
        from iom_wagtail import checks, daily  # noqa: F401
        from iom_wagtail.approval import handover, notifier, receivers  # noqa: F401
        from iom_wagtail.files import checks as file_checks  # noqa: F401
        from iom_wagtail.files.models import watch_deletions
        from iom_wagtail.journal import contribution
        from iom_wagtail.journal.meetings import notifier as meeting_notifier  # noqa: F401
        from iom_wagtail.outcome import contribution as outcome
        from iom_wagtail.outcome import kind as outcome_kind
        from iom_wagtail.outcome import receivers as outcome_receivers  # noqa: F401
        from iom_wagtail.paperwork import contribution as paperwork
        from iom_wagtail.paperwork.dossier import actions as dossiers
        from iom_wagtail.paperwork.dossier import receivers as dossier_receivers  # noqa: F401
        from iom_wagtail.paperwork.intake.word import hooks as word_intake
        from iom_wagtail.routes import guards, kind, policy  # noqa: F401
        from iom_wagtail.routes import receivers as route_receivers  # noqa: F401
        from iom_wagtail.school import temporary_password, user_guard  # noqa: F401
        from iom_wagtail.stories import contribution as stories
        from iom_wagtail.stories import receivers as story_receivers
        from iom_wagtail.stories import uploads
        from iom_wagtail.stories.moderation import notifier as story_notifier  # noqa: F401

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
