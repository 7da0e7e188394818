"""Sentences with their figures marked: ⟦35⟧ is one that next year will say differently."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence

from wordfiles import with_body

LABELLED = """
全年督办重点提案⟦35⟧件，其中办结⟦31⟧件，办结率⟦88.6⟧%。
共走访企业⟦200余⟧家（次），收集意见⟦近300⟧条，协调解决⟦约50⟧件。
截至⟦2021⟧年⟦11⟧月底，完成投资⟦3.2⟧亿元，同比增长⟦12.5⟧%；争取资金⟦495,737⟧元，支出⟦2.60⟧万元。
满意率达⟦99⟧%，比上年提高⟦1.9⟧个百分点，受理信件⟦120⟧件，较上年增加⟦18⟧件。
⟦1—11⟧月，接待群众⟦1.2万⟧人次，为⟦3至5⟧名困难职工送去补助⟦10.0⟧万元。
⟦2021年3月5日⟧召开动员会，⟦3月14日⟧印发方案，⟦6⟧月下旬完成验收。
依据区协发〔2021〕3号文件和第12号令，认真学习十九届五中全会和党的二十大精神，编制十四五规划。
开通12345热线，实行24小时值班、365天不打烊，建成4A级景区⟦2⟧个、AAA级信用企业⟦16⟧家。
（一）抓实三会一课，落实“四个意识”“两个维护”，学习《2020年工作要点》。
1.举办培训班⟦3⟧期，培训⟦460⟧人次。2.开展调研⟦两⟧次，形成报告⟦三⟧份。
联系电话：0537-2211234，邮编272000，网址 http://www.example.cn/2021/05/12.html。
第七届委员会第三次会议以来，收到提案⟦152⟧件，立案⟦140⟧件，立案率⟦92.1⟧%，连续⟦3⟧年保持在⟦90⟧%以上。
委员提案、集体提案分别为⟦112⟧件和⟦28⟧件，分别占⟦80⟧%、⟦20⟧%。
排查隐患⟦1107⟧处，整改⟦1,098⟧处，罚款⟦9400余⟧万元。
为60岁以上老人⟦2300⟧名免费体检，每人每年不少于1次。
新增5G基站⟦45⟧个，G60沿线绿化⟦12.5⟧公里，PM2.5平均浓度⟦35⟧微克/立方米。
组织⟦二十余⟧名干部到⟦百余⟧户困难家庭开展慰问。
推进“1+3+N”体系建设，实行1对1帮扶，一户一策。
预算执行率⟦97.35⟧％，“三公”经费支出⟦18.6⟧万元，下降⟦6.3⟧％。
会议审议通过人事任免⟦5⟧项，任免干部⟦12⟧人。
围绕乡村振兴、城市更新⟦两⟧项课题组织视察⟦20多⟧次。
接种疫苗⟦8.6万⟧剂次，核酸检测⟦12⟧轮、⟦46.3万⟧人次，转运密接⟦37⟧人，落实14天隔离要求。
⟦2020⟧年全区生产总值⟦512.4⟧亿元，⟦2022⟧年预计突破⟦560⟧亿元。
办理时限由⟦15⟧个工作日压缩至⟦7⟧个工作日。
在全市考核中位列第⟦2⟧位，获得省级表彰⟦4⟧项。
⟦８６⟧件提案全部办复。
覆盖⟦12⟧镇⟦3⟧街道⟦186⟧个村，惠及⟦3.5万余⟧人。
一是抓学习。二是抓落实。三是抓提升。主要体现在三个方面。
全区实有登记失业人员⟦1,234⟧人，登记失业率⟦3.06⟧％，低于控制目标⟦1.5⟧个百分点以内。
出动警力⟦1300余⟧人次、车辆⟦260⟧台次，处置警情⟦95⟧起。
全年共办理民生实事⟦12⟧件（项），完成率⟦100⟧%。
新冠疫苗全程接种率⟦92.3⟧%，加强免疫接种⟦12,456⟧剂次，设置隔离点⟦3⟧处、房间⟦240⟧间。
坚持24小时专人值守，实行“日报告、零报告”制度，第一时间启动Ⅲ级响应。
建成110kV变电站⟦1⟧座，铺设DN300管道⟦12.6⟧公里。
开展“12·4”国家宪法日、“3·15”消费者权益日宣传⟦2⟧场。
对照《条例》第12条第3款规定，梳理问题⟦18⟧个，整改完成⟦16⟧个，整改率⟦88.9⟧%。
培育年产值超亿元企业⟦5⟧家，新增“四上”企业⟦11⟧家，其中规上工业企业⟦4⟧家。
受理12345政务服务热线转办件⟦3,120⟧件，按期办结率⟦99.8⟧%，满意率⟦98⟧%。
先后⟦两⟧次召开党组会议，⟦三⟧次召开主席会议研究部署。
举办第八届读书节，开展活动⟦30多⟧场（次），参与读者⟦1万余⟧人次。
平均每件信访办理用时⟦4.5⟧天，比上年缩短⟦1.2⟧天。
完成一般公共预算支出⟦2亿3560⟧万元。
（二）⟦2⟧项改革走在前列。
2.15个村完成换届。
⟦2021⟧年3季度末贷款余额⟦36.8⟧亿元。
按照“1+6+N”工作机制，建成区级中心⟦1⟧个、镇街中心⟦6⟧个。
全部完成3个100%目标。
⟦2021⟧ 年，收到提案 ⟦152⟧ 件，办复率 ⟦100⟧ %。
走访看望离退休老干部⟦三十余⟧人次。
见附件3、表2-1及图4。
按照省委1号文件要求，制定方案⟦1⟧套。
学习贯彻习近平总书记“7·26”重要讲话精神。
完成⟦2021⟧—⟦2022⟧学年度招生⟦560⟧人，其中男生⟦290⟧人，女生⟦270⟧人。
电话回访⟦120⟧次，电话：0537-2211234转805。
活动覆盖率由⟦85⟧%提高到⟦93⟧%，提升⟦8⟧个百分点。
编纂《文史资料》第12辑，征集史料⟦60余万⟧字。
抓实“一岗双责”，签订责任书⟦46⟧份。
民主评议⟦5⟧个部门，测评满意率均在⟦95⟧%以上。
开放时间为8:30—17:00，免费Wi-Fi覆盖⟦100⟧%。
打造15分钟便民服务圈⟦8⟧个。
协调资金⟦50万⟧，修建道路⟦3.5⟧公里。
⟦２０２１⟧年共召开会议⟦１２⟧次。
（一）1.⟦2021⟧年共举办展览⟦6⟧场。
①召开会议⟦6⟧次；②编发简报⟦24⟧期。
"""


def read_labelled(text: str = LABELLED) -> list[tuple[str, list[tuple[int, int]]]]:
    """Each sentence without its marks, and where its figures stand."""
    return [_read_line(line) for line in text.strip().splitlines()]


def _read_line(line: str) -> tuple[str, list[tuple[int, int]]]:
    spans: list[tuple[int, int]] = []
    plain = ""
    for piece in re.split(r"(⟦[^⟧]*⟧)", line):
        bare = piece.strip("⟦⟧")
        if piece.startswith("⟦"):
            spans.append((len(plain), len(plain) + len(bare)))
        plain += bare
    return plain, spans


def make_report(paragraphs: Iterable[str | Sequence[Sequence[str]]], seed: int = 0) -> bytes:
    """A Word file of these paragraphs and tables (rows of cells), its runs cut at random."""
    chance = random.Random(seed)
    return with_body("".join(_write_block(each, chance) for each in paragraphs))


def _write_block(block: str | Sequence[Sequence[str]], chance: random.Random) -> str:
    if isinstance(block, str):
        return _write_paragraph(block, chance)
    rows = (
        "".join(f"<w:tc><w:tcPr/>{_write_paragraph(cell, chance)}</w:tc>" for cell in row)
        for row in block
    )
    grid = "<w:gridCol/>" * max(map(len, block))
    inside = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>"


def _write_paragraph(text: str, chance: random.Random) -> str:
    runs = []
    while text:
        length = chance.randint(1, 7)
        bold = "<w:rPr><w:b/></w:rPr>" if chance.random() < 0.2 else ""
        runs.append(f'<w:r>{bold}<w:t xml:space="preserve">{text[:length]}</w:t></w:r>')
        text = text[length:]
    return f"<w:p>{''.join(runs)}</w:p>"
