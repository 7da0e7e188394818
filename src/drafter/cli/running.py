"""Run a command and turn what came of it into text and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from drafter import __version__
from drafter.cli import language, report, usage
from drafter.problems import DrafterError, Lang

_USAGE_ERROR: Any = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError"
)
FINE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130


def leave(code: int) -> None:
    """Exit at once where nothing waits for the end: taking all apart again takes a tenth longer."""
    sys.stdout.flush()
    sys.stderr.flush()
    waiting = {"coverage", "multiprocessing", "concurrent.futures", "watchfiles"}
    if waiting.isdisjoint(sys.modules):
        os._exit(code)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run a command; its exit code."""
    lang, rest, unknown = language.choose(arguments, os.environ)
    report.speak(lang)
    if unknown:
        report.complain("usage.lang", name=unknown)
        return USAGE
    if "--version" in rest:
        print(f"drafter {__version__}")
        return FINE
    from drafter.cli.commands import app

    command = typer.main.get_command(app)
    if rest in ([], ["template"], ["cache"]) or any(word in ("--help", "-h") for word in rest):
        return _help(command, rest, lang)
    return _guarded(command, rest, lang)


def _help(command: Any, words: list[str], lang: Lang) -> int:
    path: list[str] = []
    for word in words:
        below = getattr(command, "commands", {}).get(word)
        if below is not None:
            command, path = below, [*path, word]
    print(usage.help_text(command, path, lang))
    return FINE


def _guarded(command: Any, words: list[str], lang: Lang) -> int:
    try:
        return command.main(words, prog_name="drafter", standalone_mode=False) or FINE
    except DrafterError as error:
        report.failure(error, words[0], json="json" in words or "--format=json" in words)
        return error.status
    except _USAGE_ERROR as error:
        print(usage.complaint(error, command, words, lang), file=sys.stderr)
        report.complain("usage.help", command=" ".join(_known(command, words)))
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        report.complain("interrupted")
        return INTERRUPTED
    except Exception as error:  # a fault of drafter's own: say so, and how to tell its makers
        report.complain("fault", error=f"{type(error).__name__}: {error}")
        if os.environ.get("DRAFTER_DEBUG"):
            import traceback

            traceback.print_exc()
        return PROBLEMS


def _known(command: Any, words: list[str]) -> list[str]:
    """The command's words that exist, for naming its help."""
    path = ["drafter"]
    for word in words:
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            break
        path.append(word)
    return path
