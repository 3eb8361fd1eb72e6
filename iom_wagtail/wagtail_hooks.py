"""Registers what the rooms offer to Wagtail's hooks, and nothing else."""

from wagtail import hooks

from iom_wagtail.approval import hooks as approval
from iom_wagtail.routes import hooks as routes

hooks.register("register_log_actions", approval.register_log_actions)
hooks.register("register_log_actions", routes.register_log_actions)
