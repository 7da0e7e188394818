"""Problems of editing a year's data cell by cell."""

from drafter.problems.catalogue.rule import Rule, Severity, make_rule

_E = Severity.ERROR


RULES: tuple[Rule, ...] = (
    make_rule("D600", _E,
          ("数据文件在别处改过了，这一次没有存，文件里是别处改的样子", "重新打开这一年，把这一次的改动再填一遍",
           "存之前看文件是不是还和打开时一样；别人、别的程序改过的，不拿旧的盖上去。", "盖上去，别处的改动就没有了。"),
          ("the data file has been changed elsewhere: nothing was saved, and the file is as it was changed", "open the year again and make this change anew",
           "Before saving, the file has to be what it was when it was opened.", "What was changed elsewhere would be lost."),
          "工作台开着的时候，用记事本改了 2021.yaml 又存", "重新打开 2021.yaml 再改"),
    make_rule("D601", _E,
          ("「{name}」记在{file}里，不在数据文件里改", "用 Excel 打开它改；或者先搬进数据文件（drafter import），再在这里改",
           "台账在 Excel 或 CSV 里的，这里只给看。", "同一条记录只能有一个地方是准的。"),
          ("“{name}” is kept in {file} and not edited in the data file", "change it in Excel, or bring it into the data first (drafter import)",
           "A ledger in Excel or CSV is only shown here.", "A record has to be right in one place alone."),
          "会议: {台账: 会议台账.xlsx}（在工作台里改一格）", "drafter import 会议台账.xlsx --into 2021.yaml"),
    make_rule("D602", _E,
          ("这里用了 YAML 的引用（{sign}），一改别处也跟着变，没有动", "在数据文件里把引用的内容写全（去掉 & 和 *），再改",
           "值前面的 & 是记号，* 是照抄记号处的内容，<< 是并进来。", "改一处变几处，不是填表的人想要的。"),
          ("a YAML reference ({sign}) stands here, and a change would change other places: nothing was changed", "write the values out in the data file, without & and *",
           "& names a value, * repeats one, << merges one in.", "Whoever fills in a table means one place."),
          "- &甲 {主题: 学习}\n- *甲", "- {主题: 学习}\n- {主题: 学习}"),
    make_rule("D603", _E,
          ("数据里没有「{where}」，没有改", "重新打开这一年，看它是不是已经删掉或移走了",
           "要改的那一条、那一格得在数据里。", "改错了地方，报告就错了。"),
          ("the data have no “{where}”: nothing was changed", "open the year again and look whether it was deleted or moved",
           "The record or cell to be changed has to be there.", "In another place the report would be wrong."),
          "改第9条（只有3条）", "改第3条"),
    make_rule("D604", _E,
          ("「{where}」写得不像一条记录，不能一格一格地改", "删掉这一条重新填，或者在数据文件里改成 {{栏名: 内容}} 的样子",
           "台账里的一条是“栏名: 内容”几项；这一条不是。", "不知道它的哪一部分是哪一栏。"),
          ("“{where}” is no record and cannot be edited cell by cell", "delete it and fill it in anew, or write it as {{name: value}} in the data file",
           "A record of a ledger has names and values; this one has not.", "Nobody knows which part of it belongs in which column."),
          "会议:\n  - 学习全国两会精神", "会议:\n  - {主题: 学习全国两会精神}"),
)  # fmt: skip
