"""The functions of the Python API over whole workspaces, and laws that hold for any data."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import drafter
import readers
from drafter.word.package import properties
from drafter.workspace import shipped_folder
from work import many

DATA = yaml.load((shipped_folder() / "data/2021.yaml").read_text("utf-8"), yaml.BaseLoader)
HEAD = {key: value for key, value in DATA.items() if not isinstance(value, list)}
"""The year without its ledgers."""
SLOW = settings(
    max_examples=many(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def write(office: Path, data: dict[str, object]) -> None:
    """The data as another program would write them; numbers stay bare, so that they are numbers."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    bare = re.sub(r": '(\d+(?:\.\d+)?)'", r": \1", text)
    (office / "data/2021.yaml").write_text(bare, encoding="utf-8")


def generate(office: Path) -> Path:
    result = drafter.generate("2021.yaml", final=True, overwrite=True, here=office)
    assert result.path is not None
    assert {each.code for each in result.problems} <= {"D249"}  # none now, some the year before
    return result.path


@SLOW
@given(kept=st.sets(st.integers(0, 31), min_size=1))
def test_the_count_in_the_text_is_the_number_of_rows_in_the_table(
    office: Path, kept: set[int]
) -> None:
    proposals = [record for n, record in enumerate(DATA["提案"]) if n in kept]
    write(office, {**HEAD, "提案": proposals})

    path = generate(office)

    assert len(readers.tables(path)[0]) - 1 == len(kept)
    assert f"督办政协提案{len(kept)}件" in readers.text(path)


@SLOW
@given(amounts=st.lists(st.integers(1, 60), min_size=2, max_size=12))
def test_a_record_that_stands_for_several_counts_as_several(
    office: Path, amounts: list[int]
) -> None:
    records = [{"日期": "2021-01-08", "来源": "委员", "数量": str(n)} for n in amounts]
    write(office, {**HEAD, "信息": records})
    total = sum(amounts)
    floor = total - total % 10 if total >= 10 else total
    expected = f"{floor}余篇" if total > 10 and total % 10 and total < 1000 else f"{total}篇"

    assert f"报送信息{expected}" in readers.text(generate(office))


def test_the_result_tells_path_title_status_and_trace(office: Path) -> None:
    result = drafter.generate("2021.yaml")

    assert result.path == office / "output/区政协办公室2021年统战工作总结.docx"
    assert (result.status, result.title) == ("written", "区政协办公室2021年统战工作总结")
    assert any(printed.text == "32" and len(printed.origins) == 32 for printed in result.trace)
    assert drafter.generate("2021.yaml").status == "unchanged"


def test_the_report_carries_a_run_id_and_a_digest_and_no_earlier_text(office: Path) -> None:

    first = drafter.generate("2021.yaml").path
    assert first is not None
    before = properties.read_custom_properties(readers.package(first))
    data = (office / "data/2021.yaml").read_text("utf-8")
    changed = data.replace("学习《中国共产党组织工作条例》", "学习别的条例")
    (office / "data/2021.yaml").write_text(changed, encoding="utf-8")
    second = drafter.generate("2021.yaml").path
    assert second is not None
    members = readers.package(second).members

    assert set(before) == {"drafter.run", "drafter.digest"}
    assert properties.read_custom_properties(readers.package(second)) != before
    assert not any("组织工作条例》".encode() in part for part in members.values())


def test_properties_hold_the_title_and_the_reports_own_date(office: Path) -> None:
    path = drafter.generate("2021.yaml").path
    assert path is not None
    core = readers.package(path).members["docProps/core.xml"].decode()

    assert "区政协办公室2021年统战工作总结" in core
    assert core.count("2021-12-31T00:00:00Z") == 2


def test_the_page_carries_hidden_marks_for_blocks_and_figures(office: Path) -> None:
    path = drafter.generate("2021.yaml").path
    assert path is not None
    document = readers.package(path).members["word/document.xml"].decode()
    names = re.findall(r'w:name="(_drafter_[^"]*)"', document)

    assert len(names) == len(set(names))
    assert {name[:10] for name in names} == {"_drafter_p", "_drafter_t"}
    assert document.count("w:bookmarkStart") == document.count("w:bookmarkEnd")


def test_all_problems_of_data_are_told_at_once(office: Path) -> None:
    data = (office / "data/2021.yaml").read_text("utf-8")
    for old, new in (
        ("年度: 2021", "年度: 今年"), ("类别: 党组会议", "类型: 党组会议"),
        ("日期: 2021-01-14", "日期: 2021-02-30"), ("类别: 常委会会议", "类别: 常委会"),
    ):  # fmt: skip
        data = data.replace(old, new, 1)
    (office / "data/2021.yaml").write_text(data, encoding="utf-8")

    with pytest.raises(drafter.DrafterError) as raised:
        drafter.check("2021.yaml")

    codes = [found.code for found in raised.value.problems if found.code != "D201"]
    assert codes == ["D203", "D202", "D204", "D207"]


def test_a_failed_run_leaves_no_file_behind(office: Path) -> None:
    shutil.copy(office / "data/2021.yaml", office / "data/2022.yaml")
    (office / "data/2022.yaml").write_text("年度: [", encoding="utf-8")

    with pytest.raises(drafter.DrafterError):
        drafter.generate("2022.yaml")

    assert not (office / "output").exists()
    assert not (office / ".drafter").exists()
