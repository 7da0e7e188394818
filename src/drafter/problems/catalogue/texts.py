"""Every text but the problems' own: key → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "fault.cell": ("表格里有一格不以段落结尾", "a table cell does not end in a paragraph"),
    "fault.row": ("表格里有一行没有格", "a table row has no cell"),
    "fault.table": ("有一个表格没有行", "a table has no row"),
    "fault.field": ("域的开头和结尾不成对", "a field's begin and end do not match"),
    "fault.bookmark": ("书签的开头和结尾不成对", "a bookmark's start and end do not match"),
    "fault.twice": ("书签的编号或名称重复", "a bookmark's id or name is used twice"),
    "kind.ledger": ("一整本台账", "a whole ledger"),
    "kind.list": ("一个清单", "a list"),
    "kind.record": ("一条记录", "a record"),
    "kind.nothing": ("空值", "nothing"),
    "kind.other": ("无法印出的值", "a value without a text"),
    "kind.no-file": ("不是图片或文档的值", "a value that is no picture or document"),
    "failing.damaged": ("标记不成对", "its marks do not come in pairs"),
    "failing.rights": ("文件夹不许写入", "the folder may not be written to"),
    "failing.space": ("磁盘满了", "the disk is full"),
    "failing.long": ("名称或路径太长", "the name or path is too long"),
    "failing.readonly": ("磁盘只能读，不能写", "the disk is read-only"),
    "failing.nowhere": ("没有这个文件夹，或者它不是文件夹", "there is no such folder"),
    "failing.system": ("系统不让写（{said}）", "the system refused ({said})"),
    "failing.picture": ("不是图片，或者图片坏了", "no picture, or a damaged one"),
    "failing.lacking": ("这个值里没有要取的那一项", "the value has no such item"),
    "failing.mixed": (
        "文字、数字、清单不能这样放在一起算",
        "texts, numbers and lists cannot be computed together like that",
    ),
    "failing.unfit": ("给的内容不合用", "what was given is of no use here"),
    "failing.number": ("这一项不是数字", "the field holds no numbers"),
    "failing.ledger": ("这里要一本台账", "a ledger is needed here"),
    "failing.part": ("部分比整体还大", "the part is larger than the whole"),
    "failing.brackets": (
        "“{name}”后面的括号不对，照这样写：{sample}",
        "the brackets behind “{name}” are wrong, write: {sample}",
    ),
    "hint.write": ("可以写：{hint}", "you can write: {hint}"),
    "hint.digits": ("只写数字，不写单位和别的字", "write digits only, no unit and no other words"),
    "hint.maybe": ("是不是想写「{hint}」？", "did you mean “{hint}”? "),
    "hint.choose": ("要从规定的几种里选。", "choose one of those allowed. "),
    "limit.minimum": ("不能小于{n}", "must be at least {n}"),
    "limit.exclusiveMinimum": ("要大于{n}", "must be more than {n}"),
    "limit.maximum": ("不能大于{n}", "must be at most {n}"),
    "limit.exclusiveMaximum": ("要小于{n}", "must be less than {n}"),
    "limit.minLength": ("不能少于{n}个字", "must have at least {n} characters"),
    "limit.maxLength": ("不能多于{n}个字", "must have at most {n} characters"),
    "limit.minItems": ("不能少于{n}条", "must have at least {n} entries"),
    "limit.maxItems": ("不能多于{n}条", "must have at most {n} entries"),
    "severity.error": ("错误", "error"),
    "severity.gap": ("待补", "gap"),
    "severity.warning": ("提醒", "warning"),
    "count.error": ("{n}个错误", "{n} error(s)"),
    "count.gap": ("{n}处待补", "{n} gap(s)"),
    "count.warning": ("{n}条提醒", "{n} warning(s)"),
    "list.joint": ("、", ", "),
    "problem.head": ("{severity} {code}：", "{severity} {code}: "),
    "problem.cure": ("{cure}", "{cure}"),
    "problem.more": ("详见：drafter rule {code}", "more: drafter rule {code}"),
    "rule.cure": ("怎么改", "What to do"),
    "rule.what": ("查什么", "What it finds"),
    "rule.why": ("为什么", "Why it matters"),
    "rule.wrong": ("错例", "Wrong"),
    "rule.right": ("对例", "Right"),
    "place.body": ("正文第{paragraph}段", "body, paragraph {paragraph}"),
    "place.header": ("页眉第{paragraph}段", "header, paragraph {paragraph}"),
    "place.footer": ("页脚第{paragraph}段", "footer, paragraph {paragraph}"),
    "place.footnote": ("脚注第{paragraph}段", "footnotes, paragraph {paragraph}"),
    "place.endnote": ("尾注第{paragraph}段", "endnotes, paragraph {paragraph}"),
    "place.properties": ("文档属性", "document properties"),
    "place.schema": ("schema.yaml", "schema.yaml"),
    "place.cell": (
        "（表{table}第{row}行第{cell}格）",
        " (table {table}, row {row}, cell {cell})",
    ),
    "problems.more": (
        "……还有{n}个问题没有列出。先改上面的，再运行一次。",
        "… and {n} more. Mend those above, then run again.",
    ),
    "problems.summary": ("共{summary}。", "{summary} in all."),
    "failed.other": ("请按上面的提示改好，再运行一次。", "Mend what is said above and run again."),
    "failed.generate": (
        "没有生成报告。请按上面的提示改好，再运行一次。",
        "No report was made. Mend what is said above and run again.",
    ),
    "failed.decision": (
        "报告没有改动，要由您决定怎么办。",
        "The report was left as it is: the decision is yours.",
    ),
    "interrupted": ("已停止，没有写文件。", "Stopped; no file was written."),
    "fault": (
        "程序内部出错，没有写文件：{error}。请把这句话和数据文件一起发给维护的人。",
        "drafter itself failed, no file was written: {error}. Please send this line and the "
        "data file to its maintainers.",
    ),
    "result.written": ("已生成：{path}", "Written: {path}"),
    "result.replaced": ("已更新：{path}", "Updated: {path}"),
    "result.unchanged": ("没有变化，文件保持原样：{path}", "Nothing has changed: {path}"),
    "result.checked": ("检查完毕，可以生成《{title}》。", "Checked: {title} can be generated."),
    "result.written.gaps": (
        "已生成草稿，有{n}处待补（页面上标黄）：{path}",
        "Draft written with {n} gap(s), marked yellow: {path}",
    ),
    "result.replaced.gaps": (
        "已更新草稿，有{n}处待补（页面上标黄）：{path}",
        "Draft updated with {n} gap(s), marked yellow: {path}",
    ),
    "result.checked.gaps": (
        "检查完毕，《{title}》还有{n}处待补，只能生成草稿。",
        "Checked: {title} has {n} gap(s) left and can only be a draft.",
    ),
    "result.updated": (
        "已把数据的变化写进改过的报告（Word 里显示为修订，作者 drafter）：{path}",
        "What the data changed is in the edited report, as tracked changes by drafter: {path}",
    ),
    "result.updated.gaps": (
        "已把数据的变化写进改过的报告（Word 里显示为修订，作者 drafter），数据里还有{n}处待补：{path}",
        "What the data changed is in the edited report, as tracked changes by drafter; the data "
        "have {n} gap(s): {path}",
    ),
    "result.kept": (
        "报告有人改过，数据没有新变化，一个字没动：{path}",
        "The report was edited by hand and the data have not changed; it was left as it is: {path}",
    ),
    "result.status": ("看完了，什么也没有写：{path}", "Looked at, nothing written: {path}"),
    "result.kept.gaps": (
        "报告有人改过，数据没有新变化，一个字没动；数据里还有{n}处待补：{path}",
        "The report was edited by hand and the data have not changed; it was left as it is. The "
        "data have {n} gap(s): {path}",
    ),
    "account.hands": (
        "人工修改（全部保留）：改动{changed}段，新增{added}段，删去{deleted}段，移动{moved}段",
        "Hand edits, all kept: {changed} block(s) changed, {added} added, {deleted} deleted, "
        "{moved} moved",
    ),
    "account.untouched": (
        "没有看到人工修改（只是另存过）。", "No hand edits were seen; the file was only saved again."
    ),
    "account.words": (
        "文件里没有 drafter 的标记，是按文字认出来的，请核对一遍。",
        "The file has no mark of drafter's; it was recognised by its words. Please look it through.",
    ),
    "account.changes": ("按数据更新{n}处：", "Updated from the data, {n} place(s):"),
    "account.change": ("  {what} {old} → {new}（{where}）", "  {what} {old} → {new} ({where})"),
    "account.where": ("{section} {n}处", "{section} {n}"),
    "account.and": ("、", ", "),
    "account.brought": ("  新增：{words}", "  added: {words}"),
    "account.struck": ("  删去：{words}", "  removed: {words}"),
    "account.reworded": ("  改写：{words}", "  reworded: {words}"),
    "account.more": ("  ……还有{n}处", "  … and {n} more"),
    "account.conflicts": (
        "要您决定{n}处（页面上保留人写的，Word 里有批注；定好后删掉批注）：",
        "For you to decide, {n} place(s) (the hand's words stay, a comment in Word says more; "
        "delete it when you have decided):",
    ),
    "account.figure": (
        "  {place}：{what}，人改成“{hand}”，数据现在是“{new}”{source}",
        "  {place}: {what}, a hand wrote “{hand}”, the data now say “{new}”{source}",
    ),
    "account.rewording": (
        "  {place}：人改过“{hand}”，数据变了以后这里应写成“{new}”",
        "  {place}: a hand changed “{hand}”, with the new data it would read “{new}”",
    ),
    "account.removed": (
        "  {place}：人改过“{hand}”，数据里已经没有这一条了",
        "  {place}: a hand changed “{hand}”, which the data no longer have",
    ),
    "account.noted": (
        "  {place}：“{hand}”旁边还有以前的批注没有处理",
        "  {place}: an earlier comment beside “{hand}” still stands",
    ),
    "account.differences": (
        "页面和数据不一致{n}处（人改的，照样保留）：",
        "Page and data differ in {n} place(s) (edited by hand, and left so):",
    ),
    "account.differing": (
        "  {place}：{what}，页面上是“{hand}”，数据是“{new}”{source}",
        "  {place}: {what}, the page says “{hand}”, the data say “{new}”{source}",
    ),
    "account.source": ("（{place}）", " ({place})"),
    "account.gone": (
        "有{n}处数据变了，但那里的文字已被人删去，没有再加回来：",
        "{n} change(s) of the data are in text that a hand deleted; it was not brought back:",
    ),
    "account.lost": ("  {what} {old} → {new}", "  {what} {old} → {new}"),
    "account.left": (
        "新稿的页眉、页脚或脚注里有{n}段没有放进来：加 --fresh 看新稿。",
        "{n} paragraph(s) of the new draft's headers, footers or notes were not taken over: see "
        "the new draft with --fresh.",
    ),
    "account.layout": (
        "模板的版式改过，改过的报告保持原来的版式；要新版式加 --fresh。",
        "The template's layout has changed; the edited report keeps its own. For the new one add "
        "--fresh.",
    ),
    "section.body": ("正文", "body"),
    "section.header": ("页眉", "header"),
    "section.footer": ("页脚", "footer"),
    "section.footnote": ("脚注", "footnotes"),
    "merge.figure": (
        "这里人改成了“{hand}”（原来写的是“{old}”），数据现在是“{new}”。两个数不一致，请定一个；定好后删掉这条批注。",
        "A hand wrote “{hand}” here (it was “{old}”); the data now say “{new}”. Please decide, then "
        "delete this comment.",
    ),
    "merge.reworded": (
        "这一段人改过；数据变了以后，这里应写成：“{new}”。请看要不要照着改；定好后删掉这条批注。",
        "A hand changed this; with the new data it would read: “{new}”. Please decide, then delete "
        "this comment.",
    ),
    "merge.removed": (
        "这一段人改过；数据里已经没有这一条了（原来写的是“{old}”）。请看要不要删去；定好后删掉这条批注。",
        "A hand changed this; the data no longer have it (it was “{old}”). Please decide, then "
        "delete this comment.",
    ),
    "merge.source": ("数据出处：{places}", "From: {places}"),
    "merge.source.more": ("数据出处：{places}等{n}条记录", "From: {places} and others, {n} records"),
    "result.backup": ("原来的文件已备份为：{path}", "The earlier file was kept as: {path}"),
    "batch.bar": (
        "{bar} {done}/{total}  每秒{rate}份  还要{left}  {name}",
        "{bar} {done}/{total}  {rate}/s  {left} left  {name}",
    ),
    "batch.seconds": ("{n}秒", "{n} s"),
    "batch.minutes": ("{n}分{seconds}秒", "{n} min {seconds} s"),
    "batch.status.failed": ("失败", "failed"),
    "batch.status.undecided": ("待定", "undecided"),
    "batch.line": (
        "{status}  {name}  {code} {message}（{place}）",
        "{status}  {name}  {code} {message} ({place})",
    ),
    "batch.advice": (
        "以上{n}份没有写成，其余不受影响。怎么改：drafter check 数据文件，或者 drafter rule 编号。改好后加 --resume 再运行一次，只做没做成的。",
        "The {n} above were not written, the others went on. What to do: drafter check DATA, or "
        "drafter rule CODE. When they are mended, --resume makes only what is missing.",
    ),
    "batch.advice.decide": (
        "“待定”的要由您决定：报告里有批注的，看批注，定好后删掉；没有写成的，要换掉就加 --overwrite（先备份）。",
        "Where it says undecided the decision is yours: read the comments in the report and delete "
        "them when you have decided; what was not written --overwrite replaces after a backup.",
    ),
    "batch.totals": (
        "共{total}份：{counts}。用时{seconds}秒，每秒{rate}份。",
        "{total} in all: {counts}. {seconds} s, {rate} a second.",
    ),
    "batch.count.written": ("新写{n}", "{n} written"),
    "batch.count.replaced": ("更新{n}", "{n} replaced"),
    "batch.count.updated": ("并入改稿{n}", "{n} edited ones brought up to date"),
    "batch.count.kept": ("改稿未动{n}", "{n} edited ones left"),
    "batch.count.unchanged": ("没变{n}", "{n} unchanged"),
    "batch.count.skipped": ("跳过{n}", "{n} skipped"),
    "batch.count.undecided": ("待定{n}", "{n} undecided"),
    "batch.count.failed": ("失败{n}", "{n} failed"),
    "batch.gaps": (
        "其中{n}份是草稿，有待补的内容（页面上标黄）。",
        "{n} of them are drafts with gaps, marked yellow.",
    ),
    "batch.warnings": (
        "另有{n}份带着提醒，用 drafter check 看。",
        "{n} more came with warnings; see them with drafter check.",
    ),
    "batch.interrupted": (
        "已停止：{total}份里做完了{done}份，每份都是完整的。加 --resume 再运行一次，接着做其余的。",
        "Stopped: {done} of {total} are done, each of them whole. Run again with --resume to go on.",
    ),
    "watch.start": (
        "正在守着 {data}、它的模板和它用到的文件：一保存就重新生成。按 Ctrl-C 结束。",
        "Watching {data}, its template and the files it names: each save makes the report anew. "
        "Ctrl-C ends it.",
    ),
    "watch.took": ("[{clock}] 用时{seconds}秒", "[{clock}] {seconds} s"),
    "watch.kept": (
        "[{clock}] 报告保持上一次的样子。改好一保存，就会重新生成。",
        "[{clock}] The report stays as it was. Mend and save: it is made anew.",
    ),
    "watch.end": ("不再守着了，报告都在。", "No longer watching; the report stands."),
    "why.head": ("「{text}」在报告里有{n}处：", "“{text}” stands in {n} place(s) of the report:"),
    "why.report": ("{n}. {place}：{text}", "{n}. {place}: {text}"),
    "why.tag": ("   模板：{place} {tag}", "   template: {place} {tag}"),
    "why.fixed": ("   是模板里写定的文字：{place}", "   fixed wording of the template: {place}"),
    "why.records": ("   来自{n}条记录：", "   from {n} record(s):"),
    "why.shared": (
        "   以上{places}处都来自{n}条记录：",
        "   the {places} places above come from {n} record(s):",
    ),
    "why.exact": ("   准确数是{exact}。", "   exactly {exact}."),
    "why.nothing": ("   不是从数据来的。", "   not from the data."),
    "why.more": ("     ……还有{n}条", "     … and {n} more"),
    "init.done": (
        "已建好工作目录：{folder}\n接下来：\n  cd {folder}\n  drafter generate {year}",
        "The workspace is ready: {folder}\nNext:\n  cd {folder}\n  drafter generate {year}",
    ),
    "cache.cleared": (
        "已清空模板缓存，共{n}份。下次生成时自动重建。",
        "The cache of templates is empty now; it held {n}. The next run fills it again.",
    ),
    "template.done": (
        "已建好空白模板：{folder}\n接下来：先改 schema.yaml，再用 Word 打开 template.docx 写"
        "正文和标签，然后运行 drafter template check {name}",
        "The blank template is ready: {folder}\nNext: edit schema.yaml, write text and "
        "tags into template.docx with Word, then run drafter template check {name}",
    ),
    "template.sound": ("模板《{name}》检查完毕，可以使用。", "Template {name} is fit for use."),
    "metavar.data": ("数据文件", "DATA"),
    "metavar.table": ("表格", "TABLE"),
    "metavar.number": ("几个", "N"),
    "metavar.name": ("模板名", "NAME"),
    "metavar.path": ("路径", "PATH"),
    "metavar.text": ("数字或原文", "TEXT"),
    "metavar.folder": ("文件夹", "FOLDER"),
    "metavar.code": ("编号", "CODE"),
    "metavar.command": ("命令", "COMMAND"),
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
    "help.check": (
        "只检查、不写文件：凡是生成时会提出的问题都提出来",
        "Everything that generate would complain about; nothing is written",
    ),
    "help.why": (
        "查报告里的数字或文字是从哪些记录来的",
        "Which records a figure or a piece of the report comes from",
    ),
    "help.init": (
        "新建一个工作目录，带模板和样例数据",
        "A new workspace with the template and a sample year",
    ),
    "help.cache": ("管理编译好的模板缓存", "Manage the cache of compiled templates"),
    "help.cache.clear": (
        "清空缓存；下次生成时自动重建",
        "Empty the cache; the next run fills it again",
    ),
    "help.template": ("检查模板，新建模板", "Check a template, or start a new one"),
    "help.template.check": ("对照 schema.yaml 检查模板", "Check a template against its schema"),
    "help.template.new": (
        "新建一个符合 GB/T 9704 版式的空白模板",
        "A blank template laid out by GB/T 9704",
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
        "CSV 表格，一行一份报告：第一行写字段名，格里的值代替数据里的，空格子不代替",
        "a CSV file, a report a row: field names on its first line; a cell stands in place of the "
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
        "不管改过的报告，在旁边另写一份新稿", "write a clean new draft beside the report"
    ),
    "help.status": (
        "看看报告改过没有、页面和数据哪里不一致、再生成会改什么；不写文件",
        "tell whether the report was edited, where page and data differ, and what an update would "
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
    "usage.missing": ("还要写上“{name}”。", "“{name}” is missing."),
    "usage.invalid": ("“{name}”不能是“{value}”。", "“{name}” cannot be “{value}”."),
    "usage.other": ("命令写法不对（{name}）。", "The command is not written right ({name})."),
    "usage.watch": (
        "--watch 一次只守着一个数据文件。",
        "--watch watches one data file at a time.",
    ),
    "usage.json": (
        "--watch 不能和 --format json 一起用。",
        "--watch does not go with --format json.",
    ),
    "usage.lang": (
        "语言只能是 zh（中文）或 en（英文），不能是“{name}”。",
        "The language is zh (Chinese) or en (English), not “{name}”.",
    ),
    "usage.help": ("看用法：{command} --help", "Help: {command} --help"),
}
