"""The entry point of `aqyl`: settings, signals, streams, exit codes.

It imports nothing of its own before `main` runs, so that an interrupt while Aqyl starts is caught.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `typing` is one of the things that would take their time.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqyl.cli.settings import Settings

# As in `aqyl.cli.failures`, which is not there yet when a start is broken off.
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code, whose meanings stand in `aqyl.cli.failures`."""
    try:
        import signal

        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            return _told(list(sys.argv[1:] if arguments is None else arguments))
        finally:
            signal.signal(signal.SIGTERM, before)
    except BrokenPipeError:
        from aqyl.cli.streams import let_go_of_broken_pipes

        let_go_of_broken_pipes()
        return 0  # `aqyl … | head` has all it wants: no fault.
    except KeyboardInterrupt:  # So early, or so often, that no words can be found for it.
        return _INTERRUPTED


def _told(arguments: list[str]) -> int:
    from aqyl.cli.settings import scan

    settings = scan(arguments, os.environ)
    try:
        return _run(arguments, settings)
    except BrokenPipeError:
        raise
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # How Typer and Rich take it.
            raise end.__context__ from None
        raise
    except (Exception, KeyboardInterrupt) as error:
        from aqyl.cli.failures import report

        return report(error, settings)


def _run(arguments: list[str], settings: Settings) -> int:
    from typer.main import get_command

    from aqyl.cli.app import app
    from aqyl.cli.failures import INTERRUPTED, interrupted, unknown_language
    from aqyl.cli.streams import no_stdout, speak_any_letter
    from aqyl.problems import raise_if

    raise_if([*unknown_language(settings), *no_stdout()])
    speak_any_letter(sys.stdout, sys.stderr)
    command = get_command(app)
    code = command.main(arguments, prog_name="aqyl", standalone_mode=False, obj=settings)
    sys.stdout.flush()
    return interrupted(settings) if code == INTERRUPTED else int(code or 0)


if __name__ == "__main__":
    sys.exit(main())
