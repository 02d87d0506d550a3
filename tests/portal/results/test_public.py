"""What anyone can read without an account."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.portal.conftest import ALMATY, ASTANA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

HERE = "/kk/results/kz-2026/2026/"
NODE = "safety.video-analytics"
PAGES = {
    "country": HERE,
    "settlement": f"{HERE}{ALMATY}/",
    "number": f"{HERE}{ALMATY}/total/",
    "nodes": f"{HERE}nodes/",
    "node": f"{HERE}nodes/safety/",
    "compare": f"{HERE}compare/?with={ALMATY}&with={ASTANA}",
    "downloads": f"{HERE}downloads/",
    "campaigns": "/kk/results/",
}
QUERIES = {
    "country": 3, "settlement": 5, "number": 3, "nodes": 1, "node": 3, "compare": 3,
    "downloads": 2, "campaigns": 1,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_stands_in_three_languages_and_is_small(client: Client, name: str) -> None:
    titles = set()
    for lang in ("kk", "ru", "en"):
        response = client.get(PAGES[name].replace("/kk/", f"/{lang}/", 1))
        assert response.status_code == 200
        html = response.content.decode()
        assert f'lang="{lang}"' in html
        assert len(response.content) < 150_000
        assert " style=" not in html
        titles.add(re.search("<h1[^>]*>(.*?)</h1>", html, re.DOTALL)[1])  # type: ignore[index]
    assert len(titles) > 1


@pytest.mark.parametrize("name", sorted(PAGES))
def test_queries(client: Client, django_assert_num_queries: object, name: str) -> None:
    client.get(PAGES[name])
    address = PAGES[name] + ("&fresh=1" if "?" in PAGES[name] else "?fresh=1")
    with django_assert_num_queries(QUERIES[name]):  # type: ignore[operator]
        assert client.get(address).status_code == 200
