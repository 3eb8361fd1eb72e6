"""The suite's settings, but pictures lie on a disk: who measures runs in another process."""

from home.settings.test import *  # noqa: F403
from home.settings.test import STORAGES

STORAGES["default"] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
