"""What the command line says of itself: help, names of arguments, wrong usage."""

TEXTS: dict[str, tuple[str, str]] = {
    "metavar.data": ("数据文件", "DATA"),
    "metavar.table": ("表格", "TABLE"),
    "metavar.ledger": ("台账名", "LEDGER"),
    "metavar.sheet": ("工作表", "SHEET"),
    "metavar.number": ("几个", "N"),
    "metavar.name": ("模板名", "NAME"),
    "metavar.figure": ("指标", "FIGURE"),
    "metavar.columns": ("栏,栏", "COLUMNS"),
    "metavar.path": ("路径", "PATH"),
    "metavar.text": ("数字或原文", "TEXT"),
    "metavar.folder": ("文件夹", "FOLDER"),
    "metavar.code": ("编号", "CODE"),
    "metavar.command": ("命令", "COMMAND"),
    "metavar.report": ("报告.docx", "REPORT.docx"),
    "metavar.copy": ("返稿.docx", "COPY.docx"),
    "metavar.person": ("姓名", "NAME"),
    "metavar.year": ("年份", "YEAR"),
    "metavar.edits": ("all|编号", "all|NUMBERS"),
    "metavar.target": ("文件", "FILE"),
    "help.drafter": (
        "drafter：数据一年一个 YAML 文件，文字留在 Word 模板里，一条命令生成排好版的报告。",
        "drafter: a year's records in YAML, the wording in a Word template, one command "
        "for the finished report.",
    ),
    "help.usage": ("用法：{usage}", "Usage: {usage}"),
    "help.commands": ("命令：", "Commands:"),
    "help.arguments": ("参数：", "Arguments:"),
    "help.options": ("选项：", "Options:"),
    "help.generate": (
        "按数据文件生成报告；几个文件就是几份",
        "Make the report of a data file, or of many",
    ),
    "help.verbose": (
        "把台账文件（Excel、CSV）的每一行都交代一遍：哪些是记录，哪些略过",
        "Account for each row of the ledgers kept in Excel or CSV: record, or passed over",
    ),
    "help.check": (
        "检查内容、文字和版面，不写文件：数据、模板、别人写的 .docx 都可以",
        "Check content, wording and page of data, of a template, of any .docx; writes nothing",
    ),
    "help.why": (
        "查报告里的数字或文字是从哪些记录来的",
        "Which records a figure or a piece of the report comes from",
    ),
    "help.cache": ("管理编译好的模板缓存", "Manage the cache of compiled templates"),
    "help.cache.clear": (
        "清空缓存；下次生成时自动重建",
        "Empty the cache; the next run fills it again",
    ),
    "help.rename": (
        "给指标、台账或项目改名：模板和各年的数据一起改",
        "Rename a figure, ledger or item in the template and all years' data",
    ),
    "help.rename.old": ("现在的名字", "the name now"),
    "help.rename.new": ("新名字", "the new name"),
    "help.rename.of": ("哪个模板；只有一个模板时不用写", "the template, where there are several"),
    "help.rename.yes": (
        "真的改；不写只列出要改哪些",
        "do it; without it only what would change is shown",
    ),
    "help.template.convert": (
        "把模板的 schema.yaml 译成好读的 template.yaml",
        "Translate a template's schema.yaml into template.yaml",
    ),
    "help.rule": (
        "解释一个问题编号；不写编号就列出全部",
        "Explain a problem's code; without a code, list all",
    ),
    "help.data": (
        "如 2021.yaml；在当前目录和 data 目录里找",
        "such as 2021.yaml; looked for here and in data/",
    ),
    "help.many": (
        "如 2021.yaml；可以写几个，也可以写 data/*.yaml；在当前目录和 data 目录里找",
        "such as 2021.yaml; several, or data/*.yaml; looked for here and in data/",
    ),
    "help.each": (
        "CSV 或 .xlsx 表格，一行一份报告：第一行写字段名，格里的值代替数据里的，空格子不代替",
        "a CSV file or .xlsx, a report a row: field names on its first line; a cell stands in place of the "
        "data's value, an empty one leaves it",
    ),
    "help.jobs": ("同时用几个进程做，默认1个", "so many processes work at once; 1 by default"),
    "help.resume": (
        "跳过已经做好、数据和模板都没有变的报告",
        "leave out reports that are there already, from the same data and template",
    ),
    "help.watch": (
        "守着数据和模板，一保存就重新生成；按 Ctrl-C 结束",
        "make the report anew at each save of data or template; Ctrl-C ends it",
    ),
    "help.output": (
        "写到哪个文件或文件夹（几份报告时只能是文件夹）；不写就是 output/报告名称.docx",
        "the file or folder to write to (of several reports, a folder); without it, "
        "output/<title>.docx",
    ),
    "help.final": ("定稿：只要还有一处待补就不生成", "a final report: refuse while a gap is left"),
    "help.onto": (
        "把数据的变化写进这份返稿（改了名的、邮件发回来的）",
        "bring this edited report up to date, one that came back under another name",
    ),
    "help.fresh": (
        "不管改过的报告，在旁边另写一份新稿",
        "write a clean new draft beside the report",
    ),
    "help.against": (
        "不动这份改过的报告，在旁边写一份对照稿：和新稿不同的地方都显示为修订",
        "leave this edited report alone; write a copy beside it with all that the new draft says "
        "otherwise as tracked changes",
    ),
    "help.status": (
        "看看报告谁改了什么、页面和数据哪里不一致、再生成会改什么；不写文件",
        "tell who changed what in the report, where page and data differ, and what an update would "
        "change; nothing is written",
    ),
    "help.overwrite": (
        "先备份，再盖掉别人写的或改过的文件",
        "replace a file that is not drafter's or was edited, after a backup",
    ),
    "help.format": ("结果写成文字还是 JSON", "print text or JSON"),
    "help.why.text": (
        "要查的数字（如 32）或报告里的一段原文",
        "a figure such as 32, or a piece of the report",
    ),
    "help.why.data": (
        "不写就用上次生成报告的数据文件",
        "without it, the data of the last report written",
    ),
    "help.folder": (
        "工作目录的名称，要是新的或空的文件夹",
        "the workspace's name, a new or empty folder",
    ),
    "help.name": ("templates 目录下的文件夹名", "the folder's name in templates/"),
    "help.code": ("问题编号，如 D203", "a problem's code, such as D203"),
    "help.lang": ("用中文还是英文", "Chinese or English"),
    "help.version": ("显示版本号", "print the version"),
    "help.help": ("显示这份说明", "print this help"),
    "help.gather": (
        "收稿：把几个人改过的返稿一起收进报告，各人的修改记在各人名下，再更新到最新的数据",
        "Gather copies that several people edited into the report, each edit under its author's name, "
        "then update it",
    ),
    "help.gather.copies": (
        "改过的返稿，可以写几份，先后不论；只读不改",
        "the edited copies, in any order; they are only read",
    ),
    "help.gather.report": (
        "哪一份报告的数据文件或年份；不写就看返稿里的标记",
        "the report's data file or year; without it, what the copies say",
    ),
    "help.gather.author": (
        "返稿是谁改的，一份写一个，和返稿的先后一样；不写就看修订的作者、最后保存的人、文件名",
        "whose the copies are, one for each, in their order; without it, the author of the tracked "
        "changes, who saved it last, or the file's name",
    ),
    "help.clean": (
        "写一份可以外发的清稿：没有批注、书签和作者姓名，文字和版式不变",
        "Write a clean copy for sending out: no comments, marks or names, the same pages",
    ),
    "help.clean.report": ("要清理的 Word 文件，只读不改", "the Word file, which is only read"),
    "help.clean.output": (
        "清稿写到哪个文件或文件夹；不写就是原稿旁边的“原文件名（清稿）.docx”",
        "the copy's file or folder; without it, a file beside the original",
    ),
    "help.clean.overwrite": (
        "先备份，再换掉同名的文件",
        "replace a file of that name, after a backup",
    ),
    "help.review": (
        "写一份审阅稿：每个数旁边有批注，写明出自哪些记录、上年是多少",
        "Write a copy for reviewing: a comment at each figure names its records and last year's",
    ),
    "help.review.output": (
        "审阅稿写到哪个文件或文件夹；不写就是报告旁边的“报告名（审阅稿）.docx”",
        "the copy's file or folder; without it, a file beside the report",
    ),
    "help.adopt": (
        "从去年的报告（.docx）做成模板和数据，并且证明生成出来和原来一样",
        "make a template and data of last year's report, proven to give it again",
    ),
    "help.adopt.report": (
        "去年的报告（.docx）；后面再写前一年的，两年对照看哪些字每年在变",
        "last year's report (.docx), and that of the year before, which tells what changes",
    ),
    "help.adopt.name": ("模板的名字；不写就用报告的名称", "the template's name"),
    "help.adopt.year": (
        "报告是哪一年的，报告里看不出来时写",
        "the report's year, where it does not say it",
    ),
    "help.adopt.with": (
        "照改过的核对表（.xlsx）重做",
        "make it anew by the corrected sheet (.xlsx)",
    ),
    "help.adopt.review": (
        "另写一份 Word 核对稿，每个数旁边一条批注",
        "write a Word copy with a comment at each figure too",
    ),
    "help.adopt.overwrite": (
        "换掉改过的模板、数据、核对表，先备份",
        "replace what people have changed, after a backup",
    ),
    "help.absorb": (
        "把人改过的固定文字收进模板，明年不用再改",
        "Put hand edits of fixed wording into the template, so that they need not be made again",
    ),
    "help.absorb.take": (
        "收哪几处：all，或者编号，如 1,3-5；不写就只列出来",
        "which edits: all, or numbers such as 1,3-5; without it they are only listed",
    ),
    "help.absorb.ask": ("一处一处问收不收", "ask for each edit"),
    "help.absorb.onto": (
        "从返回来的这份改过的报告里收",
        "take the edits of this returned copy of the report",
    ),
    "help.compare": ("两年的数字逐项对比", "Compare every figure of two years' reports"),
    "help.compare.first": ("前一年，或它的数据文件", "the year before, or its data file"),
    "help.compare.second": ("后一年，或它的数据文件", "the later year, or its data file"),
    "help.compare.format": ("text、docx 或 json", "text, docx or json"),
    "help.check.all": ("问题再多也全部列出；不写只列20个", "List every problem; else 20"),
    "help.fix": ("和 drafter fix 一样：改好拿得准的", "as drafter fix: mend what is certain"),
    "help.fix.command": (
        "改好拿得准的地方：数据文件的标点、空格、减号（留备份），Word 文件的半角标点等（另存副本，用修订）",
        "Mend what is certain: signs and blanks of data (with a backup), marks of a Word file (on a copy)",
    ),
    "help.fix.target": ("数据文件，或者 .docx 文件", "a data file, or a .docx"),
    "help.new": (
        "做下一年的数据文件：结构和沿用的留下，当年的记录清空",
        "Make next year's data file: the structure stays, the year's records go",
    ),
    "help.new.year": ("新的年份，如 2022", "the new year, such as 2022"),
    "help.new.from": (
        "从哪一年的数据来；不写就用最近的一年",
        "the year or data file it is made from; else the last one before",
    ),
    "help.new.template": (
        "照这个模板的 schema.yaml 建第一份数据",
        "make the first data file of this template, from its schema.yaml",
    ),
    "help.import": (
        "把Excel或CSV台账的记录写进数据文件",
        "Write the records of an Excel or CSV ledger into the data file",
    ),
    "help.import.table": (
        "台账文件，.xlsx 或 .csv，放在 data 里或者当前文件夹里",
        "the ledger, .xlsx or .csv, in data or in this folder",
    ),
    "help.import.into": ("写进哪个数据文件", "the data file to write into"),
    "help.import.ledger": (
        "写进哪本台账；不写就看工作表和文件的名字",
        "which ledger of the data; else as the sheet or the file is called",
    ),
    "help.import.sheet": (
        "哪张工作表；不写就用列名对得上的那一张",
        "which sheet; else the one whose columns fit",
    ),
    "help.import.replace": (
        "用表里的记录换掉原来的全部记录；不写就只加原来没有的",
        "replace all records that are there; else only those not there yet are added",
    ),
    "help.import.dry": (
        "只看会读到什么、略过什么、加几条，不写",
        "only tell what would be read, passed over and added",
    ),
    "help.check.target": (
        "数据文件、模板的名字，或者任何一个 .docx 文件",
        "a data file, the name of a template, or any .docx",
    ),
    "help.check.data": (
        "把 .docx 里的数字同这份数据的台账核对，对不上的和台账里没有的都列出来",
        "compare the figures of a .docx with the records of this data file",
    ),
    "help.check.format": ("text、json 或 sarif", "text, json or sarif"),
    "help.previous": (
        "上一年的数据文件；不写就找旁边同样取名的那个",
        "last year's data file; else the one beside it that is named like it",
    ),
    "usage.maybe": (
        "没有“{name}”这个命令。是不是想写：drafter {hint}",
        "There is no command “{name}”. Did you mean: drafter {hint}",
    ),
    "usage.dash": (
        "“{name}”开头的横线不对，要写两个英文减号：--{rest}",
        "“{name}” begins with the wrong dash; write two hyphens: --{rest}",
    ),
    "usage.command": ("没有“{name}”这个命令。", "There is no command “{name}”."),
    "usage.option": ("没有“{name}”这个选项。", "There is no option “{name}”."),
    "usage.extra": (
        "多写了“{name}”。名称里有空格的，两头要加引号。",
        "“{name}” is one too many. Put a name with blanks in quotes.",
    ),
    "usage.value": ("选项“{name}”后面要写一个值。", "Option “{name}” needs a value."),
    "usage.flag": ("选项“{name}”后面不写值。", "Option “{name}” takes no value."),
    "usage.missing": (
        "还要写上“{name}”，写法是：{usage}",
        "“{name}” is missing; the usage is: {usage}",
    ),
    "usage.here": (
        "；就建在现在这个文件夹里，写 drafter init .",
        "; for the folder that you are in: drafter init .",
    ),
    "usage.needed": (
        "还要加上“{option}”：{use}。例如：{example}",
        "“{option}” is missing: {use}. For example: {example}",
    ),
    "usage.invalid": ("“{name}”不能是“{value}”。", "“{name}” cannot be “{value}”."),
    "usage.other": ("命令写法不对（{name}）。", "The command is not written right ({name})."),
    "usage.watch": ("--watch 一次只守着一个数据文件。", "--watch watches one data file at a time."),
    "usage.json": (
        "--watch 不能和 --format json 一起用。",
        "--watch does not go with --format json.",
    ),
    "usage.lang": (
        "语言只能是 zh（中文）或 en（英文），不能是“{name}”。",
        "The language is zh (Chinese) or en (English), not “{name}”.",
    ),
    "usage.onto": (
        "--onto、--against、--fresh 和 --previous 一次只管一份报告，不能和几份数据、--each、--watch 一起用；"
        "--onto、--against 也不和 -o 一起用。",
        "--onto, --against, --fresh and --previous are for one report: not with several data files, --each "
        "or --watch; nor --onto and --against with -o.",
    ),
    "usage.help": ("看用法：{command} --help", "Help: {command} --help"),
}
