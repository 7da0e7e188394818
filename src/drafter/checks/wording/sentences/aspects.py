"""了, 着, 过 and 们 behind words that take none: 将建成了, 查处着16起, 许多企业们."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.patterns import HAN, QUOTED, find_pattern
from drafter.checks.wording.sentences.manner import is_manner, is_verb
from drafter.checks.wording.spelling.cutting import list_words_around

_ASPECT = re.compile("[了过](?![解结程渡期去失往年节冬夏程多错敏滤剩量问目])")
_CLAUSE = re.compile("[^，。；：！？、,;（）()“”]*$")
_ADVERBS = (
    "(?:进一步|第一时间|切实|认真|积极|坚决|全面|深入|大力|持续|不断|努力|着力|充分|及时|严格|主动|扎实|逐步|加快|有效|统一|共同|依法|尽快|抓紧|加紧|全部|陆续|分批|集中|重点|首次"
    "|正式|同步|一并|再次|继续|如期|按时|按期|顺利|圆满|基本|全力|精心|科学|合理|有序|稳步|统筹|联合|组织|也|都|还|再|均|又|先|并|全|新|会|要)"
)
_WHEN = r"(?:(?:于|在|到)?[\d一二三四五六七八九十明今后年月日底前初内中上下旬季度半“”]{2,14})"
_TO_COME = keep_pattern(
    rf"(?:(?:(?<![中上少大主即])将|将要|即将|拟|(?:计划|预计)(?=[于在到\\d明])|打算|力争|争取|确保|务必|必须|应当|应该|正在|正抓紧|正加紧|(?<=[，。；们市县区镇局办委位门定])要(?![求点素]))"
    rf"(?:{_WHEN}|{_ADVERBS})*"
    rf"|^为了?{_ADVERBS}+"
    rf"|(?:没有|尚未|从未|并未|未曾|还未|仍未|至今未|(?<=[年月来内间，])未){_ADVERBS}*"
    rf"|(?:^|于|在|到)(?:明年|后年|今后)[^将已曾]{{0,12}}(?:要|将){_ADVERBS}*)$"
)
"""What stands right before a deed that is still to come, goes on, or was not done."""
_NOT_YET = re.compile("^(?:没有|尚未|从未|并未|未曾|还未|仍未|至今未|未)")
_ONCE = re.compile("后|之后|以后|时|就|才|便|再|的")
"""了 tells the one that comes first: 完成了改造再验收."""
_BOTH = keep_pattern("[了着]过(?=[HAN]{2})".replace("HAN", HAN))
_TWO = keep_pattern(
    "的地(?![方区位点块质理段图带址市级处税标铁域毯面])|地的|的之(?![一中间前后上下类所际外内乎故事])"
)
_STILL = re.compile("正|一直|始终|仍|还|时刻|不断|深刻|每[天日年月]")
_MANY = "许多|不少|很多|每位|每名|每个|每一位|各位|部分|多数|大多数|绝大多数|少数|多名|多位|几位|几名|数名|数位|个别|某位|某些|任何|(?<![一两三四五六七八九十\\d])[一两三四五六七八九十\\d]++多?余?[位名]"
_PEOPLE = "代表|委员|同志|专家|学者|教师|老师|学生|同学|干部|党员|群众|居民|村民|农民|市民|职工|员工|志愿者|企业家|老人|孩子|医生|护士|民警|网格员|人员|队员|会员|来宾|嘉宾|朋友|家长|患者|工人|司机|商户|业主|领导|负责人|成员|选手|学员|青年|儿童|妇女|军人|战士|记者|律师|法官|检察官|书记|主任"
_PLURAL = keep_pattern(
    rf"(?:{_MANY})(?:(?:(?![的为给对向与和把被在])[HAN]){{0,6}})(?P<people>{_PEOPLE})(?P<at>们)".replace(
        "HAN", HAN
    )
)


def find_misplaced_aspects(page: PageText) -> Iterator[Hit]:
    """D480: 将建成了, 尚未发生了, 正在开展过, 查处着16起, 取得了过."""
    for index, line in enumerate(page.lines):
        text = line.text
        for found in _ASPECT.finditer(text):
            right = _find_right(text, found.start())
            if right:
                yield _tell(text, index, found.start(), found.end(), right)
        at = text.find("着", 2)
        while at >= 0:
            if _is_done_at_once(text, at):
                yield _tell(text, index, at, at + 1, "了")
            at = text.find("着", at + 1)
    for hit in find_pattern(page, "D480", _BOTH, but=QUOTED):
        text = page.lines[hit.line].text
        if is_verb(text[hit.start - 2 : hit.start]) and _are_words(text, hit.start):
            yield hit._replace(values={"text": text[hit.start - 2 : hit.end], "right": "了"})
    for hit in find_pattern(page, "D480", _TWO, but=QUOTED):
        text = page.lines[hit.line].text
        if _are_words(text, hit.start) and (
            hit.values["text"] == "的之" or is_manner(text, hit.start)
        ):
            yield hit._replace(values={"text": text[hit.start - 2 : hit.end], "right": "只留一个"})


def find_plurals_of_many(page: PageText) -> Iterator[Hit]:
    """D480: 许多企业们, 每位委员们: 们 behind a number of them, or behind things."""
    for pattern in (_PLURAL, _compile_things()):
        for hit in find_pattern(page, "D480", pattern, but=QUOTED):
            text = page.lines[hit.line].text
            values = {"text": text[max(hit.end - 4, 0) : hit.end], "right": "没有“们”的说法"}
            yield hit._replace(start=hit.end - 1, values=values)


def _tell(text: str, line: int, start: int, end: int, right: str) -> Hit:
    return Hit("D480", line, start, end, {"text": text[max(start - 4, 0) : end], "right": right})


def _find_right(text: str, at: int) -> str:
    """What to write for 了 or 过 behind what is still to come or was not done; else nothing."""
    if not is_verb(text[at - 2 : at]):
        return ""
    clause = _CLAUSE.search(text, max(at - 30, 0), at - 2)
    before = clause[0] if clause else ""
    found = _TO_COME.search(before)
    behind = text[at + 1 : at + 13]
    if found is None or not re.match(f"[{HAN}\\d“《]", behind) or "的" in before[found.start() :]:
        return ""
    is_denied = _NOT_YET.match(found[0]) is not None
    if text[at] == "过" and is_denied:
        return ""
    ahead = re.split("[，。；]", behind)[0]
    if _ONCE.search(ahead) or re.match("，(?:就|才|便|再)", behind[len(ahead) :]):
        return ""
    is_word = (at, at + 1) in list_words_around(text, at, at + 1)
    return f"没有“{text[at]}”的说法" if is_word else ""


def _is_done_at_once(text: str, at: int) -> bool:
    """Whether 着 stands behind what is done at once, or before how much was done."""
    verb, words = text[at - 2 : at], _read_words()
    if (at, at + 1) not in list_words_around(text, at, at + 1):
        return False
    clause = _CLAUSE.search(text, max(at - 20, 0), at - 2)
    before = clause[0] if clause else ""
    if _STILL.search(before):
        return False
    is_counted = re.match(r"(?!\d{4}年)\d|近\d|约\d|超", text[at + 1 : at + 3]) is not None
    if verb in words["做成"]:
        return re.match(f"[{HAN}\\d“《，。；]", text[at + 1 : at + 2]) is not None
    if is_verb(verb) and verb not in words["持续"]:
        return is_counted or re.search("曾经?(?!是)", before) is not None
    return False


def _are_words(text: str, at: int) -> bool:
    """Whether both are words by themselves."""
    spans = list_words_around(text, at, at + 2)
    return {(at, at + 1), (at + 1, at + 2)} <= set(spans)


@cache
def _read_words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_rows("aspects")}


@cache
def _compile_things() -> re.Pattern[str]:
    return keep_pattern(f"(?:{join_words(_read_words()['事物'])})们")
