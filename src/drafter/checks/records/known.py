"""The figures that the records give, as the report of these records says them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.quantities import Quantity, Reading, read_quantities
from drafter.engine.render.trace import PrintedValue
from drafter.figures import Origin

_COUNTING = re.compile("(?:次数|人数|件数|篇数|期数|项数|个数|场数|户数|总数|金额|数量|数)$")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


class KnownFigure(NamedTuple):
    """A figure of the report that the records give.

    line: where it stands there. quantity: as it is written there. value: exactly, 24 for 20余.
    name: what the template calls it, part: the words before it where it is one of several that
    were printed together (已解决23件、正在解决7件). origins: its records. context: the line.
    """

    line: int
    quantity: Quantity
    value: Decimal
    name: str
    part: str
    origins: tuple[Origin, ...]
    context: str

    @property
    def core(self) -> str:
        """Its name without 次数, 人数 and the like."""
        return _COUNTING.sub("", self.name.removesuffix(self.quantity.unit)) or self.name

    @property
    def is_of_others(self) -> bool:
        """Whether its sentence says what it is a part of: 督办的提案中，党派团体提案有9件."""
        ahead = re.split("[。；]", self.context[: self.quantity.start])[-1]
        return re.search("[中里内]，[^，]*$", ahead) is not None

    @property
    def title(self) -> str:
        """What it is called in a message."""
        return f"{self.name}：{self.part}" if self.part else self.name


def list_known_figures(page: PageText) -> Iterator[KnownFigure]:
    """Each figure of a draft's page that a tag printed, in the order of its lines."""
    for number, line in enumerate(page.lines):
        if line.kind in ("cell", "note") or not any(map(str.isdigit, line.text)):
            continue
        reading = read_quantities(line.text)
        for segment in page.segments(number):
            printed = page.printed(segment)
            if printed is None or not any(map(str.isdigit, segment.text)):
                continue
            inside = [e for e in reading.quantities if segment.start <= e.start < segment.end]
            for each in inside:
                yield _make_figure(number, reading, each, printed, segment.start, len(inside))


def _make_figure(
    number: int, reading: Reading, quantity: Quantity, printed: PrintedValue, start: int, count: int
) -> KnownFigure:
    """The figure; what a filter only approximates is known exactly where it begins the value."""
    value = quantity.value
    is_rounded = quantity.is_loose and quantity.start == start and count == 1
    if is_rounded and _PLAIN.fullmatch(printed.exact):
        value = Decimal(printed.exact)
    words = re.sub(r"[^\u4e00-\u9fff]|^其中", "", quantity.lead) if quantity.start > start else ""
    origins = printed.origins
    for piece, own in printed.parts:
        if own and piece in quantity.shown and any(map(str.isdigit, piece)) and count > 1:
            origins = own
    name = printed.label or quantity.lead
    return KnownFigure(number, quantity, value, name, words, origins, reading.text)
