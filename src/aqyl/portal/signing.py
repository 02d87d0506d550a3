"""Django's settings of signing in: allauth and axes, part of settings.py."""

from __future__ import annotations

import datetime as dt

from aqyl.portal.environment import Environment

_ENVIRONMENT = Environment.read()

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
SESSION_COOKIE_AGE = 14 * 24 * 3600
# An invitation's term; a reset's is shorter (people/links.py).
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600

ACCOUNT_ADAPTER = "aqyl.portal.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are proved by the link of an invitation
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "aqyl.portal.people.links.PasswordLinks"  # noqa: S105
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL

MFA_ADAPTER = "aqyl.portal.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Aqyl"
MFA_TOTP_TOLERANCE = 1
SECOND_FACTOR_ROLES = _ENVIRONMENT.second_factor_roles

# Single sign-on finds people who were invited, it makes none (people/adapters.py).
SOCIALACCOUNT_ADAPTER = "aqyl.portal.people.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": _ENVIRONMENT.oidc_name,
                "client_id": _ENVIRONMENT.oidc_client,
                "secret": _ENVIRONMENT.oidc_secret,
                "settings": {"server_url": _ENVIRONMENT.oidc_url},
            }
        ]
        if _ENVIRONMENT.oidc_url
        else [],
    }
}

# Five wrong passwords for one account from one address shut it there for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "aqyl.portal.people.lockout.account_of"
AXES_CLIENT_IP_CALLABLE = "aqyl.portal.people.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "aqyl.portal.people.lockout.locked_out"
# Neither addresses nor passwords stand in a server's log.
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

ALLAUTH_TRUSTED_PROXY_COUNT = _ENVIRONMENT.proxies
