"""The help of a command, laid out as plain text in one language."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from typer.core import TyperGroup

from aqyl.language import say

if TYPE_CHECKING:
    from typer._click.core import Command, Context, Parameter

_GAP = 2
_WIDEST = 100
_LEFT = 30
# Options that Typer adds by itself.
_TYPERS = {
    "help": "cli.option.help",
    "install_completion": "cli.option.install_completion",
    "show_completion": "cli.option.show_completion",
}

Rows = list[tuple[str, str]]


def write_help(command: Command, context: Context, lang: str) -> str:
    """Usage, description, arguments, options and verbs of a command."""
    parameters = command.get_params(context)
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    blocks = [_usage(command, context, arguments, lang), _paragraphs(command.help or "", lang)]
    for title, rows in (
        ("arguments", [(_label(p), _about(p, lang)) for p in arguments]),
        ("commands", _verbs(command, context, lang)),
        ("options", [(_label(p), _about(p, lang)) for p in options]),
    ):
        if rows:
            blocks.append(f"{say(f'cli.help.{title}', lang)}:\n{_columns(rows)}")
    return "\n\n".join(blocks) + "\n"


def help_key(parameter: Parameter) -> str:
    """The key of the string catalogue that says what an argument or option is for."""
    return _TYPERS.get(parameter.name or "") or str(getattr(parameter, "help", ""))


def _usage(command: Command, context: Context, arguments: list[Parameter], lang: str) -> str:
    words = [context.command_path]
    if isinstance(command, TyperGroup):
        words.append(say("cli.help.verb", lang))
    words += [_label(p) if p.required else f"[{_label(p)}]" for p in arguments]
    words += [_short(p) for p in command.get_params(context) if _is_needed_option(p)]
    words.append(say("cli.help.any_options", lang))
    return f"{say('cli.help.usage', lang)}: {' '.join(words)}"


def _is_needed_option(parameter: Parameter) -> bool:
    return parameter.required and parameter.param_type_name == "option"


def _short(parameter: Parameter) -> str:
    """`-o FOLDER`."""
    return f"{min(parameter.opts, key=len)} {parameter.metavar}"


def _label(parameter: Parameter) -> str:
    """`EDITION`, or `-o, --out FOLDER`."""
    metavar = parameter.metavar or ""
    if parameter.param_type_name == "argument":
        return metavar
    return f"{', '.join(sorted(parameter.opts, key=len))} {metavar}".rstrip()


def _about(parameter: Parameter, lang: str) -> str:
    text = say(help_key(parameter), lang)
    if _is_needed_option(parameter):
        text += f" [{say('cli.help.required', lang)}]"
    return text


def _verbs(command: Command, context: Context, lang: str) -> Rows:
    if not isinstance(command, TyperGroup):
        return []
    verbs = ((name, command.get_command(context, name)) for name in command.list_commands(context))
    return [
        (name, say(verb.help, lang).partition("\n")[0])
        for name, verb in verbs
        if verb is not None and verb.help
    ]


def _width() -> int:
    return min(_WIDEST, shutil.get_terminal_size().columns)


def _paragraphs(key: str, lang: str) -> str:
    lines = say(key, lang).strip().split("\n")
    return "\n".join(textwrap.fill(line, _width()) if line else "" for line in lines)


def _columns(rows: Rows) -> str:
    left = min(_LEFT, max(len(label) for label, _ in rows)) + 2 * _GAP
    return "\n".join(_row(label, text, left) for label, text in rows)


def _row(label: str, text: str, left: int) -> str:
    head = " " * _GAP + label
    lines = textwrap.wrap(text, max(20, _width() - left)) or [""]
    if len(head) + _GAP > left:
        lines = [head, *(" " * left + line for line in lines)]
    else:
        lines = [head.ljust(left) + lines[0], *(" " * left + line for line in lines[1:])]
    return "\n".join(lines).rstrip()
