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
)
