"""Problems of a template.yaml, and of the commands that work on it."""

from drafter.problems.catalogue.rule import Rule, Severity, make_rule

_E, _W = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    make_rule("D580", _E,
          ("template.yaml 里的「{key}」不认识", "可以写：{hint}；只是备注的，写成 # 开头的注释", "这里能写的词是有数的，见 docs/template-yaml.md。", "不认识的词不起作用，容易以为已经管住了。"),
          ("“{key}” means nothing here in template.yaml", "you can write: {hint}; a note is a comment behind a #", "The words of template.yaml are listed in docs/template-yaml.md.", "A word without meaning is easily taken for a rule that holds."),
          "名称: 工作总结\n台帐本: {}", "名称: 工作总结\n台账: {}"),
    make_rule("D581", _E,
          ("「{key}」和「{hint}」说的是一回事，写了两遍", "只留一处", "同一件事只能写一处。", "两处不一样时，不知道听哪一处的。"),
          ("“{key}” and “{hint}” say the same thing twice", "keep one of them", "Each thing is said once.", "Where they differ, nobody knows which one holds."),
          "会议: {计量: 次, 单位: 场}", "会议: {计量: 次}"),
    make_rule("D582", _E,
          ("「{key}」后面的写法不对", "{hint}", "每个词后面写什么是定好的：一个词、一列，或者缩进写的几行。", "写法不对，就不知道说的是什么。"),
          ("what stands behind “{key}” is of another form", "{hint}", "Behind each word stands one text, a list, or lines of their own.", "In another form nobody knows what is meant."),
          "会议: {不重复: {日期: 主题}}", "会议: {不重复: [日期, 主题]}"),
    make_rule("D583", _E,
          ("「{text}」不是一种填写内容", "可以写：{hint}", "每一栏写明填什么：文字、整数、数字、日期、年份、是……，可以不填的加“（可不填）”。", "不知道填什么，就没法检查填得对不对。"),
          ("“{text}” is no kind of value", "you can write: {hint}", "Each column says what is filled in: 文字, 整数, 数字, 日期 …, with （可不填） where it may be left out.", "Without it the data cannot be checked."),
          "各栏: {人数: 整数字数, 主题: 文字}", "各栏: {人数: 整数, 主题: 文字}"),
    make_rule("D584", _E,
          ("指标「{name}」看不懂", "{hint}", "指标有几种固定的写法，见 docs/template-yaml.md；写不出来的，用标签里的写法。", "看不懂的指标算不出数。"),
          ("the figure “{name}” cannot be understood", "{hint}", "Figures have a few forms, see docs/template-yaml.md; all else is written as in a tag.", "What is not understood cannot be computed."),
          "已解决: 提案 其中", "已解决: 提案 其中 办理结果=已解决"),
    make_rule("D585", _E,
          ("这里没有「{name}」", "可以写：{hint}", "指标、不重复、连带必填里写的名字，要在台账的各栏里有。", "名字对不上，就数不出来。"),
          ("there is no “{name}” here", "you can write: {hint}", "Names in 指标, 不重复 and 连带必填 are those of ledgers and their columns.", "A name that nothing has counts nothing."),
          "已解决: 提案 其中 办理结論=已解决", "已解决: 提案 其中 办理结果=已解决"),
    make_rule("D586", _E,
          ("选项里没有「{name}」", "可以写：{hint}", "条件里的值，要是那一栏的选项之一。", "没有的选项，数出来总是0。"),
          ("“{name}” is none of the choices", "you can write: {hint}", "A condition's value is one of its column's choices.", "A choice that is not there always counts nought."),
          "已解决: 提案 其中 办理结果=解决", "已解决: 提案 其中 办理结果=已解决"),
    make_rule("D587", _E,
          ("模板文件夹里又有 template.yaml 又有 {other}，不知道听哪一个的", "只留一个；{other} 可以用 drafter template convert 译成 template.yaml", "一个模板的数据要求只写在一个文件里。", "两个文件不一样时，检查的和以为的就不是一回事。"),
          ("the folder has both template.yaml and {other}", "keep one; drafter template convert translates {other}", "What a template asks of its data stands in one file.", "Where two files differ, another thing is checked than one thinks."),
          "templates/总结/ 里有 template.yaml 和 schema.yaml", "templates/总结/ 里只有 template.yaml"),
)  # fmt: skip
