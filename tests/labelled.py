"""How well the rules of wording judge: precision and recall on sentences labelled by hand.

`python tests/labelled.py` prints tables of them; -v also the sentences of the tuned part on which
the rules and the label differ, --unseal those of the held out parts: who reads these may tune no
rule any more. The sentences stand in `labelled/`, a file a kind, a row `codes|sentence`.

All of `labelled/second/` and `labelled/ninth/` is held out (`third` to `sixth` and `eighth` were,
and are open now; `seventh` was written to be tuned to). A row there is
`what a reader calls it|sentence` with the mistake in ⟦⟧, so that no label depends on how a rule is
numbered: a finding is right where it touches the mistake, and wrong anywhere else.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from drafter import patterns
from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import KeptPattern
from drafter.checks.surest import leave_surest
from drafter.checks.table import RULES as ASKED
from drafter.checks.table import Subject
from drafter.problems import RULES, Severity
from drafter.problems.show import blank_values
from drafter.word.package.archive import Package
from drafter.word.text.lines import DocumentLines, Line, classify_by_number
from drafter.word.text.places import ParagraphPlace

FOLDER = Path(__file__).with_suffix("")
REAL = FOLDER.with_name("real")
"""Whole texts with nothing wrong in them; those in its folder SECOND are held out."""
SECOND, THIRD, FOURTH, FIFTH = "second/", "third/", "fourth/", "fifth/"
SIXTH, SEVENTH, EIGHTH, NINTH = "sixth/", "seventh/", "eighth/", "ninth/"
"""The folders, and the beginnings of the kinds, of the sets whose mistakes are marked; the second
and the ninth are held out as a whole."""
MARKED = (SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, NINTH)
ANY = "!"
"""Stands for the codes of a wrong sentence of which every finding is right."""
BESIDE = "# 和规则一起写的"
"""Below this remark stand sentences that were written beside their rules: none is held out."""
EXAMPLES = "rules"
"""The kind whose sentences name their codes and stood next to the rules when these were written."""
ROOMS = ("wording.", "sums.")
REAL_ROOMS = (*ROOMS, "years.find_years_on_page")


# The rules are loaded as a check loads them: what stands for a kept pattern is no pattern itself.
with patterns.postpone_those_of("drafter.checks", KeptPattern):
    for rule in ASKED:
        rule.load()


class _Sentence(NamedTuple):
    kind: str
    codes: frozenset[str]
    text: str
    mistakes: tuple[tuple[int, int], ...] = ()
    was_seen: bool = False


class Labelled(_Sentence):
    """A sentence of a kind, the codes that ought to be found in it, and where, if that is said.

    was_seen: it was written beside the rule that it tests.
    """

    @property
    def is_held_out(self) -> bool:
        """Whether it is of those that nobody looks at while rules are tuned: the second set and
        the ninth, and a third of the first.
        """
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        if "/" in self.kind:
            return self.kind.startswith((SECOND, NINTH))
        is_by_hash = int(digest, 16) % 3 == 0
        return is_by_hash and self.kind != EXAMPLES and not self.was_seen

    @cached_property
    def hits(self) -> list[Hit]:
        """What is found in it."""
        return hits(self.text)

    @property
    def found(self) -> set[str]:
        """The codes that are found in it."""
        return {hit.code for hit in self.hits}

    def touches(self, hit: Hit) -> bool:
        """Whether it is a finding on a mistake; on any place where none is said."""
        rows = self.text.replace("↵", "\n").split("\n")
        row = max(hit.line, 0)
        first = sum(len(each) + 1 for each in rows[:row])
        start, end = first + hit.start, first + (hit.end or len(rows[row]))
        return not self.mistakes or any(start < last and at < end for at, last in self.mistakes)

    def judge(self, *severities: Severity) -> str:
        """What the findings of these severities, of any without them, are: a field of Score."""
        said = [h for h in self.hits if not severities or RULES[h.code].severity in severities]
        if not self.codes:
            return "wrong" if said else "silent"
        if any(self.touches(hit) for hit in said):
            return "right"
        return "wrong" if said else "missed"


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


@cache
def sentences(kind: str = "*") -> tuple[Labelled, ...]:
    """The labelled sentences of a kind, of all without one."""
    told: list[Labelled] = []
    for file in sorted(FOLDER.glob(f"{kind}.txt")):
        rows, _, beside = file.read_text("utf-8").partition(BESIDE)
        for text, was_seen in ((rows, False), (beside, True)):
            for row in (row for row in text.splitlines() if row and row[0] != "#"):
                codes, sentence = row.split("|", 1)
                told.append(Labelled(file.stem, frozenset(codes.split()), sentence, (), was_seen))
    return tuple(told)


@cache
def marked(folder: str) -> tuple[Labelled, ...]:
    """The sentences of such a set, their marks of mistakes taken out."""
    told = []
    for file in sorted((FOLDER / folder).glob("*.txt")):
        for row in file.read_text("utf-8").splitlines():
            if row[0] == "#":
                continue
            name, sentence = row.split("|", 1)
            pieces = re.split("[⟦⟧]", sentence)  # each second one is a mistake
            ends = list(accumulate(map(len, pieces)))
            mistakes = tuple(zip(ends[:-1:2], ends[1::2], strict=True))
            text = "".join(pieces)
            told.append(Labelled(folder + file.stem, frozenset(name.split()), text, mistakes))
    return tuple(told)


def lines(text: str) -> tuple[Line, ...]:
    """The text as lines of a body; ↵ and a line break begin a new one."""
    rows = text.replace("↵", "\n").split("\n")
    return tuple(
        Line(row, *classify_by_number(row), "word/document.xml", ParagraphPlace(number, row))
        for number, row in enumerate(rows, 1)
    )


def make_page(own: tuple[Line, ...]) -> PageText:
    """A page of these lines, as if they were read from a file."""
    page = PageText("", Package({}))
    page.__dict__["document"] = DocumentLines(own, (), (), {})
    return page


def read_page(path: Path) -> tuple[str, PageText]:
    """The kind that the first line of a whole text says, and the rest of it as a page."""
    head, text = path.read_text("utf-8").split("\n", 1)
    return head.removeprefix("# "), make_page(lines(text.strip()))


def ask_all(page: PageText, *rooms: str) -> list[Hit]:
    """What the rules of these rooms find on a page."""
    from drafter.checks.wording.spelling.slips import leave_out_terms  # rules are loaded first

    asked = [rule for rule in ASKED if str(rule.find).startswith(rooms)]
    of_documents = (rule for rule in asked if Subject.DOCUMENT in rule.subjects)
    return leave_surest(
        leave_out_terms(page, [hit for rule in of_documents for hit in rule.ask(page)])
    )


def hits(text: str | tuple[Line, ...], room: str = "") -> list[Hit]:
    """What the rules of wording, and those of sums, find in the text or in its lines."""
    page = make_page(lines(text) if isinstance(text, str) else text)
    return sorted(
        ask_all(page, *((room,) if room else ROOMS)),
        key=lambda hit: (hit.line, hit.start, hit.code),
    )


def codes(text: str) -> set[str]:
    """What the rules of wording and of sums find in the text."""
    return {hit.code for hit in hits(text)}


def judge(told: Iterable[Labelled], *severities: Severity) -> Score:
    """The score of the sentences, each counted once; with severities only such findings count."""
    counts = Counter(each.judge(*severities) for each in told)
    return Score(*(counts[field] for field in Score._fields))


def scores() -> dict[str, Score]:
    """The score of every rule that spoke up or ought to have in the sentences that name codes."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for each in sentences(EXAMPLES):
        right.update(each.found & each.codes)
        wrong.update(each.found - each.codes)
        missed.update(each.codes - each.found)
    return {
        code: Score(right[code], wrong[code], missed[code])
        for code in sorted({*right, *wrong, *missed})
    }


def overall(made: dict[str, Score]) -> Score:
    """All rules together."""
    return Score(*(sum(column) for column in zip(*made.values(), strict=True)))


def print_rules() -> None:
    """A row a rule."""
    made = scores()
    print(f"{'':10}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>11}{'recall':>8}")
    for code, score in [*made.items(), ("all", overall(made))]:
        title = blank_values(RULES[code].zh.message) if code in RULES else ""
        print(f"{code:10}{score.right:6}{score.wrong:6}{score.missed:7}", end="")
        print(f"{score.precision:11.1%}{score.recall:8.1%}  {title}")


def print_kinds(title: str, told: list[Labelled]) -> None:
    """A row a kind: its findings of any severity, then its errors alone."""
    print(f"\n{title:21}{'right':>6}{'wrong':>6}{'missed':>7}", end="")
    print(f"{'precision':>11}{'recall':>8}", end="")
    print(f"{'errors: wrong':>16}{'precision':>11}{'recall':>8}")
    for kind in [*sorted({each.kind for each in told}), "all"]:
        own = [each for each in told if kind in (each.kind, "all")]
        score, errors = judge(own), judge(own, Severity.ERROR)
        print(f"{kind:21}{score.right:6}{score.wrong:6}{score.missed:7}", end="")
        print(f"{score.precision:11.3f}{score.recall:8.3f}", end="")
        print(f"{errors.wrong:16}{errors.precision:11.3f}{errors.recall:8.3f}")


def count_false_alarms() -> tuple[Counter[str], int]:
    """The codes found in the sound whole texts that are held out, and their characters."""
    pages = [read_page(file)[1] for file in sorted((REAL / SECOND).glob("*.txt"))]
    alarms = Counter(hit.code for page in pages for hit in ask_all(page, *REAL_ROOMS))
    return alarms, sum(len(line.text) for page in pages for line in page.lines)


def shown(switches: Iterable[str]) -> list[Labelled]:
    """The sentences that these switches may show: -v never one that is held out."""
    told = (*sentences(), *(each for folder in MARKED for each in marked(folder)))
    wanted = {switch == "--unseal" for switch in switches if switch in ("-v", "--unseal")}
    return [each for each in told if each.is_held_out in wanted]


def main() -> None:
    """The tables, and with -v or --unseal the sentences on which the rules and the label differ."""
    print_rules()
    told = sentences()
    tuned = [each for each in told if not each.is_held_out and each.kind != EXAMPLES]
    print_kinds("tuned", tuned)
    print_kinds("held out", [each for each in told if each.is_held_out])
    sets = {
        "first set": told, "held out, second set": marked(SECOND),
        "opened, third set": marked(THIRD), "opened, fourth set": marked(FOURTH),
        "opened, fifth set": marked(FIFTH), "opened, sixth set": marked(SIXTH),
        "opened, seventh set": marked(SEVENTH), "opened, eighth set": marked(EIGHTH),
        "held out, ninth set": marked(NINTH),
    }  # fmt: skip
    for name in list(sets)[1:]:
        print_kinds(name, list(sets[name]))
    for name, part in sets.items():
        print(f"\n{name}: {len(part)} sentences, {sum(not s.codes for s in part)} of them sound")
    alarms, length = count_false_alarms()
    print(f"\nheld out, whole texts: {alarms.total()} false alarms in {length} characters", end="")
    print(f", {1000 * alarms.total() / length:.2f} a thousand: {dict(alarms)}")
    for each in shown(sys.argv):
        differs = each.kind == EXAMPLES and each.found != each.codes
        if differs or each.judge() in ("wrong", "missed"):
            print(
                f"{each.kind:9}{each.judge():7}{' '.join(sorted(each.found)) or '-'}\t{each.text}"
            )


if __name__ == "__main__":
    main()
