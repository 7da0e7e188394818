"""A copy of the report with a comment at each figure: what it is called and where it comes from."""

from __future__ import annotations

from drafter.adopt import Adopted, Figure
from drafter.adopt.sheet import KINDS
from drafter.problems import render_message
from drafter.word.changes.comments import REVIEWER
from drafter.word.changes.remarks import RemarkWriter
from drafter.word.package.archive import Package, write_zip
from drafter.word.text.lines import read_lines


def write_review(report: Package, adopted: Adopted) -> bytes:
    """The copy's bytes."""
    document = read_lines(report)
    places = {(line.member, line.spot.number): at for at, line in enumerate(document.lines)}
    writer = RemarkWriter(report, document)
    for figure in adopted.figures:
        at = places.get((figure.member, figure.paragraph))
        if at is not None and figure.choice == "keep":
            writer.add(at, figure.start, figure.end, _say(figure))
    return write_zip(writer.write(REVIEWER))


def _say(figure: Figure) -> str:
    key = "adopt.remark.typed" if figure.is_typed else "adopt.remark.computed"
    text = render_message(
        key, "zh", number=figure.number, name=figure.name or figure.expression,
        value=figure.value or figure.text, unit=figure.unit, kind=KINDS[figure.kind],
        expression=figure.expression,
    )  # fmt: skip
    return f"{text}\n{figure.doubt}" if figure.doubt else text
