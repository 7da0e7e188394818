"""Which rows of a sheet are records, and what the others are: totals, headings, notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from drafter.ledger.columns import Header, names_columns, read_name
from drafter.ledger.doubtful import DoubtfulRows
from drafter.schema import Field
from drafter.source import Cell, Cells, Grid

_COUNT = r"[-+]?\d[\d,.]*(?:%|[万亿]?[\u4e00-\u9fff]{0,2})"
_HAN_COUNT = "[一二两三四五六七八九十百]+[次件人个场期篇条项份名户]"
_COUNTS = rf"(?:{_COUNT}(?:[,、;。]?[\u4e00-\u9fff]{{0,4}}{_COUNT})*。?)"
"""3次，68人次: what a total may say behind its word."""
_SCOPE = (
    r"(?:本页|本月|本季度?|本年度?|本期|本表|当月|当年|全年|全区|全市|全部|全体|年度|各项|以上|"
    r"上半年|下半年|(?:第?[一二三四1-4]|[1-4]-[1-4])季度|(?:1?\d|十?[一二三四五六七八九]|十)月份?|"
    r"(?:19|20)\d\d年度?(?:1?\d月份?)?|至?(?:本月|本页|今)(?:止|末|累计)?|其中)*"
)
_SUM = r"(?:合计|总计|小计|共计|累计|总和|合共|总数|总合计|合计数|小计数|累计数)"
_TOTAL = re.compile(rf"{_SCOPE}{_SUM}(?:\([^)]*\))?:?{_COUNTS}?")
"""A row that says 合计 in its first filled cell, whatever else it holds."""
_GRAND = re.compile(r"(?:全年|全部|年度)*(?:合计|总计|共计|总和)(?:\([^)]*\))?:?.{0,12}")
"""A total of the whole ledger: what stands below it is its foot."""
_SUBTOTAL = re.compile(rf"[\u4e00-\u9fff\d()、]{{1,8}}{_SUM}:?{_COUNTS}?")
_FIGURED = re.compile(
    rf"(?:全年)?(?:总|合)?共(?:计|有)?:?(?:(?=\d){_COUNTS}|{_HAN_COUNT})"
    r"|(?:每?[月季年人次场]|总)?平均(?:值|数|每[次月人场年])?|均值|人均|最大值|最小值|最高|最低|中位数"
    r"|其中:?[\u4e00-\u9fff]{2,10}|占比|比例|比重|百分比|同比(?:增长|增减)?|环比(?:增长|增减)?|比?(?:上年|去年)(?:增减|同期|增长)?"
)
"""A row of figures only: counts where all that follows it is numbers."""
_NUMBERLIKE = re.compile(rf"{_COUNT}|[-—–―/\\]+|¥[\d,.]+")

_DASH = re.compile(r"[-—–―/\\]+")

_SIGNER = (
    r"(?:制表|填表|填报|审核|复核|审批|核对|统计|报送|经办|记录|联系|负责|分管|主管|单位负责|主要)"
    r"(?:人|单位|部门|领导|日期|时间|电话|人签字|人签名|负责人)?"
)
_FOOT = re.compile(
    rf"(?:注\d{{0,2}}|备注|说明|附注|附件?|{_SIGNER}|单位|填表日期|日期|联系电话"
    r"|(?:单位)?\(?(?:盖章|公章|签字|签名)\)?|数据来源|资料来源|来源|截至|统计口径)(?:\([^)]*\))?:.*",
    re.DOTALL,
)
_SIGNED = re.compile("(?:制表|填表|填报|审核|复核)人(?:签字|签名)?|备注|注|附注")
"""What says of the cell beside it that it belongs to the foot."""
_REMARK = re.compile(
    r"(?:以上|截至|截止|数据(?:来源|截至)|统计(?:口径|时间|截止)|本(?:表|台账)).{4,}|注\d?[.、].*"
    r"|(?:本[年月季]度?)?暂?无(?:记录|内容)?|第\d+页.*|共\d+页.*|[-—–]*\d+[-—–]+",
    re.DOTALL,
)
"""A note without a colon: a foot where nothing else stands in its row."""

_NUMBERED = re.compile(
    r"\(?[一二三四五六七八九十]{1,3}\)?[、.:)]|第[一二三四五六七八九十]+[类部章组批]"
    r"|\([一二三四五六七八九十]+\)"
)
_PERIOD = re.compile(
    r"第?[一二三四1-4]季度|(?:1?\d|十?[一二三四五六七八九]|十)月份?|[上下]半年|(?:19|20)\d\d年度?"
)
_HAN_NUMBER = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")


def normalize_text(cell: Cell) -> str:
    """The cell's text as it is compared with words: half-width, without blanks."""
    return _normalize(cell.text)


@lru_cache(2048)  # each row's few cells are asked about by one pattern after the other
def _normalize(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass(frozen=True)
class SortedRows:
    """The lines that are records, and by what they are those that are none.

    lone: the records that may be headings or totals as well.
    """

    records: list[int]
    passed: Mapping[str, list[int]]
    lone: frozenset[int]


def sort_rows(grid: Grid, header: Header, ledger: Field) -> SortedRows:
    """Every line of the sheet, from the first to the last that holds something, is one of them."""
    kinds = dict.fromkeys(range(min(grid.rows), header.first), "title")
    kinds |= dict.fromkeys(range(header.first, header.last + 1), "head")
    sorter = _Sorter(grid, header, ledger)
    below = [line for line in grid.rows if line > header.last]
    exact = {line for line in below if any(cell.exact for cell in grid.rows[line].values())}
    kinds |= {line: "record" if line in exact else sorter.name_kind(line) for line in below}
    for above, line in pairwise([header.last, *below]):
        kinds |= dict.fromkeys(range(above + 1, line), "blank")
    kinds |= dict.fromkeys(set(_find_foot(grid, header, kinds)) - exact, "foot")
    doubtful = DoubtfulRows(grid, sorter.fields, kinds)
    kinds |= dict.fromkeys(doubtful.find_sums() - exact, "total")
    kinds |= dict.fromkeys(set(doubtful.find_signature()) - exact, "foot")
    lone = DoubtfulRows(grid, sorter.fields, kinds).find_lone() - exact
    passed: dict[str, list[int]] = {}
    for line in sorted(kinds):
        passed.setdefault(kinds[line], []).append(line)
    return SortedRows(passed.pop("record", []), passed, lone)


def name_rows(grid: Grid, names: Mapping[str, int]) -> Mapping[int, str]:
    """What the lines are that are no records, of a table whose first line names any columns."""
    head = min(grid.rows)
    titles = {at: frozenset({read_name(cell.text)}) for at, cell in grid.rows[head].items()}
    fields = {name: Field(name, "any") for name in names}
    header = Header(head, head, names, {}, (), (), titles)
    passed = sort_rows(grid, header, Field("", "ledger", fields=fields)).passed
    full = [line for line, cells in grid.rows.items() if line > head and _is_full(cells, header)]
    kinds = {line: kind for kind, lines in passed.items() for line in lines}
    # where no row has more than one cell, each may be meant: 一月, 二月 …
    return {line: kind for line, kind in kinds.items() if full or kind in ("total", "again")}


def _find_foot(grid: Grid, header: Header, kinds: Mapping[int, str]) -> list[int]:
    """The rows with hardly anything in them that stand apart below the last full record.

    Apart: behind an empty row or the total of the whole ledger. All others are records, however
    little of them is filled.
    """
    records = [line for line, kind in kinds.items() if kind == "record"]
    last = max((line for line in records if _is_full(grid.rows[line], header)), default=None)
    if last is None:
        return []
    apart = (
        line
        for line in sorted(kinds)
        if line > last
        and (kinds[line] == "blank" or (kinds[line] == "total" and _is_grand(grid.rows[line])))
    )
    start = next(apart, None)
    rest = [line for line in records if start is not None and line > start]
    return [line for line in rest if not any(cell.fault for cell in grid.rows[line].values())]


def _is_full(cells: Cells, header: Header) -> bool:
    """Whether two of the ledger's columns are filled, or the only one it has."""
    known = [cells[column] for column in header.columns.values() if column in cells]
    return len({cell.area or cell.place for cell in known}) >= min(2, len(header.columns))


def _is_grand(cells: Cells) -> bool:
    return any(_GRAND.fullmatch(normalize_text(cell)) for cell in cells.values())


class _Sorter:
    """Says what a row is. Strict: what is not plainly something else is a record."""

    def __init__(self, grid: Grid, header: Header, ledger: Field) -> None:
        self.grid = grid
        self.header = header
        self.fields = {column: ledger.fields[name] for name, column in header.columns.items()}
        self.enumerated = self._find_enumerated_columns()
        self.titles = {
            normalize_text(cell)
            for line, cells in grid.rows.items()
            if line < header.first
            for cell in cells.values()
        }

    def name_kind(self, line: int) -> str:
        cells = self.grid.rows[line]
        own = {column: cell for column, cell in sorted(cells.items()) if cell.is_own}
        known = {column: cell for column, cell in own.items() if column in self.fields}
        if not own:
            return "blank"
        if names_columns(cells, self.header):
            return "again"
        if self._is_total(cells, own):
            return "total"
        if self._is_foot(own):
            return "foot"
        if self._is_heading(own):
            return "group"
        holds = not all(_DASH.fullmatch(normalize_text(cell)) for cell in own.values())
        return "record" if known and holds else "unused"

    def _is_value(self, column: int, cell: Cell) -> bool:
        """Whether the schema allows just this text there."""
        field = self.fields.get(column)
        return field is not None and cell.text in field.choices

    def _is_total(self, cells: Cells, own: Mapping[int, Cell]) -> bool:
        columns = [column for column, cell in own.items() if not _is_numberlike(cell)]
        above = (cell for cell in cells.values() if cell.is_filled and not cell.is_own)
        if any(_TOTAL.fullmatch(normalize_text(cell)) for cell in above):
            return True
        if not columns or any(self._is_value(column, own[column]) for column in columns[:2]):
            return False
        first = normalize_text(own[columns[0]])
        if _TOTAL.fullmatch(first):
            return True
        # but for the word all is figures: the words that a record may hold too
        others = {own[c].area or c for c in columns if c in self.fields or c == columns[0]}
        if len(others) == 1 and len(self.fields) > 1:
            return bool(_SUBTOTAL.fullmatch(first) or _FIGURED.fullmatch(first))
        second = normalize_text(own[columns[1]]) if len(columns) == 2 else ""
        return len(others) == 2 and bool(re.fullmatch(rf"{_SCOPE}{_SUM}", second))

    def _is_foot(self, own: Mapping[int, Cell]) -> bool:
        cells = list(own.values())
        first = normalize_text(cells[0])
        if self._is_value(next(iter(own)), cells[0]):
            return False
        alone = len({cell.area or cell.place for cell in cells}) == 1
        patterns = (_FOOT, _SIGNED, _REMARK) if alone else (_FOOT, _SIGNED)
        return any(pattern.fullmatch(first) for pattern in patterns)

    def _is_heading(self, own: Mapping[int, Cell]) -> bool:
        """A title merged over the columns, or an enumerated one that stands alone in its row."""
        texts = {column: cell for column, cell in own.items() if not _is_numberlike(cell)}
        pieces = {cell.area or cell.place for cell in texts.values()}
        if not texts:
            return False
        column, first = next(iter(texts.items()))
        words = normalize_text(first)
        if len(pieces) == 1:
            over = [c for c in texts if c in self.fields]
            if first.area is not None and first.area.right > first.area.left:
                return len(over) > 1 or len(over) < len(texts) > 1
            if words in self.titles and len(own) == 1:
                return True
            is_title = _NUMBERED.match(words) or _PERIOD.fullmatch(words)
            is_sparse = len(self.fields) > 1 and len(own) <= 2 and not self._is_value(column, first)
            return bool(is_title) and is_sparse and column not in self.enumerated
        is_pair = len(pieces) == 2 and len(own) == 2 and column not in self.fields
        return is_pair and bool(_HAN_NUMBER.fullmatch(words)) and column not in self.enumerated

    def _find_enumerated_columns(self) -> set[int]:
        """The columns in which full records too begin with 一、, or are a month."""
        found: set[int] = set()
        for line, cells in self.grid.rows.items():
            known = {
                cell.area or column
                for column, cell in cells.items()
                if column in self.fields and cell.is_own
            }
            if line > self.header.last and len(known) > 1:
                found.update(c for c, cell in cells.items() if _is_enumerated(cell))
        return found


def _is_enumerated(cell: Cell) -> bool:
    if not cell.is_own or _begins_with_word(cell.text):
        return False
    words = normalize_text(cell)
    patterns = (_NUMBERED.match, _PERIOD.fullmatch, _HAN_NUMBER.fullmatch)
    return any(fits(words) for fits in patterns)


def _begins_with_word(text: str) -> bool:
    """Whether it surely begins no number: most cells of a large ledger, told by one character."""
    return "\u4e00" <= text[:1] <= "\u9fff" and text[0] not in "一二三四五六七八九十第上下"


def _is_numberlike(cell: Cell) -> bool:
    """Whether it is a figure, or ought to be: a formula without its result."""
    if cell.value is None:
        return True
    if _begins_with_word(cell.text):
        return False
    text = normalize_text(cell)
    is_figure = isinstance(cell.value, int) or _NUMBERLIKE.fullmatch(text)
    return bool(is_figure) and not _PERIOD.fullmatch(text)


def describe_lines(lines: list[int]) -> str:
    """The lines as ranges.

    >>> describe_lines([1, 2, 3, 7, 9, 10])
    '1–3、7、9–10'
    """
    return "、".join(f"{a}–{b}" if b > a else str(a) for a, b in _join_runs(lines))


def _join_runs(lines: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for line, after in pairwise([*lines, -1]):
        start = line if start is None else start
        if after != line + 1:
            yield start, line
            start = None
