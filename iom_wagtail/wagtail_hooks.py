"""Registers what the rooms offer to Wagtail's hooks, and nothing else."""

from wagtail import hooks

from iom_wagtail.approval import hooks as approval
from iom_wagtail.journal import hooks as journal
from iom_wagtail.outcome import hooks as outcome
from iom_wagtail.paperwork import hooks as paperwork
from iom_wagtail.paperwork.intake import hooks as intake
from iom_wagtail.paperwork.intake.word import hooks as word_intake
from iom_wagtail.routes import editor_hooks as editor
from iom_wagtail.routes import hooks as routes
from iom_wagtail.school import hooks as school
from iom_wagtail.stories import hooks as stories
from iom_wagtail.stories.consent import hooks as consent

hooks.register("register_log_actions", school.register_log_actions)
hooks.register("register_log_actions", approval.register_log_actions)
hooks.register("register_log_actions", routes.register_log_actions)
hooks.register("register_log_actions", journal.register_log_actions)
hooks.register("register_log_actions", outcome.register_log_actions)
hooks.register("register_log_actions", stories.register_log_actions)
hooks.register("register_log_actions", paperwork.register_log_actions)
hooks.register("register_log_actions", consent.register_log_actions)

hooks.register("register_admin_urls", school.urls)
hooks.register("register_admin_urls", approval.urls)
hooks.register("register_admin_urls", routes.urls)
hooks.register("register_admin_urls", journal.urls)
hooks.register("register_admin_urls", word_intake.urls)
hooks.register("register_admin_urls", editor.register_admin_urls)
hooks.register("register_admin_urls", intake.urls)
hooks.register("register_admin_urls", consent.urls)

hooks.register("register_admin_menu_item", school.staff_menu_item)
hooks.register("register_admin_menu_item", school.school_menu_item)
hooks.register("register_admin_menu_item", journal.criteria_menu_item)
hooks.register("register_admin_menu_item", approval.delegations_menu_item)
hooks.register("register_admin_menu_item", routes.routes_menu_item)
hooks.register("register_admin_menu_item", journal.lines_menu_item)
hooks.register("register_admin_menu_item", consent.consents_menu_item)

hooks.register("insert_global_admin_js", journal.wipe_on_logout)

hooks.register("register_admin_viewset", school.staff_chooser)

hooks.register("before_create_user", school.before_create_user)
hooks.register("before_edit_user", school.before_edit_user)
hooks.register("before_delete_user", school.before_delete_user)
hooks.register("before_bulk_action", school.before_bulk_action)
hooks.register("get_avatar_url", school.get_avatar_url)

hooks.register("register_admin_viewset", routes.register_admin_viewset)
hooks.register("construct_homepage_panels", school.greet)
hooks.register("construct_homepage_panels", routes.construct_homepage_panels)
# Wagtail's own items are there by then, so that the count of pages can be dropped.
hooks.register(
    "construct_homepage_summary_items", routes.construct_homepage_summary_items, order=100
)
hooks.register("construct_page_action_menu", routes.construct_page_action_menu)
hooks.register("construct_page_listing_buttons", routes.construct_page_listing_buttons)
hooks.register("construct_page_chooser_queryset", routes.construct_page_chooser_queryset)
hooks.register("register_page_header_buttons", routes.route_buttons)
hooks.register("register_page_header_buttons", intake.table_button)
hooks.register("register_page_header_buttons", consent.anonymise_button)

hooks.register("before_edit_page", editor.before_edit_page)
hooks.register("after_edit_page", editor.after_edit_page)
