"""What was found, in words."""

from __future__ import annotations

from typing import Any

from aqyl.language import Phrase, format_number, format_percent, say
from aqyl.standard import Edition
from aqyl.standard.procedure import RiskSign


def signs_in_words(edition: Edition, signs: list[dict[str, Any]], lang: str) -> list[str]:
    """Each sign as the edition words it, with what was found."""
    rules = edition.verification
    risks = {one.id: one for one in rules.risks} if rules else {}
    return [
        _sign(risks[sign["risk"]].title.say(lang), risks[sign["risk"]].sign, sign["found"], lang)
        for sign in signs
        if sign["risk"] in risks
    ]


def _sign(title: str, sign: RiskSign, found: dict[str, Any], lang: str) -> str:
    details = {
        "big_claim": lambda: format_percent(found["score"], lang),
        "jump": lambda: _change(found, lang),
        "links_only": lambda: format_number(found["count"], lang, 0),
        "audit": lambda: " ".join(one[lang] for one in found["findings"]),
        "weight": lambda: format_percent(found["share"], lang, 1),
    }
    return f"{title}: {details[sign]()}" if sign in details else title


def _change(found: dict[str, Any], lang: str) -> str:
    return f"{format_percent(found['before'], lang)} → {format_percent(found['score'], lang)}"


def action_in_words(edition: Edition, name: str, lang: str) -> str:
    """What an event of the log did."""
    for step in edition.transitions:
        if step.id == name:
            return step.title.say(lang)
    known = _ACTIONS.get(name)
    return say(known.key, lang) if known else name


def changes_in_words(edition: Edition, data: dict[str, Any], lang: str) -> list[str]:
    """What an event changed in an answer: field, before, after; nothing for another event."""
    before, after = data.get("before"), data.get("after")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return []
    statuses = {status.id: status.title.say(lang) for status in edition.statuses}

    def worded(value: object) -> str:
        if isinstance(value, int | float):
            return format_number(value, lang, 2)
        return statuses.get(str(value), str(value)) if value else "–"

    return [
        f"{_FIELDS[name].say(lang)}: {worded(before.get(name))} → {worded(after[name])}"
        for name in sorted(after)
        if name in _FIELDS
    ]


_FIELDS = {
    "status": Phrase("portal.verification.status"),
    "value": Phrase("portal.verification.value"),
    "numerator": Phrase("portal.verification.numerator"),
    "denominator": Phrase("portal.verification.denominator"),
    "source": Phrase("portal.verification.source"),
    "note": Phrase("portal.verification.note"),
}
_ACTIONS = {
    "save-answer": Phrase("portal.verification.did.save"),
    "add-evidence": Phrase("portal.verification.did.file"),
    "add-link": Phrase("portal.verification.did.link"),
    "keep-copy": Phrase("portal.verification.did.copy"),
    "remove-evidence": Phrase("portal.verification.did.remove"),
    "make-public": Phrase("portal.verification.did.public"),
    "make-private": Phrase("portal.verification.did.private"),
    "prolong-answer": Phrase("portal.verification.did.prolong"),
    "second-review": Phrase("portal.verification.did.second"),
}
