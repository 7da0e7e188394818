"""Help, and what to say when a command is written wrongly; both in the user's language."""

from __future__ import annotations

import re
from typing import Any

from drafter.problems import TEXTS, Lang, count_columns, render_message

DASHES = "—–－"
"""Dashes that are written for a hyphen."""


def format_help(command: Any, path: list[str], lang: Lang) -> str:
    """The help of a command, or of a group of commands."""
    lines = [render_message(command.help, lang), ""]
    subcommands = getattr(command, "commands", None)
    usage = " ".join(["drafter", *path])
    if subcommands:
        lines.append(
            render_message(
                "help.usage", lang, usage=f"{usage} {render_message('metavar.command', lang)}"
            )
        )
        listed = [(name, _first_line(below.help, lang)) for name, below in subcommands.items()]
        lines += ["", render_message("help.commands", lang), *_format_table(listed)]
        listed = _global_options(lang)
    else:
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        words = [format_argument(p, lang) for p in arguments]
        lines.append(render_message("help.usage", lang, usage=" ".join([usage, *words])))
        rows = [(_metavar_text(p, lang), render_message(p.help, lang)) for p in arguments]
        lines += ["", render_message("help.arguments", lang), *_format_table(rows)] if rows else []
        options = [p for p in command.params if p.param_type_name == "option" and p.help]
        listed = [
            (_format_option(p, lang), render_message(p.help, lang)) for p in options
        ] + _global_options(lang)
    return "\n".join([*lines, "", render_message("help.options", lang), *_format_table(listed)])


def format_argument(argument: Any, lang: Lang) -> str:
    """How an argument stands in the usage: in brackets when it may be left out, … for several."""
    name = _metavar_text(argument, lang) + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _first_line(key: str, lang: Lang) -> str:
    return render_message(key, lang).split("\n")[0]


def _global_options(lang: Lang) -> list[tuple[str, str]]:
    return [
        ("--lang zh|en", render_message("help.lang", lang)),
        ("--version", render_message("help.version", lang)),
        ("--help, -h", render_message("help.help", lang)),
    ]


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
)
"""What the parser says in English, and which of our texts says the same."""


def describe_error(error: Any, command: Any, words: list[str], lang: Lang) -> str:
    """What is wrong with how the command was written."""
    if dashed := next((word for word in words if word and word[0] in DASHES), ""):
        return render_message("usage.dash", lang, name=dashed, rest=dashed.strip(DASHES + "-"))
    said = str(error.format_message())
    parameter = getattr(error, "param", None)
    if type(error).__name__ == "MissingParameter" and parameter is not None:
        return render_message("usage.missing", lang, name=_metavar_text(parameter, lang))
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


def _guess_command(name: str, command: Any, words: list[str]) -> str:
    """The command that was meant: a near name, or generate for a bare data file."""
    rest = " ".join(words[words.index(name) + 1 :])
    if name.endswith((".yaml", ".yml")):
        return f"generate {name}"
    import difflib

    near = difflib.get_close_matches(name, list(command.commands), n=1)
    return f"{near[0]} {rest}".strip() if near else ""
