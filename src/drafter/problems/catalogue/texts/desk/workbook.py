"""What is said of a year's workbook, and what stands in it."""

TEXTS: dict[str, tuple[str, str]] = {
    "help.workbook": (
        "把一年的数据写成一个Excel工作簿，一本台账一张工作表\n填好以后用 drafter generate 2021.xlsx 直接做报告，或者用 drafter import 收进数据文件。人填过的工作簿不会被盖掉。",
        "write a year's data as one Excel workbook, a sheet a ledger\nFilled in, it is data for drafter generate, or is brought in by drafter import. One that people have filled in is never overwritten.",
    ),
    "help.workbook.data": (
        "数据文件：年份就够；不写就是上次用的",
        "the data: the year is enough; without it those used last",
    ),
    "help.workbook.ledger": (
        "只写这一本台账，发给一个部门填；可以写几次",
        "only this ledger, for one department; may be given several times",
    ),
    "help.workbook.empty": (
        "空表：只有表头，不写已有的记录",
        "empty: the heads alone, without the records that are there",
    ),
    "help.workbook.output": (
        "写到哪里：文件名或文件夹；不写就是数据旁边的 2021.xlsx，空表和单本台账在 output 里",
        "where to: a file or a folder; without it 2021.xlsx beside the data, empty and partial ones in output",
    ),
    "workbook.why.sheet": ("没有工作表“{name}”", "there is no sheet “{name}”"),
    "workbook.why.head": (
        "工作表“{sheet}”里没有“{name}”和“{value}”两栏的表头",
        "the sheet “{sheet}” has no head with “{name}” and “{value}”",
    ),
    "workbook.why.long": ("有{n}个字，一格最多32767个字", "it has {n} characters, and a cell takes 32,767"),
    "workbook.why.record": ("这条记录是空的", "the record is empty"),
    "workbook.why.shared": ("是几条记录合并的一个数", "it is one number merged over several records"),
    "workbook.why.differs": ("读回来不一样，是「{read}」", "it reads back as “{read}”"),
    "workbook.where": ("{where}（{value}）", "{where} ({value})"),
    "workbook.done": ("已生成：{path}", "written: {path}"),
    "workbook.same": ("没有变化：{path}", "unchanged: {path}"),
    "workbook.sheet": ("  {name}：{n}条记录{lists}", "  {name}: {n} record(s){lists}"),
    "workbook.sheet.empty": ("  {name}：空表{lists}", "  {name}: empty{lists}"),
    "workbook.lists": ("；下拉选择：{columns}", "; to choose from a list: {columns}"),
    "workbook.singles": ("  单项：{n}个项目", "  single values: {n}"),
    "workbook.import.sheet": (
        "{name}：表里{n}条，新增{added}条，改了{changed}条", "{name}: {n} record(s) in the sheet, {added} new, {changed} changed",
    ),
    "workbook.import.removed": ("  去掉了数据里的{n}条", "  {n} record(s) of the data were taken away"),
    "workbook.import.gone": (
        "  数据里有{n}条，表里已经删掉，没有动；真要去掉，加 --replace", "  {n} record(s) of the data were deleted in the sheet and stay; --replace takes them away",
    ),
    "workbook.import.change": ("  {where}：{before} → {after}", "  {where}: {before} → {after}"),
    "workbook.import.more": ("  ……还有{n}处", "  … {n} more"),
    "workbook.import.done": ("已收进：{path}", "brought into {path}"),
    "workbook.import.unwritten": ("没有写数据文件：{path}", "the data were not written: {path}"),
    "workbook.yes": ("是", "yes"),
    "workbook.no": ("否", "no"),
    "workbook.next": (
        "填好存盘以后：drafter generate {name}，或者 drafter import {name} --into {data}",
        "filled in and saved: drafter generate {name}, or drafter import {name} --into {data}",
    ),
    "workbook.next.part": (
        "填好发回来以后：drafter import {name} --into {data}",
        "filled in and sent back: drafter import {name} --into {data}",
    ),
    "workbook.column": ("项目 内容 计量 说明", "项目 内容 计量 说明"),
    "workbook.title": ("{year}年{template}：数据填写表", "{year}年{template}：数据填写表"),
    "workbook.guide": (
        "1｜每张工作表是一本台账，一行记一件事。只记事实，不写合计；报告里的数字由程序清点。\n"
        "2｜橙色表头的栏必须填；还没有填的，格子是黄色。蓝色表头的栏没有内容就空着，不要写“无”。\n"
        "3｜鼠标停在表头上，能看到这一栏填什么。有下拉箭头的栏，从里面选。\n"
        "4｜日期写 2021-3-5 或 2021年3月5日 都可以。\n"
        "5｜可以加行、删行、排序，可以加自己看的栏；不要改工作表的名字和表头的字，不要合并单元格。\n"
        "6｜从别处粘贴，用“选择性粘贴”里的“数值”，下拉和格式就不会丢。粘贴来的内容，做报告时还会逐格核对。\n"
        "7｜填完存盘，关闭 Excel，交给汇总的人。",
        "1｜Each sheet is a ledger, each row one thing that was done. Facts only, no totals: drafter counts.\n"
        "2｜Columns with an orange head must be filled in; cells that still lack it are yellow. Others may stay empty.\n"
        "3｜The note at a column's head says what goes there. Where there is an arrow, choose from the list.\n"
        "4｜A date is written 2021-3-5 or 2021年3月5日.\n"
        "5｜Rows may be added, deleted and sorted, columns of your own added; leave the names of sheets and heads, merge no cells.\n"
        "6｜Paste from elsewhere as values, so that lists and formats stay. What is pasted is checked cell by cell all the same.\n"
        "7｜Save, close Excel, and hand the file to whoever puts it together.",
    ),
    "workbook.singles.help": (
        "单位、年度这样一年只填一次的内容：在“内容”一栏填写。", "what is said once a year, such as 单位 and 年度: in the column “内容”",
    ),
    "workbook.guide.head": ("工作表 记什么 计量 必填的栏", "工作表 记什么 计量 必填的栏"),
    "workbook.note.needed": ("必填", "required"),
    "workbook.note.optional": ("可不填", "optional"),
    "workbook.note.unit": ("单位：{unit}", "unit: {unit}"),
    "workbook.note.choices": ("只能填：{choices}", "one of: {choices}"),
    "workbook.note.date": ("填日期，如 2021-3-5", "a date, such as 2021-3-5"),
    "workbook.note.whole": ("填整数，不写单位", "a whole number, without its unit"),
    "workbook.note.number": ("填数字，不写单位", "a number, without its unit"),
    "workbook.note.figure": ("填数字，也可以写 200余、3.2万", "a number; 200余 and 3.2万 are right too"),
    "workbook.note.yesno": ("填 是 或 否", "是 (yes) or 否 (no)"),
    "workbook.note.list": ("有几个就写几行（Alt+回车 换行）", "one a line (Alt+Enter begins a line)"),
    "workbook.note.records": (
        "一行一条，写成 {{{fields}}}（Alt+回车 换行）", "one a line, written {{{fields}}} (Alt+Enter begins a line)",
    ),
    "workbook.note.file": ("填文件名，文件放在数据旁边", "the name of a file beside the data"),
    "workbook.refuse.choice": ("请从下拉列表里选：{choices}", "choose from the list: {choices}"),
    "workbook.refuse.date": (
        "这不像日期。请写成 2021-3-5 这样；确实要这样写，点“是”。",
        "This looks like no date. Write it as 2021-3-5; if it is meant so, click “Yes”.",
    ),
    "workbook.refuse.whole": ("请填整数，不写单位。", "A whole number, please, without its unit."),
    "workbook.refuse.number": ("请填数字，不写单位。", "A number, please, without its unit."),
}  # fmt: skip
"""Each text in Chinese and English by its key; what the reader looks for in a workbook is one."""
