"""One card: an initiative or an indicator, filled in by the akimat."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from aqyl.assess.form import Card, IndicatorCard, InitiativeCard, Remark
from aqyl.language import say
from aqyl.portal.campaigns.hidden import hidden_from
from aqyl.portal.campaigns.models import Answer
from aqyl.portal.campaigns.numbers import shown_number
from aqyl.portal.campaigns.pages.access import (
    may_write,
    seen_version,
    signed_in,
    submission_for,
    take_step,
)
from aqyl.portal.campaigns.pages.conflict import differences, picked
from aqyl.portal.campaigns.pages.lines import Filled
from aqyl.portal.campaigns.pages.presence import others_at
from aqyl.portal.campaigns.pages.saving import Typed, changed, fields_on, read_typed, texts_of
from aqyl.portal.campaigns.prolonging import prolongs, term_now
from aqyl.portal.look.errors import code_of
from aqyl.portal.look.templatetags.words import reader
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import ConflictError, RefusedError, perform, start_of, steps_for


@dataclass
class Opened:
    """A card as one person has it open."""

    request: HttpRequest
    filled: Filled
    card: Card
    answer: Answer

    @property
    def person(self) -> Person:
        """Who has it open."""
        return signed_in(self.request)

    @property
    def by_script(self) -> bool:
        """Whether the page's script saves, rather than its button."""
        return "application/json" in self.request.headers.get("Accept", "")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int, node: str) -> HttpResponse:
    """The card; saving it and steps of its answer by POST."""
    submission = submission_for(request, pk)
    filled = Filled(submission)
    card = filled.form.card(node)
    if card is None or node not in filled.answers:
        raise Http404
    answer = filled.answers[node]
    answer.submission = submission
    opened = Opened(request, filled, card, answer)
    if request.method != "POST":
        return _shown(opened)
    return _stepped(opened) if "step" in request.POST else _saved(opened)


def _stepped(opened: Opened) -> HttpResponse:
    refused = take_step(opened.request, opened.answer)
    if refused is not None:
        return _shown(opened, refused=refused)
    messages.success(opened.request, say("portal.campaigns.step_taken", reader()))
    return HttpResponseRedirect(opened.request.path, status=303)


def _saved(opened: Opened) -> HttpResponse:
    typed = read_typed(opened.request.POST, opened.card, reader())
    seen = seen_version(opened.request)
    if typed.problems:
        return _unread(opened, typed)
    given = picked(opened.request.POST, typed.given)
    if not changed(opened.answer, given):
        return _done(opened)
    try:
        _save(opened, seen, given)
    except ConflictError as error:
        return _conflict(opened, typed, error.current)
    except RefusedError as error:
        return _unread(opened, typed, error)
    opened.answer.saved_by = opened.person
    return _done(opened)


def _save(opened: Opened, seen: int, given: dict[str, object]) -> None:
    """Save over a newer version only where nothing that is typed changed in it."""
    try:
        perform("save-answer", opened.answer, opened.person, seen=seen, **given)
    except ConflictError as error:
        if not _stands_as_it_was(opened, error.current):
            raise
        version = error.current.version
        perform("save-answer", opened.answer, opened.person, seen=version, **given)


def _stands_as_it_was(opened: Opened, current: Answer) -> bool:
    """Whether the fields are what they were when I opened the card: only evidence was added."""
    was = opened.request.POST
    texts = texts_of(current, opened.card, reader())
    return all(was.get(f"was-{name}") == text for name, text in texts.items())


def _done(opened: Opened) -> HttpResponse:
    if opened.by_script:
        saved_at = timezone.localtime(opened.answer.saved_at)
        ratio = _ratio(opened)
        values = {"remarks": _remarks(opened)}
        return JsonResponse(
            {
                "version": opened.answer.version,
                "saved": saved_at.strftime("%H:%M"),
                "ratio": ratio,
                "remarks": render_to_string("campaigns/remarks.html", values, opened.request),
            }
        )
    go = opened.request.POST.get("go", "")
    if go in ("next", "previous"):
        there = _neighbours(opened)[go]
        if there is not None:
            address = reverse("card", args=[opened.filled.submission.pk, there.id])
            return HttpResponseRedirect(address, status=303)
    messages.success(opened.request, say("portal.campaigns.saved", reader()))
    return HttpResponseRedirect(opened.request.path, status=303)


def _unread(opened: Opened, typed: Typed, refused: RefusedError | None = None) -> HttpResponse:
    """Nothing was saved: what was typed stays in the fields, with why."""
    found = refused.problems if refused else typed.problems
    code = code_of(refused) if refused else 422
    if opened.by_script:
        html = render_to_string("campaigns/problems.html", {"problems": found}, opened.request)
        return JsonResponse({"problems": html}, status=code)
    return _shown(opened, typed=typed, refused=refused)


def _conflict(opened: Opened, typed: Typed, current: Answer) -> HttpResponse:
    if opened.by_script:
        return JsonResponse({"conflict": True}, status=409)
    was = {name: opened.request.POST.get(f"was-{name}", "") for name in fields_on(opened.card)}
    values = {
        **_frame(opened),
        "current": current,
        "typed": typed,
        "differences": differences(opened.card, typed, current, was, reader()),
    }
    return render(opened.request, "campaigns/conflict.html", values, status=409)


def _shown(
    opened: Opened, *, typed: Typed | None = None, refused: RefusedError | None = None
) -> HttpResponse:
    person, answer = opened.person, opened.answer
    stored = texts_of(answer, opened.card, reader())
    edition = answer.campaign.edition
    moved = answer.state != start_of(edition, "answer")
    problems = refused.problems if refused else typed.problems if typed else ()
    neighbours = _neighbours(opened)
    hidden = answer.pk in hidden_from(person, opened.filled.submission)
    values = {
        **_frame(opened),
        "texts": {**stored, **(typed.texts if typed else {})},
        "was": stored,
        "fields": fields_on(opened.card),
        "faulty": {one.place.column for one in problems},
        "problems": problems,
        "hidden": hidden,
        "writes": may_write(person, opened.filled.submission, answer),
        "steps": [one for one in steps_for(answer, person) if one.may]
        if moved and not hidden
        else (),
        "prolongs": moved and prolongs(person, answer) and term_now(answer) is not None,
        "others": others_at(answer, person.pk),
        "remarks": _remarks(opened),
        "ratio": _ratio(opened),
        "before": opened.filled.before.get(answer.node),
        "prerequisites": _prerequisites(opened),
        "previous": neighbours["previous"],
        "next": neighbours["next"],
    }
    code = code_of(refused) if refused else 422 if typed else 200
    return render(opened.request, "campaigns/card.html", values, status=code)


def _frame(opened: Opened) -> dict[str, object]:
    submission = opened.filled.submission
    cards = list(opened.filled.form.cards())
    domain = opened.card.domain
    return {
        "submission": submission,
        "campaign": submission.campaign,
        "edition": submission.campaign.edition,
        "section": next(one for one in opened.filled.form.sections if one.id == domain),
        "card": opened.card,
        "answer": opened.answer,
        "number": cards.index(opened.card) + 1,
        "count": len(cards),
    }


def _neighbours(opened: Opened) -> dict[str, Card | None]:
    cards = [card for card in opened.filled.form.cards() if card.id in opened.filled.answers]
    place = cards.index(opened.card)
    return {
        "previous": cards[place - 1] if place else None,
        "next": cards[place + 1] if place + 1 < len(cards) else None,
    }


def _fresh(opened: Opened) -> Filled:
    """The submission with the answer as it was just saved."""
    opened.filled.answers[opened.card.id] = opened.answer
    opened.filled.__dict__.pop("entries", None)
    return opened.filled


def _remarks(opened: Opened) -> tuple[Remark, ...]:
    return _fresh(opened).remarks_on(opened.card)


def _ratio(opened: Opened) -> str:
    """What the parts of an indicator come to."""
    if not isinstance(opened.card, IndicatorCard) or not opened.card.has_parts:
        return ""
    ratio = _fresh(opened).entries.ratio(opened.card)
    return "" if ratio is None else shown_number(round(ratio, 4), reader())


def _prerequisites(opened: Opened) -> list[dict[str, object]]:
    """What the initiative rests on, with what is said of each."""
    if not isinstance(opened.card, InitiativeCard):
        return []
    found = []
    for node, title in opened.card.prerequisites:
        card, answer = opened.filled.form.card(node), opened.filled.answers.get(node)
        status = answer.status if answer else ""
        said = card.status(status) if isinstance(card, InitiativeCard) else None
        found.append({"node": node, "title": title, "status": said})
    return found
