"""Problems with slips in schema.yaml that JSON Schema itself lets pass."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D346",
        Severity.ERROR,
        Words(
            "{key} 里的「{name}」在 properties 里没有",
            "可以写：{hint}；或者在 properties 里加上这一项",
            "required 列的是必填的项，每一项都要在同一处的 properties 里写明。",
            "名字对不上，数据里怎么填都会说缺这一项。",
        ),
        Words(
            "“{name}” stands in {key} but not in properties",
            "you can write: {hint}; or add the field to properties",
            "What required names must be described in the properties beside it.",
            "Otherwise the data would lack the field whatever was written.",
        ),
        "required: [领衔]\nproperties:\n  领衔人: {type: string}",
        "required: [领衔人]\nproperties:\n  领衔人: {type: string}",
    ),
    Rule(
        "D347",
        Severity.ERROR,
        Words(
            "{key} 没有「{kind}」这一种",
            "可以写：{hint}",
            "x-kind 只有三种：date（日期）、image（图片）、document（Word 文档）。",
            "写了别的，这一项就当成普通文字，日期、图片都印不对。",
        ),
        Words(
            "{key} cannot be “{kind}”",
            "you can write: {hint}",
            "x-kind is date, image or document.",
            "With anything else the field would be plain text, and print wrongly.",
        ),
        "成文日期: {type: string, x-kind: 日期}",
        "成文日期: {type: string, x-kind: date}",
    ),
    Rule(
        "D348",
        Severity.ERROR,
        Words(
            "schema.yaml 里没有「{key}」这种写法",
            "是不是想写 {hint}？",
            "这个词不是 JSON Schema 的，也不是 drafter 的，但和其中一个很像，多半是打错了。",
            "打错的词没有作用：规定等于没有写。",
        ),
        Words(
            "“{key}” means nothing in schema.yaml",
            "did you mean {hint}?",
            "The word belongs neither to JSON Schema nor to drafter, but is much like one that does.",
            "A misspelt keyword has no effect, as if the rule were not there.",
        ),
        "提案:\n  x-uint: 件",
        "提案:\n  x-unit: 件",
    ),
    Rule(
        "D349",
        Severity.WARNING,
        Words(
            "「{text}」里有中文的逗号、顿号或括号，会当成一项",
            "要分成几项，就用英文逗号隔开，外面用英文方括号；确实是一项的，两头加引号",
            "方括号里的各项用英文逗号隔开，中文逗号只是文字。",
            "几项并成一项，就少算了几项。",
        ),
        Words(
            "“{text}” has a full-width comma or bracket and counts as one entry",
            "part entries with half-width commas in [ ]; put quotes round what is really one",
            "Entries in square brackets are parted by half-width commas; the other is mere text.",
            "Several entries become one, and fewer are counted.",
        ),
        "职务: {enum: [主席，副主席]}",
        "职务: {enum: [主席, 副主席]}",
    ),
    Rule(
        "D385",
        Severity.ERROR,
        Words(
            "「{name}」不能用作标签里的名字",
            "改成「{hint}」，数据文件里也跟着改；Excel 里的列名不用改，写进 x-aliases 就行",
            "最外层的名字要能写进标签：只能用汉字、字母、数字和下划线，不能以数字或下划线开头，不能是 if、in 这样的词。",
            "标签里写 A-B 是相减，写括号是调用，写不出这个名字，这一项就印不出来。",
        ),
        Words(
            "“{name}” cannot be a name in a tag",
            "call it “{hint}”, in the data too; a column of Excel keeps its name by x-aliases",
            "A name of the outermost level must fit into a tag: letters, digits and _, neither a "
            "digit nor _ first, and no word such as if or in.",
            "In a tag A-B subtracts and brackets call, so no tag could print this field.",
        ),
        "properties:\n  金额（万元）: {type: number}",
        "properties:\n  金额: {type: number, x-unit: 万元}",
    ),
)
