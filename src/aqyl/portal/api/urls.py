"""Addresses of the interface for programs."""

from __future__ import annotations

from aqyl.portal.api.interface import patterns

app_name = "api"
urlpatterns = patterns()
