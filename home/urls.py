"""Addresses of the school site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.frame.routing import serve
from home.search.views import search
from home.sitemap.views import robots, sitemap_index, sitemap_section

handler400 = "home.views.bad_request"
handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("robots.txt", robots, name="site_robots"),
    path("sitemap.xml", sitemap_index, name="site_sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="site_sitemap_section"),
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
urlpatterns += i18n_patterns(
    path("search/", search, name="site_search"),
    *wagtail_urls.urlpatterns[:-1],
    # The last of Wagtail's, with its own pattern and name and the way to the page prepared.
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    prefix_default_language=False,
)
