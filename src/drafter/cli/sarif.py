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
    as_json,
    general,
)

_LEVELS = {
    Severity.ERROR: "error", Severity.GAP: "warning", Severity.WARNING: "warning",
    Severity.HINT: "note",
}  # fmt: skip
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(found: Sequence[Problem], lang: Lang) -> str:
    """The problems as the text of a SARIF log."""
    codes = sorted({each.code for each in found})
    driver = {
        "name": "drafter", "version": __version__, "rules": [_rule(code, lang) for code in codes],
    }  # fmt: skip
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code), lang) for each in found],
    }
    return as_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, lang: Lang) -> dict[str, Any]:
    rule = RULES[code]
    words = rule.zh if lang == "zh" else rule.en
    return {
        "id": code,
        "shortDescription": {"text": general(words.message)},
        "fullDescription": {"text": words.what},
        "help": {"text": f"{words.why}\n{general(words.cure)}".strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(found: Problem, index: int, lang: Lang) -> dict[str, Any]:
    text = found.message(lang)
    cure = found.cure(lang)
    made: dict[str, Any] = {
        "ruleId": found.code, "ruleIndex": index, "level": _LEVELS[found.severity],
        "message": {"text": f"{text}。{cure}" if cure and lang == "zh" else f"{text}. {cure}"},
    }  # fmt: skip
    if found.place is not None:
        made["locations"] = [_location(found.place, lang)]
    return made


def _location(place: Place, lang: Lang) -> dict[str, Any]:
    match place:
        case TextPlace(file=SheetFile()):
            return _logical(str(place.file).split(" ")[0], place.spell(lang))
        case TextPlace():
            region = {
                "startLine": place.line, "startColumn": place.column,
                "endColumn": place.column + place.width,
            }  # fmt: skip
            return {"physicalLocation": {**_file(place.file), "region": region}}
        case WordPlace():
            return _logical(place.file, place.spell(lang))
        case FilePlace():
            return {"physicalLocation": _file(place.file)}


def _logical(file: str, name: str) -> dict[str, Any]:
    """A place in a file that has no lines."""
    return {
        "physicalLocation": _file(file),
        "logicalLocations": [{"fullyQualifiedName": name, "kind": "element"}],
    }


def _file(name: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(name.replace("\\", "/"), safe="/")}}
