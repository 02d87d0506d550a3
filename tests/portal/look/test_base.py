"""What every page shares: the bar, the switch of languages, what is said of the data."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from aqyl.portal.campaigns.models import Campaign
from aqyl.portal.people.models import Person

pytestmark = pytest.mark.django_db


def page(path: str, person: Person | None = None, lang: str = "kk") -> str:
    """An empty page at an address."""
    request = RequestFactory().get(path)
    if person is not None:
        request.user = person
    with translation.override(lang):
        return render_to_string("look/base.html", {}, request)


def test_without_anyone_signed_in_and_without_a_campaign_the_page_stands() -> None:
    html = page("/kk/anything/")
    assert '<html lang="kk"' in html
    assert "Мазмұнға өту" in html
    assert "Шығу" not in html


def test_the_switch_of_languages_keeps_the_address() -> None:
    html = page("/kk/somewhere/?page=2")
    for lang in ("kk", "ru", "en"):
        assert f'href="/{lang}/somewhere/?page=2"' in html
    assert html.count('aria-current="true"') == 1


def test_the_bar_names_the_person_and_the_campaign(campaign: Campaign, officer: Person) -> None:
    html = page("/kk/anything/", officer)
    assert "2026 жылғы бағалау" in html
    assert officer.name in html


def test_every_page_says_what_is_not_official(campaign: Campaign) -> None:
    assert "Жұмыс нұсқасы" in page("/kk/anything/")
    assert "Көрсетілім" not in page("/kk/anything/")
    campaign.demonstration = True
    campaign.save()
    assert "Көрсетілім" in page("/kk/anything/")


def test_a_page_of_the_portal_has_no_script_or_style_of_its_own(campaign: Campaign) -> None:
    html = page("/kk/anything/")
    assert "<style" not in html
    assert " style=" not in html
    assert html.count("<script") == html.count('<script type="module" src="')


def test_a_part_of_a_room_that_is_not_there_is_nothing() -> None:
    source = '{% load parts %}[{% part_of_another_room "nowhere/panel.html" %}]'
    assert Template(source).render(Context({})) == "[]"
