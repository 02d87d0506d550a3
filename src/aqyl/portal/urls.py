"""Every address of the portal."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from aqyl.portal.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("aqyl.portal.api.urls")),
    *i18n_patterns(
        path("results/", include("aqyl.portal.results.urls")),
        path("tokens/", views.tokens, name="tokens"),
        path("tokens/<int:token>/revoke/", views.revoke, name="token-revoke"),
    ),
]
