"""Problems that show only when the tags are filled with the data."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D332",
        Severity.ERROR,
        Words(
            "这个值没法这样写：{reason}",
            "改标签里的过滤器或者它的参数，或者改数据",
            "过滤器收到的值它处理不了，例如把文字当数字、把负数写成约数。",
            "硬写出来的话会和事实不符，所以停下来问一声。",
        ),
        Words(
            "this value cannot be written so: {reason}",
            "change the filter or its arguments in the tag, or the data",
            "A filter got a value that it cannot put into words, such as a text for a number.",
            "What it wrote regardless would not be true, so it stops.",
        ),
        "{{ 单位|约数 }}",
        "{{ 会议|数量|约数 }}",
    ),
    Rule(
        "D333",
        Severity.ERROR,
        Words(
            "这里要印的是{what}，没法直接印",
            "台账用“数量”数一数或者用 for 逐条印，记录写明要哪一项",
            "标签给出的不是一个文字、数字或日期。",
            "直接印出来是一串程序才看得懂的符号。",
        ),
        Words(
            "this would print {what}, which has no text of its own",
            "count a ledger or go through it with for; name the field of a record",
            "The tag gives no text, number or date.",
            "Printed as it is, it would be signs that only a program can read.",
        ),
        "全年召开会议{{ 会议 }}次。",
        "全年召开会议{{ 会议|数量 }}次。",
    ),
    Rule(
        "D334",
        Severity.ERROR,
        Words(
            "模板想做一件不允许的事",
            "删掉这个标签；模板里只用名字、过滤器、if 和 for",
            "标签去碰了程序内部的东西。",
            "正常的模板用不着；害人的模板才会这样写，所以不运行。",
        ),
        Words(
            "the template tries something that is forbidden",
            "delete the tag; a template needs only names, filters, if and for",
            "A tag reaches for the inside of the program.",
            "No honest template needs that, and a harmful one would, so it is not run.",
        ),
        "{{ 会议.__class__ }}",
        "{{ 会议|数量 }}",
    ),
    Rule(
        "D335",
        Severity.ERROR,
        Words(
            "模板要做的事太多，已经停下",
            "看看这里的循环或者重复次数有没有写错",
            "循环的次数、印出的字数或者用的时间，远远超过一份报告所需要的。",
            "不停下来，电脑会卡死。",
        ),
        Words(
            "the template asks for too much and was stopped",
            "see whether a loop or a number of repeats here is wrong",
            "Turns of loops, characters or time went far beyond what any report needs.",
            "Going on would freeze the computer.",
        ),
        "{% for i in range(100000000) %}",
        "{% for m in 会议 %}",
    ),
    Rule(
        "D336",
        Severity.ERROR,
        Words(
            "这里要除以 0：总数是 0，算不出占比",
            "用 if 包起来，有记录才写：{{% if 信息 %}}…{{% endif %}}；或者补上数据",
            "算占比或者相除的时候，总数那一边一条记录也没有。",
            "除以 0 没有结果，印 0% 就是错的。",
        ),
        Words(
            "this divides by 0: there is no share of nothing",
            "write it only when there are records: {{% if 信息 %}}…{{% endif %}}; or add the data",
            "A share or a division was asked for, and the whole has no records.",
            "There is no such number, and 0% would be false.",
        ),
        "采用率{{ 采用|占比(信息) }}。",
        "{% if 信息 %}采用率{{ 采用|占比(信息) }}。{% endif %}",
    ),
    Rule(
        "D337",
        Severity.ERROR,
        Words(
            "填好以后 Word 会打不开（{reason}）",
            "看看最近改过的标签，尤其是 {{{{p …}}}}、{{{{r …}}}} 和表格里的标签",
            "填好的内容不是完整的 Word 页面，多半是标签放错了位置。",
            "与其给一份打不开的报告，不如停下来。",
        ),
        Words(
            "Word could not open what was filled in ({reason})",
            "see the tags changed last, above all {{{{p …}}}}, {{{{r …}}}} and those in tables",
            "What was filled in makes no whole Word page; mostly a tag stands in the wrong place.",
            "No report is better than one that does not open.",
        ),
        "{{r 单位 }}",
        "{{ 单位 }}",
    ),
    Rule(
        "D338",
        Severity.ERROR,
        Words(
            "填这个标签时出了错（{reason}）",
            "看看标签里的值是不是这个过滤器或者算式能用的",
            "标签的写法没有错，但是拿现在的数据算不出来。",
            "算不出来的地方不能空着，所以停下来。",
        ),
        Words(
            "filling in this tag failed ({reason})",
            "see whether the filter or the sum can work with such a value",
            "The tag is well written, but cannot be worked out with these data.",
            "The place must not stay blank, so it stops.",
        ),
        "{{ 单位 + 1 }}",
        "{{ 会议|数量 + 1 }}",
    ),
    Rule(
        "D339",
        Severity.GAP,
        Words(
            "报告里要印「{where}」，数据里没有填",
            '在数据里补上；可有可无的，在模板里用 if 包起来或者加上 |默认("无")',
            "这一项可以不填，但是模板的这个地方要印它。",
            "不能悄悄留空。草稿里标出待补，定稿不能有待补。",
        ),
        Words(
            "the report prints “{where}”, which the data do not have",
            'fill it in; if it may be absent, put if round it in the template or |default("无")',
            "The value may be left out, but here the template prints it.",
            "Nothing is left blank in silence: a draft marks the gap, a final has none.",
        ),
        "{{ t.备注 }}",
        "{% if t.备注 %}{{ t.备注 }}{% endif %}",
    ),
    Rule(
        "D340",
        Severity.ERROR,
        Words(
            "放图片或 Word 文档要用 {package}，这台电脑没有装",
            "在命令行里运行：pip install 'drafter[subdoc]'",
            "“文档”过滤器把整篇 Word 放进报告，要另装一个软件包。",
            "多数模板用不着，所以没有一起装。",
        ),
        Words(
            "pictures and Word documents need {package}, which is not installed",
            "run: pip install 'drafter[subdoc]'",
            "The filter 文档 (document) puts a whole Word file into the report by a package.",
            "Most templates do without, so it is not installed with the rest.",
        ),
        "{{p 附件文件|文档 }}",
        "pip install 'drafter[subdoc]'",
    ),
)
