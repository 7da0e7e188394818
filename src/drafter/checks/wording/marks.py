"""Punctuation as GB/T 15834-2011 sets it, next to Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.signs import DOUBLED
from drafter.checks.wording.patterns import ADDRESS, HAN, find_pattern

_SAYING = (
    "说|问|答|道|喊|感慨|感叹|回答|追问|提问|坦言|直言|写道|笑称|指出|强调|表示|告诉记者|建议说"
)
_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_HALF = re.compile(
    rf"(?<=[{HAN}”》）])[,;?!](?!\d{{3}}\b)|(?<=[{HAN}”》）]):(?!\d)|(?<=[{HAN}”》）])\.(?=$|[{HAN}“《])"
    rf"|(?<=\d)[,;](?=[{HAN}“《])|(?<=[%％])[,;](?=[{HAN}“《\d])|(?<=[{HAN}\d]%)\.(?=$|[{HAN}])|(?<=”)\.(?=$|[{HAN}])"
)
_DOUBLED = re.compile(
    rf"{DOUBLED}|[？！][，、；：。]+|。[？！]|，(?=等(?:方面|单位|部门|地区|同志|领导|一系列|多个|\d+[个家名项位]))|(?<=[{HAN}])[-－–]{{2,}}(?=[{HAN}])|(?<=\d)(?:[-－–][—～~]|[—～~][-－–]|～～|~~)(?=\d)|、(?=等(?!等|待|级|次|额|值|候|于|同于|高线|边三|腰|距离|离子))|。{{2,}}|(?<!…)…(?!…)"
    r"|(?<!\.)\.{3,}(?!\.)|、(?=以及|及其?(?![格时第])|和(?![谐平睦美气解顺善蔼缓]|颜悦|衷共|风|而不|盘托|田|县|硕|静县|林格|政县|服|声|亲|[\u4e00-\u9fff]{1,2}[、（])|与(?![会时日共世])[\u4e00-\u9fff]{2}(?:等|[，。；]))|；(?=和[^谐平睦美解]|及[^时格])"
)
_ROUND = re.compile(rf"\(([^()\n]*[{HAN}][^()\n]*)\)")


def find_unpaired_marks(page: PageText) -> Iterator[Hit]:
    """D438: a quotation mark or bracket without its other half, and straight quotes."""
    for number, line in enumerate(page.lines):
        text = line.text
        text = re.sub(r"^[（(]?[\d一二三四五六七八九十]+[）)]", lambda m: "　" * len(m[0]), text)
        open_marks: list[tuple[str, int]] = []
        wrong: list[int] = []
        for at, sign in enumerate(text):
            if sign in _PAIRS:
                open_marks.append((sign, at))
            elif sign in _CLOSING:
                if open_marks and open_marks[-1][0] == _CLOSING[sign]:
                    open_marks.pop()
                elif sign != "’":  # an apostrophe
                    wrong.append(at)
            elif sign == '"' and re.search(rf"[{HAN}]", text):
                wrong.append(at)
        wrong += [at for _, at in open_marks if at or not _opens_again(page, number)]
        for at in sorted(wrong)[:1]:
            yield Hit("D438", number, *_span_half(text, at), {"text": text[at]})


def _span_half(text: str, at: int) -> tuple[int, int]:
    """From a mark to where its other half may be lacking at the most: the end of the sentence, or
    the beginning of it for a mark that closes."""
    if text[at] in _CLOSING:
        return max(text.rfind(sign, 0, at) for sign in "。！？") + 1, at + 1
    ends = [text.find(sign, at) + 1 for sign in "。！？"] if text[at] in _PAIRS else [at + 1]
    return at, min((end for end in ends if end), default=len(text))


def _opens_again(page: PageText, number: int) -> bool:
    """Whether a speech of several paragraphs goes on: each of them opens, and the last closes."""
    text, after = page.lines[number].text, page.lines[number + 1 : number + 2]
    return text[0] == "“" and bool(after) and after[0].text[:1] == "“"


def find_half_width_marks(page: PageText) -> Iterator[Hit]:
    """D439: , ; : ? ! . ( ) next to Chinese: they are full-width there."""
    yield from find_pattern(page, "D439", _HALF, but=ADDRESS, instead=lambda m: _FULL[m[0]])
    for hit in find_pattern(page, "D439", _ROUND, but=ADDRESS):
        inner = page.lines[hit.line].text[hit.start + 1 : hit.end - 1]
        yield hit._replace(instead=f"（{inner}）")


def find_doubled_marks(page: PageText) -> Iterator[Hit]:
    """D455: two marks that cannot follow each other, dots that are no ellipsis, 、 before 等.

    Of a draft D403 has told those that a lost value may have left.
    """
    for hit in find_pattern(page, "D455", _DOUBLED, but=ADDRESS):
        if page.draft is None or not re.search(DOUBLED, str(hit.values["text"])):
            yield hit


def find_marks_between_names(page: PageText) -> Iterator[Hit]:
    """D449: “甲”、“乙” and 《甲》、《乙》: usually nothing stands between them."""
    pattern = keep_pattern(r"(?<=”)、(?=“)|(?<=》)、(?=《)")
    yield from find_pattern(page, "D449", pattern, but=_CLAUSES, instead=lambda m: "")
    yield from find_pattern(page, "D449", _BETWEEN_TITLES, but=None)


_CLAUSES = re.compile(
    rf"“[^“”]{{1,20}}”(?P<verb>[{HAN}]{{1,3}})“[^“”]{{1,20}}”(?:、“[^“”]{{1,20}}”(?P=verb)“[^“”]{{1,20}}”)+"
)
"""让“闲人”变“忙人”、“荒山”变“金山”: the mark parts clauses."""


def find_repeated_ellipses(page: PageText) -> Iterator[Hit]:
    """D452: 等等……, 如……等等: one sign that the list goes on is enough."""
    pattern = keep_pattern(r"等等?…+|…+等等?(?!待)")
    yield from find_pattern(page, "D452", pattern)


_TITLE_WITHIN = re.compile("《[^《》]{0,40}(?:《[^《》]+》|<[^<>《》]+>)")
_BEFORE_SUM = re.compile(
    rf"(?<=[{HAN}])、(?=[两三四五六]级(?:联动|联网|协同|书记|政协|组织|上下|贯通|网络|干部|[，。]))"
)
_BEFORE_FIRST = re.compile(rf"(?<=[{HAN}])、(?=一是[^，。；、]{{2,30}}[，；。]二是)")
_AFTER_NUMBER = re.compile(rf"(?:^|(?<=[，。；：]))[一二三四五六七八九]是：(?=[{HAN}])")
_COMMAS = re.compile(
    rf"(?<=通过|采取|包括)[{HAN}]{{2,4}}(?:，[{HAN}]{{2,4}})+等(?=形式|方式|方法|渠道|途径|措施|手段|环节)"
)
_BETWEEN_TITLES = re.compile(r"(?<=》)[，,](?=《[^》]*》(?:[，,]《[^》]*》)*(?:等|。|；|和《|$))")
_SPOKEN_FULL = re.compile(r"(?<=[说问答道喊])：“[^”]*[^。！？…”]”(?=[。]|$)")
_SPOKEN_COMMA = re.compile(
    rf"(?<![常总爱老话语]说)(?<={'|'.join(_SAYING.split('|')[:5])})，(?=“[^”]{{4,}}(?:[。！？]”|”。?$))"
)
_GOES_ON = re.compile("[，。！？]”[^“”。！？]{1,14}$")
"""“甲，”某人说，“乙。” The one who speaks stands within what is said."""
_NO_QUESTION = re.compile(
    r"(?:^|(?<=[。！？；]))(?:(?:为什么|凭什么|难道)[^，。；？！“”]{2,}(。)|什么是[^，。；？！“”]{2,14}。(?=[^。！]*？))"
)
_QUESTION_END = re.compile(r"(?:吗|什么呢|怎么办|如何是好)(?=。)")
_STATEMENT = re.compile(
    r"(?:^|(?<=[。！]))[^。！？“”吗呢谁哪何什怎几么]{0,20}(?:是为了|是因为)[^。！？“”吗呢谁哪何什怎几么]{1,20}？"
    r"|(?:强调|要求|指出|希望|必须|确保)(?![^？]{0,40}(?P<a>[\u4e00-\u9fff])[不没](?P=a))[^。！？“”吗呢谁哪何什怎几么吧否多]{4,40}？(?!”)"
)
_PARTED = re.compile(
    rf"(?<=[{HAN}])[：、](?=(?:指出|认为|要求)[，：])|、(?=[至到](?:周|星期|\d+[日月]))|(?<=[说道])“：|(?<=\d)。(?=\d+万?[亩元吨人%])"
)
_DOT_OF_DAY = re.compile(r"(?<=“)(?:1[0-2]|[1-9])[、，.](?:[12]\d|3[01]|[1-9])(?=”)")
_LABEL = re.compile(
    r"^\s*(?:联系人|联系电话|时间|主持人)[，；](?=20\d\d年|\d{3,}|[一-鿿]{2,3}，电话)|^\s*[一二三四五六七八九]，(?=(?!是)[一-鿿]{4})"
)
_STOP_IN_THEME = re.compile("(?<=主题[为是]“)[^”。]{4,20}。(?=”)")
_MANY = re.compile("[！]{2,}|[？]{2}(?!？)")
_FULL_STOP_TWICE = re.compile("(?<=[。！？]”)。|(?<=[。]）)。")
_SINGLE = re.compile(r"‘[^‘’]*’")


def find_wrong_marks(page: PageText) -> Iterator[Hit]:
    """D457: commas in a row of words, a question without its mark, a statement with one."""
    rows = (
        (_TITLE_WITHIN, "书名号里再用书名号，里面的用〈〉"), (_BEFORE_SUM, "去掉前面的顿号"), (_BEFORE_FIRST, "后面列出来的，前面用冒号"),
        (_AFTER_NUMBER, "“一是”后面直接写"), (_COMMAS, "并列的词之间用顿号"), (_NO_QUESTION, "问句用问号"), (_QUESTION_END, "问句用问号"),
        (_STATEMENT, "陈述句用句号"), (_PARTED, "去掉这个标点"), (_DOT_OF_DAY, "月、日之间用间隔号：“12·4”"),
        (_LABEL, "后面用冒号"), (_STOP_IN_THEME, "引号里的词语后面不用句号"), (_MANY, "叹号、问号用一个"), (_FULL_STOP_TWICE, "引号里有了句号，外面不再用"),
    )  # fmt: skip
    for pattern, right in rows:
        for hit in find_pattern(page, "D457", pattern, but=None):
            if not _GOES_ON.search(page.lines[hit.line].text, 0, hit.start):
                yield hit._replace(values={**hit.values, "right": right})


_ANNOUNCING = re.compile(
    "(?:强调|指出|要求|认为|表示|提出|明确|建议|部署)：(?P<way>[^：。！？“”（]{2,40}?"
    "(?:[几些下面]点|方面|做到|如下|要求|工作|任务|措施|意见|建议))："
)


def find_colons_within(page: PageText) -> Iterator[Hit]:
    """D457: 会议强调：要做到以下几点：…… has a colon within what a colon begins."""
    for hit in find_pattern(page, "D457", _ANNOUNCING):
        match = _ANNOUNCING.match(page.lines[hit.line].text, hit.start)
        assert match
        values = {"text": match["way"][-4:] + "：", "right": "一句话里不套用冒号，前一个改成逗号"}
        yield hit._replace(start=match.end() - 1, end=match.end(), values=values)


def find_marks_of_speech(page: PageText) -> Iterator[Hit]:
    """D457: who says something says it after ：, and the 。 of what is said stands within."""
    rows = ((_SPOKEN_FULL, "引整句话，句号放在引号里"), (_SPOKEN_COMMA, "引整句话用冒号"))
    for pattern, right in rows:
        for hit in find_pattern(page, "D457", pattern, but=None):
            if not _GOES_ON.search(page.lines[hit.line].text, 0, hit.start):
                yield hit._replace(values={**hit.values, "right": right})


def find_outer_single_quotes(page: PageText) -> Iterator[Hit]:
    """D438: ‘甲’ that stands in no “”."""
    outer = keep_pattern("“[^”]*”")
    for hit in find_pattern(page, "D438", _SINGLE, but=outer):
        if "“" in page.lines[hit.line].text[: hit.start] and "”" not in page.lines[hit.line].text:
            continue  # a speech of several paragraphs
        yield hit._replace(values={"text": "‘"})


def find_stray_blanks(page: PageText) -> Iterator[Hit]:
    """D481: a blank within a sentence: between two words, before a mark, behind ，."""
    pattern = keep_pattern(
        rf"(?<=[{HAN}”》）\d%])[ \u3000\xa0]+(?=[，。；：、？！％%](?!\s*$)|[。；！？]$|%)|(?<=[，；])[ \u3000\xa0]+(?=[{HAN}“《\d])"
        rf"|(?<=[{HAN}]{{2}})[ \xa0](?=[{HAN}]{{2}})"
    )
    for hit in find_pattern(page, "D481", pattern, but=ADDRESS):
        text = page.lines[hit.line].text
        if _ARTICLE.fullmatch(text[: hit.start]):
            continue
        if _is_line_of_title(text, hit) or _CONTACT.search(text[: hit.start]):
            continue
        if _is_sentence(text) and text.count(" ") + text.count("\u3000") <= _MOST_BLANKS:
            around = text[max(hit.start - 3, 0) : hit.end + 3]
            yield hit._replace(values={"text": around}, instead="")


def _is_line_of_title(text: str, hit: Hit) -> bool:
    """Whether the blank parts two lines of a title: 《唯实唯先 善作善成》."""
    opened = max(text.rfind(sign, 0, hit.start) for sign in "《“")
    closed = max(text.rfind(sign, 0, hit.start) for sign in "》”")
    is_even = text[opened : opened + 1] == "《" and text.find("》", hit.end) - hit.end == (
        hit.start - opened - 1
    )
    return opened > closed and (hit.start - opened > _HALF_OF_TITLE or is_even)


_HALF_OF_TITLE = 4
"""So many characters before a blank are a line of their own."""
_ARTICLE = re.compile("[ \u3000]*第[一二三四五六七八九十百零〇\\d]+[条章节编款]")
"""What a clause of rules begins with stands apart from its words."""
_CONTACT = re.compile(
    rf"(?:联[系络]人|负责人|经办人|收件人|收货人|咨询人|主持人?|记录人?|代表)[：:][{HAN}（）()]{{2,20}}$"
)
"""Behind the office of a person, and before his name, a blank stands: 联系人：县工商联 亓官明."""
_MOST_BLANKS = 5
"""More of them are set on purpose: a row of names, a form."""


_LEAST_SENTENCE = 8


def _is_sentence(text: str) -> bool:
    return text.rstrip()[-1:] in tuple("。；！？，：") and len(text.strip()) >= _LEAST_SENTENCE


_LONG_LINE = 35
"""A title is seldom so long."""
_TELLING = re.compile(
    "(?:会议|会上|主席|书记|通知|方案|报告|大家)[^，。；]{0,6}(?:要求|指出|强调|认为|决定|提出|明确)，.{12}"
)
"""What begins so is no title."""
_ENDING_IN_WORDS = re.compile(
    r"^\s*(?:附|抄|主|印|联系|地址|电话|(?:时间|地点|主持|出席|列席|参加|参会|缺席|请假|记录|执笔|审核|签发|责任|报送|[报送发])[^，。；：]{0,6}：)|[。；\s]附件\s*\d*[:：]|。\s*[表图]\s*\d+\s"
)
"""A line that ends in no sentence: a list of attachments, a caption."""


def find_missing_ends(page: PageText) -> Iterator[Hit]:
    """D482: a paragraph of sentences that ends in a word."""
    for index, line in enumerate(page.lines):
        text = line.text.rstrip()
        is_long = len(text) >= _LONG_LINE or re.search("[。；]", text) or _TELLING.match(text)
        if line.kind != "body" or not is_long or "，" not in text:
            continue
        if re.search(rf"[{HAN}\d%]$", text) and not _ENDING_IN_WORDS.search(text):
            end = len(text)
            yield Hit("D482", index, end - 2, end, {"text": text[-6:]})
