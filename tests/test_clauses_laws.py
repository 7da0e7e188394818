"""Laws of clauses: whatever figures are not there, the page reads as if nothing were left out."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from drafter import engine, ledger, source
from drafter.checks.matching.page_text import draft_text
from small import compiled, workspace
from test_engine_ways import compare

SCHEMA_YAML = """
type: object
properties:
  模板: {type: string}
  走访: {type: integer}
  捐款: {type: number}
  课题: {type: array, items: {type: string}}
  去年走访: {type: integer}
  提案:
    type: array
    items:
      type: object
      properties: {案由: {type: string}, 结果: {type: string}, 领衔: {type: string}}
  报告:
    type: array
    items: {type: object, properties: {题目: {type: string}, 批示: {type: string}}}
x-figures:
  已解决: '提案|筛选(结果="已解决")'
  未解决: '提案|筛选(结果="未解决")'
  批示报告: '报告|筛选("批示")'
  提案结果: '提案|分组("结果")'
"""
FIELDS = {
    "走访": "走访: 30",
    "捐款": "捐款: 2.5",
    "课题": "课题: [水, 路, 灯]",
    "提案": "提案:\n{already}{open}",
    "已解决": "  - {案由: 甲, 结果: 已解决, 领衔: 张}\n  - {案由: 乙, 结果: 已解决}\n",
    "未解决": "  - {案由: 丙, 结果: 未解决}\n",
    "报告": "报告:\n  - {题目: 一}\n{read}",
    "批示报告": "  - {题目: 二, 批示: 阅}\n",
}
NAMES = ("走访", "捐款", "课题", "已解决", "未解决", "报告", "批示报告")
TEMPLATE = """
## 议政
[[就{{课题|列举(2)}}开展调研{{课题|数量}}项[[，形成报告{{报告|数量}}篇]]。]]
### 督办
[[办理提案{{提案|数量}}件[[，其中{{提案结果}}]][[，解决率{{已解决|占比(提案)}}]]。]][[未解决？还有{{未解决|数量}}件正在办理。]]
{%p for t in 提案 %}
[[{{t.案由}}由{{t.领衔}}领衔[[（{{t.结果}}）]]。]]
{%p endfor %}
### 报告
{%p if 批示报告 %}
报告得到重视。
{%p endif %}
[[报送报告[[{{报告|数量}}篇]]（含{{批示报告|数量}}篇批示件）‖报送报告{{报告|数量}}篇，均未得到批示]]
## 走访
[[走访{{走访}}户[[，捐款{{捐款}}万元]]。]][[走访 and 捐款？都有。‖捐款？只捐款{{捐款}}万元。]]
### 名单
| 题目 | 批示 |
|tr {%tr for r in 报告 %}|
| {{r.题目}} | [[{{r.批示}}]] |
|tr {%tr endfor %}|
"""
BAD = re.compile(
    r"[，、；：]{2}|[，、；：]。|。。|^[，。；、]|[，、]$|（）|其中[。，]|\[\[|\]\]|待补"
)
HEADINGS = {"议政": 1, "督办": 2, "报告": 2, "走访": 1, "名单": 2}


def _write_data(there: set[str]) -> str:
    lines = ["模板: x", *(FIELDS[name] for name in ("走访", "捐款", "课题") if name in there)]
    records = "".join(FIELDS[name] for name in ("已解决", "未解决") if name in there)
    lines += [f"提案:\n{records.rstrip()}"] if records else []
    if "报告" in there:
        lines.append("报告:\n  - {题目: 一}")
    if "批示报告" in there:
        lines += [] if "报告" in there else ["报告:"]
        lines.append(FIELDS["批示报告"].rstrip())
    return "\n".join([*lines, ""])


@pytest.mark.parametrize("absent", [False, True], ids=["不写", "写0"])
def test_no_choice_of_absent_figures_leaves_a_fault(tmp_path: Path, absent: bool) -> None:
    home = workspace(tmp_path, TEMPLATE, data=_write_data(set(NAMES)), schema=SCHEMA_YAML)
    template, _ = compiled(home)
    assert template.plain
    path = home / "data" / "2021.yaml"
    for size in range(len(NAMES) + 1):
        for there in map(set, itertools.combinations(NAMES, size)):
            zeros = [f"{name}: 0" for name in ("走访", "捐款") if absent and name not in there]
            path.write_text("\n".join([_write_data(there), *zeros, ""]), encoding="utf-8")
            document, _ = source.read_data_file(path, "data/2021.yaml")
            assert document is not None
            loaded, found = ledger.load_ledger(document, template.template.schema, path.parent)
            assert loaded is not None, found
            draft, found = engine.render_report(template, loaded)
            assert draft is not None, found
            page = draft_text(draft)
            lines = [line.text for line in page.lines if "document" in line.member]
            assert not [line for line in lines if BAD.search(line)], there
            _check_headings(lines, there)
    compare(template, loaded)


def _check_headings(lines: list[str], there: set[str]) -> None:
    """No heading stands over nothing, and no paragraph is empty but for cells."""
    for line, after in zip(lines, [*lines[1:], "走访"], strict=True):
        if line in HEADINGS:
            assert HEADINGS.get(after, 9) > HEADINGS[line] or after not in HEADINGS, (line, there)
    body = lines[: lines.index("名单")] if "名单" in lines else lines
    assert all(line.strip() for line in body), (lines, there)
