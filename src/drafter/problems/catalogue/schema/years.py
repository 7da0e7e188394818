"""Problems of the data of the year before."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D240", Severity.WARNING,
        Words("上一年的数据用的是模板「{name}」，不是「{wanted}」，没有拿来比较",
              "两年用同一个模板才能比；要比，把这份数据改成「模板: {wanted}」另存",
              "拿来比较的上一年数据，要和今年用同一个模板。",
              "模板不同，项目的名称和含义就可能不同，比出来的数字不可靠。"),
        Words("last year's data use the template “{name}”, not “{wanted}”: nothing is compared",
              "two years are compared when they share a template: save these data with 模板: {wanted}",
              "Last year's data must have the same template as this year's.",
              "With another template the same name may mean another thing."),
        "2020.yaml 里写“模板: 旧总结”，2021.yaml 里写“模板: 统战工作总结”",
        "两个文件都写“模板: 统战工作总结”",
    ),
    Rule(
        "D241", Severity.ERROR,
        Words("这份文件要当{year}年的数据，里面的“年度”却是{held}",
              "把“年度”改成{year}，或者把文件改名；没有上一年的数据，就把这个文件移走",
              "按文件名找到的上一年数据，里面的“年度”要正好是上一年。",
              "复制了文件忘记改年度，增长就会拿今年和今年比。"),
        Words("this file should hold the data of {year}, but its 年度 is {held}",
              "set 年度 to {year} or rename the file; without data of last year, move it away",
              "The file found as last year's data must say that it is of last year.",
              "A copy whose year was not changed would compare this year with itself."),
        "2020.yaml 里写“年度: 2021”", "2020.yaml 里写“年度: 2020”",
    ),
)  # fmt: skip
