"""The register: look a settlement up by code, list, search."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

from aqyl.language import LANGUAGES, fold, sort_key
from aqyl.problems import NotFoundError, Problem
from aqyl.register.english import transliterate
from aqyl.register.models import GROUPS, Model, Settlement
from aqyl.register.special import load_special_cases

_HINTS = 3


class Register(Model):
    """Every city and kent, those of the three groups and those whose group is unclear.

    >>> from aqyl.register import load_register
    >>> register = load_register()
    >>> register.get("111010000").name("en")
    'Kokshetau'
    """

    settlements: tuple[Settlement, ...]

    @cached_property
    def _by_kato(self) -> dict[str, Settlement]:
        return {settlement.kato: settlement for settlement in self.settlements}

    @cached_property
    def _names(self) -> tuple[tuple[Settlement, tuple[str, ...]], ...]:
        """Every settlement with its folded names, the transliterated one among them."""
        return tuple((one, _folded(one)) for one in self.settlements)

    def __contains__(self, kato: object) -> bool:
        return kato in self._by_kato

    def __len__(self) -> int:
        return len(self.settlements)

    def get(self, kato: str) -> Settlement:
        """The settlement of a KATO code.

        Raises NotFoundError; its hint names the settlements nearest to what was given, whether
        that was a code or a name.
        """
        if kato in self._by_kato:
            return self._by_kato[kato]
        near = "; ".join(f"{one.kato} {one.name_kk} ({one.name_en})" for one in self._near(kato))
        values = {"given": kato, "near": near or "–"}
        raise NotFoundError([Problem("register.not_found", values=values)])

    def _near(self, text: str) -> tuple[Settlement, ...]:
        if text.strip().isdecimal():
            codes = get_close_matches(text.strip(), self._by_kato, _HINTS, cutoff=0)
            return tuple(self._by_kato[code] for code in codes)
        found = self.search(text)[:_HINTS]
        if found:
            return found
        names = {name: one for one, folded in self._names for name in folded}
        near = get_close_matches(fold(text), names, _HINTS, cutoff=0.5)
        return tuple(dict.fromkeys(names[name] for name in near))

    def list(
        self, group: str | None = None, oblast: str | None = None, lang: str = "kk"
    ) -> tuple[Settlement, ...]:
        """Settlements in the alphabetical order of `lang`.

        group: a group's id, or "" for those whose group is unclear. oblast: a first-level KATO or
        its name in any language. Raises NotFoundError for a group or an oblast that is not there.
        """
        chosen: Iterable[Settlement] = self.settlements
        if group is not None:
            wanted = self._group(group)
            chosen = [one for one in chosen if one.group == wanted]
        if oblast is not None:
            code = self._oblast(oblast)
            chosen = [one for one in chosen if one.oblast_kato == code]
        return tuple(sorted(chosen, key=lambda one: (sort_key(one.name(lang), lang), one.kato)))

    def _group(self, group: str) -> str | None:
        if group in ("", *GROUPS):
            return group or None
        values = {"given": group, "allowed": ", ".join(GROUPS)}
        raise NotFoundError([Problem("register.group_unknown", values=values)])

    def _oblast(self, oblast: str) -> str:
        names = {
            key: one.oblast_kato
            for one in self.settlements
            for key in (one.oblast_kato, *(fold(one.oblast(lang)) for lang in LANGUAGES))
        }
        code = names.get(fold(oblast))
        if code is None:
            known = sorted({f"{one.oblast_kato} {one.oblast_kk}" for one in self.settlements})
            values = {"given": oblast, "allowed": "; ".join(known)}
            raise NotFoundError([Problem("register.oblast_unknown", values=values)])
        return code

    def search(self, text: str) -> tuple[Settlement, ...]:
        """Settlements whose name in any of the three languages, or code, holds the text.

        Case, Kazakh letters, marks and hyphens make no difference (see aqyl.language.fold); the
        Kazakh name is also found in Latin letters. Best first: the whole name, its beginning, the
        beginning of a word, any part of it; then those in a group, the larger ones, by code.
        """
        wanted = fold(text)
        if not wanted:
            return ()
        found = [(_closeness(wanted, one, names), one) for one, names in self._names]
        ordered = sorted(
            (pair for pair in found if pair[0] is not None),
            key=lambda pair: (pair[0], not pair[1].group, -(pair[1].population or 0), pair[1].kato),
        )
        return tuple(one for _, one in ordered)

    def in_groups(self) -> tuple[Settlement, ...]:
        """The settlements of the three groups, by KATO: 3 + 39 + 58 = 100."""
        return tuple(one for one in self.settlements if one.group)

    def left_out(self) -> tuple[Settlement, ...]:
        """Those of the groups that an assessment may leave out, as `special_cases.yaml` says."""
        cases = load_special_cases()
        codes = {case.kato for case in cases.settlements if case.left_out}
        return tuple(one for one in self.in_groups() if one.kato in codes)


def _folded(one: Settlement) -> tuple[str, ...]:
    names = [one.name(lang) for lang in LANGUAGES] + [transliterate(one.name_kk)]
    return tuple(dict.fromkeys(fold(name) for name in names))


def _closeness(wanted: str, one: Settlement, names: tuple[str, ...]) -> int | None:
    if wanted == one.kato or wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(f" {wanted}" in name for name in names):
        return 2
    if any(wanted in name for name in names) or one.kato.startswith(wanted):
        return 3
    return None
