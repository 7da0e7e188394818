"""Problems with the fields of Word that a template holds: numbers, sums, tables of contents."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D375",
        Severity.HINT,
        Words(
            "有{n}处域要等 Word 打开报告时才会更新（{kinds}）",
            "用 Word 打开报告，问“是否更新域”时选“是”，再存一次盘；发出去以前看一遍目录和页码",
            "目录、页码引用等域的结果随内容变，又只有排好版才知道，drafter 算不了。",
            "报告里现在的结果还是模板里的，所以标上“待更新”，让 Word 打开时重做。"
            "序号（SEQ）、表格求和、IF、引用书签的文字，drafter 自己算好，不用等。",
        ),
        Words(
            "fields to be updated when Word opens the report: {n} ({kinds})",
            "open the report in Word, answer “Yes” when it asks to update fields, and save it",
            "Contents and page references change with the text and are known only from its layout.",
            "The report still has the template's, so they are marked and Word makes them anew. "
            "SEQ, sums of tables, IF and references to words are computed by drafter itself.",
        ),
        "发出去的报告，目录里还有已经删掉的一节。",
        "打开报告，更新域，存盘，再发。",
        "ECMA-376 第1部分 17.15.1.81",
    ),
    Rule(
        "D376",
        Severity.ERROR,
        Words(
            "域「{field}」算不出来：{reason}",
            '把域删掉，换成标签，如 {{{{ 项|合计("数") }}}}、{{{{ loop.index }}}}、{{% if 年度 > 2020 %}}…{{% endif %}}；或者把表格、域代码改简单',
            "SEQ、REF、IF 和表格公式的结果随数据变，drafter 要自己算；这一处算不准。",
            "算不准又照印模板里原来的结果，报告上就是一个错的数。",
        ),
        Words(
            "the field “{field}” cannot be computed: {reason}",
            'put a tag in its place, such as {{{{ items|total("number") }}}}; or make table or code simpler',
            "Results of SEQ, REF, IF and formulas depend on the data; this one cannot be told.",
            "Printing the template's old result would put a wrong figure into the report.",
        ),
        "{ =SUM(ABOVE) }，上面有一格写着“约10”",
        '{{ 项|合计("数") }}',
    ),
    Rule(
        "D377",
        Severity.WARNING,
        Words(
            "这里的日期是 {kind} 域：印的是打开、保存或建立文件的日子，不是报告的日期",
            "把域删掉，换成标签：{{{{ 成文日期|日期 }}}}",
            "DATE、TIME、SAVEDATE 等域，每次打开或保存都会变。",
            "明年打开这份报告，日期就是明年的了。",
        ),
        Words(
            "the date here is a field {kind}: the day of opening, saving or making the file",
            "put a tag in its place: {{{{ 成文日期|date }}}}",
            "Fields such as DATE, TIME and SAVEDATE change whenever the file is opened or saved.",
            "Opened next year, the report would bear next year's date.",
        ),
        '{ DATE \\@ "yyyy年M月d日" }',
        "{{ 成文日期|日期 }}",
    ),
    Rule(
        "D378",
        Severity.WARNING,
        Words(
            "域 {kind} 锁定了：内容变了，Word 也不会更新它",
            "在 Word 里选中它，按 Ctrl+Shift+F11 解除锁定；或者把它换成文字",
            "锁定的域，印的一直是锁定时的结果。",
            "报告的内容随数据变，目录、页码会和内容对不上。",
        ),
        Words(
            "the field {kind} is locked: Word will not update it when the report changes",
            "select it in Word and unlock it with Ctrl+Shift+F11, or put plain text in its place",
            "A locked field goes on printing what it said when it was locked.",
            "The report changes with its data; contents and page numbers would no longer fit.",
        ),
        "锁定的目录",
        "解除锁定的目录",
    ),
)
