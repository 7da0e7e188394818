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
    "check.from": ("来自{place}等{n}处", "comes from {place} and others, {n} in all"),
    "check.from.one": ("来自{place}", "comes from {place}"),
    "check.from.none": ("没有用到数据", "uses no data"),
    "failing.order": (
        "顺序只能写“数量”“从多到少”（多的在前）或者“先后”（按记录的先后），不写就按模板里选项的先后",
        "顺序 is 数量 or 从多到少 (the largest first) or 先后 (as the records come); without it the order of the choices",
    ),
}
