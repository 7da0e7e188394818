"""How well the rules of wording judge: precision and recall on sentences labelled by hand.

`python tests/labelled.py` prints a table of them; `labelled.txt` says what ought to be found.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.table import RULES as ASKED
from drafter.checks.table import Subject
from drafter.engine.page_text import PageText
from drafter.problems import RULES
from drafter.problems.show import blank_values
from drafter.word.package.archive import Package
from drafter.word.text.lines import Line, classify_by_number
from drafter.word.text.places import ParagraphPlace

FILE = Path(__file__).with_suffix(".txt")


class Labelled(NamedTuple):
    """A sentence, and the codes that ought to be found in it."""

    codes: frozenset[str]
    text: str


class Score(NamedTuple):
    """How often a rule was right, spoke up wrongly, and said nothing where it ought to."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def sentences() -> list[Labelled]:
    """All labelled sentences."""
    rows = (row for row in FILE.read_text("utf-8").splitlines() if row and row[0] != "#")
    parted = (row.split("|", 1) for row in rows)
    return [Labelled(frozenset(codes.split()), text) for codes, text in parted]


def lines(text: str) -> tuple[Line, ...]:
    """The text as lines of a body; ↵ and a line break begin a new one."""
    rows = text.replace("↵", "\n").split("\n")
    return tuple(
        Line(row, *classify_by_number(row), "word/document.xml", ParagraphPlace(number, row))
        for number, row in enumerate(rows, 1)
    )


def hits(text: str | tuple[Line, ...], room: str = "") -> list[Hit]:
    """What the rules of wording, and those of sums, find in the text or in its lines."""
    page = PageText("", Package({}))
    page.__dict__["lines"] = lines(text) if isinstance(text, str) else text  # as if read
    rooms = (room,) if room else ("wording.", "sums.")
    asked = [rule for rule in ASKED if str(rule.find).startswith(rooms)]
    found = [hit for rule in asked if Subject.DOCUMENT in rule.subjects for hit in rule.ask(page)]
    return sorted(found, key=lambda hit: (hit.line, hit.start, hit.code))


def codes(text: str) -> set[str]:
    """What the rules of wording and of sums find in the text."""
    return {hit.code for hit in hits(text)}


def scores() -> dict[str, Score]:
    """The score of every rule that spoke up or ought to have."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for wanted, text in sentences():
        found = codes(text)
        right.update(found & wanted)
        wrong.update(found - wanted)
        missed.update(wanted - found)
    return {
        code: Score(right[code], wrong[code], missed[code])
        for code in sorted({*right, *wrong, *missed})
    }


def overall(made: dict[str, Score]) -> Score:
    """All rules together."""
    return Score(*(sum(column) for column in zip(*made.values(), strict=True)))


def main() -> None:
    """The table, and the sentences on which a rule and the label differ."""
    made = scores()
    print(f"{'':6}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>11}{'recall':>8}")
    for code, score in [*made.items(), ("all", overall(made))]:
        title = blank_values(RULES[code].zh.message) if code in RULES else ""
        print(f"{code:6}{score.right:6}{score.wrong:6}{score.missed:7}", end="")
        print(f"{score.precision:11.1%}{score.recall:8.1%}  {title}")
    told = sentences()
    print(f"\n{len(told)} sentences, {sum(not each.codes for each in told)} of them sound")
    for wanted, text in told:
        if (found := codes(text)) != wanted:
            print(f"{text}\n  wanted {sorted(wanted)}, found {sorted(found)}")


if __name__ == "__main__":
    main()
