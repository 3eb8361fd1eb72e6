"""Settings shared by every way to run the site."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from django.conf.locale import LANG_INFO

from home.settings.environment import chosen, database, email, env_int

BASE_DIR = Path(__file__).resolve().parents[2]
#: Everything the running site writes: database, uploads, outbox, collected static files.
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").resolve()

DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    # The site comes first: its templates override the plugin's.
    "home",
    "iom_wagtail",
    "wagtail_localize",
    # In the place of Wagtail's own screen of languages, and with it of its simple translations.
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "home.middleware.BrowserRulesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.middleware.ChosenLanguageMiddleware",
    # Before anything reads the form; after the language, because it answers in words.
    "iom_wagtail.files.middleware.UploadLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # A password handed out on paper is changed before anything else.
    "iom_wagtail.school.middleware.TemporaryPasswordGate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.middleware.KnownRedirects",
    # Asks who may see a route after everything else about the request is known.
    "iom_wagtail.middleware.RouteGate",
    # Says that a login rests, in the place of the login's own answer.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "home.urls"
WSGI_APPLICATION = "home.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Database -------------------------------------------------------------------------------

DATABASES = {
    "default": database(
        VAR_DIR / "db.sqlite3", conn_max_age=env_int("DATABASE_CONN_MAX_AGE", default=60)
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People ---------------------------------------------------------------------------------

_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# After six wrong passwords a login rests for a while: this name from this address, so that nobody
# shuts out a colleague from elsewhere, and a school behind one address goes on working.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 6
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "home.logins.resting"
# What is kept is kept to count: no list of who came when, and no name in the log.
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_STR_CALLABLE = "home.logins.somebody"
AXES_SENSITIVE_PARAMETERS = ["username", "next", "csrfmiddlewaretoken"]

LOGIN_URL = "iom_login"
LOGIN_REDIRECT_URL = "/routes/"
LOGOUT_REDIRECT_URL = "/"
# One login for the whole site, the admin included.
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL

# What somebody wrote before the session changed in another tab is given back.
CSRF_FAILURE_VIEW = "iom_wagtail.school.refusals.csrf_failure"

# School computers are shared: one login lasts a working day.
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# What browsers are told on every page; rules about HTTPS are in ``production``.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "ru"
# Each by its own name, whichever language the page is in.
INTERFACE_LANGUAGES = [("ru", "Русский"), ("en", "English")]
# Further ones in which the public pages are written; the words around them stay Russian.
OTHER_LANGUAGES = {"ce": "Нохчийн"}
LANGUAGES = [*INTERFACE_LANGUAGES, *chosen("CONTENT_LANGUAGES", OTHER_LANGUAGES)]
# Django knows no Chechen, and Wagtail asks Django for a language's name.
LANG_INFO["ce"] = {"bidi": False, "code": "ce", "name": "Chechen", "name_local": "Нохчийн"}
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["home.formats"]
USE_I18N = True
TIME_ZONE = "Europe/Moscow"
USE_TZ = True

# Caches ---------------------------------------------------------------------------------

_IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _IN_MEMORY},
    # The frame of public pages, by the words that stand in it (``templates/base.html``): a few
    # kilobytes for each page of a menu, in each language of each school.
    "template_fragments": {
        "BACKEND": _IN_MEMORY,
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

# Files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# The folder for what only entitled people get; never below MEDIA_ROOT.
IOM_WAGTAIL = {
    "private_root": VAR_DIR / "private",
    # A school's own paper forms; docs/guide/paper-templates.md.
    "paper_templates": os.environ.get("PAPER_TEMPLATES") or None,
}

# Sixty programme items alone post about 600 fields; Django's default of 1000 would refuse
# the larger routes with "400 Bad Request".
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A pasted programme may be long; refused with a bare 400, its text would be lost.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# Mail -----------------------------------------------------------------------------------

globals().update(email(VAR_DIR / "outbox"))
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "noreply@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Wagtail --------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = os.environ.get("SITE_NAME", "ИОМ")
WAGTAILADMIN_BASE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_PERMITTED_LANGUAGES = INTERFACE_LANGUAGES
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
# Those of Russia, instead of six hundred from all over the world.
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
]
# Milliseconds; Wagtail's 500 would save a draft at every pause in typing.
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# Documents are served by the view that checks who asks, never by their file address.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_MODEL = "home.SchoolDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.forms.DocumentForm"
# Pictures have public addresses: they go where everything is public.
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.PictureForm"
# Every one is decoded: 50 megapixels are more than a good camera makes, and 150 MB of memory.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# Nothing is loaded from, or reported to, other hosts.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
