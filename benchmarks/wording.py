"""The report's own words, the same for every engine.

«name» is a value, «name…» a list joined with 、, «?flag»words«/flag» words that stand only when the
flag is true. A | is where Word has broken the text into another run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

MARK = re.compile(r"«(?P<kind>[?/]?)(?P<name>\w+)(?P<list>…?)»")
_CHOICE = re.compile(r"«\?(\w+)»(.*?)«/\1»")

HEADER = "«org»　内部资料"
FOOTER = ("— ", " —")
FIXED = ["12345", "24小时", "4类"]
"""Wordings with digits that are the template's own."""

TITLE = "«title»"
BYLINE = "（«signed»）"
OPENING = [
    "«year»年是全县水利事业爬坡过坎的一年。«org»在县委、县政府的领导下，围绕防洪保安全、优质水资源、"
    "健康水生态、宜居水环境四个方面，|把全年任务分解到月、落实到人，较好地完成了各项目标。本报告反映«period»"
    "的工作，由«head»同志审定，«deputy»同志组织起草，«leaders…»等同志提供了材料。|文中的数字取自各股室的登记册，"
    "经逐条核对以后汇总得出，与上一年的口径相同；有关工程的名称、里程和投资，以批准的文件为准。现将一年来的情况、"
    "存在的不足和«next_year»年的打算报告如下，请审议并提出意见，以便我们在新的一年里改进工作。"
]
FIRST = [
    "守住底线，防汛抗旱有序有效。汛期前后共开会商会«meetings»次，发出通知和预警«documents»件，«head»同志带队检查险工险段"
    "«visits»处。|«towns…»等乡镇的山洪危险区逐户登记造册，转移路线、安置地点和责任人上墙公示。值班室坚持24小时双人值守，"
    "|做到雨情、水情、工情随时可查。«?won»年内我局被评为«award»，这是对基层水利人的肯定。«/won»«?unwon»年内没有获得省级表彰。"
    "«/unwon»入秋以后雨水偏少，又及时转入抗旱，科学调度蓄水，保证了秋粮灌溉和城乡居民的饮水，没有发生大的损失。",
    "建管并重，水库河道面貌一新。全县«reservoirs»座水库全部落实了行政、技术、巡查三类责任人，除险加固任务完成«rate»。|治理中小河流"
    "«length»公里，沿岸栽植乔木«trees»株，昔日杂草丛生的河滩成了群众散步的去处。«partner»派出专家驻点指导，|对堤防护坡的"
    "材料和做法作了比选，选定的方案节省投资，也便于日后维修。工程质量按照“«standard»”的要求逐段检验，发现不合格的"
    "当场返工，不留尾巴。汛前组织的联合验收中，参加各方对工程的观感和资料都给予了较好的评价。",
    "精打细算，资金使用规范透明。全年下达水利投资«budget»，实际支付«spent»，支付进度«executed»，在建项目«projects»个。|"
    "«?over»因新增应急项目，个别科目超出年初安排。«/over»«?within»各科目都控制在年初安排以内。«/within»我们把钱花在"
    "群众最急需的地方，先保饮水、再保灌溉，|对大额支出实行集体研究，对零星支出实行公示，对工程变更实行先批后做。审计部门"
    "提出的意见，由«deputy»同志牵头逐条整改，整改结果在局内通报。财务人员每月与项目负责人对账一次，账款相符，手续齐备。",
    "便民利民，农村供水提质增效。改造老旧管网，更换智能水表，受益农户«households»户，自来水通到«villages»个行政村的每一户人家。|"
    "依托«platform»，报修、缴费、过户都可以在手机上办，12345热线转来的诉求«calls»件件件有回音，群众满意率为«satisfaction»。|"
    "对住在高处、管网末梢的用户，分批加装了增压设备；对水源单一的村，新打了备用水井。水质化验由每季一次增加到每月一次，"
    "结果张贴在村务公开栏里，让大家用上放心水、明白水。冬季来临之前，还对裸露的管道普遍做了一遍保温。",
]
SECOND = [
    "突出重点，十项任务逐项推进。年初确定的重点任务，由«sections…»分别牵头，«leaders…»等同志包抓。|«head»同志每月听取一次"
    "汇报，现场解决问题，全年协调用地、用电、赔青等事项«solved»起。«?piloted»我县承担的«pilot»进展顺利，形成了可以推广的做法。"
    "«/piloted»|对进度偏慢的任务，实行挂牌督办，销一项、摘一牌；对按期完成的，总结经验、给予表扬。全年没有一项任务因为推诿扯皮"
    "而停工，也没有一项任务为了赶工而放松质量。下面按照任务的顺序，把每一项的责任股室和完成的情况分别说明。"
]
ITEM = ("（«it_number»）«it_name»", "由«it_owner»牵头。«it_text»")
THIRD = [
    "从任务完成的情况看，走在前面的有«towns…»，共同的经验是底数清、责任明、抓得早。|在«year»年的考核中，十项任务的综合完成率为"
    "«rate»，比上一年有所提高。«deputy»同志在总结会上指出，成绩的取得靠的是各方面的支持，«partner»的技术力量、|«platform»的数据支撑"
    "和广大群众的理解，缺一不可。也要看到，任务之间还不平衡，靠近县城的进度快，偏远山区的进度慢；新建的项目劲头足，"
    "管护的事情办法少。这些都要在今后的工作中逐步加以解决，不能满足于账面上的完成。",
    "依法治水，水行政执法从严从实。全年巡查河道«visits»次，办理涉河建设审批«documents»件，对非法采砂、侵占河道、破坏设施、"
    "超量取水这4类行为保持高压。|«head»同志与公安、生态环境、自然资源等部门的负责同志定期会商，«sections…»密切配合，|"
    "做到发现在早、处置在小。对初次违法、后果轻微的，以教育为主，限期改正；对屡教不改的，依法从重处理，并向社会公开。"
    "«?won»执法案卷在全省评查中名列前茅。«/won»取水许可的电子证照全部换发完毕，企业办事少跑了许多路。",
    "强基固本，干部队伍的本领见长。全年举办业务培训«courses»期，参加«trained»人次，内容包括水文测报、工程管理、财务制度和"
    "公文写作。|«leaders…»等同志走上讲台，把自己多年的经验讲给年轻人听。选派业务骨干到«partner»跟班学习，|回来以后都承担了"
    "急难的任务。«org»的青年突击队在汛期主动请缨，驻守在最偏远的测站，受到群众称赞。局机关还与«villages»个行政村结成对子，"
    "干部每季度进村一次，听意见、办实事，把论文写在田间地头，把身影留在群众中间，作风有了明显的转变。",
]
TABLE_LEAD = [
    "为了便于查阅，现将«year»年开展的主要活动按照时间的先后列表如下。|表中的每一项都有会议记录、照片或者签到册可查，原件保存在"
    "«keeper»。参加人员只列主要的几位，其余的见签到册。全年开展培训«courses»期、会商«meetings»次、现场检查«visits»次，|除表中所列"
    "的以外，还有一些日常的碰头会、电话会没有一一登记。«deputy»同志对表中的内容作了核对，各股室的负责同志确认无误。"
    "需要说明的是，同一天的几项活动分别列出，跨日的活动列第一天；活动的名称以通知为准，与简报、新闻稿的提法可能"
    "略有出入，但是内容一致。查阅原件的，请提前与办公室联系。"
]
COLUMNS = ("日期", "活动", "类别", "参加人员")
FOURTH = [
    "总结一年的工作，我们也清醒地看到存在的不足。年初查找的«issues»个问题，已经解决«solved»个，其余的正在抓紧办理。|一是工程的"
    "管护经费不足，«reservoirs»座水库中有一部分靠近报废年限，维修的钱没有稳定的来源。二是专业人员偏少，«towns…»的水管站多数"
    "只有两三个人，|应付日常已经吃力。三是数据还没有完全打通，«platform»与气象、自然资源部门的系统不能直接交换，要靠人工抄录。"
    "四是个别干部习惯于老办法，遇到新情况拿不出新招数，工作的主动性、创造性还不够，需要在今后的实践中加以锻炼和提高。",
    "«next_year»年，我们将重点抓好«goals»件事，力争投资完成率不低于«executed»。|在安全上，继续把防汛抗旱放在首位，补齐监测预警的短板；在供水上，"
    "推进城乡一体，让«villages»个行政村与县城同源、同网、同质；在河湖上，由«sections…»联合行动，清理乱占、乱采、乱堆、乱建；"
    "|在改革上，探索水权交易和节水奖励，用价格的办法促进节约。«?piloted»继续做好«pilot»，力争拿出更多的成果。«/piloted»"
    "各项任务都要明确时限和标准，«head»同志负总责，每季度调度一次，年底逐项验收，确保说到做到、件件落实。",
]
TROUBLE = (
    "需要报告的是，年内还有«issues»个遗留问题没有全部销号，主要涉及征地补偿和历史欠账，«deputy»同志已经牵头拿出方案，预计在"
    "«next_year»年上半年办结，办结以后另行专题报告。"
)
SIGNATURE = "«org»"
HEADINGS = (
    "一、主要工作",
    "二、重点任务的完成情况",
    "三、主要活动一览",
    "四、存在的不足和下一步打算",
)


def filled(text: str, data: dict[str, Any], item: dict[str, Any] | None = None) -> str:
    """The words with the data's values in them: what any engine has to print."""

    def value(mark: re.Match[str]) -> str:
        name = mark["name"]
        found = item[name[3:]] if item and name.startswith("it_") else data[name]
        return "、".join(found) if mark["list"] else str(found)

    chosen = _CHOICE.sub(lambda m: m[2] if data[m[1]] else "", text)
    return MARK.sub(value, chosen.replace("|", ""))


def spelled(text: str, mark: Callable[[str, str], str]) -> list[str]:
    """The runs of a text, each mark in an engine's own syntax by `mark(kind, name)`.

    kind: "" a value, "…" a joined list, "?" a condition's beginning, "/" its end.
    """

    def own(found: re.Match[str]) -> str:
        return mark(found["kind"] or found["list"], found["name"])

    return [MARK.sub(own, run) for run in text.split("|")]
