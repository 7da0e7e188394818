"""Problems as SARIF 2.1.0, which editors and build servers show at their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from drafter import __version__
from drafter.problems import (
    RULES,
    FilePlace,
    Lang,
    Place,
    Problem,
    Severity,
    SheetFile,
    TextPlace,
    WordPlace,
)
from drafter.problems.show import as_json, blank_values

_LEVELS = {
    Severity.ERROR: "error", Severity.GAP: "warning", Severity.WARNING: "warning",
    Severity.HINT: "note",
}  # fmt: skip
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def format_sarif(found: Sequence[Problem], lang: Lang) -> str:
    """The problems as the text of a SARIF log."""
    codes = sorted({each.code for each in found})
    driver = {
        "name": "drafter",
        "version": __version__,
        "rules": [_describe_rule(code, lang) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_describe_problem(each, codes.index(each.code), lang) for each in found],
    }
    return as_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _describe_rule(code: str, lang: Lang) -> dict[str, Any]:
    rule = RULES[code]
    words = rule.zh if lang == "zh" else rule.en
    return {
        "id": code,
        "shortDescription": {"text": blank_values(words.message)},
        "fullDescription": {"text": words.what},
        "help": {"text": f"{words.why}\n{blank_values(words.cure)}".strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _describe_problem(found: Problem, index: int, lang: Lang) -> dict[str, Any]:
    text = found.message(lang)
    cure = found.cure(lang)
    made: dict[str, Any] = {
        "ruleId": found.code, "ruleIndex": index, "level": _LEVELS[found.severity],
        "message": {"text": f"{text}。{cure}" if cure and lang == "zh" else f"{text}. {cure}"},
    }  # fmt: skip
    if found.place is not None:
        made["locations"] = [_describe_location(found.place, lang)]
    return made


def _describe_location(place: Place, lang: Lang) -> dict[str, Any]:
    match place:
        case TextPlace(file=SheetFile()):
            return _logical_location(str(place.file).split(" ")[0], place.to_text(lang))
        case TextPlace():
            region = {
                "startLine": place.line, "startColumn": place.column,
                "endColumn": place.column + place.width,
            }  # fmt: skip
            return {"physicalLocation": {**_file_location(place.file), "region": region}}
        case WordPlace():
            return _logical_location(place.file, place.to_text(lang))
        case FilePlace():
            return {"physicalLocation": _file_location(place.file)}


def _logical_location(file: str, name: str) -> dict[str, Any]:
    """A place in a file that has no lines."""
    return {
        "physicalLocation": _file_location(file),
        "logicalLocations": [{"fullyQualifiedName": name, "kind": "element"}],
    }


def _file_location(name: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(name.replace("\\", "/"), safe="/")}}
