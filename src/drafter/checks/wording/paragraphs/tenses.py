"""How far a thing has come, told twice: a plan told as done, all done and some left, first and again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes

_DEEDS = "完成|建成|新建|新增|新开|开通|开工|竣工|举办|召开|开展|组织|实现|解决|改造|改建|扩建|修建|修复|整治|整改|建立|出台|印发|制定|培训|引进|签约|签订|落实|落地|安装|采购|发放|化解|办结|查处|创建|打造|启动|投入|争取|选派|走访|慰问|救助|帮扶|拓宽|硬化|绿化|栽植|种植|收购|销售|接待|推广|优化|清理|拆除|搬迁|配备|设立|成立|通过|达到|突破|增加|提高|减少|降低"
_TO_COME = r"(?:^|(?<=[。；]))[^。；]{0,4}(?:下一步|下一阶段|下步|下阶段|接下来|明年|来年|后续|今后|未来[一二三两几]年|新的一年)[^。；]{0,6}，|(?:我[们局县市区镇院校委办]|全[县市区镇局])[^。；，]{0,4}将(?:重点|着力|继续|全力)?(?:抓好|做好|实施|推进|完成|办好)"
_OPENERS = re.compile(_TO_COME)
_DONE_VERB = re.compile(
    rf"(?:(?<![为好除得不到可行])(?P<did>(?:{_DEEDS})了)(?![解结])|(?<![在对将把从于为是以])(?P<had>已经?(?:全面|全部|顺利|正式|圆满|成功)?(?:{_DEEDS}|投入使用|投用|通车)))(?![^，。；]{{0,12}}的(?:基础|项目|工程|地方|单位|问题|成果|经验))"
)
_PAST = re.compile(
    "目前|截至|此前|前期|今年以来|去年|上年|已经?[^，。；]{1,16}的基础|自[^，。；]{1,12}以来|过去|近年|前不久|日前|日，|至今|现已|现有|原|凡|一旦|如|若|待|等|后，|的，|确保|届时|力争"
)
_NEXT_YEAR = re.compile(
    rf"(?P<when>明年|来年|后年|下个?月|下周|下半年)(?:[^，。；已]{{0,12}})(?<![在对将把从于])(?P<had>已经?(?:全面|全部|顺利|正式)?(?:{_DEEDS}|投入使用|投用|通车))(?!的|[^，。；]{{0,10}}的(?:基础|项目|工程|问题))"
)


def find_clashing_tenses(page: PageText) -> Iterator[Hit]:
    """D424: 下一步，……新增了30辆; 尚未开工。目前……已封顶; 全部竣工，剩余11户; 首次……再次."""
    finders = (_find_plans_as_done, _find_meetings_to_come, _find_stages, _find_all_but_some)
    yield from find_clashes(page, (*finders, _find_pairs), "，。")


def _find_plans_as_done(text: str) -> Iterator[Clash]:
    """下一步，……已举办; 明年6月底前已完成: what is to come, told as done."""
    for opener in _OPENERS.finditer(text):
        sentence = re.split("。", text[opener.end() :])[0]
        for done in _DONE_VERB.finditer(sentence):
            clause = re.split("[，；：]", sentence[: done.start()])[-1]
            if re.search(r"\d年|\d月", sentence[: done.start()]):
                break
            earlier = text[opener.start() : opener.end()] + sentence[: done.start()]
            if not _PAST.search(clause + done[0]) and not _PAST.search(earlier):
                start = opener.end() + done.start()
                yield Clash("时间", opener[0].strip("，。；"), done[0], start, start + len(done[0]))
                return
    for match in _NEXT_YEAR.finditer(text):
        if not _PAST.search(match[0]):
            yield Clash("时间", match["when"], match["had"], *match.span("had"))


_WILL_MEET = re.compile(
    r"(?:会议|大会|座谈会|活动|培训班|论坛|仪式|推进会|现场会|动员会|比赛)(?:将|拟|定|计划)于[^，。；]{2,20}(?:召开|举行|举办|开班)"
)
_MET = re.compile(
    r"(?:会上|活动中|现场|仪式上|大会上|比赛中|开班式上|会议期间|座谈会上|培训中|会后|论坛上)，[^。；]{0,24}?(?P<did>(?:进行|作|发表|展开|达成|签订|通过|听取|参观|观看|汇报|介绍|颁发|表彰|宣读|部署|传达|通报|强调|总结|回顾|交流|讨论)了)|与会人员(?P<also>[^，。；]{0,10}(?:热烈讨论|深入交流))了?"
)
_WILL_HOLD = re.compile(
    r"(?:将|拟|定|计划|预计)于(?P<when>[^，。；]{2,14}?)(?:在[^，。；]{1,14})?(?:举办|举行|召开|开幕|开赛|开班|开展|启动)"
)
_HELD = re.compile(
    r"(?<!初)(?P<did>(?:现|现场|均|业|比赛|大赛|活动|目前)?已(?:经)?(?:圆满|顺利|成功|胜利)?(?:评出|评选出|决出|揭晓|闭幕|落幕|结束|颁奖|散会|产生[^，。；]{0,4}[奖名冠]|公布[^，。；]{0,4}(?:成绩|结果|名次)))"
)
_EARLIER_ONE = re.compile(
    "上届|上一届|去年|首届|此前|预赛|初赛|海选|初选|前期|前[一二三四五\\d]|资格|报名(?:已)?结束|征集"
)
_WILL_DO = re.compile(
    rf"(?:20\d\d年|今年|上半年|去年|上年)[^。；]{{0,16}}?(?P<will>(?:将|拟|计划)(?:{_DEEDS}))[^。；]{{2,40}}?，[^。；]{{0,24}}?(?:经[^，。；]{{0,10}}?验收(?:全部)?合格|(?:目前|现|均)?已(?:全部)?(?:移交|投入使用|投用|交付使用|通过验收|完工|通车|见效|受益))"
)


def _find_meetings_to_come(text: str) -> Iterator[Clash]:
    """会议将于下周三召开，会上……进行了热烈讨论; 将新建……，经验收全部合格."""
    first = _WILL_MEET.search(text) if "于" in text else None
    then = _MET.search(text, first.end()) if first else None
    if first and then:
        group = "did" if then["did"] else "also"
        yield Clash("时间", first[0], then[group], *then.span(group))
    first = _WILL_HOLD.search(text) if "已" in text else None
    then = _HELD.search(text, first.end()) if first else None
    if first and then and not _EARLIER_ONE.search(text[first.end() : then.end()]):
        yield Clash("时间", first[0], then["did"], *then.span("did"))
    for match in _WILL_DO.finditer(text) if "已" in text or "验收" in text else ():
        yield Clash("时间", match["will"], "已经做成", *match.span("will"))


_WORKS = "开工|动工|立项|启动(?:建设)?|建设|实施|招标|开建|选址|破土|奠基"
_END = "投入使用|交付使用|投入运行|投入运营|投用|投产|建成通车|通车|竣工(?:验收)?|通过(?:竣工)?验收|完工|建成(?:开放|启用|运营)?|启用|开园|开馆|开业|运营"
_NOT_BEGUN = re.compile(
    rf"(?P<one>(?:尚未|还未|至今(?:尚|仍)?未|迟迟未(?:能)?|仍未(?:能)?|一直未(?:能)?|未能(?:如期)?|没有)(?:正式|全面)?(?:{_WORKS}))"
)
_BEGUN = re.compile(
    r"(?P<two>主体(?:工程|结构)?(?:已|已经|现已|全部|均已)?(?:全部|顺利)?(?:封顶|完工|完成)|(?:已|已经|现已)(?:全部|顺利|累计|全面)?(?:封顶|竣工|完工|建成|通车|投入使用|投用|投产|交付|完成投资|完成工程量|完成[^，。；]{0,6}(?:投资|产值|工程))|(?:工程|形象)进度(?:已)?(?:达到?|完成))"
)
_FINISHED = re.compile(
    rf"(?P<one>已(?:经)?(?:于[^，。；]{{1,14}}?)?(?:全面|正式|全部|如期|顺利|提前)?(?:{_END}))(?:，|。|；)(?P<between>[^。；]{{0,30}}?)(?P<two>(?:目前|现|现在|当前)[^。；，]{{0,12}}?(?:正在|仍在|尚在|抓紧|加紧|正)[^。；，]{{0,10}}?(?:施工|建设|浇筑|砌筑|开挖|打桩|吊装|主体|基础|桩基)|(?:主体|基础|桩基)(?:工程|结构)?(?:正在|仍在|尚在)[^，。；]{{0,6}})"
)
_PLANNED_LATER = re.compile(
    rf"(?P<one>(?:计划|拟|预计|将)于?(?:明年|后年|20\d\d年)[^，。；]{{0,8}}(?:开工|动工|启动|开建|奠基))[^。；]{{0,20}}，[^。；，]{{0,8}}(?P<two>已于?[^，。；]{{0,12}}(?:{_END}|封顶))"
)
_OTHERS = re.compile(
    "二期|三期|一期|配套|附属|绿化|引桥|其余|剩余|另[有外一]|后续|装修|扩建|改造提升|[东西南北]段|除[^，。]{1,12}外|部分|首批|第二|下一|新|其中|同时|原定|原计划|因此|推迟|延期|受[^，。]{1,12}影响，[^。]{0,12}原"
)


def _find_stages(text: str) -> Iterator[Clash]:
    """至今尚未开工。目前该项目主体工程已封顶; 已投入使用，目前主体工程正在施工."""
    first = _NOT_BEGUN.search(text)
    then = _BEGUN.search(text, first.end()) if first else None
    if first and then:
        between = text[first.end() : then.start()]
        head = re.split("[。；，]", text[: first.start()])[-1]
        is_near = between.count("。") <= 1 and len(between) < _NEAR
        if is_near and not _OTHERS.search(between + head) and "、" not in between:
            yield Clash("进展", first["one"], then["two"], *then.span("two"))
    for form in (_FINISHED, _PLANNED_LATER):
        for match in form.finditer(text):
            clauses = text[_start_of(text, match.start()) : _end_of_clause(text, match.end())]
            if not _OTHERS.search(clauses):
                yield Clash("进展", match["one"], match["two"], *match.span())


_NEAR = 36
_ALL = re.compile(
    r"(?P<all>(?:已|均已|现已|已经|均)?全部(?:已|均)?[\u4e00-\u9fff]{2,8}|全部\d+[个名户家处项件条所座][\u4e00-\u9fff]{2,8}(?:已|均)[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{1,4}率(?:均)?(?:已)?(?:达到?了?|为|保持|实现)?100%|(?:实现|已)(?:了)?(?:[\u4e00-\u9fff]{0,6})?(?:全覆盖|清零|动态清零|全面完成)|无一(?:缺席|遗漏|例外|逾期)|应[\u4e00-\u9fff]尽[\u4e00-\u9fff])"
)
_SOME_LEFT = re.compile(
    r"[，。；](?:但|目前|现|其中|另)?(?:，)?(?P<rest>(?:仅剩|只剩|还剩|尚有|仍有|还有|剩余|余下|剩下|其余|尚余|(?:未|尚未|没有)(?:完成|办结|整改|化解|验收|交付|销号)的)(?:的)?[^，。；]{0,20}?(?:未|尚未|没有|待|正在|将[于在]|预计|计划|力争|拟于|抓紧|仍在|年底前|月底前|空白|[，。；]预计|[，。；]将于))"
)
_SCOPED = re.compile(
    "首批|第一批|一期|其中|基本|重点|前期|到期|试点|应急|部分|除[^，。；]{1,12}外|以上|以外|上年|去年|符合条件|按期|具备条件|年度|主体|第[一二三四]"
)


def _find_all_but_some(text: str) -> Iterator[Clash]:
    """286户已全部竣工，剩余11户将于12月底前完工; 办结率100%，尚有3件未办结."""
    for first in _ALL.finditer(text):
        then = _SOME_LEFT.match(text, _end_of_clause(text, first.end()))
        head = re.split("[。；]", text[: first.start()])[-1]
        if then and not _SCOPED.search(head + first[0]) and "其中" not in then[0][:5]:
            yield Clash("进度", first["all"], then["rest"], first.start("all"), then.end("rest"))
            return


def _start_of(text: str, end: int) -> int:
    """Where the sentence begins that has this place."""
    return max(text.rfind(sign, 0, end) for sign in "。；") + 1


def _end_of_clause(text: str, start: int) -> int:
    """The mark that ends the clause."""
    found = re.compile("[，。；]|$").search(text, start)
    return found.start() if found else len(text)


_PAIRS = (
    (r"(?:属|系|为|是)(?:初次|首次|第一次)(?!的)[^。；]{0,16}[，。；][^。；，]{0,10}?(?P<at>(?<!不)曾(?:经|先后)?(?:\d+|[两二三四五六七八九十]|多)次[^，。；]{0,24})"),
    (r"(?:首次|第一次|首度)(?P<v>获|荣获|入选|入围|上榜|被评|获评|当选|摘得|夺得|承办|举办|登上|受邀)[^。；]{0,16}，[^。；]{0,16}(?P<at>(?:再次|又一次|再度|第[二三四五]次|连续[两二三四五六]次|蝉联)[^。；，]{0,3}(?P=v))"),
    (r"(?:唯一|仅有)(?:的)?(?:一[个家名位])?(?:[\u4e00-\u9fff]{0,4})(?:获奖|获[此该]|入选|入围|上榜|受表彰|当选|获评|通过)[^。；，]{0,12}，(?P<at>(?:与|和|同)[^。；，]{2,24}(?:一同|一起|共同|并列|同时)[^。；，]{0,8})"),
    (r"(?:未|没有|无)(?:造成|发生|出现|有)?(?:任何)?人员(?:伤亡|受伤|死亡)[，。；][^。]{0,16}?(?P<at>(?:受伤|负伤|遇难|死亡|伤者)(?:的)?(?:[\d一二两三四五六七八九十]+[名位人]|群众|人员|已送))"),
    (r"(?:未|没有)(?:发生|出现)(?:过)?(?:任何|一起)?(?P<v>[\u4e00-\u9fff]{2,6}?(?:事故|案件|事件|警情|火灾|疫情))[，。；](?:[^。；]{0,6}，)?(?P<at>(?P=v)(?:起数|数量|数)?(?:同比|比上年|较上年)(?:下降|上升|减少|增加|增长)(?!100%))"),
    (r"(?:未(?:能)?通过|没有通过)(?P<v>[\u4e00-\u9fff]{0,4}(?:评审|验收|审查|审核|考核|表决))[。；，][^。]{0,30}?(?P<at>(?<!未)(?<!后)通过(?P=v)的(?![要须应单]|条件))"),
    (r"(?:不予|未予|不同意|未同意)(?P<v>立项|批准|受理|通过|采纳|补助|安排)[。；，][^。]{0,16}?(?P<at>(?:已|现|现已)(?:正式)?(?P=v))"),
    (r"(?:取消|停办|叫停)(?:了)?(?P<v>[\u4e00-\u9fff]{3,8}?)(?:活动)?[。；，][^。]{0,16}?(?P<at>(?P=v)(?:活动)?(?:如期|圆满|成功|顺利|隆重)(?:举办|举行|召开|落幕|闭幕))"),
    (r"(?P<at>会议结束后|散会后|会议闭幕后)，[^。]{2,40}(?:随后|接着|之后)[，]?会议(?:正式)?(?:开始|开幕)"),
    (r"(?:再次|再度|又一次|蝉联|连续[两二三四五]次)(?:被)?(?:评为|命名为|获|荣获|入选|授予|当选|获评|认定为)[^。；]{2,30}，[^。；]{0,10}(?P<at>首次(?:被)?(?:评为|命名|获|荣获|入选|授予|当选|获评|认定))"),
    (r"(?P<d>[东南西北])(?:起|接|临|始于|起于)(?:自|于)?[^，。；]{1,14}[，、](?P<at>(?P=d)(?:至|到|抵|止于|达))"),
    (r"(?:位于|地处|在)(?P<c>[\u4e00-\u9fff]{2,4})以?东[^。；]*?[，。]从(?P=c)(?:出发)?(?P<at>[向往朝]西)"),
    (r"(?:位于|地处|在)(?P<c>[\u4e00-\u9fff]{2,4})以?西[^。；]*?[，。]从(?P=c)(?:出发)?(?P<at>[向往朝]东)"),
    (r"(?:位于|地处|在)(?P<c>[\u4e00-\u9fff]{2,4})以?南[^。；]*?[，。]从(?P=c)(?:出发)?(?P<at>[向往朝]北)"),
    (r"(?:位于|地处|在)(?P<c>[\u4e00-\u9fff]{2,4})以?北[^。；]*?[，。]从(?P=c)(?:出发)?(?P<at>[向往朝]南)"),
    (r"(?P<at>全(?P<c>[县镇乡村])(?:各|\d+个|所有|其他)(?P=c))(?![直级委属城域乡民小])"),
    (r"(?:每周|每月|每年|每季度)(?:[\u4e00-\u9fff]{0,6})(?:一次|1次)[，。；][^。]{0,20}(?P<at>(?:本|当|这一?)(?:周|月|年|季度)(?:已|共)[\u4e00-\u9fff]{0,4}(?:[二两三四五六]|[2-9])次)"),
    (r"(?:一律|全部|全程|完全)免费[^。]{0,12}[，。；][^。；]{0,14}?(?P<at>(?:收取|缴纳|收费|交纳)[^，。；]{0,6}\d[\d.]*元)"),
    (r"(?:无偿|免费)(?:提供|赠送|发放)[^。；]{0,16}[，；](?P<at>(?:每[\u4e00-\u9fff])?(?:收取|售价|收费)[^，。；]{0,6}\d[\d.]*元)"),
    (r"(?:匿名|无记名)(?:投票|测评|问卷)[^。；]{0,12}[，；。][^。；]{0,12}(?P<at>(?:实名|署名|签名)(?:填写|投票|测评)?)"),
    (r"(?:反对|弃权)票?[1-9]\d*[票人名][^。；]{0,12}?(?P<at>一致(?:通过|同意)|全票(?:通过|当选))"),
    (r"(?P<at>(?:如期|按时|照常|准时)(?:举行|进行|召开|开赛|举办|开展))[^。；]{0,6}[，；](?:具体|新的|举办|开赛|举行|比赛|会议)*(?:时间|日期)(?:另行通知|另定|待定|尚未确定|未定|再行通知)"),
    (r"(?:自愿|不强制)(?:参加|报名|原则)?[^。；]{0,12}[，；](?P<at>(?:必须|一律|务必)(?:参加|报名|到场))"),
    (r"(?:公开|面向社会)(?:招聘|招标|招考)[^。；]{0,20}[，；。][^。；]{0,12}(?P<at>(?:内部|定向)(?:推荐|选拔|招聘|委托))"),
)  # fmt: skip
"""What cannot follow what is said first: at what is told."""
_PAIR_FORMS = tuple(map(re.compile, _PAIRS))
_PAIR_SIGNS = (
    "反对",
    "如期",
    "按时",
    "照常",
    "准时",
    "弃权",
    "再次",
    "再度",
    "又一次",
    "蝉联",
    "连续",
    "首",
    "第一次",
    "唯一",
    "仅有",
    "人员",
    "发生",
    "出现",
    "通过",
    "不予",
    "未予",
    "取消",
    "会议结束",
    "散会",
    "每",
    "免费",
    "无偿",
    "匿名",
    "无记名",
    "自愿",
    "公开",
    "起",
    "接",
    "临",
    "位于",
    "地处",
    "全县",
    "全镇",
    "全乡",
    "全村",
)


def _find_pairs(text: str) -> Iterator[Clash]:
    """首次获此荣誉，也是……再次获此荣誉; 未造成人员伤亡，受伤的2名群众."""
    if not any(sign in text for sign in _PAIR_SIGNS):
        return
    for form in _PAIR_FORMS:
        for match in form.finditer(text):
            one = re.split("[，。；]", match[0])[0]
            yield Clash("情况", one, match["at"], *match.span("at"))
