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
    "adopt.obstacle.rows": ("各行不连在一起", "its rows are not together"),
    "adopt.obstacle.cells": ("各行的格数不一样", "its rows have different cells"),
    "adopt.obstacle.paragraphs": ("有的格里有几段", "a cell holds several paragraphs"),
    "adopt.obstacle.looks": ("各行的样子不一样", "its rows look different"),
}
