"""Texts about a template's schema: key → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "schema.type": (
        "把 type 改成 {type}，或者删掉 {keyword}",
        "make the type {type}, or delete {keyword}",
    ),
    "schema.required": (
        "required: [{name}]，写在 properties 旁边",
        "required: [{name}], beside properties",
    ),
    "schema.items": (
        "把 {keyword} 放到 items: 下面，再缩进两格",
        "put {keyword} below items:, two blanks further in",
    ),
    "taken.filled": ("会当作有内容", "will count as filled"),
    "taken.cure.filled": (
        "没有就把这一项整个删掉，不要填“{value}”",
        "where there is nothing, leave the field out instead of writing “{value}”",
    ),
    "taken.total": ("会算作一条记录", "will count as a record"),
    "taken.cure.total": (
        "是合计的，把这一条删掉：总数由模板来数；真是一条记录的，留着就行",
        "delete the record if it is a total: the template counts; let it stand if it is a record",
    ),
    "taken.written_off": ("仍会算作一条记录", "still counts as a record"),
    "taken.cure.written_off": (
        "不该算的，把这一条删掉；该算的，把“{value}”里的这个说法去掉",
        "delete the record if it does not count; take these words out of “{value}” if it does",
    ),
    "taken.crossed_out": (
        "这一行加了删除线，仍会算作一条记录",
        "its row is struck through, and still counts as a record",
    ),
    "taken.cure.crossed_out": (
        "不该算的，把这一行删掉；该算的，去掉删除线",
        "delete the row if it does not count; take off the strike-through if it does",
    ),
    "taken.zero": ("这一条就一次也不算", "so the record counts for nothing"),
    "taken.cure.zero": (
        "没有的，把这一条删掉；有的，写上是几，只有一次的不写数量",
        "delete the record if there is nothing; else write how many, and nothing for a single one",
    ),
    "taken.negative": ("会照负数算", "will be counted as a negative number"),
    "taken.cure.negative": (
        "多打了减号的，删掉减号；真可以是负数的，留着就行（模板里给这一项写明最小值，就不再提醒）",
        "take the minus sign out if it is one too many; let it stand if it is meant (where the template "
        "says how small the number may be, this is not told)",
    ),
    "hint.small": (
        "核对一下：这里不能小于{n}，多打了减号的写 {hint}",
        "check it: it must be at least {n}; write {hint} if the minus sign is one too many",
    ),
    "check.from": ("来自{place}等{n}处", "comes from {place} and others, {n} in all"),
    "check.from.one": ("来自{place}", "comes from {place}"),
    "check.from.none": ("没有用到数据", "uses no data"),
    "failing.order": (
        "顺序只能写“数量”“从多到少”（多的在前）或者“先后”（按记录的先后），不写就按模板里选项的先后",
        "顺序 is 数量 or 从多到少 (the largest first) or 先后 (as the records come); without it the order of the choices",
    ),
}
