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
