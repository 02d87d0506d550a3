"""Fifty people at work: each asks for a page, reads it for a second or two, asks for the next."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlencode

from benchmarks.serving.server import Served

THINK = (1.0, 2.0)  # seconds, drawn evenly
WARM_UP, COUNTED = 8, 36  # requests of each person
_HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">')


@dataclass
class Visit:
    """One request: what kind of page, and how many seconds until its last byte."""

    kind: str
    seconds: float


@dataclass
class Reader:
    """Someone signed in, by session; keeps the cookie that forms are sent with."""

    served: Served
    session: str
    cookies: dict[str, str] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)

    def ask(self, kind: str, path: str, form: dict[str, str] | None = None) -> str:
        """The page, or where a form that was taken leads. Raises RuntimeError otherwise."""
        start = time.perf_counter()
        connection = http.client.HTTPConnection(self.served.host, self.served.port, timeout=60)
        cookies = {"sessionid": self.session, **self.cookies}
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(
            "POST" if form else "GET", path, urlencode(form) if form else None, headers
        )
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        self.visits.append(Visit(kind, time.perf_counter() - start))
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies |= {name: value} if name == "csrftoken" else {}
        if answer.status != (303 if form else 200):
            raise RuntimeError(f"{path}: {answer.status} {text[:2000]}")
        return answer.headers["Location"] if form else text


Steps = Iterator[Callable[[], object]]


def officer(reader: Reader, submission: int, cards: list[list[str]]) -> Steps:
    """Home, the submission, a domain, its cards; each card is saved with another note."""
    own = f"/kk/submissions/{submission}/"
    for number, (domain, node) in enumerate(cycle(cards)):
        if number % 2 == 0:
            yield lambda: reader.ask("home", "/kk/home/")
            yield lambda: reader.ask("submission", own)
        path, kept = f"{own}cards/{node}/", dict[str, str]()
        yield lambda domain=domain: reader.ask("domain", f"{own}{domain}/")  # type: ignore[misc]
        yield lambda path=path, kept=kept: kept.update(  # type: ignore[misc]
            _HIDDEN.findall(reader.ask("card", path))
        )
        note = {"note": f"Жүктеме үшін № {number}", "go": "stay"}
        yield lambda path=path, kept=kept, note=note: reader.ask(  # type: ignore[misc]
            "save of a card", path, kept | note
        )


def verifier(reader: Reader, answers: list[int]) -> Steps:
    """Home, the queue, the queue of a domain, some answers."""
    for pk in cycle(answers):
        yield lambda: reader.ask("home", "/kk/home/")
        yield lambda: reader.ask("queue", "/kk/verification/")
        yield lambda: reader.ask("queue", "/kk/verification/?domain=safety&sort=waiting")
        yield lambda pk=pk: reader.ask("claim", f"/kk/verification/answers/{pk}/")  # type: ignore[misc]


def at_work(served: Served) -> list[Visit]:
    """Every counted visit of everyone. Raises what the first who met an error met."""
    readers, work = [], []
    for one in served.people["officers"]:
        readers.append(Reader(served, one["session"]))
        work.append(officer(readers[-1], one["submission"], one["cards"]))
    for one in served.people["verifiers"]:
        readers.append(Reader(served, one["session"]))
        work.append(verifier(readers[-1], one["answers"]))
    errors: list[Exception] = []
    threads = [
        threading.Thread(target=_walk, args=(place, steps, errors))
        for place, steps in enumerate(work)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [visit for reader in readers for visit in reader.visits[WARM_UP:]]


def _walk(place: int, steps: Steps, errors: list[Exception]) -> None:
    draw = random.Random(place)  # noqa: S311 - made up for load
    time.sleep(draw.uniform(0, THINK[1]))
    for _ in range(WARM_UP + COUNTED):
        if errors:
            return
        try:
            next(steps)()
        except Exception as error:  # told by whoever joins this thread
            errors.append(error)
            return
        time.sleep(draw.uniform(*THINK))
