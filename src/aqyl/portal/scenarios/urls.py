"""Addresses of scenarios, beside those of plans."""

from __future__ import annotations

from django.urls import path

from aqyl.portal.scenarios import views

app_name = "scenarios"
urlpatterns = [
    path("settlements/<kato:kato>/scenarios/", views.page, name="of"),
    path("scenarios/<int:pk>/draft/", views.draft, name="draft"),
    path("scenarios/<int:pk>/remove/", views.remove, name="remove"),
]
