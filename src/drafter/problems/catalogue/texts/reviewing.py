"""Texts of the copy for reviewing: what its comments say, and what is said of it."""

TEXTS: dict[str, tuple[str, str]] = {
    "review.figure": ("{name}：{text}", "{name}: {text}"),
    "review.exact": ("{name}：{text}（确数{number}）", "{name}: {text} (exactly {number})"),
    "review.hand": (
        "这里是人改的“{hand}”，按记录应为“{text}”。",
        "A hand wrote “{hand}” here; the records give “{text}”.",
    ),
    "review.gap": ("待补：{name}，数据里还没有填。", "Gap: the data lack {name}."),
    "review.records": ("记录：{records}", "records: {records}"),
    "review.part": ("{part}：{records}", "{part}: {records}"),
    "review.places": ("{places}", "{places}"),
    "review.places.more": ("{places}等{n}条", "{places} and others, {n} in all"),
    "review.before": ("上年：{number}{unit}", "the year before: {number}{unit}"),
    "review.before.none": ("上年的数据里没有", "not in last year's data"),
    "review.same": ("同一个数还写在：{places}", "the same again in: {places}"),
    "review.finding": (
        "{severity}{code}：{message}\n{cure}",
        "{severity} {code}: {message}\n{cure}",
    ),
    "review.written": (
        "审阅稿已写好：{path}（{figures}个数各有一条批注，检查出的问题{findings}条）",
        "Written for reviewing: {path} (a comment at each of {figures} figures, {findings} on findings)",
    ),
    "review.replaced": (
        "已换成新的审阅稿：{path}（{figures}个数各有一条批注，检查出的问题{findings}条）",
        "Replaced: {path} (a comment at each of {figures} figures, {findings} on findings)",
    ),
    "review.unchanged": ("没有变化，审阅稿保持原样：{path}", "Nothing has changed: {path}"),
    "review.edited": (
        "照的是人改过的报告；报告本身没有动。",
        "It is a copy of the report as people have edited it, which stays as it was.",
    ),
    "review.lost": (
        "数据里有{n}个数在改过的报告里找不到（人删了，或者整句重写了），没有批注。",
        "{n} figure(s) of the data stand nowhere in the edited report and have no comment.",
    ),
}
