"""Problems with the names in tags: fields, filters, tests, values."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D314",
        Severity.ERROR,
        Words(
            "数据里没有「{name}」",
            "可以写：{hint}",
            "标签里的名字，schema.yaml 没有规定，前面的循环里也没有定义。",
            "没有这个名字，就没有内容可填。",
        ),
        Words(
            "the data have no “{name}”",
            "you can write: {hint}",
            "A tag has a name that neither schema.yaml nor a loop around it knows.",
            "Nothing stands behind the name, so nothing can be filled in.",
        ),
        "{{ 会仪|数量 }}",
        "{{ 会议|数量 }}",
    ),
    Rule(
        "D315",
        Severity.ERROR,
        Words(
            "「{name}」里没有「{field}」这一项",
            "可以写：{hint}",
            "标签里用的项，schema.yaml 没有给这本台账规定。",
            "没有这一项，印出来是空的，按它筛选也什么都挑不到。",
        ),
        Words(
            "“{name}” has no “{field}”",
            "you can write: {hint}",
            "A tag asks for a field that schema.yaml does not give this ledger.",
            "It would print nothing, and no record could be chosen by it.",
        ),
        '{{ 会议|筛选(类型="党组会议")|数量 }}',
        '{{ 会议|筛选(类别="党组会议")|数量 }}',
    ),
    Rule(
        "D316",
        Severity.ERROR,
        Words(
            "没有「{name}」这个过滤器",
            "可以写：{hint}",
            "竖线 | 后面是过滤器的名字，这个名字不存在。",
            "过滤器决定数怎么算、字怎么写，名字错了就没法填。",
        ),
        Words(
            "there is no filter “{name}”",
            "you can write: {hint}",
            "A filter's name stands behind the bar |, and there is none of this name.",
            "Filters say how to count and how to write; without one nothing can be filled in.",
        ),
        "{{ 会议|个数 }}",
        "{{ 会议|数量 }}",
    ),
    Rule(
        "D317",
        Severity.ERROR,
        Words(
            "「{name}」是一整本台账，不能直接取「{field}」",
            "一条一条地取：{{%p for 条 in {name} %}} {{{{ 条.{field} }}}} {{%p endfor %}}",
            "台账有许多条记录，每条都有这一项；标签没有说要哪一条。",
            "要逐条印，用循环；要列举几条，用“取”和“列举”。",
        ),
        Words(
            "“{name}” is a whole ledger, “{field}” belongs to one record",
            "take them one by one: {{%p for x in {name} %}} {{{{ x.{field} }}}} {{%p endfor %}}",
            "A ledger has many records, each with this field; the tag does not say which is meant.",
            "To print them all use a loop; to name some use 取 (column) and 列举 (listing).",
        ),
        "{{ 会议.主题 }}",
        '{{ 会议|取("主题")|列举(2) }}',
    ),
    Rule(
        "D319",
        Severity.ERROR,
        Words(
            "「{name}」不是台账或清单，不能用 for 循环",
            "只有一个值的直接写 {{{{ {name} }}}}；是台账的，在 schema.yaml 里写 type: array",
            "for 是一条一条地取，这一项在 schema.yaml 里只有一个值。",
            "循环一个值，会把文字一个字一个字拆开。",
        ),
        Words(
            "“{name}” is no ledger or list, so for cannot go through it",
            "print a single value with {{{{ {name} }}}}; make a ledger type: array in schema.yaml",
            "for takes entries one by one, and by schema.yaml this is a single value.",
            "A loop over a text would take it apart, letter by letter.",
        ),
        "{%p for m in 单位 %}",
        "{%p for m in 会议 %}",
    ),
    Rule(
        "D321",
        Severity.ERROR,
        Words(
            "模板里不能用 {what}",
            "删掉这个标签，把要用的文字直接写在模板里",
            "include、import、extends 会去读别的文件。",
            "模板常常是别人发来的，只许用它自己的内容，不许读别的文件。",
        ),
        Words(
            "{what} is not allowed in a template",
            "delete the tag, and write the wording into the template itself",
            "include, import and extends read other files.",
            "Templates come by e-mail; one may use what it holds itself, and read no file.",
        ),
        '{% include "第二部分.docx" %}',
        "把第二部分的文字放进 template.docx",
    ),
    Rule(
        "D330",
        Severity.ERROR,
        Words(
            "「{field}」没有「{value}」这一种",
            "能写的有：{choices}",
            "筛选的条件写了一个 schema.yaml 不允许的值。",
            "数据里不可能有这个值，筛选的结果永远是 0，报告里的数字就错了。",
        ),
        Words(
            "“{field}” is never “{value}”",
            "it can be: {choices}",
            "A filter chooses by a value that schema.yaml does not allow.",
            "No record can have it, so the figure would always be 0, and wrong.",
        ),
        '{{ 会议|筛选(类别="党组会")|数量 }}',
        '{{ 会议|筛选(类别="党组会议")|数量 }}',
    ),
    Rule(
        "D331",
        Severity.ERROR,
        Words(
            "没有「is {name}」这种判断",
            "可以写：is {hint}",
            "is 后面是判断的名字，例如 is defined（有没有填），这个名字不存在。",
            "判断的名字错了，就不知道该不该印。",
        ),
        Words(
            "there is no test “is {name}”",
            "you can write: is {hint}",
            "A test's name stands behind is, such as is defined, and there is none of this name.",
            "Without the test there is no telling whether to print.",
        ),
        "{% if 学习教育 is 有 %}",
        "{% if 学习教育 is defined %}",
    ),
    Rule(
        "D350",
        Severity.ERROR,
        Words(
            "「{name}」两头要加英文引号",
            '写成 "{name}"',
            "过滤器括号里的项名、单位和要比的值是文字，两头要有英文引号；不加引号的是数据里的名字。",
            "没有引号，就会去找数据里叫这个名字的内容，找不到或者找错。",
        ),
        Words(
            "“{name}” needs quotes",
            'write "{name}"',
            "Names of fields, units and values in a filter's brackets are text and stand in quotes.",
            "Without quotes they mean something of the data, which is not there or is another thing.",
        ),
        "{{ 提案|其中(办理结果, 件) }}",
        '{{ 提案|其中("办理结果", "件") }}',
    ),
    Rule(
        "D351",
        Severity.ERROR,
        Words(
            "筛选的条件只写一个等号",
            '写成 筛选({field}="…")，值的两头加英文引号',
            "“筛选”的括号里写“项=值”，只用一个等号；两个等号是 if 里比较用的。",
            "写了两个等号，就不是按这一项挑记录了。",
        ),
        Words(
            "a condition of 筛选 (where) has one equals sign",
            'write 筛选({field}="…"), with quotes round the value',
            "The brackets of 筛选 hold field=value with one equals sign; two compare, as in an if.",
            "With two signs no record is chosen by the field.",
        ),
        '{{ 提案|筛选(办理结果=="已解决")|数量 }}',
        '{{ 提案|筛选(办理结果="已解决")|数量 }}',
    ),
    Rule(
        "D352",
        Severity.ERROR,
        Words(
            "「{name}」不能用“{filter}”：{reason}",
            "数量、筛选、取等用在台账上；合计的项，在 schema.yaml 里要写 type: integer 或 number",
            "过滤器要的内容和 schema.yaml 给这一项规定的种类对不上。",
            "文字没法数件数，也没法加起来，生成时一定会停下来。",
        ),
        Words(
            "“{filter}” cannot be used on “{name}”: {reason}",
            "count and choose from ledgers; sum fields of type: integer or number in schema.yaml",
            "The filter needs another kind of value than schema.yaml gives this field.",
            "Texts can neither be counted nor summed, so no report could be made.",
        ),
        '{{ 提案|合计("案由") }}',
        "{{ 提案|数量 }}",
    ),
    Rule(
        "D383",
        Severity.ERROR,
        Words(
            "标签里不能用「.{method}()」",
            "{hint}",
            "这是 Python 的写法，会改动数据或者做报告用不着的事。",
            "模板只读数据，不改数据；要做的事另有过滤器。",
        ),
        Words(
            "a tag cannot use “.{method}()”",
            "{hint}",
            "This is Python; it changes the data, or does what no report needs.",
            "A template reads the data and changes nothing; a filter does what is meant.",
        ),
        "{{ 名单.append(条.姓名) }}",
        "{% set 记.名单 = 记.名单 + [条.姓名] %}",
    ),
    Rule(
        "D379",
        Severity.ERROR,
        Words(
            "循环里设的「{name}」，这一轮完了就不算数，后面读到的不是它",
            "求和用 |合计，最多最少用 |max、|min；要逐条累加，循环前写 "
            "{{% set 记 = namespace(n=0) %}}，循环里写 {{% set 记.n = 记.n + 1 %}}，后面印 {{{{ 记.n }}}}",
            "for（还有 with、macro、call）里面的 set 只在里面、只在这一轮有效，模板却在外面或者下一轮读它。",
            "读到的是循环以前的值：合计、最大值、上一条都会印错，而且看不出来。",
        ),
        Words(
            "“{name}” is set in a loop and forgotten after each turn; what is read later is not it",
            "sum with |total, find the most with |max or |min; to add up turn by turn write "
            "{{% set ns = namespace(n=0) %}} before the loop, {{% set ns.n = ns.n + 1 %}} in it, and "
            "print {{{{ ns.n }}}}",
            "A set inside a for (or with, macro, call) holds for one turn and no longer, and the "
            "template reads it outside or in the next turn.",
            "What is read stood before the loop: a sum, a maximum or the entry before comes out wrong.",
        ),
        "{% set 人次 = 0 %}{% for m in 商量 %}{% set 人次 = 人次 + m.人数 %}{% endfor %}{{ 人次 }}",
        '{{ 商量|合计("人数") }}',
    ),
)
