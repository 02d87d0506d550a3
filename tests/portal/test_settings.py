"""What an installation can set, what it is refused, and that it is safe as it comes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from aqyl.portal.environment import (
    ROLES,
    USUAL,
    Environment,
    names,
    variable_of,
)
from aqyl.portal.mail import mail_settings
from aqyl.portal.people.models import Role
from aqyl.problems import InputError

DOCS = Path(__file__).parents[2] / "docs"
MANUAL = (DOCS / "settings.md").read_text("utf-8")
INSTALL = (DOCS / "install.md").read_text("utf-8")


def test_the_manual_lists_every_setting_in_order() -> None:
    rows = re.findall(r"^\| `(AQYL_\w+)` \| (.+?) \| .{20,} \|$", MANUAL, re.MULTILINE)
    assert [variable for variable, _ in rows] == [variable_of(name) for name in names()]
    for variable, default in rows:
        value = getattr(Environment(), variable.removeprefix("AQYL_").lower())
        assert value == "" or default == f"`{written(value)}`", variable


def written(value: object) -> str:
    """A setting's value as it stands in a variable."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def test_the_manual_says_the_limits_as_they_are() -> None:
    from django.conf import settings

    from aqyl.portal.people import links

    assert (settings.AXES_FAILURE_LIMIT, settings.AXES_COOLOFF_TIME.seconds) == (5, 15 * 60)
    assert "Five wrong passwords" in MANUAL
    assert "for 15 minutes" in MANUAL
    assert (links.INVITATION.days, links.RESET.seconds) == (7, 3600)
    assert links.INVITATION.total_seconds() == settings.PASSWORD_RESET_TIMEOUT
    assert f"A session lasts {settings.SESSION_COOKIE_AGE // 86400} days" in MANUAL


class TestSecondFactor:
    def test_usual_spares_a_demonstration(self) -> None:
        assert Environment().second_factor_roles == USUAL
        assert Environment(demonstration=True).second_factor_roles == frozenset()
        assert Environment(second_factor="none").second_factor_roles == frozenset()

    def test_named_roles_hold_in_a_demonstration_too(self) -> None:
        given = Environment(second_factor="officer, approver", demonstration=True)
        assert given.second_factor_roles == {"officer", "approver"}

    def test_a_word_that_is_no_role(self) -> None:
        with pytest.raises(InputError, match="given: AQYL_SECOND_FACTOR=akim"):
            _ = Environment(second_factor="akim").second_factor_roles

    def test_the_roles_are_those_that_there_are(self) -> None:
        assert set(Role.values) == ROLES


class TestMail:
    def test_a_server(self) -> None:
        given = mail_settings("smtp+tls://aqyl%40gov.kz:p%3Aw@mail.gov.kz:2525", Path())
        assert given["EMAIL_HOST_USER"] == "aqyl@gov.kz"
        assert given["EMAIL_HOST_PASSWORD"] == "p:w"  # noqa: S105
        assert (given["EMAIL_HOST"], given["EMAIL_PORT"]) == ("mail.gov.kz", 2525)
        assert given["EMAIL_USE_TLS"]
        assert mail_settings("smtps://mail.gov.kz", Path())["EMAIL_PORT"] == 465

    @pytest.mark.parametrize("url", ["mail.gov.kz", "http://mail.gov.kz", "smtp://"])
    def test_another_kind_of_address_is_refused_without_telling_the_password(
        self, url: str
    ) -> None:
        with pytest.raises(InputError, match="allowed: smtp://user:password@host:port"):
            mail_settings(url, Path())


def run(home: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command of an installation of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AQYL_")}
    for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        kept.pop(name, None)
    environment = {**kept, **variables, "AQYL_HOME": str(home)}
    environment["DJANGO_SETTINGS_MODULE"] = "aqyl.portal.settings"
    return subprocess.run(
        [sys.executable, "-m", "django", *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_installation_as_documented_has_nothing_to_mend(tmp_path: Path) -> None:
    given = dict(re.findall(r"^(AQYL_\w+)=(.+)$", INSTALL, re.MULTILINE))
    assert {"AQYL_HOME", "AQYL_DATABASE_URL", "AQYL_URL", "AQYL_PROXIES"} <= given.keys()
    done = run(tmp_path, "check", "--deploy", "--fail-level", "INFO", **given)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_a_wrong_setting_stops_the_start(tmp_path: Path) -> None:
    done = run(tmp_path, "check", AQYL_SECOND_FACTOR="akim")
    assert done.returncode != 0
    assert "repair: write the roles' names as they stand here" in done.stderr


def test_what_breaks_a_page_stands_in_the_log_of_the_service(tmp_path: Path) -> None:
    code = "l = __import__('logging').getLogger('django.request'); l.error('500'); l.warning('404')"
    done = run(tmp_path, "shell", "-c", code)
    assert done.stderr.strip() == "500"


def test_every_command_that_a_manual_runs_is_there() -> None:
    from django.core.management import get_commands

    pages = "".join(page.read_text("utf-8") for page in DOCS.glob("*.md"))
    named = set(re.findall(r"python -m aqyl\.portal (\w+)", pages))
    assert {"mail_notices", "sweep_evidence", "check"} <= named <= get_commands().keys()
