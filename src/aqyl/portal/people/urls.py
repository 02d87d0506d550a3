"""Addresses of people and of signing in, below the language; the rest of allauth has none."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.socialaccount import views as single_sign_on
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.generic import RedirectView

from aqyl.portal.people.views import account as own
from aqyl.portal.people.views import invite, listing, person, second_factor


def no_page(request: HttpRequest, **given: object) -> HttpResponse:
    """For names that allauth asks for and the portal does not offer."""
    raise Http404


_PEOPLE = [
    path("people/", listing.people, name="people_list"),
    path("people/invite/", invite.invite, name="people_invite"),
    path("people/<int:pk>/", person.person, name="people_person"),
    path("people/<int:pk>/grant/", person.grant, name="people_grant"),
    path("people/<int:pk>/withdraw/", person.withdraw, name="people_withdraw"),
    path("people/<int:pk>/hand-over/", person.hand_over, name="people_hand_over"),
    path("people/<int:pk>/<slug:word>/", person.change, name="people_change"),
    path("account/", own.account, name="account"),
    path("account/sessions/", own.end_sessions, name="people_sessions"),
]
_SIGNING = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path(
        "sign-in/cancelled/",
        single_sign_on.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path("sign-in/failed/", single_sign_on.login_error, name="socialaccount_login_error"),
    path("sign-out/", account.logout, name="account_logout"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/set/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/first-password/", account.password_set, name="account_set_password"),
    path(
        "account/second-factor/",
        RedirectView.as_view(pattern_name="account"),
        name="mfa_index",
    ),
    path("account/second-factor/add/", second_factor.Activate.as_view(), name="mfa_activate_totp"),
    path(
        "account/second-factor/remove/",
        second_factor.Deactivate.as_view(),
        name="mfa_deactivate_totp",
    ),
    path("account/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/codes/new/",
        second_factor.NewCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
# The same two by the names that the common look knows them by.
_ALSO = [
    path("sign-in/", account.login, name="sign-in"),
    path("sign-out/", account.logout, name="sign-out"),
]
_NOT_OFFERED = [
    path("sign-up/", no_page, name="account_signup"),
    path("sign-up/single/", no_page, name="socialaccount_signup"),
    path("account/connections/", no_page, name="socialaccount_connections"),
]
urlpatterns = [*_PEOPLE, *_SIGNING, *_ALSO, *_NOT_OFFERED]
