"""Load an edition from its folder; all that is wrong with it is said at once."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from aqyl.problems import InputError, NotFoundError, Problem, raise_if
from aqyl.standard.assemble import assemble, overlay
from aqyl.standard.checks import check
from aqyl.standard.models import Edition
from aqyl.standard.validation import validate
from aqyl.standard.yaml_source import Located


def editions_folder() -> Path:
    """The folder of the editions that come with Aqyl."""
    return Path(str(files("aqyl.standard").joinpath("editions")))


def list_editions() -> tuple[str, ...]:
    """The ids of the editions that come with Aqyl, variants included (`kz-open-2023/ahp`)."""
    ids: list[str] = []
    for folder in sorted(editions_folder().iterdir()):
        if (folder / "edition.yaml").is_file():
            ids.append(folder.name)
            ids += [f"{folder.name}/{variant.id}" for variant in load_edition(folder.name).variants]
    return tuple(ids)


def load_edition(name: str | Path) -> Edition:
    """Load an edition by id, by `id/variant`, or from a folder.

    Raises NotFoundError for an unknown id or variant, InputError with every problem of the files.
    """
    folder, variant = _find(name)
    edition = _load_folder(folder)
    return with_variant(edition, variant) if variant else edition


def with_variant(edition: Edition, variant: str) -> Edition:
    """The edition with the weights of one of its variants; its id becomes `edition/variant`.

    Raises NotFoundError for a variant the edition does not have.
    """
    for candidate in edition.variants:
        if candidate.id == variant:
            replaced = {weights.node for weights in candidate.weights}
            kept = tuple(w for w in edition.scoring.weights if w.node not in replaced)
            scoring = edition.scoring.model_copy(update={"weights": kept + candidate.weights})
            return edition.model_copy(
                update={
                    "id": f"{edition.id}/{variant}",
                    "title": candidate.title,
                    "scoring": scoring,
                    "variants": (),
                }
            )
    known = ", ".join(v.id for v in edition.variants) or "–"
    values = {"given": variant, "edition": edition.id, "known": known}
    raise NotFoundError([Problem("edition.variant_unknown", values=values)])


def check_folder(folder: Path) -> tuple[Edition | None, list[Problem]]:
    """The edition of a folder, if it is whole, and everything that is wrong with it."""
    data, problems = _assembled(folder)
    edition, invalid = validate(data)
    problems += invalid
    if edition is not None:
        problems += check(edition, data)
    return (None if problems else edition), problems


def fingerprint(edition: Edition) -> str:
    """SHA-256 of the edition's meaning: its validated content, whatever the files look like."""
    return hashlib.sha256(edition.model_dump_json().encode()).hexdigest()


def _assembled(folder: Path) -> tuple[Located, list[Problem]]:
    data, problems = assemble(folder)
    base_id = data.get("extends")
    if isinstance(base_id, str):
        base_folder = folder.parent / base_id
        if not (base_folder / "edition.yaml").is_file():
            base_folder = editions_folder() / base_id
        if base_folder.resolve() == folder.resolve() or not base_folder.is_dir():
            values = {"given": base_id, "known": _known_ids()}
            return data, [*problems, Problem("edition.unknown", data.place("extends"), values)]
        base, found = _assembled(base_folder)
        data, more = overlay(base, data)
        problems += found + more
    return data, problems


@cache
def _load_folder(folder: Path) -> Edition:
    edition, problems = check_folder(folder)
    raise_if(problems)
    if edition is None:
        raise InputError([Problem("edition.empty", values={"given": folder.name})])
    return edition


def _find(name: str | Path) -> tuple[Path, str]:
    path = Path(name)
    if (path / "edition.yaml").is_file():
        return path.resolve(), ""
    edition_id, _, variant = str(name).partition("/")
    folder = editions_folder() / edition_id
    if edition_id and (folder / "edition.yaml").is_file():
        return folder, variant
    values = {"given": str(name), "known": _known_ids()}
    raise NotFoundError([Problem("edition.unknown", values=values)])


def _known_ids() -> str:
    folders = sorted(editions_folder().iterdir())
    return ", ".join(folder.name for folder in folders if (folder / "edition.yaml").is_file())
