"""Letters: plain text in the reader's language, sent once what they tell of is committed."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from aqyl.language import format_date, say
from aqyl.portal.people.links import password_link
from aqyl.portal.people.models import Person


def after_commit(send: Callable[[], None]) -> None:
    """Send once the transaction is through; a server that fails is logged and undoes nothing."""

    def deliver() -> None:  # Django's log wants a function's name, which a partial has not
        send()

    transaction.on_commit(deliver, robust=True)


def send_invitation(pk: int) -> None:
    """The letter with the link to a first password."""
    person = Person.objects.get(pk=pk)
    link, until = password_link(person)
    write(person, "invitation", link=link, until=_moment(until, person.language))


def send_reset(person: Person) -> None:
    """The letter with the link to a new password; a first one is invited anew."""
    if not person.has_usable_password():
        send_invitation(person.pk)
        return
    link, until = password_link(person)
    write(person, "reset", link=link, until=_moment(until, person.language))


def write(person: Person, kind: str, **values: object) -> None:
    """Send one letter: `portal.letter.<kind>.subject` and `.text` of the catalogue."""
    lang = person.language
    with override(lang):
        account = urljoin(settings.PORTAL_URL, reverse("account"))
    given = {"name": person.name, "portal": settings.PORTAL_URL, "account": account, **values}
    subject = say(f"portal.letter.{kind}.subject", lang, **given)
    text = say(f"portal.letter.{kind}.text", lang, **given)
    signature = say("portal.letter.signature", lang, **given)
    send_mail(subject, f"{text}\n\n-- \n{signature}\n", None, [person.email])


def _moment(until: object, lang: str) -> str:
    """Day and time in Kazakhstan."""
    local = timezone.localtime(until)  # type: ignore[arg-type]
    return f"{format_date(local.date(), lang)}, {local:%H:%M}"
