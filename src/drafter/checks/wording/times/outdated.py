"""What is told as of now and was of another year: a campaign long ended, last year's year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import TITLES, is_within
from drafter.vocabulary import ATTACHMENT

_YEAR = re.compile(r"(?<![\d〔])(20\d\d)年")
_NOW = (
    "开展|推进|深入|扎实|全力|着力|持续|做好|抓好|抓实|落实|启动|部署|迎接|喜迎|庆祝|献礼|决战|决胜|打赢|打好|学习|学深|贯彻|设置|设立|增设|组织|实施|执行"
    "|加强|坚持|严格|聚焦|围绕|助力|服务|投身|参与|以|按照|根据|召开|举办|圆满|完成|编制|配合|保障|筹备|出示|查验|持|凭|核验|提供|扫|迎"
)
_ACTIVE = re.compile(rf"(?:{_NOW})[^。；]{{0,14}}$")
_TO_COME = re.compile(
    r"(?:的)?(?:动员|部署|推进|启动|收官|开局|攻坚|第一阶段|工作要点|实施方案|任务|指导小组|各项|为指导|要求|落地|收官之年|规划(?:的)?目标)"
)
_OF_THEN = re.compile(
    "当年|当时|曾|回顾|以来|时期|期间|之后|历史|经验|成果|巩固|衔接|完成后|结束后|回头看|过去|此前|以前|年前|档案|资料|原有|转为|改造|改建|拆除|闲置|评为|荣获|获得|先进|纪念|展览|奖章"
)
_HEAD = re.compile(
    r"^[^。；，]{0,24}(?P<year>20\d\d)年(?P<of>[^。；，]{0,26}?)(?P<kind>总结|报告|通知|方案|计划|要点|安排|公告|通告|意见|请示|函|讲话|预案|办法)$"
)
_SUMMED = re.compile(
    r"^[ 　]*(?P<year>20\d\d)年(?=[，以来]|我[局县市区镇委院校办]|全[县市区镇]|[\u4e00-\u9fff]{2,8}(?:在|坚持|以|认真|紧紧|深入))"
)
_AIMED = re.compile(
    r"为(?:了)?(?:进一步|切实|扎实|认真|全力)?(?:确保|做好|保障|组织好|规范|开展好?|办好|抓好|推进|加强|搞好|落实)(?P<year>20\d\d)年"
)
_NEXT = re.compile("计划|打算|安排|思路|要点|谋划")


def find_outdated_words(page: PageText) -> Iterator[Hit]:
    """D409: 2025年……召开“不忘初心、牢记使命”主题教育动员会: a campaign that ended years before."""
    years = (int(each) for line in page.lines[:3] for each in _YEAR.findall(line.text))
    of_head = next(years, 0)  # 2024年工作总结和2025年工作思路 is of 2024
    for index, line in enumerate(page.lines):
        text = line.text
        year = max([int(each) for each in _YEAR.findall(text)], default=of_head)
        for pattern, last, right in _list_bygone() if year else ():
            match = pattern.search(text) if year > last else None
            if match is None or is_within(match, TITLES.finditer(text)):
                continue
            if _is_told_now(text, match, last):
                yield Hit("D409", index, *match.span(), {"text": match[0], "right": right})


@cache
def _list_bygone() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    rows = read_rows("bygone")
    return tuple((keep_pattern(words), int(last), right) for words, last, right in rows)


def _is_told_now(text: str, match: re.Match[str], last: int) -> bool:
    """Whether the sentence says it of the later year, as what is done or to be done."""
    start = max(text.rfind(sign, 0, match.start()) for sign in "。；\n") + 1
    sentence = text[start : match.end()] + re.split("[。；]", text[match.end() :])[0]
    is_active = _ACTIVE.search(text[start : match.start()]) or _TO_COME.match(text, match.end())
    own = [int(each) for each in _YEAR.findall(sentence)]
    is_then = bool(own) and min(own) <= last
    return bool(is_active) and not is_then and not _OF_THEN.search(sentence)


def find_years_unlike_title(page: PageText) -> Iterator[Hit]:
    """D409: 2026年工作总结 over 2025年，……; 2025年……通知 over 为确保2024年……."""
    for index, line in enumerate(page.lines[:3]):
        head = _HEAD.match(line.text)
        if head is None:
            continue
        is_summary = head["kind"] in ("总结", "报告")
        for number in range(index + 1, min(index + 5, len(page.lines))):
            text = page.lines[number].text
            then = (_SUMMED if is_summary else _AIMED).search(text)
            if then is None or text.startswith(ATTACHMENT):
                continue
            year, told = int(head["year"]), int(then["year"])
            # What a summary says of the year to come, and what a plan says of that before.
            is_plan = told > year or (is_summary and _NEXT.search(head[0]))
            if year != told and not is_plan and f"{year}年" not in text:
                values = {"text": f"{told}年", "right": f"标题是{year}年"}
                yield Hit("D409", number, then.start("year"), then.end("year") + 1, values)
            return


_ENDING = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?:即将|就要|已经|已|行将)(?:过去|结束|收官|落幕|远去)|(?P<of>20\d\d)年(?:度)?(?:工作)?(?:总结|回顾)"
)
_PLANNED = re.compile(
    r"(?P<year>20\d\d)年(?:(?=，?[^，。；\d]{0,10}?(?:将(?:继续|进一步|以|重点|着力|全面|乘势|认真|坚持|围绕|抓|聚焦|深入)|要(?:继续|重点|着力|坚持)|我们将))|(?=的?(?:各项工作|工作(?:计划|打算|安排|思路|目标))))"
)
_BY_THEN = re.compile("[至到前]$")


def find_plans_for_past_years(page: PageText) -> Iterator[Hit]:
    """D409: 2025年即将过去……2025年，我们将继续: what is to come belongs to the next year."""
    for index, line in enumerate(page.lines):
        ended = _ENDING.search(line.text) if "年" in line.text else None
        if ended is None:
            continue
        year = int(ended["year"] or ended["of"])
        for match in _PLANNED.finditer(line.text, ended.end()):
            is_past = int(match["year"]) <= year
            if is_past and not _BY_THEN.search(line.text[: match.start()]):
                values = {"text": f"{match['year']}年", "right": f"{year + 1}年"}
                yield Hit("D409", index, match.start(), match.start() + 5, values)
                break
