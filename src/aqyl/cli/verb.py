"""Makes a function a verb: gives it the options all verbs share and a screen to talk to."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from aqyl.cli.commands import settings_of
from aqyl.cli.screen import Screen

_Lang = Annotated[str, typer.Option("--lang", help="cli.option.lang", metavar="kk|ru|en")]
_Json = Annotated[bool, typer.Option("--json", help="cli.option.json")]
_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="cli.option.quiet")]
_Debug = Annotated[bool, typer.Option("--debug", help="cli.option.debug")]
_SHARED: dict[str, tuple[Any, object]] = {
    "lang": (_Lang, ""),
    "json": (_Json, False),
    "quiet": (_Quiet, False),
    "debug": (_Debug, False),
}


def verb(function: Callable[..., None]) -> Callable[..., None]:
    """The function with `--lang`, `--json`, `--quiet`, `--debug`; its first parameter is a Screen.

    The shared options are read before parsing (`aqyl.cli.settings.scan`), so that help and errors
    have their language too; here they are only declared.
    """
    _, *own = inspect.signature(function, eval_str=True).parameters.values()

    @wraps(function)
    def command(context: typer.Context, **values: object) -> None:
        arguments = {name: value for name, value in values.items() if name not in _SHARED}
        function(Screen(settings_of(context)), **arguments)

    return _declare(command, own)


def shared(function: Callable[..., None]) -> Callable[..., None]:
    """The callback of a group with the shared options, so that they may stand before the verb."""
    _, *own = inspect.signature(function, eval_str=True).parameters.values()

    @wraps(function)
    def callback(context: typer.Context, **values: object) -> None:
        arguments = {name: value for name, value in values.items() if name not in _SHARED}
        function(context, **arguments)

    return _declare(callback, own)


def _declare(function: Callable[..., None], own: list[inspect.Parameter]) -> Callable[..., None]:
    """Give a function the parameters that Typer reads: the context, its own, the shared ones."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    context = inspect.Parameter("context", keyword, annotation=typer.Context)
    options = [
        inspect.Parameter(name, keyword, default=default, annotation=kind)
        for name, (kind, default) in _SHARED.items()
    ]
    parameters = [context, *(p.replace(kind=keyword) for p in own), *options]
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {p.name: p.annotation for p in parameters}
    return function
