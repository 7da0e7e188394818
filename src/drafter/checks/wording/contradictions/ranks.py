"""A rank, an age, a year of founding, told again as another: 第二……榜首; 62岁……年近五旬."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.numerals import parse_han


def find_clashing_ranks(page: PageText) -> Iterator[Hit]:
    """D424: 排名第二，位居榜首; 62岁……年近五旬; 始建于1998年，1995年该站被评为."""
    yield from find_clashes(page, (_find_ranks, _find_ages, _find_births, _find_founded), "，。；")


_RANKED = (
    ("第一|首位|榜首|首名|冠军|头名|金奖|金牌|一等奖|桂冠|魁首|头筹|状元", "第一"),
    ("第二|次席|亚军|银奖|银牌|二等奖|榜眼", "第二"), ("第三|季军|铜奖|铜牌|三等奖|探花", "第三"),
    ("末位|倒数第一|垫底|末尾|最后一名|末名", "末位"),
)  # fmt: skip
_RANK = "|".join(rf"(?P<r{n}>{words})" for n, (words, _) in enumerate(_RANKED))
_HELD = r"(?:排名|排在|列|位居|位列|名列|获得?|荣获|夺得|摘得|居|取得|斩获|拿下|勇夺|排|捧回|登上|跃居)(?:了|全[国省市县区州][^，。；、]{0,4}|团体|总分|综合|[\u4e00-\u9fff]{0,4}比赛)*"
_RANKING = re.compile(
    rf"{_HELD}(?:{_RANK})(?!批|组|轮|季度|产业|人称|名[^，。；]{{0,4}}(?:、|和|各))"
)
_OTHER_RANK = re.compile(
    "分别|另|去年|上年|上[一届次]|此前|历年|连续|由|从|此外|同时|其中|单项|个人|团体|又|还|并列|、|原|曾|组|第[一二三四五六七八九]次|后|增速|总量|[；]"
)


def _find_ranks(text: str) -> Iterator[Clash]:
    """在考核中排名第二，位居榜首: one rank, told in two words."""
    found = list(_RANKING.finditer(text))
    if len(found) != 2:
        return
    first, then = found
    clause = re.split("[。；]", text[: first.start()])[-1]
    between = text[first.end() : then.start()]
    if _of_rank(first) != _of_rank(then) and not _OTHER_RANK.search(clause + between):
        yield Clash("名次", first[0], then[0], *then.span())


def _of_rank(match: re.Match[str]) -> str:
    return next(name for name, value in match.groupdict().items() if value)


_AGE = r"(?<![\d])(?P<age>\d{2})(?:周?岁)(?!以[上下])"
_DECADES = (
    ("而立", 30), ("不惑", 40), ("知天命|天命之年", 50), ("花甲", 60), ("古稀", 70), ("耄耋", 80), ("鲐背", 90),
)  # fmt: skip
_ABOUT = re.compile(
    rf"(?P<at>(?P<way>年近|年逾|年过|已过|近|已逾)(?:(?P<tens>[二三四五六七八九])旬|(?P<name>{'|'.join(words for words, _ in _DECADES)})))"
)
_TEENS = 10
_ANOTHER = re.compile("父|母|爷|奶|丈夫|妻|儿|女儿|公公|婆婆|老伴|[、]|另|邻居|当年|那年|时年")


def _find_ages(text: str) -> Iterator[Clash]:
    """62岁的……年近五旬的她: near it is under it by a few years, and past it is over it."""
    for match in _ABOUT.finditer(text) if "岁" in text else ():
        aged = list(re.finditer(_AGE, text))
        if len(aged) != 1 or _ANOTHER.search(
            text[min(aged[0].start(), match.start()) : match.end()]
        ):
            continue
        age = int(aged[0]["age"])
        tens = (
            parse_han(match["tens"]) * 10
            if match["tens"]
            else next(years for words, years in _DECADES if re.fullmatch(words, match["name"]))
        )
        is_near = match["way"] in ("年近", "近")
        fits = tens - _TEENS < age < tens if is_near else tens <= age < tens + 2 * _TEENS
        if not fits:
            early, late = sorted((aged[0], match), key=lambda each: each.start())
            yield Clash("年龄", early[0], late[0], *late.span())


_BORN = re.compile(
    r"(?P<born>(?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出?生)(?!产|育|效|活)[^。]{0,30}?[，。][^。]{0,20}?(?P<now>20\d\d)年[^。；\d]{0,12}?(?P<at>(?P<age>\d{2,3})(?:周?岁))"
)
"""A birthday may be to come, and years of age may be counted from one."""


def _find_births(text: str) -> Iterator[Clash]:
    """1950年出生……2025年已经65岁."""
    for match in _BORN.finditer(text) if "生" in text and "岁" in text else ():
        years = int(match["now"]) - int(match["born"])
        if not years - 1 <= int(match["age"]) <= years + 1:
            yield Clash("年龄", f"{match['born']}年出生", match["at"], *match.span("at"))


_FOUNDED = re.compile(
    r"(?:始建于|创建于|成立于|创办于|建于|始创于|组建于|建校于|开馆于|设立于|创刊于|兴建于|出生于|生于|开业于|入职于)(?P<year>1[89]\d\d|20\d\d)年|(?P<year2>1[89]\d\d|20\d\d)年(?:\d{1,2}月)?(?:始建|创建|成立|创办|建成|出生|入职|入伍|组建|挂牌成立|建校|开馆|创刊|参加工作)"
)
_YEAR = re.compile(
    r"(?:^|(?<=[，。；]))(?:于|在|自)?(?P<at>(?P<year>1[89]\d\d|20\d\d)年)(?!代|[^，。；]{0,6}(?:前身|筹建|动工|开工|出生|立项))"
)
_EARLIER = re.compile(
    "前身|原名|原为|此前|早在|最早|旧址|重建|改建|搬迁|迁建|合并|改名|更名|改称|重新|复建|其父|父亲|母亲|后|原[有来]|、|恢复|自"
)


def _find_founded(text: str) -> Iterator[Clash]:
    """始建于1998年，1995年该站被评为全国先进: what it did before it was."""
    firsts = list(_FOUNDED.finditer(text))
    if len(firsts) != 1:
        return
    first = firsts[0]
    founded = int(first["year"] or first["year2"])
    for then in _YEAR.finditer(text, first.end(), first.end() + 60):
        if int(then["year"]) < founded and not _EARLIER.search(text[: then.end() + 12]):
            yield Clash("年份", first[0], then["at"], *then.span("at"))
            return
