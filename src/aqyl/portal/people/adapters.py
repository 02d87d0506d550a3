"""What the portal does its own way in allauth: letters, languages, passwords, who may come in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import SignupClosedException
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import override

from aqyl.portal.people import letters
from aqyl.portal.people.attempts import signed_in
from aqyl.portal.people.models import Person
from aqyl.portal.people.second_factor import must_have
from aqyl.portal.procedure import perform


def home_in(language: str) -> str:
    """The home page, or one's own account in an installation without one."""
    with override(language):
        try:
            return reverse("home")
        except NoReverseMatch:
            return reverse("account")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone; their passwords change through the one door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: axes counts wrong passwords, in the database that all processes share."""

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Whether the password is the person's; wrong ones count as at sign-in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whether to ask again who it is; not of one who comes by single sign-on alone."""
        return bool(self.get_reauthentication_methods(self.request.user)) and bool(
            super().is_reauthentication_required(app=app, **more)
        )

    def set_password(self, user: Person, password: str) -> None:
        """Through the door, which ends every session."""
        perform("set-password", user, user, password=password)

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """Our own letter in the person's language."""
        letters.send_reset(user)

    def send_notification_mail(self, *given: Any, **more: Any) -> None:
        """None of allauth's letters."""

    def add_message(self, *given: Any, **more: Any) -> None:
        """None of allauth's messages: pages say what happened."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where the person's work begins, in their language."""
        return home_in(signed_in(request).language)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To sign in anew: every session has ended."""
        return reverse("account_reset_password_from_key_done")

    def post_login(self, request: HttpRequest, user: Person, **more: Any) -> HttpResponse:
        """Go on in the person's language."""
        response: HttpResponse = super().post_login(request, user, **more)
        response["Location"] = translate_url(response["Location"], user.language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """Those whose roles must have a second factor keep it."""

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whether the person could do without."""
        return not must_have(authenticator.user)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in whom somebody invited, by an address that the sign-on service has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an account comes by invitation."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Nobody: pre_social_login does it without taking away the password."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the active person of a verified address. Raises SignupClosedException for none."""
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        emails = [Person.objects.folded(email) for email in verified]
        person = Person.objects.filter(email__in=emails, is_active=True).first()
        if person is None or sociallogin.state.get("process") not in ("login", None):
            raise SignupClosedException
        sociallogin.user = person

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Accounts of other services are not connected."""
        return reverse("account")
