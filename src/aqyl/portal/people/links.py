"""Links by which a person sets a password: the first one when invited, a new one when forgotten."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils import timezone
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import override

from aqyl.portal.people.models import Person

INVITATION = dt.timedelta(days=7)
RESET = dt.timedelta(hours=1)


class PasswordLinks(PasswordResetTokenGenerator):
    """Tokens that hold once and for a term: 7 days for an invitation, an hour for a reset."""

    def check_token(self, user: Person | None, token: str | None) -> bool:
        """Whether the token is this active person's, unused and in time."""
        if user is None or not user.is_active or not super().check_token(user, token):
            return False
        made = base36_to_int(str(token).partition("-")[0])
        return self._num_seconds(self._now()) - made <= term_of(user).total_seconds()


def term_of(person: Person) -> dt.timedelta:
    """How long a link made now holds."""
    return RESET if person.has_usable_password() else INVITATION


def password_link(person: Person) -> tuple[str, dt.datetime]:
    """The whole address to set a password at, in the person's language, and until when it holds."""
    token = PasswordLinks().make_token(person)
    with override(person.language):
        path = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": int_to_base36(person.pk), "key": token},
        )
    return urljoin(settings.PORTAL_URL, path), timezone.now() + term_of(person)
