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
    "adopt.sheet.lacking": ("没有“{name}”这一栏", "there is no column {name}"),
    "adopt.sheet.unknown": ("没有第「{text}」个数", "there is no figure {text}"),
    "adopt.sheet.value": (
        "这里的「{text}」不是报告里的数（这一格不要改）",
        "「{text}」 is not in the report",
    ),
    "adopt.sheet.changed": ("写好核对表以后，报告又改过", "the report has changed since"),
    "adopt.sheet.facts": (
        "“说明”那张表里没有写是哪一份报告",
        "the sheet 说明 does not name the report",
    ),
    "adopt.name.signs": ("有标签里不能用的字", "a tag cannot say it"),
    "adopt.name.taken": ("这个名字另有用处", "it means something else"),
    "adopt.name.none": ("直接填的数要有名字", "what is typed needs a name"),
    "adopt.near": (
        "文件名连同 .docx 写全，这里有：{names}",
        "write the whole name; here are: {names}",
    ),
    "adopt.nowhere": (
        "文件名连同文件夹和 .docx 写全；文件名里有空格的，两头加英文引号",
        "write the name with its folder and .docx; one with blanks in quotes",
    ),
    "adopt.kind.pdf": ("这是 PDF", "this is a PDF"),
    "adopt.kind.pdf.cure": (
        "找当初的 Word 文件；只有 PDF 的，在 Word 里打开它，另存为 .docx，看过版面没有乱",
        "look for the Word file that it was made of, or open it in Word and save it as .docx",
    ),
    "adopt.kind.doc": ("这是老的 .doc 格式", "this is an old .doc"),
    "adopt.kind.doc.cure": (
        "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”",
        "open it in Word or WPS and save it as .docx",
    ),
    "adopt.kind.wps": ("这是 WPS 的 .wps 格式", "this is a .wps file"),
    "adopt.kind.wps.cure": (
        "用 WPS 打开，另存为“Word 文档（*.docx）”",
        "open it in WPS and save it as .docx",
    ),
    "adopt.kind.password": ("这个文件设了打开密码", "this file asks for a password"),
    "adopt.kind.password.cure": (
        "用 Word 或 WPS 打开，去掉密码（文件→信息→保护文档→用密码进行加密，清空），存盘",
        "open it in Word or WPS, take the password off and save it",
    ),
    "adopt.kind.other": ("这不是 Word 文件", "this is no Word file"),
    "adopt.kind.other.cure": (
        "用能打开它的程序打开，另存为 .docx",
        "open it in the program that wrote it and save it as .docx",
    ),
    "adopt.cure.sheet": (
        "用改过的核对表：drafter adopt --with {name}；不要这些改动，加 --overwrite（先备份）",
        "use the corrected sheet: drafter adopt --with {name}; or --overwrite it (after a backup)",
    ),
    "adopt.cure.data": (
        "要换掉它，加 --overwrite（先备份）；或者先把它改名、挪走",
        "replace it with --overwrite (after a backup), or move it away first",
    ),
    "adopt.differs.words": ("字一样", "the same words"),
    "adopt.differs.look": ("字形或表格的样子不同", "that look different"),
    "adopt.remark.typed": (
        "{number}. {name}：{value}{unit}（{kind}，每年填）",
        "{number}. {name}: {value}{unit} ({kind}, typed)",
    ),
    "adopt.remark.computed": (
        "{number}. {name}：{value}{unit}（{kind}，由程序算：{expression}）",
        "{number}. {name}: {value}{unit} ({kind}, computed: {expression})",
    ),
    "adopt.done": (
        "从{year}年的报告找到{n}个数：{typed}个每年填，{computed}个由程序算；{fixed}处数字留在模板里不变。",
        "{n} figures in the report of {year}: {typed} typed, {computed} computed; {fixed} stay as they are.",
    ),
    "adopt.corrected": (
        "已照核对表改好：{n}个数，{typed}个每年填，{computed}个由程序算；{fixed}处数字留在模板里不变。",
        "Corrected by the sheet: {n} figures, {typed} typed, {computed} computed; {fixed} stay as they are.",
    ),
    "adopt.ledger": (
        "表格成了台账：{name}，{n}条记录。",
        "A table is a ledger now: {name}, {n} records.",
    ),
    "adopt.proven": (
        "用写成的模板和数据生成一遍，和原来的报告逐段逐格对过文字和格式：{n}段，0处不同。",
        "Generated and compared with the report, words and format: {n} paragraphs, 0 differences.",
    ),
    "adopt.doubtful": ("要留意的（{n}处）：", "Look at these ({n}):"),
    "adopt.doubt": ("  {sentence}：{doubt}", "  {sentence}: {doubt}"),
    "adopt.more": ("  还有{n}处，见核对表", "  and {n} more, in the sheet"),
    "adopt.files": (
        "模板：{template}\n数据：{data}\n核对表：{sheet}",
        "Template: {template}\nData: {data}\nSheet: {sheet}",
    ),
    "adopt.review": ("核对稿：{path}（每个数旁边一条批注）", "With comments: {path}"),
    "adopt.backup": ("原来的文件已备份：{path}", "The older file is kept: {path}"),
    "adopt.next": (
        "下一步：\n"
        "  1. 用 Excel 或 WPS 打开核对表，名字不合适的改掉，存盘，运行：drafter adopt --with {sheet}\n"
        "  2. 写下一年：drafter new {new} --from {year}，填好数，drafter generate {new}.yaml",
        "Next:\n"
        "  1. look through the sheet, save it, run: drafter adopt --with {sheet}\n"
        "  2. next year: drafter new {new} --from {year}, fill it in, drafter generate {new}.yaml",
    ),
    "adopt.next.corrected": (
        "下一步：drafter new {new} --from {year}，填好数，drafter generate {new}.yaml",
        "Next: drafter new {new} --from {year}, fill it in, drafter generate {new}.yaml",
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
