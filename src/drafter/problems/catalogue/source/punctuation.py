"""Problems with single signs in a data file: colons, blanks, dashes, quotes, brackets."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D130",
        Severity.ERROR,
        Words(
            "「{key}」后面用了中文冒号「：」",
            "改成英文冒号，后面空一格：{key}: ……",
            "键和值之间用了中文（全角）冒号。",
            "YAML 只认英文冒号，用中文冒号整行会被当成一段文字。",
        ),
        Words(
            "a full-width colon “：” stands behind “{key}”",
            "use a plain colon and a blank: {key}: …",
            "A full-width colon stands between key and value.",
            "YAML knows only the plain colon and takes the line for text.",
        ),
        "名称：例会",
        "名称: 例会",
    ),
    Rule(
        "D131",
        Severity.WARNING,
        Words(
            "这一行当成了文字，没有当成「{key}」这一项",
            "如果是「键: 值」，写成：{key}: ……；如果是文字，两头加英文引号",
            "一段文字的开头像「键: 值」，但冒号是中文的或者后面没有空格。",
            "这可能是正文，也可能是写错了的一项，请您看一眼。",
        ),
        Words(
            "this line is taken for text, not for the entry “{key}”",
            "if it is an entry, write {key}: …; if it is text, put straight quotes round it",
            "A text begins like “key: value”, but its colon is full-width or has no blank.",
            "It may be text or an entry with a slip; please look.",
        ),
        "会议:\n  名称：例会",
        "会议:\n  名称: 例会",
    ),
    Rule(
        "D132",
        Severity.ERROR,
        Words(
            "「{key}」的冒号后面少一个空格",
            "冒号后面空一格（半角空格）：{key}: ……",
            "英文冒号后面紧跟着文字，或者跟着全角空格。",
            "YAML 要冒号加一个半角空格才认作「键: 值」，否则整行是一段文字。",
        ),
        Words(
            "the colon behind “{key}” lacks its blank",
            "put one plain blank behind the colon: {key}: …",
            "Text, or a full-width blank, follows the colon at once.",
            "Only a colon and a plain blank make “key: value” in YAML; else the line is text.",
        ),
        "名称:例会",
        "名称: 例会",
    ),
    Rule(
        "D134",
        Severity.ERROR,
        Words(
            "这里用了 Tab 键",
            "删掉，改按空格键；每一层缩进两个空格",
            "行首的缩进里，或者键名里，有 Tab 键打出来的空白。",
            "YAML 的缩进只能用空格，Tab 在不同电脑上宽度不一样。",
        ),
        Words(
            "there is a tab here",
            "delete it and use blanks, two for each level",
            "A tab stands in the indent of a line or in a key.",
            "YAML indents with blanks only; a tab has another width on each computer.",
        ),
        "会议:\n\t名称: 例会",
        "会议:\n  名称: 例会",
    ),
    Rule(
        "D135",
        Severity.ERROR,
        Words(
            "这里有全角空格（{char}）",
            "删掉，切换到英文输入法再按空格键",
            "行首或者键名里有中文输入法打出来的全角空格。",
            "它看着像缩进，YAML 却当成文字，键名会变成另一个名字。",
        ),
        Words(
            "there is a full-width blank here ({char})",
            "delete it and type plain blanks",
            "A full-width blank stands in the indent of a line or in a key.",
            "It looks like an indent but is text to YAML and makes another key.",
        ),
        "会议:\n　　名称: 例会",
        "会议:\n  名称: 例会",
    ),
    Rule(
        "D151",
        Severity.ERROR,
        Words(
            "这里有特殊的空白字符（{char}）",
            "删掉，改按空格键",
            "行首、减号或冒号后面、或者键名里有不间断空格、零宽空格之类的字符，多半是从网页粘贴来的。",
            "它看不出来，却会让键名变成另一个名字。",
        ),
        Words(
            "there is a special blank here ({char})",
            "delete it and type a plain blank",
            "A no-break or zero-width blank stands in an indent, a key, or behind a sign.",
            "It cannot be seen, yet makes another key. It mostly comes with pasted text.",
        ),
        "从网页粘贴来的「名称: 例会」（前面有不间断空格）",
        "重新打一遍的「名称: 例会」",
    ),
    Rule(
        "D136",
        Severity.ERROR,
        Words(
            "减号后面少一个空格",
            "写成：- {text}",
            "列表的减号后面紧跟着文字。",
            "YAML 要减号加空格才认作列表的一条，否则是一段以减号开头的文字。",
        ),
        Words(
            "the minus sign lacks its blank",
            "write: - {text}",
            "Text follows the minus sign of a list at once.",
            "Only a minus sign and a blank make a list entry in YAML; else the line is text.",
        ),
        "会议:\n  -例会\n  -学习",
        "会议:\n  - 例会\n  - 学习",
    ),
    Rule(
        "D137",
        Severity.ERROR,
        Words(
            "列表开头用了「{char}」，不是英文减号",
            "改成英文减号加一个空格：- ……",
            "列表的一条以全角减号、破折号或圆点开头。",
            "YAML 只认英文减号，别的符号会被当成文字。",
        ),
        Words(
            "a list entry begins with “{char}”, not with a minus sign",
            "write a minus sign and a blank: - …",
            "A full-width minus sign, a dash or a dot begins a list entry.",
            "YAML knows only the minus sign and takes others for text.",
        ),
        "会议:\n  － 例会",
        "会议:\n  - 例会",
    ),
    Rule(
        "D185",
        Severity.ERROR,
        Words(
            "这一行的标点是用中文输入法打的，程序读不懂",
            "核对一下，整行改成：{row}　（drafter fix 数据文件，可以一次改好所有这样的行）",
            "一条记录的花括号、冒号、逗号是全角的：｛ ： ， ｝。",
            "YAML 只认英文标点；文字里面的中文标点照旧，不用改。",
        ),
        Words(
            "the signs of this line were typed with a Chinese input method",
            "look at it and write: {row}  (drafter fix mends all such lines of the file at once)",
            "Braces, colons or commas of a record are full-width.",
            "YAML knows the plain signs only. Inside a text full-width signs are right.",
        ),
        "提案:\n  - ｛编号：第7号，案由：关于停车，收费的建议｝",
        "提案:\n  - {编号: 第7号, 案由: 关于停车，收费的建议}",
    ),
)
