"""What the words of a command line mean to typer: help, a command, or a mistake."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from drafter.cli import report, usage
from drafter.cli.commands import app, make_group
from drafter.problems import DrafterError, Lang

_USAGE_ERROR: Any = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError"
)
FINE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130


def print_help(words: list[str], lang: Lang) -> int:
    """Print the help of what the words name; the exit code."""
    command: Any = typer.main.get_command(app)
    path: list[str] = []
    for word in words:
        below = getattr(command, "commands", {}).get(word)
        if below is not None:
            command, path = below, [*path, word]
    print(usage.format_help(command, path, lang))
    return FINE


def execute_command(words: list[str], lang: Lang) -> int:
    """Run the command that the words name, say what went wrong; the exit code."""
    command = _build_parser(words)
    try:
        return command.main(words, prog_name="drafter", standalone_mode=False) or FINE
    except DrafterError as error:
        report.print_failure(error, words[0], json="json" in words or "--format=json" in words)
        return error.status
    except _USAGE_ERROR as error:
        print(usage.describe_error(error, command, words, lang), file=sys.stderr)
        report.print_error_text("usage.help", command=" ".join(_list_known_words(command, words)))
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        report.print_error_text("interrupted")
        return INTERRUPTED
    except Exception as error:  # a fault of drafter's own: say so, and how to tell its makers
        report.print_error_text("fault", error=f"{type(error).__name__}: {error}")
        if os.environ.get("DRAFTER_DEBUG"):
            import traceback

            traceback.print_exc()
        return PROBLEMS


def _build_parser(words: list[str]) -> Any:
    """The parser: of the one command that is called, where it is plain which; else of all."""
    called = [each for each in app.registered_commands if each.name == words[0]]
    if not called:
        return typer.main.get_command(app)
    alone = make_group("help.drafter")
    alone.registered_commands = called
    return typer.main.get_group(alone)


def _list_known_words(command: Any, words: list[str]) -> list[str]:
    """The command's words that exist, for naming its help."""
    path = ["drafter"]
    for word in words:
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            break
        path.append(word)
    return path
