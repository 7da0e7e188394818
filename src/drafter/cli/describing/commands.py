"""The commands of templates: check, convert, new."""

from __future__ import annotations

import drafter
from drafter.cli import report, results
from drafter.cli.commands import Form, Format, Name, template


@template.command("check", help="help.template.check")
def template_check(name: Name, form: Form = Format.TEXT) -> None:
    found = drafter.template_check(name)
    results.print_template_check(name, found, as_json=form is Format.JSON)


@template.command("convert", help="help.template.convert")
def template_convert(name: Name) -> None:
    made = drafter.template_convert(name)
    report.print_text(
        "convert.done", path=report.show_path(made.path), backup=report.show_path(made.backup)
    )


@template.command("new", help="help.template.new")
def template_new(name: Name) -> None:
    report.print_text(
        "template.done", folder=report.show_path(drafter.template_new(name)), name=name
    )
