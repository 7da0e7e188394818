"""The shipped template with the sample year: what the office of the example gets."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import drafter
import readers
import years
from drafter import source
from drafter.source import Document
from drafter.word.layout import gongwen
from drafter.word.package import archive, opening
from drafter.workspace import shipped_folder
from work import many

LEDGERS = (
    "会议", "报告", "协商", "商量工作站", "商量", "提案", "信息", "呈阅件", "通报会", "港澳联谊",
    "党派联系", "基层联系", "党建活动", "自身建设", "列席", "集中督办", "系列调研", "存在问题",
    "下步打算",
)  # fmt: skip

FACTS = (
    r"向区委报送专题报告、建议案、调研报告、信息专报共20余份",
    r"带有学习任务的会议和活动40余次，包括党组会议、理论学习中心组、常委会会议、机关集中学习，",
    r"举办井冈山精神专题培训班1期",
    r"列席区政协党组民主生活会、中心组学习8次",
    r"“工业强区”战略、安置房建设两项协商主题",
    r"座谈、调研、视察、考察20余次",
    r"“商量”工作站50余个，覆盖区、镇街、村居三级",
    r"守望家风、关爱青少年健康成长、农村“三变”改革、村级治理等课题组织“商量”活动50余次",
    r"督办政协提案32件",
    r"提案集中督办活动3次，现场调度提案25件次",
    r"聚焦巩固脱贫成果、安置房建设、社区治理课题开展系列调研",
    r"《“商量”工作规则》《“商量”工作站管理办法》",
    r"报送信息200余篇",
    r"安置房建设、西甜瓜产业发展等呈阅件5期，均得到",
    r"《关于加强书籍循环利用的建议》等2篇上报全国政协",
)

TRACES = re.compile(r"[，、；：。][，、；：。]|（）|《》|“”|其中[，。；]|待补|(?<!\d)0[次件份篇个]")
"""What a lost value would leave behind."""


def generate(office: Path) -> Path:
    result = drafter.generate("2021.yaml", final=True)
    assert result.path is not None
    return result.path


def edit(office: Path, change: tuple[str, str]) -> None:
    """Replace a piece of the data file, which must stand there once."""
    path = office / "data" / "2021.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(change[0]) == 1
    path.write_text(text.replace(*change), encoding="utf-8")


def drop_ledger(office: Path, name: str) -> None:
    """Delete a whole ledger from the data file, as a clerk would."""
    path = office / "data" / "2021.yaml"
    text = path.read_text(encoding="utf-8")
    pattern = rf"(?m)^{name}:\n(?:[ #].*\n|\n(?=[ ]))*"
    assert len(re.findall(pattern, text)) == 1
    path.write_text(re.sub(pattern, "", text), encoding="utf-8")


def document(office: Path) -> Document:
    read, found = source.read_data_file(office / "data" / "2021.yaml")
    assert read is not None, found
    return read


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the report of the sample year says."""
    root = years.office(tmp_path_factory.mktemp("shipped"))
    path = drafter.generate("2021.yaml", final=True, here=root).path
    assert path is not None
    return readers.text(path)


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_of_the_year_stands_in_the_report(page: str, fact: str) -> None:
    assert re.search(fact, page)


def test_the_sample_year_has_no_problem_and_no_gap(office: Path) -> None:
    result = drafter.generate("2021.yaml", final=True)

    assert result.problems == ()
    assert "待补" not in readers.text(generate(office))
    assert not re.search(r"\{\{|\}\}|\{%|%\}", readers.text(generate(office)))


def test_the_body_has_over_4000_han_characters_in_seven_numbered_sections(office: Path) -> None:
    path = generate(office)
    words = "".join(text for _, text in readers.body(path))

    assert len(re.findall(r"[\u4e00-\u9fff]", words)) >= 4000
    assert len(readers.headings(path)) == 7


def test_no_digit_of_the_report_is_without_its_records(office: Path) -> None:
    result = drafter.generate("2021.yaml")
    figures = [printed for printed in result.trace if re.search(r"\d", printed.text)]

    assert len(figures) > 50
    assert [p.text for p in figures if not p.origins and not p.text.isdigit()] == []


def test_the_attachments_list_every_proposal_and_every_meeting(office: Path) -> None:
    proposals, meetings = readers.tables(generate(office))
    root = document(office).root.value
    assert isinstance(root, dict)

    assert [row[0] for row in proposals[1:]] == [str(n) for n in range(1, 33)]
    assert isinstance(root["会议"].value, list)
    assert len(meetings) - 1 == len(root["会议"].value)


def test_one_more_proposal_makes_33_everywhere_it_stands(office: Path) -> None:
    before = readers.text(generate(office))
    row = re.search(r"(?m)^  - \{编号: .*\}$", (office / "data/2021.yaml").read_text("utf-8"))
    assert row is not None
    more = re.sub(r"编号: [^,]*", "编号: 第99号", row[0])
    edit(office, (row[0], f"{row[0]}\n{more}"))

    path = generate(office)
    after = readers.text(path)

    assert "32件" in before and "32件" not in after
    assert before.count("32件") == after.count("33件")
    assert len(readers.tables(path)[0]) - 1 == 33


def test_why_names_33_records_each_with_its_line(office: Path) -> None:
    row = re.search(r"(?m)^  - \{编号: .*\}$", (office / "data/2021.yaml").read_text("utf-8"))
    assert row is not None
    edit(office, (row[0], row[0] + "\n" + re.sub(r"编号: [^,]*", "编号: 第99号", row[0])))

    answer = drafter.why("33", "2021.yaml")[0]
    lines = (office / "data/2021.yaml").read_text("utf-8").split("\n")

    assert len(answer.origins) == 33
    assert len({origin.line for origin in answer.origins}) == 33
    assert all("编号: " in lines[origin.line - 1] for origin in answer.origins)


@pytest.mark.parametrize("ledger", LEDGERS)
def test_a_deleted_ledger_leaves_no_trace_in_the_report(office: Path, ledger: str) -> None:
    drop_ledger(office, ledger)

    result = drafter.generate("2021.yaml", final=True)
    assert result.path is not None
    texts = [text for _, text in readers.body(result.path)]

    assert {each.code for each in result.problems} <= {"D249"}  # there were some the year before
    assert not TRACES.search(readers.text(result.path))
    assert not any(one == other == "" for one, other in itertools.pairwise(texts))


def test_with_every_ledger_deleted_the_report_still_reads_as_one(office: Path) -> None:
    for ledger in LEDGERS:
        drop_ledger(office, ledger)

    path = generate(office)

    assert readers.headings(path) == []
    assert readers.tables(path) == []
    assert "现将" not in readers.text(path)
    assert readers.paragraphs(path)[-1] == "2021年12月31日"


@settings(max_examples=many(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dropped=st.sets(st.sampled_from(LEDGERS), min_size=2))
def test_any_ledgers_may_be_lacking_together(office: Path, dropped: set[str]) -> None:
    whole = (shipped_folder() / "data/2021.yaml").read_text(encoding="utf-8")
    (office / "data/2021.yaml").write_text(whole, encoding="utf-8")
    for ledger in sorted(dropped):
        drop_ledger(office, ledger)

    result = drafter.generate("2021.yaml", final=True, output="试.docx", overwrite=True)

    assert result.path is not None
    assert {each.code for each in result.problems} <= {"D249"}  # there were some the year before
    styled = readers.body(result.path)
    assert not TRACES.search(readers.text(result.path))
    assert not any(one[1] == other[1] == "" for one, other in itertools.pairwise(styled))
    headings = [at for at, (style, _) in enumerate(styled) if style == "Heading1"]
    assert all(styled[at + 1][0] != "Heading1" and styled[at + 1][1] for at in headings)


def test_two_runs_on_the_same_input_write_the_same_bytes(office: Path) -> None:
    one = generate(office).read_bytes()
    shutil.rmtree(office / "output")
    shutil.rmtree(office / ".drafter")

    assert generate(office).read_bytes() == one


def test_headings_number_themselves(office: Path) -> None:
    path = generate(office)
    members = readers.package(path).members
    styles = members["word/styles.xml"].decode()
    heading = re.search(r'<w:style [^>]*w:styleId="Heading1".*?</w:style>', styles, re.DOTALL)

    assert heading is not None and "<w:numPr>" in heading[0]
    assert not any(re.match(r"[一二三四五六七]、", words) for words in readers.headings(path))


def test_the_shipped_template_is_the_blank_one_plus_text() -> None:
    blank, _ = opening.open_package(gongwen.make_blank(), "blank")
    own, _ = opening.open_package(
        (shipped_folder() / "templates/统战工作总结/template.docx").read_bytes(), "own"
    )
    assert blank is not None and own is not None

    assert {name: data for name, data in own.members.items() if name != archive.DOCUMENT} == {
        name: data for name, data in blank.members.items() if name != archive.DOCUMENT
    }
