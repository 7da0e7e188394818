"""The tree that a data file becomes, and the places of its values."""

import gc
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.source import Document, Node, parse, read_data_file, resolve_below, strip_places
from drafter.source.yaml import events
from drafter.source.yaml.encoding import FORBIDDEN, INVISIBLE
from work import count_calls, many


@pytest.fixture(params=events.LOADERS, ids=lambda loader: loader.__name__)
def parser(request, monkeypatch):
    monkeypatch.setattr(events, "LOADERS", (request.param,))
    return request.param


def _read(text: str) -> Document:
    document, found = parse(text.encode(), "2021.yaml")
    assert found == []
    assert document is not None
    return document


def _at(node: Node, *path: str | int) -> Node:
    for step in path:
        node = node.value[step]
    return node


SAMPLE = """\
# 2021年
年度: 2021
"单位 名":   '办公室'
会议:
  - 名称: 例会   # 注
    人数:
    议题: [甲, 乙]
  - 学习
说明: |
  第一行

  第二行
"""


def test_both_parsers_are_there_to_be_tested():
    assert yaml.__with_libyaml__
    assert [loader.__name__ for loader in events.LOADERS] == ["CSafeLoader", "Pure"]


def test_a_file_becomes_a_tree_of_its_values(parser):
    assert strip_places(_read(SAMPLE).root) == {
        "年度": 2021,
        "单位 名": "办公室",
        "会议": [{"名称": "例会", "人数": None, "议题": ["甲", "乙"]}, "学习"],
        "说明": "第一行\n\n第二行\n",
    }


@pytest.mark.parametrize(
    ("path", "line", "column", "width", "key"),
    [
        (("年度",), 2, 5, 4, (2, 1)),
        (("单位 名",), 3, 11, 5, (3, 1)),
        (("会议",), 5, 3, 14, (4, 1)),
        (("会议", 0), 5, 5, 12, None),
        (("会议", 0, "名称"), 5, 9, 2, (5, 5)),
        (("会议", 0, "人数"), 6, 8, 0, (6, 5)),
        (("会议", 0, "议题"), 7, 9, 6, (7, 5)),
        (("会议", 0, "议题", 1), 7, 13, 1, None),
        (("会议", 1), 8, 5, 2, None),
        (("说明",), 9, 5, 1, (9, 1)),
    ],
)
def test_every_value_knows_its_place(parser, path, line, column, width, key):
    node = _at(_read(SAMPLE).root, *path)
    assert (node.line, node.column, node.width, node.key) == (line, column, width, key)


def test_a_question_mark_in_brackets_is_part_of_its_text(parser):
    read = _read("a: {主题: 怎么办?, 谁?: [甲?, 乙? 丙]}\n")
    assert strip_places(read.root) == {"a": {"主题": "怎么办?", "谁?": ["甲?", "乙? 丙"]}}
    assert events.compose_mapping(read.text.source).value


def test_a_document_names_the_place_of_a_value_with_its_line(parser):
    document = _read(SAMPLE)
    place = document.place(_at(document.root, "会议", 0, "名称"))
    assert (place.file, place.line, place.column, place.width) == ("2021.yaml", 5, 9, 2)
    assert place.source == "  - 名称: 例会   # 注"


def test_the_place_of_a_value_left_empty_is_that_of_its_key(parser):
    document = _read(SAMPLE)
    place = document.place(_at(document.root, "会议", 0, "人数"))
    assert (place.line, place.column, place.width) == (6, 5, 2)


def test_a_key_has_a_place_of_its_own_with_its_quotes(parser):
    document = _read(SAMPLE)
    place = document.key_place(document.root, "单位 名")
    assert (place.line, place.column, place.width) == (3, 1, 6)
    with pytest.raises(KeyError):
        document.key_place(document.root, "没有")
    with pytest.raises(KeyError):
        document.key_place(document.root.value["年度"], "年度")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("32", 32), ("-12", -12), ("0", 0), ("true", True), ("false", False),
        ("null", None), ("~", None), ("", None),
        *((text, text) for text in (
            "no", "yes", "on", "off", "是", "否", "True", "12:30", "9:30", "010", "0571", "-0",
            "99.10", "1.20", "1_000", "1,000", "1e3", "0x1F", "99.1%", "+5", "--", "2021-03-05",
            "2021-3-5", "2021-02-30", "2021.3.5", "2021年3月5日", "9" * 19, "9" * 5000, "１２",
        )),
        ("甲\t乙", "甲\t乙"), ("\t甲", "甲"), ("甲\t", "甲"), ("甲\t# 注", "甲"),
        ('"32"', "32"), ("'true'", "true"), ('""', ""), ("=", "="),
    ],
)  # fmt: skip
def test_only_null_booleans_and_plain_integers_are_more_than_text(parser, written, value):
    got = strip_places(_read(f"值: {written}\n").root)["值"]
    assert got == value
    assert type(got) is type(value)


def test_keys_are_kept_as_written_and_always_text(parser):
    document = _read("2021: 甲\ntrue: 乙\n~: 丙\ne\u0301: 丁\n")
    assert list(strip_places(document.root)) == ["2021", "true", "~", "e\u0301"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_give_the_same_places(parser, end):
    document = _read(SAMPLE.replace("\n", end))
    assert document.lines[4] == "  - 名称: 例会   # 注"
    assert _at(document.root, "会议", 0, "人数").line == 6
    assert strip_places(document.root) == strip_places(_read(SAMPLE).root)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(parser, encoding):
    document, found = parse(SAMPLE.encode(encoding), "2021.yaml")
    assert found == []
    assert strip_places(document.root) == strip_places(_read(SAMPLE).root)
    assert _at(document.root, "年度").key == (2, 1)


def test_a_big_endian_mark_is_known_and_a_broken_file_behind_a_mark_refused(parser):
    document, found = parse(b"\xfe\xff" + "名称: 例会".encode("utf-16-be"), "x")
    assert (strip_places(document.root), found) == ({"名称": "例会"}, [])
    assert [each.code for each in parse(b"\xef\xbb\xbf\xff\xff", "x")[1]] == ["D109"]


def test_a_gbk_file_is_read_with_a_warning(parser):
    document, found = parse("名称: 例会\n".encode("gbk"), "2021.yaml")
    assert strip_places(document.root) == {"名称": "例会"}
    assert [each.code for each in found] == ["D111"]


def test_places_count_characters_also_behind_rare_ones(parser):
    document = _read("𠮷👍: [𠮷, 乙]\n")
    node = _at(document.root, "𠮷👍", 1)
    assert (node.line, node.column) == (1, 9)


def test_an_alias_is_the_anchored_value_at_a_place_of_its_own(parser):
    document = _read("甲: &a {名称: 例会}\n乙: *a\n丙: [*a]\n丁: &b 3\n戊: *b\n")
    assert strip_places(document.root)["丙"] == [{"名称": "例会"}]
    assert strip_places(document.root)["戊"] == 3
    node = _at(document.root, "乙")
    assert (node.line, node.column, node.width, node.key) == (2, 4, 2, (2, 1))


def test_aliases_cannot_build_what_is_nested_too_deep(parser):
    steps = ["k0: &a0 [1]", *(f"k{n}: &a{n} [*a{n - 1}]" for n in range(1, 120))]
    document, found = parse("\n".join(steps).encode(), "x")
    assert document is None
    assert [each.code for each in found] == ["D120"]


def test_a_tree_of_a_hundred_levels_is_read(parser):
    document = _read("a: " + "[" * 99 + "]" * 99)
    assert strip_places(document.root)["a"] != []


def test_a_document_comes_even_with_equal_keys_so_that_more_can_be_found(parser):
    document, found = parse("年度: 1\n年度: 2\n".encode(), "x")
    assert document is not None
    assert [each.code for each in found] == ["D116"]


def test_a_file_is_read_from_disk_under_the_name_shown(tmp_path):
    path = tmp_path / "2021.yaml"
    path.write_bytes("年度: 2021\n".encode())
    document, found = read_data_file(path, "data/2021.yaml")
    assert (document.file, found) == ("data/2021.yaml", [])
    assert read_data_file(path)[0].file == str(path)


TEXT = st.text().filter(lambda text: not FORBIDDEN.search(text))
TREES = st.recursive(
    TEXT | st.integers(-(10**18) + 1, 10**18 - 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


class _Quoting(yaml.SafeDumper):
    """Writes every text in quotes and nothing as an alias."""

    quotes = "'"

    def ignore_aliases(self, data: object) -> bool:
        return True


_Quoting.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style=dumper.quotes
    ),
)


def _dump(tree: object, style: str) -> str:
    _Quoting.quotes = style
    return yaml.dump(tree, Dumper=_Quoting, allow_unicode=True, sort_keys=False, width=40)


@settings(max_examples=many(100), deadline=None)
@given(tree=st.dictionaries(TEXT, TREES, max_size=5), style=st.sampled_from("\"'|"))
def test_any_tree_dumped_in_quotes_reads_back_equal_without_a_problem(tree, style):
    text = _dump(tree, style)
    if INVISIBLE.search(text):
        return
    for loader in events.LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "LOADERS", (loader,))
            document, found = parse(text.encode(), "x")
        assert found == []
        assert strip_places(document.root) == tree


YAMLISH = st.lists(
    st.sampled_from(
        [*"\n\n\n  :：-－#'\"[]{}&*!|>%@`,?~\\\t　甲a1", "名称: ", "- ", ": ", "\\u", "---\n"]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=many(400), deadline=None)
@given(data=st.binary(max_size=300) | YAMLISH.map(str.encode))
def test_no_bytes_whatever_make_it_raise(data):
    for loader in events.LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "LOADERS", (loader,))
            document, found = parse(data, "x")
        assert document is not None or found
        for each in found:
            assert each.message("zh")
            assert each.message("en")
            assert each.cure("zh")


@settings(max_examples=many(300), deadline=None)
@given(text=YAMLISH.map(lambda text: text.translate({ord(sign): None for sign in "|>!"})))
def test_both_parsers_agree_on_what_can_be_read(text):
    results = []
    for loader in events.LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "LOADERS", (loader,))
            document, _ = parse(text.encode(), "x")
        results.append(document and strip_places(document.root))
    assert all(result == results[0] for result in results)


SAFETY = 120
"""Seconds: only what grows with the square of a long text takes them, on a busy machine too."""


def _ledger(rows: int) -> bytes:
    row = '  - 名称: 第{0}次例会\n    日期: 2021-03-05\n    人数: 12\n    议题: "工作：{0}"\n'
    return ("会议:\n" + "".join(row.format(number) for number in range(rows))).encode()


def _read_whole(data: bytes) -> None:
    document, found = parse(data, "x")
    assert found == []
    assert document is not None


def test_the_work_grows_no_faster_than_the_file():
    small, large = (count_calls(lambda n=n: _read_whole(_ledger(n))) for n in (400, 4_000))
    assert large < 11 * small


@pytest.mark.parametrize(
    "value",
    ["长" * 100_000, "长 " * 100_000, '"' + "长 " * 100_000 + '"', "|\n  " + "长 " * 100_000,
     "长" + " " * 100_000 + "长"],
)  # fmt: skip
def test_a_very_long_value_is_read_at_once(value):
    start = time.monotonic()
    _read_whole(f"值: {value}\n".encode())
    assert time.monotonic() - start < SAFETY


@pytest.mark.parametrize(
    "text",
    ["[\n" * 50_000, 'a: "x\n' * 20_000, "a: " + " " * 100_000 + "b: c\n", "{" * 50_000,
     "- " * 50_000, '"\n' * 50_001, "'" * 50_001, "甲：\n" * 20_000, "? " * 20_000],
)  # fmt: skip
def test_a_broken_file_of_any_shape_is_refused_at_once(text):
    start = time.monotonic()
    document, found = parse(text.encode(), "x")
    assert document is None
    assert 0 < len(found) <= 100
    assert time.monotonic() - start < SAFETY


@pytest.mark.parametrize("text", ["a: 1\n", "a: [1\n", "a: *b\n", "a: 1\n---\nb: 2\n"])
@pytest.mark.parametrize("was_on", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(text, was_on):
    (gc.enable if was_on else gc.disable)()
    try:
        parse(text.encode(), "2021.yaml")
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_a_large_ledger_keeps_its_places_and_shares_what_is_written_again():
    rows = "".join(f"  - 日期: 2021-01-{n % 28 + 1:02}\n    人数: {n}\n" for n in range(5000))
    entries = _at(_read("会议:\n" + rows).root, "会议").value
    places = [(each.value["人数"].line, each.value["人数"].key) for each in entries]
    assert places == [(line, (line, 5)) for line in range(3, 10003, 2)]
    assert [each.value["人数"].value for each in entries] == list(range(5000))
    assert entries[0].value["日期"].value is entries[28].value["日期"].value


@pytest.mark.parametrize(
    "name",
    [
        "../外面.csv", "夹/../../外面.csv", "夹/../里面.csv", "..", "/etc/passwd",
        "//主机/共享/台账.csv", "C:台账.csv", "C:\\台账.csv", "C:/台账.csv", "里面.csv:流",
        "夹\\里面.csv", "..\\外面.csv", "链接.csv", "链接夹/外面.csv",
    ],
)  # fmt: skip
def test_a_name_in_the_data_that_leads_out_of_their_folder_is_no_path(name: str, tmp_path: Path):
    folder = tmp_path / "data"
    (folder / "夹").mkdir(parents=True)
    (tmp_path / "外面.csv").touch()
    (folder / "里面.csv").touch()
    (folder / "链接.csv").symlink_to(tmp_path / "外面.csv")
    (folder / "链接夹").symlink_to(tmp_path)
    assert resolve_below(folder, name) is None


@pytest.mark.parametrize("name", ["里面.csv", "夹/里面.csv", "./里面.csv", "里..面.csv", "链.csv"])
def test_a_name_below_the_folder_is_a_path_though_no_file_is_there(name: str, tmp_path: Path):
    (tmp_path / "别的.csv").touch()
    (tmp_path / "链.csv").symlink_to(tmp_path / "别的.csv")
    path = resolve_below(tmp_path, name)
    assert path is not None and path.is_relative_to(tmp_path.resolve())


@pytest.mark.parametrize("name", ["里\0面.csv", "圈", "圈/里面.csv"])
def test_a_name_that_no_file_can_have_is_an_error_of_the_file_system(name: str, tmp_path: Path):
    (tmp_path / "圈").symlink_to(tmp_path / "圈")
    with pytest.raises((OSError, RuntimeError, ValueError)):
        resolve_below(tmp_path, name)
