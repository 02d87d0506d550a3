"""Every address of the portal."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from aqyl.portal.api import views
from aqyl.portal.look.start import start

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("api/v1/", include("aqyl.portal.api.urls")),
    *i18n_patterns(
        # First: the public's own pages; a diagnosis stands beside the results it is made from.
        path("results/", include("aqyl.portal.diagnosis.urls")),
        path("results/", include("aqyl.portal.results.urls")),
        path("", start, name="start"),
        path("", include("aqyl.portal.campaigns.urls")),
        path("", include("aqyl.portal.evidence.urls")),
        path("", include("aqyl.portal.history.urls")),
        path("", include("aqyl.portal.look.urls")),
        path("", include("aqyl.portal.notices.urls")),
        path("", include("aqyl.portal.people.urls")),
        path("projects/", include("aqyl.portal.projects.urls")),
        path("", include("aqyl.portal.plans.urls")),
        path("plans/", include("aqyl.portal.scenarios.urls")),
        path("", include("aqyl.portal.verification.urls")),
        path("tokens/", views.tokens, name="tokens"),
        path("tokens/<int:token>/revoke/", views.revoke, name="token-revoke"),
    ),
]
handler400 = "aqyl.portal.look.errors.bad_request"
handler403 = "aqyl.portal.look.errors.forbidden"
handler404 = "aqyl.portal.look.errors.not_found"
handler429 = "aqyl.portal.people.lockout.too_many"  # asked for by allauth
handler500 = "aqyl.portal.look.errors.broken"
