"""Why something cannot be read, written or said."""

TEXTS: dict[str, tuple[str, str]] = {
    "failing.torn": (
        "这个 {kind} 文件不完整，多半没有传完",
        "the {kind} file is not complete; was it sent whole?",
    ),
    "failing.length": (
        "图片的宽、高要填毫米数，比如 图片(60)",
        "width and height of a picture are millimetres, as in 图片(60)",
    ),
    "failing.picture": ("不是图片，或者图片坏了", "no picture, or a damaged one"),
    "unreadable.password": ("这个文件设了打开密码", "this file asks for a password"),
    "unreadable.old": (
        "这是老的 .doc 或 .wps 格式，改后缀不管用",
        "this is an old .doc or .wps, and a new ending does not change that",
    ),
    "unreadable.compound": (
        "这个文件设了打开密码，或者是老的 .doc、.wps 格式（改后缀不管用）",
        "this file has a password, or is an old .doc (a new ending does not change that)",
    ),
    "unreadable.rtf": ("这是 RTF 文件，不是 .docx", "this is an RTF file, no .docx"),
    "unreadable.odt": ("这是 ODT 文件，不是 .docx", "this is an ODT file, no .docx"),
    "unreadable.ofd": ("这是 OFD 版式文件，不是 .docx", "this is an OFD file, no .docx"),
    "unreadable.pdf": ("这是 PDF 文件，不是 .docx", "this is a PDF file, no .docx"),
    "unreadable.page": ("这是网页格式的文件，不是 .docx", "this is a web page, no .docx"),
    "unreadable.sheet": ("这是 Excel 表格，不是 Word 文件", "this is a workbook, no Word file"),
    "unreadable.slides": ("这是演示文稿，不是 Word 文件", "these are slides, no Word file"),
    "unreadable.picture": ("这是图片，不是 Word 文件", "this is a picture, no Word file"),
    "unreadable.archive": ("这是压缩包，不是 Word 文件", "this is an archive, no Word file"),
    "unreadable.damaged": ("这不是好的 Word 文件（.docx）", "this is no sound Word file (.docx)"),
    "failing.chunk": (
        "里面还嵌着别的文件（子文档），在 Word 里打开，另存为一个完整的文档",
        "other files are put into it (subdocuments); open it in Word and save it as one document",
    ),
    "failing.pending": (
        "里面有 drafter 的修订或者批注还没有处理，先在 Word 里接受或者拒绝",
        "changes or comments of drafter's wait in it; settle them in Word first",
    ),
    "failing.notes-here": (
        "它有脚注、尾注或者批注，Word 不许放在页眉、页脚、脚注和文本框里，把标签放到正文里",
        "it has notes or comments, which Word forbids in headers, footers, notes and text boxes; "
        "put the tag into the body",
    ),
    "failing.address": (
        "网址要以 http、https、mailto 这类开头，别的会运行程序",
        "an address begins with http, https or mailto: others may run programs",
    ),
    "failing.piece": (
        "这是宏或者 set 块印出来的内容，里面不只是一样字形的字（有加粗、制表符、图片、域这类），"
        "只能直接印，不能数、比、截取或者再套过滤器",
        "a macro or a set block printed this, and it holds more than text of one look (bold words, "
        "tabs, pictures, fields); print it as it is: it cannot be counted, compared, cut or filtered",
    ),
    "failing.unfit": ("给的内容不合用", "what was given is of no use here"),
    "failing.reached": (
        "format 的花括号里只能写次序或名称，不能再用 . 和 [ ] 去取里面的东西",
        "the braces of format take a number or a name, and reach into no value by . or [ ]",
    ),
    "failing.number": ("这一项不是数字", "the field holds no numbers"),
    "failing.rough": (
        "数据里填的是“200余”这样的约数，不能拿来计算：填确数，或者把算好的数直接填进数据",
        "the data have a number in round terms such as 200余, which cannot be computed with",
    ),
    "failing.ledger": ("这里要一本台账", "a ledger is needed here"),
    "failing.part": ("部分比整体还大", "the part is larger than the whole"),
    "failing.brackets": (
        "“{name}”后面的括号不对，照这样写：{sample}",
        "the brackets behind “{name}” are wrong, write: {sample}",
    ),
    "system": (
        "系统不让读写「{file}」：{reason}。看看这个文件、文件夹的权限，再做一次",
        "the system does not let “{file}” be read or written: {reason}. See to the rights of this "
        "file or folder, then run again",
    ),
    "usage.gone": (
        "现在所在的文件夹已经被删掉或者改名了；先进入别的文件夹（cd），再做一次",
        "the folder that you are in was deleted or renamed; go to another one (cd), then run again",
    ),
    "screen.full": (
        "要说的话写不出去（{said}）；命令已经做完，说的是：",
        "What there is to say could not be written ({said}); the command has done its work and says:",
    ),
    "screen.gone": (
        "读的那一头已经关了；命令已经做完，说的是：",
        "Nobody reads the output any more; the command has done its work and says:",
    ),
}
