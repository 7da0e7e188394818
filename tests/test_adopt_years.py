"""Two years' reports beside each other tell what changes."""

from __future__ import annotations

from adopted import make_report
from drafter.adopt.analysis import analyse
from drafter.adopt.model import Adopted, find_faults
from drafter.word.package.archive import Package
from drafter.word.package.opening import open_package

BEFORE = (
    "东湖区政协办公室2020年提案工作总结",
    "围绕垃圾分类、老旧小区改造两项课题开展视察20余次，每月召开例会2次。",
    "编发简报第15期，落实三项制度，每名委员联系5户群众。",
    "认真开展脱贫攻坚民主监督，督办提案32件。",
    "东湖区政协办公室", "2020年12月30日",
)  # fmt: skip
NOW = (
    "东湖区政协办公室2021年提案工作总结",
    "围绕河道治理、夜间停车、社区养老三项课题开展视察30余次，每月召开例会2次。",
    "这一段上年没有，接待来访12人次。",
    "编发简报第18期，落实三项制度，每名委员联系6户群众。",
    "认真开展优化环境民主监督，督办提案35件。",
    "东湖区政协办公室", "2021年12月31日",
)  # fmt: skip


def open_report(paragraphs: tuple[str, ...], seed: int) -> Package:
    package, problems = open_package(make_report(paragraphs, seed), "年.docx")
    assert package, problems
    return package


def read(seed: int = 0) -> Adopted:
    adopted = analyse(open_report(NOW, seed), earlier=open_report(BEFORE, seed + 1))
    assert find_faults(adopted) == []
    return adopted


def test_what_changed_is_a_figure_and_what_is_doubtful_and_did_not_is_none() -> None:
    kept = [figure.text for figure in read().kept if figure.kind not in ("year", "date")]
    assert kept == ["东湖区政协办公室", "三", "30余", "12", "18", "6", "35", "东湖区政协办公室"]


def test_words_that_changed_are_stale() -> None:
    stale = [each.text for each in read().stale]
    assert "优化环境" in stale
    assert "民主监督" not in "".join(stale)
