"""The people of a text: a name that is written otherwise, a woman who is 他, one who was away and spoke."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes, tell_clash
from drafter.checks.wording.patterns import SURNAMES

_POSTS = (
    "主席|主任|秘书长|局长|区长|县长|市长|镇长|乡长|省长|州长|旗长|村长|书记|部长|会长|科长|院长|校长|园长|处长|主委|所长|站长|队长|组长|股长|社长|厂长|馆长|台长|行长|总工|庭长|支队长"
    "|组织委员|委员|代表|主播|经理|董事长|理事长|监事长|总裁|教授|研究员|工程师|农艺师|专家|院士|教师|老师|医生|医师|护士|护士长|民警|辅警|法官|检察官|律师|会计|记者|编辑|干部|职工|工人|农民"
    "|村民|居民|党员|支书|村官|大户|种植户|养殖户|脱贫户|农户|业主|店主|司机|驾驶员|学生|同学|网格员|志愿者|负责人|带头人|传承人|创始人|法人|队员|选手|运动员|教练|大爷|大妈|大姐|大娘|老人|模范|标兵|劳模"
    "|村医|校医|乡医|军医|队医|大夫|药师|技师|技术员|农技员|护林员|林长|河长|楼长|班长|船长|店长|教官|辅导员|书记员|保安|保洁员|环卫工|快递员|骑手|外卖员|木匠|铁匠|石匠|裁缝|画家|作家|诗人|歌手|演员|导演|导游|厨师"
    "|电工|焊工|瓦工|钳工|矿工|渔民|牧民|茶农|果农|菜农|花农|瓜农|棉农|粮农|蜂农|烟农|药农|养蜂人|手艺人|护工|月嫂|消防员|救生员|飞行员|船员|乘客|旅客|患者|病人|家长|母亲|父亲|妻子|丈夫|儿子|女儿|奶奶|爷爷"
    "|嫌疑人|被告人?|原告|申请人|当事人|受害人|被害人|死者|伤者|证人|候选人|考生|研究生|博士|硕士|大学生|校友|战友|客户|商户|摊主|房东|租户|户主|车主|失主|货主|书法家|摄影师|设计师|调解员|讲解员|宣讲员|联络员"
    "|战士|军人|烈士|老兵|企业家|常委|成员|巡视员|调研员|指导员|专员|检察长|参赞|同志"
)
_NO_NAME = "说的在到就率和与及还也又从把将以向给赴同先后都是要会任认对为被让由并来去做作出提指主讲介表强等经于"
"""What begins the next word and ends no name: 李明说."""
_NAME = rf"[{SURNAMES}][\u4e00-\u9fff](?![{_NO_NAME}])[\u4e00-\u9fff]"
NEXT = (
    r"(?=[，。、；：（）”的说到赴在就对率及和与还也又从把将以向给同]|主持|出席|参加|讲话|作[了出]?|指出|强调|要求|表示|带[队领着]|率[队领]|一行|来到|走[进访遍]|介绍|通报|传达|宣[读布]|主讲|深入|认为|告诉"
    r"|坦言|感慨|回忆|激动|高兴|笑着|同志|先生|女士|等|陪同|陪|调研|察看|汇报|发言|致辞|致词|代表|分别|随后|详细|逐一|先后|现场|提出|听取|叮嘱|鼓励|嘱咐|坚持|已|是|今年|家|主动|每天|便|发现|获|被|当选|任)"
)
_OR_POST = rf"(?:{NEXT}|(?=副?(?:{_POSTS})))"
_INTRODUCED = re.compile(
    rf"(?:{_POSTS}|、)(?P<name>{_NAME}){_OR_POST}|(?:^|(?<=[。；，]))(?P<named>{_NAME})(?=(?:{_POSTS}))"
)
_AGAIN = re.compile(
    rf"(?:^|(?<=[。；，：])|(?<=[由经])|(?<=同志)|(?:{_POSTS}))(?P<name>{_NAME}){_OR_POST}"
    rf"|(?<=[取问望到向给对与请为])(?P<met>{_NAME})(?=(?:{_POSTS})|一家|家中|一行)"
)


def find_other_people(page: PageText) -> Iterator[Hit]:
    """D424: 王建明带队……王建民一行; 女教师……他; 会议由周海主持……刘岚在主持会议时."""
    yield from find_clashes(
        page,
        (_find_other_names, _find_two_posts, _find_genders, _find_two_hosts, _find_contacts),
        "，。",
    )


def _find_other_names(text: str) -> Iterator[Clash]:
    """A person named again with one sign changed, or the two of the given name in turn."""
    with_posts = {match["name"] or match["named"] for match in _INTRODUCED.finditer(text)}
    for then in _AGAIN.finditer(text) if with_posts else ():
        name = then["name"] or then["met"]
        if text.count(name) > 1:
            continue
        meant = [each for each in with_posts if each != name and _are_alike(each, name)]
        if len(meant) != 1 or text.find(meant[0]) > then.start():
            continue
        one = meant[0]
        is_introduced = name in with_posts and not text[then.start() :].startswith(name)
        are_two = re.search(
            rf"{one}(?:[、和与及]|同志[、和与])|[、和与及]{one}|[、和与及]{name}|{name}[、和与及]",
            text,
        )
        if not is_introduced and not are_two:
            yield Clash("姓名", one, name, *then.span("name" if then["name"] else "met"))


LEADING = (
    "主席|主任|秘书长|局长|区长|县长|市长|镇长|乡长|省长|书记|部长|会长|科长|院长|校长|园长|处长|主委|所长|站长|队长|组长|社长|厂长|馆长|台长|行长"
    "|总经理|董事长|理事长|检察长|庭长|支队长|大队长|指挥长|总监|主编"
)
_HELD = re.compile(
    rf"(?P<post>副?(?:{LEADING}))(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?){NEXT}"
)
_NAME_FIRST = re.compile(
    rf"(?:^|(?<=[。；，、“]))(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:同志)?(?P<post>副?(?:{LEADING}))(?![、和助])"
)


def _find_two_posts(text: str) -> Iterator[Clash]:
    """主席李建国主持，副主席李建国作了讲话; 副局长邓磊……邓磊局长."""
    seen = dict[str, str]()
    held = (*_HELD.finditer(text), *_NAME_FIRST.finditer(text)) if "副" in text else ()
    for match in sorted(held, key=lambda match: match.start()):
        before = seen.setdefault(match["name"], match["post"])
        is_same = before.removeprefix("副") == match["post"].removeprefix("副")
        # 县委副书记、县长: who has more posts than one may be called by each of them.
        if before != match["post"] and is_same and not _has_both(text, match["name"]):
            yield Clash(match["name"], before, match["post"], *match.span())


def _has_both(text: str, name: str) -> bool:
    return bool(re.search(rf"原副|时任|前任|任命{name}|{name}(?:同志)?(?:任|为|担任|当选)", text))


def _are_alike(one: str, other: str) -> bool:
    if one[0] != other[0]:
        return False
    return (one[1] == other[1]) != (one[2] == other[2]) or one[1:] == other[:0:-1]


_TRADES = "教师|老师|职工|工人|民警|干部|党员|医生|护士|委员|代表|书记|支书|村官|企业家|青年|司机|大学生|农民|劳模|同志|工程师|记者|演员|法官|检察官|社工|村民|队长|队员|能人|将|兵|村长|主任|老板|同学"
_WOMEN = "奶奶|大妈|大娘|大婶|阿姨|婆婆|大嫂|女士|大姐"
_MEN = "爷爷|大爷|大叔|大伯|伯伯|叔叔|先生|大哥"
_FEMALES = re.compile(
    rf"(?<![男、和与])女(?:{_TRADES})|产妇|孕妇|女婴|老太太|妇联(?:主席|干部|主任|执委)|妇女主任|三八红旗手|巾帼|最美(?:母亲|媳妇|婆婆|妈妈)|好(?:媳妇|儿媳|婆婆)|月嫂|绣娘|军嫂|，女，|(?<=[{SURNAMES}])(?:{_WOMEN})"
    rf"|(?<=[{SURNAMES}])(?:[秀桂玉淑凤春彩翠月惠慧美素丽雪巧爱红金冬秋春][兰英芳珍芬花莲梅娥娟霞琴香芝菊萍红玲娣]|婷婷|莉莉|丽丽|芳芳|娜娜)(?![\u4e00-\u9fff]?[局镇乡村县])"
)
_MALES = re.compile(
    rf"(?<![女、和与])男(?:{_TRADES})|老汉|小伙子?|男婴|，男，|(?<=[{SURNAMES}])(?:{_MEN})"
    rf"|(?<=[{SURNAMES}])(?:[国建志卫永振立学德伟大铁家世][强刚军勇栋柱彪雄豪]|建国|卫国|爱国|卫东|建民|福贵|满仓)(?![局镇乡村县路])"
)
_ANOTHER = (
    "丈夫|老公|爱人|儿子|孙子|女婿|儿媳|妻子|女儿|孙女|父亲|父母|母亲|公公|婆婆|爷爷|奶奶|爸|妈|老伴|老人(?!院)|弟|妹|哥|姐(?!妹)|叔|伯|舅|姨|姑|学生|患者|病人|孩子|记者|书记|主任|局长|村民|群众|老师|医生|老板|校长|对方|同事|领导|战友|客户|同学|徒弟|师傅|邻居|老乡"
    "|男|女|某|小[\u4e00-\u9fff]，|当事人|嫌疑人|旅客|游客|司机|伤者|老汉"
)
_ANOTHERS = re.compile(_ANOTHER)
_HE, _SHE = (
    re.compile(
        rf"(?:(?<=[，。；])|(?<=^)|(?<=年来，)|(?<=[为给让帮把请使令将对向送被叫扶问陪接])){sign}(?![们人日乡山国])"
    )
    for sign in "他她"
)
_PERSON = re.compile(
    rf"(?:{_POSTS}|员|者|^|(?<=[，。；]))(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?){NEXT}"
)


def _find_genders(text: str) -> Iterator[Clash]:
    """山区女教师张秀兰。他把……; 孙明，男，……女企业家: one person alone in the text."""
    pairs = ((_FEMALES, _MALES, _HE), (_MALES, _FEMALES, _SHE))
    for own, other, pronoun in pairs if "他" in text or "她" in text or "，男，" in text else ():
        begun = own.search(text)
        then = pronoun.search(text, begun.end()) if begun else None
        if begun is None or then is None or other.search(text):
            continue
        first = [*own.finditer(text, 0, then.start())][-1]
        rest = text[first.end() : then.start()]
        names = {match["name"][:2] for match in _PERSON.finditer(text[: then.start()])}
        # Those of the other sex among the family are said before: 照顾瘫痪的婆婆。他…….
        most = 0 if first[0] in (_WOMEN + _MEN) else 1
        is_alone = len(names) <= most and not (
            set(_ANOTHERS.findall(rest)) - {"母亲", "婆婆", "妈", "奶奶"}
            if own is _FEMALES
            else _ANOTHERS.search(rest)
        )
        if is_alone and "“" not in text[: then.start()]:
            yield Clash("性别", first[0].strip("，"), then[0], *then.span())
    yield from _find_elders(text)
    if "，男，" in text and (
        then := re.compile(
            "(?:名|位|是|为)[^，。；]{0,8}(?P<is>女(?:企业家|干部|教师|党员|委员|代表|能人|强人))"
        ).search(text)
    ):
        yield Clash("性别", "男", then["is"], *then.span("is"))


_ELDER = re.compile(rf"(?P<of>[{SURNAMES}])(?P<called>{_WOMEN}|{_MEN})")


def _find_elders(text: str) -> Iterator[Clash]:
    """钱奶奶……钱大爷: one of a name is called as a man and as a woman; the two of a house are not."""
    called = list(_ELDER.finditer(text))
    for then in called[1:]:
        first = called[0]
        is_other = (first["called"] in _WOMEN) != (then["called"] in _WOMEN)
        if (
            is_other
            and first["of"] == then["of"]
            and not re.search("老伴|夫妇|夫妻|丈夫|妻|爱人|两口|、|和|与|邻居|[兄姐弟妹]", text)
        ):
            yield Clash("性别", first[0], then[0], *then.span())


_HOSTED = re.compile(
    rf"(?:会议|座谈会|仪式|典礼|大会|活动|培训班|论坛)?由(?:[^，。；]{{0,24}}?(?:{_POSTS}))(?P<who>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:同志)?主持"
)
_AS_HOST = re.compile(
    rf"(?:^|(?<=[。；，]))(?P<who>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:同志)?(?:在)?主持(?:会议|座谈会|仪式|大会|活动)?(?:时|并讲话|讲话时|中)"
)


def _find_two_hosts(text: str) -> Iterator[Clash]:
    """会议由统战部部长周海主持，……刘岚在主持会议时要求."""
    first = _HOSTED.search(text) if "主持" in text else None
    then = _AS_HOST.search(text, first.end()) if first else None
    if first and then and first["who"] != then["who"]:
        yield Clash("主持人", first["who"], then["who"], *then.span("who"))


_CONTACT = re.compile(
    rf"联系人[：:为是][ 　]?(?P<who>[{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[，。；、（\d 　]|$)"
)
_TO_CONTACT = re.compile(
    rf"(?:找|联系|与|向|拨打|咨询)(?P<who>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:同志|老师|主任|科长|女士|先生)(?:联系|咨询|报名|索取|反映)?"
)


def _find_contacts(text: str) -> Iterator[Clash]:
    """联系人：李敏……请找王敏同志."""
    named = {match["who"] for match in _CONTACT.finditer(text)}
    for then in _TO_CONTACT.finditer(text) if len(named) == 1 else ():
        (one,) = named
        if then["who"] != one and (one[0] == then["who"][0] or one[1:] == then["who"][1:]):
            yield Clash("联系人", one, then["who"], *then.span("who"))


_AWAY = re.compile(
    "(?:请假|缺席|因[公事病]?(?:未|请假)(?:到会|出席)?)(?:人员|委员|同志|的有)?[：:](?P<who>[^。；\n]+)"
)
_AWAY_TOLD = re.compile(
    rf"(?P<who>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:同志)?因[^，。；]{{1,10}}?，?(?:请假)?(?:未能?|缺席|没有|不能|请假)(?:参加|参会|到会|出席|与会|到场)?[^，。；]{{0,6}}[，。；]"
)
_SPOKE = "(?:同志)?(?:[在于][^，。；]{0,6}[会场上中]，?|现场|随后|最后|首先|还|也|代表[^，。；]{1,10}?)?(?:汇报|发言|讲话|作了|主持|介绍|宣读|传达|通报|表态|强调|指出|提出|领学|讲评|就)"


def find_absent_speakers(page: PageText) -> Iterator[Hit]:
    """D424: 请假：刘卫东。……会上，刘卫东汇报."""
    for index, line in enumerate(page.lines):
        for told in _AWAY_TOLD.finditer(line.text) if "因" in line.text else ():
            form = re.compile(rf"(?<!受)(?<!达了)(?<!达)(?<![托读了]){told['who']}{_SPOKE}")
            spoke = form.search(line.text, told.end())
            if spoke and not re.search("书面|视频|线上|委托|远程|电话", line.text):
                yield tell_clash(index, Clash(told["who"], told[0], spoke[0], *spoke.span()))
        away = _AWAY.search(line.text) if "：" in line.text or ":" in line.text else None
        if away is None:
            continue
        names = re.findall(
            rf"(?:^|[、，（])([{SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[、，（。]|$)", away["who"]
        )
        rest = page.lines[index : index + 40]
        for number, each in enumerate(rest):
            start = away.end() if not number else 0
            for name in names:
                spoke = re.compile(name + _SPOKE).search(each.text, start)
                if spoke:
                    clash = Clash(name, away[0][:2], spoke[0], *spoke.span())
                    yield tell_clash(index + number, clash)
                    return
