"""Settings of ``make run`` and of everyday development."""

from home.settings.base import *  # noqa: F403
from home.settings.base import CACHES, DATABASES, MIDDLEWARE, TEMPLATES
from home.settings.environment import env_list

DEBUG = True
SECRET_KEY = "only-for-development-never-for-a-real-school"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env_list("ALLOWED_HOSTS")]

# The development server starts a thread per request, so a kept connection is never used again.
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Who edits a template wants to see it.
CACHES["template_fragments"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

MIDDLEWARE.insert(
    MIDDLEWARE.index("home.middleware.ChosenLanguageMiddleware") + 1,
    "home.middleware.OwnPageNotFound",
)
TEMPLATES[0]["OPTIONS"]["context_processors"].append("django.template.context_processors.debug")
