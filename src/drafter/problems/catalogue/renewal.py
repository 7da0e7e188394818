"""Problems of going on to the next year, and of bringing records into the data."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

_E = Severity.ERROR


def _rule(
    code: str, severity: Severity, chinese: tuple[str, str, str, str],
    english: tuple[str, str, str, str], wrong: str, right: str,
) -> Rule:  # fmt: skip
    return Rule(code, severity, Words(*chinese), Words(*english), wrong, right)


RULES: tuple[Rule, ...] = (
    _rule("D491", Severity.GAP,
          ("还有{n}处沿用{year}年的内容没有确认（第{lines}行）", "逐行核对，对的删掉行尾的“# 沿用{year}年，待确认”，不对的改过来再删",
           "drafter new 从上一年带过来的每一处，都标着“待确认”。", "带过来的不一定还对；确认过才能定稿。"),
          ("{n} value(s) carried over from {year} are not confirmed (lines {lines})", "look at each; delete the mark of {year} behind the line when it is right",
           "Every value that drafter new carried over bears a mark.", "What was right last year may not be so now."),
          "单位: 区政协办公室  # 沿用2021年，待确认", "单位: 区政协办公室"),
    _rule("D492", Severity.HINT,
          ("这里的「忽略 {rule}」没有用上", "把它删掉", "写了忽略，可是这一处并没有那个问题。", "问题改好了，忽略还留着，以后再出同样的问题就看不见了。"),
          ("“ignore {rule}” silences nothing here", "take it out", "A silence where the rule finds nothing.", "Left behind, it would hide the next mistake."),
          "主题: 研究年度工作  # drafter: 忽略 D410", "主题: 研究年度工作"),
    _rule("D493", Severity.WARNING,
          ("「{rule}」不能忽略：没有这个编号，或者它关系到数据不丢、不错", "看看编号对不对（drafter rule）；该改的还是要改", "只有检查的规则（D4开头）可以忽略；待补、残留的标签、坏掉的结构不行。", "有些问题放过去，报告就不可信了。"),
          ("“{rule}” cannot be ignored: there is no such rule, or it keeps a promise", "look the code up with drafter rule", "Only rules of checks (D4…) can be ignored, and not gaps, leftover tags or a broken structure.", "Some findings make a report untrustworthy."),
          "关闭: [D404]", "关闭: [D453]"),
    _rule("D494", Severity.WARNING,
          ("drafter.yaml 里的「{key}」不认识", "是不是想写「{hint}」", "drafter.yaml 现在只有“检查”，它下面只有“关闭”。", "写错的设置不起作用，还以为起了作用。"),
          ("“{key}” in drafter.yaml means nothing", "perhaps “{hint}” was meant", "drafter.yaml has 检查 (check), and below it 关闭 (off).", "A setting misspelt does nothing."),
          "检察:\n  关闭: [D453]", "检查:\n  关闭: [D453]"),
    _rule("D495", _E,
          ("--fix 只能改 .docx 文件", "数据里的问题，照提示在 YAML 里改；模板用 drafter check templates/模板名/template.docx --fix", "--fix 在 Word 文件的副本上用修订改。", "数据要人自己改，程序只指出在哪一行。"),
          ("--fix works on .docx files alone", "mend data in the YAML; for a template name its template.docx", "--fix writes tracked changes into a copy of a Word file.", "Data are mended by who keeps them."),
          "drafter check 2021.yaml --fix", "drafter check 报告.docx --fix"),
    _rule("D496", _E,
          ("找不到这个文件，或者打不开", "看看文件名和文件夹对不对；文件名里有空格的，两头加英文引号；在 Word 里开着的先关掉", "drafter check 后面的 .docx 文件。", "没有文件就没法检查。"),
          ("there is no such file, or it cannot be opened", "look whether name and folder are right; put a name with blanks in quotes", "The .docx behind drafter check.", "There is nothing to check."),
          "drafter check 报告 .docx", "drafter check 报告.docx"),
    _rule("D540", _E,
          ("这一年的数据文件已经有了，没有动它", "接着填这个文件；要重新来，先把它改名或移走", "drafter new 不覆盖已有的数据文件。", "里面可能已经填了东西。"),
          ("that year's data file is there already and was left alone", "go on with it, or rename it first", "drafter new overwrites nothing.", "Somebody may have filled it in."),
          "data/2022.yaml 已经有了，再运行 drafter new 2022", "drafter new 2023"),
    _rule("D541", _E,
          ("「{year}」不是年份", "写四位数字，如：drafter new 2022 --from 2021", "drafter new 后面是新的年份。", "年份决定文件名和“年度”。"),
          ("“{year}” is no year", "write four digits: drafter new 2022 --from 2021", "drafter new takes the new year.", "It names the file and fills 年度."),
          "drafter new 明年", "drafter new 2022"),
    _rule("D542", _E,
          ("这份数据是{year}年的，不能用来做{wanted}年的", "--from 后面写更早的一年", "新的一年只能从以前的年份来。", "倒过来就把今年的内容当成去年的了。"),
          ("these data are of {year} and cannot become those of {wanted}", "name an earlier year after --from", "A new year is made from one before it.", "The other way round this year would pass for last year."),
          "drafter new 2021 --from 2022", "drafter new 2023 --from 2022"),
    _rule("D543", _E,
          ("数据里没有写“年度”，或者写的不是年份", "加一行，如：年度: 2021", "数据要有“年度”这一项，四位数字。", "不知道是哪一年的，就不知道哪些是沿用。"),
          ("the data have no 年度, or one that is no year", "add a line such as 年度: 2021", "Data have a year of four digits.", "Without it nobody knows what is carried over from when."),
          "年度: 今年", "年度: 2021"),
    _rule("D544", _E,
          ("改写后的文件读回来和预想的不一样，什么也没有写", "把这份数据发给维护的人；台账写成一行一条的普通样子再试", "写之前先读一遍，和原来的逐项对过。", "宁可不写，不能写坏。"),
          ("the changed file does not read back as meant: nothing was written", "send the data to who maintains drafter; write the ledger one record a line",
           "What would be written is read again and compared.", "Better nothing than something broken."),
          "同一个锚点在几本台账里用", "每条记录写全"),
    _rule("D545", _E,
          ("不知道要写进哪一本台账", "加上 --ledger，可以写：{known}", "要导入的台账名不在文件名和工作表名里，或者模板没有这一本。", "写错了地方，数字全错。"),
          ("it is not clear which ledger is meant", "add --ledger with one of: {known}", "The ledger's name stands in neither the file's nor the sheet's, or the template has none of it.",
           "In another ledger all figures would be wrong."),
          "drafter import 汇总.xlsx --into 2021.yaml", "drafter import 汇总.xlsx --into 2021.yaml --ledger 会议"),
    _rule("D546", _E,
          ("这个表里没有记录，什么也没有写", "看看工作表选对没有（--sheet），表头下面有没有内容", "导入的表至少要有一条记录。", "用空表换掉原来的记录，就是丢数据。"),
          ("the table holds no record: nothing was written", "look whether it is the right sheet (--sheet)", "The table has one record at least.", "An empty table would wipe the records out."),
          "只有表头的表", "有一行记录的表"),
)  # fmt: skip
