"""Problems with figures that have names: x-figures, and what a tag asks of them."""

from drafter.problems.catalogue.rule import Rule, Severity, make_rule

_E = Severity.ERROR

RULES: tuple[Rule, ...] = (
    make_rule("D561", _E,
          ("「{name}」没有写怎么算", "写上它是什么，如：督办提案: {{{{expression: 提案, unit: 件}}}}", "每个有名字的数字，都要写明它从哪本台账、怎么算出来。", "不知道怎么算，就没有数可印。"),
          ("“{name}” does not say what it is", "say so: 督办提案: {{{{expression: 提案, unit: 件}}}}", "A figure with a name says which ledger it is of and how it is computed.", "Without that there is nothing to print."),
          "x-figures: {督办提案: {unit: 件}}", "x-figures: {督办提案: {expression: 提案, unit: 件}}"),
    make_rule("D562", _E,
          ("「{name}」这个名字已经用了：数据里有，或者每个模板都有", "给数字换一个名字", "数字的名字不能和台账、数据里的项、「上年」「历年」相同。", "两样东西一个名字，印出来的是哪一个就说不清了。"),
          ("the name “{name}” is taken by the data or by every template", "give the figure another name", "A figure is not named like a ledger, a field, 上年 or 历年.", "Of two things with one name nobody knows which is printed."),
          "x-figures: {提案: {expression: 提案}}", "x-figures: {督办提案: {expression: 提案}}"),
    make_rule("D563", _E,
          ("「{name}」绕了一圈又用到它自己：{circle}", "把其中一个改成直接从台账算", "一个数字可以用别的数字来算，不能绕回自己。", "绕圈的算法没有结果。"),
          ("“{name}” leads back to itself: {circle}", "let one of them be computed from a ledger", "A figure may use others, but never itself.", "A circle has no result."),
          "x-figures: {甲: {expression: 乙}, 乙: {expression: 甲}}", "x-figures: {甲: {expression: 提案}, 乙: {expression: 甲}}"),
    make_rule("D564", _E,
          ("「{name}」的算法看不懂：{expression}", "看看括号、引号有没有成对，竖线后面的名字对不对", "算法用标签里的写法，只写里面的内容，不写大括号。", "看不懂就没法算。"),
          ("what “{name}” is cannot be read: {expression}", "look at the brackets and quotes", "It is written as inside a tag, without the braces.", "What cannot be read cannot be computed."),
          '督办提案: {expression: "提案|筛选("}', "督办提案: {expression: '提案|筛选(\"采用\")'}"),
    make_rule("D565", _E,
          ("「{filter}」找不到要比的往年的数", "写在有名字的数字或台账后面，如：{{{{督办提案|{filter}}}}}；不是的，括号里写明上年的数", "不写括号的时候，往年的数用同一个算法从往年的数据里算；循环里的一条记录、改过的名字没有往年。", "不知道和什么比，就没法写增减。"),
          ("“{filter}” finds no earlier number to compare with", "put it behind a figure with a name or a ledger, as in {{{{ 督办提案|{filter} }}}}, or say last year's number in brackets", "Without brackets the number of the years before is computed in the same way from their data; a record of a loop has none.", "A change needs something to be measured by."),
          "{% for t in 提案 %}{{ t.人数|较上年 }}{% endfor %}", "{{ 督办提案|较上年 }}"),
    make_rule("D566", _E,
          ("「{name}」要用数据里的「{field}」，可是这里的「{field}」是模板自己定的名字", "把循环或 set 里的「{field}」换一个名字", "有名字的数字按数据来算；循环、set 用了同一个名字，这里就看不到数据了。", "会算成另外一样东西。"),
          ("“{name}” needs “{field}” of the data, but here the template itself has given that name away", "rename the “{field}” of the loop or the set", "A figure is computed from the data; a loop or a set with the same name hides them.", "Something else would be computed."),
          "{% for 提案 in 清单 %}{{ 督办提案 }}{% endfor %}", "{% for t in 清单 %}{{ 督办提案 }}{% endfor %}"),
    make_rule("D567", _E,
          ("「{filter}」不知道全部是多少", "写在挑出来的数字后面，如：{{{{批示呈阅件|{filter}}}}}；不是挑出来的，括号里写明全部", "“均”要拿部分和全部比：部分是用 筛选（其中）挑出来的，全部就是挑之前的。", "不知道全部，就不知道是不是“均”。"),
          ("“{filter}” does not know the whole", "put it behind a figure that was picked from another, as in {{{{ 批示呈阅件|{filter} }}}}, or say the whole in brackets", "A part is compared with what it was picked from.", "Without the whole nobody knows whether it is all of it."),
          "{{ 人数|均 }}", "{{ 人数|均(总人数) }}"),
    make_rule("D568", Severity.GAP,
          ("应当{left}{sign}{right}，现在不成立：左边{source}，右边{other}", "看这几个数是从哪里来的，把错的改过来；关系写得不对的，改这一行", "模板里写明的数字之间的关系（核对，x-checks），草稿可以先放着，定稿之前要成立。", "分项加起来不等于总数，一眼就会被看出来。"),
          ("{left} {sign} {right} should hold and does not: the left {source}, the right {other}", "look where the figures come from and correct the wrong one, or correct this line", "What the template says of its figures (x-checks) holds before a report is final.", "Parts that do not make their whole are seen at once."),
          "x-checks: [已解决 + 正在解决 = 督办提案]，数据里还有列入规划的", "x-checks: [已解决 + 正在解决 + 列入规划 = 督办提案]"),
    make_rule("D569", _E,
          ("占比是印出来的百分数，不能拿来加减乘除、比大小", "用件数来算，如：已解决 + 未解决 = 督办提案；要比上年，写 {{{{已解决占比|较上年}}}}", "占比印成 76.7% 这样的文字，四舍五入过。", "文字相加是接在一起：50%50%；几个四舍五入的数加起来也未必是100%。"),
          ("a share is a printed percentage: it cannot be computed with or compared by size", "compute with the counts, as in 已解决 + 未解决 = 督办提案; against last year write {{{{ 已解决占比|较上年 }}}}", "A share prints as a rounded text such as 76.7%.", "Texts that are added are joined, and rounded numbers need not make 100%."),
          "核对: [已解决占比 + 未解决占比 = 1]", "核对: [已解决 + 未解决 = 督办提案]"),
)  # fmt: skip
