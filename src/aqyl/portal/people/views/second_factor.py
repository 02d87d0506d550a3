"""allauth's pages of the second factor, with an event in the transaction of each change."""

from __future__ import annotations

from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy

from aqyl.portal.people.second_factor import forget, must_have
from aqyl.portal.procedure import perform


class Activate(ActivateTOTPView):
    """Set up an authenticator; recovery codes come with it."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """With whether the person's role demands it, and the key in groups of four."""
        context = super().get_context_data(**more)
        secret = context["form"].secret
        groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
        return {**context, "needed": must_have(self.request.user), "secret": " ".join(groups)}

    def get_success_url(self) -> str:
        """The recovery codes, or the account for one who has them."""
        codes = self.did_generate_recovery_codes
        return str(reverse_lazy("mfa_view_recovery_codes" if codes else "account"))

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Enter it in the log and add it, or neither."""
        perform("add-second-factor", self.request.user, self.request.user)
        done: HttpResponse = super().form_valid(form)
        return done


class Deactivate(DeactivateTOTPView):
    """Take the authenticator off, for those whose roles do without."""

    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Through the door, which ends the other sessions."""
        person, keep = self.request.user, self.request.session.session_key
        perform("remove-second-factor", person, person, keep=keep)
        forget(self.request)
        return HttpResponseRedirect(str(self.success_url))


class NewCodes(GenerateRecoveryCodesView):
    """Make recovery codes anew; the old ones no longer hold."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Enter it in the log and make them, or neither."""
        perform("renew-recovery-codes", self.request.user, self.request.user)
        done: HttpResponse = super().form_valid(form)
        return done
