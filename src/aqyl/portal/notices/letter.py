"""The letter that tells of several notices at once."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from aqyl.language import format_date
from aqyl.portal.history.models import Event
from aqyl.portal.notices.groups import Group, gathered, worded
from aqyl.portal.people import letters
from aqyl.portal.people.models import Person

SHOWN = 20


def send_digest(pk: int, notices: list[int]) -> None:
    """Write to a person about these notices, the newest first, and how many more there are."""
    person = Person.objects.get(pk=pk)
    lang = person.language
    groups = gathered(Event.objects.filter(notice__in=notices))
    lines = [_line(one, lang) for one in worded(groups[:SHOWN], person, lang)]
    if len(groups) > SHOWN:
        lines.append("…")
    with override(lang):
        link = urljoin(settings.PORTAL_URL, reverse("notices"))
    letters.write(person, "notices", count=len(notices), lines="\n".join(lines), link=link)


def _line(group: Group, lang: str) -> str:
    """One line of the letter: the day, what it is about, where it came to."""
    day = format_date(timezone.localtime(group.at).date(), lang)
    return f"- {day}: {group.what} – {group.state.title.say(lang) if group.state else group.did}"
