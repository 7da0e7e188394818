"""What is told of a report that was there before: its hand edits, the data, the conflicts."""

TEXTS: dict[str, tuple[str, str]] = {
    "result.kept.unsure": (
        "报告和最像的一版相比，数据没有别的变化，一个字没动：{path}",
        "Against the version that the report is most like, the data have not changed; it was left as "
        "it is: {path}",
    ),
    "result.kept.unedited": (
        "没有要写进报告的，报告一个字没动：{path}",
        "There is nothing to put into the report; it was left as it is: {path}",
    ),
    "result.compared": (
        "已写出对照稿，和新稿不同的地方都是修订（人改的也在里面，看过再接受或拒绝）：{path}",
        "Written: a copy in which all that the new draft says otherwise is a tracked change (hand edits "
        "too: look before you accept or reject): {path}",
    ),
    "result.compared.gaps": (
        "已写出对照稿，和新稿不同的地方都是修订（人改的也在里面，看过再接受或拒绝），数据里还有{n}处待补：{path}",
        "Written: a copy in which all that the new draft says otherwise is a tracked change (hand edits "
        "too: look before you accept or reject); the data have {n} gap(s): {path}",
    ),
    "account.hands": (
        "人工修改（全部保留）：改动{changed}段，新增{added}段，删去{deleted}段，移动{moved}段",
        "Hand edits, all kept: {changed} block(s) changed, {added} added, {deleted} deleted, "
        "{moved} moved",
    ),
    "account.untouched": (
        "没有看到人工修改（只是另存过，或者接受了修订）。",
        "No hand edits were seen; the file was only saved again, or tracked changes accepted.",
    ),
    "account.unworded": ("文字没有看到人工修改。", "No hand edits were seen in the words."),
    "account.formats": (
        "版式和程序写出的不同{n}处（照样保留）：",
        "{n} place(s) look otherwise than they were written; all kept:",
    ),
    "account.hands.unsure": (
        "和那一版不同的地方（照样保留）：改动{changed}段，新增{added}段，删去{deleted}段，移动{moved}段",
        "Where it differs from that version, all kept: {changed} block(s) changed, {added} added, "
        "{deleted} deleted, {moved} moved",
    ),
    "account.words.unmarked": (
        "文件里没有 drafter 的运行编号，是按文字认出来的：和第{n}版（{when}写出）最像，像{alike}%。请核对一遍。",
        "The file has no run id of drafter's; it was recognised by its words: it is most like "
        "version {n} (written {when}), {alike}%. Please look it through.",
    ),
    "account.words.unknown": (
        "文件里写着它是哪一版，可是那一版这里没有存着；按文字和最像的第{n}版（{when}写出，像{alike}%）对照，"
        "哪些是人改的、哪些是旧稿上的，分不清。请逐处核对。",
        "The version that the file names is not kept here. By its words it was compared with the one "
        "most like it, version {n} (written {when}, {alike}%): what is a hand's and what stood in the "
        "older version cannot be told. Please look through each place.",
    ),
    "account.words.damaged": (
        "文件里写着的那一版，存着的底稿坏了（只有半个文件，或者被改过）；按文字和最像的第{n}版（{when}写出，像{alike}%）"
        "对照，哪些是人改的、哪些是旧稿上的，分不清。请逐处核对；.drafter 文件夹有备份的，拷回来再做一次更好。",
        "What is kept of the version that the file names is damaged. By its words the file was compared "
        "with the version most like it, {n} (written {when}, {alike}%): what is a hand's and what stood "
        "in the older version cannot be told. Please look through each place; if there is a copy of the "
        ".drafter folder, put that back and run again.",
    ),
    "account.changes": ("按数据更新{n}处：", "Updated from the data, {n} place(s):"),
    "account.changes.planned": (
        "再生成一次，会按数据更新{n}处：",
        "Generated again, it would be updated from the data in {n} place(s):",
    ),
    "account.change": ("  {what} {change}（{where}）", "  {what} {change} ({where})"),
    "account.change.rows": ("  {rows}：{what} {change}", "  {rows}: {what} {change}"),
    "account.row": ("{section} 第{n}行", "{section} row {n}"),
    "account.row.named": ("{section} 第{n}行（{name}）", "{section} row {n} ({name})"),
    "account.at": ("{row}：{words}", "{row}: {words}"),
    "account.part.changed": ("{name} {old} → {new}", "{name} {old} → {new}"),
    "account.part.added": ("新增“{new}”", "added “{new}”"),
    "account.part.removed": ("去掉“{old}”", "removed “{old}”"),
    "account.part.moved": ("“{old}”换了位置", "moved “{old}”"),
    "account.part.more": ("还有{n}项", "{n} more"),
    "account.where": ("{section} {n}处", "{section} × {n}"),
    "account.and": ("、", ", "),
    "account.brought": ("  新增：{words}", "  added: {words}"),
    "account.struck": ("  删去：{words}", "  removed: {words}"),
    "account.reworded": ("  改写：{words}", "  reworded: {words}"),
    "account.moved": ("  换位置：{words}", "  moved: {words}"),
    "account.stays": (
        "数据里换了位置、但人动过的{n}处，留在原来的地方：",
        "{n} place(s) that the data moved stay where they are, since a hand was at them:",
    ),
    "account.stayed": ("  {words}", "  {words}"),
    "account.withholds": (
        "数据里新增了{n}处，但那里的表格或章节已被人删去，没有放进来：",
        "{n} addition(s) of the data belong to a table or section that a hand deleted; they were "
        "not brought in:",
    ),
    "account.withheld": ("  {words}", "  {words}"),
    "account.more": ("  ……还有{n}处", "  … and {n} more"),
    "account.conflicts": (
        "要您决定{n}处（页面上保留人写的，Word 里有批注；定好后删掉批注）：",
        "For you to decide, {n} place(s) (the hand's words stay, a comment in Word says more; "
        "delete it when you have decided):",
    ),
    "account.conflicts.planned": (
        "要您决定{n}处（人改过，数据也变了；再生成也保留人写的，并加批注）：",
        "For you to decide, {n} place(s) (changed both by hand and by the data; the hand's words "
        "would stay, with a comment):",
    ),
    "account.figure": (
        "  {place}：{what}，原来是“{old}”，人改成“{hand}”，数据现在是“{new}”{source}",
        "  {place}: {what} was “{old}”, a hand wrote “{hand}”, the data now say “{new}”{source}",
    ),
    "account.figure.unsure": (
        "  {place}：{what}，页面上是“{hand}”，对照的那一版是“{old}”，数据现在是“{new}”{source}",
        "  {place}: {what}, the page says “{hand}”, that version said “{old}”, the data now say "
        "“{new}”{source}",
    ),
    "account.rewording": (
        "  {place}：人改过“{hand}”，数据变了以后这里应写成“{new}”",
        "  {place}: a hand changed “{hand}”, with the new data it would read “{new}”",
    ),
    "account.removed": (
        "  {place}：人改过“{hand}”，数据里已经没有这一条了",
        "  {place}: a hand changed “{hand}”, which the data no longer have",
    ),
    "account.copied": (
        "  {place}：{what}，人照抄的“{hand}”没有书签跟着，数据现在是“{new}”{source}",
        "  {place}: {what}, a hand copied “{hand}” here, the data now say “{new}”{source}",
    ),
    "account.outlived": (
        "  {place}：“{hand}”是人照抄的一条，数据里已经没有这一条了",
        "  {place}: “{hand}” is a hand's copy of what the data no longer have",
    ),
    "account.numbered": (
        "  {place}：序号“{hand}”和数据带来的一行重了：“{new}”",
        "  {place}: the row's number “{hand}” is also that of a row of the data: “{new}”",
    ),
    "account.noted": (
        "  {place}：“{hand}”旁边还有以前的批注没有处理",
        "  {place}: an earlier comment beside “{hand}” still stands",
    ),
    "account.differences": (
        "页面和数据不一致{n}处（人改的，照样保留）：",
        "Page and data differ in {n} place(s) (edited by hand, and left so):",
    ),
    "account.differences.unsure": (
        "页面和数据不一致{n}处（是人改的，还是旧稿上的，分不清；照样保留）：",
        "Page and data differ in {n} place(s) (a hand's or an older version's, that cannot be told; "
        "left so):",
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
    "account.unreached": (
        "有{n}处数据变了，改过的报告里那里已经不是原来的样子，没有动，请在 Word 里看一看、自己改：",
        "{n} change(s) of the data are where the edited report is no longer as it was; it was left "
        "alone, please look and change it in Word:",
    ),
    "account.lost": ("  {what} {change}", "  {what} {change}"),
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
    "section.endnote": ("尾注", "endnotes"),
    "section.link": ("链接地址", "address of a link"),
    "section.chart": ("图表", "chart"),
    "section.property": ("文件属性", "file properties"),
    "section.bound": ("内容控件的数据", "data of content controls"),
    "section.box": ("文本框", "text boxes"),
    "merge.aside": ("说的是{where}：", "About the {where}: "),
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
    "merge.copied": (
        "这里的“{hand}”像是从别处照抄来的，数据变了不会跟着变；数据现在是“{new}”。请看要不要照着改；定好后删掉这条批注。",
        "“{hand}” looks copied from elsewhere, so that no change of the data reaches it; the data now say "
        "“{new}”. Please decide, then delete this comment.",
    ),
    "merge.outlived": (
        "这里像是从别处照抄来的；数据里已经没有那一条了（原来写的是“{old}”）。请看要不要删去；定好后删掉这条批注。",
        "This looks copied from elsewhere; the data no longer have that (it was “{old}”). Please decide, "
        "then delete this comment.",
    ),
    "merge.numbered": (
        "这一行的序号“{hand}”是人写的，数据变了以后，另一行也是这个序号：“{new}”。请改成不重的；改好后删掉这条批注。",
        "A hand wrote the number “{hand}” of this row; with the new data another row has it too: “{new}”. "
        "Please change one, then delete this comment.",
    ),
    "merge.figure.unsure": (
        "这里写的是“{hand}”，数据现在是“{new}”。是人改的，还是旧稿上的，分不清。请定一个；定好后删掉这条批注。",
        "Here it says “{hand}”, the data now say “{new}”. Whether a hand or an older version says so "
        "cannot be told. Please decide, then delete this comment.",
    ),
    "merge.reworded.unsure": (
        "这一段和数据说的不一样，按数据应写成：“{new}”。是人改的，还是旧稿上的，分不清。请看要不要照着改；定好后删掉这条批注。",
        "This differs from what the data say; with them it would read: “{new}”. Whether a hand or an "
        "older version says so cannot be told. Please decide, then delete this comment.",
    ),
    "merge.removed.unsure": (
        "数据里已经没有这一条了。是人写的，还是旧稿上的，分不清。请看要不要删去；定好后删掉这条批注。",
        "The data no longer have this. Whether a hand or an older version says so cannot be told. "
        "Please decide, then delete this comment.",
    ),
    "merge.source": ("数据出处：{places}", "From: {places}"),
    "merge.source.more": (
        "数据出处：{places}等{n}条记录",
        "From: {places} and others, {n} records",
    ),
}
