"""The strategy's editor: what was generated beside what a person writes, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aqyl.language import LANGUAGES, Phrase, Sayable, say
from aqyl.plan.models import Goal, Passage, Strategy
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.plans.actions import mark_of
from aqyl.portal.plans.pages.access import Opened, do, opened
from aqyl.portal.plans.pages.home import latest_results
from aqyl.portal.plans.texts import part_of
from aqyl.portal.procedure import RefusedError
from aqyl.portal.results.models import Publication
from aqyl.problems import Problem


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of the plan: its path, what it is, how it stands.

    others: languages besides the reader's in which someone has written.
    """

    path: str
    label: Sayable
    passage: Passage

    @property
    def key(self) -> str:
        """What its fields are called on the page."""
        return self.path.replace("/", "_").replace(".", "-")

    @property
    def written(self) -> str:
        """What a person wrote in the reader's language."""
        return self.passage.written.get(reader(), "")  # type: ignore[call-overload, no-any-return]

    @property
    def shown(self) -> str:
        """What a reader sees."""
        return self.passage.say(reader())

    @property
    def others(self) -> list[str]:
        """Other languages in which someone has written."""
        return [lang for lang in LANGUAGES if lang in self.passage.written and lang != reader()]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the strategy with its passages; goals carry their targets."""

    key: str
    pieces: list[Piece]
    goal: Goal | None = None


def parts_of(strategy: Strategy) -> Iterator[tuple[str, list[Part]]]:
    """Every passage of the strategy under its heading."""
    yield "standing", [Part("standing", list(_standing(strategy)))] if strategy.standing else []
    yield "goals", [_goal(one) for one in strategy.goals]
    priorities = (
        Piece(f"strategy/priorities/{n}/reason", _field("reason"), one.reason)
        for n, one in enumerate(strategy.priorities)
    )
    yield "priorities", [Part(one.path, [one]) for one in priorities]
    stages = (
        Piece(f"strategy/stages/{n}/title", Span(one.start, one.end), one.title)
        for n, one in enumerate(strategy.stages)
    )
    yield "stages", [Part(one.path, [one]) for one in stages]
    yield (
        "risks",
        [
            Part(
                one.id,
                [
                    Piece(f"strategy/risks/{one.id}/title", _field("title"), one.title),
                    Piece(f"strategy/risks/{one.id}/answer", _field("answer"), one.answer),
                ],
            )
            for one in strategy.risks
        ],
    )


@dataclass(frozen=True, slots=True)
class Span:
    """Years, from and to."""

    first: int
    last: int

    def say(self, lang: str) -> str:
        """The years, the same in every language."""
        return f"{self.first}–{self.last}"


def _field(name: str) -> Phrase:
    return Phrase(f"plan.field.{name}")


def _standing(strategy: Strategy) -> Iterator[Piece]:
    for n, one in enumerate(strategy.standing):
        yield Piece(f"strategy/standing/{n}", Phrase("portal.plans.passage"), one)


def _goal(goal: Goal) -> Part:
    path = f"strategy/goals/{goal.id}"
    pieces = [
        Piece(f"{path}/title", _field("title"), goal.title),
        Piece(f"{path}/reason", _field("reason"), goal.reason),
    ]
    return Part(goal.id, pieces, goal)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The strategy; a passage saved by POST, by its button or as one types."""
    here = opened(request, pk)
    if request.method != "POST":
        return shown(here)
    refused = word(here)
    if "application/json" in request.headers.get("Accept", ""):
        return _told(here, refused)
    if refused is not None:
        return shown(opened(request, pk), tuple(refused.problems), code_of(refused))
    back = request.POST.get("back", "")
    return HttpResponseRedirect(_back(pk, back), status=303)


@require_POST
@login_required
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """The strategy from the newest published results; what a person wrote is kept and listed where
    it rests on something that changed.
    """
    from aqyl.portal.plans.solving import draft_again

    here = opened(request, pk)
    newer = newer_results(here)
    if newer is None:
        raise Http404
    found, baseline = draft_again(here.text, newer)
    given: dict[str, Any] = {"publication": newer.pk, "strategy": found.strategy}
    given |= {"was": request.POST.get("was", ""), "baseline": baseline}
    refused = do(request, "redraft-plan", here.plan, **given)
    if refused is not None:
        return shown(opened(request, pk), tuple(refused.problems), code_of(refused))
    lang = reader()
    told = [say("portal.plans.redrafted", lang, count=len(found.stale))]
    for one in found.stale:
        words = {"before": one.before.say(lang), "after": one.after.say(lang) or "–"}
        told.append(say("portal.plans.stale", lang, own=one.passage.say(lang), **words))
    messages.success(request, " ".join(told))
    return HttpResponseRedirect(_back(pk, ""), status=303)


def newer_results(here: Opened) -> Publication | None:
    """Published results of the same edition that are newer than those the plan rests on."""
    latest = latest_results(here.plan.territory)
    own = here.plan.publication
    newer = latest is not None and latest.pk != own.pk and latest.at > own.at
    same = latest is not None and latest.campaign.edition_id == here.edition.id
    return latest if newer and same else None


def _back(pk: int, action: str) -> str:
    """The page whose form it was: of an action, or the strategy's."""
    if action:
        return reverse("plan-action", args=[pk, action])
    return reverse("plan-strategy", args=[pk])


def word(here: Opened) -> RefusedError | None:
    """Write the posted passage in the reader's language."""
    posted = here.request.POST
    if not {"part", "was", "words"} <= set(posted):
        raise BadRequest("part")
    given: dict[str, Any] = {
        name: posted[name].replace("\r\n", "\n") for name in ("part", "was", "words")
    }
    return do(here.request, "word-plan", here.plan, language=reader(), **given)


def _told(here: Opened, refused: RefusedError | None) -> JsonResponse:
    part = here.request.POST["part"]
    here.plan.refresh_from_db()
    passage = part_of(here.plan.content, part) or {}
    written = passage.get("written", {}).get(reader(), "") if isinstance(passage, dict) else ""
    said = {"problems": [str(one.text(reader())) for one in refused.problems]} if refused else {}
    status = code_of(refused) if refused else 200
    if refused and any(one.key == "portal.plan_part_changed" for one in refused.problems):
        status = 409
    return JsonResponse({"written": written, **said}, status=status)


def shown(here: Opened, problems: tuple[Problem, ...] = (), status: int = 200) -> HttpResponse:
    """The page, with what was typed where it was refused."""
    posted = here.request.POST
    values = {
        **here.frame,
        "sections": list(parts_of(here.text.strategy)),
        "newer": newer_results(here) if here.writes else None,
        "mark": mark_of(part_of(here.plan.content, "strategy")),
        "problems": problems,
        "typed": {"part": posted.get("part"), "words": posted.get("words"), "fields": posted},
    }
    return render(here.request, "plans/strategy.html", values, status=status)
