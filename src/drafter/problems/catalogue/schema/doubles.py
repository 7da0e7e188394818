"""Problems of data that a person would see at once: doubles, near-doubles, a forgotten ledger."""

from drafter.problems.catalogue.rule import Rule, Severity, make_rule

RULES: tuple[Rule, ...] = (
    make_rule("D246", Severity.ERROR,
          ("{fields}重复：「{value}」在{where}都有", "改对写错的那一条；真是同一件，留一条", "schema.yaml 用 x-unique 写明不能重复的项，如提案的编号。", "同一件记了两遍，数字就多了。"),
          ("{fields} is there twice: “{value}”, {where}", "mend the wrong one; if both are the same thing, keep one", "x-unique in schema.yaml names what no two records may share, such as a number.", "What is recorded twice is counted twice."),
          "提案:\n  - {编号: 第7号, 案由: 甲}\n  - {编号: 第7号, 案由: 乙}", "提案:\n  - {编号: 第7号, 案由: 甲}\n  - {编号: 第8号, 案由: 乙}"),
    make_rule("D247", Severity.HINT,
          ("「{ledger}」里有完全一样的记录：{where}", "记重了的删一条；确实是两件的，留着就行", "一本台账里每一项都相同的两条记录。", "复制时多粘一遍很常见，数字就多了。"),
          ("records of {ledger} are the same: {where}", "delete one if it was recorded twice; let both stand if there were two", "Two records of a ledger that agree in every field.", "A row pasted twice is counted twice."),
          "会议:\n  - {日期: 2021-03-05, 类别: 党组会议, 主题: 乡村振兴}\n  - {日期: 2021-03-05, 类别: 党组会议, 主题: 乡村振兴}",
          "会议:\n  - {日期: 2021-03-05, 类别: 党组会议, 主题: 乡村振兴}"),
    make_rule("D248", Severity.HINT,
          ("「{field}」的两种写法「{one}」（{first}）和「{other}」（{second}）差不多，会当成两个", "是同一个就写成一样", "模板按这一项归类、列举，两个值只差空格、全角半角或者标点。", "一个议题写成两样，就数成两个，列举也会列两遍。"),
          ("{field} is written in two ways, “{one}” ({first}) and “{other}” ({second}), and counts as two", "write them alike if they are the same", "The template groups or lists by this field, and two values differ only in blanks, width or marks.", "One topic in two spellings counts as two and is listed twice."),
          "协商:\n  - {议题: 安置房 建设}\n  - {议题: 安置房建设}", "协商:\n  - {议题: 安置房建设}\n  - {议题: 安置房建设}"),
    make_rule("D249", Severity.WARNING,
          ("定稿里有{n}本台账今年是空的，去年有记录：{names}", "漏了的补上；今年确实没有的，在数据里写明，如：{first}: []", "去年有记录、今年一条也没有的台账。", "忘了填的台账不会报错，那一段就悄悄少了。"),
          ("in this final {n} ledgers are empty that had records last year: {names}", "fill in what was forgotten; where there was nothing, say so: {first}: []", "Ledgers with records last year and none this year.", "A forgotten ledger is no error, and its paragraph silently falls away."),
          "会议:", "会议: []"),
    make_rule("D250", Severity.HINT,
          ("没有找到{year}年的数据（找过 {names}），同上年的比较没有写", "有的话放到同一个文件夹，照这样取名，或者用 --previous 指明；没有就不用管", "模板要同上年比较，去年的数据按今年的文件名找。", "去年的文件名字对不上，增长、下降就一句也没有。"),
          ("no data of {year} were found (looked for {names}), so nothing is compared with them", "put the file beside this one under such a name, or name it with --previous", "The template compares with last year, whose data are found by this year's file name.", "Where the name does not fit, every comparison falls away."),
          "data/去年.yaml", "data/2020.yaml"),
    make_rule("D251", Severity.WARNING,
          ("「{text}」印在了句子中间：{words}", "{cure}", "数据里的一项开头带“一是”“1.”，或者末尾带“。”，印的地方前后还有话；也看一项里连在一起的标点。", "单独一段时它是对的，放进句子就断了句。"),
          ("“{text}” stands in the middle of a sentence: {words}", "{cure}", "A value that begins with 一是 or 1., or ends in 。, is printed where the sentence goes on; or holds two marks together.", "What is right in a paragraph of its own breaks a sentence in two."),
          "议题: 研究年度计划。   # 模板印作：研究了……等3项议题", "议题: 研究年度计划"),
)  # fmt: skip
