"""Problems with a table whose rows lend values to a data file."""

from drafter.problems.catalogue.rule import Rule, Severity, Words

RULES: tuple[Rule, ...] = (
    Rule(
        "D165", Severity.ERROR,
        Words("这一格的双引号没有配对", "补上结尾的双引号；格子里面的双引号要写两个：\"\"",
              "一格以英文双引号开头，却没有以双引号结尾。",
              "引号不配对，后面的逗号和换行都会算进这一格。"),
        Words("the quotes of this cell do not match",
              "close the cell with a quote; a quote within it is written twice: \"\"",
              "A cell begins with a double quote and does not end with one.",
              "The commas and lines that follow would all belong to the cell."),
        '单位,备注\n甲单位,"已报送', '单位,备注\n甲单位,"已报送"',
    ),
    Rule(
        "D166", Severity.ERROR,
        Words("表格里没有可用的行", "第一行写字段名，从第二行起一行写一份报告的内容",
              "CSV 文件是空的，或者只有第一行。", "一行生成一份报告，没有行就没有报告。"),
        Words("the table has no row to use",
              "name the fields on the first line; each line below it makes a report",
              "The CSV file is empty, or has only its first line.",
              "Each row makes a report; without rows there is none."),
        "单位,年度", "单位,年度\n甲单位,2021",
    ),
    Rule(
        "D167", Severity.ERROR,
        Words("有两列都叫「{name}」", "删掉一列，或者改名",
              "CSV 文件的第一行里，同一个字段名出现了两次。", "不能替您猜用哪一列的值。"),
        Words("two columns are called “{name}”", "delete one of them, or rename it",
              "The first line of the CSV file has the same name twice.",
              "Which of the two values is meant must not be guessed."),
        "单位,年度,单位\n甲单位,2021,乙单位", "单位,年度\n甲单位,2021",
    ),
    Rule(
        "D168", Severity.ERROR,
        Words("「{value}」上面没有列名", "在第一行补上字段名；是多出来的就删掉；值里有逗号的，整格加英文双引号",
              "一格有内容，但它所在的列在第一行没有名称。", "不知道它是什么，就不能写进报告。"),
        Words("there is no column name above “{value}”",
              "name the column on the first line, or delete the cell; put a cell that holds a comma in quotes",
              "A cell is filled in, but its column has no name on the first line.",
              "What it means is not known, so it cannot go into the report."),
        "单位,年度\n甲单位,2021,张三", "单位,年度,联系人\n甲单位,2021,张三",
    ),
    Rule(
        "D169", Severity.ERROR,
        Words("这一行只有{n}格，应该有{wanted}格", "补上少写的逗号；空着的格也要留逗号",
              "这一行的格数比第一行的字段名少。", "少一个逗号，后面的值就全部错位。"),
        Words("this row has {n} cell(s), it should have {wanted}",
              "add the comma that is missing; an empty cell has its comma too",
              "The row has fewer cells than the first line has names.",
              "With one comma missing, all values behind it stand in the wrong column."),
        "单位,年度,联系人\n甲单位,2021", "单位,年度,联系人\n甲单位,2021,",
    ),
)  # fmt: skip
