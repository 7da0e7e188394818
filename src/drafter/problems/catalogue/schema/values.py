"""Problems with the values of a data file: numbers, dates, choices, limits."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D203",
        Severity.ERROR,
        Words(
            "「{field}」要填数字，这里是「{value}」",
            "{hint}",
            "要数字的地方写了别的：汉字数字、单位、逗号、全角数字、小数写进了整数。",
            "不是数字就不能相加，报告里的合计会错。单位由模板来写，数据里只写数。",
        ),
        Words(
            "“{field}” takes a number, here it is “{value}”",
            "{hint}",
            "Something else stands where a number belongs: a unit, a comma, full-width digits.",
            "What is no number cannot be summed. The unit is written by the template.",
        ),
        "人数: 十二人",
        "人数: 12",
    ),
    Rule(
        "D204",
        Severity.ERROR,
        Words(
            "「{field}」：没有「{value}」这一天",
            "查一下日历再改，例如：{hint}",
            "日期的写法对，但日历上没有这一天。",
            "多半是少打或多打了一个数字，印出来就是错的日期。",
        ),
        Words(
            "“{field}”: there is no such day as “{value}”",
            "look at the calendar, and write for example: {hint}",
            "The date is written well, but no calendar has it.",
            "Mostly a digit was mistyped, and the report would show a wrong date.",
        ),
        "日期: 2021-02-30",
        "日期: 2021-02-28",
    ),
    Rule(
        "D205",
        Severity.ERROR,
        Words(
            "「{field}」要填日期，这里是「{value}」",
            "写全年月日，例如：{hint}；跨几天的写第一天",
            "日期写 2021-03-05、2021.3.5、2021/3/5、2021年3月5日 都可以，年份要四位。",
            "年月日不全，就不能排序，也不能按月数。",
        ),
        Words(
            "“{field}” takes a date, here it is “{value}”",
            "write year, month and day: {hint}; for several days, the first",
            "A date is 2021-03-05, 2021.3.5, 2021/3/5 or 2021年3月5日, the year in four digits.",
            "Without all three parts it can neither be sorted nor counted by month.",
        ),
        "日期: 3月5日",
        "日期: 2021-03-05",
    ),
    Rule(
        "D206",
        Severity.ERROR,
        Words(
            "「{field}」只能填「是」或「否」，这里是「{value}」",
            "可以写：{hint}",
            "只问是不是的一项，写了别的。",
            "程序不猜「有」「√」这类写法算是还是算否，猜错数字就错了。",
        ),
        Words(
            "“{field}” takes yes or no (是, 否), here it is “{value}”",
            "you can write: {hint}",
            "Something else stands where only yes or no belongs.",
            "A tick or another word is not guessed at: a wrong guess would be a wrong figure.",
        ),
        "采用: √",
        "采用: 是",
    ),
    Rule(
        "D207",
        Severity.ERROR,
        Words(
            "「{field}」不能填「{value}」",
            "{hint}能选的有：{choices}{where}",
            "这一项只能从模板规定的几种里选，一个字也不能差。",
            "分类统计按这个名字来数，写法不一样就数不进去。",
        ),
        Words(
            "“{field}” cannot be “{value}”",
            "{hint}the choices are: {choices}{where}",
            "This value must be one of those that the template gives, to the letter.",
            "Records are counted by it; one that is spelt otherwise would not be counted.",
        ),
        "类别: 党组会",
        "类别: 党组会议",
    ),
    Rule(
        "D253",
        Severity.ERROR,
        Words(
            "「{field}」要填整数，这里是「{value}」",
            "改成整数；确实要填小数的，请管模板的人把 schema.yaml 里这一项的 type 改成 number",
            "规定填整数的一项填了小数。",
            "次数、人数、件数没有小数，多半是填错了栏。",
        ),
        Words(
            "“{field}” takes a whole number, here it is “{value}”",
            "write a whole number; where fractions are right, its type in schema.yaml is number",
            "A fraction stands where a whole number belongs.",
            "People and meetings are counted whole; mostly the number belongs elsewhere.",
        ),
        "人数: 4.5",
        "人数: 4",
    ),
    Rule(
        "D255",
        Severity.ERROR,
        Words(
            "「{field}」的数字太长：{value}",
            "核对一下，数量最多18位；证号、账号一类的编号要放在文字项里",
            "要数字的一项填了18位以上的数。",
            "这样的数是编号，不是数量，相加没有意义。",
        ),
        Words(
            "the number in “{field}” is too long: {value}",
            "check it: an amount has at most 18 digits; numbers of papers belong in a text field",
            "A number of more than 18 digits stands where an amount belongs.",
            "It names something and is no amount: its sum would say nothing.",
        ),
        "人数: 12345678901234567890123",
        "人数: 123",
    ),
    Rule(
        "D208",
        Severity.ERROR,
        Words(
            "「{field}」的写法不对：「{value}」",
            "照模板的说明改：{hint}",
            "模板规定了这一项的写法（例如编号要写成“第3号”），这里的写法不一样。",
            "写法不统一，印出来的清单就不整齐，按编号也找不到。",
        ),
        Words(
            "“{field}” is not written as it should be: “{value}”",
            "follow the template's note: {hint}",
            "The template says how this value is written (such as “第3号”); it is not.",
            "Uneven spelling shows in the report, and a record cannot be found by it.",
        ),
        "编号: 3号提案",
        "编号: 第3号",
    ),
    Rule(
        "D213",
        Severity.ERROR,
        Words(
            "「{field}」{limit}，这里是「{value}」",
            "核对一下再改",
            "数字超出了模板规定的范围。",
            "多半是打错了位数或者符号，会把合计也带错。",
        ),
        Words(
            "“{field}” {limit}, here it is “{value}”",
            "check it and write the right number",
            "The number is outside the range that the template gives.",
            "Mostly a digit or a sign was mistyped, and every sum would be wrong with it.",
        ),
        "年度: 20211",
        "年度: 2021",
    ),
    Rule(
        "D220",
        Severity.ERROR,
        Words(
            "「{field}」{limit}，这里是{length}",
            "增减内容，再生成一次",
            "文字的字数或者列表的条数，超出了模板规定的范围。",
            "模板给这一项留的地方有限，或者至少要有几条才成文。",
        ),
        Words(
            "“{field}” {limit}, here it has {length}",
            "add or cut, then run again",
            "A text has too few or too many characters, or a list too few or too many entries.",
            "The template has only so much room for it, or needs at least so many.",
        ),
        "重点工作: [抓学习]   # schema.yaml 规定至少三条",
        "重点工作: [抓学习, 抓协商, 抓队伍]",
    ),
    Rule(
        "D221",
        Severity.WARNING,
        Words(
            "「{field}」填了「{value}」，{taken}",
            "{cure}",
            "可填可不填的一项里写了“无”“/”之类的字；一条记录写的是“合计”“小计”，或者“作废”“（取消）”，整行加了删除线，数量填了0；人数、件数这样的数是负的。",
            "数“有批示的几份”时，填了字就算有，数字会多；合计行数成记录，也会多。",
        ),
        Words(
            "“{field}” holds “{value}” and {taken}",
            "{cure}",
            "An optional field holds a word for nothing, such as 无 or /; a record says 合计 or 小计, or "
            "作废 or （取消）, is struck through, or stands for 0; a count is negative.",
            "A field that is filled counts, and so does a total among the records: the figure would be "
            "too large.",
        ),
        "批示: 无",
        "（不写“批示”这一项）",
    ),
)
