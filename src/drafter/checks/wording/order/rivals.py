"""Names that a text cannot both mean: another unit's, two titles that are nearly one, an abbreviation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.engine.page_text import PageText

_PLACE = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,3}[县区市镇乡])(?P<organ>(?:委|政府|政协|人大|人民政府)(?:、|主要|高度|坚持|认真|召开|领导|把|将|始终))"
)
_TITLE = re.compile(r"《([^》]{6,40})》(第[一二三四五六七八九十百\d]+条)")
_TOGETHER = re.compile("[与和同及、]|签订|协作|对口|学习|考察|联合|结对|支援|兄弟")


def find_foreign_offices(page: PageText) -> Iterator[Hit]:
    """D409: 清河县……白云县委……清河县: the office of another place, in a text about one."""
    for index, line in enumerate(page.lines):
        for match in _PLACE.finditer(line.text):
            name = match["name"]
            others = Counter(
                re.findall(rf"[\u4e00-\u9fff]{{{len(name) - 1}}}{name[-1]}", line.text)
            )
            rest = line.text.replace(name, "")
            own = [
                each
                for each, _ in others.most_common()
                if each != name
                and rest.count(each) > 1
                and re.search(f"(?:^|[。；，]){each}", rest)
            ]
            is_once = line.text.count(name) == 1
            if own and is_once and not _TOGETHER.search(_around(line.text, match)):
                values = {"text": name, "right": f"文中说的是{own[0]}"}
                yield Hit("D409", index, *match.span("name"), values)


def _around(text: str, match: re.Match[str]) -> str:
    """The words right before the name, back to the last mark but one."""
    return text[max(match.start() - 6, 0) : match.start()]


_MOST_SLIPS = 2


def find_rival_titles(page: PageText) -> Iterator[Hit]:
    """D424: 《提案办理办法》第十条 and 《提案审查办法》第十条 in one paragraph."""
    for index, line in enumerate(page.lines):
        if line.text.count("》第") < 2:
            continue
        first: dict[str, str] = {}
        for match in _TITLE.finditer(line.text):
            title, clause = match.groups()
            other = first.setdefault(clause, title)
            slips = sum(a != b for a, b in zip(title, other, strict=False))
            if title != other and len(title) == len(other) and slips <= _MOST_SLIPS:
                values = {"name": clause, "one": f"《{other}》", "other": f"《{title}》"}
                yield Hit("D424", index, *match.span(), values)
