"""Texts of the copy for reviewing, and of wording that goes back into the template."""

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
    "absorb.nothing": (
        "报告没有人改过，没有要收进模板的：{path}（别的年份写明数据文件：drafter absorb 2021.yaml）",
        "Nobody has edited the report: {path} (for another year's: drafter absorb 2021.yaml)",
    ),
    "absorb.able": ("可以收进模板的（{n}处）：", "These can go into the template ({n}):"),
    "absorb.unable": ("不能收进模板的（{n}处）：", "These cannot go into the template ({n}):"),
    "absorb.changed": ("{number}改了一段{place}", "{number}changed{place}"),
    "absorb.added": ("{number}新增一段{place}", "{number}added{place}"),
    "absorb.deleted": ("{number}删去一段{place}", "{number}deleted{place}"),
    "absorb.place": ("（{place}）", " ({place})"),
    "absorb.place.after": ("（放在{place}后面）", " (behind {place})"),
    "absorb.old": ("   模板印的：{text}", "   the template's: {text}"),
    "absorb.new": ("   人改成的：{text}", "   the hand's: {text}"),
    "absorb.why": ("   {why}", "   {why}"),
    "absorb.figure": (
        "改的是数，数在数据里改：{places}",
        "a figure was changed; figures are changed in the data: {places}",
    ),
    "absorb.figure.also": (
        "其中的数不收，数在数据里改：{places}",
        "not its figures, which are changed in the data: {places}",
    ),
    "absorb.moved": ("整段挪了地方，请在模板里挪", "it was moved; please move it in the template"),
    "absorb.style": (
        "只改了字的样子（加粗、字体等），请在模板里改",
        "only its looks were changed; please change them in the template",
    ),
    "absorb.repeated": (
        "模板里的这一段印出了好几段（循环），请在模板里改",
        "the template prints this paragraph several times; please change it there",
    ),
    "absorb.part": (
        "不在正文里（页眉、页脚、注），请在模板里改",
        "it is not in the body; please change it in the template",
    ),
    "absorb.table": (
        "是表格的行，或者紧跟着表格，请在模板里改",
        "it is a row of a table, or follows one; please change it in the template",
    ),
    "absorb.object": (
        "有图片、注、制表符或换行，请在模板里改",
        "it holds a picture, note, tab or line break; please change it in the template",
    ),
    "absorb.braces": (
        "有花括号，会被当成标签，请在模板里改",
        "it holds braces, which would be a tag; please change it in the template",
    ),
    "absorb.section": (
        "这一段里有分节符，请在模板里删",
        "a section ends in it; please delete it in the template",
    ),
    "absorb.digits": (
        "里面有数字，写死在模板里明年就不对了：请在模板里写成标签，或者先写进 template.yaml 的“固定”（schema.yaml 的 x-fixed）",
        "it holds digits, which would be untrue next year: make a tag of them in the template, or "
        "declare them in x-fixed of schema.yaml",
    ),
    "absorb.edge": (
        "改在条件或循环的边上，不知道算不算它里面的，请在模板里改",
        "it is at the edge of a condition or loop: in or out? please change it in the template",
    ),
    "absorb.untold": (
        "在模板里找不准是哪几个字（条件、循环，或者改动太大），请在模板里改",
        "where it belongs in the template cannot be told; please change it there",
    ),
    "absorb.names": (
        "   注意：里面的“{names}”是数据印出来的，收进去就成了固定文字，明年不会跟着变；要跟着变，在模板里写成标签",
        "   Note: “{names}” is printed from the data; in the template it would be fixed wording and "
        "stay as it is next year. Write a tag there if it should follow",
    ),
    "absorb.hint": (
        "要收进模板：{command} --take all，或者写编号：--take 1,3；--ask 一处一处问",
        "To put them into the template: {command} --take all, or numbers: --take 1,3; or --ask",
    ),
    "absorb.ask": ("收进模板吗？（y 收，n 不收）", "Put it into the template? (y/n)"),
    "absorb.done": ("已收进模板{n}处：{path}", "{n} edit(s) are in the template now: {path}"),
    "absorb.none": ("没有选，模板没有动。", "None was chosen; the template is as it was."),
}
