"""A typed figure becomes a ledger, whose count it is from then on, in all years' data at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from drafter import source
from drafter.commands.describing.names import Renaming
from drafter.commands.describing.rename import (
    change_docx,
    find_obstacle,
    open_described,
    write_checked,
)
from drafter.commands.describing.years import read_years_of
from drafter.commands.drafting.findings import refuse, require_workspace, verify_edit
from drafter.figures import RoughNumber
from drafter.output.together import NewFile
from drafter.problems import FilePlace, Phrase, find_nearest_word, join_words, phrase, problem
from drafter.schema import Schema
from drafter.schema.description import words
from drafter.schema.description.reading import read_description
from drafter.schema.fields import is_tag_name
from drafter.schema.values import UnfitValue, convert_value, is_empty
from drafter.source import edits
from drafter.source.edits import Edit
from drafter.source.yaml.events import MappingNode, Node, compose_mapping
from drafter.template import DOCX, Template
from drafter.vocabulary import DESCRIPTION, PREVIOUS, YEAR_KEY
from drafter.workspace import Workspace

_NAME, _DAY, _COUNT = "名称", "日期", "数量"
_SHARES = ("%", "％", "‰", "百分点", "个百分点")
_MOST_ROWS = 200
"""More empty rows nobody fills by hand: they come out of Excel."""


@dataclass(frozen=True)
class MadeLedger:
    """What came of it, or would: the ledger, its empty rows, the files, the backups (none yet)."""

    figure: str
    ledger: str
    rows: int
    files: tuple[Path, ...]
    backups: tuple[Path, ...] = ()


class _Making(NamedTuple):
    """The figure, and the ledger that it becomes.

    columns: each with what it takes, as template.yaml says it; needed: the one that must be filled.
    """

    figure: str
    ledger: str
    unit: str
    columns: Mapping[str, str]
    needed: str


class _YearBefore(Renaming):
    """The figure of the year before as a tag prints it: 上年 has the ledgers alone there."""

    def __init__(self, making: _Making) -> None:
        super().__init__(making.figure, f"{making.ledger}|{_COUNT}", is_column=False)
        before = rf"(?<!较上年\({PREVIOUS}\.)(?<={PREVIOUS}\.)"
        self._printed = re.compile(rf"{before}{making.figure}(?!\w)")

    def change_code(self, text: str) -> str:
        return self._printed.sub(self.new, text)


class _Year(NamedTuple):
    """A year's data of the template."""

    path: Path
    shown: str
    year: int
    values: dict[str, Any]


def ledger_from_figure(
    figure: str, name: str | None = None, columns: str | None = None, *, of: str | None = None,
    do: bool = False, here: str | Path = ".",
) -> MadeLedger:  # fmt: skip
    """Make a typed figure the count of a ledger. Raises DrafterError.

    The newest year gets as many empty rows as its number says, an earlier one a record of them all.
    name: the ledger's. columns: theirs, with commas between. of: the template, where there are
    several. do: without it nothing is written, only said. All files are written or none, each kept
    as it was beside it; what would not be sound is taken back.
    """
    workspace = require_workspace(here)
    template, opened = open_described(workspace, of)
    making = _plan(opened, figure, name or f"{figure}台账", columns)
    path = workspace.template(template) / DESCRIPTION
    renaming = _YearBefore(making)
    docx, _ = change_docx(path.with_name(DOCX), workspace, renaming, opened.schema)
    files = [*docx, _change_description(path, workspace.show(path), making, opened.schema)]
    years = _read_years(workspace, template)
    newest = max((each.year for each in years), default=0)
    rows = 0
    for each in years:
        if each.values.get(making.ledger) is not None:
            reason = phrase("rename.taken")
            refuse([problem("D528", FilePlace(each.shown), name=making.ledger, reason=reason)])
        records, remark = (
            _plan_rows(each, making) if each.year == newest else (_sum_up(each, making), "")
        )
        rows += len(records) if each.year == newest else 0
        files.append(_change_year(each, making, records, remark))
    made = MadeLedger(figure, making.ledger, rows, tuple(each.path for each in files))
    return replace(made, backups=write_checked(files, template, workspace)) if do else made


def _plan(opened: Template, figure: str, ledger: str, columns: str | None) -> _Making:
    """Raises DrafterError where the figure is none that is typed, or the ledger will not do."""
    fields = opened.schema.root.fields
    typed = [name for name, field in fields.items() if field.kind == "figure"]
    if figure not in typed:
        hint = find_nearest_word(figure, typed) or join_words(typed)
        refuse([problem("D527", None, name=figure, hint=hint)])
    unit = fields[figure].unit
    names = [each.strip() for each in re.split("[,，、]", columns or f"{_NAME},{_DAY}")]
    needed = next((each for each in names if each not in (_DAY, _COUNT)), "")
    if reason := _find_obstacle(opened, ledger, unit, names, needed):
        refuse([problem("D528", None, name=ledger, reason=reason)])
    kinds = {_DAY: words.DATE, _COUNT: words.INTEGER}
    described = {
        each: kinds.get(each, words.TEXT) + ("" if each == needed else f"（{words.OPTIONAL}）")
        for each in dict.fromkeys((*names, _COUNT))
    }
    return _Making(figure, ledger, unit, described, needed)


def _find_obstacle(
    opened: Template, ledger: str, unit: str, names: list[str], needed: str
) -> Phrase | None:
    if unit in _SHARES:
        return phrase("ledger.share", unit=unit)
    if not needed or len(set(names)) < len(names) or not all(map(is_tag_name, names)):
        return phrase("ledger.columns")
    return find_obstacle(ledger, opened)


def _change_description(path: Path, shown: str, making: _Making, asked: Schema) -> NewFile:
    """Raises DrafterError (D544) where the new text would not mean just that."""
    raw = edits.read_raw(path)
    text = edits.apply_edits(raw.text, _edit_description(raw.text, making))
    document, found = source.parse(raw.bytes(text), shown)
    again, problems = read_description(document) if document is not None else (None, found)
    is_meant = again is not None and _is_meant(
        source.strip_places(again.root), asked.raw, making
    )  # fmt: skip
    if problems or not is_meant:
        refuse([*problems, problem("D544", FilePlace(shown))])
    return NewFile(path, raw.bytes(text), shown, kept=True)


def _edit_description(text: str, making: _Making) -> Iterator[Edit]:
    tops = {
        words.TOP_KEYS.get(words.fold_word(str(key.value)), ""): (key, value)
        for key, value in compose_mapping(text).value
    }
    figures, forms = tops.get(words.FIGURES, (None, None))
    form = list(_edit_form(forms, making))
    if not form:  # 约数 under 项目 is of that kind too
        refuse(
            [problem("D527", None, name=making.figure, hint=f"{making.figure}: {words.FILLED_IN}")]
        )
    yield from form
    newline = edits.detect_newline(text)
    described = ", ".join(f"{name}: {kind}" for name, kind in making.columns.items())
    said = {words.UNIT: edits.quote_text(making.unit)} if making.unit else {}
    said[words.COLUMNS] = f"{{{described}}}"
    key, ledgers = tops.get(words.LEDGERS, (None, None))
    if isinstance(ledgers, MappingNode) and ledgers.flow_style:
        at = ledgers.end_mark.index - 1
        ahead = ", " if ledgers.value else ""
        inside = ", ".join(f"{word}: {what}" for word, what in said.items())
        yield Edit(at, at, f"{ahead}{making.ledger}: {{{inside}}}")
        return
    is_list = isinstance(ledgers, MappingNode)
    indent = " " * (ledgers.value[0][0].start_mark.column if is_list and ledgers else 2)
    lines = [f"{indent}{making.ledger}:"]
    lines += [f"{indent}  {word}: {what}" for word, what in said.items()]
    if key is None:
        block = newline.join([f"{words.LEDGERS}:", *lines, ""])
        yield Edit(figures.start_mark.index, figures.start_mark.index, block)
        return
    at = edits.find_value_end(text, ledgers) if is_list else key.end_mark.index
    at = edits.find_line_end(text, at)
    yield Edit(at, at, newline.join(["", *lines]))


def _edit_form(forms: Node | None, making: _Making) -> Iterator[Edit]:
    """The figure is the ledger's count."""
    for key, value in forms.value if isinstance(forms, MappingNode) else ():
        if str(key.value) != making.figure:
            continue
        for word, below in value.value if isinstance(value, MappingNode) else ():
            if words.FIGURE_KEYS.get(words.fold_word(str(word.value))) == words.FORMULA:
                value = below
        yield Edit(value.start_mark.index, value.end_mark.index, making.ledger)


def _is_meant(new: Mapping[str, Any], old: Mapping[str, Any], making: _Making) -> bool:
    """Whether the ledger and the figure are there, and all else is as it was."""
    properties, figures = dict(new["properties"]), dict(new.get("x-figures", {}))
    ledger, figure = properties.pop(making.ledger, None), figures.pop(making.figure, None)
    if ledger is None or figure is None or making.ledger not in figure["expression"]:
        return False
    items = ledger["items"]
    if (list(items["properties"]), items["required"]) != (list(making.columns), [making.needed]):
        return False
    others = {name: each for name, each in old["properties"].items() if name != making.figure}
    needed = [name for name in old["required"] if name != making.figure]
    wanted = {**old, "properties": others, "required": needed}
    rest = {**new, "properties": properties, "x-figures": figures}
    return _plain(rest, making) == _plain(wanted, making)


def _plain(raw: Mapping[str, Any], making: _Making) -> dict[str, Any]:
    """The schema, with the figure's count as the figure: forms say 甲|数量 of what are records."""
    counted = re.compile(rf"\({making.figure}\|{_COUNT}\)|{making.figure}\|{_COUNT}")
    formulas = {
        word: json.loads(counted.sub(making.figure, json.dumps(raw[word], ensure_ascii=False)))
        for word in ("x-figures", "x-checks")
        if raw.get(word)
    }
    return {w: each for w, each in raw.items() if w not in ("x-figures", "x-checks")} | formulas


def _read_years(workspace: Workspace, template: str) -> list[_Year]:
    """The data of that template. Raises DrafterError where a file is unsound."""
    years = []
    for path, shown, document in read_years_of(template, workspace):
        values = source.strip_places(document.root)
        year = re.search(r"(?:19|20)\d\d", f"{values.get(YEAR_KEY)} {path.stem}")
        years.append(_Year(path, shown, int(year[0]) if year else 0, values))
    return years


def _read_typed(year: _Year, making: _Making) -> int | Decimal | RoughNumber | None:
    """What was typed; nothing where it is lacking, or no number."""
    written = year.values.get(making.figure)
    if is_empty(written) or not isinstance(written, (str, int)):
        return None
    try:
        typed = convert_value(written, "figure")
    except UnfitValue:
        return None
    if isinstance(typed, str):
        return RoughNumber(typed, ())
    return typed if isinstance(typed, (int, Decimal)) else None


def _plan_rows(year: _Year, making: _Making) -> tuple[list[dict[str, Any]], str]:
    """The newest year's empty rows, and what was typed where they are not as many as that.

    One where nothing was typed: a ledger without any counts 0. Raises DrafterError.
    """
    typed = _read_typed(year, making)
    number = 1 if typed is None else typed.nearest if isinstance(typed, RoughNumber) else typed
    if number < 0 or number != int(number):
        _refuse_number(year, making)
    blank = [name for name in making.columns if name != _COUNT]
    rows: list[dict[str, Any]] = [dict.fromkeys(blank)] * min(int(number), _MOST_ROWS)
    is_told = typed is None or isinstance(typed, RoughNumber) or number > _MOST_ROWS
    written = year.values.get(making.figure)
    remark = "原来没有填" if is_empty(written) else f"原来填的是{written}"
    return rows, f"  # {remark}，行数多退少补" if is_told else ""


def _sum_up(year: _Year, making: _Making) -> list[dict[str, Any]]:
    """An earlier year's number as one record. Raises DrafterError where it is not exact."""
    typed = _read_typed(year, making)
    if not isinstance(typed, (int, Decimal)) or typed < 0 or typed != int(typed):
        _refuse_number(year, making)
    return [{making.needed: f"{year.year}年合计", _COUNT: int(typed)}] if typed else []


def _refuse_number(year: _Year, making: _Making) -> Any:
    written = year.values.get(making.figure)
    text = phrase("ledger.blank") if is_empty(written) else str(written)
    refuse([problem("D529", FilePlace(year.shown), name=making.figure, text=text)])


def _change_year(
    year: _Year, making: _Making, records: list[dict[str, Any]], remark: str
) -> NewFile:  # fmt: skip
    """The data with the records in the number's place. Raises DrafterError (D544)."""
    raw = edits.read_raw(year.path)
    text, newline = raw.text, edits.detect_newline(raw.text)
    lines = [f"  - {{{', '.join(_spell(record))}}}" for record in records]
    head = f"{making.ledger}:" if records else f"{making.ledger}: []"
    entry = next((e for e in edits.list_entries(text) if e.name == making.figure), None)
    if entry is None:
        ahead = "" if text.endswith("\n") else newline
        text += newline.join([f"{ahead}{head}{remark}", *lines, ""])
    else:
        keys = compose_mapping(text).value
        start = next(k.start_mark.index for k, _ in keys if str(k.value) == making.figure)
        end = edits.find_line_end(text, entry.end)
        written = [Edit(start, entry.end, head + remark)]
        text = edits.apply_edits(text, [*written, Edit(end, end, newline.join(["", *lines]))])
    wanted = {name: each for name, each in year.values.items() if name != making.figure}
    verify_edit(text, {**wanted, making.ledger: records}, year.shown)
    return NewFile(year.path, raw.bytes(text), year.shown, kept=True)


def _spell(record: Mapping[str, Any]) -> Iterator[str]:
    for name, value in record.items():
        yield f"{name}: {'' if value is None else edits.format_scalar(value)}"
