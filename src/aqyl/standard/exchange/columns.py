"""The columns of the spreadsheet. The template, its explanations and the import read them here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from aqyl.language import LANGUAGES, say
from aqyl.standard.models import Initiative, Obligation

Kind = Literal["id", "text", "choice", "number", "ids", "references"]
Ids = Mapping[str, Sequence[str]]

SHEET = "initiatives"
SUFFIXES = (".xlsx", ".csv")
# The groups of a list whose edition is not named.
GROUPS = ("republican", "oblast", "district")
STAGES = tuple(str(stage) for stage in get_args(Initiative.model_fields["stage"].annotation))
OBLIGATIONS: tuple[str, ...] = get_args(Obligation)
# Columns of ids and the list of the edition that they name.
LINKS = {
    "technologies": "technologies",
    "prerequisites": "initiatives",
    "moves": "indicators",
    "principles": "principles",
}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column. `names` is the edition's list its ids come from; `always`: filled in every row;
    `when_new`: filled where the edition does not have the initiative yet.
    """

    name: str
    kind: Kind
    example: str
    names: str = ""
    choices: tuple[str, ...] = ()
    always: bool = False
    when_new: bool = False
    group: str = ""
    status: str = ""
    language: str = ""

    def explained(self, lang: str) -> str:
        """What to put into the column."""
        key = "group" if self.group else "done" if self.status else self.name
        values = {"group": self.group, "status": self.status, "language": self.language}
        return say(f"exchange.column.{key}", lang, **values)


def list_columns(ids: Ids) -> tuple[ListColumn, ...]:
    """All columns for an edition whose lists hold these ids (list -> ids)."""
    return (
        ListColumn("id", "id", "transport.e-ticketing", always=True),
        ListColumn(
            "domain", "choice", "transport", "domains", tuple(ids["domains"]), when_new=True
        ),
        *(_title(lang) for lang in LANGUAGES),
        ListColumn("stage", "choice", "1", choices=STAGES, when_new=True),
        *(_group(group) for group in ids["groups"] or GROUPS),
        ListColumn("weight", "number", "1.5"),
        *(ListColumn(name, "ids", _LINKED[name], names) for name, names in LINKS.items()),
        ListColumn("references", "references", "ISO 37122:2019, 19.6; U4SSC, EC: ICT: T: 3A"),
        ListColumn("clause", "text", "2.14"),
        *(_done(status, lang) for status in ids["statuses"] for lang in LANGUAGES),
    )


_LINKED = {
    "technologies": "e-payment; mobile-app",
    "prerequisites": "transport.bus-tracking",
    "moves": "transport.cashless-fares",
    "principles": "people-first; transparency",
}
_TITLES = {
    "kk": "Қоғамдық көліктегі электрондық билет",
    "ru": "Электронный билет в общественном транспорте",
    "en": "E-ticketing in public transport",
}


def _title(lang: str) -> ListColumn:
    return ListColumn(f"title_{lang}", "text", _TITLES[lang], always=True, language=lang)


def _group(group: str) -> ListColumn:
    return ListColumn(
        group, "choice", "base", choices=OBLIGATIONS, when_new=True, group=group
    )  # fmt: skip


def _done(status: str, lang: str) -> ListColumn:
    return ListColumn(f"done_{status}_{lang}", "text", "…", status=status, language=lang)
