"""Forms of people and roles: they read what was sent; what may be done the one door decides."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from aqyl.language import say, sort_key
from aqyl.portal.people.models import NAME, Role
from aqyl.portal.places.models import Kind, Territory

_ORDER = {Kind.COUNTRY: 0, Kind.OBLAST: 1, Kind.SETTLEMENT: 2}
LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))


def role_choices(roles: Iterable[str], lang: str) -> list[tuple[str, str]]:
    """Roles by their names in the reader's language."""
    return [(role, say(f"procedure.role.{role}", lang)) for role in roles]


def territory_choices(territories: Iterable[Territory], lang: str) -> list[tuple[str, str]]:
    """The country, then oblasts, then settlements, each by name."""
    ordered = sorted(
        territories, key=lambda one: (_ORDER[Kind(one.kind)], sort_key(one.name(lang), lang))
    )
    return [(one.code, one.name(lang)) for one in ordered]


class FindForm(forms.Form):
    """Search for people: part of a name or address, a role, a territory and all within."""

    q = forms.CharField(required=False, max_length=100)
    role = forms.ChoiceField(required=False)
    territory = forms.ChoiceField(required=False)

    def __init__(
        self, data: object, territories: list[tuple[str, str]], lang: str, **more: object
    ) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]
        anything = [("", say("portal.people.any", lang))]
        _choices(self, "role", anything + role_choices(Role.values, lang))
        _choices(self, "territory", anything + territories)


class GrantForm(forms.Form):
    """A role for a territory."""

    role = forms.ChoiceField()
    territory = forms.ChoiceField()

    def __init__(
        self,
        data: object,
        roles: Iterable[str],
        territories: list[tuple[str, str]],
        lang: str,
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        _choices(self, "role", role_choices(roles, lang))
        _choices(self, "territory", territories)


class OwnForm(forms.Form):
    """One's own name and language."""

    name = forms.CharField(max_length=NAME)
    language = forms.ChoiceField(choices=LANGUAGES)


class InviteForm(OwnForm, GrantForm):
    """A new person: name, address, language, and their first role."""

    email = forms.EmailField(max_length=254)


class SuccessorForm(forms.Form):
    """The address of the one who takes over."""

    email = forms.EmailField(max_length=254)


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type alone
    field.choices = choices
