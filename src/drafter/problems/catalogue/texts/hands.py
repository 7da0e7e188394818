"""What `gather` and `status` say of hands, and what stands in the comments about them."""

TEXTS: dict[str, tuple[str, str]] = {
    "hands.comment.reworded": (
        "{author}把“{old}”改成“{new}”。",
        "{author} changed “{old}” to “{new}”.",
    ),
    "hands.comment.cut": ("{author}删去“{old}”。", "{author} took “{old}” out."),
    "hands.comment.deleted": ("{author}删去这一段：“{old}”。", "{author} deleted this: “{old}”."),
    "hands.comment.added": ("{author}加上一段：“{new}”。", "{author} added this: “{new}”."),
    "hands.comment.moved": (
        "{author}把从这里起的{n}段（行）挪到了“{new}”后面。",
        "{author} moved {n} paragraph(s) or row(s) from here on behind “{new}”.",
    ),
    "hands.comment.moved.first": (
        "{author}把从这里起的{n}段（行）挪到了最前面。",
        "{author} moved {n} paragraph(s) or row(s) from here on to the very beginning.",
    ),
    "hands.comment.emphasised": (
        "{author}改了“{new}”的字形。",
        "{author} changed how “{new}” is emphasised.",
    ),
    "hands.comment.cells": (
        "{author}改了表格的格子（从这一行起{n}行；加列、删列、并格或者拆格）：“{old}”改成“{new}”。",
        "{author} changed the cells of the table ({n} row(s) from here on; columns put in or taken out, "
        "cells merged or split): “{old}” to “{new}”.",
    ),
    "hands.reason.cells": (
        "格子做不成修订，没有收进来。请照返稿在 Word 里自己改表格；定好后删掉这条批注。",
        " Cells cannot be tracked, so this was not put in. Please change the table in Word as the copy "
        "has it; then delete this comment.",
    ),
    "object.picture": ("〔图片〕", "[picture]"),
    "hands.reason.taken": (
        "这里另有人改过，页面上留着那一种写法。请定用哪一种；定好后删掉这条批注。",
        " Another hand or the data changed this too, and that stays. Please decide, then delete this "
        "comment.",
    ),
    "hands.reason.edited": (
        "这里另有人改过，所以没有删。请定要不要删；定好后删掉这条批注。",
        " Another hand changed this, so it stays. Please decide, then delete this comment.",
    ),
    "hands.reason.gone": (
        "报告里那一段已经没有了。请定要不要补上；定好后删掉这条批注。",
        " The report does not have that paragraph any more. Please decide, then delete this comment.",
    ),
    "hands.reason.moved": (
        "页面上没有挪。请定要不要挪；定好后删掉这条批注。",
        " It was not moved here. Please decide, then delete this comment.",
    ),
    "gather.untaken": (
        "返稿里还有{n}处没有放进报告（版式、图片大小这类，修订里记不下）：",
        "{n} change(s) of the copies were not put in (looks and sizes of pictures, which no tracked "
        "change keeps):",
    ),
    "gather.head": ("收进来的修改{n}处：", "Gathered, {n} edit(s):"),
    "gather.nothing": (
        "返稿里没有报告里还没有的修改。",
        "The copies hold no edit that the report has not.",
    ),
    "gather.author": ("{author}（{file}）{n}处：", "{author} ({file}), {n}:"),
    "status.author": ("{author} 改了{n}处：", "{author}, {n} edit(s):"),
    "status.nobody": ("没有记下是谁（不是用修订改的）", "somebody (not as tracked changes)"),
    "gather.edit.reworded": ("  {section}：{old} → {new}", "  {section}: {old} → {new}"),
    "gather.edit.put": ("  {section}：加上“{new}”", "  {section}: put in “{new}”"),
    "gather.edit.long": ("  {section}{fate}", "  {section}{fate}"),
    "gather.edit.old": ("    原来：{old}", "    was: {old}"),
    "gather.edit.new": ("    改成：{new}", "    now: {new}"),
    "gather.edit.cut": ("  {section}：删去“{old}”", "  {section}: took out “{old}”"),
    "gather.edit.deleted": ("  {section}：删去一段“{old}”", "  {section}: deleted “{old}”"),
    "gather.edit.added": ("  {section}：加上一段“{new}”", "  {section}: added “{new}”"),
    "gather.edit.moved": ("  {section}：挪动“{old}”", "  {section}: moved “{old}”"),
    "gather.edit.many": ("（连着{n}段，表格一行算一段）", " ({n} paragraphs or rows together)"),
    "gather.edit.emphasised": ("  {section}：字形“{new}”", "  {section}: emphasis of “{new}”"),
    "gather.edit.cells": (
        "  {section}：表格的格子变了（加列、删列、并格或者拆格）：{old} → {new}",
        "  {section}: the table's cells changed (columns put in or taken out, cells merged or split): "
        "{old} → {new}",
    ),
    "gather.edit.formatted": ("  {section}：{old}，在“{new}”", "  {section}: {old} at “{new}”"),
    "format.style": ("样式", "style"),
    "format.alignment": ("对齐", "alignment"),
    "format.indent": ("缩进", "indent"),
    "format.spacing": ("行距或段距", "spacing"),
    "format.pagebreak": ("段前分页", "page break before"),
    "format.list": ("自动编号", "numbering"),
    "format.fill": ("底纹", "shading"),
    "format.font": ("字体", "font"),
    "format.size": ("字号", "size of letters"),
    "format.picture": ("图片大小", "size of a picture"),
    "format.sections": ("分节", "sections"),
    "format.paper": ("纸张大小或方向", "size or orientation of the paper"),
    "format.margins": ("页边距", "margins"),
    "format.headers": ("页眉页脚的位置", "place of headers and footers"),
    "format.columns": ("分栏", "columns of the page"),
    "format.widths": ("表格列宽", "widths of the columns"),
    "format.height": ("行高", "height of a row"),
    "gather.edit.remark": ("  {section}：批注“{new}”", "  {section}: comment “{new}”"),
    "gather.fate.there": ("（已经有了）", " (there already)"),
    "gather.fate.commented": ("（要您定，见批注）", " (to be decided, see the comment)"),
    "gather.fate.waiting": (
        "（要您定，以前的批注还在）",
        " (to be decided, an earlier comment still stands)",
    ),
    "gather.fate.told": (
        "（没有放进去，请在 Word 里自己改）",
        " (not put in: please do it in Word)",
    ),
    "result.gathered": (
        "已把返稿的修改收进报告（Word 里显示为修订，各记在各人名下）：{path}",
        "The copies' edits are in the report, as tracked changes under their authors' names: {path}",
    ),
    "result.gathered.gaps": (
        "已把返稿的修改收进报告（Word 里显示为修订，各记在各人名下），数据里还有{n}处待补：{path}",
        "The copies' edits are in the report, as tracked changes under their authors' names; the data "
        "have {n} gap(s): {path}",
    ),
    "usage.authors": (
        "--author 一份返稿写一个：返稿{n}份，姓名{named}个。",
        "One --author for each copy: {n} copies, {named} names.",
    ),
    "gather.missing": (
        "注意：磁盘上的报告不是上次收稿后的那一份，是拿别的文件盖上去的。上次收进来的{n}处现在没有了：",
        "Note: the report on disk did not come from the one that copies were gathered into; another "
        "file was laid over it. {n} edit(s) gathered then are missing:",
    ),
    "gather.missing.cure": (
        "  上次那一份还在。要补回来：drafter gather {path}（不要的，收进来以后在 Word 里拒绝）",
        "  That one is kept. To bring them back: drafter gather {path} (reject in Word what should "
        "stay out)",
    ),
    "gather.ask": ("{file} 是谁改的？", "Whose copy is {file}? "),
    "gather.reason.missing": (
        "没有这个文件，或者它是文件夹",
        "there is no such file, or it is a folder",
    ),
    "gather.cure.missing": (
        "看看文件名和文件夹对不对，.docx 写了没有；文件名里有空格的，两头加英文引号",
        "look whether name and folder are right and end in .docx; put a name with blanks in quotes",
    ),
    "gather.reason.open": (
        "正在 Word 或 WPS 里打开，或者不许读取",
        "it is open in Word or WPS, or may not be read",
    ),
    "gather.cure.open": (
        "先存盘、关闭这个文件，再做一次；早已关闭的，删掉同一文件夹里以 ~$ 或 .~ 开头的文件（可能是隐藏的）",
        "save and close it, then run again; if it is closed, delete the file beside it that begins "
        "with ~$ or .~ (it may be hidden)",
    ),
    "gather.reason.unreadable": ("{reason}", "{reason}"),
    "gather.cure.unreadable": (
        "在 Word 或 WPS 里打开它，有密码就去掉，另存为 .docx，再收这一份",
        "open it in Word or WPS, take its password off, save it as .docx, and gather that",
    ),
    "gather.reason.twice": ("和「{other}」是同一份", "it is the same as “{other}”"),
    "gather.cure.twice": (
        "每个人的返稿写一次；是不是有一份拿错了",
        "name each copy once; perhaps one of them is the wrong file",
    ),
    "gather.reason.itself": ("它就是要收进去的那份报告", "it is the report itself"),
    "gather.cure.itself": (
        "从命令里删掉它，只写返稿的文件名：它自己的修改本来就在；数据变了，用 drafter generate 更新它",
        "leave it out and name the copies that came back alone: its own edits are in it; drafter "
        "generate brings it up to date",
    ),
    "gather.reason.stranger": (
        "认不出它是这个工作目录里哪一份报告改来的",
        "it cannot be recognised as a copy of a report of this workspace",
    ),
    "gather.cure.stranger": (
        "看看是不是这里生成的报告、.drafter 文件夹在不在；知道是哪一份的，加 --report 2021",
        "look whether the report was made here and .drafter is there; if you know which report it "
        "is, add --report 2021",
    ),
    "gather.reason.row": (
        "它是用 --each 按表里“{name}”那一行做的报告改来的，光有数据文件做不出那一份，不能收",
        "it is a copy of a report that --each made of the row “{name}”; the data file alone does not "
        "make that again",
    ),
    "gather.cure.row": (
        "在 Word 的“审阅”里用“比较—合并”把它并进那一份，存盘，再运行 drafter generate … --each …，会照常更新",
        "put it into that report with Compare – Combine under Review in Word, save, then run drafter "
        "generate with --each as always",
    ),
    "gather.reason.years": (
        "它是从「{other}」的报告改来的，这次收的是「{this}」",
        "it is a copy of the report of “{other}”, the others are of “{this}”",
    ),
    "gather.cure.years": ("一年一年分开收", "gather one year at a time"),
}
