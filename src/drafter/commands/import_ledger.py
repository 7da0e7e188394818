"""Records from Excel or CSV written into the data file itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drafter import ledger, output, source
from drafter.commands.drafting.drafts import find_template_name, open_template
from drafter.commands.drafting.findings import Findings, refuse, verify_edit
from drafter.problems import DrafterError, FilePlace, Problem, join_words, problem, select_blocking
from drafter.source import edits
from drafter.source.edits import Edit
from drafter.workspace import open_workspace


@dataclass(frozen=True)
class Imported:
    """What came of it: the data file, the ledger, how many records, and what is to be known."""

    path: Path
    ledger: str
    records: int
    problems: tuple[Problem, ...]
    backup: Path | None = None


def import_ledger(
    table: str | Path, into: str | Path, *, ledger_name: str | None = None,
    sheet: str | None = None, here: str | Path = ".",
) -> Imported:  # fmt: skip
    """Write the records of an Excel or CSV file into a data file, in place of the ledger there.

    ledger_name: which ledger of the data; without it the one whose name stands in the sheet's or
    the file's name. The rest of the file keeps every character; the file as it was is backed up.
    Raises DrafterError.
    """
    workspace = open_workspace(here)
    path = workspace.find_data_file(str(into))
    workspace, shown = workspace.around(path), workspace.show(path)
    found = Findings()
    document = found.need(source.read_data_file(path, shown))
    found.stop()
    if not workspace.exists:
        refuse(workspace.find_missing())
    template_name = found.need(find_template_name(workspace, document))
    root = found.need(open_template(workspace, template_name)).schema.root
    ledgers = [each for each, field in root.fields.items() if field.kind == "ledger"]
    names = (sheet or "", Path(table).stem)
    name = ledger_name or next(filter(None, (_match_ledger(ledgers, each) for each in names)), "")
    if name not in ledgers:
        raise DrafterError([problem("D545", None, known=join_words(ledgers))], status=2)
    file = workspace.here / table
    records, problems = ledger.records_of(file, str(table), sheet or "", root.fields[name])
    if select_blocking(problems) or not records:
        refuse(problems or [problem("D546", FilePlace(str(table)))])
    raw = edits.read_raw(path)
    text = _replace_ledger(raw.text, name, records)
    verify_edit(text, {**source.strip_places(document.root), name: records}, shown)
    backup, wrong = output.replace_data_file(path, raw.bytes(text), shown)
    if wrong is not None:
        raise DrafterError([wrong])
    return Imported(path, name, len(records), tuple(problems), backup)


def _match_ledger(ledgers: list[str], name: str) -> str:
    """The ledger whose name stands in the name; of several the longest."""
    return max((each for each in ledgers if each in name), key=len, default="")


def _replace_ledger(text: str, name: str, records: list[dict[str, object]]) -> str:
    """The text with the records as the ledger of that name."""
    end = edits.detect_newline(text)
    lines = "".join(f"{end}  - {{{_format_record(record)}}}" for record in records)
    for entry in edits.list_entries(text):
        if entry.name == name:
            return edits.apply_edits(text, [Edit(entry.colon, entry.end, lines)])
    gap = "" if text.endswith("\n") else end
    return f"{text}{gap}{end}{name}:{lines}{end}"


def _format_record(record: dict[str, object]) -> str:
    return ", ".join(f"{key}: {edits.format_scalar(value)}" for key, value in record.items())
