"""The words that drafter itself knows in data, templates and pages: each stands here once."""

from __future__ import annotations

import re

TEMPLATE_KEY, YEAR_KEY, DATE_KEY = "模板", "年度", "成文日期"
"""The keys of the data that drafter itself reads: the template's name, its year, its day."""

DESCRIPTION = "template.yaml"
"""The file of a template that says in plain words what it asks of its data."""

QUANTITY_KEY = "数量"
"""The field that says how many things one record stands for; without it a record is one thing."""

GUIDE_SHEET, SINGLES_SHEET, LISTS_SHEET = "填写说明", "单项", "选项"
"""The sheets of a year's workbook that are no ledgers: help, single values, lists of choices."""

NAME_COLUMN, VALUE_COLUMN = "项目", "内容"
"""The columns of the single values' sheet that drafter reads."""

FILE_KEY, SHEET_KEY = "台账", "工作表"
"""The keys of the mapping that stands in a ledger's place and names its file and sheet."""

PREVIOUS, EARLIER = "上年", "历年"
"""The names in a template of the year before, and of all the years before."""

FILTER_WORDS = ("从多到少", "先后", "数量", "新高", "连续", "累计", "余", "多", "和")
"""What may stand behind a filter's name without brackets and quotes: |分列 从多到少."""

PAGE_KEY, GONGWEN = "版式", "公文"
"""The key that says which standard binds the page, of a template or an office, and GB/T 9704."""

YES, NO = "是", "否"

SAME = "同上"
"""What a record prints that shares a number with the one above it, where it is counted."""

ORGAN_STYLE, DATE_STYLE = "署名", "成文日期"
"""The paragraph styles of the two lines of a signature (GB/T 9704-2012, 7.3.5)."""

ATTACHMENT = "附件"
"""How the heading of a report's attachment begins (GB/T 9704-2012, 7.3.4)."""

_GAP = "待补"
GAP_OPEN, GAP_CLOSE = f"【{_GAP}：", "】"
"""What stands round the name of a lacking value in the page."""
TYPED_GAP = re.compile(rf"【{_GAP}[^】\n]*】?")
"""A gap as it is found again in a page: people type them too, and lose a bracket or the colon."""

CARRIED = "沿用"
CARRIED_MARK = f"{CARRIED}{{year}}年，待确认"
"""What the comment says behind a value carried over from a year that nobody has confirmed."""

LAST_FIGURE = "{year}年是{value}"
"""What the comment says of the year before where a figure is to be typed anew."""

REVIEWED = "每年核对"
"""The key of what a template's wording says that somebody has to confirm each year."""

DASHES = "—–－"
"""Dashes that are written for a hyphen before an option."""
