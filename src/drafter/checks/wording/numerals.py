"""Han and Arabic numerals: which of them a word has, and that the two do not mix."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows, read_words
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.patterns import QUOTED, TITLES, find_pattern

_DIGITS = "零一二三四五六七八九"
_HAN = "一二三四五六七八九十百千"
_MEASURES = "次个件篇份条项名家场种类位批户台座栋幢辆支块宗起届间所处套本张把亩吨天轮道颗棵只头艘架部人小时公里倍"
_BIG = re.compile("([一二三四五六七八九])?([千百十])|([一二三四五六七八九])$")
_WORTH = {"千": 1000, "百": 100, "十": 10}


def parse_han(numeral: str) -> int:
    """A numeral up to 9999: 三十一 is 31; 0 for what is none."""
    if len(numeral) > 1 and not set("十百千") & set(numeral):
        return int("".join(str(_DIGITS.find(each)) for each in numeral if each in _DIGITS) or 0)
    value = 0
    for digit, worth, last in _BIG.findall(numeral):
        value += (
            _DIGITS.find(last) if last else (_DIGITS.find(digit) if digit else 1) * _WORTH[worth]
        )
    return value


def read_count(words: str) -> int:
    """So many as are counted, in digits or in Han, where 两 is two; 0 for what is none."""
    return int(words) if words.isdecimal() else parse_han(words.replace("两", "二"))


def write_han(number: int) -> str:
    """A number below 100 in Han: 14 is 十四."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


_NUMERALS = re.compile("[二三四五六七八九]?十[一二三四五六七八九]?|.")


def list_digit_forms() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The set phrases with digits for their numerals: 4个意识, 三会1课; the phrase as it is right,
    and the characters behind which it is another."""
    for phrase, *but in read_rows("numbered"):
        pieces = [(piece, _write_digit(piece)) for piece in _NUMERALS.findall(phrase)]
        for written in itertools.product(*(dict.fromkeys(piece) for piece in pieces)):
            if (form := "".join(written)) != phrase:
                yield form, phrase, tuple("".join(but))


def _write_digit(piece: str) -> str:
    if piece == "两":
        return "2"
    return str(parse_han(piece)) if piece[0] in "一二三四五六七八九十" else piece


_MEETINGS = re.compile(
    r"(?<![\d.])\d{1,2}届(?:第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[次中](?:全[会委]|会议)?|(?=全国(?:政协|人大|委员)|[区市县省]?(?:政协|人大)|[区市县省]委|中央))"
    r"|(?<=[一二三四五六七八九十])届\d{1,2}[次中]|(?<=政协)\d{1,2}届|(?<=人大)\d{1,2}届"
    r"|(?<![\d.])\d{1,2}大(?=精神|报告|代表(?!团|性)|以来|会议|召开|胜利|开幕|闭幕|提出|之后|作出)|(?<=党的)\d{1,2}大"
    r"|第?(?<![\d.])\d{1,2}个(?:5|五)年规划|第?[一二三四五六七八九十]{1,2}\d?个5年规划|第十\d个五年规划"
    r"|(?<![\d.])(?:5[.·]1|7[.·]1|8[.·]1|10[.·]1|3[.·]8)(?=劳动|建军|国庆|妇女|节|期间|假期|前夕|讲话|表彰)"
    r"|十[345]五|(?<![\d.])1[345][5五](?=规划|时期|期间|”|开局|目标)|十[三四五]5(?=规划|时期|期间|”|开局|目标)"
)


def find_digits_in_sessions(page: PageText) -> Iterator[Hit]:
    """D479: 19大, 15届2次, 第14个5年规划: a session and a congress have Han numerals."""
    for hit in find_pattern(page, "D479", _MEETINGS, but=TITLES):
        yield _name_right(hit)


def _name_right(hit: Hit) -> Hit:
    text = str(hit.values["text"])
    right = re.sub(r"\d+", lambda m: write_han(int(m[0])) if len(m[0]) < 3 else m[0], text)
    return hit._replace(values={"text": text, "right": right})


_MIXED = re.compile(
    rf"(?<![{_HAN}])(?:[{_HAN[:9]}]?[十百千])++[{_HAN[:9]}]?\d++(?=[{_MEASURES}余多万亿元])|(?<![\d.])\d++十[一二三四五六七八九]?(?=[{_MEASURES}余多])"
    r"|(?<![\d.])\d++[百千](?![克米瓦伏卡帕赫牛分])|第[一二三四五六七八九十]\d++(?=[次个届批期户名位])"
    r"|(?<!\d)\d+\.\d+[十百千]万|百分之[一二三四五六七八九十]+\d+|零点\d+|[一二三四五六七八九十零]点\d+(?=[%％万亿倍吨元，。；、]|个百分点)|\d点\d+(?=[%％万亿倍]|个百分点)|[百千万]〇[一二三四五六七八九]|(?<![〇0一二三四五六七八九])[一二三四五六七八九]0[一二三四五六七八九](?![〇0一二三四五六七八九])|第?[一二三四五六七八九](?:、|至|到)[1-9](?=季度|年级|级[^，。；]{0,4}网)|[1-9](?:、|至|到)[一二三四五六七八九](?=季度|年级)|第?[1-4]季度(?=[和与及、]第?[一二三四]季度)|(?<=[一二三四]季度[和与及、])第?[1-4]季度|[十百千万][余多]\d+(?=[万次个件篇名条项场家户人份位])|(?<![第十百千〇零一二三四五六七八九\d、])[一二三四五六七八]、[2-9](?=[年个天次名岁人家户项月件])|(?<![\d.])\d{1,3}万[1-9]元(?![\d])|[二三四五六七八九百]十\d+(?![\d.]*[年月日时:：点])"
)
_ODD = re.compile(
    r"(?<![〇零0一二三四五六七八九])[一二三四五六七八九][0０](?=年代|后|[万亿余多]|[年个名家户件项次条元人亩吨天](?![〇零一二三四五六七八九]))|[壹贰叁肆伍陆柒捌玖拾佰仟]\d+(?=[万亿元])|(?<=[二三四五六七八九十百千万])[壹贰叁肆伍陆柒捌玖](?=[个名家户件项次条元人亩吨天])|第[壹贰叁肆伍陆柒捌玖拾](?=[名次个届批位期条章])|(?<=\d)百分点(?!位)|(?<![\d.])\d+\.\d+\.\d+(?=[吨元万亿%个米亩倍]|公里|平方)|(?:共有|人口|合计|共计|达到?|总计)\d{1,3}，\d{3,4}(?=[人元户亩件名吨])"
    r"|(?<![\d,，、.])(?!\d{1,3}(?:,\d{3})++(?!,?\d))\d++(?:,\d++)++(?=(?:\.\d+)?(?:余|多)?[万亿]?(?:[元人件亩吨户起名个次条家篇项座台辆份册株头]|平方米|公里))"
)
_NEGATIVE = re.compile(
    r"(增长|增加|提高|上升|提升|扩大|减少|下降|降低|回落|缩小)(?:了|为)?\s*[-－−]\s?(\d+(?:\.\d+)?(?:%|个百分点|万|亿)?)"
)
_TWO = re.compile(
    r"(?<![第届十百千〇零一二三四五六七八九其之、至到\d“])二(?:[次个件篇份条项名家场种位批户座栋幢辆宗起台支周](?!会议|垮塌|坍塌|塌方|滑坡|崩塌|伤害|事故|灾害|感染|传播|爆炸|泄漏|碰撞|释放|利用|开发|全会|创业|答复|反馈|整改|供水|污染|元|三|等|回访|入户|录入|核查|审核|验收|报销|搬运|转运|设计|调解|评估|消杀|复核|分配|研判|加工|开发|加压|装修|分红|配售|招标|灾害|扬尘|供热|网|审议|手术|验收|利用|套房|审|诊|次)|次会议(?<=(?:召开|举行)二次会议)(?=[，。；])|类(?<=[分为成]二类)(?=[，。；：])|年(?<=连续二年)|年(?=[，。；内里间后]|以[上来]|时间|多)|大(?=板块|任务|亮点|特点|方面|工程|举措|部分|问题|环节|优势|难题|领域|体系|类)|天(?!门)|小时|公里|公斤|倍|地(?=考察|学习|调研|参观|取经)|所(?=学|高|小|中|医)|间(?=房|教|办)|处(?=[隐问景工房违])|本(?=书|台|资)|支(?=队|志))"
)
_PAIR = re.compile(
    r"两[零〇][零〇一二三四五六七八九]{2}年|两十[一二三四五六七八九]?|第两|两分之一|两等奖|百分之两|(?<=十)两(?=[个次件名家场位项条])|(?<![\d一二三四五六七八九十])两月份|初两|两〇|周两(?!次|日|天)|星期两|[一二三四五六七八九]百两十"
)
_DECIMAL = re.compile(
    rf"百分之[{_HAN}]+点[零{_HAN}]+|[{_HAN}]+点[零一二三四五六七八九]+(?=[万亿%个倍亩吨元]|公里|公顷|平方|千瓦)(?!分|刻|半)"
)


_OF_LAW = ("徒刑", "拘役", "管制", "缓刑", "考验期", "禁闭")
_OWED = ("工资", "的工资", "赔偿金", "经济补偿", "的经济补偿")
"""The law says 有期徒刑二年 and 二倍工资."""
_SAYS_LAW = re.compile(
    "不得|应当|罚|吊销|撤销|之日|[届期]满|时效|期限|有效期|资格|保管|保存|本[法办条规]|第[一二三四五六七八九十百]+条|追诉|诉讼|仲裁|任期|禁止"
)
"""In a sentence of the law 二年 is right."""


def find_wrong_twos(page: PageText) -> Iterator[Hit]:
    """D451: 二次, 二个: two of something is 两; 第二次, 十二次 and 二次会议 are no count."""
    for hit in find_pattern(page, "D451", _TWO):
        text = page.lines[hit.line].text
        is_of_law = hit.values["text"] == "二年" and _SAYS_LAW.search(text) is not None
        is_of_law = is_of_law or text.endswith(_OF_LAW, 0, hit.start)
        if not (is_of_law or text.startswith(_OWED, hit.end)):
            yield hit


def find_mixed_digits(page: PageText) -> Iterator[Hit]:
    """D479: 一百二十3名, 第二10次, 1百多件, 两十三个, 三点六万亩, 增长-0.5%."""
    for hit in find_pattern(page, "D479", _MIXED):
        yield hit._replace(values={**hit.values, "right": _write_digits(str(hit.values["text"]))})
    for hit in find_pattern(page, "D479", _ODD):
        yield hit._replace(values={**hit.values, "right": _write_odd(str(hit.values["text"]))})
    for hit in find_pattern(page, "D479", _PAIR):
        right = str(hit.values["text"]).replace("两", "二")
        yield hit._replace(values={**hit.values, "right": right})
    for hit in find_pattern(page, "D479", _DECIMAL, but=QUOTED):
        yield hit._replace(values={**hit.values, "right": _write_decimal(str(hit.values["text"]))})
    for hit in find_pattern(page, "D479", _NEGATIVE):
        match = _NEGATIVE.match(page.lines[hit.line].text, hit.start)
        assert match
        falls = match[1] in ("减少", "下降", "降低", "回落", "缩小")
        right = f"{match[1] if falls else '下降'}{match[2]}"
        yield hit._replace(values={**hit.values, "right": right})


_LARGE = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")


def _write_odd(text: str) -> str:
    """九0 as 90, 第叁 as 第三, 1,20 as 120, and 个 before 百分点."""
    if text == "百分点":
        return "个百分点"
    if text.count(".") > 1:
        return "只留一个小数点"
    if text[0] in _HAN:
        return f"{_DIGITS.index(text[0])}0"
    return text.replace(",", "").translate(_LARGE)


def _write_digits(text: str) -> str:
    """A numeral of both kinds in digits: 一百二十3 is 123, 1百 is 100, 第二10 第210."""
    head = "第" if text[0] == "第" else ""
    han = re.sub(
        r"\d+", lambda m: write_han(int(m[0])) if int(m[0]) < 100 else m[0], text[len(head) :]
    )
    value = parse_han(han)
    return f"{head}{value}" if value else text


def _write_decimal(text: str) -> str:
    share = text.startswith("百分之")
    whole, _, rest = text.removeprefix("百分之").partition("点")
    decimals = "".join(str(_DIGITS.find(each)) for each in rest if each in _DIGITS)
    return f"{parse_han(whole)}.{decimals}{'%' if share else ''}"


_LONE_DIGITS = re.compile(r"(?<![\d.,A-Za-z])\d(?![\d.,%:：A-Za-z])")
_IDIOM = 4
_SAME = re.compile(r"[一-鿿\d]{4}")


def find_digits_in_idioms(page: PageText) -> Iterator[Hit]:
    """D479: 4通8达, 接2连3, 3人行必有我师: what is a word or a saying has Han numerals."""
    sayings = _list_numbered_sayings()
    for index in list_lines(page, _LONE_DIGITS):
        text, end = page.lines[index].text, 0
        for match in _LONE_DIGITS.finditer(text):
            start = match.start()
            if start < end:
                continue
            for at in range(max(start - _IDIOM + 1, 0), start + 1):
                words = text[at : at + _IDIOM]
                if _SAME.fullmatch(words) and (right := _find_idiom(words)):
                    end = at + _IDIOM
                    yield Hit("D479", index, at, end, {"text": words, "right": right})
                    break
            else:
                for saying, place in sayings.get(text[start + 1 : start + 2], ()):
                    at = start - place
                    if at >= 0 and _read_digits(text[at : at + len(saying)]) == saying:
                        end = at + len(saying)
                        values = {"text": text[at:end], "right": saying}
                        yield Hit("D479", index, at, end, values)
                        break


def _read_digits(words: str) -> str:
    return words.translate(_HAN_OF)


_HAN_OF = str.maketrans("123456789", "一二三四五六七八九")


def _find_idiom(words: str) -> str:
    """The idiom that the words are in digits, with 两 for 2 where it has that."""
    han = _read_digits(words)
    forms = (han, han.replace("二", "两")) if "2" in words else (han,)
    return next((each for each in forms if each != words and each in _read_idioms()), "")


@cache
def _read_idioms() -> frozenset[str]:
    return read_words("idioms") | read_words("fixed")


@cache
def _list_numbered_sayings() -> dict[str, list[tuple[str, int]]]:
    """The sayings by the sign behind each numeral of theirs, and where that numeral stands."""
    found: dict[str, list[tuple[str, int]]] = {}
    for saying in read_words("sayings"):
        for match in re.finditer("[一二三四五六七八九](?=.)", saying):
            if len(saying) > _IDIOM:
                place = match.start()
                found.setdefault(saying[place + 1], []).append((saying, place))
    return found
