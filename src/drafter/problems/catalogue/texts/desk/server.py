"""Texts of the desk's server: what its launcher prints, and why a request is refused."""

TEXTS: dict[str, tuple[str, str]] = {
    "help.desk": (
        "打开工作台：在浏览器里填台账，旁边就是报告",
        "Open the desk: fill in the ledgers in a browser, the report beside them",
    ),
    "help.desk.year": (
        "年份或数据文件；不写就是最新的一年",
        "the year or its data file; without it the newest year",
    ),
    "help.desk.port": (
        "用哪个端口；不写就用上一次的，或者随便一个空的",
        "which port; without it the last one, or any that is free",
    ),
    "help.desk.open": ("不打开浏览器，只写出地址", "print the address and open no browser"),
    "help.desk.idle": (
        "网页都关掉以后，过几分钟工作台自己退出",
        "so many minutes after its last page was closed the desk ends",
    ),
    "help.desk.lan": (
        "办公室几个人一起用：别的电脑也能打开，要密码，走 HTTPS",
        "for several people: other computers may open it, with a password and over HTTPS",
    ),
    "help.desk.host": (
        "这台电脑在办公室网络里的名字或地址；可以写几次",
        "a name or address of this computer in the office's network; may be given several times",
    ),
    "help.desk.password": (
        "密码写在这个文件的第一行；不写就用以前设的，没有设过就问",
        "the file with the password; without it the one set before, or it is asked for",
    ),
    "help.desk.cert": (
        "HTTPS 的证书（PEM）；不写就自己做一个",
        "the certificate for HTTPS (PEM); without it one is made",
    ),
    "help.desk.key": ("证书的私钥（PEM）", "the certificate's private key (PEM)"),
    "desk.office": (
        "工作台已经打开，办公室的电脑可以用这些地址：{addresses}\n谁改了什么，记在 {journal}。退出按 Ctrl+C。",
        "The desk is open to the office at: {addresses}\nWho changes what is written to {journal}. Ctrl+C ends it.",
    ),
    "desk.fingerprint": (
        "浏览器第一次会说证书不可信：先核对 SHA-256 指纹是不是 {print}",
        "A browser that warns of the certificate should show this SHA-256 fingerprint: {print}",
    ),
    "desk.ask": ("给工作台设一个密码（打字时不显示）：", "A password for the desk (not shown): "),
    "desk.ask.again": ("再输一遍：", "Once more: "),
    "office.none": ("没有设密码", "none is set"),
    "office.unread": ("密码文件读不出来", "its file cannot be read"),
    "office.differ": ("两次输的不一样", "the two were different"),
    "office.short": ("太短，至少{n}个字", "it is too short: {n} characters at least"),
    "desk.login.title": ("工作台", "The desk"),
    "desk.login.name": ("您的姓名", "Your name"),
    "desk.login.password": ("密码", "Password"),
    "desk.login.enter": ("进入", "Enter"),
    "desk.login.wrong": ("密码不对。", "That is not the password."),
    "desk.login.name.missing": (
        "请写姓名：谁改了什么，要记下来。",
        "Say your name: who changes what is written down.",
    ),
    "desk.login.wait": ("试的次数多了，请过{seconds}秒再试。", "Too many tries: wait {seconds} s."),
    "metavar.year": ("年份", "YEAR"),
    "desk.ready": (
        "工作台已经打开：{address}\n地址只能用一次，别发给别人。网页全关掉以后，工作台自己退出；要马上退出，按 Ctrl+C。",
        "The desk is open: {address}\nThe address works once. The desk ends when its pages are closed; Ctrl+C ends it at once.",
    ),
    "desk.again": (
        "工作台早就开着，又打开了一页：{address}",
        "The desk is running already; one more page of it: {address}",
    ),
    "desk.ended": ("工作台退出了。改动都已经存好。", "The desk has ended. All changes are saved."),
    "desk.host": ("地址不是工作台自己的", "the address is not the desk's own"),
    "desk.origin": ("是别的网页发来的", "it comes from another page"),
    "desk.method": ("不是工作台用的请求", "the desk does not use such requests"),
    "desk.size": ("一次最多 20 MB", "20 MB at most at a time"),
    "desk.kind": ("内容的种类不对", "its content is of the wrong kind"),
    "version.gone": ("没有这一版了", "it is not kept any more"),
    "version.damaged": (
        "存的内容坏了，或者它的模板不在了",
        "what is kept of it is damaged, or its template is gone",
    ),
    "version.pictures": (
        "里面有图片，那时的图片没有跟着留下来",
        "it has pictures, and those of then were not kept with it",
    ),
    "version.lacking": ("缺了里面用到的 {name}", "it lacks {name}"),
    "version.name": ("第{n}版", "第{n}版"),
    "version.backup": ("备份{n}取出", "备份{n}取出"),
    "version.written": ("drafter 生成的第{n}版", "version {n} by drafter"),
    "version.kept": ("人改过的，更新前留的备份{n}", "edited by hand, backup {n}"),
    "version.time": (
        "{year}年{month}月{day}日 {hour:02}:{minute:02}",
        "{year}-{month:02}-{day:02} {hour:02}:{minute:02}",
    ),
    "version.restored": (
        "已经取出来，放在报告旁边：{path}。报告本身没有动。",
        "It was taken out and stands beside the report: {path}. The report itself is as it was.",
    ),
    "desk.settled": (
        "这一处定了，报告里还有{n}处等着定。",
        "Settled; {n} more in the report wait for a decision.",
    ),
    "desk.settled.all": ("这一处定了，没有等着定的了。", "Settled; nothing waits any more."),
    "desk.moved": (
        "「{name}」已经搬进数据文件，共{n}条。原来的表格没有动。",
        "“{name}” is in the data file now, {n} records. The table itself is as it was.",
    ),
    "desk.pdf": (
        "PDF 做好了，点下面的链接取走。它照着报告现在的样子，没有放进工作目录。",
        "The PDF is ready to be fetched below. It is the report as it is now, and stands in no folder.",
    ),
    "desk.from": ("沿用自{year}年", "carried over from {year}"),
    "desk.do.workbook": ("Excel 工作簿", "Excel workbook"),
    "desk.do.workbook.title": (
        "把这一年写成一本 Excel，一个台账一张表，可以发给别人填",
        "The year as one Excel file, a sheet a ledger, for others to fill in",
    ),
    "desk.workbook.anew": ("另写一本", "Write a new one"),
    "desk.label.bookin": ("收工作簿 {name}", "taking in {name}"),
    "desk.do.bookin": ("收 Excel 工作簿", "Take a workbook in"),
    "desk.do.bookin.title": (
        "把别人填好、发回来的 Excel 工作簿收进数据",
        "Bring workbooks that others have filled in into the data",
    ),
    "desk.bookin.says": (
        "把填好的 Excel 工作簿放进来，几个科室的可以一起放，一本一本收。只收填过、改过的地方；这里也改过的，一处一处请您定。收错了可以撤销。",
        "Put in the workbooks that were filled in, of one or several departments. Only what was filled in or changed is taken; where it was changed here too, you decide. It can be undone.",
    ),
    "desk.bookin.choose": ("选择 Excel 文件", "Choose Excel files"),
    "desk.bookin.not.book": (
        "{name}不是 Excel 文件（.xlsx）。",
        "{name} is no Excel file (.xlsx).",
    ),
    "desk.bookin.working": ("正在收……", "Taking them in …"),
    "desk.bookin.conflict": (
        "{where}：这里是“{there}”，工作簿里是“{filled}”，写出去以后两边都改过",
        "{where}: “{there}” here, “{filled}” in the workbook; both were changed since it was written",
    ),
    "desk.bookin.mine": ("用这里的", "Keep this one"),
    "desk.bookin.theirs": ("用工作簿里的", "Take the workbook's"),
    "desk.bookin.took": ("{where}：用了“{value}”", "{where}: “{value}”"),
    "desk.bookin.more": ("再收一本", "Take in another"),
    "desk.workbook.working": ("正在写 Excel 工作簿……", "Writing the workbook …"),
    "desk.label.mark": ("核对沿用的内容", "a carried value confirmed"),
    "desk.label.import": ("搬进数据文件", "a ledger brought in"),
}
