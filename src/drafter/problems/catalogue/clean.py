"""What is told of a copy for sending out."""

TEXTS: dict[str, tuple[str, str]] = {
    "clean.by": ("{name}{n}处", "{name}: {n}"),
    "clean.by.nobody": ("没有署名的{n}处", "unnamed: {n}"),
    "clean.written": (
        "已写好清稿：{path}（文字和版式没有变，作者姓名、批注、书签等已去掉）",
        "Written: {path} (words and layout as they were, without names, comments and marks)",
    ),
    "clean.replaced": (
        "已换成新的清稿：{path}（文字和版式没有变，作者姓名、批注、书签等已去掉）",
        "Replaced: {path} (words and layout as they were, without names, comments and marks)",
    ),
    "clean.unchanged": (
        "没有变化，清稿保持原样：{path}",
        "Nothing has changed, the clean copy stays: {path}",
    ),
    "clean.comments": (
        "原稿里的{n}条批注没有放进清稿，原稿没有动。",
        "{n} comment(s) of the original are not in the copy; the original is as it was.",
    ),
    "clean.stopped": (
        "清稿没有写，原稿没有动，要由您决定怎么办。",
        "No clean copy was written, and the original is as it was: the decision is yours.",
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
    "metavar.report": ("报告.docx", "REPORT.docx"),
}
