"""Addresses of the common look."""

from django.urls import path

from aqyl.portal.look import style

urlpatterns = [path("look/", style.page, name="look")]
