"""The page of one's own notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from aqyl.portal.history.models import Event
from aqyl.portal.notices.groups import Group, gathered, worded
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.attempts import attempt, number_in, see_other, sent, signed_in
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import perform

PER_PAGE = 30
MOST = 2000  # older notices are not listed; the event log has them


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """What happened that concerns the person, the newest first, alike ones as one."""
    person = signed_in(request)
    found = _latest(person)
    groups = gathered(one.event for one in found.values())
    page = Paginator(groups, PER_PAGE).get_page(request.GET.get("page"))
    shown = worded(page.object_list, person, get_language() or "kk")
    context = {
        "page": page,
        "rows": [_row(group, found) for group in shown],
        "unread": sum(one.read_at is None for one in found.values()),
    }
    return render(request, "notices/list.html", context)


@login_required
@require_GET
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead on to what a notice is about; it and its like count as read from now on."""
    person = signed_in(request)
    notice = get_object_or_404(Notice.objects.select_related("event"), pk=pk, person=person)
    found = _latest(person) | {notice.event_id: notice}
    groups = gathered(one.event for one in found.values())
    (events,) = [group for group in groups if notice.event in group]
    unread = _unread(events, found)
    if unread:
        perform("read-notices", person, person, only=unread)
    (group,) = worded([events], person, get_language() or "kk")
    return see_other(group.link or reverse("notices"))


def _latest(person: Person) -> dict[int, Notice]:
    """Event -> the person's notice of it, the newest first."""
    mine = Notice.objects.filter(person=person).select_related("event")
    return {one.event_id: one for one in mine.order_by("-event_id")[:MOST]}


def _row(group: Group, notices: Mapping[int, Notice]) -> dict[str, object]:
    """A group with the ids that its button marks as read, and where its words lead."""
    unread = _unread(group.events, notices)
    link = reverse("notice", args=[unread[0]]) if unread and group.link else group.link
    return {"group": group, "unread": ",".join(map(str, unread)), "link": link}


def _unread(events: Iterable[Event], notices: Mapping[int, Notice]) -> list[int]:
    """Ids of the notices of events that were not read."""
    mine = (notices[event.number] for event in events)
    return [one.pk for one in mine if one.read_at is None]


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
