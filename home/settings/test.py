"""Settings of the test suite: nothing is written outside the test database."""

from home.settings.base import *  # noqa: F403
from home.settings.base import STORAGES

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Real hashing takes a quarter of a second per login.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
WAGTAILADMIN_BASE_URL = "http://testserver"

# Tests log in without a request, which is not counted; those about counting switch it on.
AXES_ENABLED = False
