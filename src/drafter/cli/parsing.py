"""What the words of a command line mean to typer: help, a command, or a mistake."""

from __future__ import annotations

import re
import sys
from typing import Any

import typer

from drafter.cli import report
from drafter.cli.commands import app, make_group
from drafter.cli.describing import commands as _template_commands  # noqa: F401 — adds its own
from drafter.cli.opening import commands as _desk_command  # noqa: F401 — adds its own
from drafter.cli.workbooks import commands as _workbook_commands  # noqa: F401
from drafter.problems import TEXTS, Lang, find_nearest_word, render_message
from drafter.problems.show import count_columns
from drafter.vocabulary import DASHES

_USAGE_ERROR: Any = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError"
)
FINE, USAGE = 0, 2


def print_help(words: list[str], lang: Lang) -> int:
    """Print the help of what the words name; the exit code."""
    command: Any = typer.main.get_command(app)
    path: list[str] = []
    for word in words:
        below = getattr(command, "commands", {}).get(word)
        if below is not None:
            command, path = below, [*path, word]
    print(format_help(command, path, lang))
    return FINE


def execute_command(words: list[str], lang: Lang) -> int:
    """Run the command that the words name, say what of them is no command; the exit code."""
    command = _build_parser(words)
    try:
        # not command.main: it makes of Ctrl-C an exit code without a word
        with command.make_context("drafter", list(words)) as context:
            return command.invoke(context) or FINE
    except _USAGE_ERROR as error:
        print(describe_error(error, command, words, lang), file=sys.stderr)
        report.print_error_text("usage.help", command=" ".join(_list_known_words(command, words)))
        return USAGE
    except typer.Abort:
        raise KeyboardInterrupt from None


def _build_parser(words: list[str]) -> Any:
    """The parser: of the one command that is called, where the first word says which; else of all.

    typer reads the signatures of all commands that it is given: 26 ms; of one: 1 ms.
    """
    called = [each for each in app.registered_commands if each.name == words[0]]
    if not called:
        return typer.main.get_command(app)
    group = make_group("help.drafter")
    group.registered_commands = called
    return typer.main.get_group(group)


def _list_known_words(command: Any, words: list[str]) -> list[str]:
    """The command's words that exist, for naming its help."""
    path = ["drafter"]
    for word in words:
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            break
        path.append(word)
    return path


def format_help(command: Any, path: list[str], lang: Lang) -> str:
    """The help of a command, or of a group of commands."""
    usage = ["drafter", *path]
    own: list[Any] = []
    if subcommands := getattr(command, "commands", None):
        usage.append(render_message("metavar.command", lang))
        heading = "help.commands"
        listed = {name: render_message(below.help, lang) for name, below in subcommands.items()}
        rows = [(name, text.split("\n")[0]) for name, text in listed.items()]
    else:
        arguments = [each for each in command.params if each.param_type_name == "argument"]
        usage += list_usage_words(command.params, lang)
        heading = "help.arguments"
        rows = [(_metavar_text(p, lang), render_message(p.help, lang)) for p in arguments]
        own = [each for each in command.params if each.param_type_name == "option" and each.help]
    lines = [render_message(command.help, lang), ""]
    lines.append(render_message("help.usage", lang, usage=" ".join(usage)))
    if rows:
        lines += ["", render_message(heading, lang), *_format_table(rows)]
    options = [*((_format_option(each, lang), each.help) for each in own), *_GLOBAL_OPTIONS]
    rows = [(name, render_message(key, lang)) for name, key in options]
    return "\n".join([*lines, "", render_message("help.options", lang), *_format_table(rows)])


def list_usage_words(parameters: list[Any], lang: Lang) -> list[str]:
    """What stands behind a command in its usage: the arguments, and the options it cannot lack."""
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    needed = [each for each in parameters if each.required and each not in arguments]
    words = [format_argument(each, lang) for each in arguments]
    return words + [_format_option(each, lang) for each in needed]


def format_argument(argument: Any, lang: Lang) -> str:
    """How an argument stands in the usage: in brackets when it may be left out, … for several."""
    name = _metavar_text(argument, lang) + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


_GLOBAL_OPTIONS = (
    ("--lang zh|en", "help.lang"),
    ("--version", "help.version"),
    ("--help, -h", "help.help"),
)


def _metavar_text(parameter: Any, lang: Lang) -> str:
    name = str(parameter.metavar or parameter.name)
    return render_message(name, lang) if name in TEXTS else name


def _format_option(parameter: Any, lang: Lang) -> str:
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag else f"{names} {_metavar_text(parameter, lang)}"


def _format_table(rows: list[tuple[str, str]]) -> list[str]:
    width = max((count_columns(name) for name, _ in rows), default=0)
    return [f"  {name}{' ' * (width - count_columns(name))}  {text}" for name, text in rows]


_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"No such command '(?P<name>[^']*)'", "usage.command"),
    (r"No such option:? '?(?P<name>[^\s']+)", "usage.option"),
    (r"unexpected extra argument\S* \((?P<name>.*)\)", "usage.extra"),
    (r"Option '(?P<name>[^']*)' requires an argument", "usage.value"),
    (r"Option '(?P<name>[^']*)' does not take a value", "usage.flag"),
    (r"Invalid value for (?P<name>--\S+): '(?P<value>[^']*)'", "usage.invalid"),
)
"""What the parser says in English, and which of our texts says the same."""


def describe_error(error: Any, command: Any, words: list[str], lang: Lang) -> str:
    """What is wrong with how the command was written."""
    if dashed := next((word for word in words if word and word[0] in DASHES), ""):
        return render_message("usage.dash", lang, name=dashed, rest=dashed.strip(DASHES + "-"))
    said = str(error.format_message())
    parameter = getattr(error, "param", None)
    if type(error).__name__ == "MissingParameter" and parameter is not None:
        path = " ".join(_list_known_words(command, words))
        usage = " ".join([path, *list_usage_words(error.ctx.command.params, lang)])
        return _describe_lacking(parameter, usage, words, lang)
    if type(error).__name__ == "BadParameter" and parameter is not None:
        value = re.search(r"'([^']*)' is not", said)
        return render_message(
            "usage.invalid", lang, name=parameter.opts[0], value=value[1] if value else ""
        )
    for pattern, key in _COMPLAINTS:
        if match := re.search(pattern, said):
            if key == "usage.command" and (hint := _guess_command(match["name"], command, words)):
                return render_message("usage.maybe", lang, name=match["name"], hint=hint)
            return render_message(key, lang, **match.groupdict(""))
    return render_message("usage.other", lang, name=said)


def _describe_lacking(parameter: Any, usage: str, words: list[str], lang: Lang) -> str:
    """A word that is lacking; for an option the command as it was meant: a data file is its."""
    if parameter.param_type_name == "argument":
        name = _metavar_text(parameter, lang)
        said = render_message("usage.missing", lang, name=name, usage=usage)
        is_folder = parameter.name == "folder"
        return said + (render_message("usage.here", lang) if is_folder else "")
    data = next((word for word in words if word.endswith((".yaml", ".yml"))), "2021.yaml")
    rest = [word for word in words if word != data]
    example = " ".join(["drafter", *rest, parameter.opts[0], data])
    option, use = _format_option(parameter, lang), render_message(parameter.help, lang)
    return render_message("usage.needed", lang, option=option, use=use, example=example)


def _guess_command(name: str, command: Any, words: list[str]) -> str:
    """The command that was meant: a near name, or generate for a bare data file."""
    rest = " ".join(words[words.index(name) + 1 :])
    if name.endswith((".yaml", ".yml")):
        return f"generate {name}"
    near = find_nearest_word(name, command.commands, least=0.6)
    return f"{near} {rest}".strip() if near else ""
