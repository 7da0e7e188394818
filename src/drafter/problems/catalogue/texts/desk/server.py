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
}
