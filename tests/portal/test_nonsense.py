"""Nonsense at every address: bad ids, giant numbers, missing and absurd fields; never a fault.

The client of tests raises what a view does not handle, so that each request here proves it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.people.models import Person
from aqyl.portal.procedure import RefusedError, perform
from tests.portal.conftest import ALMATY, COUNTRY, Invite

pytestmark = pytest.mark.django_db
ROLES = ("officer", "approver", "verifier", "manager", "auditor", "methodologist", "administrator")
TEXTS = ("x", "-1", "😀", "\u202eabc", "<script>alert(1)</script>", "a" * 3000, "\x00", "9" * 5000)
NUMBERS = (0, 10**9, 2**63, 10**40)
WORDS = {"int": NUMBERS, "kato": ("000000000", ALMATY), "year": ("0000", "9999")}
TYPED = """
step seen reason status value numerator denominator source note go verdict person role territory
name email title expires_on link page before campaign place domain risk sort with subject actor
edition period language login password code word file public
"""


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Each address as it is declared, places as `<kind:name>`."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, before + str(one.pattern))
        elif isinstance(one, URLPattern) and "^" not in str(one.pattern):
            yield before + str(one.pattern)


def addresses() -> list[str]:
    """Every address of the portal with nonsense in its places."""
    found = []
    for route in routes(get_resolver()):
        parts = route.removeprefix("^/").replace(">", "<").split("<")
        tries = [
            [part]
            if at % 2 == 0
            else [str(one) for one in WORDS.get(part.split(":")[0], TEXTS[:6])]
            for at, part in enumerate(parts)
        ]
        longest = max(map(len, tries))
        rounds = (tuple(one[n % len(one)] for one in tries) for n in range(longest))
        found += ["/" + "".join(one) for one in rounds]
    return sorted(set(found))


@pytest.fixture(params=("nobody", *ROLES))
def who(request: pytest.FixtureRequest, client: Client, invite: Invite, answer: Answer) -> str:
    """Someone of each role, signed in, where a campaign is under way."""
    if request.param != "nobody":
        place = ALMATY if request.param in ("officer", "approver") else COUNTRY
        client.force_login(invite(request.param, place))
    return str(request.param)


def test_there_are_addresses_to_try() -> None:
    assert len(addresses()) > 150


def test_addresses_of_nothing(client: Client, who: str) -> None:
    for address in addresses():
        for method in (client.get, client.post):
            answer = method(address)
            assert answer.status_code < 500, (who, address)


@pytest.mark.parametrize("text", TEXTS)
def test_absurd_fields(client: Client, answer: Answer, manager: Person, text: str) -> None:
    submission = answer.submission_id
    real = [
        f"/kk/submissions/{submission}/",
        f"/kk/submissions/{submission}/cards/{answer.node}/",
        f"/kk/submissions/{submission}/cards/{answer.node}/here/",
        f"/kk/submissions/{submission}/workbook/",
        f"/kk/campaigns/{answer.campaign.pk}/",
        f"/kk/verification/answers/{answer.pk}/",
        f"/kk/verification/answers/{answer.pk}/second/",
        f"/kk/verification/submissions/{submission}/",
        f"/kk/answers/{answer.pk}/evidence/file/",
        f"/kk/answers/{answer.pk}/evidence/link/",
        *(f"/kk/people/{manager.pk}/{word}" for word in ("", "grant/", "withdraw/", "close/")),
        *("/kk/people/", "/kk/people/invite/", "/kk/log/", "/kk/log/events.csv", "/kk/tokens/"),
        *("/kk/verification/", "/kk/verification/second/", "/kk/notices/", "/kk/results/"),
        *("/kk/campaigns/new/", "/kk/sign-in/", "/kk/password/forgotten/", "/kk/account/"),
        *("/kk/account/password/", "/kk/account/sessions/", "/api/v1/campaigns"),
    ]
    everything = dict.fromkeys(TYPED.split(), text)
    officer = Person.objects.get(grants__role="officer")
    for person, address in itertools.product((None, officer, manager), real):
        client.logout() if person is None else client.force_login(person)
        for method in (client.get, client.post):
            assert method(address, everything).status_code < 500, (person, address)
        assert client.post(address, everything | {"seen": "0"}).status_code < 500


@pytest.mark.parametrize("text", ["😀" * 500, "\u202eabc", "<script>alert(1)</script>", "\x00"])
def test_what_is_typed_on_a_card_is_never_markup(
    client: Client, answer: Answer, officer: Person, text: str
) -> None:
    client.force_login(officer)
    address = f"/kk/submissions/{answer.submission_id}/cards/{answer.node}/"
    typed = {"seen": str(answer.version), "status": "pilot", "note": text, "source": text}
    assert client.post(address, typed).status_code in (303, 400, 422)
    page = client.get(address).content.decode()
    assert "<script>alert" not in page
    assert "\x00" not in page


def test_a_form_without_its_token_is_refused(answer: Answer, officer: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    page = client.post(f"/kk/submissions/{answer.submission_id}/", {"step": "sign", "seen": "1"})
    assert page.status_code == 403


def test_the_character_nul_is_refused_at_the_door(answer: Answer, officer: Person) -> None:
    with pytest.raises(RefusedError) as refused:
        perform("save-answer", answer, officer, note="a\0b")
    assert [one.key for one in refused.value.problems] == ["portal.nul"]


@pytest.mark.parametrize("address", ["/kk/verification/?place=%00", "/kk/results/?x=%00"])
def test_an_address_with_nul_is_a_bad_request(
    client: Client, verifier: Person, address: str
) -> None:
    client.force_login(verifier)
    assert client.get(address).status_code == 400
