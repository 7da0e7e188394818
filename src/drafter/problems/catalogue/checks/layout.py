"""Problems that the rules of the page find: GB/T 9704-2012."""

from drafter.problems.catalogue.rule import Rule, Severity, WordsTuple, make_rule

_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT


def _make_rule(
    code: str, severity: Severity, chinese: WordsTuple, english: WordsTuple, wrong: str, right: str,
    clause: str = "",
) -> Rule:  # fmt: skip
    source = f"GB/T 9704-2012 {clause}" if clause else ""
    return make_rule(code, severity, chinese, english, wrong, right, source)


_STANDARD: tuple[Rule, ...] = (
    _make_rule("D460", _E, ("纸张是{held}毫米，不是A4", "页面设置里把纸张改成A4（210×297毫米）", "每一节的纸张。", "标准规定公文用A4。"),
          ("the paper is {held} mm and not A4", "set the paper to A4 (210×297 mm)", "The paper of each section.", "The standard asks for A4."),
          "纸张：信纸 216×279毫米", "纸张：A4 210×297毫米", "5.1（规定）"),
    _make_rule("D461", _E, ("页边距{held}，应为{wanted}", "页面设置里把上边距改成37毫米、左边距改成28毫米", "天头37毫米、订口28毫米，差1毫米以内都算对。", "标准规定了天头和订口。"),
          ("the margins are {held} and should be {wanted}", "set the top margin to 37 mm and the left one to 28 mm", "Top margin 37 mm and left margin 28 mm, within 1 mm.", "The standard fixes both."),
          "上25毫米、左32毫米", "上37毫米、左28毫米", "5.2.1（规定）"),
    _make_rule("D462", _H, ("页边距{held}，按版心应为{wanted}", "页面设置里把下边距改成35毫米、右边距改成26毫米", "由版心156×225毫米推出的下边距和右边距。", "版心大小不对，每页22行、每行28字就排不下。"),
          ("the margins are {held} and come to {wanted} by the standard's text area", "set the bottom margin to 35 mm and the right one to 26 mm", "Bottom and right margin, derived from a text area of 156×225 mm.", "Otherwise 22 lines of 28 characters do not fit."),
          "下25毫米、右32毫米", "下35毫米、右26毫米", "5.2.1"),
    _make_rule("D464", _H, ("正文{n}段（第{places}段）用的是「{held}」，一般用仿宋体", "把正文样式的中文字体改成仿宋_GB2312", "正文段落的中文字体。", "标准：如无特殊说明，正文用3号仿宋体字。"),
          ("{n} paragraph(s) of the body ({places}) are set in “{held}”; 仿宋 is usual", "set the body style's East Asian font to 仿宋_GB2312", "The Chinese font of running text.", "The standard sets the body in 仿宋 unless stated otherwise."),
          "正文：宋体", "正文：仿宋_GB2312", "5.2.2（一般）"),
    _make_rule("D465", _H, ("正文{n}段（第{places}段）的字号是{held}，一般用三号（16磅）", "把正文样式的字号改成三号", "正文段落的字号。", "标准：正文用3号字。"),
          ("{n} paragraph(s) of the body ({places}) are {held}; 16 pt is usual", "set the body style to 16 pt (三号)", "The size of running text.", "The standard sets the body in 三号."),
          "正文：四号（14磅）", "正文：三号（16磅）", "5.2.2（一般）"),
    _make_rule("D466", _W, ("{n}段（第{places}段）的字体「{held}」只设给了西文，汉字实际用的是「{han}」", "选中文字，在“字体”对话框的“中文字体”里重新选", "中文字体只写在西文字体的位置上，没有写到中文字体（eastAsia）。", "看着设了仿宋，换台电脑打开就变成别的字体。程序写出来的文件常这样。"),
          ("in {n} paragraph(s) ({places}) the font “{held}” is set for Latin text alone; the Han are in “{han}”", "choose it again under “Asian text font”", "A Chinese font set as ascii only and not as eastAsia.", "It looks right here and changes on another computer; files written by programs often have it."),
          "w:rFonts w:ascii=\"仿宋\"", "w:rFonts w:ascii=\"仿宋\" w:eastAsia=\"仿宋\""),
    _make_rule("D467", _H, ("标题是{held}，一般用二号小标宋体居中", "把标题改成方正小标宋简体、二号、居中", "文件第一行标题的字体、字号、对齐。", "标准：标题一般用2号小标宋体字，分一行或多行居中排布。"),
          ("the title is {held}; 小标宋, 22 pt, centred is usual", "set the title in 方正小标宋简体, 22 pt, centred", "Font, size and place of the title.", "The standard has it so."),
          "标题：黑体、三号", "标题：方正小标宋简体、二号、居中", "7.3.1（一般）"),
    _make_rule("D468", _H, ("第{level}级标题有{n}处（第{places}段）是「{held}」，一般用三号{wanted}", "把这一级标题的样式改成三号{wanted}", "一、用黑体，（一）用楷体，1.和（1）用仿宋体，都是三号。", "标准：结构层次序数第一层用黑体，第二层用楷体，第三、四层用仿宋体。"),
          ("{n} heading(s) of level {level} ({places}) are “{held}”; {wanted}, 16 pt is usual", "set the style of this level to {wanted}, 16 pt", "Level 1 in 黑体, 2 in 楷体, 3 and 4 in 仿宋, all 16 pt.", "The standard has it so."),
          "一、用宋体加粗", "一、用黑体三号", "7.3.3（一般）"),
    _make_rule("D469", _H, ("正文{n}段（第{places}段）的行距是{held}，一般用固定值28至30磅", "把正文样式的行距改成固定值28.95磅", "正文段落的行距。", "每页22行要靠固定行距；行距不一，页面参差不齐。"),
          ("{n} paragraph(s) of the body ({places}) have a line pitch of {held}; exactly 28 to 30 pt is usual", "set the body style's line spacing to exactly 28.95 pt", "The line pitch of running text.", "22 lines stand on a page only at a fixed pitch."),
          "行距：1.5倍", "行距：固定值28.95磅", "5.2.3（一般）"),
    _make_rule("D470", _H, ("正文{n}段（第{places}段）首行缩进{held}，应当左空二字", "把正文样式的首行缩进改成2字符", "正文段落的首行缩进。", "标准：每个自然段左空二字，回行顶格。"),
          ("{n} paragraph(s) of the body ({places}) are indented by {held}; two characters are due", "set the body style's first-line indent to 2 characters", "The first-line indent of running text.", "The standard has each paragraph begin two characters in."),
          "首行缩进：无", "首行缩进：2字符", "7.3.3（一般）"),
    _make_rule("D471", _W, ("段首用{held}顶出首行缩进", "删掉段首的空格，用样式的首行缩进2字符", "段首连着的空格、全角空格和制表符。", "换一台电脑、改一个字号，空出来的就不是二字了。"),
          ("the paragraph is pushed in with {held}", "take the blanks out and use a first-line indent of 2 characters", "Blanks and tabs at the head of a paragraph.", "With another font or size they are no two characters."),
          "　　全年开会40余次", "全年开会40余次（首行缩进2字符）", "7.3.3"),
    _make_rule("D472", _H, ("页码：{held}，一般是“— 1 —”，单页居右、双页居左", "页脚里插入页码，两边各加一条一字线，四号半角宋体", "页脚里的页码域和它两边的一字线。", "标准：页码用4号半角宋体阿拉伯数字，数字左右各放一条一字线。"),
          ("the page number: {held}; — 1 — is usual, odd pages right, even pages left", "put a page number with a dash on either side into the footer, 14 pt", "The PAGE field of the footers and the dashes beside it.", "The standard has it so."),
          "第1页", "— 1 —", "7.5（一般）"),
    _make_rule("D473", _E, ("成文日期没有排在右边", "把署名和成文日期右对齐，按标准右空字数", "落款处单独一行的日期的位置。", "标准：成文日期在署名下一行，靠右编排。"),
          ("the date of issue does not stand on the right", "set organ and date on the right, with the gaps of the standard", "The place of a date on a line of its own at the end.", "The standard puts the date below the organ, on the right."),
          "2021年12月31日（居左）", "2021年12月31日（居右）", "7.3.5（规定）"),
    _make_rule("D474", _H, ("{n}处标题（第{places}段）的字体字号和它的样式「{held}」不一致", "选中标题，按Ctrl+空格清除手工格式；要改就改样式", "标题里手工设的字体、字号，与段落样式不同。", "手工格式改一处漏一处，换模板也跟不上。"),
          ("{n} heading(s) ({places}) are formatted by hand against their style “{held}”", "clear the direct formatting with Ctrl+Space, or change the style", "Fonts and sizes set by hand in headings.", "Direct formatting is changed here and forgotten there."),
          "标题 1 样式是黑体，选中后手工改成宋体", "标题 1 样式改成要用的字体"),
    _make_rule("D475", _E, ("「{held}」没有另起一页", "在“附件”那一行的段落格式里选“段前分页”", "附件正文前面的分页。", "标准：附件应当另面编排，并在版记之前。"),
          ("“{held}” does not begin a new page", "set “page break before” for the paragraph", "The page break before an attachment.", "The standard has attachments on pages of their own."),
          "附件1 接着正文往下排", "附件1 段前分页", "7.3.7（规定）"),
    _make_rule("D476", _H, ("表格有{rows}行，一页排不下，表头没有设成每页重复", "选中表头那一行，在“布局”里点“重复标题行”", "超过22行的表格，第一行是否设成标题行重复。", "表格翻到下一页，读的人看不到哪一列是什么。"),
          ("the table has {rows} rows, more than a page holds, and its head does not come again on each page", "select the head row and turn on “Repeat Header Rows”", "Whether the first row of a table of more than 22 rows is repeated.", "On the next page nobody sees what a column is."),
          "37行的表格，表头只在第一页", "表头行：在各页顶端以标题行形式重复出现"),
)  # fmt: skip

_UNBOUND = {"D460": "D426", "D461": "D427", "D473": "D428", "D475": "D429"}
"""The same where nobody has said that the standard binds the page: as hints."""
_WHEN = "本单位没有说版式按公文（drafter.yaml 或模板里写“版式: 公文”），所以只是建议。"
_IF = "Only a hint, since neither template nor drafter.yaml says 版式: 公文."


def _loosen_rule(rule: Rule, code: str) -> Rule:
    zh = rule.zh._replace(what=f"{rule.zh.what}{_WHEN}")
    en = rule.en._replace(what=f"{rule.en.what} {_IF}")
    return rule._replace(code=code, severity=_H, zh=zh, en=en)


RULES: tuple[Rule, ...] = (
    *(_loosen_rule(each, _UNBOUND[each.code]) for each in _STANDARD if each.code in _UNBOUND),
    *_STANDARD,
)
