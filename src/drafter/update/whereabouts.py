"""Which section and which row of a table each block of a report is in, for telling it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from drafter.problems import Phrase, phrase
from drafter.vocabulary import ATTACHMENT
from drafter.word.text import places
from drafter.word.text.blocks import Block, DocumentBlocks

ATTACHMENT_TITLE = re.compile(ATTACHMENT + r"\s*[0-9０-９一二三四五六七八九十]*(?=\s*[:：]?\s*$)")


@dataclass(frozen=True)
class BlockLocator:
    """One version of a report. labels: what the template calls the value of a tag, by its number.

    serials: the tags that print nothing but a row's number.
    """

    story: DocumentBlocks
    labels: Mapping[int, str]
    serials: Collection[int]

    @cached_property
    def sections(self) -> list[Phrase]:
        """The section of each block: the body, an attachment, a header."""
        return list(self._iter_sections())

    def _iter_sections(self) -> Iterator[Phrase]:
        within = phrase("section.body")
        for block in self.story.blocks:
            part = places.part_kind(block.part).value
            if part != "body":
                yield phrase(f"section.{part}")
                continue
            if match := ATTACHMENT_TITLE.match(block.text):
                name = re.sub(r"\s", "", match.group())
                within = Phrase(name, name.replace("附件", "attachment "))
            yield within

    @cached_property
    def _row_numbers(self) -> dict[int, int]:
        """The number of each row that a loop made, from the first one that it made."""
        counts: Counter[int] = Counter()
        first: dict[tuple[int, int], int] = {}
        numbers = {}
        for at, block in enumerate(self.story.blocks):
            if block.kind != "tr" or block.struck:
                continue
            counts[block.table] += 1
            if block.mark is not None and block.values:
                start = first.setdefault((block.table, block.mark.number), counts[block.table])
                numbers[at] = counts[block.table] - start + 1
        return numbers

    def name_row(self, at: int) -> Phrase | None:
        """附件1 第5行（编号2021-07）; None for what is no such row."""
        number = self._row_numbers.get(at)
        if number is None:
            return None
        section, name = self.sections[at], self._find_name(self.story.blocks[at])
        if name:
            return phrase("account.row.named", section=section, n=number, name=name)
        return phrase("account.row", section=section, n=number)

    def _find_name(self, block: Block) -> str:
        """The number by which people know the record: 编号, 文号, 提案号."""
        for value in block.values:
            label = self.labels.get(value.mark.number, "")
            text = block.text[value.start : value.end].strip()
            if label.endswith("号") and value.mark.number not in self.serials and text:
                return label + text
        return ""
