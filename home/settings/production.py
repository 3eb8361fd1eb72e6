"""Settings of a real server, all of them from environment variables (docs/deploy.md)."""

import os
from urllib.parse import urlsplit

from home.settings.base import *  # noqa: F403
from home.settings.base import IOM_WAGTAIL, MIDDLEWARE, STORAGES
from home.settings.environment import env_bool, env_int, env_list, env_required

DEBUG = False
SECRET_KEY = env_required("SECRET_KEY")
WAGTAILADMIN_BASE_URL = env_required("SITE_URL").rstrip("/")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or [urlsplit(WAGTAILADMIN_BASE_URL).hostname or ""]
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

# Static files are served by the application itself, compressed and cached for ever by hash.
MIDDLEWARE.insert(2, "whitenoise.middleware.WhiteNoiseMiddleware")
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

# A web server in front may send private files; the application still decides who gets them.
IOM_WAGTAIL["accel_redirect"] = os.environ.get("ACCEL_REDIRECT", "")

# HTTPS. Behind a proxy that ends TLS and always sets X-Forwarded-Proto itself, set
# TRUST_PROXY_HEADER=1: without it Django would redirect for ever; with it but without such a
# proxy, anybody could claim to be secure.
SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", default=True)
if env_bool("TRUST_PROXY_HEADER"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The visitor's own address, for counting wrong passwords: the last one is the proxy's word.
    AXES_CLIENT_IP_CALLABLE = "home.logins.address_behind_proxy"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = env_int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 30)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env_bool("SECURE_HSTS_INCLUDE_SUBDOMAINS")
SECURE_HSTS_PRELOAD = env_bool("SECURE_HSTS_PRELOAD")

# Subdomains and the browsers' preload list concern other services of the same domain, which
# only its owner knows; both stay off until the environment says otherwise.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
