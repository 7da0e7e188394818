"""What the desk says to who keeps a template: its fields, ledgers and figures in tables."""

TEXTS: dict[str, tuple[str, str]] = {
    "desk.do.keeper": ("模板", "Template"),
    "desk.do.keeper.title": (
        "模板要填哪些项目、台账有哪些栏、数字怎么算：给管模板的人用",
        "What the template asks for and how its figures are made: for who keeps it",
    ),
    "desk.keeper.says": (
        "改完一格就检查整个模板：没有问题才存，有问题就退回来，说明原因。改名连 Word 模板和各年的数据一起改。",
        "After each cell the whole template is checked; what is not sound is taken back. "
        "A new name goes into the Word file and all years' data too.",
    ),
    "desk.keeper.template": ("哪个模板", "Which template"),
    "desk.keeper.working": ("正在检查模板……", "Checking the template …"),
    "desk.keeper.saved": ("存好了，模板没有问题", "Saved; the template is sound"),
    "desk.keeper.undo": ("撤销上一步", "Undo the last step"),
    "desk.keeper.add": ("加一条", "Add"),
    "desk.keeper.remove": ("删除", "Delete"),
    "desk.keeper.sure": ("再点一次就删除", "Click again to delete"),
    "desk.do.adopt": ("去年的报告做模板", "A template of last year's report"),
    "desk.do.adopt.title": (
        "打开去年的 Word 报告，找出其中的数字，做成模板和数据",
        "Opens last year's Word report, finds its figures, makes a template and its data",
    ),
    "desk.adopt.says": (
        "选去年的 Word 报告。先只看找到了哪些数字，名字、留不留、是不是每年填写都可以改，满意了再做成模板。",
        "Choose last year's Word report. First its figures are shown, to be named, kept, fixed or "
        "dropped; the template is made when you say so.",
    ),
    "desk.adopt.year": (
        "哪一年（报告里没有写才填）",
        "Which year (where the report does not say it)",
    ),
    "desk.adopt.choose": ("选 Word 文件", "Choose a Word file"),
    "desk.adopt.working": ("正在找报告里的数字……", "Looking for the report's figures …"),
    "desk.adopt.writing": (
        "正在做模板，并和原来的报告逐段对照……",
        "Making the template, and comparing its report with yours …",
    ),
    "desk.adopt.found": ("{year}年，找到数字 {n} 处", "{year}: {n} figures were found"),
    "desk.adopt.name": ("模板的名字", "The template's name"),
    "desk.adopt.sentence": ("原句", "Sentence"),
    "desk.adopt.kind": ("类别", "Kind"),
    "desk.adopt.called": ("名字", "Name"),
    "desk.adopt.choice": ("处理", "What to do"),
    "desk.adopt.origin": ("怎么来的", "Where from"),
    "desk.adopt.typed": ("改为每年填写", "fill it in each year"),
    "desk.adopt.go": ("做成模板", "Make the template"),
    "desk.adopt.open": ("打开{year}年的数据", "Open the data of {year}"),
    "desk.keeper.cell": ("{name} {column}", "{name} {column}"),
}
