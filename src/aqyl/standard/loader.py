"""Load an edition from its folder; all that is wrong with it is said at once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from aqyl.problems import InputError, NotFoundError, Problem
from aqyl.standard.assemble import OWN_KEYS, Replaced, assemble, unreadable
from aqyl.standard.checks import check
from aqyl.standard.models import Edition
from aqyl.standard.overlay import overlay
from aqyl.standard.validation import validate
from aqyl.standard.yaml_source import Located

_MAIN = "edition.yaml"


def editions_folder() -> Path:
    """The folder of the editions that come with Aqyl."""
    return Path(str(files("aqyl.standard").joinpath("editions")))


def list_editions() -> tuple[str, ...]:
    """The ids of the editions that come with Aqyl, variants included (`kz-open-2023/ahp`)."""
    ids: list[str] = []
    for name in _shipped():
        ids += [name, *(f"{name}/{variant.id}" for variant in load_edition(name).variants)]
    return tuple(ids)


def load_edition(name: str | Path, within: Path | None = None) -> Edition:
    """Load an edition by id, by `id/variant`, from a folder, or from `folder/variant`.

    within: a folder that every edition it extends must lie in too; those that come with Aqyl are
    then not looked at. Raises NotFoundError for an unknown id or variant, InputError with every
    problem of the files.
    """
    folder, variant = find_folder(name)
    shipped = folder.parent == editions_folder().resolve()
    edition = _load_once(folder) if shipped and within is None else _load(folder, within)
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


def check_folder(
    folder: Path, replaced: Replaced | None = None, within: Path | None = None
) -> tuple[Edition | None, list[Problem]]:
    """The edition of a folder, if it is whole, and everything that is wrong with it.

    `replaced` holds files (path inside the folder -> content) to read as if they stood there.
    within: as in `load_edition`.
    """
    if not (folder / _MAIN).is_file():
        return None, [Problem("edition.empty", values={"given": folder.name})]
    data, problems = assembled(folder, replaced, within=within)
    if unreadable(problems) or "extends" in data:
        return None, problems + [p for p in validate(data)[2] if _stands_alone(p)]
    edition, partial, invalid = validate(data)
    problems += invalid + check(partial, data)
    return (None if problems else edition), _once(problems)


def _stands_alone(problem: Problem) -> bool:
    """Whether it would be one even if what could not be read were there."""
    column = problem.place.column
    return bool(column) and column not in OWN_KEYS


def _once(problems: list[Problem]) -> list[Problem]:
    """The problems without repeats: a wrong default is one, however many entries it fills."""
    seen: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.key, str(problem.place), str(dict(problem.values))), problem)
    return list(seen.values())


def assembled(
    folder: Path,
    replaced: Replaced | None = None,
    above: tuple[Path, ...] = (),
    within: Path | None = None,
) -> tuple[Located, list[Problem]]:
    """The mapping that an edition's folder comes to, over the edition it extends.

    `extends` stays in the mapping only where the edition it names is not to be had. `above` holds
    the folders on the way here. within: as in `load_edition`.
    """
    data, problems = assemble(folder, replaced)
    base, more = Located("", 1), list[Problem]()
    if "extends" in data:
        way = (*above, folder.resolve())
        base_folder, more = base_of(folder, data, way, within)
        if base_folder is None:
            return data, problems + more
        base, more = assembled(base_folder, above=way, within=within)
    whole, found = overlay(base, data)
    whole.file, whole.line = data.file, data.line
    return whole, problems + more + found


def base_of(
    folder: Path, data: Located, way: tuple[Path, ...], within: Path | None = None
) -> tuple[Path | None, list[Problem]]:
    """The folder of the edition that another extends: beside it, or one that comes with Aqyl.

    way: the folders on the way here, this one last. within: as in `load_edition`.
    """
    given, place = str(data["extends"]), data.place("extends")
    parents = (folder.parent, editions_folder()) if within is None else (folder.parent,)
    candidates = [(parent / given).resolve() for parent in parents if "\0" not in given]
    there = [
        candidate
        for candidate in candidates
        if (within is None or candidate.is_relative_to(within.resolve()))
        and (candidate / _MAIN).is_file()
    ]
    for candidate in there:
        if candidate not in way:
            return candidate, []
    if there:
        circle = " → ".join(path.name for path in (*way[way.index(there[0]) :], there[0]))
        return None, [Problem("edition.circle", place, {"circle": circle})]
    values = {"given": given, "known": ", ".join(_shipped())}
    return None, [Problem("edition.unknown", place, values)]


@cache
def _load_once(folder: Path) -> Edition:
    """Editions that come with Aqyl do not change while it runs."""
    return _load(folder)


def _load(folder: Path, within: Path | None = None) -> Edition:
    edition, problems = check_folder(folder, within=within)
    if edition is None:
        raise InputError(problems)
    return edition


def find_folder(name: str | Path) -> tuple[Path, str]:
    """The folder of an edition and the variant that is named with it ("" for none).

    Raises NotFoundError for an unknown id or a folder without an edition.
    """
    path = Path(name)
    if (path / _MAIN).is_file():
        return path.resolve(), ""
    edition_id, _, variant = str(name).partition("/")
    if edition_id in _shipped():
        return (editions_folder() / edition_id).resolve(), variant
    if len(path.parts) > 1 and (path.parent / _MAIN).is_file():
        return path.parent.resolve(), path.name
    values = {"given": str(name), "known": ", ".join(_shipped())}
    raise NotFoundError([Problem("edition.unknown", values=values)])


def _shipped() -> list[str]:
    folders = sorted(editions_folder().iterdir())
    return [folder.name for folder in folders if (folder / _MAIN).is_file()]
