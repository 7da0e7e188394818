"""Run the command that the words of a command line name, and say what went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import drafter
from drafter.cli import report, results
from drafter.problems import DrafterError, Lang
from drafter.vocabulary import DASHES

FINE, PROBLEMS, INTERRUPTED = 0, 1, 130


def execute_command(words: list[str], lang: Lang) -> int:
    """Run the command that the words name, say what went wrong; the exit code."""
    if (writer := _find_writer()) is not None:  # by a command before, in one process
        writer.just_written.clear()
    try:
        if (call := _find_plain_call(words)) is not None:
            return call()
        from drafter.cli import parsing  # brings typer: see _find_plain_call

        return parsing.execute_command(words, lang)
    except DrafterError as error:
        as_json = "json" in words or "--format=json" in words
        report.print_failure(error, words[0], json=as_json, show_all="--all" in words)
        return error.status
    except KeyboardInterrupt:
        _print_outcome("interrupted")
        return INTERRUPTED
    except Exception as error:
        _report_fault(error, lang)
        return PROBLEMS


def _find_plain_call(words: list[str]) -> Callable[[], int] | None:
    """What `generate FILE…`, with `-o PATH` or without, and `check FILE` do; all else is typer's.

    typer takes a fifth of the time of a report whose template is known, and these need no reading:
    whatever looks like another option, or lacks something, goes to typer and is told by it.
    """
    command, *names = words
    output = None
    if command == "generate" and "-o" in names[:-1]:
        at = names.index("-o")
        output = names[at + 1]
        names[at : at + 2] = []
    if not names or not all(_is_plain(word) for word in (*names, output or ".")):
        return None
    if command == "generate":
        from drafter.cli import making  # help and wrong words do without a workspace

        return lambda: making.make_reports(names, output=None if output is None else Path(output))
    if command == "check" and len(names) == 1:
        return lambda: results.print_result(drafter.check(names[0]), as_json=False, checking=True)
    return None


def _is_plain(word: str) -> bool:
    return bool(word) and word[0] not in "-" + DASHES


def _report_fault(error: Exception, lang: Lang) -> None:
    """Say what the system would not allow; or that drafter failed, and how to tell its makers."""
    if isinstance(error, OSError) and error.filename:
        from drafter.output.write import explain_error  # needed by a failure alone

        reason = getattr(explain_error(error), lang)
        report.print_error_text("system", file=error.filename, reason=reason)
        if written := _list_written():
            report.print_error_text("written", paths=written)
    else:
        _print_outcome("fault", error=f"{type(error).__name__}: {error}")
    if os.environ.get("DRAFTER_DEBUG"):
        import traceback  # its makers alone ask for it

        traceback.print_exc()


def _print_outcome(key: str, **values: str) -> None:
    """Say that a command broke off, and what it had written by then."""
    if written := _list_written():
        report.print_error_text(f"outcome.{key}.written", paths=written, **values)
    else:
        report.print_error_text(f"outcome.{key}", **values)


def _list_written() -> str:
    """The files that the command has put in their place, but for drafter's own memory."""
    writer = _find_writer()
    paths = [path for path in writer.just_written if ".drafter" not in path.parts] if writer else []
    return report.get_localized_text("list.joint").join(map(report.show_path, paths))


def _find_writer() -> Any:
    """The module that writes files, where it is loaded: what writes nothing does without."""
    return sys.modules.get("drafter.output.files")
