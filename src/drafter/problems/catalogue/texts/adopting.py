"""Texts of `drafter adopt`: what it writes into files, and what it says of what it found."""

TEXTS: dict[str, tuple[str, str]] = {
    "adopt.data.head": (
        "{name}的数据。这里填的是{year}年报告里的数，按报告的先后排；旁边是原句，〔〕里是这个数。\n"
        "明年运行 drafter new，照样填新的数；写“200余”这样的约数也可以。",
        "The data of {name}: the figures of the report of {year}, in its order, each with its sentence.\n"
        "For next year run drafter new and fill in the new ones.",
    ),
    "adopt.description.head": (
        "{name}要哪些数据，由 drafter adopt 从{year}年的报告写成。\n"
        "指标：“填写 件”是直接填的数；“台账 其中 栏=值”“甲 占 乙”“甲 + 乙”由程序算。改名字用 drafter rename。",
        "What {name} asks of its data, made by drafter adopt from the report of {year}.\n"
        "Figures: 填写 is typed in the data, all others are computed. To rename one: drafter rename.",
    ),
    "adopt.sheet.typed": ("直接填", "typed in the data"),
    "adopt.sheet.same": ("同第{row}行，填一次两处都变", "the same as in row {row}"),
    "adopt.sheet.choice": ("只能选：留、改名、固定、删", "one of 留, 改名, 固定, 删"),
    "adopt.sheet.help": (
        "怎么用｜在“核对”这张表里一行一行看过，存盘，再运行：drafter adopt --with 这个文件名\n"
        "名字｜不合适就直接改。用汉字、字母、数字、下划线，不用数字开头，短一点好认。两行写成同一个名字，就是同一个数印在两处：数值、类别要一样。\n"
        "处理：留｜每年在数据里填（或者由程序算），模板里印出来。\n"
        "处理：改名｜同“留”，改过名字的也可以这样写。\n"
        "处理：固定｜不是每年要变的数，字照原样留在模板里，检查时放行。\n"
        "处理：删｜不当它是数字，字照原样留在模板里；里面有阿拉伯数字的，每次生成会提醒。\n"
        "怎么来的｜“直接填”是每年填的；写着算式的由程序算，明年不用填。算得不对的，把“怎么来的”这一格清空，改成直接填。\n"
        "不要动｜序号、原句、上年的数，行可以排序、筛选，不要删。",
        "How to｜Look through the sheet 核对, save it, then run: drafter adopt --with this file",
    ),
    "adopt.obstacle.lost": ("在 Word 文件里找不到这几个字", "it is not found in the Word file"),
    "adopt.obstacle.field": (
        "是 Word 的域算出来的（页码、交叉引用等）",
        "a field of Word computes it",
    ),
    "adopt.obstacle.break": ("中间有换行或制表符", "a line break or tab stands in it"),
    "adopt.obstacle.format": (
        "这个数前后字形不一样（有的加粗、有的换了字体）",
        "it has parts that look different",
    ),
    "adopt.obstacle.differs": (
        "换成标签以后印出来和原来不一样",
        "printed by a tag it would not come out as it stands",
    ),
    "adopt.obstacle.rows": ("各行不连在一起", "its rows are not together"),
    "adopt.obstacle.cells": ("各行的格数不一样", "its rows have different cells"),
    "adopt.obstacle.paragraphs": ("有的格里有几段", "a cell holds several paragraphs"),
    "adopt.obstacle.looks": ("各行的样子不一样", "its rows look different"),
}
