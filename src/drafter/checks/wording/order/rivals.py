"""Names that a text cannot both mean: another unit's, two titles that are nearly one, an abbreviation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText

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


_OWN = re.compile(
    r"^[ 　]*(?:[^，。；：]{0,12}[：，])?(?P<own>[\u4e00-\u9fff]{2,3}(?P<kind>[县区市镇乡]))(?:将|要|人民政府|委|政协|人大|始终|坚持|紧紧|以|把|聚焦|按照|深入|全面|认真|立足|围绕|高度|抢抓|大力|着力|扎实|干部|广大|人民(?!法院|检察|医院))"
)
_AS_OWN = re.compile(
    r"(?:推动|推进|促进|建设|打造|谱写|书写|开创|实现|让|为|助力|共建|加快|奋力|努力|绘就|展现|奋进|擦亮|服务|造福)(?:[^，。；与和]{0,10}?(?:现代化|新时代|美丽|幸福|富裕|文明|平安|法治))?(?:的)?"
    r"(?P<name>(?![^县区市镇乡]{0,2}[我全本该各两])[\u4e00-\u9fff]{2,3}(?P<kind>[县区市镇乡]))(?=人民(?!政府|法院|检察|医院|武装)|群众|百姓|经济|高质量|各项|现代化|发展|新篇章|新局面|新画卷|明天|振兴|作出|做出|的?(?:明天|未来|发展|建设|振兴)|建设)"
)


def find_foreign_places(page: PageText) -> Iterator[Hit]:
    """D409: 青溪县将……推动临江县经济社会发展: what is said of one's own place, said of another."""
    for index, line in enumerate(page.lines):
        own = _OWN.match(line.text)
        if own is None:
            continue
        for match in _AS_OWN.finditer(line.text, own.end()):
            is_other = match["name"][-3:] != own["own"][-3:] and match["kind"] == own["kind"]
            is_once = line.text.count(match["name"]) == 1
            around = line.text[own.end() : match.end()].rpartition("，")[2]
            if is_other and is_once and not _TOGETHER.search(around):
                values = {"text": match["name"], "right": f"文中说的是{own['own']}"}
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
