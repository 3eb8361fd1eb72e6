"""Addresses of the school site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler404 = "home.views.page_not_found"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("iom_wagtail.urls")),
]

if settings.DEBUG:
    urlpatterns += staticfiles_urlpatterns()
    # As on a server: of all media only the pictures in the sizes that pages use.
    urlpatterns += static(
        f"{settings.MEDIA_URL}images/", document_root=f"{settings.MEDIA_ROOT}/images"
    )

# Wagtail's catch-all serves public pages and must stay last. Russian ones have no prefix, the
# translations have theirs: /en/…
urlpatterns += i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False)
