"""Slips that YAML accepts in silence: found in a tree that could be built."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from drafter.problems import FilePlace, Problem, problem
from drafter.source.slips import punctuation
from drafter.source.yaml.built import BuildResult, UnquotedText
from drafter.source.yaml.node import Node, SourceText


def find_slips(built: BuildResult, text: SourceText) -> list[Problem]:
    """What a clerk meant otherwise than YAML reads it."""
    found = [each for plain in built.unquoted for each in _check_text(plain, built, text)]
    found += [each for folded in built.folded for each in _check_folded(*folded, text)]
    root = built.root
    if root is None:
        return found if built.problems or found else [problem("D108", FilePlace(text.file))]
    if root.value is None and not built.problems:
        return [problem("D108", FilePlace(text.file))]
    if isinstance(root.value, list):
        found.append(problem("D113", text.spot(root.line, root.column)))
    elif not isinstance(root.value, dict) and not found:
        found.append(problem("D114", text.spot(root.line, root.column, root.width)))
    return found


def _check_text(plain: UnquotedText, built: BuildResult, text: SourceText) -> Iterator[Problem]:
    """What is odd in an unquoted text, row by row."""
    rows = [
        (number, start, text.lines[number - 1][start - 1 :])
        for number, start in _locate_rows(plain, text)
    ]
    hits = [punctuation.KEYLIKE.match(row) for _, _, row in rows]
    many = sum(hit is not None for hit in hits) > 1
    after_sign = punctuation.is_comment(text.lines[plain.node.line - 1].lstrip())
    for index, (line, column, row) in enumerate(rows):
        continued = index > 0
        if after_sign and punctuation.ENTRY.match(row):
            continue  # it only hangs on the entry above, whose sign is wrong
        if wide := _check_wide_signs(row, plain, text, line, column):
            after_sign = wide.code == "D190"
            yield wide
        elif not continued and not plain.own_line:
            continue
        elif blank := _check_odd_blank(row, text, line, column):
            yield blank
        elif (continued or plain.siblings is None) and (
            dash := _check_dash(row, text, line, column, continued)
        ):
            after_sign = True
            yield dash
        elif hit := hits[index]:
            sure = many or _is_sure(plain, hit["key"], built, continued)
            if sure or plain.siblings is None or continued:
                place = text.spot(line, column + hit.start("sign"))
                code = punctuation.find_colon_code(hit) if sure else "D131"
                yield problem(code, place, key=hit["key"])
    if isinstance(plain.node.value, str):
        yield from _check_joined_lines(rows, text)
        yield from _check_cut_comment(plain, text)
        yield from _check_stuck_comment(plain, text)
        yield from _check_wide_comment(plain, text)


def _check_wide_signs(
    row: str, plain: UnquotedText, text: SourceText, line: int, column: int
) -> Problem | None:
    """A row that begins with a full-width brace, or with the full-width sign of a comment."""
    if _begins_comment(row, plain, text, line):
        return problem("D190", text.spot(line, column))
    if record := punctuation.WIDE_RECORD.match(row):
        return problem("D130", text.spot(line, column + record.start("sign")), key=record["key"])
    return None


def _begins_comment(row: str, plain: UnquotedText, text: SourceText, line: int) -> bool:
    """Whether a full-width ＃ stands where it can be nothing else: at a line's start, or between
    the name of a list and its entries."""
    if not punctuation.is_comment(row):
        return False
    below = text.lines[line].lstrip() if line < plain.end_line else ""
    is_first = line == plain.node.line and (plain.siblings or not plain.own_line)
    return not is_first or punctuation.ENTRY.match(below) is not None


def _locate_rows(plain: UnquotedText, text: SourceText) -> Iterator[tuple[int, int]]:
    """Line and column at which each row of the text begins; blank rows left out."""
    yield plain.node.line, plain.node.column
    for number in range(plain.node.line + 1, plain.end_line + 1):
        line = text.lines[number - 1]
        if row := line.strip(" \t" + punctuation.ODD_BLANKS):
            yield number, line.index(row[0]) + 1


def _check_odd_blank(row: str, text: SourceText, line: int, column: int) -> Problem | None:
    """A blank of another kind before the minus sign of a list entry."""
    lead = text.lines[line - 1][: column - 1]
    if (odd := punctuation.ODD.search(lead)) and punctuation.ENTRY.match(row):
        code, name = punctuation.describe_odd_blank(odd[0])
        return problem(code, text.spot(line, odd.start() + 1), char=name)
    return None


def _is_sure(plain: UnquotedText, key: str, built: BuildResult, continued: bool) -> bool:
    """Whether the text must be meant as 键: 值, and cannot be a sentence with a colon."""
    if plain.node is built.root or key in built.keys:
        return True
    siblings = [] if continued else plain.siblings or []
    return any(isinstance(each.value, dict) for each in siblings)


def _check_dash(
    row: str, text: SourceText, line: int, column: int, continued: bool
) -> Problem | None:
    """A list entry that is none, because of its dash or because it hangs on the text above."""
    if blank := punctuation.match_blank_after_dash(row):
        code, name = punctuation.describe_odd_blank(blank["blank"])
        return problem(code, text.spot(line, column + blank.start("blank")), char=name)
    if punctuation.match_tight_dash(row):
        return problem("D136", text.spot(line, column), text=row[1:])
    if (dash := punctuation.match_wide_dash(row)) and (
        row[1:2].isspace() or dash[0] in punctuation.LIST_DOTS
    ):
        return problem("D137", text.spot(line, column), char=dash[0])
    if continued and punctuation.ENTRY.match(row):
        return problem("D148", text.spot(line, column), above=line - 1)
    return None


def _check_joined_lines(rows: list[tuple[int, int, str]], text: SourceText) -> Iterator[Problem]:
    """D184: lines of a text that YAML joins into one: numbered ones, and a sentence that it gives a
    blank in the midst of Chinese."""
    if len(rows) < 2:
        return
    numbers = [punctuation.NUMBERED.match(row) for _, _, row in rows]
    line, column, row = rows[0]
    if numbers[0] and numbers[1] and numbers[0][0] != numbers[1][0]:
        both = f"{row} {rows[1][2]}"
        yield problem("D184", text.spot(line, column, len(numbers[0][0])), text=both)
        return
    yield from _find_torn_sentence(rows, text)


def _check_folded(node: Node, last: int, text: SourceText) -> Iterator[Problem]:
    """D184 in a text in quotes, or behind >."""
    if not isinstance(node.value, str):
        return
    places = ((number, text.lines[number - 1]) for number in range(node.line, last + 1)
              if number <= len(text.lines))  # fmt: skip
    rows = [(n, len(line) - len(line.lstrip()) + 1, line.strip(" \t")) for n, line in places]
    rows[0] = (node.line, node.column, text.lines[node.line - 1][node.column :].strip(" \t"))
    joined = (each for each in pairwise(rows) if _is_joined(each[0][2], each[1][2], node.value))
    yield from (found for pair in joined for found in _find_torn_sentence(list(pair), text))


def _is_joined(before: str, row: str, value: str) -> bool:
    """Whether the text has the two lines as one: behind > some lines keep their ends."""
    return bool(before and row) and f"{before[-1:]} {row[:1]}" in value


def _find_torn_sentence(rows: list[tuple[int, int, str]], text: SourceText) -> Iterator[Problem]:
    for (_, _, before), (line, column, row) in pairwise(rows):
        if punctuation.TORN.fullmatch(f"{before[-1:]}{row[:1]}"):
            yield problem("D184", text.spot(line, column, len(row)), text=f"{before} {row}")
            return


def _check_cut_comment(plain: UnquotedText, text: SourceText) -> Iterator[Problem]:
    """A # that stands right before a word: more likely meant as text than as a comment."""
    rest = text.lines[plain.end_line - 1][plain.end_column - 1 :]
    if hit := punctuation.CUT.match(rest):
        column = plain.end_column + hit.end() - 1
        place = text.spot(plain.end_line, column, len(rest) - hit.end() + 1)
        yield problem("D143", place, lost=rest[hit.end() - 1 :])


def _check_wide_comment(plain: UnquotedText, text: SourceText) -> Iterator[Problem]:
    """A full-width ＃ behind a value, which begins no comment."""
    for number, start in _locate_rows(plain, text):
        stop = plain.end_column - 1 if number == plain.end_line else None
        line = text.lines[number - 1][:stop]
        if _begins_comment(line[start - 1 :], plain, text, number):
            continue  # told already
        if hit := punctuation.WIDE_HASH.search(line, start - 1):
            width = len(line.rstrip()) - hit.start()
            yield problem(
                "D191", text.spot(number, hit.start() + 1, width), rest=line[hit.start() :].rstrip()
            )


def _check_stuck_comment(plain: UnquotedText, text: SourceText) -> Iterator[Problem]:
    """A # right behind a word, where a comment was likely meant; not 3#楼, not C#."""
    column = plain.node.column
    stop = plain.end_column - 1 if plain.end_line == plain.node.line else None
    row = text.lines[plain.node.line - 1][:stop]
    if hit := punctuation.STUCK.search(row, column - 1):
        place = text.spot(plain.node.line, hit.start() + 1, len(row) - hit.start())
        yield problem("D186", place, rest=row[hit.start() :])
