"""Problems with the order of a text and with what it refers to."""

from drafter.problems.catalogue.rule import Rule, Severity, make_rule

_W = Severity.WARNING
_PAGE, _MARKS = "GB/T 9704-2012", "GB/T 15834-2011"

RULES: tuple[Rule, ...] = (
    make_rule("D488", _W,
          ("写的是「{text}」，列出来的是{count}个", "数一数，改数目或者补上漏了的",
           "“四项工作：”后面的一是、二是……，“三个文件：”后面的《》，“甲镇、乙镇两个镇”前面的名称，个数要和写的一致；写了“等”、列项里还套着列项的不查。",
           "增删一项以后，前面的总数常常忘了改。"),
          ("“{text}” is said, and {count} are listed", "count them; change the number or add what is lacking",
           "The points behind 四项工作：, the titles behind 三个文件：, the names before 两个镇 are as many as is said; "
           "lists with 等 and lists within lists are left alone.",
           "A point was added or cut, and the number before it not changed."),
          "抓好四项工作：一是学习；二是调研；三是服务。", "抓好三项工作：一是学习；二是调研；三是服务。", "逻辑"),
    make_rule("D489", _W,
          ("写着「{text}」，这里只有{count}个", "补上，或者改对序号",
           "正文提到的附件和正文后面的附件，序号不能超出附件说明列出的；“见表3”“如第五部分所述”“本办法第十八条”，文中要有；“见下表”后面要有表。别的文件里的不算。", "读的人找不到它。"),
          ("“{text}” is named, and there are only {count}", "add it, or correct its number",
           "Attachments that the text names or brings are in the list of attachments; tables, pictures, parts and clauses that it names "
           "by number are in the text, and a table follows 见下表.", "Readers look for it in vain."),
          "情况见附件2。\n附件：提案办理情况表", "情况见附件。\n附件：提案办理情况表", f"{_PAGE} 7.3.4"),
    make_rule("D490", _W,
          ("发文字号「{text}」写法不对，应为「{right}」", "年份四位，用六角括号〔〕，序号前不加“第”、不补0",
           "发文字号里的括号、年份和序号。法院案号的年份在最前面，用圆括号，不算。", "标准有明文规定：年份应标全称，用六角括号括入；发文顺序号不加“第”字，不编虚位。"),
          ("the document number “{text}” is not written right: “{right}”", "four digits of the year in 〔〕, no 第, no 0 before the number",
           "The brackets, the year and the number in the number of a document.", "The standard says so."),
          "区政协办[2021]第05号", "区政协办〔2021〕5号", f"{_PAGE} 7.2.5"),
    make_rule("D497", _W,
          ("「{text}」和第{number}段里的一模一样", "删掉一处，或者换个说法",
           "十八个字以上的整句、整段，一字不差地出现了两次。套话（特此、施行、联系人）不算。", "多半是复制以后忘了改。"),
          ("“{text}” stands word for word in paragraph {number} too", "cut one of them, or say it in other words",
           "A sentence or paragraph of 18 Han characters and more that stands in the text twice.", "It was copied and not changed."),
          "围绕中心服务大局，组织委员开展协商议政活动。\n围绕中心服务大局，组织委员开展协商议政活动。",
          "围绕中心服务大局，组织委员开展协商议政活动。", "编校常识"),
    make_rule("D498", _W,
          ("「{text}」要加书名号", "写成《{text}》",
           "法律、党内法规、政协章程的全名和中央主要报刊的名称。报社、网站不算。", "书名、报刊名、文件名用书名号。"),
          ("“{text}” takes title marks", "write 《{text}》",
           "Full names of laws, of the Party's rules, and of the main newspapers; not of their offices and sites.",
           "Titles of books, papers and documents stand in 《》."),
          "学习中国共产党统一战线工作条例。", "学习《中国共产党统一战线工作条例》。", f"{_MARKS} 4.15"),
    make_rule("D499", _W,
          ("序号「{text}」的层次倒了：它下面套着更高一层的序号", "层次依次是：一、　（一）　1.　（1）",
           "（一）下面又出现一、二，1.下面又出现（一）（二）。", "标准规定了层次序数的次序。"),
          ("the level of “{text}” is upside down: one above it stands within", "the levels are 一、 （一） 1. （1）",
           "（一） with 一、二、 within it, 1. with （一）（二） within it.", "The standard fixes the order of levels."),
          "（一）抓学习\n一、集中学习\n二、个人自学\n（二）抓调研", "一、抓学习\n（一）集中学习\n（二）个人自学\n二、抓调研", f"{_PAGE} 7.3.3"),
)  # fmt: skip
