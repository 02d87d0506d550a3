"""The page of one's own notices."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from aqyl.portal.notices.groups import Group, gathered, worded
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.attempts import attempt, number_in, see_other, sent, signed_in

PER_PAGE = 30
MOST = 2000  # older notices are not listed; the event log has them


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """What happened that concerns the person, the newest first, alike ones as one."""
    person = signed_in(request)
    mine = Notice.objects.filter(person=person).select_related("event")
    found = {one.event_id: one for one in mine.order_by("-event_id")[:MOST]}
    groups = gathered(one.event for one in found.values())
    page = Paginator(groups, PER_PAGE).get_page(request.GET.get("page"))
    shown = worded(page.object_list, person, get_language() or "kk")
    context = {
        "page": page,
        "rows": [(group, _unread(group, found)) for group in shown],
        "unread": sum(one.read_at is None for one in found.values()),
    }
    return render(request, "notices/list.html", context)


def _unread(group: Group, notices: Mapping[int, Notice]) -> str:
    """Ids of the group's notices that were not read, as its button sends them."""
    mine = (notices[event.number] for event in group.events)
    return ",".join(str(one.pk) for one in mine if one.read_at is None)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark some notices as read (POST: notice, ids with commas), or all of them."""
    only = None
    if "notice" in request.POST:
        numbers = (number_in(text) for text in sent(request, "notice").split(","))
        only = [number for number in numbers if number is not None]
    attempt("read-notices", signed_in(request), request, only=only)
    return see_other(reverse("notices"))
