"""Words that are mistaken for others or said twice."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.matching.tables import keep_table
from drafter.checks.wording.numerals import list_digit_forms
from drafter.checks.wording.patterns import HAN, QUOTED_WORKS, WORKS, find_pattern, stands_in_name
from drafter.checks.wording.spelling.companions import find_words_cut_short, find_words_of_one_sound
from drafter.checks.wording.spelling.cutting import list_pairs, list_words_around
from drafter.checks.wording.spelling.dropped import find_cut_off, find_lost
from drafter.checks.wording.spelling.fours import find_near_fours, find_short_fours
from drafter.checks.wording.spelling.near import find_near_phrases
from drafter.checks.wording.spelling.slips import find_slips
from drafter.checks.wording.spelling.twice import find_doubled, find_parted

_TIME = (
    r"\s*(?:到|至|于)?\s*(?:\d|[一二三四五六七八九十]{1,2}月|目前|现在|今[年天日]|本[月年周]|去年|上[月年]|昨[天日]|年[底末]"
    r"|月[底末]|季末|[上下]半年|发稿|[春夏秋冬]季|第[一二三四]季度)"
)
_BY_CONTEXT = (
    (re.compile(r"(?<![尤极如])其它(?![的]?[身体]|[^，。；]{0,20}，(?:不如|毋宁))"), "其他"),
    (re.compile(rf"(?<!报名)(?<!申报)(?<!投票)(?<!征集)(?<!受理)截止(?={_TIME})"), "截至"),
    (re.compile(r"(?<!民主)(?<!民主与)(?<!民主和)法制建设(?![委史室])"), "法治建设"),
    (re.compile(r"既使(?=[^，。；又]{1,20}，?也)"), "即使"),
    (re.compile(r"必需(?=要|带头|率先|亲自|严守|恪守|时刻|经过|通过|牢固|切实|认真|一律|严肃|高标准|尽快|立刻|按期|按时|及时|尽快|立即|如实|把|由|符合|具备|承担|履行|执行|服从|注意|清醒|看到|增强|提高|提升|加快|强化|深化|牢记|引起|取得|达到|采取|实行|实施|完成|坚持|加强|严格|认真|做到|确保|牢固|始终|高度|进一步|遵守|依法|全力|深入|按照|立足|树立|抓好|落实)"), "必须"),
    (re.compile(r"收到(?=[^，。；]{0,8}(?:好评|欢迎|表彰|表扬|称赞|赞誉|青睐)(?:[，。；]|$))"), "受到"),
    (re.compile(r"受到(?=了?(?:良好|明显|显著|较好|很好|预期|积极)(?:的)?(?:效果|成效))"), "收到"),
    (re.compile(r"(?<![大现形气印对图抽想景迹表天具假万星脑意众偶录乱险真幻怪镜物异病石])象(?=[^，。；征形]{1,8}(?:一样|那样|似的|这样))"), "像"),
    (re.compile(r"必须的(?=条件|物资|经费|资金|用品|材料|设备|装备|资料|投入|人员|支出|物品|工具|手续)"), "必需的"),
    (re.compile(r"(?<!不良)(?<!应激)(?<!过敏)(?<!化学)反应(?=社情民意|民意|诉求|情况(?!良好|热烈|平稳)|意见|群众|问题|呼声|愿望)"), "反映"),
    (re.compile(r"(?<=[息展况要应须并者后，])即使(?=(?:上报|报送|报告|处理|处置|反馈|解决|更新|公布|公开|答复|办理|回应|整改|通报|纠正|化解|足额|制止|消除|排除|救治|发放)(?![^。；]{0,20}[也都]))"), "及时"),
    (re.compile(r"(?<![^，；])先[^。；，]{2,24}，在(?=报|交|送|提交|上报)"), "再"),
    (re.compile(r"交待(?=任务|工作|清楚|要求|问题|情况)"), "交代"),
)  # fmt: skip
"""Words that are wrong in some sentences alone."""
_VARIANT = "?"
"""Before a right word: the other one is not wrong, but official documents do not use it."""
_SAFE = ("帐目", "帐户", "帐单", "帐号", "台帐")
"""What is mended by itself: no sentence has these right."""
_TWICE = re.compile(
    rf"((?!一)[{HAN}]{{2,4}})(?<![一二三四五六七八九十百千万亿几][{HAN}])\1(?!色|式)"
    r"|(?<=\d)(?P<sum>[万亿][亩元吨人户件套张]次?)(?P=sum)|(?P<quoted>“[^“”]{2,20}”)(?P=quoted)|(?P<long>[\u4e00-\u9fff]{5,16})(?P=long)"
    r"|(?:进一步){2}|(?:更进一步){2}|(?:其中，){2}|(?:同时，){2}|(?:此外，){2}|(?:目前，){2}|(?:统一){2}|(?:第一时间){2}"
    r"|(?<!目)的的(?!确|士)|(?<!不)了了(?!解|之|然|望|却)|(?<![总温暖调谐饱柔缓平附祥])和和(?![气美睦平谐])|(?<![参赠给赋授])与与(?!会)"
    r"|(?<![面核应校针相绝比派结答查反])对对(?!联)|(?<![但于还可只就都也便总正硬])是是(?!非)|(?<![实存现正所内健自潜])在在(?!职|校|岗|线|编|建|读|押|册|场)|被被(?!褥|子)"
    r"|把把(?!关|脉|握|手|好|住|准|牢)|(?<![以涉普惠波危触遍])及及(?![时格早其])|为为(?<![作成认以因行分改变称转视]为为)(?!民|官|政|人|期|主)"
)
_REDUPLICATED = frozenset(
    "提醒 商量 讨论 研究 考虑 学习 休息 活动 交流 了解 比较 打扫 收拾 照顾 参观 总结 体验 锻炼 琢磨 观察 介绍 分析 调查 请教 打听 盘算 合计 溜达 "
    "吧嗒 咕噜 哗啦 叮当 叮咚 扑通 咔嚓 滴答 嘀嗒 轰隆 呼哧 噼啪 咯吱 淅沥 簌簌 沙沙 哗哗 星星 多少 天天 人人 年年 月月 日日 家家 户户 处处 时时 事事 步步 层层 件件 个个 代代 条条 次次 样样 点点 滴滴 多多 好好 常常 许多 很多 很久 好多".split()
)
"""What is said twice on purpose."""
_REPEATED_FOR_STRESS = re.compile("[很太最老好更越真]|.着$")
"""很远很远, 听着听着."""
_COLOURS = frozenset("黑白红绿蓝黄紫青灰亮直硬冷热烫香甜酸滑湿闪圆软嫩")
"""What is so, is said to be very much so by saying it twice: 碧绿碧绿的."""
_WHO_AND_DEED = "代表"
"""人民代表大会代表代表人民: who does it, and what he does."""
_BEFORE_NOUN = re.compile("[题传专列项性群愿术会众育技体念庆”年季]$")
"""Behind these a deed that is said twice on purpose elsewhere is a thing: 主题活动活动."""


class _Listed(NamedTuple):
    """A wrong word, its code, the right one, and longer words that hold the first and are right."""

    code: str
    wrong: str
    right: str
    sound: Sequence[str]


def find_mistaken_words(page: PageText) -> Iterator[Hit]:
    """D450: 其它, 截止 with a time: words that are wrong in such a sentence alone."""
    for pattern, right in _BY_CONTEXT:
        for hit in find_pattern(page, "D450", pattern):
            word, behind = str(hit.values["text"]), page.lines[hit.line].text[hit.end :]
            # 截止到 is no 截至到: there the word behind goes as well, and a person takes it out.
            is_sure = word == "其它" or (word == "截止" and behind.lstrip()[:1] not in "到至于")
            values = {"text": word, "right": right}
            yield hit._replace(values=values, instead=right if is_sure else None)


def find_wrong_words(page: PageText) -> Iterator[Hit]:
    """D450, D479, D487: 台帐, 4个意识, 各抒已见, 环镜. Of two findings at one place the surer one."""
    for index, line in enumerate(page.lines):
        page.pause()
        taken: set[int] | None = None
        for hit in (hit for find in _FINDERS for hit in find(line.text, index)):
            if taken is None:
                taken = {at for each in WORKS.finditer(line.text) for at in range(*each.span())}
            # 歌王盘石生, 农户荣宝山: only what is wrong in any sentence is looked for in names.
            is_of_name = hit.code != "D487" and stands_in_name(line.text, hit.start, hit.end)
            if not is_of_name and taken.isdisjoint(range(hit.start, hit.end)):
                taken.update(range(hit.start, hit.end))
                yield hit


def _find_listed(text: str, index: int) -> Iterator[Hit]:
    """What no sentence has right. Looked for by the first two signs."""
    words = _read_listed()
    for at, listed in enumerate(map(words.get, list_pairs(text))):
        for word in (_Listed(*row) for row in listed or ()):
            if not text.startswith(word.wrong, at) or _is_sound(text, at, word):
                continue
            end = at + len(word.wrong)
            if not _is_across_words(text, at, end):
                cure = word.right if word.wrong in _SAFE else None
                values = {"text": word.wrong, "right": word.right}
                yield Hit(word.code, index, at, end, values, cure)


def _is_across_words(text: str, start: int, end: int) -> bool:
    """Whether two characters belong to the words beside them: 搭建|帐篷, 制订|制度."""
    return end - start == 2 and _begins_or_ends_within(text, start, end)


def _begins_or_ends_within(text: str, start: int, end: int) -> bool:
    """Whether one of the two places is within a word."""
    return any(
        first < start < last or first < end < last
        for first, last in list_words_around(text, start, end)
    )


def _find_near(text: str, index: int) -> Iterator[Hit]:
    """Idioms and set phrases with a slip."""
    for start, end, phrase in (
        *find_near_fours(text),
        *find_short_fours(text),
        *find_near_phrases(text),
    ):
        yield Hit("D450", index, start, end, {"text": text[start:end], "right": phrase})


def _find_by_companions(text: str, index: int) -> Iterator[Hit]:
    """Words of one sound, and words cut short, beside those that go with the right ones."""
    for find in (find_words_of_one_sound, find_words_cut_short, find_lost):
        for start, end, right in find(text):
            yield Hit("D450", index, start, end, {"text": text[start:end], "right": right})


def _find_twice(text: str, index: int) -> Iterator[Hit]:
    """What stands there twice, at once or after some words."""
    for start, end in find_doubled(text):
        yield Hit("D450", index, start, end, {"text": text[start:end], "right": text[start]})
    for start, end, word in find_parted(text):
        right = f"{word}（只留一个）"
        yield Hit("D450", index, start, end, {"text": text[start:end], "right": right})


def _find_cut_off(text: str, index: int) -> Iterator[Hit]:
    """What is left of a word that has lost a character."""
    for start, end in find_cut_off(text):
        yield Hit("D454", index, start, end, {"text": text[start:end]})


def _find_slips(text: str, index: int) -> Iterator[Hit]:
    """Any other word with a slip."""
    for start, end, right in find_slips(text):
        hit = Hit("D450", index, start, end, {"text": text[start:end], "right": right})
        yield hit._replace(is_guess=True)


def _find_by_neighbours(text: str, index: int) -> Iterator[Hit]:
    """经济形式严峻: words that are right elsewhere, by what stands right before or right behind."""
    contexts, words = _read_contexts(), _index_contexts()
    pairs = set(list_pairs(text))
    for row in sorted(row for pair in pairs & words.keys() for row in words[pair]):
        word, right, before, behind = contexts[row]
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            is_wrong = text.endswith(before, 0, at) or text.startswith(behind, end)
            is_wrong = is_wrong and not (len(word) > 2 and _begins_or_ends_within(text, at, at + 1))
            if is_wrong or not (before or behind or _is_across_words(text, at, end)):
                yield Hit("D450", index, at, end, {"text": word, "right": right})
            at = text.find(word, end)


@cache
def _index_contexts() -> Mapping[str, list[int]]:
    """The rows of words by their first two signs."""
    rows: dict[str, list[int]] = {}
    for row, (word, *_) in enumerate(_read_contexts()):
        rows.setdefault(word[:2], []).append(row)
    return rows


@cache
def _read_contexts() -> tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]:
    """Words, the right ones, and what stands right before and right behind the wrong ones."""
    return tuple(
        (word, right, _list_words(before), _list_words(behind))
        for word, right, before, behind in read_rows("contexts")
    )


def _list_words(field: str) -> tuple[str, ...]:
    r"""The words of a field; \d is any digit, - is none."""
    words = [word for word in field.split() if word not in ("-", r"\d")]
    return tuple(words + list("0123456789")) if r"\d" in field.split() else tuple(words)


_FINDERS = (
    _find_listed,
    _find_near,
    _find_by_neighbours,
    _find_by_companions,
    _find_twice,
    _find_slips,
    _find_cut_off,
)


def _is_sound(text: str, at: int, word: _Listed) -> bool:
    if word.wrong[0].isdigit() and at and (text[at - 1].isdigit() or text[at - 1] in ".第"):
        return True
    shifts = ((longer, longer.index(word.wrong)) for longer in word.sound)
    return any(text.startswith(longer, at - shift) for longer, shift in shifts if at >= shift)


@keep_table
def _read_listed() -> Mapping[str, list[list[Any]]]:
    """The listed words, each a `_Listed`, by their first two characters."""
    words: dict[str, list[list[Any]]] = {}
    for wrong, right, *more in read_rows("mistaken"):
        code = "D450" if right[0] == _VARIANT else "D487"
        row = [code, wrong, right.lstrip(_VARIANT), " ".join(more).split()]
        words.setdefault(wrong[:2], []).append(row)
    for wrong, right, behind in list_digit_forms():
        row = ["D479", wrong, right, [wrong + each for each in behind]]
        words.setdefault(wrong[:2], []).append(row)
    return words


def find_repeated_words(page: PageText) -> Iterator[Hit]:
    """D450, D459: the same word twice, or two for one thing: 工作工作, 目前现在."""
    for hit in find_pattern(page, "D450", _TWICE, but=QUOTED_WORKS):
        line = page.lines[hit.line].text
        size = (hit.end - hit.start) // 2
        # 会议审议审议: 议审 stands there twice as well, and is no word.
        last = next(
            (n for n in range(size) if line[hit.start + n] != line[hit.end + n : hit.end + n + 1]),
            size,
        )
        for start, end in ((hit.start + n, hit.end + n) for n in range(last + 1)):
            once = line[start : start + size]
            if not (
                _is_said_so(line, start, once)
                or _is_between_words(line, start, end)
                or _begins_word(line, start, end)
            ):
                values = {"text": once + once, "right": once}
                yield hit._replace(start=start, end=end, values=values)
                break
    whole = "\n".join(line.text for line in page.lines)
    for group, sound in _read_synonyms():
        for one, other in itertools.permutations(group, 2):
            if (pair := one + other) in whole and pair not in sound:
                for hit in find_pattern(page, "D459", keep_pattern(pair)):
                    text = page.lines[hit.line].text
                    if not _begins_or_ends_within(text, hit.start, hit.end):  # 殡葬管理|应当
                        yield hit._replace(values={"text": pair, "right": f"{one}、{other}留一个"})


def _is_said_so(text: str, at: int, once: str) -> bool:
    """Whether it is said twice on purpose there."""
    if once == _WHO_AND_DEED:
        return True
    if _REPEATED_FOR_STRESS.match(once) or (
        once[-1] in _COLOURS and text.startswith("的", at + 2 * len(once))
    ):
        return True
    if once[:2] not in _REDUPLICATED:
        return False
    is_deed = len(once) == 2 and once[0] != once[1]
    is_done = text.startswith("了", at + 2 * len(once))
    return not (is_deed and (is_done or _BEFORE_NOUN.search(text[:at])))


def _is_between_words(text: str, start: int, end: int) -> bool:
    """Whether a word beside the two takes a part of them: 项目的目的, 监督小组|小组长."""
    return end - start == 4 and _begins_or_ends_within(text, start, end)


_WORDS_OF_RELATION = frozenset("对于 为了 及其 与其 在于 把持 和谐 是否 以及".split())


def _begins_word(text: str, start: int, end: int) -> bool:
    """Whether the second of two characters begins a word by itself: 在|在建工程, 对|对口协作."""
    return end - start == 2 and any(
        first == start + 1 and last > end and text[first:last] not in _WORDS_OF_RELATION
        for first, last in list_words_around(text, start, end)
    )


@cache
def _read_synonyms() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Groups of words that mean the same, and pairs of them that are right."""
    rows = (row.partition("/") for (row, *_) in (("\t".join(r),) for r in read_rows("synonyms")))
    return tuple((tuple(words.split()), frozenset(sound.split())) for words, _, sound in rows)
