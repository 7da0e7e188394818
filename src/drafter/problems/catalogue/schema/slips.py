"""Problems of a schema.yaml that JSON Schema itself lets pass."""

from drafter.problems.catalogue.rule import Rule, Severity, make_rule

_E, _W = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    make_rule("D242", _E,
          ("{key} 要写成列表，一项一项分开", "可以写：{hint}", "enum 是可以填的值，required 是必填的项；都写成列表。", "写成一段文字，几个值就成了一个，填哪一个都不对。"),
          ("{key} must be a list, one entry for each", "you can write: {hint}", "enum lists the values allowed, required the names of what is needed.", "As one text the values would be one, and none could be written."),
          "类别: {enum: 党组会议、常委会会议}", "类别: {enum: [党组会议, 常委会会议]}"),
    make_rule("D243", _E,
          ("type 是 {type}，{key} 在这里不起作用", "{hint}", "properties 只对 object 起作用，items 只对 array 起作用。", "写在不起作用的地方，规定等于没有写。"),
          ("with type {type}, {key} has no effect here", "{hint}", "properties belong to an object, items to an array.", "Where it has no effect, the rule is as if it were not there."),
          "会议:\n  type: object\n  items: {type: object}", "会议:\n  type: array\n  items: {type: object}"),
    make_rule("D244", _E,
          ("schema.yaml 没有写 properties，一项数据也没有说明", "加一行 properties:，每一项数据写在它下面，缩进两格", "数据有哪些项，都写在 properties 下面。", "没有说明的项，模板不能用，数据里也不能填。"),
          ("schema.yaml has no properties: no field is described", "add a line properties: and put each field below it, two blanks in", "The fields of the data stand below properties.", "What is not described can be neither used nor filled in."),
          "单位: {type: string}", "properties:\n  单位: {type: string}"),
    make_rule("D245", _W,
          ("schema.yaml 里的「{key}」没有作用", "可以写的有：{hint}；只是备注的，写成 # 开头的注释", "这个词不是 JSON Schema 的，也不是 drafter 的。", "没有作用的规定，容易以为已经管住了。"),
          ("“{key}” has no effect in schema.yaml", "you can write: {hint}; a note is a comment behind a #", "The word belongs neither to JSON Schema nor to drafter.", "A rule without effect is easily taken for one that holds."),
          "人数: {type: integer, 必填: true}", "required: [人数]"),
    make_rule("D252", _E,
          ("「{key}」没有写在 properties 下面", "把它移到 properties: 下面，比 properties 多缩进两格", "每一项数据都写在 properties 下面。", "写在外面不起作用，数据里填了会说没有这一项。"),
          ("“{key}” does not stand below properties", "move it below properties:, two blanks further in", "The fields of the data stand below properties.", "Elsewhere they have no effect, and the data may not have them."),
          "properties:\n  单位: {type: string}\n年度: {type: integer}", "properties:\n  单位: {type: string}\n  年度: {type: integer}"),
)  # fmt: skip
