"""Addresses of the event log."""

from __future__ import annotations

from django.urls import path

from aqyl.portal.history import views

urlpatterns = [
    path("log/", views.log, name="history_log"),
    path("log/events.<str:kind>", views.download, name="history_download"),
]
