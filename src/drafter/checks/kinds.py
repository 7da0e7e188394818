"""What a text is, and which of its lines are its head, its title and its imprint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from drafter.checks.matching.page_text import PageText
from drafter.word.package.archive import DOCUMENT
from drafter.word.text.lines import Line

Kind = Literal[
    "report", "notice", "rules", "minutes", "letter", "speech", "answers", "chronicle", "text"
]
"""A report of a year, a notice, rules, minutes, a letter, a speech, questions and answers, a
chronicle; a text of which nothing more is known."""

_HEAD = re.compile(
    r"\d{6}|(?:绝密|机密|秘密)(?:★.{0,8})?|特急|加急|平急|特提|内部.{0,6}|签发人[：:].*"
    r"|[\u4e00-\u9fff（）()]{4,40}文件|.{2,24}[〔\[(（]\d{4}[〕\])）]第?\d+号.*|附\s*件\s*\d*[：:]?"
)
"""份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人 (GB/T 9704-2012, 7.2), 附件's own mark."""
_NOTE = re.compile(r"[（(].*[）)]|[—-]{2}.*|\d{4}年\d{1,2}月\d{1,2}日|.{2,4}")
"""A line below the title that belongs to it: 讨论稿, a subtitle, a date, a speaker."""
_WAYS: Sequence[tuple[Kind, str]] = (
    ("minutes", "纪要|会议记录|会议简报"),
    ("rules", r"(?:办法|规定|条例|细则|章程|规则|守则|准则|制度|规程)(?:[（(].*[）)])?$"),
    ("letter", "[的之](?:复?函|答复|.{0,2}信|倡议书)$|^(?:(?:感谢|慰问|贺)信|倡议书|邀请函)"),
    ("speech", "讲话|致辞|发言|主持词|述职|演讲"),
    ("answers", "问答|答记者问|释义|解读"),
    ("chronicle", "大事记|年鉴|志$|概况|沿革|简介|历程"),
    ("notice", "通知|通报|公告|通告|决定|决议|意见$|请示|批复|命令|议案$"),
    ("report", r"(?:19|20|×{2}|[Xx]{2})[\dXx×]{2}年?.*(?:总结|报告|汇报|情况|述评)"),
)  # fmt: skip
_LAST_WORDS = "总结|报告|通知|办法|意见|方案|汇报|纪要|规定|条例|决定|要点|讲话|复函|计划|通报"
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百零\d]+[条章]")
_ASKED = re.compile(r"\s*(?:问|答|[QA])[：:]")
_SALUTATION = re.compile(r"(?:尊敬的|亲爱的).{1,20}[：:]$")
_YEAR_FIRST = re.compile(r"\s*((?:19|20)\d\d)年")
MOST_TITLE, LEAST_ARTICLES, LEAST_YEARS = 60, 3, 4


class Text(NamedTuple):
    """kind: what the text is. head, title: the numbers of the lines that are its 版头 and its
    title; heading: the title's words."""

    kind: Kind
    head: frozenset[int]
    title: tuple[int, ...]
    heading: str


@lru_cache(maxsize=2)
def read_kind(page: PageText) -> Text:
    """What the text of a page is."""
    said = [
        (number, line)
        for number, line in enumerate(page.lines)
        if line.member == DOCUMENT and line.kind != "cell" and line.text.strip()
    ]
    head, title = _find_title(said[:14])
    heading = "".join(page.lines[number].text.strip() for number in title)
    return Text(_find_kind(heading, [line for _, line in said]), head, title, heading)


def _find_title(said: Sequence[tuple[int, Line]]) -> tuple[frozenset[int], tuple[int, ...]]:
    head, title = list[int](), list[int]()
    for number, line in said:
        text = line.text.strip()
        if not title and _HEAD.fullmatch(text):
            head.append(number)
        elif not title:
            if len(text) > MOST_TITLE or (line.kind == "body" and text[-1] in "。；：:"):
                break
            title.append(number)
        elif (
            line.kind == "heading"
            or len(text) > MOST_TITLE
            or text[-1] in "。；：:，"
            or not _goes_on(title, said, text)
        ):
            break
        else:
            title.append(number)
    return frozenset(head), tuple(title)


def _goes_on(title: list[int], said: Sequence[tuple[int, Line]], text: str) -> bool:
    """Whether a title of several lines goes on: it breaks off before its last word."""
    before = next(line.text.strip() for number, line in said if number == title[-1])
    is_broken = re.search(
        "(?:关于|印发|开展|加强|做好|推进|和|与|及|的|委员会|办公室|政府|人民|年度?)$", before
    )
    is_end = re.search(f"(?:{_LAST_WORDS})$", text) and not re.search(f"(?:{_LAST_WORDS})$", before)
    return len(title) < 4 and not _NOTE.fullmatch(text) and bool(is_broken or is_end)


def _find_kind(heading: str, lines: Sequence[Line]) -> Kind:
    if sum(bool(_ARTICLE.match(line.text)) for line in lines) >= LEAST_ARTICLES:
        return "rules"
    for kind, way in _WAYS:
        if re.search(way, heading):
            return kind
    if sum(bool(_ASKED.match(line.text)) for line in lines) >= LEAST_ARTICLES:
        return "answers"
    if any(_SALUTATION.fullmatch(line.text.strip()) for line in lines[:4]):
        return "letter"
    years = {match[1] for line in lines if (match := _YEAR_FIRST.match(line.text))}
    return "chronicle" if len(years) >= LEAST_YEARS else "text"
