"""The letter that tells of several notices at once."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from aqyl.language import format_date
from aqyl.portal.history.listing import told
from aqyl.portal.history.models import Event
from aqyl.portal.people import letters
from aqyl.portal.people.models import Person

SHOWN = 20


def send_digest(pk: int, notices: list[int]) -> None:
    """Write to a person about these notices, the newest first, and how many more there are."""
    person = Person.objects.get(pk=pk)
    lang = person.language
    events = Event.objects.filter(notice__in=notices).order_by("-number")
    lines = [
        f"- {format_date(timezone.localtime(one.at).date(), lang)}: {one.action} – {where}"
        for one in told(events[:SHOWN], lang)
        for where in [one.territory or one.kind]
    ]
    if len(notices) > SHOWN:
        lines.append("…")
    with override(lang):
        link = urljoin(settings.PORTAL_URL, reverse("notices"))
    letters.write(person, "notices", count=len(notices), lines="\n".join(lines), link=link)
