"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from aqyl.portal.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/<int:pk>/", views.follow, name="notice"),
    path("notices/read/", views.read, name="notices_read"),
]
