"""The page of one's own notices."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from aqyl.portal.history.listing import told
from aqyl.portal.notices.models import Notice
from aqyl.portal.people.attempts import attempt, chosen, see_other, signed_in

PER_PAGE = 30


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """What happened that concerns the person, the newest first."""
    mine = Notice.objects.filter(person=signed_in(request)).select_related("event")
    page = Paginator(mine.order_by("-event_id"), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    events = told([notice.event for notice in shown], get_language() or "kk")
    context = {
        "page": page,
        "rows": list(zip(shown, events, strict=True)),
        "unread": mine.filter(read_at=None).count(),
    }
    return render(request, "notices/list.html", context)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read, or all of them."""
    attempt("read-notices", signed_in(request), request, only=chosen(request, "notice"))
    return see_other(reverse("notices"))
