"""What can be wrong with an unquoted key."""

from __future__ import annotations

from drafter.problems import Problem, problem
from drafter.source.slips import signs
from drafter.source.yaml.node import SourceText


def check_key(key: str, text: SourceText, line: int, column: int) -> list[Problem]:
    """What is wrong with the key that stands at 1-based line and column: at most one problem."""
    if key in ("", "<<"):
        return [problem("D121" if key else "D122", text.spot(line, column, len(key)))]
    if odd := signs.ODD.search(key):
        code, name = signs.describe_odd_blank(odd[0])
        return [problem(code, text.spot(line, column + odd.start()), char=name)]
    if signs.match_tight_dash(key):
        return [problem("D136", text.spot(line, column), text=key[1:])]
    if (dash := signs.match_wide_dash(key)) and (dash[0] == "－" or key[1:2] in ("", " ")):
        return [problem("D137", text.spot(line, column), char=dash[0])]
    if (at := key.find("：")) >= 0:
        return [problem("D130", text.spot(line, column + at), key=key[:at])]
    return []
