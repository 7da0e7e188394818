"""Problems that the room `checks` finds in a draft, and what `why` cannot find in it."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D401", Severity.WARNING,
        Words("报告里留着标签的括号「{text}」",
              "数据里不要写标签；模板里的标签要写成 {{{{ 名称 }}}}",
              "报告里出现的 {{、}}、{%、%} 等标签括号。",
              "标签应当已经换成数据。留在页面上，说明标签写坏了，或者有人把标签写进了数据。"),
        Words("the report holds a tag's braces “{text}”",
              "write no tags in the data; a tag in the template is {{{{ name }}}}",
              "Braces of a tag such as {{, }}, {% or %} in the finished page.",
              "A tag should have become data. Braces on the page mean that a tag is broken or that "
              "somebody wrote one into the data."),
        "主题: 学习{{ 会议 }}精神", "主题: 学习全国两会精神",
    ),
    Rule(
        "D402", Severity.WARNING,
        Words("报告里的数字「{text}」没有出处：不是从记录数出来的，也没有声明是固定说法",
              "改成从数据里数（如 {{{{ 会议|数量 }}}}）；确是固定说法，就写进 schema.yaml 的 x-fixed",
              "页面上每一个阿拉伯数字，要么来自数据里的记录，要么写在 schema.yaml 的 x-fixed 里。",
              "模板里写死的年份和数字，明年最容易忘记改。"),
        Words("the figure “{text}” comes from no record and is not declared as fixed wording",
              "count it from the data, as in {{{{ 会议|count }}}}, or list the wording under x-fixed",
              "Each digit on the page comes from a record or is listed under x-fixed in schema.yaml.",
              "Years and figures typed into a template are what next year forgets to change."),
        "2021年共召开会议40余次。", "{{ 年度 }}年共召开会议{{ 会议|数量|约数 }}次。",
    ),
    Rule(
        "D403", Severity.WARNING,
        Words("标点连在一起或括号是空的：「{text}」",
              "把可有可无的话连同它的标点一起放进 {{% if %}} 和 {{% endif %}} 之间",
              "两个不能连用的标点，或者里面没有字的（）“”《》。",
              "一句话因为没有数据而省去时，标点也要一起省去，否则页面上会留下痕迹。"),
        Words("marks that cannot stand together, or an empty pair: “{text}”",
              "put the optional words and their mark between {{% if %}} and {{% endif %}}",
              "Two marks that cannot follow each other, or a pair of brackets or quotes with nothing in it.",
              "When a clause falls away for want of data its mark has to go with it."),
        "全年开会12次，{% if 信息 %}报送信息10篇{% endif %}。",
        "全年开会12次{% if 信息 %}，报送信息10篇{% endif %}。",
    ),
    Rule(
        "D404", Severity.ERROR,
        Words("报告的文件结构不完整：{part}，{reason}",
              "检查模板里表格和域附近的标签；仍然不行，把模板发给维护的人",
              "Word 打开时要修复的结构：没有段落的格、没有格的行、不成对的域或书签、重复的编号。",
              "这样的文件 Word 可能打不开，或者一打开就提示修复。"),
        Words("the report's file is not put together soundly: {part}, {reason}",
              "look at the tags near tables and fields of the template",
              "What Word would repair: cells without a paragraph, rows without a cell, fields or "
              "bookmarks without their other end, ids used twice.",
              "Word may refuse such a file or offer to repair it."),
        "表格的格里只有 {%p if … %} 和 {%p endif %}", "把条件写进文字里：{% if … %}…{% endif %}",
    ),
    Rule(
        "D405", Severity.ERROR,
        Words("用「{data}」生成的报告里没有「{text}」",
              "照报告里的样子写，如 32、40余，或者一小段原文；查别的年份要写明数据文件：drafter why 32 2021.yaml",
              "drafter why 在报告里找不到要查的数字或文字。",
              "查的是按现在的数据做出来的报告；数据改过，数字可能已经不同。"),
        Words("the report made from “{data}” does not hold “{text}”",
              "write it as it stands in the report, such as 32, 40余, or a short piece of text; for "
              "another year name the data file: drafter why 32 2021.yaml",
              "drafter why does not find the figure or text in the report.",
              "What is searched is the report as the data now make it; after a change the figure "
              "may be another."),
        "drafter why 三十二件", "drafter why 32",
    ),
    Rule(
        "D406", Severity.GAP,
        Words("有人写了「{text}」，还没有补上", "在数据或模板里找到这几个字，换成真正的内容",
              "页面上的【待补】不是程序标出来的，是有人打在数据或模板里的。",
              "定稿里留着“待补”，就是没有写完。"),
        Words("somebody wrote “{text}” and has not filled it in",
              "find these words in the data or the template and write what belongs there",
              "A mark 【待补】 that drafter did not make, but that stands in the data or the template.",
              "A final with such a mark is not finished."),
        "主题: 【待补】", "主题: 学习全国两会精神",
    ),
)  # fmt: skip
