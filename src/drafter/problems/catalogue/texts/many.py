"""What is told of many reports or findings at once, and of a watch."""

TEXTS: dict[str, tuple[str, str]] = {
    "problems.more": (
        "……还有{n}个问题没有列出。先改上面的，再做一次。",
        "… and {n} more. Mend those above, then run again.",
    ),
    "problems.more.check": (
        "……还有{n}个问题没有列出。要全部列出，加上 --all 再查一次：drafter check 文件 --all",
        "… and {n} more. To list them all, add --all: drafter check FILE --all",
    ),
    "batch.bar": (
        "{bar} {done}/{total}  每秒{rate}份  还要{left}  {name}",
        "{bar} {done}/{total}  {rate}/s  {left} left  {name}",
    ),
    "batch.bar.unknown": ("{bar} {done}/{total}  {name}", "{bar} {done}/{total}  {name}"),
    "batch.begin": ("正在准备……", "Getting ready …"),
    "batch.seconds": ("{n}秒", "{n} s"),
    "batch.minutes": ("{n}分{seconds}秒", "{n} min {seconds} s"),
    "batch.status.updated": ("写好", "written"),
    "batch.status.kept": ("没动", "left as it is"),
    "batch.status.unchanged": ("没变", "unchanged"),
    "batch.status.failed": ("失败", "failed"),
    "batch.status.undecided": ("待定", "undecided"),
    "batch.status.passed": ("不做", "left"),
    "batch.line": (
        "{status}  {name}  {code} {message}（{place}）",
        "{status}  {name}  {code} {message} ({place})",
    ),
    "batch.advice": (
        "以上{n}份没有写成，其余不受影响。怎么改：drafter check 数据文件，或者 drafter rule 编号。改好后加 --resume 再做一次，只做没做成的。",
        "The {n} above were not written, the others went on. What to do: drafter check DATA, or "
        "drafter rule CODE. When they are mended, --resume makes only what is missing.",
    ),
    "batch.advice.decide": (
        "“待定”的要由您决定：有 D521 的，报告已经更新（改稿先备份了），看里面的批注，定好后删掉；别的没有写成，要换掉就加 --overwrite（先备份）。",
        "Where it says undecided the decision is yours. With D521 the report is up to date (the edited "
        "one was backed up): read its comments, and delete them when you have decided. The others "
        "were not written; --overwrite replaces them after a backup.",
    ),
    "batch.totals": (
        "共{total}份：{counts}。用时{seconds}秒，每秒{rate}份。",
        "{total} in all: {counts}. {seconds} s, {rate} a second.",
    ),
    "batch.count.written": ("新写{n}", "{n} written"),
    "batch.count.replaced": ("更新{n}", "{n} replaced"),
    "batch.count.updated": ("并入改稿{n}", "{n} edited ones brought up to date"),
    "batch.count.kept": ("改稿未动{n}", "{n} edited ones left"),
    "batch.count.unchanged": ("没变{n}", "{n} unchanged"),
    "batch.count.skipped": ("跳过{n}", "{n} skipped"),
    "batch.count.passed": ("不做{n}", "{n} left out"),
    "batch.count.undecided": ("待定{n}", "{n} undecided"),
    "batch.count.failed": ("失败{n}", "{n} failed"),
    "batch.gaps": (
        "其中{n}份是草稿，有待补的内容（页面上标黄）。",
        "{n} of them are drafts with gaps, marked yellow.",
    ),
    "batch.warnings": (
        "另有{n}份带着提醒，用 drafter check 看。",
        "{n} more came with warnings; see them with drafter check.",
    ),
    "batch.interrupted": (
        "已停止：{total}份里做完了{done}份，每份都是完整的。加 --resume 再做一次，接着做其余的。",
        "Stopped: {done} of {total} are done, each of them whole. Run again with --resume to go on.",
    ),
    "watch.start": (
        "正在守着 {data}、它的模板和它用到的文件：一保存就重新生成。按 Ctrl-C 结束。",
        "Watching {data}, its template and the files it names: each save makes the report anew. "
        "Ctrl-C ends it.",
    ),
    "watch.took": ("[{clock}] 用时{seconds}秒", "[{clock}] {seconds} s"),
    "watch.kept": (
        "[{clock}] 报告保持上一次的样子。改好一保存，就会重新生成。",
        "[{clock}] The report stays as it was. Mend and save: it is made anew.",
    ),
    "watch.end": ("不再守着了，报告都在。", "No longer watching; the report stands."),
}
