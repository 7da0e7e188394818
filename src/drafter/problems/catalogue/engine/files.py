"""Problems with the files of a template folder: missing, damaged, harmful."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D301",
        Severity.ERROR,
        Words(
            "没有「{name}」这个模板",
            "改成已有的模板：{hint}",
            "数据里写的模板名，templates 文件夹里没有同名的文件夹。",
            "没有模板，就不知道报告怎么写。",
        ),
        Words(
            "there is no template “{name}”",
            "use one that exists: {hint}",
            "The folder templates has no folder of the name that the data give.",
            "Without a template there is no wording for the report.",
        ),
        "模板: 统战总结",
        "模板: 统战工作总结",
    ),
    Rule(
        "D302",
        Severity.ERROR,
        Words(
            "模板文件夹里缺这个文件",
            "把它放进去：一个模板要有 template.docx 和 schema.yaml 两个文件",
            "模板文件夹里少了 template.docx 或者 schema.yaml。",
            "template.docx 是报告的样子，schema.yaml 规定数据有哪些项，缺一个都不行。",
        ),
        Words(
            "this file is missing in the template folder",
            "put it there: a template is two files, template.docx and schema.yaml",
            "The template folder lacks template.docx or schema.yaml.",
            "The one is the page, the other says what the data hold; neither can do alone.",
        ),
        "templates/统战工作总结/总结模板.docx",
        "templates/统战工作总结/template.docx",
    ),
    Rule(
        "D303",
        Severity.ERROR,
        Words(
            "{reason}",
            "用 Word 或 WPS 打开它，去掉密码，另存为“Word 文档（*.docx）”",
            "文件损坏、设了密码，或者是老的 .doc 格式只改了后缀。",
            "程序只读 .docx 格式，改后缀并不改变格式。",
        ),
        Words(
            "{reason}",
            "open it in Word, take off any password, and save it as a Word document (*.docx)",
            "The file is damaged, has a password, or is an old .doc with a new ending.",
            "Only .docx is read, and a new ending does not make one.",
        ),
        "template.doc 改名成 template.docx",
        "用 Word 打开 template.doc，另存为 template.docx",
    ),
    Rule(
        "D304",
        Severity.ERROR,
        Words(
            "这个 Word 文件展开后太大（{reason}）",
            "换一个来路清楚的模板；里面有大图的，先压缩图片",
            "Word 文件是压缩的，这一个展开后大得不正常。",
            "有一种害人的文件，很小，一打开就把电脑占满，所以先不打开。",
        ),
        Words(
            "this Word file is too large when unpacked ({reason})",
            "use a template from a source you know; make large pictures in it smaller",
            "A Word file is packed, and this one unpacks to far more than is usual.",
            "Some files are small and fill the whole computer once opened, so it is not opened.",
        ),
        "template.docx（里面有几张没压缩的大照片）",
        "template.docx（照片用 Word 的“压缩图片”处理过）",
    ),
    Rule(
        "D305",
        Severity.ERROR,
        Words(
            "这个 Word 文件里的 {part} 坏了",
            "用 Word 或 WPS 打开，另存一份新的再用",
            "Word 文件由许多部分组成，其中一部分读不懂，或者带有正常 Word 不会写的内容。",
            "勉强读下去，内容可能会丢。",
        ),
        Words(
            "the part {part} of this Word file is damaged",
            "open it in Word and save it anew",
            "One of the parts of the file cannot be read, or has what Word itself never writes.",
            "Reading on regardless might lose text.",
        ),
        "别的软件导出后没有检查的 template.docx",
        "用 Word 打开并另存过的 template.docx",
    ),
    Rule(
        "D306",
        Severity.ERROR,
        Words(
            "这个 Word 文件带有宏（{part}）",
            "用 Word 打开，另存为“Word 文档（*.docx）”，宏就去掉了",
            "宏是藏在 Word 文件里的程序。",
            "模板常常是别人发来的，宏打开就会运行，所以带宏的一律不用。",
        ),
        Words(
            "this Word file has macros ({part})",
            "open it in Word and save it as a Word document (*.docx), which drops them",
            "Macros are programs inside a Word file.",
            "Templates come by e-mail and macros run when a file is opened, so none is taken.",
        ),
        "template.docm 改名成 template.docx",
        "另存为“Word 文档（*.docx）”",
    ),
    Rule(
        "D307",
        Severity.ERROR,
        Words(
            "这个 Word 文件引用了文件外面的内容：{target}",
            "把图片直接粘贴进来（不要选“链接到文件”）",
            "Word 一打开报告，就会自己去取这个地址的内容。",
            "别人能借此知道谁打开了文件，取来的内容也可能被换掉。普通超链接不受影响。",
        ),
        Words(
            "this Word file fetches something from outside: {target}",
            "paste the picture itself (not “link to file”)",
            "Word would fetch this address by itself as soon as the report is opened.",
            "It tells others who opened the file, and what comes may change. Hyperlinks are fine.",
        ),
        "插入图片时选了“链接到文件”",
        "插入图片时选“插入”",
    ),
    Rule(
        "D308",
        Severity.ERROR,
        Words(
            "schema.yaml 的写法不合 JSON Schema：「{where}」",
            "对照现成模板的 schema.yaml 改；type 只有 string integer number boolean array object",
            "schema.yaml 用 JSON Schema 2020-12 的写法规定数据，这里有一处不合规矩。",
            "规定本身写错了，就没法检查数据。",
        ),
        Words(
            "schema.yaml is no valid JSON Schema at “{where}”",
            "see a shipped template's; a type is string, integer, number, boolean, array or object",
            "schema.yaml describes the data as JSON Schema 2020-12, and breaks its rules here.",
            "Data cannot be checked by a rule that is itself wrong.",
        ),
        "人数:\n  type: 数字",
        "人数:\n  type: integer",
    ),
    Rule(
        "D309",
        Severity.ERROR,
        Words(
            "这个文件读不了",
            "如果正在 Word 或 WPS 里打开着，请先关掉；再看看有没有读取的权限",
            "文件在，但系统不让读：多半被别的程序占着，或者没有权限。",
            "读不到文件就没法往下做。",
        ),
        Words(
            "this file cannot be read",
            "close it if it is open in Word or WPS; see whether you may read it",
            "The file is there, but the system does not let it be read.",
            "Mostly another program holds it, or the rights are lacking.",
        ),
        "template.docx 正在 Word 里编辑",
        "保存并关闭 Word，再运行一次",
    ),
    Rule(
        "D367",
        Severity.HINT,
        Words(
            "模板里的{what}没有带进报告",
            "不用管；不想看到这条提示，就在 Word 里把它从模板去掉",
            "模板文件自己的设置：编辑保护、修订开关、邮件合并、附加模板的链接；或者模板是拿写好的报告改的。",
            "报告要给人改、给人看：锁着的、带着别处链接的报告会添麻烦，旧报告的书签会把出处弄乱。",
        ),
        Words(
            "the template's {what} is not taken over into the report",
            "nothing need be done; to see this no more, take it out of the template in Word",
            "Settings of the template's own file: protection, tracking, mail merge, a linked template; "
            "or a template that was made from a finished report.",
            "A report is there to be edited and read: a lock or a link to other files is a nuisance, "
            "and bookmarks of an older report would displace the records of this one.",
        ),
        "template.docx 开着“限制编辑”",
        "template.docx 没有编辑保护",
    ),
    Rule(
        "D368",
        Severity.ERROR,
        Words(
            "模板文件夹里缺 template.docx，倒有一个 {name}",
            "用 Word 或 WPS 打开 {name}，另存为“Word 文档（*.docx）”，文件名用 template.docx",
            "模板文件夹里的 Word 文件要叫 template.docx；.dotx、.doc、.wps 等格式读不了。",
            "改后缀并不改变格式，要另存。",
        ),
        Words(
            "template.docx is missing in the template folder, which has {name}",
            "open {name} in Word, save it as a Word document (*.docx) named template.docx",
            "The Word file of a template is template.docx; .dotx, .doc, .wps and others are not read.",
            "A new ending does not make another kind of file: it has to be saved as one.",
        ),
        "templates/统战工作总结/template.dotx",
        "templates/统战工作总结/template.docx",
    ),
    Rule(
        "D369",
        Severity.ERROR,
        Words(
            "模板的{part}里有标签「{text}」，那里填不了",
            "改成固定的文字，或者挪到能填的地方：正文、页眉页脚、脚注尾注、图表的标题、超链接地址、文档属性",
            "批注、图表的数据表、样式名这些地方的标签没有谁来填。",
            "不拦下来，标签会原样留在报告里。",
        ),
        Words(
            "the template's {part} holds the tag “{text}”, where none is filled",
            "write fixed words, or move it to the text, a chart's title, a link or the properties",
            "A tag in a comment, in the data of a chart, in the name of a style: nobody fills it.",
            "It would stay in the report as it is.",
        ),
        "批注：这里填{{ 单位 }}",
        "批注：这里填单位",
    ),
)
