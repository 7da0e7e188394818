"""Problems with tags that open and close: if … endif, for … endfor."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D312",
        Severity.ERROR,
        Words(
            "「{tag}」没有配成对",
            "每个 if 配一个 endif，每个 for 配一个 endfor，多余的删掉，缺的补上",
            "if、for 这类标签要有开头和结尾，这里只有一个。",
            "不成对，就不知道管到哪里为止。",
        ),
        Words(
            "“{tag}” has no partner",
            "each if needs an endif, each for an endfor: add the lacking one or delete this",
            "Tags such as if and for have a beginning and an end; one of them is lacking.",
            "Without both there is no telling how far they reach.",
        ),
        "{% if 提案 %}全年办理提案{{ 提案|数量 }}件。",
        "{% if 提案 %}全年办理提案{{ 提案|数量 }}件。{% endif %}",
    ),
    Rule(
        "D326",
        Severity.ERROR,
        Words(
            "「{tag}」和它的开头写法不一样",
            "开头用 {{%p 结尾也用 {{%p；开头用 {{%tr 结尾也用 {{%tr",
            "一对标签，一个带 p、tr、tc，另一个不带，或者带得不一样。",
            "只有一头的整段或整行会被去掉，页面就乱了。",
        ),
        Words(
            "“{tag}” is written in another way than its beginning",
            "a pair is both {{%p, or both {{%tr, or both plain",
            "One tag of the pair has p, tr or tc, and the other has not, or has another.",
            "Only one of them would remove its paragraph or row, and the page would break.",
        ),
        "{%p if 提案 %}\n…\n{% endif %}",
        "{%p if 提案 %}\n…\n{%p endif %}",
    ),
    Rule(
        "D327",
        Severity.ERROR,
        Words(
            "「{tag}」和它的开头不在同一张表（同一行）里",
            "把一对 {{%tr 放进同一张表，一对 {{%tc 放进同一行",
            "tr 的开头和结尾要在同一张表，tc 的开头和结尾要在同一行。",
            "分在两处，中间的行或格会丢，表格会坏。",
        ),
        Words(
            "“{tag}” is not in the table (row) of its beginning",
            "put both {{%tr into one table, both {{%tc into one row",
            "A pair of tr must stand in one table, a pair of tc in one row.",
            "Otherwise rows or cells are lost, and the table is damaged.",
        ),
        "表一：{%tr for m in 会议 %}\n表二：{%tr endfor %}",
        "表一：{%tr for m in 会议 %} … {%tr endfor %}",
    ),
    Rule(
        "D328",
        Severity.ERROR,
        Words(
            "「{tag}」和它的开头在同一行（同一段）里",
            "开头、内容、结尾各占一行（一段）；只管几个字的用不带字母的 {{% if … %}}",
            "{%tr …%} 会去掉自己所在的整行，{%p …%} 去掉整段。",
            "开头和结尾挤在一起，去掉一行就把另一个标签也去掉了。",
        ),
        Words(
            "“{tag}” is in the row (paragraph) of its beginning",
            "give each a row (paragraph) of its own; within a line use plain {{% if … %}}",
            "{%tr …%} removes the whole row that it stands in, {%p …%} the paragraph.",
            "With both in one, removing it removes the other tag too.",
        ),
        "{%p if 提案 %}办理提案。{%p endif %}",
        "{% if 提案 %}办理提案。{% endif %}",
    ),
    Rule(
        "D354",
        Severity.ERROR,
        Words(
            "「{tag}」旁边还有{what}，会被删掉",
            "给标签另起一段（表格里另起一行或一格），让它独占",
            "{%p …%} 会去掉它所在的整段，{%tr …%} 去掉整行，{%tc …%} 去掉整格。",
            "同一段、同一行里的图片、脚注、分页符会跟着消失，而且没有任何提示。",
        ),
        Words(
            "beside “{tag}” stands {what}, which would be lost",
            "give the tag a paragraph (row, cell) of its own",
            "{%p …%} removes the whole paragraph around it, {%tr …%} the row, {%tc …%} the cell.",
            "Pictures, notes and page breaks in it would go too, without a word.",
        ),
        "{%p if 提案 %}［脚注］",
        "{%p if 提案 %}\n办理提案。［脚注］\n{%p endif %}",
    ),
    Rule(
        "D355",
        Severity.ERROR,
        Words(
            "这里的分节符会随条件或循环消失，它前面的内容就变成下一节的版面",
            "把分节符移到 if（for）标签的前面；要随条件去掉的一节，开头的分节符放在 if 标签前",
            "分节符记着它前面一节的纸张、页边距和页眉，它前面的内容却不全在条件或循环里。",
            "条件不成立时，横排会变成竖排，页眉页脚也会换成别的一节的。",
        ),
        Words(
            "this section break may fall away, and the text before it would take on the next look",
            "move it before the if (for) tag; a section that may go begins with a break before its if",
            "A break holds the look of the section before it, of which a part is not in the block.",
            "When the condition fails, landscape turns portrait and headers are another section's.",
        ),
        "横排的内容\n{%p if 附件 %}\n［分节符］\n竖排的附件\n{%p endif %}",
        "横排的内容\n［分节符］\n{%p if 附件 %}\n竖排的附件\n{%p endif %}",
    ),
    Rule(
        "D356",
        Severity.ERROR,
        Words(
            "「{first}」和「{tag}」不在同一格里，中间的格会并起来",
            "重复或去掉整行用 {{%tr …%}}，整格用 {{%tc …%}}，各占一行（一格）；只管格里几个字的，一对写在同一格",
            "不带字母的一对标签，开头在一格（一个文本框、一条脚注），结尾在另一格。",
            "循环和条件会把两格之间的框线一起重复或去掉，表格就变了样。",
        ),
        Words(
            "“{first}” and “{tag}” are not in the same cell, and the cells between would be joined",
            "for whole rows use {{%tr …%}}, for cells {{%tc …%}}, each in a row (cell) of its own",
            "A plain pair begins in one cell (text box, note) and ends in another.",
            "The border between the cells would be repeated or removed too.",
        ),
        "| {% for m in 会议 %}{{ m.名称 }} | {{ m.人数 }}{% endfor %} |",
        "| {%tr for m in 会议 %} |\n| {{ m.名称 }} | {{ m.人数 }} |\n| {%tr endfor %} |",
    ),
    Rule(
        "D357",
        Severity.ERROR,
        Words(
            "「{tag}」的减号会把旁边一段并过来，中间的内容会丢",
            "去掉减号；要去掉空段，用独占一段的 {{%p …%}}",
            "写在段首的 {%- 和写在段尾的 -%} 会把两段并成一段，两段之间有图片、分节符，或者在两格里。",
            "中间的图片、脚注、框线会消失，而且没有任何提示。",
        ),
        Words(
            "the minus in “{tag}” joins the next paragraph, and what is between would be lost",
            "remove the minus; to do without an empty paragraph use {{%p …%}} in one of its own",
            "{%- first in a paragraph and -%} last in it join two; here pictures or borders lie between.",
            "They would vanish without a word.",
        ),
        "| {% if 提案 -%} | 甲{% endif %} |",
        "| {% if 提案 %}甲{% endif %} | 甲 |",
    ),
    Rule(
        "D358",
        Severity.ERROR,
        Words(
            "「{tag}」这张表各行的格数对不上，格子会错位",
            "上下各行要随着变的格子，合并成一格盖住标签和内容那几格；或者用同样的 {{%tc for …%}} 列出来",
            "{%tc …%} 重复或去掉整格，印出来的列数随数据变；别的行里单独的几格不会跟着变。",
            "数字会排到别的表头下面，看的人会读错。",
        ),
        Words(
            "the rows of the table with “{tag}” have different numbers of columns",
            "merge the cell above or below over the tags' cells, or list its cells by the same {{%tc for …%}}",
            "{%tc …%} repeats or removes cells, so the columns follow the data; single cells in other rows do not.",
            "Figures would stand below another column's heading.",
        ),
        "| 一季度 | 二季度 | 三季度 |\n| {%tc for x in 各季 %} | {{ x }} | {%tc endfor %} |",
        "| 各季（一格盖住下面三格） |\n| {%tc for x in 各季 %} | {{ x }} | {%tc endfor %} |",
    ),
    Rule(
        "D364",
        Severity.ERROR,
        Words(
            "比的两边不是一类，比不出结果（{reason}）",
            '数字不加引号：人数 == 12；日期写成 成文日期.isoformat() == "2021-12-31"；'
            "是非直接写 if 办结、if not 办结；文字是数字的，加引号或者写 |int",
            "相等、不相等和 in 的两边要是一类：数字和数字，文字和文字，日期和日期。",
            "带引号的数字是文字，和数字比总是不相等，条件就悄悄地不成立。",
        ),
        Words(
            "what is compared is not of one kind ({reason})",
            'write a number without quotes: n == 12; a date as day.isoformat() == "2021-12-31"; of '
            "yes and no ask if done, if not done; a text that is a number in quotes, or with |int",
            "Both sides of ==, != and in must be of one kind: numbers, texts or dates.",
            "A number in quotes is a text and never equal to a number: the condition would be false "
            "in silence.",
        ),
        '{% if 年度 == "2021" %}',
        "{% if 年度 == 2021 %}",
    ),
)
