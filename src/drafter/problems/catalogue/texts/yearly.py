"""Texts of what goes from year to year: new, import, compare, and the gate."""

TEXTS: dict[str, tuple[str, str]] = {
    "result.checked.file": ("检查完毕：{title}", "Checked: {title}"),
    "sheet.columns": ("没有用到的列：{names}", "columns not used: {names}"),
    "sheet.blank": ("空行：第{rows}行", "blank rows: {rows}"),
    "sheet.total": ("合计行：第{rows}行，不算记录", "rows of totals, no records: {rows}"),
    "sheet.foot": ("表尾的说明：第{rows}行，不算记录", "the foot, no records: {rows}"),
    "sheet.hidden": ("隐藏的行也算在内：第{rows}行", "hidden rows are counted: {rows}"),
    "compare.done": ("对比表已写好：{path}", "The comparison is written: {path}"),
    "compare.templates": (
        "两年用的模板不同（{names}），算法相同的数字放在一行。",
        "The two years have different templates ({names}): figures computed alike share a row.",
    ),
    "compare.name": ("项目", "figure"),
    "compare.year": ("{year}年", "{year}"),
    "compare.change": ("增减", "change"),
    "compare.bars": ("图示", "bars"),
    "compare.title": ("{first}年和{second}年数字对比", "Figures of {first} and {second}"),
    "compare.joint": ("，", ", "),
    "compare.none": ("上年没有", "none the year before"),
    "compare.same": ("与上年持平", "unchanged"),
    "compare.more": ("增加{n}{unit}", "+{n}{unit}"),
    "compare.less": ("减少{n}{unit}", "-{n}{unit}"),
    "compare.growth.more": ("同比增长{n}", "+{n}"),
    "compare.growth.less": ("同比下降{n}", "-{n}"),
    "compare.points.more": ("提高{n}个百分点", "+{n} percentage points"),
    "compare.points.less": ("下降{n}个百分点", "-{n} percentage points"),
    "fix.done": (
        "已改{n}处，都是修订，可以逐处接受或拒绝：{path}",
        "{n} place(s) mended as tracked changes: {path}",
    ),
    "fix.nothing": (
        "没有拿得准、可以代改的地方，没有写文件。",
        "Nothing certain to mend; no file was written.",
    ),
    "new.done": ("已建好：{path}（照{before}年的结构）", "Written: {path} (as {before} was built)"),
    "new.emptied": ("清空了：{names}", "Emptied: {names}"),
    "new.carried": (
        "沿用{before}年、每处要确认（共{n}处）：{names}",
        "Carried over from {before}, each to be confirmed ({n}): {names}",
    ),
    "new.each": ("{name}（{n}）", "{name} ({n})"),
    "new.fill": ("要填写：{names}", "To be filled in: {names}"),
    "new.next": (
        "接下来：填记录；核对沿用的，删掉行尾的“待确认”；再运行 drafter check {file}",
        "Next: fill in the records, confirm what is carried over, then: drafter check {file}",
    ),
    "import.done": (
        "已把{n}条记录写进「{name}」：{path}",
        "{n} record(s) written into {name}: {path}",
    ),
}
