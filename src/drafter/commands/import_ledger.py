"""Records from Excel or CSV written into the data file itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drafter import ledger, output, source, workspace
from drafter.commands.drafting.drafts import open_template, template_name
from drafter.problems import DrafterError, FilePlace, Problem, problem, select_blocking
from drafter.source import edits
from drafter.source.edits import Edit


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
    folder = Path(here)
    path = workspace.find_data_file(str(into), folder)
    shown = workspace.show_path(path, folder)
    document, found = source.read_data_file(path, shown)
    room = workspace.find_data_workspace(path, folder)
    if document is None or select_blocking(found) or room is None:
        raise DrafterError(found or [problem("D510", FilePlace(str(folder.absolute())))])
    name = template_name(room, document, found)
    root = open_template(room, name, folder, found).schema.root
    ledgers = [each for each, field in root.fields.items() if field.kind == "ledger"]
    chosen = (
        ledger_name
        or _match_ledger(ledgers, sheet or "")
        or _match_ledger(ledgers, Path(table).stem)
    )
    if chosen not in ledgers:
        raise DrafterError([problem("D545", None, known="、".join(ledgers))], status=2)
    records, told = ledger.records_of(folder / table, str(table), sheet or "", root.fields[chosen])
    if select_blocking(told) or not records:
        raise DrafterError(told or [problem("D546", FilePlace(str(table)))])
    raw = edits.read_raw(path)
    text = _replace_ledger(raw.text, chosen, records)
    _verify_import(text, source.strip_places(document.root), chosen, records, shown)
    backup, wrong = output.replace_data_file(path, raw.bytes(text), shown)
    if wrong is not None:
        raise DrafterError([wrong])
    return Imported(path, chosen, len(records), tuple(told), backup)


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


def _verify_import(
    text: str, old: dict[str, object], name: str, records: list[dict[str, object]], shown: str
) -> None:
    """Read what was made again: the records are those of the table, the rest is as it was."""
    document, found = source.parse(text.encode(), shown)
    wanted = {**old, name: records}
    if document is None or select_blocking(found) or source.strip_places(document.root) != wanted:
        raise DrafterError([*found, problem("D544", FilePlace(shown))])
