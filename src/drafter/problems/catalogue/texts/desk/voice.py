"""How the desk says what otherwise names a command: there are buttons there, and nothing else."""

AT_DESK: dict[str, tuple[str, str]] = {
    "D214": (
        "请管模板的人看一看模板对这一项的规定",
        "ask the template's keeper about its rule for this value",
    ),
    "D225": (
        "表头要在前20行里，列名和表格上面的栏名一致：{names}……；名称不同的，请管模板的人在「模板」里给那一栏加上别名",
        "the header is in the first 20 rows and names columns of the table here: {names} …; other names are added by who keeps the template",
    ),
    "D227": (
        "在表里加上这一列，或者把列名改成这样；没认出来的列有：{others}。名称不同的，请管模板的人在「模板」里加上别名",
        "add the column or rename one of: {others}; other names are added by who keeps the template",
    ),
    "D253": (
        "改成整数；确实要填小数的，请管模板的人在「模板」里把这一项改成数字",
        "write a whole number; where fractions are right, who keeps the template makes it a number under “Template”",
    ),
    "D319": (
        "只有一个值的直接写 {{{{ {name} }}}}；是台账的，在「模板」里写成台账",
        "print a single value with {{{{ {name} }}}}; make a ledger of it under “Template”",
    ),
    "D352": (
        "数量、筛选、取等用在台账上；合计的栏，在「模板」里要是整数或者数字",
        "count and choose from ledgers; sum columns that are numbers under “Template”",
    ),
    "D385": (
        "改成「{hint}」，数据里也跟着改；Excel 里的列名不用改，在「模板」里写成别名就行",
        "call it “{hint}”, in the data too; a column of Excel keeps its name, as another name under “Template”",
    ),
    "D402": (
        "数据里有的，改数据；写死在模板里的，请管模板的人改成标签，确是固定说法就写进模板的“固定”",
        "mend the data; words of the template its keeper makes a tag, or declares them as fixed (固定)",
    ),
    "D415": (
        "请管模板的人改成标签，从数据里取；确是固定说法，就写进模板的“固定”",
        "its keeper makes it a tag; a figure that really stays is declared in the template as fixed (固定)",
    ),
    "D515": (
        "改“{this}”的数据，让报告名称不一样；名称怎么起，问管模板的人",
        "change the data of “{this}” so that the names differ; who keeps the template knows how reports are named",
    ),
    "hint.choices": (
        "。要增加一种，请管模板的人点「更多」里的「模板」，加进选项",
        ". Who keeps the template may add one under “Template”",
    ),
    "D101": (
        "看看 data 文件夹里还有没有这个文件，移走了就放回来；这一年还没有数据的，打开上一年，点「更多」里的「做明年的」",
        "see whether the file is still in the folder data, and put it back; a year without data is begun by “Next year” of the year before",
    ),
    "D181": (
        "写明用哪一张：{{台账: …, 工作表: {first}}}；或者在 Excel 里只留要用的一张",
        "say which one: {{台账: …, 工作表: {first}}}; or leave one sheet alone in the workbook",
    ),
    "D185": ("核对一下，整条改成：{row}", "look at it and write: {row}"),
    "D188": (
        "删掉粘贴的行，再到工作台的表格里粘贴；或者把表格存成 .xlsx 放进 data，写成 会议: {{台账: 会议台账.xlsx}}",
        "delete the pasted lines and paste into the desk's table; or save the table as .xlsx in data and write 会议: {{台账: 会议台账.xlsx}}",
    ),
    "D250": (
        "去年的数据放到 data 文件夹，照这样取名；没有就不用管",
        "put last year's data into the folder data under such a name; without any, nothing is to do",
    ),
    "D260": (
        "打错的改正；确实是一件分几条记的，留着就行",
        "mend what was mistyped; let them stand if one thing has several records",
    ),
    "D493": (
        "看看编号写对了没有；该改的还是要改",
        "see whether the code is right; what has to be mended has to be mended",
    ),
    "D501": (
        "它是改过的报告，就点「收返稿」收进来；不是的，把它改名或者移走，再生成一次",
        "if it is an edited report, take it in with “Returned copies”; else rename it or move it away, and make the report again",
    ),
    "D502": (
        "它是领导改过的稿子，就改个名字，再点「收返稿」收进来；不要了的改名或者移走，再生成一次",
        "if it is a copy with changes, rename it and take it in with “Returned copies”; else move it away and make the report again",
    ),
    "D505": ("换一个文件名", "choose another name"),
    "D510": ("从工作目录里的“启动工作台”打开", "open the desk by 启动工作台 in its folder"),
    "D550": (
        "要接着改过的那份写：删掉刚写的这一份，把 {old} 改成它的名字，再点一次「生成」",
        "to go on with the edited one: delete the report just written, give {old} its name, and make the report again",
    ),
    "D593": (
        "只留一份：点「收返稿」把 {old} 收进来，再把它移走",
        "keep one: take {old} in with “Returned copies”, then move it away",
    ),
    "D513": (
        "看看“年度”改了没有；确实要换，把原来那一份改名或者移走，再生成一次",
        "look whether the year was changed; to replace the report rename the one that is there, and make it again",
    ),
    "D518": (
        "在 Word 或 WPS 里打开它，有密码就去掉，另存为 .docx，再做一次；不要了的改名或者移走，再生成一份新的",
        "open it in Word or WPS and save it as .docx, then try again; or rename it and make a new report",
    ),
    "D532": ("把旁边那一份改名或者移走，再点一次", "rename the one beside it or move it away, then try again"),
    "D533": ("先点「生成 Word 报告」", "make the Word report first"),
    "D541": ("在“基本情况”里把年度写成四位数字", "write the year with four digits among the single values"),
    "D542": ("打开最近的一年，再点「做明年的」", "open the latest year, then “Next year”"),
    "D545": ("{hint}可以收的台账：{known}", "{hint}one of the ledgers: {known}"),
    "D546": (
        "看看选的是不是这个表、这张工作表，表头下面有没有内容",
        "see whether this is the right table and sheet, and whether something stands below its head",
    ),
    "D548": ("在“哪一年”里写上年份，再选一次文件", "write the year beside the file, then try again"),
    "D552": (
        "报告是从别的文件夹拷来的，就把那边的整个工作目录一起拷来再打开；那边没有了，把这份报告改名，再生成一份新的，两份在 Word 的“审阅”里用“比较”对照",
        "if the report was copied from elsewhere, copy that whole folder and open the desk there; if it is gone, rename this report, make a new one, and compare both under Review in Word",
    ),
    "D553": (
        "在 Word 或 WPS 的“审阅”里逐处看过，接受或拒绝，存盘；要发出去的那一份，点「更多」里的「清稿」",
        "look through them under Review in Word, accept or reject them, save; for the copy that goes out use “Clean copy”",
    ),
    "D554": (
        "在“模板的名字”里换一个名字，再点「做成模板」；要接着用现有的那个，就不必再做",
        "choose another name for the template, then make it; to go on with the one that is there, nothing is to do",
    ),
    "D587": ("请管模板的人只留一个", "keep one of them"),
    "D590": (
        "这个模板还是老的写法（schema.yaml），在工作台里不能改名；请管模板的人先译成 template.yaml",
        "this template has a schema.yaml yet and cannot be renamed here: its keeper translates it into template.yaml first",
    ),
    "D599": (
        "写下一年的，点「做明年的」；真要照它另做一个模板，先点「更多」里的「清稿」，再选那份清稿",
        "for the next year use “Next year”; for another template like it make a “Clean copy” first, and choose that",
    ),
    "D601": (
        "点「用 Excel 打开」去改；或者先点「搬进数据文件」，再在这里改",
        "change it in Excel, or bring it into the data file first",
    ),
    "D620": ("选现有的年份；新的一年点「做明年的」", "choose one of those; begin a new year with “Next year”"),
    "D630": (
        "收的是工作台写出来的 Excel 工作簿：先点「更多」里的「Excel 工作簿」写一本，把内容复制进去再收；别的表格，打开它复制，在工作台的表格里粘贴",
        "what is taken in is a workbook that the desk wrote: make one with “Excel workbook” and copy into it; from any other table copy, and paste into the desk's table",
    ),
    "D633": (
        "今年没有内容就不用管；不小心删掉的，点「更多」里的「Excel 工作簿」重新写一本，把内容复制进去",
        "nothing to do where there was nothing this year; else make a fresh workbook and copy into it",
    ),
    "D634": (
        "在工作台里把这一处改短或者分开，再做一次",
        "shorten or split it here, then try again",
    ),
    "D640": (
        "要填的内容，点「收 Excel 工作簿」收回来；不要了，点「另写一本」，原来的留作备份",
        "to bring in what it holds use “Take a workbook in”; else write a new one, and the old one is kept as a backup",
    ),
    "D643": (
        "先打开台账「{name}」，点上面的「搬进数据文件」，再收工作簿；或者直接用 Excel 改 {file}",
        "open the ledger “{name}” and bring it into the data file, then take the workbook in; or change {file} in Excel",
    ),
    "D644": ("看看用哪一个，用工作簿里的就在工作台改过来", "decide; to take the workbook's, write it here"),
    "D645": (
        "要用填的内容，点「更多」里的「收 Excel 工作簿」，选 {file}；不用了就把它删掉或者改名",
        "to use it take {file} in with “Take a workbook in”; else delete or rename it",
    ),
    "account.words.damaged": (
        "文件里写着的那一版，存着的底稿坏了（只有半个文件，或者被改过）；按文字和最像的第{n}版（{when}写出，像{alike}%）"
        "对照，哪些是人改的、哪些是旧稿上的，分不清。请逐处核对；整个工作目录有备份的，拷回来再做一次更好。",
        "What is kept of the version that the file names is damaged; by its words it was compared with the most likely one, version {n} (of {when}, {alike}% alike): "
        "what hands did and what an older draft said cannot be told apart. Please look through it; better still put a backup of the whole folder back and try again.",
    ),
    "account.left": (
        "新稿的页眉、页脚或脚注里有{n}段没有放进来：请照右边的页面在 Word 里补上。",
        "{n} paragraph(s) of the new headers, footers or notes were not put in: please do it in Word.",
    ),
    "account.layout": (
        "模板的版式改过，改过的报告保持原来的版式；要新版式，把这份报告改名，再生成一次。",
        "The template's layout has changed; the edited report keeps its own. For the new one rename the report and make it again.",
    ),
    "adopt.cure.data": (
        "这一年的数据已经有了：把它改名或者移走，再点「做成模板」",
        "the data of that year are there: rename that file or move it away, then try again",
    ),
    "adopt.cure.sheet": (
        "把「{name}」改名或者移走，再点「做成模板」",
        "rename “{name}” or move it away, then try again",
    ),
    "gather.missing.cure": (
        "  上次那一份还在备份里：点「更多」里的「历史」，取出备份，再点「收返稿」收一次（不要的，收进来以后在 Word 里拒绝）",
        "  That one is kept: take the backup out under “History”, then take it in with “Returned copies” (reject in Word what should stay out)",
    ),
    "gather.cure.itself": (
        "选退回来的稿子；报告自己的修改本来就在，点「生成 Word 报告」更新",
        "choose the copies that came back; the report's own edits are in it, “Make the Word report” updates it",
    ),
    "gather.cure.missing": ("再选一次这个文件", "choose the file again"),
    "gather.cure.stranger": (
        "看看它是不是这里生成的报告改来的；别的 Word 稿，请在 Word 的“审阅”里用“比较—合并”并进报告",
        "see whether it is a copy of a report that was made here; any other goes into the report with Compare – Combine under Review in Word",
    ),
    "gather.reason.row": (
        "它是照表里“{name}”那一行做的报告改来的，光有数据文件做不出那一份，不能收",
        "it is a copy of a report that was made of the row “{name}”; the data file alone does not make that again",
    ),
    "gather.cure.row": (
        "在 Word 的“审阅”里用“比较—合并”把它并进那一份，存盘",
        "put it into that report with Compare – Combine under Review in Word, and save",
    ),
    "new.check": (
        "接下来：打开那一年，照报告里黄色的地方填",
        "Next: open that year and fill in what is yellow in the report",
    ),
    "new.next": (
        "接下来：打开那一年，填记录；带过来的内容，点上面的「沿用待确认」一条一条核对",
        "Next: open that year, fill in the records, and confirm what is carried over one by one",
    ),
    "workbook.import.gone": (
        "  数据里有{n}条，表里已经删掉，没有动；真要去掉，在工作台里删",
        "  {n} record(s) of the data were deleted in the sheet and stay; delete them here if they should go",
    ),
    "workbook.next": (
        "下载下来填，或者发给别人填；填好存盘，点「更多」里的「收 Excel 工作簿」收回来",
        "Fill it in or send it round; saved, it comes back with “Take a workbook in”",
    ),
    "workbook.next.part": (
        "发给别的科室填；填好发回来，点「更多」里的「收 Excel 工作簿」，一本一本收",
        "Send it round; what comes back is taken in with “Take a workbook in”, one after the other",
    ),
}  # fmt: skip
"""What replaces the cure of a problem (by its code), or a text (by its key), at the desk."""
