"""What the settings of formatted text may be."""

TEXTS = {
    "rich.switch": ("写 true（是）或者 false（否）", "write true or false"),
    "rich.underline": (
        "写 true，或者单线、双线、粗线、点线、虚线、点划线、双点划线、波浪线",
        "write true, or single, double, thick, dotted, dash, dotDash, dotDotDash, wave",
    ),
    "rich.color": (
        "写红、深红、橙、黄、浅绿、绿、浅蓝、蓝、深蓝、紫、黑、白、灰，或者六位的颜色号，比如 FF0000",
        "write red, orange, yellow, green, blue, purple, black, white, gray, or six digits: FF0000",
    ),
    "rich.highlight": (
        "写红、橙、黄、绿、蓝、紫、灰等，或者六位的颜色号，比如 FFFF00",
        "write red, orange, yellow, green, blue, purple, gray, or six digits: FFFF00",
    ),
    "rich.size": (
        "size 是磅数的两倍，要是整数（三号写 32），也可以写三号；要写磅数用 字号=16",
        "size is in half points, a whole number (32 for 16 points), or 三号; 字号=16 takes points",
    ),
    "rich.points": (
        "写 Word 里的字号，比如三号、小四，或者磅数，比如 16、10.5",
        "write a size by its Chinese name, such as 三号, or in points, such as 16 or 10.5",
    ),
    "rich.font": (
        "写字体的名字，比如 黑体；西文、中文分开的写 eastAsia:黑体",
        "write the name of a font, such as 黑体, or eastAsia:黑体",
    ),
    "rich.style": (
        "写模板里有的字符样式：{names}；段落样式在 Word 里直接设给那一段",
        "write a character style of the template: {names}; set a paragraph's style in Word",
    ),
    "rich.lang": (
        "写语言的代号，比如 zh-CN、en-US",
        "write a language tag, such as zh-CN or en-US",
    ),
    "rich.link": (
        "写全网址，比如 https://www.gov.cn，或者邮箱；到本文书签的写 #书签名，书签要在模板里",
        "write a whole address, such as https://www.gov.cn, a mail address, or #bookmark of the file",
    ),
    "rich.url_id": (
        '模板里没有这个编号的链接；写网址用 链接="https://www.gov.cn"',
        'the template has no link of that id; write 链接="https://www.gov.cn" for an address',
    ),
    "rich.raised": ("上标、下标只能设一样", "set superscript or subscript, not both"),
}
