"""From a checked data file to values with origins, gaps and attachments."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

import small
from drafter import source
from drafter.figures import Attachment, Day, Figure, Gap, Record, Records, Text
from drafter.ledger import Ledger, load_ledger
from drafter.ledger.loader import MOST_ATTACHMENT
from drafter.problems import Problem, Severity, TextPlace
from drafter.schema import Schema, read_schema

SCHEMA = """\
type: object
required: [单位]
properties:
  单位: {type: string}
  成文日期: {type: string, x-kind: date}
  占地: {type: number}
  采用: {type: boolean}
  照片: {type: string, x-kind: image}
  附件: {type: string, x-kind: document}
  要点: {type: array, items: {type: string}}
  负责人:
    type: object
    required: [姓名]
    properties: {姓名: {type: string}, 电话: {type: string}}
  会议:
    type: array
    items:
      type: object
      required: [日期]
      properties:
        日期: {type: string, x-kind: date}
        主题: {type: string}
        人数: {type: integer}
        议题: {type: array, items: {type: object, properties: {名称: {type: string}}}}
"""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    path = tmp_path_factory.mktemp("schema") / "schema.yaml"
    path.write_text(SCHEMA, encoding="utf-8")
    made, found = read_schema(path, "schema.yaml")
    assert made is not None, found
    return made


def attempt(text: str, schema: Schema, folder: Path) -> tuple[Ledger | None, list[Problem]]:
    document, found = source.parse(text.encode(), "data/2021.yaml")
    assert document is not None and not found
    return load_ledger(document, schema, folder)


def loaded(text: str, schema: Schema) -> Ledger:
    made, found = attempt(text, schema, Path())
    assert made is not None and not [p for p in found if p.severity is not Severity.GAP]
    return made


def test_each_value_is_of_the_kind_that_the_schema_says(schema: Schema) -> None:
    values = loaded(
        "单位: 101\n成文日期: 2021年12月31日\n占地: 3.50\n采用: 否\n要点: [一, 二]\n"
        "会议:\n  - {日期: 2021.3.5, 人数: 12}\n其他: [1, {甲: 乙}]\n",
        schema,
    ).values
    assert (type(values["单位"]), values["单位"]) == (Text, "101")
    assert (type(values["成文日期"]), values["成文日期"]) == (Day, datetime.date(2021, 12, 31))
    assert (type(values["占地"]), str(values["占地"])) == (Figure, "3.50")
    assert values["采用"] is False
    assert values["要点"] == ("一", "二")
    assert isinstance(values["会议"], Records) and isinstance(values["会议"][0], Record)
    assert values["会议"][0]["人数"].value == Decimal(12)
    assert values["其他"][0] == 1 and values["其他"][1]["甲"] == "乙"


def test_every_value_knows_file_line_column_path_and_words(schema: Schema) -> None:
    ledger = loaded(
        "单位: 甲\n会议:\n  - 日期: 2021-03-05\n    主题: 学习党史\n    人数: 12\n"
        "    议题:\n      - 名称: 商量\n",
        schema,
    )
    meeting = ledger.values["会议"][0]
    for value, line, column, path, words in [
        (ledger.values["单位"], 1, 5, ("单位",), "甲"),
        (meeting["日期"], 3, 9, ("会议", 0, "日期"), "2021-03-05"),
        (meeting["人数"], 5, 9, ("会议", 0, "人数"), "12"),
        (meeting["议题"][0]["名称"], 7, 13, ("会议", 0, "议题", 0, "名称"), "商量"),
    ]:
        [origin] = value.origins
        assert (origin.file, ledger.file) == ("data/2021.yaml", "data/2021.yaml")
        assert (origin.line, origin.column, origin.path, origin.words) == (
            line,
            column,
            path,
            words,
        )


def test_a_record_is_known_by_the_longest_of_its_texts(schema: Schema) -> None:
    ledger = loaded(
        "单位: 甲\n会议:\n  - {日期: 2021-3-5, 人数: 3, 主题: 传达学习中央精神}\n", schema
    )
    [origin] = ledger.values["会议"].origins
    assert (origin.line, origin.path, origin.words) == (3, ("会议", 0), "传达学习中央精神")


def test_a_required_value_that_is_lacking_is_a_gap_and_no_error(schema: Schema) -> None:
    made, found = attempt("会议:\n  - 日期:\n    主题: 甲\n  - 主题: 乙\n", schema, Path())
    assert made is not None
    assert [(p.code, p.severity) for p in found] == [("D201", Severity.GAP)] * 3
    unit, dates = made.values["单位"], [each["日期"] for each in made.values["会议"]]
    assert all(isinstance(gap, Gap) and gap.required for gap in (unit, *dates))
    assert [gap.path for gap in dates] == [("会议", 0, "日期"), ("会议", 1, "日期")]
    assert [gap.origins[0].line for gap in dates] == [2, 4]
    assert str(unit) == "【待补：单位】"


@pytest.mark.parametrize("written", ["", "''", '"  "', "　"])
def test_a_text_of_blanks_is_as_lacking_as_none(schema: Schema, written: str) -> None:
    made, found = attempt(f"单位: {written}\n", schema, Path())
    assert made is not None and [p.code for p in found] == ["D201"]
    assert isinstance(made.values["单位"], Gap)


def test_an_optional_value_that_is_lacking_reads_as_an_optional_gap(schema: Schema) -> None:
    values = loaded("单位: 甲\n成文日期:\n会议: [{日期: 2021-3-5}]", schema).values
    assert isinstance(values["成文日期"], Gap) and not values["成文日期"].required
    topic = values["会议"][0]["主题"]
    assert isinstance(topic, Gap) and not topic.required


def test_absent_ledgers_and_lists_are_empty_and_absent_records_hold_gaps(schema: Schema) -> None:
    values = loaded("单位: 甲\n要点:\n", schema).values
    assert values["会议"] == Records() and isinstance(values["会议"], Records)
    assert values["要点"] == ()
    assert values["负责人"]["姓名"].required
    assert not values["负责人"]["电话"].required
    assert values["负责人"]["姓名"].path == ("负责人", "姓名")


def test_an_error_in_the_data_gives_no_ledger(schema: Schema) -> None:
    made, found = attempt("单位: 甲\n占地: 大\n会议: [{}]\n", schema, Path())
    assert made is None
    assert [p.code for p in found] == ["D203", "D201"]


def test_a_picture_below_the_data_folder_is_read(schema: Schema, tmp_path: Path) -> None:
    (tmp_path / "图片").mkdir()
    (tmp_path / "图片" / "合影.jpg").write_bytes(b"\xff\xd8")
    made, found = attempt("单位: 甲\n照片: 图片/合影.jpg\n", schema, tmp_path)
    assert made is not None and not found
    photo = made.values["照片"]
    assert isinstance(photo, Attachment)
    assert (photo.name, photo.content, photo.origins[0].line) == ("图片/合影.jpg", b"\xff\xd8", 2)


@pytest.mark.parametrize(
    "name",
    ["../secret.jpg", "图片/../../secret.jpg", "链接.jpg", "链接夹/secret.jpg", "图片\\合影.jpg"],
)
def test_no_file_outside_the_data_folder_is_read(schema: Schema, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "data"
    (folder / "图片").mkdir(parents=True)
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (folder / "链接.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "链接夹").symlink_to(tmp_path)
    made, [found] = attempt(f"单位: 甲\n照片: {name}\n", schema, folder)
    assert made is None
    assert found.code == "D216" and name in found.message()
    assert isinstance(found.place, TextPlace) and (found.place.line, found.place.column) == (2, 5)


@pytest.mark.parametrize("name", ["图片/../合影.jpg", "C:合影.jpg", "C:/合影.jpg", "合影.jpg:流"])
def test_an_attachment_is_named_as_strictly_as_a_ledger(
    schema: Schema, tmp_path: Path, name: str
) -> None:
    (tmp_path / "图片").mkdir()
    (tmp_path / "合影.jpg").write_bytes(b"")
    made, [found] = attempt(f'单位: 甲\n照片: "{name}"\n', schema, tmp_path)
    assert made is None and found.code == "D216"


def test_an_absolute_path_is_refused_even_into_the_data_folder(
    schema: Schema, tmp_path: Path
) -> None:
    (tmp_path / "合影.jpg").write_bytes(b"")
    made, [found] = attempt(f"单位: 甲\n照片: {tmp_path / '合影.jpg'}\n", schema, tmp_path)
    assert made is None and found.code == "D216"


@pytest.mark.parametrize("name", ["没有.docx", "文件夹", "圈", "长" * 300])
def test_a_file_that_is_not_there_or_no_file_is_told_with_the_folder(
    schema: Schema, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "data"
    (folder / "文件夹").mkdir(parents=True)
    (folder / "圈").symlink_to(folder / "圈")
    made, [found] = attempt(f"单位: 甲\n附件: {name}\n", schema, folder)
    assert made is None and found.code == "D217"
    assert found.message().startswith("「data」文件夹里找不到")


def test_a_file_that_is_too_large_is_not_read(schema: Schema, tmp_path: Path) -> None:
    for name, size in (("够大.jpg", MOST_ATTACHMENT), ("太大.jpg", MOST_ATTACHMENT + 1)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    assert attempt("单位: 甲\n照片: 够大.jpg\n", schema, tmp_path)[0] is not None
    made, [found] = attempt("单位: 甲\n照片: 太大.jpg\n", schema, tmp_path)
    assert made is None and found.code == "D218"
    assert MOST_ATTACHMENT == 20 * 2**20 and "20 MB" in found.message()


def test_all_attachments_that_fail_are_told_at_once(schema: Schema, tmp_path: Path) -> None:
    _, found = attempt("单位: 甲\n照片: ../a.jpg\n附件: b.docx\n", schema, tmp_path)
    assert [p.code for p in found] == ["D216", "D217"]


def test_a_value_has_one_origin_however_often_it_is_asked(schema: Schema) -> None:
    values = loaded("会议:\n  - 日期: 2021年3月5日\n    人数: 12\n    主题: 学习\n", schema).values
    meeting = values["会议"][0]
    written = [meeting[key] for key in ("日期", "人数", "主题")]
    assert [value.origins[0].words for value in written] == ["2021年3月5日", "12", "学习"]
    for value in (meeting, *written):
        assert value.origins[0] is value.origins[0]
    assert meeting["人数"].origins[0].path == ("会议", 0, "人数")
    assert values["会议"].origins[0] is meeting.origin


@pytest.mark.parametrize(
    "total",
    ["合计", "小计", "总 计", "2021年合计：", "合计（次）", "平均数", "合计：45次", "总计 4次"],
)
@pytest.mark.parametrize("sheet", [False, True], ids=["YAML", "CSV"])
def test_a_total_that_counts_as_a_record_is_told_at_its_place(
    total: str, sheet: bool, tmp_path: Path
) -> None:
    data, files = small.DATA.replace("学习二", total), {}
    if sheet:
        rows = f"类别,主题\n党组会议,学习一\n党组会议,{total}\n"
        data = f"{small.DATA[: small.DATA.index('会议:')]}会议: {{台账: 会议.csv}}\n"
        files = {"会议.csv": rows.encode()}
    made = small.generate(tmp_path, "{{ 会议|数量 }}", data=data, files=files)
    (found,) = [each for each in made.problems if each.code == "D221"]
    assert f"「{total}」" in found.message() and found.place is not None


@pytest.mark.parametrize("topic", ["会计工作", "总和规划", "统计", "平均分配的办法", "合计三件事"])
def test_a_topic_that_only_sounds_like_a_total_is_left_alone(topic: str, tmp_path: Path) -> None:
    data = small.DATA.replace("学习二", topic)
    assert small.generate(tmp_path, "{{ 会议|数量 }}", data=data).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("人数: 12", "人数: -1", 1), ("数量: 3", "数量: -3", 1), ("比率: 0.5", "比率: -0.5", 0)],
)
def test_a_count_below_nothing_is_told_unless_the_schema_says_how_small_it_may_be(
    old: str, new: str, told: int, tmp_path: Path
) -> None:
    data = small.DATA.replace(old, new)
    made = small.generate(tmp_path, "{{ 会议|数量 }}", data=data)
    assert [each.code for each in made.problems] == ["D221"] * told
    schema = small.SCHEMA.replace("量: {type: integer}", "量: {type: integer, minimum: -9}")
    schema = schema.replace("人数: {type: integer}", "人数: {type: integer, minimum: -9}")
    assert small.generate(tmp_path, "{{ 会议|数量 }}", data=data, schema=schema).problems == ()
