"""Texts about template.yaml: key → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "rename.own": (
        "「{name}」是 drafter 自己认的名字，不能改",
        "“{name}” is a name of drafter's own and stays",
    ),
    "rename.sign": (
        "名字只能用汉字、字母、数字和下划线，不能以数字开头",
        "a name has letters, digits and _ and does not begin with a digit",
    ),
    "rename.column": (
        "模板里还有用到「{name}」的地方，没法一起改，什么都没有动：{why}",
        "“{name}” is used elsewhere in the template, where it cannot be changed with it; nothing was done: {why}",
    ),
    "rename.column.shared": (
        "「{name}」是几本台账共用的栏（常用栏），只改这一本的名字，它的填法就不一样了",
        "“{name}” is a column that ledgers share (常用栏); under another name here it would take something else",
    ),
    "rename.column.page": (
        "改了以后，有一年的报告就不一样了，什么都没有动；请在 Word 模板里改「{name}」",
        "with it a year's report would say something else, and nothing was done; change “{name}” in the Word file",
    ),
    "rename.column.sheet": (
        "台账「{name}」还在 Excel 里，先把它搬进数据文件",
        "the ledger “{name}” is kept in Excel; bring it into the data file first",
    ),
    "rename.taken": ("这个名字已经用了", "the name is taken"),
    "rename.defined": (
        "模板里的标签另外定了「{name}」这个名字",
        "a tag of the template gives “{name}” another meaning",
    ),
    "rename.aside": (
        "图表、链接或者文件属性里的标签也用了「{name}」，要在 Word 里改",
        "tags in charts, links or properties have “{name}” too: change them in Word",
    ),
    "rename.shown": (
        "「{old}」改名为「{new}」：标签{tags}处，文件{n}个：{files}",
        "“{old}” becomes “{new}”: {tags} tag(s), {n} file(s): {files}",
    ),
    "rename.ask": ("看好了，加上 --yes 就改", "add --yes to do so"),
    "rename.done": ("都改好了，原来的各留了一份备份", "done; each file is kept as it was"),
    "help.ledger": (
        "把一个直接填的数变成台账：模板和各年的数据一起改",
        "Make a ledger of a typed figure, in template.yaml and all years' data",
    ),
    "help.ledger.figure": ("指标的名字", "the figure"),
    "help.ledger.name": (
        "台账的名字；不写就是指标名加“台账”",
        "the ledger's name; else the figure's with 台账 behind it",
    ),
    "help.ledger.columns": (
        "各栏，如 编号,案由,办理结果；不写就是名称、日期",
        "the columns, as 编号,案由,办理结果; else 名称 and 日期",
    ),
    "ledger.columns": (
        "栏名要各不相同，只用汉字、字母、数字和下划线，日期、数量以外至少一栏",
        "columns need names of their own without signs, and one besides 日期 and 数量",
    ),
    "ledger.share": (
        "它的单位是{unit}，数不出来",
        "its unit is {unit}, which no records add up to",
    ),
    "ledger.blank": ("没有填", "not filled in"),
    "ledger.shown": (
        "「{figure}」变成台账「{ledger}」，要填的空行{rows}行；文件{n}个：{files}",
        "“{figure}” becomes the ledger “{ledger}”, {rows} empty row(s) to be filled; "
        "{n} file(s): {files}",
    ),
    "convert.done": (
        "已译成 {path}，一条规定也没有丢；原来的存为 {backup}",
        "translated into {path}, nothing is lost; the old file is kept as {backup}",
    ),
    "template.mapping": (
        "换行写，每行一个名字，缩进两格",
        "write each name on a line of its own, two blanks in",
    ),
    "template.columns": (
        "写「各栏: {{日期: 日期, 主题: 文字}}」，一栏一个名字，后面写填什么",
        "write 各栏: {{日期: 日期, 主题: 文字}}, each column with what is filled in",
    ),
    "template.ledger": (
        "在下面缩进写两行：计量: 次 和 各栏: {{日期: 日期, 主题: 文字}}",
        "write below it 计量: 次 and 各栏: {{日期: 日期, 主题: 文字}}",
    ),
    "template.choices": (
        "写成列表，一项一项用英文逗号隔开：[甲, 乙]",
        "write a list of texts: [甲, 乙]",
    ),
    "template.texts": (
        "写成列表，一项一项用英文逗号隔开：[甲, 乙]；一项里有冒号、引号的，两头加英文引号",
        "write a list of texts: [甲, 乙]; put one with a colon or quotes in quotes",
    ),
    "template.text": (
        "写一段文字；有冒号的，两头加英文引号",
        "write a text; put one with a colon in quotes",
    ),
    "template.title": (
        '两头加英文引号：名称: "{{{{单位}}}}{{{{年度}}}}年工作总结"',
        'put it in quotes: 名称: "{{{{单位}}}}{{{{年度}}}}年工作总结"',
    ),
    "template.number": ("写一个数，用阿拉伯数字", "write a number"),
    "template.answer": ("写「是」或者「否」", "write 是 or 否"),
    "template.together": (
        "写「采用 要填 题目」，或者「类别=委员培训、机关培训 要填 人数」",
        "write 采用 要填 题目, or 类别=委员培训、机关培训 要填 人数",
    ),
    "template.figure": (
        "写明怎么算，如：提案 其中 办理结果=已解决；没有台账的写：填写 户",
        "say what it is, such as 提案 其中 办理结果=已解决, or 填写 户",
    ),
    "template.forms": (
        "写法有：提案；提案 其中 办理结果=已解决；提案 合计 人数；提案 不同 承办单位；已解决 占 提案；"
        "甲 + 乙；提案 按 办理结果；提案 的 案由；填写 户",
        "the forms are: 提案; 提案 其中 办理结果=已解决; 提案 合计 人数; 提案 不同 承办单位; 已解决 占 提案; "
        "甲 + 乙; 提案 按 办理结果; 提案 的 案由; 填写 户",
    ),
    "template.near": ("是不是想写「{hint}」", "perhaps “{hint}” was meant"),
    "template.share": (
        "「占」的前后各写一个指标或台账：已解决 占 督办提案",
        "a figure or ledger before and behind 占: 已解决 占 督办提案",
    ),
    "template.column": ("「{word}」后面写台账的一栏", "name a column behind {word}"),
    "template.condition": (
        "「其中」后面写条件：办理结果=已解决；几个值用、隔开；几个条件用“且”连着",
        "a condition behind 其中: 办理结果=已解决",
    ),
    "template.records": (
        "「{name}」是一个数，不是台账里的记录；从台账写起",
        "“{name}” is a number and has no records: begin with the ledger",
    ),
    "template.numbers": ("只有填数的栏能合计：{names}", "only columns of numbers add up: {names}"),
    "template.order": ("后面只能加「从多到少」", "only 从多到少 can follow"),
    "template.digits": (
        "这一栏填数，条件里也写阿拉伯数字",
        "the column holds numbers: write digits",
    ),
    "template.range": (
        '多于、少于不能这样写；用标签里的写法，如：提案|selectattr("人数", "gt", 3)|list',
        'more and less are written as in a tag: 提案|selectattr("人数", "gt", 3)|list',
    ),
    "template.braces": (
        '有花括号的，整段两头加英文引号：名称: "{{{{单位}}}}{{{{年度}}}}年工作总结"',
        'put what has braces in quotes: 名称: "{{{{单位}}}}{{{{年度}}}}年工作总结"',
    ),
    "template.date": (
        "日期不能这样比；要挑日期，用标签里的写法",
        "dates are not compared so; use an expression as in a tag",
    ),
    "template.identifier": (
        "「{name}」里有括号之类的符号，条件里不能用；把这一栏改名，原来的写进别名",
        "“{name}” has signs that a condition cannot have: rename the column, and keep 别名",
    ),
    "template.here": ("{name}：{data}", "{name}: {data}"),
    "template.unused": (
        "{name}：还没有数据，开头用 drafter new 年份 --template {name}",
        "{name}: no data yet; start with drafter new YEAR --template {name}",
    ),
    "template.shipped": (
        "{name}：随带的，要用就运行 drafter init . --template {name}",
        "{name}: comes with drafter; take it with drafter init . --template {name}",
    ),
    "help.init.template": (
        "带哪个随带的模板：统战工作总结、提案工作情况报告；已有的工作目录也可以添上",
        "Which of drafter's own templates; a workspace that is there takes it in too",
    ),
    "help.template.list": (
        "有哪些模板，各有哪几年的数据；还有哪些随带的可以取用",
        "The templates here with their years, and those that come with drafter",
    ),
    "metavar.old": ("旧名", "OLD"),
    "metavar.new": ("新名", "NEW"),
    "help.init": (
        "新建一个工作目录，带模板和样例数据",
        "A new workspace with the template and a sample year",
    ),
    "help.template": ("检查模板，新建模板", "Check a template, or start a new one"),
    "help.template.check": ("对照 schema.yaml 检查模板", "Check a template against its schema"),
    "help.template.new": (
        "新建一个符合 GB/T 9704 版式的空白模板",
        "A blank template laid out by GB/T 9704",
    ),
    "init.added": (
        "已把模板和样例数据添到工作目录：{folder}\n接下来：drafter generate {year}",
        "The template and its sample years are in the workspace: {folder}\n"
        "Next: drafter generate {year}",
    ),
    "init.here": (
        "已建好工作目录：{folder}\n接下来：打开这个文件夹，双击“启动工作台”；或者\n  drafter generate {year}",
        "The workspace is ready: {folder}\nNext: open the folder and double-click 启动工作台, or\n  drafter generate {year}",
    ),
}
