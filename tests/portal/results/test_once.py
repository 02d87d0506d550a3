"""A cold page is drawn once, however many visitors ask for it at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from aqyl.portal.results import caching
from aqyl.portal.results.once import one_at_a_time, waiting_for

VISITORS = 8


@pytest.fixture(autouse=True)
def cold() -> Iterator[None]:
    caches["pages"].clear()
    yield
    caches["pages"].clear()


class Drawing:
    """A page that is drawn only once it may go on; how often it was begun."""

    def __init__(self, status: int = 200) -> None:
        self.begun, self.go_on, self.times, self.status = Event(), Event(), 0, status

    def __call__(self) -> HttpResponseBase:
        self.times += 1
        self.begun.set()
        assert self.go_on.wait(10)
        return HttpResponse(f"drawn {self.times}", status=self.status)


def visit(drawing: Drawing, key: str = "page") -> bytes:
    response = caching._kept(HttpRequest(), key, drawing)
    assert isinstance(response, HttpResponse)
    return response.content


def crowd_at(key: str, people: int) -> None:
    """Until so many are inside or waiting."""
    until = time.monotonic() + 10
    while waiting_for(key) < people:
        assert time.monotonic() < until
        time.sleep(0.001)


def test_one_draws_and_the_others_get_what_it_drew() -> None:
    drawing = Drawing()
    with ThreadPoolExecutor(VISITORS) as pool:
        found = [pool.submit(visit, drawing) for _ in range(VISITORS)]
        crowd_at("page", VISITORS)
        drawing.go_on.set()
        assert {one.result() for one in found} == {b"drawn 1"}
    assert (drawing.times, waiting_for("page")) == (1, 0)


def test_another_page_does_not_wait() -> None:
    slow, quick = Drawing(), Drawing()
    quick.go_on.set()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(visit, slow, "slow")
        slow.begun.wait(10)
        assert visit(quick, "quick") == b"drawn 1"
        slow.go_on.set()
        first.result()


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    hangs, mine = Drawing(), Drawing()
    mine.go_on.set()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(visit, hangs)
        hangs.begun.wait(10)
        monkeypatch.setattr(caching, "LONGEST_WAIT", 0.01)
        assert visit(mine) == b"drawn 1"
        hangs.go_on.set()
        first.result()
    assert waiting_for("page") == 0


def test_what_failed_is_drawn_again_by_the_next() -> None:
    broken, sound = Drawing(status=503), Drawing()
    broken.go_on.set()
    sound.go_on.set()
    assert visit(broken) == b"drawn 1"
    assert visit(sound) == b"drawn 1"
    assert (broken.times, sound.times) == (1, 1)

    with pytest.raises(OSError, match="disk"), one_at_a_time("page", 1):
        raise OSError("disk")
    assert waiting_for("page") == 0


def test_an_address_with_a_query_is_neither_kept_nor_waited_for() -> None:
    drawing, request = Drawing(), HttpRequest()
    drawing.go_on.set()
    request.GET["x"] = "1"  # type: ignore[index]
    for _ in range(2):
        caching._kept(request, "page", drawing)
    assert drawing.times == 2
