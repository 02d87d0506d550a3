"""Who else has a card open: a light warning, asked for every few seconds."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from aqyl.portal.campaigns.models import Answer, Presence
from aqyl.portal.campaigns.pages.access import signed_in, submission_for

FRESH = dt.timedelta(seconds=45)


@login_required
@require_POST
def page(request: HttpRequest, pk: int, node: str) -> JsonResponse:
    """Note that the person has the card open; the names of others who have."""
    submission = submission_for(request, pk)
    person = signed_in(request)
    answer = Answer.objects.filter(submission=submission, node=node).first()
    if answer is None:
        raise Http404
    Presence.objects.update_or_create(
        answer=answer, person=person, defaults={"seen_at": timezone.now()}
    )
    return JsonResponse({"others": others_at(answer, person.pk)})


def others_at(answer: Answer, person: int | None) -> list[str]:
    """The names of others who have the card open."""
    fresh = Presence.objects.filter(answer=answer, seen_at__gt=timezone.now() - FRESH)
    return list(fresh.exclude(person=person).order_by("pk").values_list("person__name", flat=True))
