"""Texts of what goes from year to year: new, import, compare, and the gate."""

TEXTS: dict[str, tuple[str, str]] = {
    "result.checked.file": ("检查完毕：{title}", "Checked: {title}"),
    "sheet.columns": ("没有用到的列：{names}", "columns not used: {names}"),
    "sheet.blank": ("空行：第{rows}行", "blank rows: {rows}"),
    "sheet.total": ("合计行：第{rows}行，不算记录", "rows of totals, no records: {rows}"),
    "sheet.foot": ("表尾的说明：第{rows}行，不算记录", "the foot, no records: {rows}"),
    "sheet.hidden": ("隐藏的行也算在内：第{rows}行", "hidden rows are counted: {rows}"),
    "help.compare": ("两年的数字逐项对比", "Compare every figure of two years' reports"),
    "help.compare.first": ("前一年，或它的数据文件", "the year before, or its data file"),
    "help.compare.second": ("后一年，或它的数据文件", "the later year, or its data file"),
    "help.compare.format": ("text、docx 或 json", "text, docx or json"),
    "compare.done": ("对比表已写好：{path}", "The comparison is written: {path}"),
    "compare.templates": (
        "两年用的模板不同（{names}），按项目的名称对照。",
        "The two years have different templates ({names}): figures are matched by their names.",
    ),
    "compare.name": ("项目", "figure"),
    "compare.year": ("{year}年", "{year}"),
    "compare.change": ("增减", "change"),
    "help.fix": (
        "在副本上用修订改好拿得准的（半角标点、其它、截止等），只用于 .docx",
        "mend what is certain as tracked changes on a copy, .docx only",
    ),
    "fix.done": (
        "已改{n}处，都是修订，可以逐处接受或拒绝：{path}",
        "{n} place(s) mended as tracked changes: {path}",
    ),
    "fix.nothing": (
        "没有拿得准、可以代改的地方，没有写文件。",
        "Nothing certain to mend; no file was written.",
    ),
    "help.new": (
        "做下一年的数据文件：结构和沿用的留下，当年的记录清空",
        "Make next year's data file: the structure stays, the year's records go",
    ),
    "help.new.year": ("新的年份，如 2022", "the new year, such as 2022"),
    "help.new.from": (
        "从哪一年的数据来；不写就用最近的一年",
        "the year or data file it is made from; else the last one before",
    ),
    "metavar.year": ("年份", "YEAR"),
    "new.done": ("已建好：{path}（照{before}年的结构）", "Written: {path} (as {before} was built)"),
    "new.emptied": ("清空了：{names}", "Emptied: {names}"),
    "new.carried": (
        "沿用{before}年、每处要确认（共{n}处）：{names}",
        "Carried over from {before}, each to be confirmed ({n}): {names}",
    ),
    "new.fill": ("要填写：{names}", "To be filled in: {names}"),
    "new.next": (
        "接下来：填记录；核对沿用的，删掉行尾的“待确认”；再运行 drafter check {file}",
        "Next: fill in the records, confirm what is carried over, then: drafter check {file}",
    ),
    "help.import": (
        "把Excel或CSV台账的记录写进数据文件",
        "Write the records of an Excel or CSV ledger into the data file",
    ),
    "help.import.table": ("台账文件，.xlsx 或 .csv", "the ledger, .xlsx or .csv"),
    "help.import.into": ("写进哪个数据文件", "the data file to write into"),
    "help.import.ledger": (
        "写进哪本台账；不写就看工作表和文件的名字",
        "which ledger of the data; else as the sheet or the file is called",
    ),
    "help.import.sheet": ("哪张工作表；不写就用第一张", "which sheet; else the first"),
    "import.done": (
        "已把{n}条记录写进「{name}」：{path}",
        "{n} record(s) written into {name}: {path}",
    ),
    "help.check.target": (
        "数据文件、模板的名字，或者任何一个 .docx 文件",
        "a data file, the name of a template, or any .docx",
    ),
    "help.check.format": ("text、json 或 sarif", "text, json or sarif"),
    "metavar.target": ("文件", "FILE"),
    "help.previous": (
        "上一年的数据文件；不写就找旁边同样取名的那个",
        "last year's data file; else the one beside it that is named like it",
    ),
}
